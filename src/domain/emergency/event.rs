//! What happened to emergencies: part of the journal's format. Variants and structs are only ever added to at their end, as a new
//! variant; a struct that was written never gains a field.

use super::workflow::Act;
use crate::ids::{DepartmentNo, EmergencyId, EmergencyKindNo, FamilyId, ItemId, MeasureNo, MemberNo, Seq};
use crate::policy::money::Fen;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// One thing that happened to an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmergencyEvent {
    /// It was lodged.
    Lodged(Lodged),
    /// Something was done with it.
    Moved {
        /// The emergency.
        emergency: EmergencyId,
        /// The family it befell.
        family: FamilyId,
        /// What was done.
        step: EmergencyMove,
    },
    /// Items were joined to it; those that were opened for it are opened by events beside this one.
    Linked(Linked),
    /// What an entry did with it was taken back.
    StepWithdrawn {
        /// The emergency.
        emergency: EmergencyId,
        /// The family it befell.
        family: FamilyId,
        /// The entry whose step no longer counts.
        of: Seq,
    },
    /// It had been lodged in error.
    Withdrawn {
        /// The emergency.
        emergency: EmergencyId,
        /// The family it befell.
        family: FamilyId,
    },
}

impl EmergencyEvent {
    /// The emergency it is about.
    pub fn emergency(&self) -> EmergencyId {
        match self {
            EmergencyEvent::Lodged(Lodged { emergency, .. })
            | EmergencyEvent::Linked(Linked { emergency, .. })
            | EmergencyEvent::Moved { emergency, .. }
            | EmergencyEvent::StepWithdrawn { emergency, .. }
            | EmergencyEvent::Withdrawn { emergency, .. } => *emergency,
        }
    }

    /// The family it befell.
    pub fn family(&self) -> FamilyId {
        match self {
            EmergencyEvent::Lodged(Lodged { family, .. })
            | EmergencyEvent::Linked(Linked { family, .. })
            | EmergencyEvent::Moved { family, .. }
            | EmergencyEvent::StepWithdrawn { family, .. }
            | EmergencyEvent::Withdrawn { family, .. } => *family,
        }
    }
}

/// How an emergency was lodged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lodged {
    /// The new emergency.
    pub emergency: EmergencyId,
    /// The family it befell.
    pub family: FamilyId,
    /// The person concerned, where one was named.
    pub member: Option<MemberNo>,
    /// Its kind.
    pub kind: EmergencyKindNo,
    /// What was said, in one line.
    pub line: String,
    /// The day it happened, where it was known.
    #[serde(with = "crate::when::maybe_day")]
    pub happened_on: Option<NaiveDate>,
    /// How grave it is by the table: 1 the gravest, 4 the least.
    pub severity: u8,
    /// Why, Chinese and English.
    pub because: (String, String),
    /// The department that has it first.
    pub department: DepartmentNo,
    /// The moment by which somebody must have answered.
    #[serde(with = "crate::when::moment")]
    pub answer_by: DateTime<FixedOffset>,
    /// The moment by which relief must be in hand.
    #[serde(with = "crate::when::moment")]
    pub relief_by: DateTime<FixedOffset>,
}

/// Something done with an emergency, with what was said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyMove {
    /// What was done.
    pub act: Act,
    /// The reason, the line, what was given, or the outcome.
    pub note: String,
    /// The amount, where money is granted or asked for.
    pub amount: Fen,
    /// The department it was handed to, or that was called in.
    pub department: Option<DepartmentNo>,
    /// The level it was given.
    pub level: Option<u8>,
    /// The person concerned, found out on verifying.
    pub member: Option<MemberNo>,
    /// The day it happened, found out on verifying.
    #[serde(with = "crate::when::maybe_day")]
    pub on: Option<NaiveDate>,
    /// The day by which the paper is due, where relief was given.
    #[serde(with = "crate::when::maybe_day")]
    pub paper_by: Option<NaiveDate>,
}

impl EmergencyMove {
    /// A step with nothing said of it.
    pub fn new(act: Act) -> Self {
        Self {
            act,
            note: String::new(),
            amount: Fen::ZERO,
            department: None,
            level: None,
            member: None,
            on: None,
            paper_by: None,
        }
    }
}

/// Items joined to an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// The emergency.
    pub emergency: EmergencyId,
    /// The family it befell.
    pub family: FamilyId,
    /// The items: opened beside this event, or open already.
    pub items: Vec<ItemId>,
    /// The fan-out of the kind was judged here, so that `not_opened` is the last word on it.
    pub judged: bool,
    /// What the kind calls for and was not opened.
    pub not_opened: Vec<NotOpened>,
}

/// An item of the fan-out that was not opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotOpened {
    /// The measure.
    pub measure: MeasureNo,
    /// The person it would have been for, or none for the household.
    pub member: Option<MemberNo>,
    /// Why not, Chinese and English.
    pub because: (String, String),
}
