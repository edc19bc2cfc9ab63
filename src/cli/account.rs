//! `fuzhu account`: who may use the store, as what and for which part of it.

pub mod list;
pub mod own;
pub mod words;

use super::Means;
use super::act::act;
use super::failure::Failure;
use super::output::Output;
use super::queue::place_name;
use crate::domain::access::Account;
use crate::policy::plan::Plan;
use crate::text::Lang;
use clap::Subcommand;
use serde_json::{Value, json};

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// 全部账户 ‖ the accounts
    List(list::List),
    /// 本人的岗位和范围，以及正在代理谁 ‖ what you are and for what, and for whom you stand in
    Own(own::Own),
    /// 开户、改变岗位或范围、重新启用 ‖ open an account, change what it is for, or open it again
    Grant(words::GrantArgs),
    /// 停用 ‖ close an account
    Close(words::CloseArgs),
    /// 指定代理人及起止日期 ‖ let somebody stand in for an absence
    Deputise(words::DeputiseArgs),
    /// 提前结束代理 ‖ end that somebody stands in
    Recall(words::RecallArgs),
}

/// Does one of them.
///
/// # Errors
/// When the words stand for nothing, or the service refuses.
pub fn run(command: &AccountCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        AccountCommand::List(list) => list.run(means, out),
        AccountCommand::Own(own) => own.run(means, out),
        AccountCommand::Grant(words) => act(words, means, out),
        AccountCommand::Close(words) => act(words, means, out),
        AccountCommand::Deputise(words) => act(words, means, out),
        AccountCommand::Recall(words) => act(words, means, out),
    }
}

/// The departments and townships of an account, as people read them.
fn scope(account: &Account, plan: &Plan, lang: Lang) -> String {
    let departments = account.scope.departments.iter().filter_map(|no| plan.department(*no));
    let departments = departments.map(|department| department.short.in_lang(lang).to_string());
    let townships = account.scope.townships.iter().map(|code| place_name(i64::from(*code)));
    let names: Vec<String> = departments.chain(townships).collect();
    if names.is_empty() { lang.pick("全区", "everything").to_string() } else { names.join(lang.pick("、", ", ")) }
}

/// An account for programs.
fn keys(account: &Account, plan: &Plan) -> Value {
    let departments = account.scope.departments.iter().filter_map(|no| plan.department(*no));
    json!({
        "user": account.user,
        "name": account.name,
        "role": account.role.key(),
        "departments": departments.map(|department| department.id.clone()).collect::<Vec<_>>(),
        "townships": account.scope.townships.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "limit": account.limit.map(|limit| limit.to_string()),
        "deputies": account.deputies.iter().map(|deputy| json!({
            "user": deputy.user,
            "from": deputy.from.to_string(),
            "until": deputy.until.to_string(),
        })).collect::<Vec<_>>(),
        "closed": account.closed,
        "version": account.version.0,
    })
}

#[cfg(test)]
mod tests;
