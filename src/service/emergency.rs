//! What may be asked about emergencies and what is answered, in plain data.

use super::answer::{QueueRow, Rows, TimelineRow};
use super::query::{Cursor, Page};
use crate::domain::emergency::clock::Clock;
use crate::domain::emergency::workflow::{Act, Stage};
use crate::ids::{DepartmentNo, EmergencyId, EmergencyKindNo, FamilyId, MeasureNo, MemberNo, Seq};
use crate::policy::money::Fen;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// How many unanswered emergencies stay in sight whatever the cursor does.
pub const PINNED_MAX: usize = 4;

/// One question about emergencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmergencyQuery {
    /// The open ones, by the clock that runs out first.
    Board {
        /// Which part.
        page: Page,
    },
    /// All, closed ones too, in the order in which they were lodged.
    All {
        /// Which part.
        page: Page,
    },
    /// What must stay in sight: those that nobody has answered, and outcomes for whoever asks.
    Strip,
    /// Everything about one.
    Page {
        /// The emergency.
        emergency: EmergencyId,
    },
}

/// One answer about emergencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmergencyAnswer {
    /// To `Board` and `All`.
    Rows(Rows<EmergencyRow>),
    /// To `Strip`.
    Strip(Strip),
    /// To `Page`.
    Page(Box<EmergencyPage>),
}

/// Counts of emergencies at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyCounts {
    /// Those that are open.
    pub open: u64,
    /// Of these, those that nobody has answered.
    pub unanswered: u64,
    /// Of these, those that are red: overdue, or of the gravest level and unanswered.
    pub red: u64,
}

/// What must stay in sight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strip {
    /// Those that nobody has answered, the gravest first and then by the clock; at most `PINNED_MAX`.
    pub unanswered: Vec<EmergencyRow>,
    /// How many there are in all.
    pub total: u64,
    /// Closed ones that whoever asks had lodged and whose outcome they have not read; at most `PINNED_MAX`.
    pub outcomes: Vec<EmergencyRow>,
}

/// An emergency in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// Its number.
    pub emergency: EmergencyId,
    /// Its kind.
    pub kind: EmergencyKindNo,
    /// The family it befell.
    pub family: FamilyId,
    /// The name to show.
    pub subject: String,
    /// The person concerned.
    pub member: Option<MemberNo>,
    /// Township (nine-digit code), 0 when not known.
    pub township: i64,
    /// 1 the gravest, 4 the least.
    pub severity: u8,
    /// Where it stands.
    pub stage: Stage,
    /// The department that has it.
    pub department: DepartmentNo,
    /// The clerk who has it, empty when nobody has.
    pub assignee: String,
    /// What was said.
    pub line: String,
    /// The running clock that runs out first, and when; none once it is closed.
    pub nearer: Option<(Clock, DateTime<FixedOffset>)>,
    /// Of the gravest level and unanswered.
    pub alarm: bool,
    /// When it was lodged.
    pub lodged_at: DateTime<FixedOffset>,
    /// Who lodged it.
    pub lodged_by: String,
    /// How it ended, empty until it is closed.
    pub outcome: String,
    /// Its version.
    pub version: Seq,
}

/// A clock of an emergency: what it is for, when it must be stopped, when it was.
pub type ClockRow = (Clock, Option<DateTime<FixedOffset>>, Option<DateTime<FixedOffset>>);

/// Everything about an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyPage {
    /// Its line in a list.
    pub row: EmergencyRow,
    /// The day it happened, where it is known.
    pub happened_on: Option<NaiveDate>,
    /// Its clocks, in the order in which they run out.
    pub clocks: Vec<ClockRow>,
    /// How grave it is by the table.
    pub ruled: u8,
    /// Why, by the table (Chinese, English).
    pub because: (String, String),
    /// Why a clerk said otherwise, where one did.
    pub overruled: Option<String>,
    /// What was granted.
    pub granted: Fen,
    /// What waits for approval.
    pub asked: Fen,
    /// What a clerk may grant in one emergency.
    pub limit: Fen,
    /// What may be done now.
    pub acts: Vec<Act>,
    /// Its items, of all departments.
    pub items: Vec<EmergencyItem>,
    /// What its kind calls for and was not opened: measure, the name to show, why not (Chinese, English).
    pub not_opened: Vec<(MeasureNo, String, (String, String))>,
    /// Days of every year on which no visit should be: what day it is (Chinese, English), and the day this year or next.
    pub quiet: Vec<((String, String), NaiveDate)>,
    /// What happened, oldest first.
    pub steps: Vec<TimelineRow>,
}

/// An item of an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyItem {
    /// Its line in a queue.
    pub row: QueueRow,
    /// What it is about here (Chinese, English), where the plan says so.
    pub about: Option<(String, String)>,
}
