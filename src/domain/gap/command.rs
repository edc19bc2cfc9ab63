//! Putting a gap aside that nobody can fill. It is filled like any fact is recorded: there is no command of its own for that.

use super::{GapEvent, GapId, GapRefusal, open};
use crate::domain::decide::{Office, Register, known_family, unchanged_since};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::ids::Seq;
use serde::{Deserialize, Serialize};

/// A gap that nobody can fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutAside {
    /// The gap.
    pub gap: GapId,
    /// The version of the family that the clerk saw, where it matters.
    pub seen: Option<Seq>,
    /// Why.
    pub reason: String,
}

/// The event that puts a gap aside: every fact that is lacking now.
///
/// # Errors
/// When nothing is lacking, or nobody said why it cannot be found out.
pub fn put_aside(office: Office<'_>, register: &impl Register, put: &PutAside) -> Result<Event, Refusal> {
    let family = known_family(register, put.gap.family)?;
    unchanged_since(family.id, put.seen, family.version)?;
    let gap = open(office.plan, &family, office.today()).into_iter().find(|gap| gap.id == put.gap);
    let gap = gap.ok_or(GapRefusal::NotThere(put.gap))?;
    let reason = put.reason.trim().to_string();
    if reason.is_empty() {
        return Err(GapRefusal::ReasonMissing(put.gap).into());
    }
    let fields = gap.lacks.iter().map(|lacked| lacked.field).collect();
    Ok(Event::Gap(GapEvent::PutAside { gap: put.gap, fields, reason }))
}
