//! Walking through the whole journal, segment after segment, to its end.
//!
//! Each segment must follow the one before it, each frame too; where the last segment ends in something that is no frame, the tail
//! is judged. Opening, reading and verifying all walk in this way; none of them changes anything here.

use super::error::{Doing, Fault, JournalError};
use super::frame;
use super::limits::GROUP_BYTES_MAX;
use super::medium::{Access, Medium, MediumFile};
use super::segment;
use super::seq::{Hash, Seq};
use super::tail::Tail;
use super::walk::{Expected, Found, Step, Walk};

/// A place in a journal.
#[derive(Debug)]
pub(super) struct Chain<M: Medium> {
    medium: M,
    segment: Seq,
    walk: Walk<M::File>,
    /// Segments walked through before this one, and their bytes.
    before: (u64, u64),
    /// Bytes of an unfinished write after the last frame, known once the end has been reached.
    torn: u64,
}

impl<M: Medium> Chain<M> {
    /// Stands at the beginning of the journal, whose oldest segment is `oldest`.
    ///
    /// # Errors
    /// When that is not the first segment of a journal, or cannot be read.
    pub(super) fn at_start(medium: &M, oldest: Seq) -> Result<Self, JournalError> {
        if oldest != Seq::FIRST {
            let fault = Fault::SegmentMissing { wanted: Seq::FIRST };
            return Err(JournalError::of_fault(medium.path(&segment::name(oldest)), 0, fault));
        }
        Self::at_segment(medium, oldest, Some(Hash::NONE))
    }

    /// Stands at the beginning of the segment that begins with `segment`. `previous` is the hash that its header must name, if known.
    ///
    /// # Errors
    /// When the segment cannot be read, or its header is damaged or does not follow `previous`.
    pub(super) fn at_segment(medium: &M, segment: Seq, previous: Option<Hash>) -> Result<Self, JournalError> {
        let (file, header) = segment::open(medium, segment, Access::Read)?;
        if previous.is_some_and(|hash| hash != header.previous) {
            return Err(JournalError::of_fault(medium.path(&segment::name(segment)), 0, Fault::SegmentChain));
        }
        let expected = Expected { seq: segment, previous: Some(header.previous) };
        let walk = Walk::new(file, segment::FIRST_FRAME, expected);
        Ok(Chain { medium: medium.clone(), segment, walk, before: (0, 0), torn: 0 })
    }

    /// Stands before the frame `seq`, which is known to lie at `offset` of a segment. What it follows is taken on trust.
    ///
    /// # Errors
    /// When the segment cannot be read or its header is damaged.
    pub(super) fn at_frame(medium: &M, segment: Seq, seq: Seq, offset: u64) -> Result<Self, JournalError> {
        let (file, _) = segment::open(medium, segment, Access::Read)?;
        let walk = Walk::new(file, offset, Expected { seq, previous: None });
        Ok(Chain { medium: medium.clone(), segment, walk, before: (0, 0), torn: 0 })
    }

    /// The segment it stands in.
    pub(super) fn segment(&self) -> Seq {
        self.segment
    }

    /// Where in that segment the next frame begins, or would.
    pub(super) fn offset(&self) -> u64 {
        self.walk.offset()
    }

    /// Segments walked through, this one included.
    pub(super) fn segments(&self) -> u64 {
        self.before.0 + 1
    }

    /// Bytes walked through.
    pub(super) fn bytes(&self) -> u64 {
        self.before.1 + self.offset()
    }

    /// Length of an unfinished write found at the end, in bytes.
    pub(super) fn torn(&self) -> u64 {
        self.torn
    }

    /// The number that the next frame has, or would have.
    pub(super) fn next_seq(&self) -> Seq {
        self.walk.expected().seq
    }

    /// The payload of the frame that [`Chain::step`] gave last.
    pub(super) fn payload(&self) -> &[u8] {
        self.walk.payload()
    }

    /// The next frame, or `None` at the end of the journal, where more may appear later.
    ///
    /// # Errors
    /// When there is damage, or a file cannot be read.
    pub(super) fn step(&mut self) -> Result<Option<Found>, JournalError> {
        self.torn = 0;
        loop {
            let step = self.walk.step().map_err(|error| self.failed(Doing::Reading, &error))?;
            if let Step::Frame(found) = step {
                return Ok(Some(found));
            }
            if let Some(next) = self.next_segment()? {
                // Someone may be writing: frames may have come here after the look at this file and before the look for the next one.
                // Now that there is a next one, this one grows no more.
                self.walk.forget();
                match self.walk.step().map_err(|error| self.failed(Doing::Reading, &error))? {
                    Step::Frame(found) => return Ok(Some(found)),
                    Step::End => self.enter(next)?,
                    Step::Wrong(fault) => return Err(self.damaged(fault)),
                }
            } else if let Step::Wrong(fault) = step {
                if !self.grew_meanwhile(fault)? {
                    return Ok(None);
                }
                self.walk.forget();
            } else {
                return Ok(None);
            }
        }
    }

    fn next_segment(&self) -> Result<Option<Seq>, JournalError> {
        Ok(segment::list(&self.medium)?.into_iter().find(|first| *first > self.segment))
    }

    fn enter(&mut self, next: Seq) -> Result<(), JournalError> {
        let Expected { seq, previous } = self.walk.expected();
        if next != seq {
            let fault = if next > seq { Fault::SegmentMissing { wanted: seq } } else { Fault::SegmentChain };
            return Err(JournalError::of_fault(self.medium.path(&segment::name(next)), 0, fault));
        }
        let before = (self.segments(), self.bytes());
        *self = Chain { before, ..Chain::at_segment(&self.medium, next, previous)? };
        Ok(())
    }

    /// Looks at a place where no frame was found. `true` if one has appeared since, `false` if the journal ends here in a torn write.
    ///
    /// # Errors
    /// When it is damage.
    fn grew_meanwhile(&mut self, fault: Fault) -> Result<bool, JournalError> {
        if matches!(fault, Fault::Number { .. } | Fault::Chain) {
            return Err(self.damaged(fault));
        }
        let bytes = self.tail_bytes().map_err(|error| self.failed(Doing::Reading, &error))?;
        if frame::read(&bytes).is_ok() {
            return Ok(true);
        }
        let one_append = bytes.len() <= GROUP_BYTES_MAX;
        if !one_append || !Tail::new(self.walk.offset(), &bytes, self.walk.expected()).is_torn() {
            return Err(self.damaged(fault));
        }
        self.torn = bytes.len() as u64;
        Ok(false)
    }

    /// The bytes from the present place to the end of the file, and no more than one byte beyond what one append can have left.
    fn tail_bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = vec![0; GROUP_BYTES_MAX + 1];
        let read = self.walk.file().read_at(self.walk.offset(), &mut bytes)?;
        bytes.truncate(read);
        Ok(bytes)
    }

    fn damaged(&self, fault: Fault) -> JournalError {
        JournalError::of_fault(self.path(), self.walk.offset(), fault)
    }

    fn path(&self) -> std::path::PathBuf {
        self.medium.path(&segment::name(self.segment))
    }

    fn failed(&self, doing: Doing, error: &std::io::Error) -> JournalError {
        JournalError::of_io(doing, self.path(), error)
    }
}

/// Checks, without reading frames, that each of these segments follows the one before it: the hash that its header names is the one
/// that the other ends with. Gives the hash that the last of them ends with.
///
/// # Errors
/// When a segment is missing, cut, replaced or swapped, or a file cannot be read.
pub(super) fn check_edges<M: Medium>(medium: &M, firsts: &[Seq]) -> Result<Hash, JournalError> {
    let mut previous = Hash::NONE;
    for first in firsts {
        let (file, header) = segment::open(medium, *first, Access::Read)?;
        let path = || medium.path(&segment::name(*first));
        if header.previous != previous {
            return Err(JournalError::of_fault(path(), 0, Fault::SegmentChain));
        }
        let hash = segment::last_hash(&file).map_err(|error| JournalError::of_io(Doing::Reading, path(), &error))?;
        previous = hash.unwrap_or_default();
    }
    Ok(previous)
}
