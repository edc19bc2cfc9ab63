//! The journal: the only truth.
//!
//! An append-only chain of frames in segments, with a head file that remembers the last frame on disk. What is appended is on disk
//! when `append` returns; what an interrupted write left is cut off at the next opening, with a notice; damage is never passed over.
//! What a payload means is not known here: payloads are bytes. The format is drawn in `docs/journal.md`.

mod chain;
pub mod codec;
mod copying;
mod directory;
mod error;
mod field;
mod frame;
mod head;
mod index;
pub mod limits;
mod lock;
pub mod medium;
mod opening;
mod reader;
mod recover;
mod segment;
mod seq;
mod tail;
mod verify;
mod vouch;
mod walk;
mod writer;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use copying::{Copied, NotCopied, Part, Place, copy, copy_in, whole, whole_in};
pub use error::{Damage, Doing, Failure, Fault, JournalError, Reason};
pub use frame::FORMAT_VERSION;
pub use limits::Limits;
pub use lock::{Holder, Lock, held_by};
pub use opening::{Notice, Opening};
pub use reader::{Frame, Reader};
pub use seq::{Hash, Head, Seq};
pub use verify::{Progress, Report, verify, verify_in};
pub use writer::State;

use index::Index;
use medium::{Disk, Medium};
use writer::Writer;

/// A journal open for writing. There is one at a time for each data directory.
#[derive(Debug)]
pub struct Journal<M: Medium = Disk> {
    writer: Writer<M>,
    medium: M,
    index: Index,
    /// Held for as long as the writer lives; a journal in memory has none.
    _lock: Option<Lock>,
}

impl Journal<Disk> {
    /// Opens the journal of a data directory for writing, making both if they are not there. `holder` is what a second program will
    /// be told.
    ///
    /// # Errors
    /// [`JournalError::InUse`] when another program is writing, [`JournalError::Damaged`] when there is damage; otherwise what the
    /// operating system refuses.
    pub fn open(directory: &Path, holder: &Holder) -> Result<(Self, Opening), JournalError> {
        Self::open_with(directory, holder, Limits::default())
    }

    /// The same with other limits.
    ///
    /// # Errors
    /// As for [`Journal::open`].
    pub fn open_with(directory: &Path, holder: &Holder, limits: Limits) -> Result<(Self, Opening), JournalError> {
        let disk = directory::prepare(directory)?;
        let lock = Lock::take(directory, holder)?;
        Self::start_with(disk, limits, Some(lock))
    }
}

impl<M: Medium> Journal<M> {
    /// Opens the journal in a medium that nobody else writes to.
    ///
    /// # Errors
    /// As for [`Journal::open`], save the lock.
    pub fn start(medium: M, limits: Limits) -> Result<(Self, Opening), JournalError> {
        Self::start_with(medium, limits, None)
    }

    fn start_with(medium: M, limits: Limits, lock: Option<Lock>) -> Result<(Self, Opening), JournalError> {
        let index = Index::default();
        let recovered = recover::recover(&medium, &limits, &index)?;
        let opening = recovered.opening.clone();
        let writer = Writer::new(medium.clone(), limits, index.clone(), recovered);
        Ok((Journal { writer, medium, index, _lock: lock }, opening))
    }

    /// Appends one frame for each payload and gives their numbers, once all are on disk: one sync for all of them.
    ///
    /// # Errors
    /// Unless it is [`JournalError::Uncertain`], nothing was taken. After that one, every append is refused with
    /// [`JournalError::Poisoned`].
    pub fn append<P: AsRef<[u8]>>(&mut self, payloads: &[P]) -> Result<Vec<Seq>, JournalError> {
        self.writer.append(payloads)
    }

    /// The last frame that is on disk.
    pub fn last(&self) -> Head {
        self.writer.last()
    }

    /// Whether entries are taken, and if not, why.
    pub fn state(&self) -> &State {
        self.writer.state()
    }

    /// Puts the head file on disk: to be called when there is nothing else to do. Costs a sync only if something was appended.
    pub fn settle(&mut self) {
        self.writer.settle();
    }

    /// Takes no more entries from now on: `damage` was found since the journal was opened.
    pub fn distrust(&mut self, damage: Damage) {
        self.writer.distrust(damage);
    }

    /// The frames from `seq` on, in order; [`Seq::NONE`] for all of them.
    pub fn read_from(&self, seq: Seq) -> Reader<M> {
        Reader::new(self.medium.clone(), self.index.clone(), seq)
    }

    /// One frame, if there is one of that number.
    ///
    /// # Errors
    /// When there is damage on the way to it, or a file cannot be read.
    pub fn frame(&self, seq: Seq) -> Result<Option<Frame>, JournalError> {
        if seq == Seq::NONE || seq > self.last().seq {
            return Ok(None);
        }
        self.read_from(seq).next().transpose()
    }
}

/// What the head file of a data directory notes as the last frame that was on disk, without the lock and without changing anything; none
/// where the file is damaged. Cheap: nothing of the journal itself is read.
///
/// # Errors
/// When there is no journal, or the operating system does not let it be read.
pub fn noted_head(directory: &Path) -> Result<Option<Head>, JournalError> {
    let disk = directory::existing(directory)?;
    let failed = |error: &std::io::Error| JournalError::of_io(Doing::Reading, disk.path(head::FILE), error);
    let file = disk.open(head::FILE, medium::Access::Read).map_err(|error| failed(&error))?;
    Ok(head::read(&file).map_err(|error| failed(&error))?.ok())
}

/// The frames of a data directory from `seq` on, without the lock and without changing anything; another program may be writing.
///
/// # Errors
/// When there is no journal, or the operating system does not let it be read.
pub fn read_only(directory: &Path, seq: Seq) -> Result<Reader<Disk>, JournalError> {
    Ok(Reader::new(directory::existing(directory)?, Index::default(), seq))
}
