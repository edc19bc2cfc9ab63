//! What happened to batches: part of the journal's format. Variants are only added at the end; a struct that was written never gains a
//! field.

use super::line::{Ended, Why};
use crate::ids::{BatchId, DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo};
use crate::policy::allowance::owed::{Share, total};
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::policy::words::Words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that happened to a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BatchEvent {
    /// It was begun.
    Drawn {
        /// The batch.
        batch: BatchId,
        /// The measure that is paid.
        measure: MeasureNo,
        /// The period that is paid for.
        period: Period,
        /// The department that pays.
        department: DepartmentNo,
        /// The batch whose failed lines it pays again.
        again: Option<BatchId>,
        /// A line by the clerk.
        note: String,
    },
    /// Persons were listed, or listed anew as they are now.
    Listed {
        /// The batch.
        batch: BatchId,
        /// Its measure: lines are found by person and measure.
        measure: MeasureNo,
        /// The lines.
        lines: Vec<Listed>,
    },
    /// The whole register had been looked at.
    Checked {
        /// The batch.
        batch: BatchId,
    },
    /// A clerk took a line out, or put one in.
    Ruled {
        /// The batch.
        batch: BatchId,
        /// The line.
        no: u32,
        /// What was said.
        ruling: Ruling,
    },
    /// It was settled: so many lines, so much money.
    Frozen {
        /// The batch.
        batch: BatchId,
        /// Lines to be paid.
        lines: u32,
        /// Their money.
        amount: Fen,
    },
    /// It went to the bank.
    Sent {
        /// The batch.
        batch: BatchId,
    },
    /// The bank said what became of a line.
    Returned {
        /// The batch.
        batch: BatchId,
        /// The line.
        no: u32,
        /// What became of it.
        outcome: Outcome,
    },
    /// What had made a line fail was put right.
    Corrected {
        /// The batch.
        batch: BatchId,
        /// The line.
        no: u32,
        /// What was done.
        reason: String,
    },
    /// Money that was paid too much is to be taken back, or was.
    Recovery {
        /// The batch.
        batch: BatchId,
        /// The line.
        no: u32,
        /// How much.
        amount: Fen,
        /// How, and why.
        reason: String,
    },
    /// Everything came back.
    Closed {
        /// The batch.
        batch: BatchId,
    },
    /// It was thrown away before it was sent.
    Discarded {
        /// The batch.
        batch: BatchId,
        /// Why.
        reason: String,
    },
}

impl BatchEvent {
    /// The batch it is about.
    pub fn batch(&self) -> BatchId {
        match self {
            BatchEvent::Drawn { batch, .. }
            | BatchEvent::Listed { batch, .. }
            | BatchEvent::Checked { batch }
            | BatchEvent::Ruled { batch, .. }
            | BatchEvent::Frozen { batch, .. }
            | BatchEvent::Sent { batch }
            | BatchEvent::Returned { batch, .. }
            | BatchEvent::Corrected { batch, .. }
            | BatchEvent::Recovery { batch, .. }
            | BatchEvent::Closed { batch }
            | BatchEvent::Discarded { batch, .. } => *batch,
        }
    }

    /// The line it changes, where it is about one that is there.
    pub fn line(&self) -> Option<u32> {
        match self {
            BatchEvent::Ruled { no, .. }
            | BatchEvent::Returned { no, .. }
            | BatchEvent::Corrected { no, .. }
            | BatchEvent::Recovery { no, .. } => Some(*no),
            _ => None,
        }
    }
}

impl BatchEvent {
    /// What it says, without anything personal.
    pub fn told(&self) -> Words {
        match self {
            BatchEvent::Drawn { period, again: None, .. } => Words::made(|lang| {
                lang.pick(format!("拟定{}批次", period.text(lang)), format!("drawn up for {}", period.text(lang)))
            }),
            BatchEvent::Drawn { again: Some(old), .. } => {
                Words::new(format!("拟定 {old} 的补发批次"), format!("drawn up to pay failed lines of {old} again"))
            }
            BatchEvent::Listed { lines, .. } => {
                let (all, out) = (lines.len(), lines.iter().filter(|line| line.out.is_some()).count());
                Words::new(format!("列出 {all} 人，其中 {out} 人不发"), format!("{all} listed, {out} of them left out"))
            }
            BatchEvent::Checked { .. } => Words::new("核对完毕", "checked to the end"),
            BatchEvent::Ruled { no, ruling: Ruling { hold: true, reason }, .. } => {
                Words::new(format!("第 {no} 行停发：{reason}"), format!("line {no} held: {reason}"))
            }
            BatchEvent::Ruled { no, ruling: Ruling { reason, .. }, .. } => {
                Words::new(format!("第 {no} 行列入：{reason}"), format!("line {no} put in: {reason}"))
            }
            BatchEvent::Frozen { lines, amount, .. } => {
                Words::new(format!("冻结 {lines} 人 {amount} 元"), format!("frozen: {lines} lines, {amount} yuan"))
            }
            BatchEvent::Sent { .. } => Words::new("送银行", "sent to the bank"),
            BatchEvent::Returned { no, outcome: Outcome::Paid { on, .. }, .. } => {
                Words::new(format!("第 {no} 行 {on} 发放成功"), format!("line {no} paid on {on}"))
            }
            BatchEvent::Returned { no, outcome: Outcome::Failed { reason }, .. } => {
                Words::new(format!("第 {no} 行发放失败：{reason}"), format!("line {no} failed: {reason}"))
            }
            BatchEvent::Corrected { no, reason, .. } => {
                Words::new(format!("第 {no} 行更正：{reason}"), format!("line {no} put right: {reason}"))
            }
            BatchEvent::Recovery { no, amount, reason, .. } => Words::new(
                format!("第 {no} 行追回 {amount} 元：{reason}"),
                format!("line {no}: {amount} yuan to be taken back: {reason}"),
            ),
            BatchEvent::Closed { .. } => Words::new("结案", "closed"),
            BatchEvent::Discarded { reason, .. } => {
                Words::new(format!("作废：{reason}"), format!("discarded: {reason}"))
            }
        }
    }
}

/// A person as they stand in a batch, with everything that the bank is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The number of the line within its batch, from 1.
    pub no: u32,
    /// The household.
    pub family: FamilyId,
    /// The person.
    pub member: MemberNo,
    /// The period that is paid for: that of the batch, or an earlier one for arrears.
    pub period: Period,
    /// 0 for what is owed for the period; from 1 on what is paid beside it, when a standard was raised.
    pub extra: u8,
    /// The person's name.
    pub name: String,
    /// The person's identity number.
    pub identity: String,
    /// The bank.
    pub bank: String,
    /// The account.
    pub account: String,
    /// The months and standards.
    pub shares: Vec<Share>,
    /// What ended the claim, where something did.
    pub ended: Option<Ended>,
    /// Why the person is left out; none for whoever is to be paid.
    pub out: Option<Why>,
}

impl Listed {
    /// The money.
    pub fn amount(&self) -> Fen {
        total(&self.shares)
    }

    /// The months.
    pub fn months(&self) -> u32 {
        self.shares.iter().map(|share| u32::from(share.months)).sum()
    }
}

/// What a clerk said about a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// True takes it out; false puts it in although something looks doubtful.
    pub hold: bool,
    /// Why.
    pub reason: String,
}

/// What became of a line at the bank. Variants are only added at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was paid.
    Paid {
        /// On this day.
        #[serde(with = "crate::when::day")]
        on: NaiveDate,
        /// The item that was delivered with it; none where another delivery stood for the period already.
        item: Option<ItemId>,
    },
    /// It was not paid, or came back.
    Failed {
        /// Why, as the bank says.
        reason: String,
    },
}
