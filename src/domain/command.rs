//! What a clerk asks for. A command says what is wanted; whether it may be, `decide` says.

use super::access::AccessCommand;
use super::batch::BatchCommand;
use super::conflict;
use super::emergency::command::EmergencyCommand;
use super::event::{Matter, Move};
use super::gap::PutAside;
use super::item::{Due, Urgency};
use super::merge::MergeCommand;
use super::register::RegisterCommand;
use super::review::Settling;
use super::rhythm::RhythmCommand;
use crate::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::value::Value;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Enter a household with its people.
    AddFamily {
        /// Facts of the household.
        facts: Vec<Fact>,
        /// Facts of each person.
        members: Vec<Vec<Fact>>,
    },
    /// Record, replace or take back facts of a household and its people.
    EditFamily {
        /// The household.
        family: FamilyId,
        /// The version the clerk saw, where it matters.
        seen: Option<Seq>,
        /// Facts of the household or of people already entered; no value takes a fact back.
        edits: Vec<Edit>,
        /// People to enter.
        new_members: Vec<Vec<Fact>>,
    },
    /// Record something that changes a family's standing, with its day.
    FamilyEvent {
        /// The household.
        family: FamilyId,
        /// What happened.
        happening: Happening,
    },
    /// Open an item.
    OpenItem {
        /// Whose item; `FamilyId::DISTRICT` for the district's own duties.
        family: FamilyId,
        /// The measure.
        measure: MeasureNo,
        /// The person it is for.
        member: Option<MemberNo>,
        /// Another department than the measure's first.
        department: Option<DepartmentNo>,
        /// Another urgency than the measure's.
        urgency: Option<Urgency>,
        /// Another due date than the measure's clock gives.
        due: Option<Due>,
        /// Another period than the one of today, for what comes round.
        period: Option<Period>,
        /// A line.
        note: String,
    },
    /// Take a step with an item.
    MoveItem {
        /// The item.
        item: ItemId,
        /// The version the clerk saw, where it matters.
        seen: Option<Seq>,
        /// The step; its `due` is worked out by `decide`.
        step: Move,
    },
    /// Take back an earlier entry.
    Undo {
        /// The entry.
        seq: Seq,
        /// Why.
        reason: String,
    },
    /// Leave a question for a clerk.
    RaiseReview {
        /// What it is about.
        matter: Matter,
    },
    /// Something about duties that come round.
    Rhythm(RhythmCommand),
    /// Settle a question.
    SettleReview(Settling),
    /// Write, correct or withdraw a row of a small register.
    Register(RegisterCommand),
    /// Lodge an emergency, or do something with one.
    Emergency(EmergencyCommand),
    /// Say which of two facts that contradict each other is right.
    SettleConflict(conflict::Settling),
    /// Draw up, check, settle or pay a batch of payments.
    Batch(BatchCommand),
    /// One household goes into another.
    Merge(MergeCommand),
    /// Keep accounts, or see what is masked.
    Access(AccessCommand),
    /// Put facts aside that are lacking and cannot be found out.
    PutAside(PutAside),
}

impl Command {
    /// The word that stands for the command in the journal and in messages.
    pub fn word(&self) -> &'static str {
        match self {
            Command::AddFamily { .. } => "family add",
            Command::EditFamily { .. } => "family edit",
            Command::FamilyEvent { .. } => "family event",
            Command::OpenItem { .. } => "item open",
            Command::MoveItem { step, .. } => step.verb.key(),
            Command::Undo { .. } => "undo",
            Command::Rhythm(command) => command.word(),
            Command::RaiseReview { .. } => "review raise",
            Command::SettleReview(_) | Command::SettleConflict(_) | Command::PutAside(_) => "review settle",
            Command::Merge(_) => "family merge",
            Command::Register(command) => command.word(),
            Command::Emergency(command) => command.word(),
            Command::Batch(command) => command.word(),
            Command::Access(command) => command.word(),
        }
    }
}

/// A value to record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The field.
    pub field: Field,
    /// The day from which it holds.
    pub since: Option<NaiveDate>,
    /// The value.
    pub value: Value,
}

impl Fact {
    /// A value that has held as long as anyone knows.
    pub fn new(field: Field, value: Value) -> Self {
        Self { field, since: None, value }
    }
}

/// A change to what is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// The field.
    pub field: Field,
    /// The day from which it holds.
    pub since: Option<NaiveDate>,
    /// The value; none takes the fact back.
    pub value: Option<Value>,
}

/// Something that changes a family's standing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    /// Another child was born (the family leaves the plan from that day).
    Birth {
        /// The day.
        on: NaiveDate,
    },
    /// Another child was adopted (the family leaves the plan from that day).
    Adoption {
        /// The day.
        on: NaiveDate,
    },
    /// A person died.
    Death {
        /// The person.
        member: MemberNo,
        /// The day.
        on: NaiveDate,
    },
    /// A disability was identified anew.
    GradeChange {
        /// The person.
        member: MemberNo,
        /// The new grade: 1 is the heaviest, 0 means none any more.
        grade: u8,
        /// The day of the identification.
        on: NaiveDate,
        /// The new certificate, where there is one.
        certificate: Option<String>,
    },
    /// The family moved.
    Move {
        /// The nine-digit code of the township.
        township: i64,
        /// The twelve-digit code of the village.
        village: Option<i64>,
        /// The day.
        on: NaiveDate,
    },
}
