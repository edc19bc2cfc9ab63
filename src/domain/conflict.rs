//! Facts of one family that cannot all be so: what is set against what, and how a clerk settles it.
//!
//! A conflict follows from the facts alone (`conflict/rules.rs` is the one table), so nothing is written when it arises and it is gone when
//! the facts agree. What a clerk found to be right as it stands is remembered with the values it was said of: it comes back when they change.

mod accepted;
mod command;
mod event;
mod find;
mod refusal;
mod rules;

pub use accepted::Accepted;
pub use command::{Answer, Given, Settling, settle};
pub use event::{ConflictEvent, reverse};
pub use find::{day_of, find, open};
pub use refusal::ConflictRefusal;
pub use rules::{RULES, Rule, rule};

use super::command::Edit;
use crate::ids::{FamilyId, MemberNo};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::text::{Both, Lang};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The most conflicts of one family that are kept in the list; whoever settles them sees the others.
pub const CONFLICTS_MAX: usize = 64;

/// The name of a conflict: the family, the rule, and the people whose facts are set against each other; 0 is the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConflictId {
    /// The family.
    pub family: FamilyId,
    /// The rule's number.
    pub rule: u8,
    /// Whose fact stands first.
    pub member: MemberNo,
    /// Whose fact stands against it.
    pub with: MemberNo,
}

impl ConflictId {
    /// What is set against what, in words.
    pub fn title(self) -> Both {
        rule(self.rule).map_or(Both::new("信息不一致", "facts that contradict each other"), |rule| rule.title)
    }

    /// That both facts were said to be right, for the history.
    pub fn both_right(self, lang: Lang) -> String {
        let title = self.title().in_lang(lang);
        lang.pick(format!("核对无误，两者都对：{title}"), format!("found right as it stands: {title}"))
    }

    /// That one of the facts was put right, for the history.
    pub fn put_right(self, lang: Lang) -> String {
        let title = self.title().in_lang(lang);
        lang.pick(format!("核对更正：{title}"), format!("put right: {title}"))
    }
}

impl fmt::Display for ConflictId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = rule(self.rule).map_or("?", |rule| rule.key);
        let Self { family, member: MemberNo(member), with: MemberNo(with), .. } = self;
        match member == with {
            true => write!(f, "{family}:{key}:{member}"),
            false => write!(f, "{family}:{key}:{member}-{with}"),
        }
    }
}

impl FromStr for ConflictId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.trim().split(':');
        let (Some(family), Some(key), Some(who), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(());
        };
        let (member, with) = who.split_once('-').unwrap_or((who, who));
        let number = |text: &str| text.parse().map(MemberNo).map_err(|_| ());
        Ok(ConflictId {
            family: family.parse().map_err(|_| ())?,
            rule: RULES.iter().find(|rule| rule.key == key).ok_or(())?.no,
            member: number(member)?,
            with: number(with)?,
        })
    }
}

/// A fact of the register that another one contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// The field.
    pub field: Field,
    /// The day from which it is recorded.
    pub since: Option<NaiveDate>,
    /// What is recorded.
    pub value: Value,
    /// What is recorded when the other side is right.
    pub gives_way: Edit,
}

/// Two facts that cannot both be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its name.
    pub id: ConflictId,
    /// The two facts.
    pub sides: [Side; 2],
}

impl Conflict {
    /// What it says of the facts: an acceptance holds for exactly these.
    pub fn values(&self) -> [Value; 2] {
        let [first, second] = &self.sides;
        [first.value.clone(), second.value.clone()]
    }
}

#[cfg(test)]
mod tests;
