//! Allowance batches: money paid for a period to persons of the register, from the list that is drawn up to what the bank says of each line.
//!
//! A batch is drawn up and checked against the register as often as need be; once it is frozen the register no longer changes it. What a
//! person was paid is read from the lines of their family, and that a month is paid once is a rule of `judge`, like the one item of a
//! period (decisions 11 and 15).

mod account;
mod command;
mod decide;
mod event;
mod judge;
mod line;
mod paid;
mod refusal;
mod rule;
pub mod workflow;

pub use account::{Balance, balances, known_periods};
pub use command::{BatchCommand, Correction, Said};
pub use decide::{FAMILIES_MAX, decide};
pub use event::{BatchEvent, Listed, Outcome, Ruling};
pub use judge::{Household, Judge, basis_of, ended, listing};
pub use line::{Ended, Line, LineId, State, Why};
pub use refusal::BatchRefusal;
pub use rule::{Terms, is_payable, why_not_payable};

use crate::ids::{BatchId, DepartmentNo, MeasureNo, Seq};
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::text::Both;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// The most lines of one batch.
pub const LINES_MAX: usize = 20_000;

/// The most batches that a decision looks at, the newest first: twelve a year for two measures for twenty years are fewer.
pub const BATCHES_MAX: usize = 500;

/// Where a batch stands. Variants are only added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// Drawn up; checking brings it up to date with the register.
    Draft,
    /// Settled: the register no longer changes it.
    Frozen,
    /// The bank has it.
    Sent,
    /// Everything came back.
    Closed,
    /// Thrown away before it was sent.
    Discarded,
}

impl Stage {
    /// Every stage, in the order of a batch's life.
    pub const ALL: [Stage; 5] = [Stage::Draft, Stage::Frozen, Stage::Sent, Stage::Closed, Stage::Discarded];

    /// Whether something is still to come.
    pub fn is_open(self) -> bool {
        !matches!(self, Stage::Closed | Stage::Discarded)
    }

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Frozen => "frozen",
            Stage::Sent => "sent",
            Stage::Closed => "closed",
            Stage::Discarded => "discarded",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Stage::Draft => Both::new("拟定", "draft"),
            Stage::Frozen => Both::new("已冻结", "frozen"),
            Stage::Sent => Both::new("已送银行", "sent"),
            Stage::Closed => Both::new("已结案", "closed"),
            Stage::Discarded => Both::new("已作废", "discarded"),
        }
    }
}

/// How many lines, and how much money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Lines.
    pub lines: u32,
    /// Their money.
    pub amount: Fen,
}

impl Sum {
    fn add(&mut self, amount: Fen) {
        self.lines = self.lines.saturating_add(1);
        self.amount = Fen(self.amount.0.saturating_add(amount.0));
    }

    fn take(&mut self, amount: Fen) {
        self.lines = self.lines.saturating_sub(1);
        self.amount = Fen(self.amount.0.saturating_sub(amount.0));
    }
}

/// What the lines of a batch come to, kept with every change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// To be paid, nothing heard yet.
    pub waiting: Sum,
    /// Left out or stopped.
    pub out: Sum,
    /// Paid.
    pub paid: Sum,
    /// Failed at the bank.
    pub failed: Sum,
    /// Failed, and put right since.
    pub corrected: Sum,
}

impl Totals {
    fn of(&mut self, state: State) -> &mut Sum {
        match state {
            State::In => &mut self.waiting,
            State::Out => &mut self.out,
            State::Paid => &mut self.paid,
            State::Failed => &mut self.failed,
            State::Corrected => &mut self.corrected,
        }
    }

    /// A line came to be as it is.
    pub fn replace(&mut self, old: Option<&Line>, new: &Line) {
        if let Some(old) = old {
            self.of(old.state()).take(old.amount());
        }
        self.of(new.state()).add(new.amount());
    }
}

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Its name.
    pub id: BatchId,
    /// The measure that is paid.
    pub measure: MeasureNo,
    /// The period that is paid for.
    pub period: Period,
    /// The department that pays.
    pub department: DepartmentNo,
    /// The batch whose failed lines it pays again, where it does.
    pub again: Option<BatchId>,
    /// A line by the clerk.
    pub note: String,
    /// Where it stands.
    pub stage: Stage,
    /// When it was drawn up.
    #[serde(with = "crate::when::moment")]
    pub drawn_at: DateTime<FixedOffset>,
    /// Who drew it up.
    pub drawn_by: String,
    /// The entry up to which the whole register had been looked at when it was last checked to the end.
    pub checked: Option<Seq>,
    /// The day it was frozen.
    #[serde(with = "crate::when::maybe_day")]
    pub frozen_on: Option<NaiveDate>,
    /// The day it was first sent to the bank.
    #[serde(with = "crate::when::maybe_day")]
    pub sent_on: Option<NaiveDate>,
    /// Why it was thrown away.
    pub discarded: String,
    /// The highest line number given so far.
    pub last_line: u32,
    /// What its lines come to.
    pub totals: Totals,
    /// The last entry that changed it: its version.
    pub version: Seq,
}

impl Batch {
    /// The batch that a `Drawn` event makes; none for any other.
    pub fn draw(seq: Seq, at: DateTime<FixedOffset>, actor: &str, event: &BatchEvent) -> Option<Batch> {
        let BatchEvent::Drawn { batch, measure, period, department, again, note } = event else { return None };
        Some(Batch {
            id: *batch,
            measure: *measure,
            period: *period,
            department: *department,
            again: *again,
            note: note.clone(),
            stage: Stage::Draft,
            drawn_at: at,
            drawn_by: actor.to_string(),
            checked: None,
            frozen_on: None,
            sent_on: None,
            discarded: String::new(),
            last_line: 0,
            totals: Totals::default(),
            version: seq,
        })
    }

    /// Folds an event about this batch; what it does to lines is theirs, and comes in by `Totals::replace`.
    pub fn apply(&mut self, seq: Seq, at: DateTime<FixedOffset>, event: &BatchEvent) {
        match event {
            BatchEvent::Listed { lines, .. } => {
                let last = lines.iter().map(|line| line.no).max().unwrap_or(0);
                self.last_line = self.last_line.max(last);
            }
            BatchEvent::Checked { .. } => self.checked = Some(seq),
            BatchEvent::Frozen { .. } => {
                self.stage = Stage::Frozen;
                self.frozen_on = Some(at.date_naive());
            }
            BatchEvent::Sent { .. } => {
                self.stage = Stage::Sent;
                self.sent_on = Some(at.date_naive());
            }
            BatchEvent::Closed { .. } => self.stage = Stage::Closed,
            BatchEvent::Discarded { reason, .. } => {
                self.stage = Stage::Discarded;
                self.discarded = reason.clone();
            }
            BatchEvent::Drawn { .. }
            | BatchEvent::Ruled { .. }
            | BatchEvent::Returned { .. }
            | BatchEvent::Corrected { .. }
            | BatchEvent::Recovery { .. } => {}
        }
        self.version = seq;
    }
}

#[cfg(test)]
pub mod tests;
