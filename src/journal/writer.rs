//! The end of the journal that grows: several frames, one sync, then an answer.
//!
//! A write that fails is taken back, and nothing has happened. When that fails too, or the disk does not confirm a sync, the writer is
//! poisoned: it takes nothing more until the program is started anew, because what is on disk is then not known.

use std::io;
use std::path::PathBuf;

use super::error::{Damage, Doing, Failure, JournalError, Reason};
use super::frame;
use super::head::{self, HeadFile};
use super::index::Index;
use super::limits::{GROUP_BYTES_MAX, HEAD_SYNC_GROUPS, Limits, PAYLOAD_BYTES_MAX};
use super::medium::{Medium, MediumFile};
use super::recover::{OpenSegment, Recovered};
use super::segment;
use super::seq::{Head, Seq};

/// Bytes that the buffer keeps between appends.
const BUFFER_KEPT_BYTES: usize = 1 << 20;

/// Whether a journal takes entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It does.
    #[default]
    Writable,
    /// It can be read, and takes no more entries until the program is started anew.
    ReadOnly(Reason),
}

/// The writing end of a journal.
#[derive(Debug)]
pub(super) struct Writer<M: Medium> {
    medium: M,
    limits: Limits,
    index: Index,
    head_file: HeadFile<M::File>,
    segment: OpenSegment<M::File>,
    last: Head,
    state: State,
    buffer: Vec<u8>,
}

/// Frames in the buffer that are not yet in the journal.
#[must_use]
struct Group {
    last: Head,
    /// Each frame's number, and where it begins in the buffer.
    places: Vec<(Seq, u64)>,
}

impl<M: Medium> Writer<M> {
    /// Goes on where recovery ended.
    pub(super) fn new(medium: M, limits: Limits, index: Index, recovered: Recovered<M::File>) -> Self {
        let Recovered { head_file, segment, last, opening: _ } = recovered;
        Writer { medium, limits, index, head_file, segment, last, state: State::Writable, buffer: Vec::new() }
    }

    /// The last frame that is on disk.
    pub(super) fn last(&self) -> Head {
        self.last
    }

    /// Whether entries are taken.
    pub(super) fn state(&self) -> &State {
        &self.state
    }

    /// Takes no more entries, because damage was found.
    pub(super) fn distrust(&mut self, damage: Damage) {
        self.state = State::ReadOnly(Reason::Damage(damage));
    }

    /// Appends frames and syncs once. Their numbers, in order, once they are on disk.
    ///
    /// # Errors
    /// As for [`super::Journal::append`].
    pub(super) fn append<P: AsRef<[u8]>>(&mut self, payloads: &[P]) -> Result<Vec<Seq>, JournalError> {
        if let State::ReadOnly(reason) = &self.state {
            return Err(JournalError::Poisoned(reason.clone()));
        }
        if payloads.is_empty() {
            return Ok(Vec::new());
        }
        let bytes = measure(payloads)?;
        self.make_room(bytes)?;
        let group = self.encode(payloads);
        self.write()?;
        if let Err(error) = self.segment.file.sync() {
            return Err(self.poison(Doing::Syncing, &error));
        }
        Ok(self.publish(&group))
    }

    /// Puts the head file on disk. To be called when there is nothing else to do.
    pub(super) fn settle(&mut self) {
        if let Err(error) = self.head_file.sync() {
            self.distrust_head(&error);
        }
    }

    /// Begins a new segment if the present one would grow too long.
    fn make_room(&mut self, bytes: u64) -> Result<(), JournalError> {
        let fits = self.segment.end.saturating_add(bytes) <= self.limits.segment_bytes;
        if fits || self.segment.end <= segment::FIRST_FRAME {
            return Ok(());
        }
        self.settle();
        match segment::create(&self.medium, self.last) {
            Ok(file) => {
                self.segment = OpenSegment { file, first: self.last.seq.next(), end: segment::FIRST_FRAME };
                Ok(())
            }
            Err((Doing::Syncing, error)) => Err(self.poison(Doing::Syncing, &error)),
            Err((doing, error)) => {
                // What is left of it has no name that counts; the next try replaces it.
                Err(JournalError::of_io(doing, self.medium.path(&segment::name(self.last.seq.next())), &error))
            }
        }
    }

    fn encode<P: AsRef<[u8]>>(&mut self, payloads: &[P]) -> Group {
        self.buffer.clear();
        self.buffer.shrink_to(BUFFER_KEPT_BYTES);
        let mut group = Group { last: self.last, places: Vec::with_capacity(payloads.len()) };
        for (place, payload) in (0u32..).zip(payloads) {
            let seq = group.last.seq.next();
            group.places.push((seq, self.buffer.len() as u64));
            let hash = frame::write(&mut self.buffer, seq, place, group.last.hash, payload.as_ref());
            group.last = Head { seq, hash };
        }
        group
    }

    /// Writes the buffer behind the last frame, whole or not at all.
    fn write(&mut self) -> Result<(), JournalError> {
        let end = self.segment.end;
        let Err(error) = self.segment.file.write_at(end, &self.buffer) else { return Ok(()) };
        let cut = self.segment.file.truncate(end).and_then(|()| self.segment.file.sync());
        match cut {
            Ok(()) => Err(JournalError::of_io(Doing::Writing, self.path(), &error)),
            Err(error) => Err(self.poison(Doing::CuttingBack, &error)),
        }
    }

    /// Makes a synced group part of the journal.
    fn publish(&mut self, group: &Group) -> Vec<Seq> {
        for (seq, place) in &group.places {
            self.index.note(self.segment.first, *seq, self.segment.end + place);
        }
        self.segment.end += self.buffer.len() as u64;
        self.last = group.last;
        let noted = self.head_file.write(self.last);
        let synced = noted.and_then(|()| match self.head_file.unsynced() {
            HEAD_SYNC_GROUPS.. => self.head_file.sync(),
            _ => Ok(()),
        });
        if let Err(error) = synced {
            self.distrust_head(&error);
        }
        group.places.iter().map(|(seq, _)| *seq).collect()
    }

    /// The entries are on disk, but their loss would no longer be noticed: nothing is added to them.
    fn distrust_head(&mut self, error: &io::Error) {
        self.state =
            State::ReadOnly(Reason::Failure(Failure::new(Doing::Syncing, self.medium.path(head::FILE), error)));
    }

    fn poison(&mut self, doing: Doing, error: &io::Error) -> JournalError {
        let failure = Failure::new(doing, self.path(), error);
        self.state = State::ReadOnly(Reason::Failure(failure.clone()));
        JournalError::Uncertain(failure)
    }

    fn path(&self) -> PathBuf {
        self.medium.path(&segment::name(self.segment.first))
    }
}

impl<M: Medium> Drop for Writer<M> {
    fn drop(&mut self) {
        if self.state == State::Writable {
            self.settle();
        }
    }
}

/// Length of the frames of these payloads, if none of them and not all together are too long.
fn measure<P: AsRef<[u8]>>(payloads: &[P]) -> Result<u64, JournalError> {
    let mut bytes = 0usize;
    for payload in payloads {
        let length = payload.as_ref().len();
        if length > PAYLOAD_BYTES_MAX {
            return Err(JournalError::EntryTooLong { bytes: length });
        }
        bytes = bytes.saturating_add(frame::HEADER_BYTES + length + frame::TRAILER_BYTES);
    }
    if bytes > GROUP_BYTES_MAX { Err(JournalError::GroupTooLong { bytes }) } else { Ok(bytes as u64) }
}
