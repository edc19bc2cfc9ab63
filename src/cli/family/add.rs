//! `fuzhu family add`: a household comes into the register with its people.

use crate::cli::act::Wording;
use crate::cli::fact;
use crate::cli::failure::Failure;
use crate::cli::sense::Sense;
use crate::cli::word::{Pair, Sheet, one_or_more, pairs};
use crate::domain::command::{Command, Fact};
use crate::domain::member::Role;
use crate::policy::field::Scope;
use clap::Args;
use serde::Deserialize;

/// The words that enter a household.
#[derive(Debug, Default, Args, Deserialize)]
#[command(after_help = fact::listing())]
#[serde(deny_unknown_fields, default)]
pub struct AddArgs {
    /// 家庭情况，如 township=东城街道，可写多次 ‖ a fact of the household, like township=东城街道; more than once if need be
    #[arg(long, value_name = "FIELD=VALUE")]
    #[serde(deserialize_with = "pairs")]
    set: Vec<Pair>,
    /// 父亲，如 'name=王建国,identity_number=…' ‖ the father, like 'name=王建国,identity_number=…'
    #[arg(long, value_name = "FIELD=VALUE,…")]
    father: Option<Sheet>,
    /// 母亲 ‖ the mother
    #[arg(long, value_name = "FIELD=VALUE,…")]
    mother: Option<Sheet>,
    /// 独生子女 ‖ the only child
    #[arg(long, value_name = "FIELD=VALUE,…")]
    child: Option<Sheet>,
    /// 配偶（不是孩子父母的） ‖ a spouse who is not a parent of the child
    #[arg(long, value_name = "FIELD=VALUE,…")]
    spouse: Option<Sheet>,
    /// 其他成员，可写多次 ‖ somebody else of the household; more than once if need be
    #[arg(long, value_name = "FIELD=VALUE,…")]
    #[serde(deserialize_with = "one_or_more")]
    other: Vec<Sheet>,
}

impl Wording for AddArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let facts = fact::facts(Scope::Family, &self.set, None, sense)?;
        let one = [
            (Role::Father, &self.father),
            (Role::Mother, &self.mother),
            (Role::Child, &self.child),
            (Role::Spouse, &self.spouse),
        ];
        Ok(Command::AddFamily { facts, members: people(&one, &self.other, sense)? })
    }
}

/// The people that the words name, each with the facts given.
///
/// # Errors
/// When a field is not known or a value does not fit it.
pub fn people(one: &[(Role, &Option<Sheet>)], other: &[Sheet], sense: &Sense<'_>) -> Result<Vec<Vec<Fact>>, Failure> {
    let named = one.iter().filter_map(|(role, sheet)| sheet.as_ref().map(|sheet| (*role, sheet)));
    let others = other.iter().map(|sheet| (Role::Other, sheet));
    named.chain(others).map(|(role, sheet)| fact::person(role, sheet, sense)).collect()
}
