//! What waits for a clerk's judgement, of whatever kind, as one list: the most urgent kind first.

use super::conflict::ConflictId;
use super::gap::GapId;
use crate::ids::ReviewId;
use crate::text::Both;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A kind of question, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum QuestionKind {
    /// The same was given twice.
    Twice,
    /// Facts that contradict each other.
    Conflict,
    /// What may be one family is there twice, or comes in again.
    Duplicate,
    /// Facts that are lacking to tell what is due.
    Gap,
}

impl QuestionKind {
    /// Every kind, the most urgent first.
    pub const ALL: [QuestionKind; 4] =
        [QuestionKind::Twice, QuestionKind::Conflict, QuestionKind::Duplicate, QuestionKind::Gap];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            QuestionKind::Twice => "twice",
            QuestionKind::Conflict => "conflict",
            QuestionKind::Duplicate => "duplicate",
            QuestionKind::Gap => "gap",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<QuestionKind> {
        QuestionKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            QuestionKind::Twice => Both::new("同期重复", "Given twice"),
            QuestionKind::Conflict => Both::new("信息不一致", "Conflicting facts"),
            QuestionKind::Duplicate => Both::new("疑似重复", "Likely duplicates"),
            QuestionKind::Gap => Both::new("缺资料", "Missing facts"),
        }
    }
}

/// The name of a question: a number where it was raised, else what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum QuestionId {
    /// One that an import left.
    Review(ReviewId),
    /// Two facts of a family.
    Conflict(ConflictId),
    /// Facts that are lacking.
    Gap(GapId),
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            QuestionId::Review(review) => review.fmt(f),
            QuestionId::Conflict(conflict) => conflict.fmt(f),
            QuestionId::Gap(gap) => gap.fmt(f),
        }
    }
}

impl FromStr for QuestionId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim();
        match text.parse().ok().filter(|number| *number > 0) {
            Some(number) => Ok(QuestionId::Review(ReviewId(number))),
            None => text.parse().map(QuestionId::Gap).or_else(|()| text.parse().map(QuestionId::Conflict)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conflict::RULES;
    use crate::ids::{FamilyId, MemberNo};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_name_is_read_back(family in 1u32.., rule in 0..RULES.len(), member: u8, with: u8, review in 1u32..) {
            let (member, with) = (MemberNo(member), MemberNo(with));
            let conflict = ConflictId { family: FamilyId(family), rule: RULES[rule].no, member, with };
            let gap = QuestionId::Gap(GapId { family: FamilyId(family), member });
            for id in [QuestionId::Conflict(conflict), QuestionId::Review(ReviewId(review)), gap] {
                prop_assert_eq!(id.to_string().parse(), Ok(id));
            }
        }

        #[test]
        fn anything_else_is_no_name(text in ".{0,24}") {
            if let Ok(id) = text.parse::<QuestionId>() {
                prop_assert!(id.to_string().eq_ignore_ascii_case(text.trim()) || text.trim().parse::<u32>().is_ok());
            }
        }
    }
}
