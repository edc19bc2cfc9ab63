//! What happened to two households. Kept in the journal: variants are only added at the end.

use super::Merged;
use crate::domain::decide::Register;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, Seq};
use serde::{Deserialize, Serialize};

/// What happened to two households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MergeEvent {
    /// One went into the other; what was taken over of its facts stands beside this in the entry.
    Merged {
        /// Which, and who is who.
        merged: Merged,
        /// Why, in the clerk's words; may be empty.
        reason: String,
    },
    /// They are two again.
    Parted {
        /// Which, and who was who.
        merged: Merged,
    },
}

impl MergeEvent {
    /// The two households, and who is who.
    pub fn merged(&self) -> &Merged {
        match self {
            MergeEvent::Merged { merged, .. } | MergeEvent::Parted { merged } => merged,
        }
    }

    /// Both households, the kept one first.
    pub fn families(&self) -> [FamilyId; 2] {
        let Merged { keep, other, .. } = self.merged();
        [*keep, *other]
    }

    /// Folds it into one of the two.
    pub fn apply(&self, family: &mut Family) {
        let of = self.merged();
        match self {
            MergeEvent::Merged { .. } if family.id == of.keep => family.merged.push(of.clone()),
            MergeEvent::Merged { .. } if family.id == of.other => family.into = Some(of.clone()),
            MergeEvent::Parted { .. } if family.id == of.keep => family.merged.retain(|one| one.other != of.other),
            MergeEvent::Parted { .. } if family.id == of.other => family.into = None,
            _ => {}
        }
    }
}

/// The event that takes one back.
///
/// # Errors
/// When either household was changed since: what depends on the merge must be taken back first.
pub fn reverse(seq: Seq, event: &MergeEvent, present: &impl Register) -> Result<MergeEvent, Refusal> {
    for id in event.families() {
        let now = present.family(id).ok_or(Refusal::NoSuchFamily(id))?;
        if now.version != seq {
            return Err(Refusal::ChangedSince { seq, later: now.version });
        }
    }
    let merged = event.merged().clone();
    Ok(match event {
        MergeEvent::Merged { .. } => MergeEvent::Parted { merged },
        MergeEvent::Parted { .. } => MergeEvent::Merged { merged, reason: String::new() },
    })
}
