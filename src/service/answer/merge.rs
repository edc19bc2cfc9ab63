//! Two families side by side, before one goes into the other.

use super::{FamilyRow, QueueRow};
use crate::domain::review::compare::Comparison;
use crate::ids::Seq;
use serde::{Deserialize, Serialize};

/// Two families, and what merging them would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergePage {
    /// The family that is kept.
    pub keep: FamilyRow,
    /// The family that goes into it.
    pub other: FamilyRow,
    /// Their versions.
    pub seen: (Seq, Seq),
    /// The other's facts beside the kept one's, masked where they must be.
    pub comparison: Comparison,
    /// The words of the facts that both know otherwise: a clerk says which is right.
    pub undecided: Vec<String>,
    /// Duties that both were given for the same period; each becomes a question.
    pub twice: Vec<(QueueRow, QueueRow)>,
    /// Items of the other that are counted with the kept one from then on.
    pub items: u64,
    /// Rows of small registers of the other that stand with the kept one from then on.
    pub rows: u64,
    /// Emergencies of the other, all closed.
    pub emergencies: u64,
}
