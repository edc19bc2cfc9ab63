//! The commands about one account, as they are typed and as `apply` takes them.

use crate::cli::act::Wording;
use crate::cli::failure::Failure;
use crate::cli::sense::{self, Sense};
use crate::cli::word::{Word, one_or_more};
use crate::cli::wrong::Wrong;
use crate::domain::access::{AccessCommand, Deputy, Role, Scope};
use crate::domain::command::Command;
use crate::policy::money::Fen;
use crate::text::{Lang, clean};
use clap::Args;
use serde::Deserialize;

/// The words that give an account.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantArgs {
    /// 服务器上的登录用户名 ‖ the user's name on the server
    #[arg(value_name = "USER")]
    user: Word,
    /// 姓名 ‖ the holder's name
    #[arg(long, value_name = "NAME")]
    name: Word,
    /// 岗位：clerk 部门经办人、head 部门负责人、township 乡镇经办人、office 领导小组办公室、auditor 审计、administrator 系统管理员 ‖ the role: clerk, head, township, office, auditor, administrator
    #[arg(long, value_name = "ROLE")]
    role: Word,
    /// 部门，可写多次（经办人、负责人必填） ‖ a department, more than once if need be (clerk and head)
    #[arg(long, value_name = "DEPARTMENT")]
    #[serde(default, deserialize_with = "one_or_more")]
    department: Vec<Word>,
    /// 乡镇街道，可写多次（乡镇经办人必填） ‖ a township, more than once if need be (township)
    #[arg(long, value_name = "TOWNSHIP")]
    #[serde(default, deserialize_with = "one_or_more")]
    township: Vec<Word>,
    /// 一起急难中可直接救助的限额（元），不写即按方案 ‖ what may be granted in one emergency, in yuan; the plan's limit where it is not given
    #[arg(long, value_name = "YUAN")]
    limit: Option<Word>,
    /// 查看时的版本；此后有人改过就不办理 ‖ the version that was seen: nothing is done when it has changed since
    #[arg(long, value_name = "SEQ")]
    seen: Option<Word>,
}

impl Wording for GrantArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let role = Role::from_key(self.role.as_str().trim()).ok_or_else(|| Wrong::NotOneOf {
            name: "role",
            text: self.role.0.clone(),
            words: Role::ALL.into_iter().map(Role::key).collect(),
        })?;
        let departments = self.department.iter().map(|word| sense.department(word)).collect::<Result<_, _>>()?;
        let townships = self.township.iter().map(|word| Ok(u32::try_from(sense::township(word)?).unwrap_or(0)));
        let scope = Scope::new(departments, townships.collect::<Result<_, Failure>>()?);
        Ok(Command::Access(AccessCommand::Grant {
            user: user(&self.user),
            seen: self.seen.as_ref().map(sense::seq).transpose()?,
            name: clean::free_text(self.name.as_str()),
            role,
            scope,
            limit: self.limit.as_ref().map(money).transpose()?,
        }))
    }
}

/// The words that close an account.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseArgs {
    /// 用户名 ‖ the user
    #[arg(value_name = "USER")]
    user: Word,
    /// 原因 ‖ why
    #[arg(long, value_name = "TEXT")]
    reason: Word,
}

impl Wording for CloseArgs {
    fn command(&self, _: &mut Sense<'_>) -> Result<Command, Failure> {
        let reason = clean::free_text(self.reason.as_str());
        Ok(Command::Access(AccessCommand::Close { user: user(&self.user), reason }))
    }
}

/// The words that let somebody stand in.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeputiseArgs {
    /// 不在岗的用户 ‖ the user who is away
    #[arg(value_name = "USER")]
    user: Word,
    /// 代理人 ‖ who stands in
    #[arg(long, value_name = "USER")]
    to: Word,
    /// 第一天（不写即今天） ‖ the first day (today where it is not given)
    #[arg(long, value_name = "DATE")]
    from: Option<Word>,
    /// 最后一天 ‖ the last day
    #[arg(long, value_name = "DATE")]
    until: Word,
}

impl Wording for DeputiseArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let from = self.from.as_ref().map(|word| sense.day(word)).transpose()?.unwrap_or(sense.today);
        let deputy = Deputy { user: user(&self.to), from, until: sense.day(&self.until)? };
        Ok(Command::Access(AccessCommand::Deputise { user: user(&self.user), deputy }))
    }
}

/// The words that end that somebody stands in.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecallArgs {
    /// 用户 ‖ the user who was away
    #[arg(value_name = "USER")]
    user: Word,
    /// 代理人 ‖ who stood in
    #[arg(long, value_name = "USER")]
    from: Word,
}

impl Wording for RecallArgs {
    fn command(&self, _: &mut Sense<'_>) -> Result<Command, Failure> {
        Ok(Command::Access(AccessCommand::Recall { user: user(&self.user), deputy: user(&self.from) }))
    }
}

fn user(word: &Word) -> String {
    word.as_str().trim().to_string()
}

fn money(word: &Word) -> Result<Fen, Failure> {
    Fen::parse_yuan(word.as_str()).map_err(|error| {
        let trimmed = |lang| error.sentence(lang).trim_end_matches(['。', '.']).to_string();
        Wrong::NotMoney(word.0.clone(), trimmed(Lang::Zh), trimmed(Lang::En)).into()
    })
}
