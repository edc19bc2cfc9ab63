//! Torn or damaged: what to think of bytes after the last sound frame of the last segment.
//!
//! A write that the power cut short leaves part of one append: the file ends too early, or whole sectors of it never arrived and
//! read as zeros. Nothing in it had been confirmed, so it may be cut off. Whatever cannot have come about in that way is damage, and
//! so is anything that the head file vouches for. The shapes are listed in `docs/journal.md`.

use super::frame::{self, Header, MAGIC};
use super::limits::GROUP_BYTES_MAX;
use super::walk::Expected;

/// Smallest unit that a disk writes in one piece, in bytes.
const SECTOR: usize = 512;
/// The bytes of a header that are not known before it is read: the length, the place in the group, the checksum.
const UNKNOWN: [std::ops::Range<usize>; 3] = [4..8, 16..20, 52..56];

/// Bytes from a place in a file to its end, where a frame should have begun.
pub(super) struct Tail<'a> {
    bytes: &'a [u8],
    expected: Expected,
    /// Bytes of the first sector that lie before this place.
    before: usize,
    /// Of each sector, whether its part here holds anything but zeros.
    arrived: Vec<bool>,
}

impl<'a> Tail<'a> {
    /// The bytes at `offset`, to the end of the file, where a frame as `expected` should have begun.
    pub(super) fn new(offset: u64, bytes: &'a [u8], expected: Expected) -> Self {
        let before = usize::try_from(offset % SECTOR as u64).unwrap_or(0);
        let (first, rest) = bytes.split_at(bytes.len().min(SECTOR - before));
        let arrived = std::iter::once(first)
            .chain(rest.chunks(SECTOR))
            .map(|sector| sector.iter().any(|byte| *byte != 0))
            .collect();
        Tail { bytes, expected, before, arrived }
    }

    /// Whether these bytes are what a write that was cut short can leave.
    pub(super) fn is_torn(&self) -> bool {
        if self.bytes.len() > GROUP_BYTES_MAX || !self.header_may_be_ours() {
            return false;
        }
        match Header::read(self.bytes) {
            // The header is all there, and wrong: a flipped bit.
            Err(_) if self.all_arrived(frame::HEADER_BYTES) => false,
            Ok(header) if self.bytes.len() < header.frame_bytes() => true,
            // The frame is all there, and wrong; only a sector that never arrived would excuse that.
            Ok(header) if self.all_arrived(header.frame_bytes()) => false,
            _ => !self.later_append_follows(),
        }
    }

    /// Whether those bytes of the header that arrived are what a frame here would have.
    fn header_may_be_ours(&self) -> bool {
        let mut wanted = Vec::with_capacity(frame::HEADER_BYTES);
        let Expected { seq, previous } = self.expected;
        Header { payload_bytes: 0, seq, place: 0, previous: previous.unwrap_or_default() }.write(&mut wanted);
        wanted.iter().zip(self.bytes).enumerate().all(|(at, (wanted, found))| {
            wanted == found || UNKNOWN.iter().any(|range| range.contains(&at)) || !self.has_arrived(at)
        })
    }

    /// Whether the first `count` bytes are there, none of them in a sector of zeros.
    fn all_arrived(&self, count: usize) -> bool {
        count <= self.bytes.len() && (0..count).all(|at| self.has_arrived(at))
    }

    fn has_arrived(&self, at: usize) -> bool {
        self.arrived.get((self.before + at) / SECTOR).copied().unwrap_or(false)
    }

    /// Whether a sound frame of a later append follows: it was begun only after the frame that should be here had been confirmed.
    fn later_append_follows(&self) -> bool {
        (1..self.bytes.len()).any(|at| {
            let rest = self.bytes.get(at..).unwrap_or_default();
            rest.starts_with(&MAGIC) && frame::read(rest).is_ok_and(|sound| sound.header.group() > self.expected.seq)
        })
    }
}
