//! What the service answers, in plain data: already masked, already within the actor's rights, ready to be shown or sent.

pub mod access;
pub mod batch;
mod merge;
pub mod register;
mod review;
pub mod rhythm;

pub use super::emergency::{EmergencyAnswer, EmergencyCounts, EmergencyRow};
use super::figure::FigureAnswer;
pub use super::kept::{SweepCounts, SweepStanding};
use super::query::Cursor;
use crate::domain::access::AccessEvent;
use crate::domain::conflict::ConflictId;
use crate::domain::emergency::event::EmergencyMove;
use crate::domain::gap::GapId;
use crate::domain::item::{Due, Urgency};
use crate::domain::member::Role;
use crate::domain::question::QuestionKind;
use crate::domain::review::ReviewEvent;
use crate::domain::rhythm::{Account, Resting};
use crate::domain::sweep::change::Change;
use crate::domain::workflow::{Status, Verb};
use crate::ids::{
    BatchId, DepartmentNo, EmergencyId, EmergencyKindNo, FamilyId, ItemId, MeasureNo, MemberNo, RegisterNo, ReviewId,
    RowId, Seq,
};
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::value::{Dated, Value};
use crate::policy::verdict::{Truth, Verdict};
use crate::policy::words::Words;
use crate::service::permission::Right;
use access::AccessAnswer;
use batch::{BatchAnswer, PaymentLine};
use chrono::{DateTime, FixedOffset, NaiveDate};
pub use merge::MergePage;
use register::{RegisterAnswer, RegisterLine};
pub use review::{
    Asked, ConflictPage, ConflictSide, GapAsked, GapPage, QuestionPage, Recorded, ReviewPage, ReviewRow, TwicePage,
};
use rhythm::RhythmAnswer;
use serde::{Deserialize, Serialize};

/// One answer; its variant is that of the query.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To `Query::Overview`.
    Overview(Overview),
    /// To `Query::Queue` and `Query::Deadlines`.
    Queue(Rows<QueueRow>),
    /// To `Query::Families` and `Query::Search`.
    Families(Rows<FamilyRow>),
    /// To `Query::Family`.
    Family(Box<FamilyPage>),
    /// To `Query::Item`.
    Item(Box<ItemPage>),
    /// To `Query::Entitlements`.
    Entitlements(Rows<EntitlementRow>),
    /// To `Query::Sweep`.
    Sweep(Box<SweepCounts>),
    /// To `Query::Log`.
    Log(LogRows),
    /// To `Query::Reviews`.
    Reviews(Rows<ReviewRow>),
    /// To `Query::Review`.
    Review(QuestionPage),
    /// To `Query::Merge`.
    Merge(Box<MergePage>),
    /// To `Query::Register`.
    Register(RegisterAnswer),
    /// To `Query::Figures`; the items behind a figure are a `Queue`.
    Figures(FigureAnswer),
    /// To `Query::Emergency`.
    Emergency(EmergencyAnswer),
    /// To `Query::Rhythm`.
    Rhythm(RhythmAnswer),
    /// To `Query::Batch`.
    Batch(BatchAnswer),
    /// To `Query::Access`.
    Access(AccessAnswer),
    /// To `Query::Checkpoint`.
    Checkpoint(JournalEnd),
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows<T> {
    /// The rows, in the order of the list.
    pub rows: Vec<T>,
    /// Whether the list goes on before the first row.
    pub more_before: bool,
    /// Whether the list goes on after the last row.
    pub more_after: bool,
    /// How many rows the whole list has, where that is known without counting.
    pub total: Option<u64>,
    /// Where the reading stopped when a filter let so few rows through that the page could not be filled: go on after it (or before it,
    /// when the page was asked for from its end).
    pub reached: Option<Cursor>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), more_before: false, more_after: false, total: None, reached: None }
    }
}

/// The state of the whole desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Counts of each department, in the plan's order.
    pub departments: Vec<DepartmentCounts>,
    /// Families of the register.
    pub families: u64,
    /// Items ever opened.
    pub items: u64,
    /// Questions waiting for a clerk, of every kind.
    pub reviews: u64,
    /// The same by kind, the most urgent first.
    pub questions: Vec<(QuestionKind, u64)>,
    /// The last entry of the journal.
    pub head: u64,
    /// Emergencies at this moment.
    pub emergencies: EmergencyCounts,
    /// What the account of whoever asks does not have, not even for a part: none where nobody is limited.
    pub lacks: Vec<Right>,
}

/// Counts of one department.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentCounts {
    /// The department.
    pub department: DepartmentNo,
    /// Items whose clock runs (pending, accepted, approved, referred here).
    pub live: u64,
    /// Of these, due today or within the next seven days.
    pub due_soon: u64,
    /// Of these, overdue.
    pub overdue: u64,
    /// Of these, emergencies.
    pub emergency: u64,
    /// Suspended items.
    pub suspended: u64,
}

/// A line of a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The item.
    pub item: ItemId,
    /// The measure.
    pub measure: MeasureNo,
    /// The department whose turn it is.
    pub department: DepartmentNo,
    /// The person it is for, or the household.
    pub member: Option<MemberNo>,
    /// The name to show: the person's, or the household's parents'.
    pub subject: String,
    /// Township (nine-digit code), 0 when not known.
    pub township: i64,
    /// The period it covers, for what comes round.
    pub period: Option<Period>,
    /// Where it stands.
    pub status: Status,
    /// How urgent.
    pub urgency: Urgency,
    /// Opened on.
    pub opened: NaiveDate,
    /// Due.
    pub due: Option<Due>,
    /// The clerk who took it, empty when nobody has.
    pub assignee: String,
    /// Why it is to be looked at, where it lies still.
    pub resting: Option<Resting>,
    /// Its version.
    pub version: Seq,
}

/// Whether a family's only child has died or is disabled, as of the day asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FamilyKind {
    /// The child has died.
    Died,
    /// The child is disabled.
    Disabled,
    /// Neither is known.
    None,
}

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The family.
    pub family: FamilyId,
    /// Case number of the paper file.
    pub case_number: String,
    /// Township (nine-digit code), 0 when not known.
    pub township: i64,
    /// Village (twelve-digit code), 0 when not known.
    pub village: i64,
    /// Died, disabled or neither.
    pub kind: FamilyKind,
    /// Whether it is in the plan today.
    pub in_plan: Truth,
    /// Its people.
    pub members: Vec<MemberRow>,
    /// Open items.
    pub open_items: u32,
    /// The account of contact with it this year.
    pub account: Account,
}

/// A person as lists show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// The person's number within the family.
    pub member: MemberNo,
    /// The name.
    pub name: String,
    /// What the person is to the family.
    pub role: Role,
    /// The identity number, masked unless the actor may see it.
    pub identity_number: String,
    /// Born on.
    pub born: Option<NaiveDate>,
    /// The code of the `sex` field.
    pub sex: Option<u8>,
    /// Living today, where known.
    pub alive: Option<bool>,
}

/// Everything about a family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FamilyPage {
    /// The line of the register.
    pub row: FamilyRow,
    /// Its version.
    pub version: Seq,
    /// Why it is or is not in the plan.
    pub standing: Verdict,
    /// Facts of the household, masked where they must be.
    pub facts: Vec<(Field, Dated)>,
    /// Facts of each person, masked where they must be.
    pub member_facts: Vec<(MemberNo, Vec<(Field, Dated)>)>,
    /// Verdicts of every measure of family, member or child that are not `no`: what is due and has no item first, then what has one, then
    /// what is not known yet; each in the plan's order.
    pub entitlements: Vec<EntitlementRow>,
    /// Its open emergencies, the newest first; at most 20.
    pub emergencies: Vec<EmergencyRow>,
    /// Its items, open ones first, newest first; at most 200.
    pub items: Vec<QueueRow>,
    /// Rows of small registers of the household, its people and its items: by register, and the last day first; at most `PAGE_MAX`.
    pub registers: Vec<RegisterLine>,
    /// Lines of allowance batches about its people, the newest first; at most `PAGE_MAX`.
    pub payments: Vec<PaymentLine>,
    /// What happened to the family and its items, newest first; at most 200.
    pub timeline: Vec<TimelineRow>,
}

/// Everything about an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemPage {
    /// The line of the queue.
    pub row: QueueRow,
    /// The clerk's line when it was opened.
    pub note: String,
    /// Who opened it.
    pub opened_by: String,
    /// What may be done with it now.
    pub verbs: Vec<Verb>,
    /// Its steps, oldest first.
    pub steps: Vec<TimelineRow>,
    /// What was recorded on delivery: the plan's record keys and values.
    pub record: Vec<(String, String)>,
    /// How the due date was worked out, in both languages (Chinese, English).
    pub due_sentence: Option<(String, String)>,
}

/// One measure judged for one family or person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntitlementRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The family.
    pub family: FamilyId,
    /// The name to show.
    pub subject: String,
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// The measure.
    pub measure: MeasureNo,
    /// The verdict: reasons are empty unless they were asked for; what is missing is always there.
    pub verdict: Verdict,
    /// The item that carries it out now, if there is one.
    pub item: Option<ItemId>,
    /// What turned the verdict, where the list is of what changed.
    pub change: Option<Change>,
}

/// Something that happened to a family or an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRow {
    /// The entry.
    pub seq: Seq,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub actor: String,
    /// What.
    pub what: Happened,
    /// Taken back later: shown struck through.
    pub withdrawn: bool,
}

/// A fact that changed: whose (none for the household), which, its value before and after.
pub type FactChange = (Option<MemberNo>, Field, Option<Value>, Option<Value>);

/// What a line of a timeline says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happened {
    /// The family was entered.
    FamilyAdded,
    /// The family had been entered in error.
    FamilyWithdrawn,
    /// A person was entered.
    MemberAdded(MemberNo),
    /// A person had been entered in error.
    MemberWithdrawn(MemberNo),
    /// Facts changed, masked where they must be: person, field, before, after.
    FactsChanged(Vec<FactChange>),
    /// An item was opened.
    ItemOpened(ItemId, MeasureNo),
    /// An item took a step, with the reason given.
    ItemMoved(ItemId, MeasureNo, Verb, String),
    /// An earlier entry was taken back, with the reason.
    Undone(Seq, String),
    /// A question was raised or settled.
    Review(ReviewId),
    /// A question was settled, or put up again.
    ReviewTook(ReviewEvent),
    /// A row of a small register was written or corrected.
    RowWritten(RegisterNo, RowId),
    /// A row of a small register was withdrawn, with the reason.
    RowWithdrawn(RegisterNo, RowId, String),
    /// An emergency was lodged: its kind, and what was said.
    EmergencyLodged(EmergencyId, EmergencyKindNo, String),
    /// Something was done with an emergency, with what was said.
    EmergencyMoved(EmergencyId, EmergencyMove),
    /// Somebody said of two facts that contradict each other that both are right, with the reason.
    BothRight(ConflictId, String),
    /// Two facts that contradicted each other were settled, with the reason; the change stands beside it.
    ConflictSettled(ConflictId, String),
    /// Something happened to a batch of payments, in words.
    Batch(BatchId, Words),
    /// This family went into the one it is told of, with the reason.
    Merged(FamilyId, String),
    /// This family is one of its own again.
    Parted(FamilyId),
    /// Something happened to an account, or somebody looked at what is masked.
    Access(AccessEvent),
    /// Somebody said that facts which are lacking cannot be found out, with the reason.
    PutAside(GapId, String),
}

/// Where the journal ends, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEnd {
    /// The last entry.
    pub entry: Seq,
    /// Its hash in hexadecimal digits; it vouches for every entry before it.
    pub hash: String,
    /// Families that follow from the entries.
    pub families: u64,
    /// Items that follow from the entries.
    pub items: u64,
}

/// A page of the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRows {
    /// The entries, oldest first.
    pub rows: Vec<LogRow>,
    /// The last entry that was looked at, where others lie beyond it: to go on from there. A page may be short, or empty, and the journal not at its
    /// end, because a question looks at so many entries at most.
    pub reached: Option<Seq>,
}

/// An entry of the journal, readable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRow {
    /// The entry.
    pub seq: Seq,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub actor: String,
    /// The word of the command.
    pub command: String,
    /// Whom it is about.
    pub families: Vec<FamilyId>,
    /// What happened.
    pub what: Vec<Happened>,
}

/// What a command did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The entry that holds it; the entry of the first time when the token was seen before.
    pub seq: Seq,
    /// The family it made or changed.
    pub family: Option<FamilyId>,
    /// The item it made or changed.
    pub item: Option<ItemId>,
    /// The question it raised.
    pub review: Option<ReviewId>,
    /// The row of a small register it wrote.
    pub row: Option<RowId>,
    /// The emergency it lodged or changed.
    pub emergency: Option<EmergencyId>,
    /// The batch that it began or changed.
    pub batch: Option<BatchId>,
    /// The token was seen before: nothing was done again.
    pub repeated: bool,
}

impl Done {
    /// That an entry holds it; what it made or changed is filled in.
    pub fn by(seq: Seq) -> Self {
        Self { seq, family: None, item: None, review: None, row: None, emergency: None, batch: None, repeated: false }
    }
}
