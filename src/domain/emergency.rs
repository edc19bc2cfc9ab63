//! An emergency: a family event that somebody must answer within hours, from its lodging to the outcome that goes back to whoever
//! lodged it (三(四), 四-计协-2).
//!
//! Two clocks run in real time from the lodging, nights and days off included: until the first answer and until relief is in hand. Once
//! it is, the paper is due within working days. Where an emergency stands is folded from its lodging and its steps; what was taken back
//! stays in the list, marked, and no longer counts.

pub mod clock;
pub mod command;
pub mod event;
pub mod refusal;
pub mod told;
pub mod workflow;

use crate::ids::{DepartmentNo, EmergencyId, EmergencyKindNo, FamilyId, ItemId, MemberNo, Seq};
use crate::policy::money::Fen;
use chrono::{DateTime, FixedOffset, NaiveDate};
use event::{EmergencyEvent, EmergencyMove, Linked, Lodged, NotOpened};
use serde::{Deserialize, Serialize};
use workflow::{Act, Stage};

/// The gravest level of severity.
pub const GRAVEST: u8 = 1;

/// An emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// Its number.
    pub id: EmergencyId,
    /// How it was lodged.
    pub lodged: Lodged,
    /// When it was lodged, which is the moment from which hours count.
    #[serde(with = "crate::when::moment")]
    pub lodged_at: DateTime<FixedOffset>,
    /// Who lodged it.
    pub lodged_by: String,
    /// The entry that lodged it.
    pub lodged_in: Seq,
    /// What was done, oldest first.
    pub steps: Vec<EmergencyStep>,
    /// The items that belong to it, entry by entry.
    pub links: Vec<Link>,
    /// Where it stands.
    pub stage: Stage,
    /// The department that has it.
    pub department: DepartmentNo,
    /// The clerk who has it, empty when nobody has.
    pub assignee: String,
    /// How grave it is now: 1 the gravest, 4 the least.
    pub severity: u8,
    /// The person concerned, where one is known.
    pub member: Option<MemberNo>,
    /// The day it happened, where it is known.
    #[serde(with = "crate::when::maybe_day")]
    pub happened_on: Option<NaiveDate>,
    /// What was granted so far.
    pub granted: Fen,
    /// What waits for approval.
    pub asked: Fen,
    /// When it was first answered.
    pub answered_at: Option<Moment>,
    /// When relief was first in hand.
    pub relieved_at: Option<Moment>,
    /// The day by which the paper is due, once relief is in hand.
    #[serde(with = "crate::when::maybe_day")]
    pub paper_by: Option<NaiveDate>,
    /// Lodged in error and taken back.
    pub withdrawn: bool,
    /// The last entry that changed it: its version.
    pub version: Seq,
}

/// A moment within a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment(#[serde(with = "crate::when::moment")] pub DateTime<FixedOffset>);

/// Something that was done with an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyStep {
    /// The entry that holds it.
    pub seq: Seq,
    /// When.
    #[serde(with = "crate::when::moment")]
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub actor: String,
    /// What.
    pub made: EmergencyMove,
    /// Taken back: no longer counts.
    pub withdrawn: bool,
}

/// Items that one entry joined to an emergency, and those that it did not open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The entry.
    pub seq: Seq,
    /// What it joined.
    pub linked: Linked,
    /// Taken back with its entry.
    pub withdrawn: bool,
}

impl Emergency {
    /// The emergency that a `Lodged` event makes; none for any other event.
    pub fn lodge(seq: Seq, at: DateTime<FixedOffset>, actor: &str, event: &EmergencyEvent) -> Option<Emergency> {
        let EmergencyEvent::Lodged(lodged) = event else { return None };
        Some(Emergency {
            id: lodged.emergency,
            lodged_at: at,
            lodged_by: actor.to_string(),
            lodged_in: seq,
            steps: Vec::new(),
            links: Vec::new(),
            stage: Stage::Lodged,
            department: lodged.department,
            assignee: String::new(),
            severity: lodged.severity,
            member: lodged.member,
            happened_on: lodged.happened_on,
            granted: Fen::ZERO,
            asked: Fen::ZERO,
            answered_at: None,
            relieved_at: None,
            paper_by: None,
            withdrawn: false,
            version: seq,
            lodged: lodged.clone(),
        })
    }

    /// Folds an event about this emergency.
    pub fn apply(&mut self, seq: Seq, at: DateTime<FixedOffset>, actor: &str, event: &EmergencyEvent) {
        match event {
            EmergencyEvent::Lodged(_) => {}
            EmergencyEvent::Moved { step, .. } => {
                let made = step.clone();
                self.steps.push(EmergencyStep { seq, at, actor: actor.to_string(), made, withdrawn: false });
            }
            EmergencyEvent::Linked(linked) => {
                self.links.push(Link { seq, linked: linked.clone(), withdrawn: false });
            }
            EmergencyEvent::StepWithdrawn { of, .. } => {
                self.steps.iter_mut().filter(|step| step.seq == *of).for_each(|step| step.withdrawn = true);
                self.links.iter_mut().filter(|link| link.seq == *of).for_each(|link| link.withdrawn = true);
            }
            EmergencyEvent::Withdrawn { .. } => self.withdrawn = true,
        }
        self.version = seq;
        self.refold();
    }

    /// The family it befell.
    pub fn family(&self) -> FamilyId {
        self.lodged.family
    }

    /// Its kind.
    pub fn kind(&self) -> EmergencyKindNo {
        self.lodged.kind
    }

    /// The steps that count, oldest first.
    pub fn counted(&self) -> impl DoubleEndedIterator<Item = &EmergencyStep> {
        self.steps.iter().filter(|step| !step.withdrawn)
    }

    /// The items that belong to it, in the order in which they were joined.
    pub fn items(&self) -> impl Iterator<Item = ItemId> {
        self.links.iter().filter(|link| !link.withdrawn).flat_map(|link| link.linked.items.iter().copied())
    }

    /// What was not opened, and still is not: the last word on each.
    pub fn not_opened(&self) -> &[NotOpened] {
        let said = self.links.iter().rfind(|link| !link.withdrawn && link.linked.judged);
        said.map_or(&[], |link| &link.linked.not_opened)
    }

    /// Whether something is still to be done with it.
    pub fn is_open(&self) -> bool {
        !self.withdrawn && self.stage != Stage::Closed
    }

    /// Whether nobody has answered yet.
    pub fn is_unanswered(&self) -> bool {
        self.is_open() && self.answered_at.is_none()
    }

    /// Who has it or had it last: the assignee.
    pub fn is_taken(&self) -> bool {
        !self.assignee.is_empty()
    }

    /// How it ended, while it is closed.
    pub fn outcome(&self) -> Option<&EmergencyStep> {
        (self.stage == Stage::Closed).then(|| self.counted().rfind(|step| step.made.act == Act::Close)).flatten()
    }

    /// Whether the outcome still has to come before the eyes of whoever lodged it.
    pub fn is_to_be_told(&self) -> bool {
        let seen = || self.counted().rfind(|step| matches!(step.made.act, Act::Close | Act::Acknowledge));
        !self.withdrawn
            && self.stage == Stage::Closed
            && seen().is_some_and(|step| step.made.act == Act::Close && step.actor != self.lodged_by)
    }

    /// Why it is as grave as it is: the clerk's reason where one said otherwise, or else none and the table's holds.
    pub fn override_reason(&self) -> Option<&str> {
        self.counted().rfind(|step| step.made.act == Act::Grade).map(|step| step.made.note.as_str())
    }

    fn refold(&mut self) {
        self.stage = Stage::Lodged;
        self.department = self.lodged.department;
        self.assignee = String::new();
        self.severity = self.lodged.severity;
        (self.member, self.happened_on) = (self.lodged.member, self.lodged.happened_on);
        (self.granted, self.asked) = (Fen::ZERO, Fen::ZERO);
        (self.answered_at, self.relieved_at, self.paper_by) = (None, None, None);
        let steps = std::mem::take(&mut self.steps);
        steps.iter().filter(|step| !step.withdrawn).for_each(|step| self.fold(step));
        self.steps = steps;
    }

    fn fold(&mut self, step: &EmergencyStep) {
        let made = &step.made;
        // What is in the journal was legal when it was written.
        self.stage = workflow::act(self.stage, made.act, self.is_taken()).unwrap_or(self.stage);
        match made.act {
            Act::Take => {
                self.assignee = step.actor.clone();
                self.answered_at.get_or_insert(Moment(step.at));
            }
            Act::HandOver => {
                self.assignee = String::new();
                self.department = made.department.unwrap_or(self.department);
            }
            Act::Verify => {
                self.member = made.member.or(self.member);
                self.happened_on = made.on.or(self.happened_on);
            }
            Act::Ask => self.asked = made.amount,
            Act::Grant | Act::Approve => {
                self.granted = self.granted.checked_add(made.amount).unwrap_or(self.granted);
                self.asked = Fen::ZERO;
                self.relieved_at.get_or_insert(Moment(step.at));
                self.paper_by = self.paper_by.or(made.paper_by);
            }
            Act::Refuse => {
                self.asked = Fen::ZERO;
                if self.relieved_at.is_some() {
                    self.stage = Stage::Granted;
                }
            }
            Act::Grade => self.severity = made.level.unwrap_or(self.severity),
            Act::CallIn | Act::AddLine | Act::Close | Act::Acknowledge => {}
        }
    }
}
