//! Facts that are lacking so that entitlements cannot be told: one question for a household, and one for each person of whom something is lacking.
//!
//! A gap follows from the plan, the day and the facts, so nothing is written when it arises, and it is gone when nothing waits for a fact any
//! more. What nobody can find out is put aside by a clerk, with the fields it was said of: another one is asked for again.

mod aside;
mod command;
mod event;
mod find;
mod refusal;

pub use aside::Aside;
pub use command::{PutAside, put_aside};
pub use event::{GapEvent, reverse};
pub use find::{Finder, gaps, open};
pub use refusal::GapRefusal;

use crate::ids::{FamilyId, MeasureNo, MemberNo};
use crate::policy::field::Field;
use crate::text::{Both, Lang};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The name of a gap: the family and whose facts are lacking; 0 is the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GapId {
    /// The family.
    pub family: FamilyId,
    /// The person, 0 for the household.
    pub member: MemberNo,
}

/// The word of a gap in its name.
const WORD: &str = "gap";

impl GapId {
    /// The person, or none for the household.
    pub fn person(self) -> Option<MemberNo> {
        (self.member != MemberNo(0)).then_some(self.member)
    }

    /// What is asked, in words.
    pub fn title(self) -> Both {
        Both::new("缺资料，待遇无法判定", "facts are lacking to tell what is due")
    }

    /// That nobody can fill it, for the history.
    pub fn put_aside(self, lang: Lang) -> String {
        lang.pick("缺项暂搁".to_string(), "missing facts put aside".to_string())
    }
}

impl fmt::Display for GapId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{WORD}:{}", self.family, self.member.0)
    }
}

impl FromStr for GapId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.trim().split(':');
        let (Some(family), Some(WORD), Some(member), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(());
        };
        Ok(GapId { family: family.parse().map_err(|_| ())?, member: MemberNo(member.parse().map_err(|_| ())?) })
    }
}

/// A fact that is lacking, and what waits for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacked {
    /// The field.
    pub field: Field,
    /// The measures that cannot be told without it, in the plan's order.
    pub measures: Vec<MeasureNo>,
}

/// Facts of one household or person that are lacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its name.
    pub id: GapId,
    /// How many entitlements of the family wait for any of them.
    pub waiting: u16,
    /// The facts, those that most waits for first.
    pub lacks: Vec<Lacked>,
}

#[cfg(test)]
mod tests;
