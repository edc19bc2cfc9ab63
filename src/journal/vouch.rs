//! Holding the journal against its head file: the frame that it names must be there, and be the one that was written.

use super::chain::Chain;
use super::error::{Damage, Doing, Fault, JournalError};
use super::medium::{Access, Medium};
use super::seq::{Head, Seq};
use super::walk::Found;
use super::{head, segment};

/// What the head file says, or what is wrong with it.
///
/// # Errors
/// When it is there and cannot be read.
pub(super) fn read_head<M: Medium>(medium: &M) -> Result<Result<Head, Fault>, JournalError> {
    let file = match medium.open(head::FILE, Access::Read) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Err(Fault::HeadMissing)),
        Err(error) => return Err(JournalError::of_io(Doing::Opening, medium.path(head::FILE), &error)),
    };
    head::read(&file).map_err(|error| JournalError::of_io(Doing::Reading, medium.path(head::FILE), &error))
}

/// The next frame. At the end, the head file is asked whether there should be more.
///
/// # Errors
/// When there is damage, a frame that was confirmed is not there, or a file cannot be read.
pub(super) fn next<M: Medium>(medium: &M, chain: &mut Chain<M>) -> Result<Option<Found>, JournalError> {
    if let Some(found) = chain.step()? {
        return Ok(Some(found));
    }
    // What is wrong with the head file itself is for opening and verifying to say.
    let Some(head) = read_head(medium)?.ok().filter(|head| head.seq >= chain.next_seq()) else { return Ok(None) };
    // It is written after the frames, so what it names can be read by now, unless it is lost.
    match chain.step()? {
        None => Err(tail_lost(medium, chain.segment(), chain.offset(), head)),
        found => Ok(found),
    }
}

/// Compares a frame with the head file, if it is the one that the head file names.
///
/// # Errors
/// When it is another frame of the same number.
pub(super) fn same<M: Medium>(medium: &M, chain: &Chain<M>, found: Found, head: Head) -> Result<(), JournalError> {
    if found.seq != head.seq || found.hash == head.hash {
        return Ok(());
    }
    let file = medium.path(&segment::name(chain.segment()));
    Err(JournalError::Damaged(Damage { file, offset: found.offset, fault: Fault::HeadDiffers { head: head.seq } }))
}

/// The journal ends at `offset` of a segment, before the frame that the head file names.
pub(super) fn tail_lost<M: Medium>(medium: &M, segment: Seq, offset: u64, head: Head) -> JournalError {
    let file = medium.path(&segment::name(segment));
    JournalError::Damaged(Damage { file, offset, fault: Fault::TailLost { head: head.seq } })
}

/// A journal without segments: new, or lost.
///
/// # Errors
/// When the head file says that there was one.
pub(super) fn nothing<M: Medium>(medium: &M, head: Result<Head, Fault>) -> Result<(), JournalError> {
    match head {
        Ok(head) if head.seq > Seq::NONE => Err(tail_lost(medium, Seq::FIRST, 0, head)),
        Ok(_) | Err(Fault::HeadMissing) => Ok(()),
        Err(fault) => Err(JournalError::of_fault(medium.path(head::FILE), 0, fault)),
    }
}
