//! Questions left for a clerk: what is asked, how it can be answered, and what an answer did.
//!
//! A question is settled by one entry that does the work as well: it takes what was chosen into a family, enters a new one, or leaves
//! everything as it is with a reason. Taking that entry back puts the question up again.

pub mod compare;
pub mod refusal;

pub use refusal::ReviewRefusal;

use super::event::{Event, Matter};
use super::member::Role;
use crate::ids::{FamilyId, ReviewId, Seq};
use crate::policy::field::Field;
use serde::{Deserialize, Serialize};

/// What happened to a question after it was raised. Variants are only added at the end: their order is part of the journal's format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewEvent {
    /// It was settled.
    Settled {
        /// The question.
        review: ReviewId,
        /// What was decided.
        outcome: Outcome,
        /// Why, in the clerk's words; may be empty where something was recorded.
        reason: String,
    },
    /// The entry that settled it was taken back: it waits again.
    Reopened {
        /// The question.
        review: ReviewId,
    },
}

impl ReviewEvent {
    /// The question.
    pub fn review(&self) -> ReviewId {
        match self {
            ReviewEvent::Settled { review, .. } | ReviewEvent::Reopened { review } => *review,
        }
    }

    /// The family that the decision is about.
    pub fn family(&self) -> Option<FamilyId> {
        match self {
            ReviewEvent::Settled { outcome: Outcome::Same(family) | Outcome::New(family), .. } => Some(*family),
            ReviewEvent::Settled { outcome: Outcome::Left, .. } | ReviewEvent::Reopened { .. } => None,
        }
    }
}

/// What was decided about a question. Variants are only added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It is this family; what was chosen was recorded with it.
    Same(FamilyId),
    /// It is another family, which was entered.
    New(FamilyId),
    /// Nothing was recorded.
    Left,
}

/// How a clerk settles a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settling {
    /// The question.
    pub review: ReviewId,
    /// The answer.
    pub answer: Answer,
    /// Why.
    pub reason: String,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is a registered family: the chosen facts of the row are recorded with it.
    Same {
        /// The family; none means the one that the row looks like, where it is only one.
        family: Option<FamilyId>,
        /// The version of it that the clerk saw, where it matters.
        seen: Option<Seq>,
        /// Of the row: what replaces or fills what the register has.
        take: Vec<Spot>,
        /// Of the register: what stays as it is.
        keep: Vec<Spot>,
    },
    /// It is another family: the row is entered.
    New,
    /// It stays as it is.
    Leave,
    /// Of two items for the same, this one stands: the first or the second; the other is taken back.
    Stands(Nth),
}

/// One of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
}

/// A fact of a row, or several at once. The narrower one counts more; of two that are alike, keeping does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Whose facts.
    pub who: Who,
    /// Which; none means all of theirs.
    pub field: Option<Field>,
}

/// Who is meant in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// Everybody, the household too.
    Everybody,
    /// The household.
    Household,
    /// The first person in this role.
    Role(Role),
    /// The person with this number within the row, from 1.
    Nth(u8),
}

/// A question as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Its number.
    pub id: ReviewId,
    /// What it is about.
    pub matter: Matter,
    /// The entry that raised it.
    pub raised: Seq,
    /// The entry that settled it, once one has.
    pub settled: Option<Seq>,
}

impl Review {
    /// The question that an event raises; none for any other event.
    pub fn raise(seq: Seq, event: &Event) -> Option<Review> {
        match event {
            Event::ReviewRaised { review, matter } => {
                Some(Review { id: *review, matter: matter.clone(), raised: seq, settled: None })
            }
            _ => None,
        }
    }

    /// Folds an event about this question; events about anything else leave it as it is.
    pub fn apply(&mut self, seq: Seq, event: &Event) {
        match event {
            Event::ReviewSettled { review, .. } | Event::Review(ReviewEvent::Settled { review, .. })
                if *review == self.id =>
            {
                self.settled = Some(seq);
            }
            Event::Review(ReviewEvent::Reopened { review }) if *review == self.id => self.settled = None,
            _ => {}
        }
    }

    /// Whether it waits for a clerk.
    pub fn waits(&self) -> bool {
        self.settled.is_none()
    }
}
