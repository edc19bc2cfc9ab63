//! Figures as they are asked for and answered: a year by measure and tally, the reports of the bodies, the items behind a figure.

use super::query::Page;
use crate::domain::figure::reading::{Figure, Quantity};
use crate::ids::{DepartmentNo, ItemId, MeasureNo};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// A question about figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FigureQuery {
    /// Every tally of a year. Answered by `FigureAnswer::Year`.
    Year {
        /// The year.
        year: u16,
        /// Only what this body carries out or owes.
        department: Option<DepartmentNo>,
        /// As it was at the end of this day; none means now. Folds the journal up to then.
        as_of: Option<NaiveDate>,
    },
    /// The items behind a figure, as they are now. Answered by `Answer::Queue`.
    Items {
        /// Which figure.
        of: FigureOf,
        /// Which part of the list.
        page: Page,
    },
    /// Which bodies have sent their report of a year. Answered by `FigureAnswer::Units`.
    Units {
        /// The year.
        year: u16,
    },
    /// The rows of a small register behind a figure that is made of them, as they are now. Answered by `RegisterAnswer::Rows`.
    Rows {
        /// Which figure.
        of: FigureOf,
        /// Which part of the list.
        page: Page,
    },
    /// The emergencies behind a figure that is made of them, as they are now. Answered by `EmergencyAnswer::Rows`.
    Emergencies {
        /// Which figure.
        of: FigureOf,
        /// Which part of the list.
        page: Page,
    },
}

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureOf {
    /// The measure.
    pub measure: MeasureNo,
    /// The body, `ALL_BODIES` for all of them together.
    pub body: DepartmentNo,
    /// The tally: its place among those of the measure, from 0.
    pub tally: u8,
    /// One part of it, where it is counted apart.
    pub part: Option<u32>,
    /// The year.
    pub year: u16,
}

/// An answer about figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FigureAnswer {
    /// To `FigureQuery::Year`.
    Year(Box<FigureYear>),
    /// To `FigureQuery::Units`.
    Units(Box<UnitReports>),
}

/// The state of the journal that figures were made from: whoever has the journal can make them again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The last entry.
    pub head: u64,
    /// Its hash in hexadecimal digits, which vouches for everything before it.
    pub hash: String,
    /// When it was made; none of an empty journal.
    pub at: Option<DateTime<FixedOffset>>,
}

/// The figures of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureYear {
    /// The year.
    pub year: u16,
    /// The body they are of; none for all of them.
    pub department: Option<DepartmentNo>,
    /// The day as of which they are; none for now.
    pub as_of: Option<NaiveDate>,
    /// The state of the journal.
    pub state: State,
    /// The years in which there is anything, this one among them.
    pub years: Vec<u16>,
    /// Every tally, by measure in the plan's order.
    pub rows: Vec<FigureRow>,
}

/// A tally of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureRow {
    /// The measure.
    pub measure: MeasureNo,
    /// The body it is counted for, `ALL_BODIES` for all of them together.
    pub body: DepartmentNo,
    /// The tally: its place among those of the measure, from 0.
    pub tally: u8,
    /// The figure.
    pub figure: Figure,
    /// The years up to this one, the earliest first; empty where it is only counted apart.
    pub history: Vec<(u16, Quantity)>,
}

/// The yearly reports of the bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitReports {
    /// The year that they report on.
    pub year: u16,
    /// The last day on which a report is in time; none where the plan asks for none.
    pub due: Option<NaiveDate>,
    /// Every body, in the plan's order.
    pub units: Vec<UnitReport>,
}

/// The report of one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitReport {
    /// The body.
    pub department: DepartmentNo,
    /// How it stands.
    pub state: ReportState,
    /// When it was sent.
    pub sent_on: Option<NaiveDate>,
    /// The item that it is the delivery of, or waits in.
    pub item: Option<ItemId>,
}

/// How a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReportState {
    /// Sent in time.
    Sent,
    /// Sent after the day.
    SentLate,
    /// Not sent, and the day has not passed.
    Waiting,
    /// Not sent, and the day has passed.
    Late,
}

impl ReportState {
    /// The word of JSON.
    pub fn key(self) -> &'static str {
        match self {
            ReportState::Sent => "sent",
            ReportState::SentLate => "sent-late",
            ReportState::Waiting => "waiting",
            ReportState::Late => "late",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> crate::text::Both {
        use crate::text::Both;
        match self {
            ReportState::Sent => Both::new("已报", "sent"),
            ReportState::SentLate => Both::new("迟报", "sent late"),
            ReportState::Waiting => Both::new("未报", "not yet"),
            ReportState::Late => Both::new("逾期未报", "late"),
        }
    }

    /// Whether it is still to come.
    pub fn is_missing(self) -> bool {
        matches!(self, ReportState::Waiting | ReportState::Late)
    }
}

impl UnitReports {
    /// How many have not been sent.
    pub fn missing(&self) -> usize {
        self.units.iter().filter(|unit| unit.state.is_missing()).count()
    }
}
