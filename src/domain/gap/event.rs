//! What a clerk said of a gap. Kept in the journal: variants are only added at the end.

use super::{Aside, GapId};
use crate::domain::decide::Register;
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, Seq};
use crate::policy::field::Field;
use serde::{Deserialize, Serialize};

/// What happened with a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GapEvent {
    /// Nobody can find these facts out.
    PutAside {
        /// The gap.
        gap: GapId,
        /// The facts that were lacking.
        fields: Vec<Field>,
        /// Why, in the clerk's words.
        reason: String,
    },
    /// The entry that said so was taken back.
    TakenUp {
        /// The gap.
        gap: GapId,
        /// The facts that it had been said of.
        fields: Vec<Field>,
    },
}

impl GapEvent {
    /// The gap.
    pub fn gap(&self) -> GapId {
        match self {
            GapEvent::PutAside { gap, .. } | GapEvent::TakenUp { gap, .. } => *gap,
        }
    }

    /// The family.
    pub fn family(&self) -> FamilyId {
        self.gap().family
    }

    /// Folds it into what a family has put aside.
    pub fn apply(&self, aside: &mut Vec<Aside>) {
        match self {
            GapEvent::PutAside { gap, fields, .. } => aside.push(Aside { gap: *gap, fields: fields.clone() }),
            GapEvent::TakenUp { gap, fields } => aside.retain(|one| one.gap != *gap || one.fields != *fields),
        }
    }
}

/// The event that takes one back.
///
/// # Errors
/// When nothing is put aside any more.
pub fn reverse(seq: Seq, event: &GapEvent, present: &impl Register) -> Result<GapEvent, Refusal> {
    match event {
        GapEvent::PutAside { gap, fields, .. } => {
            let family = present.family(gap.family).ok_or(Refusal::NoSuchFamily(gap.family))?;
            let stands = family.aside.iter().any(|one| one.gap == *gap && one.fields == *fields);
            let taken_up = GapEvent::TakenUp { gap: *gap, fields: fields.clone() };
            if stands { Ok(taken_up) } else { Err(Refusal::AlreadyUndone(seq)) }
        }
        GapEvent::TakenUp { .. } => Err(Refusal::NotUndoable(seq)),
    }
}
