//! How a clerk merges two households.

use crate::domain::review::Spot;
use crate::ids::{FamilyId, Seq};
use serde::{Deserialize, Serialize};

/// One household goes into another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeCommand {
    /// The household that is kept.
    pub keep: FamilyId,
    /// The household that goes into it.
    pub other: FamilyId,
    /// The versions of both that the clerk saw, where it matters.
    pub seen: Option<(Seq, Seq)>,
    /// Of the other one: what replaces or fills what the kept one has.
    pub take: Vec<Spot>,
    /// Of the kept one: what stays as it is.
    pub hold: Vec<Spot>,
    /// Why.
    pub reason: String,
}
