//! Walking through one segment, frame by frame: each is checked, and checked to follow the one before it.
//!
//! One buffer, no larger than a frame can be; a file may grow while it is walked. What a wrong frame means (a torn tail, damage) is
//! not decided here but in `tail.rs`.

use std::io;
use std::ops::Range;

use super::error::Fault;
use super::frame::{self, Header};
use super::medium::MediumFile;
use super::seq::{Hash, Head, Seq};

/// Bytes read at a time when frames are small.
const CHUNK_BYTES: usize = 64 << 10;

/// What the next frame must be: the number, and the hash it must name (`None`: not known, taken on trust).
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    pub seq: Seq,
    pub previous: Option<Hash>,
}

impl Expected {
    /// What follows the frame that is at the end now.
    pub(super) fn after(head: Head) -> Self {
        Expected { seq: head.seq.next(), previous: Some(head.hash) }
    }
}

/// A sound frame that follows the one before it; [`Walk::payload`] has its payload until the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub offset: u64,
    pub seq: Seq,
    pub hash: Hash,
}

impl Found {
    /// The frame as the end of the journal.
    pub(super) fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash }
    }
}

/// What a step came upon.
#[derive(Debug)]
pub(super) enum Step {
    Frame(Found),
    /// The file ends where a frame would begin.
    End,
    /// There are bytes, and they are not the frame that should be here.
    Wrong(Fault),
}

/// A place in an open segment.
#[derive(Debug)]
pub(super) struct Walk<F> {
    file: F,
    offset: u64,
    expected: Expected,
    buffer: Vec<u8>,
    /// Where in the file the buffer begins.
    buffer_offset: u64,
    /// Where in the buffer the payload of the last frame lies.
    payload: Range<usize>,
}

impl<F: MediumFile> Walk<F> {
    /// Stands before the frame at `offset`.
    pub(super) fn new(file: F, offset: u64, expected: Expected) -> Self {
        Walk { file, offset, expected, buffer: Vec::new(), buffer_offset: offset, payload: 0..0 }
    }

    /// Where the next frame begins.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// What the next frame must be.
    pub(super) fn expected(&self) -> Expected {
        self.expected
    }

    /// The file, to be used for something else.
    pub(super) fn file(&self) -> &F {
        &self.file
    }

    /// The payload of the frame that the last step came upon.
    pub(super) fn payload(&self) -> &[u8] {
        self.buffer.get(self.payload.clone()).unwrap_or_default()
    }

    /// Forgets what was read ahead, so that the next step reads it anew: someone may be writing.
    pub(super) fn forget(&mut self) {
        self.buffer.clear();
        self.buffer_offset = self.offset;
    }

    /// Reads the next frame and stands behind it; stays before a wrong one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn step(&mut self) -> io::Result<Step> {
        self.payload = 0..0;
        self.fill(frame::HEADER_BYTES)?;
        if self.window().is_empty() {
            return Ok(Step::End);
        }
        let frame_bytes = match Header::read(self.window()) {
            Ok(header) => header.frame_bytes(),
            Err(fault) => return Ok(Step::Wrong(fault)),
        };
        self.fill(frame_bytes)?;
        let (header, hash) = match frame::read(self.window()) {
            Ok(sound) => (sound.header, sound.hash),
            Err(fault) => return Ok(Step::Wrong(fault)),
        };
        if header.seq != self.expected.seq {
            return Ok(Step::Wrong(Fault::Number { wanted: self.expected.seq, found: header.seq }));
        }
        if self.expected.previous.is_some_and(|previous| previous != header.previous) {
            return Ok(Step::Wrong(Fault::Chain));
        }
        let found = Found { offset: self.offset, seq: header.seq, hash };
        let start = self.buffer.len() - self.window().len() + frame::HEADER_BYTES;
        self.payload = start..start + header.payload_bytes;
        self.offset += frame_bytes as u64;
        self.expected = Expected::after(found.head());
        Ok(Step::Frame(found))
    }

    fn window(&self) -> &[u8] {
        let start = usize::try_from(self.offset.saturating_sub(self.buffer_offset)).unwrap_or(usize::MAX);
        self.buffer.get(start..).unwrap_or_default()
    }

    /// Makes at least `wanted` bytes from the present place lie in the buffer, if the file has them.
    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        let have = self.window().len();
        if have >= wanted {
            return Ok(());
        }
        self.buffer.drain(..self.buffer.len() - have);
        self.buffer_offset = self.offset;
        self.buffer.resize(wanted.max(CHUNK_BYTES), 0);
        let room = self.buffer.get_mut(have..).unwrap_or_default();
        let read = self.file.read_at(self.offset + have as u64, room);
        self.buffer.truncate(have + read.as_ref().copied().unwrap_or(0));
        read.map(|_| ())
    }
}
