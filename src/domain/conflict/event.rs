//! What a clerk said of a conflict. Kept in the journal: variants are only added at the end.

use super::{Accepted, ConflictId};
use crate::domain::decide::Register;
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, Seq};
use crate::policy::value::Value;
use serde::{Deserialize, Serialize};

/// What happened with a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConflictEvent {
    /// Both facts are right as they stand.
    Accepted {
        /// The conflict.
        conflict: ConflictId,
        /// The values it was said of.
        values: [Value; 2],
        /// Why, in the clerk's words.
        reason: String,
    },
    /// One of the facts was put right; the change stands beside this in the entry.
    Settled {
        /// The conflict.
        conflict: ConflictId,
        /// Why, in the clerk's words; may be empty.
        reason: String,
    },
    /// The entry that said both are right was taken back.
    Reopened {
        /// The conflict.
        conflict: ConflictId,
        /// The values it had been said of.
        values: [Value; 2],
    },
}

impl ConflictEvent {
    /// The conflict.
    pub fn conflict(&self) -> ConflictId {
        match self {
            ConflictEvent::Accepted { conflict, .. }
            | ConflictEvent::Settled { conflict, .. }
            | ConflictEvent::Reopened { conflict, .. } => *conflict,
        }
    }

    /// The family.
    pub fn family(&self) -> FamilyId {
        self.conflict().family
    }

    /// Folds it into what a family has accepted.
    pub fn apply(&self, accepted: &mut Vec<Accepted>) {
        match self {
            ConflictEvent::Accepted { conflict, values, .. } => {
                accepted.push(Accepted { id: *conflict, values: values.clone() });
            }
            ConflictEvent::Reopened { conflict, values } => {
                accepted.retain(|one| one.id != *conflict || one.values != *values);
            }
            ConflictEvent::Settled { .. } => {}
        }
    }
}

/// The event that takes one back; none for what goes with the facts beside it.
///
/// # Errors
/// When nothing is accepted any more.
pub fn reverse(seq: Seq, event: &ConflictEvent, present: &impl Register) -> Result<Option<ConflictEvent>, Refusal> {
    match event {
        ConflictEvent::Accepted { conflict, values, .. } => {
            let family = present.family(conflict.family).ok_or(Refusal::NoSuchFamily(conflict.family))?;
            let stands = family.accepted.iter().any(|one| one.id == *conflict && one.values == *values);
            let reopened = ConflictEvent::Reopened { conflict: *conflict, values: values.clone() };
            if stands { Ok(Some(reopened)) } else { Err(Refusal::AlreadyUndone(seq)) }
        }
        ConflictEvent::Settled { .. } => Ok(None),
        ConflictEvent::Reopened { .. } => Err(Refusal::NotUndoable(seq)),
    }
}
