//! Where a frame stands in the journal (its sequence number) and what it is (its hash).
//!
//! Numbers start at 1 and have no gaps; 0 stands for "before the first frame", whose hash is all zeros. What a frame means is not
//! known here.

use std::fmt;

pub use crate::ids::Seq;

impl Seq {
    /// The place before the first frame.
    pub const NONE: Seq = Seq(0);
    /// The first frame of every journal.
    pub const FIRST: Seq = Seq(1);

    /// The frame after this one. The last number there is follows itself; no journal gets there.
    pub const fn next(self) -> Self {
        Seq(self.0.saturating_add(1))
    }
}

/// BLAKE3 hash of a frame, which covers the hash of the frame before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hash([u8; Hash::BYTES]);

impl Hash {
    /// Length of a hash on disk.
    pub const BYTES: usize = 32;
    /// Stands for "the frame before the first one".
    pub const NONE: Hash = Hash([0; Hash::BYTES]);

    /// The hash with these bytes.
    pub const fn new(bytes: [u8; Hash::BYTES]) -> Self {
        Hash(bytes)
    }

    /// The hash that these hexadecimal digits write, if they are 64 of them in small letters.
    pub fn from_digits(digits: &str) -> Option<Self> {
        let small = |digit: &u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
        if digits.len() != 2 * Hash::BYTES || !digits.as_bytes().iter().all(small) {
            return None;
        }
        let mut bytes = [0; Hash::BYTES];
        for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Hash(bytes))
    }

    /// Hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Hash(*blake3::hash(bytes).as_bytes())
    }

    /// Its bytes, as written.
    pub const fn bytes(&self) -> &[u8; Hash::BYTES] {
        &self.0
    }
}

impl fmt::Display for Hash {
    /// Hexadecimal, 64 digits; a precision shortens it: `{hash:.8}` prints eight digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(2 * Hash::BYTES);
        let text: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        f.write_str(text.get(..digits).unwrap_or(&text))
    }
}

/// The end of a journal: its last frame's number and hash. The hash vouches for every frame before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the last frame; [`Seq::NONE`] in an empty journal.
    pub seq: Seq,
    /// Hash of the last frame; [`Hash::NONE`] in an empty journal.
    pub hash: Hash,
}

impl Head {
    /// The end of a journal with nothing in it.
    pub const EMPTY: Head = Head { seq: Seq::NONE, hash: Hash::NONE };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_prints_whole_or_short() {
        let hash = Hash::of(b"x");
        assert_eq!(hash.to_string().len(), 64);
        assert_eq!(format!("{hash:.8}"), hash.to_string()[..8]);
    }

    #[test]
    fn the_frame_after_nothing_is_the_first() {
        assert_eq!(Seq::NONE.next(), Seq::FIRST);
        assert_eq!(Seq(u64::MAX).next(), Seq(u64::MAX));
    }
}
