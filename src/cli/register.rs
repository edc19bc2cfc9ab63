//! `fuzhu register`: the small registers of the plan, and their rows: list, show, write, correct, withdraw.

pub mod list;
pub mod show;
pub mod write;

use super::Means;
use super::act::act;
use super::failure::Failure;
use super::output::Output;
use super::queue::subject_of;
use crate::domain::register::Owner;
use crate::policy::plan::{Plan, RecordKind};
use crate::service::answer::register::RegisterLine;
use crate::text::Lang;
use clap::Subcommand;
use serde_json::{Map, Value, json};

/// What can be done with small registers.
#[derive(Debug, Subcommand)]
pub enum RegisterCommand {
    /// 各本台账，或其中一本、一个家庭的记录 ‖ the registers, or the rows of one of them or of a family
    List(list::List),
    /// 查看一条记录及其更正经过 ‖ show a row and its versions
    Show(show::Show),
    /// 登记一条记录 ‖ write a row
    Write(write::WriteArgs),
    /// 更正一条记录 ‖ correct a row
    Correct(write::CorrectArgs),
    /// 撤销一条误登的记录 ‖ withdraw a row that was written in error
    Withdraw(write::WithdrawArgs),
}

/// Does one of them.
///
/// # Errors
/// When the words stand for nothing, or the service refuses.
pub fn run(command: &RegisterCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        RegisterCommand::List(list) => list.run(means, out),
        RegisterCommand::Show(show) => show.run(means, out),
        RegisterCommand::Write(write) => act(write, means, out),
        RegisterCommand::Correct(correct) => act(correct, means, out),
        RegisterCommand::Withdraw(withdraw) => act(withdraw, means, out),
    }
}

/// The keys of a row in JSON.
fn keys(line: &RegisterLine, plan: &Plan) -> Map<String, Value> {
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    put("id", json!(line.row.to_string()));
    let register = plan.register(line.register);
    put("register", json!(register.map_or_else(|| line.register.to_string(), |register| register.id.clone())));
    put("owner", json!(line.owner.kind().key()));
    put("family", json!(line.owner.family().map(|family| family.to_string())));
    let (member, item, department) = match line.owner {
        Owner::Member(_, member) => (Some(member.to_string()), None, None),
        Owner::Item(item) => (None, Some(item.to_string()), None),
        Owner::Department(no) => {
            (None, None, Some(plan.department(no).map_or_else(|| no.to_string(), |body| body.id.clone())))
        }
        Owner::Family(_) | Owner::District => (None, None, None),
    };
    put("member", json!(member));
    put("item", json!(item));
    put("department", json!(department));
    put("subject", json!(Some(&line.subject).filter(|subject| !subject.is_empty())));
    put("on", json!(line.on.to_string()));
    put("values", values(&line.values));
    put("actor", json!(line.actor));
    put("version", json!(line.version.0));
    keys
}

/// What a row says, by the plan's record keys.
fn values(values: &[(String, String)]) -> Value {
    Value::Object(values.iter().map(|(key, text)| (key.clone(), json!(text))).collect())
}

/// What a row says in one field, as a person reads it.
pub fn shown(plan: &Plan, key: &str, text: &str, lang: Lang) -> String {
    match plan.record(key).map(|field| &field.kind) {
        Some(RecordKind::Choice(options)) => {
            let option = options.iter().find(|option| option.key == text);
            option.map_or(text, |option| option.title.in_lang(lang)).to_string()
        }
        Some(RecordKind::YesNo) => match text {
            "yes" => lang.pick("是", "yes").to_string(),
            _ => lang.pick("否", "no").to_string(),
        },
        _ => text.to_string(),
    }
}

/// What a record field is called.
fn titled(plan: &Plan, key: &str, lang: Lang) -> String {
    plan.record(key).map_or_else(|| key.to_string(), |field| field.title.in_lang(lang).to_string())
}

/// Whose a row is, as a person reads it.
fn whose(line: &RegisterLine, plan: &Plan, lang: Lang) -> String {
    match line.owner {
        Owner::District => lang.pick("全区", "district").to_string(),
        Owner::Department(no) => {
            plan.department(no).map_or_else(|| no.to_string(), |body| body.short.in_lang(lang).to_string())
        }
        Owner::Member(family, _) => subject_of(&line.subject, &family.to_string()),
        owner => subject_of(&line.subject, &owner.to_string()),
    }
}
