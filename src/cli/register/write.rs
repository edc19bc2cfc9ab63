//! `fuzhu register write`, `correct` and `withdraw`.

use crate::cli::act::Wording;
use crate::cli::failure::Failure;
use crate::cli::sense::{self, Sense};
use crate::cli::word::{Pair, Word, pairs};
use crate::cli::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::register::{Owner, RegisterCommand};
use crate::policy::plan::{OwnerKind, Register};
use crate::text::clean;
use clap::Args;
use serde::Deserialize;

/// The words that write a row.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteArgs {
    /// 哪一本台账（编号或名称） ‖ the register: id or title
    #[arg(value_name = "REGISTER")]
    register: Word,
    /// 家庭 ‖ the family
    #[arg(long, value_name = "FAMILY")]
    family: Option<Word>,
    /// 成员：序号、姓名或 father、mother、child ‖ the person: number, name, or father, mother, child
    #[arg(long, value_name = "MEMBER")]
    member: Option<Word>,
    /// 事项编号，如 F12-3 ‖ the item, like F12-3
    #[arg(long, value_name = "ITEM")]
    item: Option<Word>,
    /// 部门 ‖ the department
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<Word>,
    /// 各栏内容，可写多次 ‖ what it says, more than once if need be
    #[arg(long, value_name = "KEY=VALUE")]
    #[serde(default, deserialize_with = "pairs")]
    record: Vec<Pair>,
}

impl Wording for WriteArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let register = sense.register(&self.register)?;
        let owner = self.owner(register, sense)?;
        let values = values(&self.record);
        Ok(Command::Register(RegisterCommand::Write { register: register.no, owner, values }))
    }
}

impl WriteArgs {
    /// Whose row it is, by what was named; a register of the district needs nobody named.
    fn owner(&self, register: &Register, sense: &mut Sense<'_>) -> Result<Owner, Failure> {
        if let Some(item) = &self.item {
            return Ok(Owner::Item(sense.item(item)?));
        }
        if let Some(department) = &self.department {
            return Ok(Owner::Department(sense.department(department)?));
        }
        match (&self.family, &self.member) {
            (Some(family), member) => {
                let family = sense.family(family)?;
                let member = member.as_ref().map(|word| sense.member(family, word)).transpose()?;
                Ok(member.map_or(Owner::Family(family), |member| Owner::Member(family, member)))
            }
            (None, None) if register.takes(OwnerKind::District) => Ok(Owner::District),
            (None, _) => {
                let wanted = register.owners.first().map_or("family", |owner| match owner {
                    OwnerKind::Department => "department",
                    OwnerKind::Item => "item",
                    _ => "family",
                });
                Err(Wrong::Missing("register write".into(), wanted.into()).into())
            }
        }
    }
}

/// The words that correct a row.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectArgs {
    /// 记录编号，如 R12 ‖ the row, like R12
    #[arg(value_name = "ROW")]
    row: Word,
    /// 改成什么，可写多次；等号后不写即去掉 ‖ what it is to say, more than once if need be; nothing after the sign takes it out
    #[arg(long, value_name = "KEY=VALUE")]
    #[serde(default, deserialize_with = "pairs")]
    record: Vec<Pair>,
    /// 查看时的版本；此后有人改过就不办理 ‖ the version that was seen: nothing is done when it has changed since
    #[arg(long, value_name = "SEQ")]
    seen: Option<Word>,
}

impl Wording for CorrectArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let seen = self.seen.as_ref().map(sense::seq).transpose()?;
        let values = values(&self.record);
        Ok(Command::Register(RegisterCommand::Correct { row: sense.row(&self.row)?, seen, values }))
    }
}

/// The words that withdraw a row.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawArgs {
    /// 记录编号，如 R12 ‖ the row, like R12
    #[arg(value_name = "ROW")]
    row: Word,
    /// 原因 ‖ why
    #[arg(long, value_name = "TEXT")]
    reason: Word,
    /// 查看时的版本；此后有人改过就不办理 ‖ the version that was seen: nothing is done when it has changed since
    #[arg(long, value_name = "SEQ")]
    seen: Option<Word>,
}

impl Wording for WithdrawArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let seen = self.seen.as_ref().map(sense::seq).transpose()?;
        let reason = clean::free_text(self.reason.as_str());
        Ok(Command::Register(RegisterCommand::Withdraw { row: sense.row(&self.row)?, seen, reason }))
    }
}

fn values(pairs: &[Pair]) -> Vec<(String, String)> {
    pairs.iter().map(|pair| (pair.name.clone(), pair.value.clone())).collect()
}
