//! What happened: the words of the journal. An event is a fact in the past tense; it is never edited, and every shape that was ever
//! written must stay readable, so variants are only added at the end (their order is part of the journal's format).

use super::access::AccessEvent;
use super::batch::BatchEvent;
use super::conflict::ConflictEvent;
use super::emergency::event::EmergencyEvent;
use super::facts::Change;
use super::gap::GapEvent;
use super::item::{Due, Urgency};
use super::merge::MergeEvent;
use super::question::QuestionKind;
use super::register::RegisterEvent;
use super::review::ReviewEvent;
use super::rhythm::RhythmEvent;
use super::workflow::Verb;
use crate::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo, ReviewId, Seq};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A household was entered in the register.
    FamilyAdded {
        /// The new household.
        family: FamilyId,
    },
    /// A household had been entered in error.
    FamilyWithdrawn {
        /// The household.
        family: FamilyId,
    },
    /// A person was entered.
    MemberAdded {
        /// The household.
        family: FamilyId,
        /// The new person.
        member: MemberNo,
    },
    /// A person had been entered in error.
    MemberWithdrawn {
        /// The household.
        family: FamilyId,
        /// The person.
        member: MemberNo,
    },
    /// Facts of a household or a person were recorded, replaced or taken back.
    FactsChanged {
        /// The household.
        family: FamilyId,
        /// The person, or none for the household.
        member: Option<MemberNo>,
        /// What changed.
        changes: Vec<Change>,
    },
    /// An item was opened: something is owed.
    ItemOpened {
        /// The new item.
        item: ItemId,
        /// The measure it carries out.
        measure: MeasureNo,
        /// The department whose turn it is.
        department: DepartmentNo,
        /// The person it is for, or none for the household.
        member: Option<MemberNo>,
        /// How urgent it is.
        urgency: Urgency,
        /// The day it was opened.
        #[serde(with = "crate::when::day")]
        opened: NaiveDate,
        /// When it is due.
        due: Option<Due>,
        /// A line by the clerk.
        note: String,
    },
    /// An item took a step.
    ItemMoved {
        /// The item.
        item: ItemId,
        /// The step.
        step: Move,
    },
    /// A step of an item was taken back.
    StepWithdrawn {
        /// The item.
        item: ItemId,
        /// The entry whose step no longer counts.
        of: Seq,
    },
    /// An earlier entry was taken back; the events beside this one undo what it did.
    EntryWithdrawn {
        /// The entry.
        of: Seq,
        /// Why.
        reason: String,
    },
    /// A question for a clerk was raised.
    ReviewRaised {
        /// The question.
        review: ReviewId,
        /// What it is about.
        matter: Matter,
    },
    /// A question was settled.
    ReviewSettled {
        /// The question.
        review: ReviewId,
        /// What was decided, in the clerk's words.
        decision: String,
    },
    /// What became of a question.
    Review(ReviewEvent),
    /// Something about a duty that comes round.
    Rhythm(RhythmEvent),
    /// Something happened to a row of a small register.
    Register(RegisterEvent),
    /// Something happened to an emergency.
    Emergency(EmergencyEvent),
    /// Somebody said which of two facts is right, or that both are.
    Conflict(ConflictEvent),
    /// Something happened to a batch of payments.
    Batch(BatchEvent),
    /// Two households of the register are one, or are two again.
    Merge(MergeEvent),
    /// Something happened to an account, or somebody looked.
    Access(AccessEvent),
    /// Somebody said that facts which are lacking cannot be found out.
    Gap(GapEvent),
}

/// One step of an item with what was recorded about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// What was done.
    pub verb: Verb,
    /// Why, where a reason is asked for.
    pub reason: String,
    /// The clause a refusal rests on.
    pub clause: String,
    /// The department it was referred to.
    pub department: Option<DepartmentNo>,
    /// The day a suspended item is to be looked at again.
    #[serde(with = "crate::when::maybe_day")]
    pub until: Option<NaiveDate>,
    /// The due date from now on, where the step moves it.
    pub due: Option<Due>,
    /// What was recorded on delivery: the plan's record keys and the values as they were given.
    pub record: Vec<(String, String)>,
}

impl Move {
    /// A step with nothing recorded about it.
    pub fn new(verb: Verb) -> Self {
        Self {
            verb,
            reason: String::new(),
            clause: String::new(),
            department: None,
            until: None,
            due: None,
            record: Vec::new(),
        }
    }
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matter {
    /// A row of a roster looks like a family that is already there.
    LikelyDuplicate {
        /// The families it looks like.
        like: Vec<FamilyId>,
        /// What makes them alike.
        because: String,
        /// Where the row came from: file and row.
        source: String,
        /// Fingerprint of the row's content, so that the same row is not asked about twice.
        fingerprint: [u8; 16],
        /// The row: the household's facts first, then each person's.
        row: Vec<Vec<Change>>,
    },
    /// A row says otherwise than the register of what does not change in a life.
    Contradicts {
        /// The family.
        family: FamilyId,
        /// Where the row came from: file and row.
        source: String,
        /// Fingerprint of what it says, so that the same is not asked twice.
        fingerprint: [u8; 16],
        /// What it says otherwise: the household's facts first, then each person's, with who the person is.
        row: Vec<Vec<Change>>,
    },
    /// Two households that were merged had both been given the same duty for the same period.
    Twice {
        /// The household that is kept.
        family: FamilyId,
        /// Its item.
        first: ItemId,
        /// The item of the one that went into it.
        second: ItemId,
    },
}

impl Matter {
    /// What kind of question it is.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Matter::LikelyDuplicate { .. } => QuestionKind::Duplicate,
            Matter::Contradicts { .. } => QuestionKind::Conflict,
            Matter::Twice { .. } => QuestionKind::Twice,
        }
    }

    /// The families that it is or may be about.
    pub fn families(&self) -> &[FamilyId] {
        match self {
            Matter::LikelyDuplicate { like, .. } => like,
            Matter::Contradicts { family, .. } | Matter::Twice { family, .. } => std::slice::from_ref(family),
        }
    }

    /// Where the row came from, empty where it is about no row.
    pub fn source(&self) -> &str {
        match self {
            Matter::LikelyDuplicate { source, .. } | Matter::Contradicts { source, .. } => source,
            Matter::Twice { .. } => "",
        }
    }

    /// The fingerprint of the row, where it is about one.
    pub fn fingerprint(&self) -> Option<&[u8; 16]> {
        match self {
            Matter::LikelyDuplicate { fingerprint, .. } | Matter::Contradicts { fingerprint, .. } => Some(fingerprint),
            Matter::Twice { .. } => None,
        }
    }

    /// The row: the household's facts first, then each person's.
    pub fn row(&self) -> &[Vec<Change>] {
        match self {
            Matter::LikelyDuplicate { row, .. } | Matter::Contradicts { row, .. } => row,
            Matter::Twice { .. } => &[],
        }
    }

    /// The row, to be masked.
    pub fn row_mut(&mut self) -> &mut [Vec<Change>] {
        match self {
            Matter::LikelyDuplicate { row, .. } | Matter::Contradicts { row, .. } => row,
            Matter::Twice { .. } => &mut [],
        }
    }
}
