//! One command of a clerk from its words to what is said about it: the way that every verb goes when it is typed alone. Many at once go
//! through `apply`.

use super::Means;
use super::failure::Failure;
use super::output::Output;
use super::sense::Sense;
use crate::domain::access::AccessCommand;
use crate::domain::batch::{BatchCommand, Said};
use crate::domain::command::Command;
use crate::domain::emergency::command::EmergencyCommand;
use crate::domain::register::RegisterCommand;
use crate::domain::rhythm::RhythmCommand;
use crate::service::answer::Done;
use crate::service::client::Order;
use crate::text::Lang;
use serde_json::{Map, Value, json};

/// Words that make a command of a clerk.
pub trait Wording {
    /// The command that they make.
    ///
    /// # Errors
    /// When a word stands for nothing.
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure>;
}

/// Understands the words, has the command done, and says so.
///
/// # Errors
/// When the words make no command, or it is refused.
pub fn act(wording: &impl Wording, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    let mut client = means.client()?;
    let plan = client.plan();
    let command = wording.command(&mut Sense::of(&plan, &mut client))?;
    let answer = client.execute(&[Order::from(command.clone())]).into_iter().next();
    let Some(answer) = answer else { return Ok(()) };
    let done = answer?;
    match out.json {
        true => out.object(&Value::Object(done_keys(&done))),
        false => out.line(sentence(&command, &done, out.lang)),
    }
}

/// What a command did, for programs.
pub fn done_keys(done: &Done) -> Map<String, Value> {
    let mut keys = Map::new();
    keys.insert("ok".into(), json!(true));
    keys.insert("seq".into(), json!(done.seq.0));
    keys.extend(done.family.map(|family| ("family".into(), json!(family.to_string()))));
    keys.extend(done.item.map(|item| ("item".into(), json!(item.to_string()))));
    keys.extend(done.row.map(|row| ("row".into(), json!(row.to_string()))));
    keys.extend(done.emergency.map(|emergency| ("emergency".into(), json!(emergency.to_string()))));
    keys.extend(done.batch.map(|batch| ("batch".into(), json!(batch.to_string()))));
    keys.extend(done.review.map(|review| ("review".into(), json!(review.to_string()))));
    if done.repeated {
        keys.insert("repeated".into(), json!(true));
    }
    keys
}

/// What a command did, for people.
fn sentence(command: &Command, done: &Done, lang: Lang) -> String {
    let item = done.item.map(|item| item.to_string()).unwrap_or_default();
    let family = done.family.map(|family| family.to_string()).unwrap_or_default();
    let what = match command {
        Command::OpenItem { .. } => lang.pick(format!("已登记事项 {item}"), format!("Item {item} is open")),
        Command::Rhythm(RhythmCommand::Tell { .. }) => lang.pick("已阅".into(), "Seen".into()),
        Command::Rhythm(RhythmCommand::Contact(_)) => {
            lang.pick(format!("已记联系，事项 {item}"), format!("Contact is written down with item {item}"))
        }
        Command::MoveItem { step, .. } => {
            let verb = step.verb.title();
            lang.pick(format!("事项 {item}：{}", verb.zh), format!("Item {item}: {}", step.verb.key()))
        }
        Command::SettleReview(settling) => {
            let review = settling.review;
            let about = if family.is_empty() {
                String::new()
            } else {
                lang.pick(format!("（{family}）"), format!(" ({family})"))
            };
            lang.pick(format!("核对 {review} 已办结{about}"), format!("Question {review} is settled{about}"))
        }
        Command::Merge(merge) => {
            let (keep, other) = (merge.keep, merge.other);
            lang.pick(format!("{other} 已并入 {keep}"), format!("{other} went into {keep}"))
        }
        Command::SettleConflict(settling) => {
            let conflict = settling.conflict;
            lang.pick(format!("核对 {conflict} 已办结"), format!("Question {conflict} is settled"))
        }
        Command::PutAside(put) => {
            let gap = put.gap;
            lang.pick(format!("缺项 {gap} 已暂搁"), format!("Missing facts {gap} are put aside"))
        }
        Command::AddFamily { .. } => lang.pick(format!("已登记家庭 {family}"), format!("Family {family} is entered")),
        Command::Register(command) => {
            let row = done.row.map(|row| row.to_string()).unwrap_or_default();
            match command {
                RegisterCommand::Write { .. } => lang.pick(format!("已登记 {row}"), format!("Row {row} is written")),
                RegisterCommand::Correct { .. } => {
                    lang.pick(format!("已更正 {row}"), format!("Row {row} is corrected"))
                }
                RegisterCommand::Withdraw { .. } => {
                    lang.pick(format!("已撤销 {row}"), format!("Row {row} is withdrawn"))
                }
            }
        }
        Command::Batch(command) => batch_sentence(command, lang),
        Command::Access(command) => access_sentence(command, lang),
        Command::Undo { seq, .. } => lang.pick(format!("已撤销第 {seq} 条"), format!("Entry {seq} is taken back")),
        Command::Emergency(command) => {
            let emergency = done.emergency.map(|emergency| emergency.to_string()).unwrap_or_default();
            match command {
                EmergencyCommand::Report(_) => {
                    lang.pick(format!("已报急难 {emergency}"), format!("Emergency {emergency} is lodged"))
                }
                EmergencyCommand::Act { step, .. } => {
                    let act = step.act;
                    lang.pick(
                        format!("急难 {emergency}：{}", act.title().zh),
                        format!("Emergency {emergency}: {}", act.key()),
                    )
                }
            }
        }
        _ => lang.pick(format!("家庭 {family}：已记录"), format!("Family {family}: recorded")),
    };
    let seq = done.seq;
    lang.pick(format!("{what}，记入日志第 {seq} 条。"), format!("{what}; entry {seq} of the journal."))
}

/// What was done with an account.
fn access_sentence(command: &AccessCommand, lang: Lang) -> String {
    match command {
        AccessCommand::Grant { user, role, .. } => {
            lang.pick(format!("账户 {user}：{}", role.title().zh), format!("Account {user}: {}", role.title().en))
        }
        AccessCommand::Close { user, .. } => {
            lang.pick(format!("已停用账户 {user}"), format!("Account {user} is closed"))
        }
        AccessCommand::Deputise { user, deputy } => lang.pick(
            format!("{} 代理 {user}，至 {}", deputy.user, deputy.until),
            format!("{} stands in for {user} until {}", deputy.user, deputy.until),
        ),
        AccessCommand::Recall { user, deputy } => {
            lang.pick(format!("{deputy} 不再代理 {user}"), format!("{deputy} no longer stands in for {user}"))
        }
        AccessCommand::Reveal { family, .. } => lang.pick(
            format!("家庭 {family} 五分钟内显示完整证件号"),
            format!("Family {family} is shown in full for five minutes"),
        ),
    }
}

/// What was done with a batch or one of its lines.
fn batch_sentence(command: &BatchCommand, lang: Lang) -> String {
    let (what, zh, en) = match command {
        BatchCommand::Draw { .. } | BatchCommand::Again { .. } => (String::new(), "已拟定批次", "batch begun"),
        BatchCommand::List { batch, .. } => (batch.to_string(), "已核对", "checked"),
        BatchCommand::Add { batch, .. } => (batch.to_string(), "已列入补发", "arrears added"),
        BatchCommand::Rule { line, hold: true, .. } => (line.to_string(), "已停发", "held"),
        BatchCommand::Rule { line, .. } => (line.to_string(), "已列入", "put in"),
        BatchCommand::Freeze { batch } => (batch.to_string(), "已冻结", "frozen"),
        BatchCommand::Send { batch } => (batch.to_string(), "已送银行", "sent"),
        BatchCommand::Return { line, outcome: Said::Paid(_), .. } => (line.to_string(), "发放成功", "paid"),
        BatchCommand::Return { line, .. } => (line.to_string(), "发放失败", "failed"),
        BatchCommand::Correct(correction) => (correction.line.to_string(), "已更正", "put right"),
        BatchCommand::Recover { line, .. } => (line.to_string(), "已登记追回", "recovery noted"),
        BatchCommand::Close { batch } => (batch.to_string(), "已结案", "closed"),
        BatchCommand::Discard { batch, .. } => (batch.to_string(), "已作废", "discarded"),
    };
    lang.pick(format!("{what} {zh}"), format!("{what} {en}")).trim().to_string()
}
