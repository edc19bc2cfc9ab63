//! Where frames lie: one mark in every sixty-four, so that a frame is found by its number without reading its segment from the start.
//!
//! Kept in memory only, filled by whoever walks past. A missing mark costs time, never a wrong answer: numbers are checked on reading.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::seq::Seq;

/// Frames from one mark to the next.
const STRIDE: u64 = 64;

/// Where some frame lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub segment: Seq,
    pub seq: Seq,
    pub offset: u64,
}

/// The marks of one journal; a clone shares them.
#[derive(Clone, Debug, Default)]
pub(super) struct Index(Arc<Mutex<BTreeMap<Seq, (Seq, u64)>>>);

impl Index {
    /// Takes note of a frame that was found or written at `offset` of the segment.
    pub(super) fn note(&self, segment: Seq, seq: Seq, offset: u64) {
        if seq.0.is_multiple_of(STRIDE) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(seq, (segment, offset));
        }
    }

    /// The nearest mark at or before a frame.
    pub(super) fn before(&self, seq: Seq) -> Option<Mark> {
        let marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (seq, (segment, offset)) = marks.range(..=seq).next_back()?;
        Some(Mark { segment: *segment, seq: *seq, offset: *offset })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mark_before_is_found() {
        let index = Index::default();
        for seq in 1..=200 {
            index.note(Seq::FIRST, Seq(seq), seq * 100);
        }
        assert_eq!(index.before(Seq(63)), None);
        let mark = Mark { segment: Seq::FIRST, seq: Seq(128), offset: 12_800 };
        assert_eq!(index.before(Seq(130)), Some(mark));
    }
}
