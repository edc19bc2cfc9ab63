//! What a desk may ask. Every list is asked for a page at a time; nothing here can ask for everything.

pub mod access;
pub mod batch;
pub mod log;
pub mod register;
pub mod rhythm;

pub use super::emergency::EmergencyQuery;
use super::figure::FigureQuery;
use crate::domain::question::{QuestionId, QuestionKind};
use crate::domain::workflow::Status;
use crate::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo};
use crate::policy::verdict::Truth;
use access::AccessQuery;
use batch::BatchQuery;
use log::{LogFilter, LogFrom};
use register::RegisterQuery;
use rhythm::RhythmQuery;
use serde::{Deserialize, Serialize};

/// The most rows that one page may hold; more is cut down to this.
pub const PAGE_MAX: usize = 500;

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Query {
    /// Counts of every department and of the register.
    Overview,
    /// Items of one department or of all, most urgent first and then by due date.
    Queue {
        /// Which items.
        filter: QueueFilter,
        /// Which part.
        page: Page,
    },
    /// Items whose clock runs, of all departments or one, by due date alone.
    Deadlines {
        /// Which items (`status` is not looked at: only live ones have a deadline).
        filter: QueueFilter,
        /// Which part.
        page: Page,
    },
    /// Families by township, village and number.
    Families {
        /// Only this township (nine-digit code).
        township: Option<i64>,
        /// Which part.
        page: Page,
    },
    /// Families found by name, sound, digits, phone, case number or village.
    Search {
        /// What was typed.
        text: String,
        /// At most so many.
        limit: usize,
    },
    /// Everything about one family.
    Family {
        /// The family.
        family: FamilyId,
    },
    /// Everything about one item.
    Item {
        /// The item.
        item: ItemId,
    },
    /// Who is entitled to what, and why.
    Entitlements {
        /// Which verdicts.
        filter: EntitlementFilter,
        /// Which part; pages go by family.
        page: Page,
    },
    /// What the kept verdicts of the whole register come to. Answered by `Answer::Sweep`.
    Sweep {
        /// Only families of this township (nine-digit code).
        township: Option<i64>,
    },
    /// The journal, readable.
    Log {
        /// Which entries.
        filter: LogFilter,
        /// From where on.
        from: LogFrom,
        /// At most so many.
        limit: usize,
    },
    /// Questions waiting for a clerk.
    Reviews {
        /// Only this kind.
        kind: Option<QuestionKind>,
        /// Which part.
        page: Page,
    },
    /// One question, with what it is about side by side.
    Review {
        /// The question.
        question: QuestionId,
        /// The family to lay a row beside; none means the first that it may be.
        against: Option<FamilyId>,
    },
    /// Two families side by side, before one goes into the other. Answered by `Answer::Merge`.
    Merge {
        /// The family that is kept.
        keep: FamilyId,
        /// The family that goes into it.
        other: FamilyId,
    },
    /// About small registers.
    Register(RegisterQuery),
    /// Figures of the year.
    Figures(FigureQuery),
    /// Emergencies.
    Emergency(EmergencyQuery),
    /// About duties that come round.
    Rhythm(RhythmQuery),
    /// About batches of payments.
    Batch(BatchQuery),
    /// About accounts and rights.
    Access(AccessQuery),
    /// Where the journal ends and what it comes to: for a checkpoint. Answered by `Answer::Checkpoint`.
    Checkpoint,
}

/// Which items of a queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilter {
    /// Only this department.
    pub department: Option<DepartmentNo>,
    /// Only this status; none means every item that is still open.
    pub status: Option<Status>,
    /// Only families of this township (nine-digit code).
    pub township: Option<i64>,
    /// Only what is overdue today.
    pub overdue: bool,
    /// Only emergencies.
    pub emergency: bool,
}

/// Which entitlements.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntitlementFilter {
    /// Only this family.
    pub family: Option<FamilyId>,
    /// Only this measure.
    pub measure: Option<MeasureNo>,
    /// Only this verdict.
    pub verdict: Option<Truth>,
    /// Leave out what already has an open or delivered item.
    pub without_item: bool,
    /// Only measures of this department.
    pub department: Option<DepartmentNo>,
    /// Only families of this township (nine-digit code).
    pub township: Option<i64>,
    /// Only what was judged otherwise on the first of last month, whatever the verdict is now; known of kept verdicts alone.
    pub changed: bool,
    /// Verdicts that were kept will do to find the rows, though some of them may be of an earlier day.
    pub as_kept: bool,
    /// With a reason for each leaf of the rule.
    pub explain: bool,
}

/// A part of a list: where to start and how many rows at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Where.
    pub from: From,
    /// How many rows at most.
    pub limit: usize,
}

impl Page {
    /// The first rows.
    pub fn first(limit: usize) -> Self {
        Self { from: From::Start, limit }
    }
}

/// Where a page starts. A row's cursor stays good when rows come and go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum From {
    /// At the beginning.
    Start,
    /// So that the last row is the last of the list.
    End,
    /// With this row, or the next one where it is gone.
    At(Cursor),
    /// With the row after this one.
    After(Cursor),
    /// So that the last row is the one before this.
    Before(Cursor),
}

/// The place of a row in its list; what is in it is the service's own affair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cursor(pub Vec<u8>);
