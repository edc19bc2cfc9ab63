//! `fuzhu batch`: allowance batches from the list that is drawn up to what the bank says of each line.

pub mod account;
pub mod bank;
pub mod draw;
pub mod list;
pub mod words;

use super::Means;
use super::act::act;
use super::failure::Failure;
use super::output::Output;
use super::word::Word;
use super::wrong::Wrong;
use crate::domain::batch::{Batch, Line, LineId, Sum, is_payable};
use crate::ids::BatchId;
use crate::policy::plan::{Measure, Plan};
use crate::text::Lang;
use clap::Subcommand;
use serde_json::{Map, Value, json};

/// What can be done with batches.
#[derive(Debug, Subcommand)]
pub enum BatchCommand {
    /// 各批次 ‖ the batches
    List(list::List),
    /// 查看一个批次及其明细 ‖ a batch and its lines
    Show(list::Show),
    /// 一个家庭各人的发放记录 ‖ what the people of a family were paid
    Paid(list::Paid),
    /// 拟定一期的发放批次，列出应发和不发的人 ‖ draw up the batch of a period: who is to be paid, who is not
    Draw(draw::Draw),
    /// 核对：拟定的按现在的情况重列，冻结后的列出差异 ‖ check: a draft is listed anew as the register is now; of a frozen one the differences are shown
    Check(draw::Check),
    /// 补发以前期间的欠发金额 ‖ add somebody for an earlier period: what was left to pay
    Add(words::AddArgs),
    /// 停发一行 ‖ take a line out
    Hold(words::HoldArgs),
    /// 账号存疑的，核实后列入 ‖ put in a line whose account only looked doubtful
    Include(words::IncludeArgs),
    /// 冻结：此后名册变化不再影响本批次 ‖ freeze: the register no longer changes it
    Freeze(words::FreezeArgs),
    /// 导出送银行的文件（身份证号和账号不遮盖） ‖ write the file for the bank (identity numbers and accounts in full)
    Export(bank::Export),
    /// 导入银行回执文件 ‖ bring in what the bank says
    Returns(bank::Returns),
    /// 登记一行的银行回执 ‖ what the bank says of one line
    Return(words::ReturnArgs),
    /// 登记退汇：已发放的款项退回 ‖ the money of a paid line came back
    Bounce(words::BounceArgs),
    /// 更正发放失败的一行 ‖ put right what made a line fail
    Correct(words::CorrectArgs),
    /// 把更正过的失败明细再次发放，另立批次并相互关联 ‖ pay corrected lines again, in a batch that is linked to the first
    Repay(draw::Repay),
    /// 登记追回多发的金额 ‖ note that money paid too much is taken back
    Recover(words::RecoverArgs),
    /// 结案 ‖ close a batch when everything came back
    Close(words::CloseArgs),
    /// 作废未送银行的批次 ‖ throw a batch away that was not sent
    Discard(words::DiscardArgs),
    /// 欠发：应发而未发的金额 ‖ what is left to pay
    Arrears(account::Arrears),
    /// 多发：发放超出应发的金额 ‖ what was paid too much
    Overpaid(account::Overpaid),
}

/// Does one of them.
///
/// # Errors
/// When the words stand for nothing, or the service refuses.
pub fn run(command: &BatchCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        BatchCommand::List(list) => list.run(means, out),
        BatchCommand::Show(show) => show.run(means, out),
        BatchCommand::Paid(paid) => paid.run(means, out),
        BatchCommand::Draw(draw) => draw.run(means, out),
        BatchCommand::Check(check) => check.run(means, out),
        BatchCommand::Repay(repay) => repay.run(means, out),
        BatchCommand::Export(export) => export.run(means, out),
        BatchCommand::Returns(returns) => returns.run(means, out),
        BatchCommand::Arrears(arrears) => arrears.run(means, out),
        BatchCommand::Overpaid(overpaid) => overpaid.run(means, out),
        BatchCommand::Add(words) => act(words, means, out),
        BatchCommand::Hold(words) => act(words, means, out),
        BatchCommand::Include(words) => act(words, means, out),
        BatchCommand::Freeze(words) => act(words, means, out),
        BatchCommand::Return(words) => act(words, means, out),
        BatchCommand::Bounce(words) => act(words, means, out),
        BatchCommand::Correct(words) => act(words, means, out),
        BatchCommand::Recover(words) => act(words, means, out),
        BatchCommand::Close(words) => act(words, means, out),
        BatchCommand::Discard(words) => act(words, means, out),
    }
}

/// A batch by its number.
fn batch(word: &Word) -> Result<BatchId, Failure> {
    word.as_str().trim().parse().map_err(|_| Wrong::NotABatch(word.0.clone()).into())
}

/// A line by its number.
fn line(word: &Word) -> Result<LineId, Failure> {
    word.as_str().trim().parse().map_err(|_| Wrong::NotALine(word.0.clone()).into())
}

/// The measure that is meant: the one named, else the only or first one that is paid by batch.
fn measure<'p>(plan: &'p Plan, word: Option<&Word>) -> Result<&'p Measure, Failure> {
    match word {
        Some(word) => super::plan::measure(plan, word),
        None => {
            let payable = plan.measures().iter().find(|measure| is_payable(measure));
            payable.ok_or_else(|| Wrong::Missing("batch".into(), "measure".into()).into())
        }
    }
}

/// The keys of a batch in JSON.
fn keys(batch: &Batch, plan: &Plan) -> Map<String, Value> {
    let sum = |sum: Sum| json!({ "lines": sum.lines, "amount": sum.amount.to_string() });
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    put("id", json!(batch.id.to_string()));
    put("measure", json!(plan.measure(batch.measure).map_or_else(|| batch.measure.to_string(), |one| one.id.clone())));
    put("period", json!(batch.period.to_string()));
    let department = plan.department(batch.department);
    put("department", json!(department.map_or_else(|| batch.department.to_string(), |one| one.id.clone())));
    put("stage", json!(batch.stage.key()));
    put("again", json!(batch.again.map(|id| id.to_string())));
    put("note", json!(batch.note));
    put("drawn_on", json!(batch.drawn_at.date_naive().to_string()));
    put("drawn_by", json!(batch.drawn_by));
    put("checked", json!(batch.checked.map(|seq| seq.0)));
    put("frozen_on", json!(batch.frozen_on.map(|day| day.to_string())));
    put("sent_on", json!(batch.sent_on.map(|day| day.to_string())));
    let totals = batch.totals;
    put("waiting", sum(totals.waiting));
    put("out", sum(totals.out));
    put("paid", sum(totals.paid));
    put("failed", sum(totals.failed));
    put("corrected", sum(totals.corrected));
    keys
}

/// The keys of a line in JSON, masked as it came.
pub(super) fn line_keys(line: &Line) -> Map<String, Value> {
    use crate::domain::batch::Outcome;
    let listed = &line.listed;
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    put("id", json!(line.id().to_string()));
    put("batch", json!(line.batch.to_string()));
    put("family", json!(listed.family.to_string()));
    put("member", json!(listed.member.to_string()));
    put("name", json!(listed.name));
    put("identity_number", json!(listed.identity));
    put("account", json!(listed.account));
    put("period", json!(listed.period.to_string()));
    put("extra", json!(listed.extra));
    let shares = listed.shares.iter().map(|share| {
        json!({
            "kind": share.kind.key(), "from": share.first.to_string(), "months": share.months,
            "monthly": share.monthly.to_string(), "source": share.source,
        })
    });
    put("shares", Value::Array(shares.collect()));
    put("months", json!(listed.months()));
    put("amount", json!(line.amount().to_string()));
    put("state", json!(line.state().key()));
    let held = line.ruling.as_ref().is_some_and(|ruling| ruling.hold);
    put("why", json!(if held { Some("held") } else { listed.out.as_ref().map(|why| why.key()) }));
    put("because", json!(line.because(Lang::Zh)));
    put("ended", json!(listed.ended.map(|ended| json!({ "how": ended.key(), "on": ended.on().to_string() }))));
    let paid_on = if let Some(Outcome::Paid { on, .. }) = &line.outcome { Some(on.to_string()) } else { None };
    put("paid_on", json!(paid_on));
    put("item", json!(line.item().map(|item| item.to_string())));
    put("recovered", json!(line.recovered().to_string()));
    keys
}

/// How much at which standard, as a person reads it: `3×800.00＋3×1000.00`.
fn shares(line: &Line) -> String {
    let told = line.listed.shares.iter().map(|share| format!("{}×{}", share.months, share.monthly));
    told.collect::<Vec<_>>().join("+")
}

/// So many lines, so much money.
fn told(sum: Sum, lang: Lang) -> String {
    lang.pick(
        format!("{} 人 {} 元", sum.lines, sum.amount.grouped()),
        format!("{} ({} yuan)", sum.lines, sum.amount.grouped()),
    )
}
