//! What a clerk asks for with batches.

use super::event::Outcome;
use super::line::LineId;
use crate::ids::{BatchId, DepartmentNo, FamilyId, MeasureNo, MemberNo};
use crate::policy::money::Fen;
use crate::policy::period::Period;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BatchCommand {
    /// Begin a batch; listing fills it.
    Draw {
        /// The measure to be paid.
        measure: MeasureNo,
        /// The period to be paid for.
        period: Period,
        /// Another department than the measure's first.
        department: Option<DepartmentNo>,
        /// A line.
        note: String,
    },
    /// Begin a batch that pays the failed and corrected lines of another one again.
    Again {
        /// The batch with the failed lines.
        batch: BatchId,
    },
    /// Look at these families and list their people as they are now. What has not changed is not said again.
    List {
        /// The batch, which must be a draft.
        batch: BatchId,
        /// The families.
        families: Vec<FamilyId>,
        /// Whether the whole register has been looked at with these.
        whole: bool,
    },
    /// Add a person for an earlier period: what is owed and was not paid then.
    Add {
        /// The batch, which must be a draft.
        batch: BatchId,
        /// The household.
        family: FamilyId,
        /// The person.
        member: MemberNo,
        /// The period.
        period: Period,
    },
    /// Take a line out, or put one in that only looks doubtful.
    Rule {
        /// The line.
        line: LineId,
        /// True takes it out.
        hold: bool,
        /// Why.
        reason: String,
    },
    /// Settle the batch.
    Freeze {
        /// The batch.
        batch: BatchId,
    },
    /// The bank has it.
    Send {
        /// The batch.
        batch: BatchId,
    },
    /// What the bank says of a line.
    Return {
        /// The line.
        line: LineId,
        /// What it says.
        outcome: Said,
        /// The bank says of a line it had paid that the money came back.
        bounced: bool,
    },
    /// Put right what made a line fail.
    Correct(Correction),
    /// Note that money paid too much is to be taken back, or was.
    Recover {
        /// The line.
        line: LineId,
        /// How much.
        amount: Fen,
        /// How, and why.
        reason: String,
    },
    /// Everything came back.
    Close {
        /// The batch.
        batch: BatchId,
    },
    /// Throw a batch away that was not sent.
    Discard {
        /// The batch.
        batch: BatchId,
        /// Why.
        reason: String,
    },
}

/// What the bank says of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// It was paid on this day.
    Paid(#[serde(with = "crate::when::day")] NaiveDate),
    /// It was not.
    Failed(String),
}

impl Said {
    /// Whether this is what is recorded already. The day is that of the first time.
    pub fn is(&self, outcome: &Outcome) -> bool {
        match (self, outcome) {
            (Said::Paid(_), Outcome::Paid { .. }) => true,
            (Said::Failed(said), Outcome::Failed { reason }) => said == reason,
            _ => false,
        }
    }
}

/// How a failed line is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The line.
    pub line: LineId,
    /// The right account, where it was wrong: it is recorded with the family.
    pub account: Option<String>,
    /// The right bank.
    pub bank: Option<String>,
    /// What was done.
    pub reason: String,
}

impl BatchCommand {
    /// The word that stands for the command in the journal and in messages.
    pub fn word(&self) -> &'static str {
        match self {
            BatchCommand::Draw { .. } => "batch draw",
            BatchCommand::Again { .. } => "batch repay",
            BatchCommand::List { .. } => "batch check",
            BatchCommand::Add { .. } => "batch add",
            BatchCommand::Rule { hold: true, .. } => "batch hold",
            BatchCommand::Rule { hold: false, .. } => "batch include",
            BatchCommand::Freeze { .. } => "batch freeze",
            BatchCommand::Send { .. } => "batch export",
            BatchCommand::Return { .. } => "batch return",
            BatchCommand::Correct(_) => "batch correct",
            BatchCommand::Recover { .. } => "batch recover",
            BatchCommand::Close { .. } => "batch close",
            BatchCommand::Discard { .. } => "batch discard",
        }
    }
}
