//! Something owed: one measure for one family or person, from the day it was opened to the day it is put away.
//!
//! Where an item stands is folded from its opening and its steps. A step that was taken back stays in the list, marked, and no longer
//! counts: undoing never rewrites the past.

use super::event::{Event, Move};
use super::rhythm::{RhythmEvent, Told};
use super::workflow::{Status, Verb, step};
use crate::ids::{DepartmentNo, ItemId, MeasureNo, MemberNo, Seq};
use crate::policy::period::Period;
pub use crate::policy::plan::Urgency;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// When an item is due: a day, and a time of day where hours count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Due {
    /// The day.
    #[serde(with = "crate::when::day")]
    pub on: NaiveDate,
    /// The time of that day; none means by the end of it.
    #[serde(with = "crate::when::maybe_time")]
    pub at: Option<NaiveTime>,
}

impl Due {
    /// Due by the end of a day.
    pub fn on(day: NaiveDate) -> Self {
        Self { on: day, at: None }
    }

    /// Calendar days left from `today`; negative once it is overdue.
    pub fn days_left(self, today: NaiveDate) -> i64 {
        self.on.signed_duration_since(today).num_days()
    }
}

/// One step that an item took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The entry that holds it.
    pub seq: Seq,
    /// When.
    #[serde(with = "crate::when::moment")]
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub actor: String,
    /// What, with what was recorded.
    pub made: Move,
    /// Taken back: no longer counts.
    pub withdrawn: bool,
}

/// Something owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name.
    pub id: ItemId,
    /// The measure it carries out.
    pub measure: MeasureNo,
    /// The person it is for, or none for the household.
    pub member: Option<MemberNo>,
    /// How urgent it is.
    pub urgency: Urgency,
    /// The day it was opened.
    #[serde(with = "crate::when::day")]
    pub opened: NaiveDate,
    /// The period it covers, where one was written down with it; `rhythm::covered` says it for all.
    pub period: Option<Period>,
    /// Of which stages of its clock somebody was told.
    pub told: Vec<Told>,
    /// A line by the clerk who opened it.
    pub note: String,
    /// When it was entered, which is the moment from which hours count.
    #[serde(with = "crate::when::moment")]
    pub opened_at: DateTime<FixedOffset>,
    /// Who opened it.
    pub opened_by: String,
    /// The entry that opened it.
    pub opened_in: Seq,
    /// The department it was opened for.
    pub first_department: DepartmentNo,
    /// When it was due at first.
    pub first_due: Option<Due>,
    /// Its steps, oldest first.
    pub steps: Vec<Step>,
    /// Where it stands.
    pub status: Status,
    /// The department whose turn it is.
    pub department: DepartmentNo,
    /// When it is due.
    pub due: Option<Due>,
    /// The clerk who took it.
    pub assignee: String,
    /// The last entry that changed it: its version.
    pub version: Seq,
}

impl Item {
    /// The item that an `ItemOpened` event makes; none for any other event.
    pub fn open(seq: Seq, at: DateTime<FixedOffset>, actor: &str, event: &Event) -> Option<Item> {
        let Event::ItemOpened { item, measure, department, member, urgency, opened, due, note } = event else {
            return None;
        };
        Some(Item {
            id: *item,
            measure: *measure,
            member: *member,
            urgency: *urgency,
            opened: *opened,
            period: None,
            told: Vec::new(),
            note: note.clone(),
            opened_at: at,
            opened_by: actor.to_string(),
            opened_in: seq,
            first_department: *department,
            first_due: *due,
            steps: Vec::new(),
            status: Status::Pending,
            department: *department,
            due: *due,
            assignee: String::new(),
            version: seq,
        })
    }

    /// Folds an event about this item.
    pub fn apply(&mut self, seq: Seq, at: DateTime<FixedOffset>, actor: &str, event: &Event) {
        match event {
            Event::ItemMoved { step, .. } => {
                self.steps.push(Step { seq, at, actor: actor.to_string(), made: step.clone(), withdrawn: false });
            }
            Event::StepWithdrawn { of, .. } => {
                self.steps.iter_mut().filter(|step| step.seq == *of).for_each(|step| step.withdrawn = true);
            }
            Event::Rhythm(RhythmEvent::ItemCovers { period, .. }) => self.period = Some(*period),
            Event::Rhythm(RhythmEvent::Told { stage, .. }) => {
                // Who looked at it changed nothing: it is the same version, and was not touched.
                self.told.extend(self.due.map(|due| Told { stage: *stage, due: due.on }));
                return;
            }
            _ => {}
        }
        self.version = seq;
        self.refold();
    }

    /// The steps that count, oldest first.
    pub fn counted(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.steps.iter().filter(|step| !step.withdrawn)
    }

    /// The day on which somebody last did something with it.
    pub fn touched(&self) -> NaiveDate {
        self.steps.last().map_or(self.opened_at, |step| step.at).date_naive()
    }

    /// The step that suspended it, while it is suspended.
    pub fn suspension(&self) -> Option<&Step> {
        (self.status == Status::Suspended)
            .then(|| self.counted().rfind(|step| step.made.verb == Verb::Suspend))
            .flatten()
    }

    /// What was recorded when it was delivered.
    pub fn delivery(&self) -> Option<&Step> {
        self.counted().rfind(|step| step.made.verb == Verb::Deliver)
    }

    fn refold(&mut self) {
        self.status = Status::Pending;
        self.department = self.first_department;
        self.due = self.first_due;
        self.assignee = String::new();
        let mut before_suspension = Status::Pending;
        for taken in self.steps.iter().filter(|step| !step.withdrawn) {
            let verb = taken.made.verb;
            match verb {
                Verb::Suspend => before_suspension = self.status,
                Verb::Accept => self.assignee = taken.actor.clone(),
                Verb::Refer | Verb::Reopen => self.assignee = String::new(),
                _ => {}
            }
            // What is in the journal was legal when it was written; whether approval was needed then is not asked again.
            self.status = match verb {
                Verb::Resume => before_suspension,
                _ => step(self.status, verb, false).unwrap_or(self.status),
            };
            self.department = taken.made.department.unwrap_or(self.department);
            self.due = taken.made.due.or(self.due);
        }
    }
}
