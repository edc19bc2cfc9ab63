//! Taking back what an entry did with a row: its version no longer counts, and the one before it does again.

use super::RegisterEvent;
use crate::domain::decide::Register as Lookup;
use crate::domain::refusal::Refusal;
use crate::ids::Seq;

/// The event that takes one of entry `seq` back.
///
/// # Errors
/// When the row was changed again since, or the event took something back itself.
pub fn reverse(seq: Seq, event: &RegisterEvent, present: &impl Lookup) -> Result<RegisterEvent, Refusal> {
    let (row, register, owner) = (event.row(), event.register(), event.owner());
    if matches!(event, RegisterEvent::VersionWithdrawn { .. }) {
        return Err(Refusal::NotUndoable(seq));
    }
    let now = present.row(row).ok_or(super::RegisterRefusal::NoSuchRow(row))?;
    match now.last() {
        Some(last) if last.seq == seq => Ok(RegisterEvent::VersionWithdrawn { row, register, owner, of: seq }),
        Some(_) => Err(Refusal::ChangedSince { seq, later: now.version }),
        None => Err(Refusal::AlreadyUndone(seq)),
    }
}
