//! From a command to events or a refusal. Pure: what it must know it is handed or asks of `Register`, and the same question always gets
//! the same answer.

mod emergency;
mod family;
mod happening;
mod item;
mod review;

pub use emergency::reverse as reverse_emergency;

use super::access::{self, Account};
use super::batch::{self, Batch, Line, LineId};
use super::command::{Command, Edit};
use super::conflict;
use super::emergency::Emergency;
use super::entry::Entry;
use super::event::Event;
use super::family::Family;
use super::gap;
use super::item::{Due, Item};
use super::merge::{self, MergeRefusal};
use super::refusal::Refusal;
use super::register::{self, Owner, Row};
use super::review::Review;
use super::rhythm;
use super::undo;
use crate::ids::{BatchId, EmergencyId, FamilyId, ItemId, MemberNo, RegisterNo, ReviewId, RowId, Seq};
use crate::policy::allowance::{Monthly, built_in};
use crate::policy::calendar::Calendar;
use crate::policy::deadline;
use crate::policy::period::Period;
use crate::policy::plan::{Measure, Plan};
use chrono::{DateTime, FixedOffset, NaiveDate};

/// What does not change from one command to the next: the plan, the working days and the moment.
#[derive(Clone, Copy)]
pub struct Office<'a> {
    /// The plan in force.
    pub plan: &'a Plan,
    /// The working days.
    pub calendar: &'a Calendar,
    /// The moment of the command.
    pub now: DateTime<FixedOffset>,
}

impl Office<'_> {
    /// The day of the command.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

/// What a decision may look up.
pub trait Register {
    /// A family, as it is now; families entered in error are there too.
    fn family(&self, id: FamilyId) -> Option<Family>;
    /// An item, as it is now.
    fn item(&self, id: ItemId) -> Option<Item>;
    /// The items of a family, at most so many as one family can have.
    fn items(&self, family: FamilyId) -> Vec<Item>;
    /// Whose identity number it is.
    fn holder(&self, identity_number: &str) -> Option<(FamilyId, MemberNo)>;
    /// Whose case number it is.
    fn case(&self, case_number: &str) -> Option<FamilyId>;
    /// An entry of the journal.
    fn entry(&self, seq: Seq) -> Option<Entry>;
    /// Whether an entry was taken back.
    fn undone(&self, seq: Seq) -> bool;
    /// A question, waiting or settled.
    fn review(&self, id: ReviewId) -> Option<Review>;
    /// A row of a small register, also one that was withdrawn.
    fn row(&self, id: RowId) -> Option<Row>;
    /// A row of this register that the owner has now.
    fn row_of(&self, owner: Owner, register: RegisterNo) -> Option<RowId>;
    /// The number of the next row.
    fn next_row(&self) -> RowId;
    /// The number of the next family.
    fn next_family(&self) -> FamilyId;
    /// The number of the next question.
    fn next_review(&self) -> ReviewId;
    /// The number of the next item of a family.
    fn next_item(&self, family: FamilyId) -> ItemId;
    /// An emergency, as it is now. A register that decides nothing about emergencies has none.
    fn emergency(&self, _: EmergencyId) -> Option<Emergency> {
        None
    }
    /// The emergencies of a family, the newest last, at most so many as a decision looks at.
    fn emergencies(&self, _: FamilyId) -> Vec<Emergency> {
        Vec::new()
    }
    /// The number of the next emergency.
    fn next_emergency(&self) -> EmergencyId {
        EmergencyId(1)
    }
    /// A batch, as it is now. A register that decides nothing about batches has none.
    fn batch(&self, _: BatchId) -> Option<Batch> {
        None
    }
    /// A line of a batch.
    fn batch_line(&self, _: LineId) -> Option<Line> {
        None
    }
    /// The lines of a batch, in their order.
    fn batch_lines(&self, _: BatchId) -> Vec<Line> {
        Vec::new()
    }
    /// The lines of a family's people in every batch, the oldest first.
    fn payments(&self, _: FamilyId) -> Vec<Line> {
        Vec::new()
    }
    /// The batches, the newest first, at most so many.
    fn batches(&self, _: usize) -> Vec<Batch> {
        Vec::new()
    }
    /// The number of the next batch.
    fn next_batch(&self) -> BatchId {
        BatchId(1)
    }
    /// The allowance standards: those that ship first, then the office's own.
    fn standards(&self, _: &Plan) -> Vec<Monthly> {
        built_in().to_vec()
    }
    /// An account of a user. A register that decides nothing about accounts has none.
    fn account(&self, _: &str) -> Option<Account> {
        None
    }
    /// How many accounts there are, closed ones too.
    fn accounts(&self) -> usize {
        0
    }
    /// The families that have this bank account, at most a few.
    fn account_families(&self, _: &str) -> Vec<FamilyId> {
        Vec::new()
    }
}

/// The events that a command makes.
///
/// # Errors
/// When the command may not be done as asked; nothing has happened then.
pub fn decide(office: Office<'_>, register: &impl Register, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::AddFamily { facts, members } => family::add(office, register, facts, members),
        Command::EditFamily { family, seen, edits, new_members } => {
            let family = known_family(register, *family)?;
            unchanged_since(family.id, *seen, family.version)?;
            family::edit(office, register, &family, edits, new_members)
        }
        Command::FamilyEvent { family, happening } => {
            let family = known_family(register, *family)?;
            happening::record(office, register, &family, happening)
        }
        Command::OpenItem { .. } => item::open(office, register, command),
        Command::MoveItem { item, seen, step } => {
            let item = register.item(*item).ok_or(Refusal::NoSuchItem(*item))?;
            unchanged_since(item.id, *seen, item.version)?;
            item::step(office, register, &item, step)
        }
        Command::Undo { seq, reason } => {
            let entry = register.entry(*seq).ok_or(Refusal::NoSuchEntry(*seq))?;
            if register.undone(*seq) {
                return Err(Refusal::AlreadyUndone(*seq));
            }
            let events = undo::reverse(&entry, reason, register)?;
            item::taken_back(office, register, &events)?;
            Ok(events)
        }
        Command::RaiseReview { matter } => {
            Ok(vec![Event::ReviewRaised { review: register.next_review(), matter: matter.clone() }])
        }
        Command::SettleReview(settling) => review::settle(office, register, settling),
        Command::Rhythm(command) => rhythm::decide(office, register, command),
        Command::Register(command) => register::decide(office, register, command),
        Command::Emergency(command) => emergency::decide(office, register, command),
        Command::SettleConflict(settling) => conflict::settle(office, register, settling),
        Command::Batch(command) => batch::decide(office, register, command),
        Command::Merge(command) => merge::decide(office, register, command),
        Command::PutAside(put) => Ok(vec![gap::put_aside(office, register, put)?]),
        Command::Access(command) => Ok(vec![Event::Access(access::decide(office, register, command)?)]),
    }
}

/// The events that change facts of a family; other slices record what they learn through it.
///
/// # Errors
/// When a value may not be recorded, or everything is so already.
pub(super) fn edit_facts(
    office: Office<'_>,
    register: &impl Register,
    family: &Family,
    edits: &[Edit],
) -> Result<Vec<Event>, Refusal> {
    family::edit(office, register, family, edits, &[])
}

/// The events that open an item; other slices open through it.
///
/// # Errors
/// When it may not be opened as asked.
pub(super) fn open_item(
    office: Office<'_>,
    register: &impl Register,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    item::open(office, register, command)
}

/// Why the rule of a household's measure says no; none where it does not.
pub(super) fn why_not(office: Office<'_>, family: &Family, measure: &Measure) -> Option<(String, String)> {
    item::why_not(office, family, measure, None)
}

/// When an item of a measure is due that is opened now for a period.
pub(super) fn due_of(office: Office<'_>, measure: &Measure, period: Period) -> Option<Due> {
    deadline::due_in(measure.limit.within, Some(period), office.now, office.calendar).map(Due::from)
}

pub(in crate::domain) fn known_family(register: &impl Register, id: FamilyId) -> Result<Family, Refusal> {
    let known = register.family(id).filter(|family| !family.withdrawn).ok_or(Refusal::NoSuchFamily(id))?;
    match &known.into {
        Some(merged) => Err(MergeRefusal::Gone { family: id, into: merged.keep }.into()),
        None => Ok(known),
    }
}

pub(in crate::domain) fn unchanged_since(what: impl ToString, seen: Option<Seq>, now: Seq) -> Result<(), Refusal> {
    match seen {
        Some(seen) if seen != now => Err(Refusal::Stale { what: what.to_string(), seen, now }),
        _ => Ok(()),
    }
}

#[cfg(test)]
pub(super) mod tests;
