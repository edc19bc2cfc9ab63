//! What the plan says of emergencies: their kinds, how grave each is and why, the clocks, and which items each kind opens in every
//! department concerned (三(四), 四-计协-2). Where the plan is silent (hours, limits) the figures are dated standards.

use super::measure::TimeLimit;
use super::vocabulary::{Happens, Whom};
use crate::ids::{DepartmentNo, EmergencyKindNo, MeasureNo};
use crate::policy::calendar::{ClockHours, WorkingDays};
use crate::policy::money::Fen;
use crate::policy::rule::{Rule, Standard};
use crate::policy::words::Words;
use chrono::NaiveDate;

/// The emergency part of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyDesk {
    /// The department that has an emergency first.
    pub department: DepartmentNo,
    pub(super) clocks: Clocks,
    pub(super) kinds: Vec<EmergencyKind>,
    pub(super) severities: Vec<SeverityRule>,
    pub(super) call_in: Vec<(DepartmentNo, MeasureNo)>,
}

/// The dated figures that the desk works by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clocks {
    pub answer: Standard,
    pub relief: Standard,
    pub paper: Standard,
    pub limit: Standard,
    pub alike: Standard,
}

/// A kind of emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyKind {
    /// The number kept in the journal.
    pub no: EmergencyKindNo,
    /// The word of commands and JSON.
    pub key: String,
    /// What a clerk reads.
    pub title: Words,
    /// What lodging it records of the family.
    pub happens: Happens,
    /// What it opens in the departments concerned.
    pub items: Vec<FanOut>,
}

/// An item that an emergency opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FanOut {
    /// The measure.
    pub measure: MeasureNo,
    /// Whom it is for.
    pub whom: Whom,
    /// What it is about here.
    pub about: Words,
    /// Another time limit than the measure's own.
    pub limit: Option<TimeLimit>,
}

/// A line of the severity table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeverityRule {
    /// 1 is the gravest, 4 the least.
    pub level: u8,
    /// The kinds it speaks of; empty for every kind.
    pub kinds: Vec<EmergencyKindNo>,
    /// What must be true of the family and the person concerned; none where the kind alone says it.
    pub rule: Option<Rule>,
    /// The reason, as people read it.
    pub because: Words,
}

impl EmergencyDesk {
    /// The least grave level.
    pub const LEAST: u8 = 4;

    /// Every kind, by number.
    pub fn kinds(&self) -> &[EmergencyKind] {
        &self.kinds
    }

    /// The kind with this number.
    pub fn kind(&self, no: EmergencyKindNo) -> Option<&EmergencyKind> {
        self.kinds.iter().find(|kind| kind.no == no)
    }

    /// The kind that a clerk means: its key or a title.
    pub fn kind_called(&self, word: &str) -> Option<&EmergencyKind> {
        let same = |text: &str| text.eq_ignore_ascii_case(word.trim());
        self.kinds.iter().find(|kind| same(&kind.key) || same(&kind.title.zh) || same(&kind.title.en))
    }

    /// The severity table, in its order.
    pub fn severities(&self) -> &[SeverityRule] {
        &self.severities
    }

    /// Hours on the clock until the first answer.
    pub fn answer_within(&self, day: NaiveDate) -> ClockHours {
        ClockHours(small(figure(&self.clocks.answer, day)))
    }

    /// Hours on the clock until relief is in hand.
    pub fn relief_within(&self, day: NaiveDate) -> ClockHours {
        ClockHours(small(figure(&self.clocks.relief, day)))
    }

    /// Working days for the paper, once relief is in hand.
    pub fn paper_within(&self, day: NaiveDate) -> WorkingDays {
        WorkingDays(small(figure(&self.clocks.paper, day)))
    }

    /// What a clerk may grant in one emergency without approval.
    pub fn grant_limit(&self, day: NaiveDate) -> Fen {
        Fen(figure(&self.clocks.limit, day))
    }

    /// Days within which an open emergency of the same family may be the same one.
    pub fn alike_within(&self, day: NaiveDate) -> i64 {
        figure(&self.clocks.alike, day)
    }

    /// What is opened when a department is called in and no measure is named.
    pub fn called_in(&self, department: DepartmentNo) -> Option<MeasureNo> {
        self.call_in.iter().find(|(no, _)| *no == department).map(|(_, measure)| *measure)
    }
}

/// A standard of the desk has a figure, which loading sees to; before its first day the first one holds.
fn figure(standard: &Standard, day: NaiveDate) -> i64 {
    standard.at(day).or_else(|| standard.figures.first().map(|figure| figure.amount)).unwrap_or(0)
}

fn small(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
