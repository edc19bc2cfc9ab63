//! Torn or damaged: what to think of bytes after the last sound frame of the last segment.
//!
//! A write that the power cut short leaves part of one append: the file ends too early, or whole sectors of it never arrived and
//! read as zeros. Nothing in it had been confirmed, so it may be cut off. Whatever cannot have come about in that way is damage, and
//! so is anything that the head file vouches for. The shapes are listed in `docs/journal.md`.

use super::frame::{self, Header, MAGIC};
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
    /// The bytes at `offset`, to the end of the file, where a frame as `expected` should have begun. They are no more than one append
    /// can have written.
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
        if !self.header_may_be_ours() {
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

#[cfg(test)]
mod tests {
    use super::super::seq::{Hash, Seq};
    use super::*;

    const EXPECTED: Expected = Expected { seq: Seq(9), previous: Some(Hash::new([7; 32])) };

    /// Three frames of one append, of 2096, 396 and 396 bytes, the first as expected.
    fn append() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut previous = EXPECTED.previous.unwrap();
        for (place, length) in [(0u32, 2000), (1, 300), (2, 300)] {
            let payload = vec![b'x'; length];
            previous = frame::write(&mut bytes, Seq(9 + u64::from(place)), place, previous, &payload);
        }
        bytes
    }

    fn torn_at(offset: u64, bytes: &[u8]) -> bool {
        Tail::new(offset, bytes, EXPECTED).is_torn()
    }

    #[test]
    fn whatever_is_missing_at_the_end_is_torn() {
        let bytes = append();
        for length in 1..2096 {
            assert!(torn_at(56, &bytes[..length]), "{length}");
        }
    }

    #[test]
    fn zeros_are_torn_wherever_they_begin() {
        for offset in [0, 1, 511, 512, 700] {
            for length in [1, 55, 56, 511, 512, 513, 5000] {
                assert!(torn_at(offset, &vec![0; length]), "{length} at {offset}");
            }
        }
    }

    #[test]
    fn any_sectors_may_be_missing() {
        let bytes = append();
        for offset in [0u64, 56, 300, 511] {
            for missing in 1u32..1 << 6 {
                let mut torn = bytes.clone();
                for (at, byte) in torn.iter_mut().enumerate() {
                    let sector = (offset + at as u64) / 512;
                    if missing >> sector & 1 == 1 {
                        *byte = 0;
                    }
                }
                // A first frame that arrived whole is no tail.
                if frame::read(&torn).is_err() {
                    assert!(torn_at(offset, &torn), "{missing:b} at {offset}");
                }
            }
        }
    }

    #[test]
    fn a_flipped_bit_is_no_torn_write() {
        let mut bytes = append();
        bytes.truncate(2096);
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(!torn_at(56, &bytes), "bit {bit}");
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
    }

    #[test]
    fn a_hole_is_excused_by_its_own_append_and_not_by_a_later_one() {
        let mut bytes = append();
        bytes[600..1700].fill(0);
        assert!(torn_at(0, &bytes));
        frame::write(&mut bytes, Seq(12), 0, Hash::NONE, b"later");
        assert!(!torn_at(0, &bytes));
    }

    #[test]
    fn a_frame_of_another_place_is_no_torn_write() {
        let mut other = Vec::new();
        frame::write(&mut other, Seq(10), 0, Hash::new([7; 32]), b"x");
        assert!(!torn_at(0, &other[..20]));
        other.clear();
        frame::write(&mut other, Seq(9), 0, Hash::new([8; 32]), b"x");
        assert!(!torn_at(0, &other[..40]));
    }
}
