//! How far the views are, which layout they have, and the fingerprint of everything in them: one row, written in every batch.
//!
//! The fingerprint is the sum of a hash of each other row. It does not depend on the order of writing, so views built anew have the same
//! one, and it catches what sled does not notice: rows that were lost, that came back, or that are older than they should be.

use super::store::Store;
use super::{ViewsError, codec, key};
use crate::ids::Seq;
use serde::{Deserialize, Serialize};

/// How many rows there are, and the sum of their hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    rows: u64,
    sum: u128,
}

impl Fingerprint {
    /// A row takes the place of another, or of none.
    pub(super) fn replace(&mut self, key: &[u8], old: Option<&[u8]>, new: Option<&[u8]>) {
        if let Some(old) = old {
            self.rows = self.rows.wrapping_sub(1);
            self.sum = self.sum.wrapping_sub(hash(key, old));
        }
        if let Some(new) = new {
            self.rows = self.rows.wrapping_add(1);
            self.sum = self.sum.wrapping_add(hash(key, new));
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The fingerprint of these rows and others together.
    fn with(self, other: Fingerprint) -> Fingerprint {
        Fingerprint { rows: self.rows.wrapping_add(other.rows), sum: self.sum.wrapping_add(other.sum) }
    }
}

fn hash(key: &[u8], value: &[u8]) -> u128 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(key.len() as u64).to_le_bytes()).update(key).update(value);
    let mut sum = [0; 16];
    hasher.finalize_xof().fill(&mut sum);
    u128::from_le_bytes(sum)
}

/// The row that says how far the views are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Meta {
    /// The layout.
    pub layout: u64,
    /// The last entry folded in.
    pub applied: Seq,
    /// The fingerprint of every other row that follows from the journal.
    pub fingerprint: Fingerprint,
    /// That of the kept verdicts, which follow from the plan and a day as well.
    pub kept: Fingerprint,
}

impl Meta {
    pub const KEY: &'static [u8] = &[key::META];

    /// The row as it is in the store, if it is there.
    pub fn load(store: &Store) -> Result<Option<Meta>, ViewsError> {
        store.get(Self::KEY)?.map(|bytes| codec::decode(&bytes)).transpose()
    }

    /// The layout alone, whatever else the row held when it was written.
    pub fn layout(store: &Store) -> Result<Option<u64>, ViewsError> {
        store.get(Self::KEY)?.map(|bytes| codec::decode_start(&bytes)).transpose()
    }

    /// The fingerprint of every other row.
    pub fn whole(&self) -> Fingerprint {
        self.fingerprint.with(self.kept)
    }

    /// Takes in that a row takes the place of another, or of none.
    pub fn replace(&mut self, key: &[u8], old: Option<&[u8]>, new: Option<&[u8]>) {
        let of = if key.first() == Some(&key::KEPT) { &mut self.kept } else { &mut self.fingerprint };
        of.replace(key, old, new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_count_and_every_part_does() {
        let rows: [(&[u8], &[u8]); 3] = [(b"a", b"bc"), (b"ab", b"c"), (b"", b"abc")];
        let mut there = Fingerprint::default();
        rows.iter().for_each(|(key, value)| there.replace(key, None, Some(value)));
        let mut back = Fingerprint::default();
        rows.iter().rev().for_each(|(key, value)| back.replace(key, None, Some(value)));
        assert_eq!((there, there.rows()), (back, 3));
        rows.iter().for_each(|(key, value)| back.replace(key, Some(value), None));
        assert_eq!(back, Fingerprint::default());
        assert_ne!(hash(b"a", b"bc"), hash(b"ab", b"c"));
    }
}
