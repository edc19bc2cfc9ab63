//! `fuzhu family edit`: what is known of a household or of one of its people changes, is taken back, or somebody is entered.

use super::add::people;
use crate::cli::act::Wording;
use crate::cli::fact;
use crate::cli::failure::Failure;
use crate::cli::sense::{self, Sense};
use crate::cli::word::{Pair, Sheet, Word, one_or_more, pairs};
use crate::domain::command::{Command, Edit};
use crate::domain::member::Role;
use crate::policy::field::Scope;
use clap::Args;
use serde::Deserialize;

/// The words that change what is known.
#[derive(Debug, Args, Deserialize)]
#[command(after_help = fact::listing())]
#[serde(deny_unknown_fields)]
pub struct EditArgs {
    /// 家庭 ‖ the family
    #[arg(value_name = "FAMILY")]
    family: Word,
    /// 成员：序号、姓名或 father、mother、child；不写则为家庭情况 ‖ the person: number, name, or father, mother, child; without it, the household
    #[arg(long, value_name = "MEMBER")]
    member: Option<Word>,
    /// 情况，如 hukou=rural，可写多次 ‖ a fact, like hukou=rural; more than once if need be
    #[arg(long, value_name = "FIELD=VALUE")]
    #[serde(default, deserialize_with = "pairs")]
    set: Vec<Pair>,
    /// 去掉一栏，可写多次 ‖ take a fact away; more than once if need be
    #[arg(long, value_name = "FIELD")]
    #[serde(default, deserialize_with = "one_or_more")]
    clear: Vec<Word>,
    /// 从哪一天起（默认一直如此） ‖ the day from which it holds (default: always)
    #[arg(long, value_name = "DATE")]
    since: Option<Word>,
    /// 补登父亲 ‖ enter the father
    #[arg(long, value_name = "FIELD=VALUE,…")]
    father: Option<Sheet>,
    /// 补登母亲 ‖ enter the mother
    #[arg(long, value_name = "FIELD=VALUE,…")]
    mother: Option<Sheet>,
    /// 补登独生子女 ‖ enter the only child
    #[arg(long, value_name = "FIELD=VALUE,…")]
    child: Option<Sheet>,
    /// 补登配偶 ‖ enter a spouse
    #[arg(long, value_name = "FIELD=VALUE,…")]
    spouse: Option<Sheet>,
    /// 补登其他成员 ‖ enter somebody else
    #[arg(long, value_name = "FIELD=VALUE,…")]
    #[serde(default, deserialize_with = "one_or_more")]
    other: Vec<Sheet>,
    /// 查看时的版本；此后有人改过就不更改 ‖ the version that was seen: nothing is done when it has changed since
    #[arg(long, value_name = "SEQ")]
    seen: Option<Word>,
}

impl Wording for EditArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let family = sense.family(&self.family)?;
        let member = self.member.as_ref().map(|member| sense.member(family, member)).transpose()?;
        let scope = if member.is_some() { Scope::Member } else { Scope::Family };
        let since = self.since.as_ref().map(|since| sense.day(since)).transpose()?;
        let mut edits: Vec<Edit> = fact::facts(scope, &self.set, since, sense)?
            .into_iter()
            .map(|fact| Edit { member, field: fact.field, since, value: Some(fact.value) })
            .collect();
        for word in &self.clear {
            edits.push(Edit { member, field: fact::field(scope, word.as_str())?, since, value: None });
        }
        let one = [
            (Role::Father, &self.father),
            (Role::Mother, &self.mother),
            (Role::Child, &self.child),
            (Role::Spouse, &self.spouse),
        ];
        Ok(Command::EditFamily {
            family,
            seen: self.seen.as_ref().map(sense::seq).transpose()?,
            edits,
            new_members: people(&one, &self.other, sense)?,
        })
    }
}
