//! What is sent when a question is settled: the clerk's choices, kept with the draft.

use crate::domain::command::Command;
use crate::domain::review::{Answer, Nth, Settling, Spot, Who};
use crate::ids::{FamilyId, ReviewId, Seq};
use crate::policy::field::Field;
use serde::{Deserialize, Serialize};

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// It is the family it was laid beside.
    Same,
    /// It is another one.
    New,
    /// Nothing is changed.
    Leave,
    /// Of two items for the same the first stands.
    First,
    /// The second stands.
    Second,
    /// Both stay.
    Both,
}

/// The answer to a question, before it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settle {
    /// The question.
    pub review: ReviewId,
    /// How it is answered.
    pub way: Way,
    /// The family that the row was laid beside.
    pub family: Option<FamilyId>,
    /// The version of it that the clerk saw.
    pub seen: Option<Seq>,
    /// Facts of the row that are taken: whose, by place within the row, and which.
    pub take: Vec<(u8, Field)>,
    /// Facts that stay as they are.
    pub keep: Vec<(u8, Field)>,
    /// What will be recorded, in words, masked.
    pub told: Vec<String>,
}

impl Settle {
    /// Its word in the name of a draft.
    pub fn draft_name(&self) -> String {
        let way = match self.way {
            Way::Same => "same",
            Way::New => "new",
            Way::Leave | Way::Both => "leave",
            Way::First => "first",
            Way::Second => "second",
        };
        format!("review-{}-{way}", self.review)
    }

    /// The command that it comes to.
    pub fn command(&self, reason: String) -> Command {
        let answer = match self.way {
            Way::Same => {
                Answer::Same { family: self.family, seen: self.seen, take: spots(&self.take), keep: spots(&self.keep) }
            }
            Way::New => Answer::New,
            Way::Leave | Way::Both => Answer::Leave,
            Way::First => Answer::Stands(Nth::First),
            Way::Second => Answer::Stands(Nth::Second),
        };
        Command::SettleReview(Settling { review: self.review, answer, reason })
    }
}

fn spots(fields: &[(u8, Field)]) -> Vec<Spot> {
    let who = |nth: u8| if nth == 0 { Who::Household } else { Who::Nth(nth) };
    fields.iter().map(|(nth, field)| Spot { who: who(*nth), field: Some(*field) }).collect()
}
