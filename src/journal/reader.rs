//! Reading frames in order, from any number on, in bounded memory.
//!
//! Needs no lock: someone may be writing. A write that is under way at the end is not there yet; a frame that the head file vouches
//! for and that is not there is damage.

use super::chain::Chain;
use super::error::JournalError;
use super::index::Index;
use super::medium::Medium;
use super::seq::{Hash, Seq};
use super::{segment, vouch};

/// One entry as it lies in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its number.
    pub seq: Seq,
    /// Its hash, which vouches for everything before it.
    pub hash: Hash,
    /// What was appended.
    pub payload: Vec<u8>,
}

/// Frames in order. Ends at the end of the journal, or after the first error; asked again at the end, it sees what was appended since.
#[derive(Debug)]
pub struct Reader<M: Medium> {
    medium: M,
    index: Index,
    /// The first frame to give.
    from: Seq,
    chain: Option<Chain<M>>,
    failed: bool,
}

impl<M: Medium> Reader<M> {
    pub(super) fn new(medium: M, index: Index, from: Seq) -> Self {
        Reader { medium, index, from, chain: None, failed: false }
    }

    fn advance(&mut self) -> Result<Option<Frame>, JournalError> {
        if self.chain.is_none() {
            self.chain = self.start()?;
        }
        let Some(chain) = &mut self.chain else { return Ok(None) };
        while let Some(found) = vouch::next(&self.medium, chain)? {
            self.index.note(chain.segment(), found.seq, found.offset);
            if found.seq >= self.from {
                return Ok(Some(Frame { seq: found.seq, hash: found.hash, payload: chain.payload().to_vec() }));
            }
        }
        Ok(None)
    }

    /// Stands at or before the first frame to give.
    fn start(&self) -> Result<Option<Chain<M>>, JournalError> {
        let firsts = segment::list(&self.medium)?;
        let Some(segment) = firsts.iter().rev().find(|first| **first <= self.from).or(firsts.first()) else {
            vouch::nothing(&self.medium, vouch::read_head(&self.medium)?)?;
            return Ok(None);
        };
        let chain = match self.index.before(self.from).filter(|mark| mark.segment == *segment) {
            Some(mark) => Chain::at_frame(&self.medium, mark.segment, mark.seq, mark.offset)?,
            None if Some(segment) == firsts.first() => Chain::at_start(&self.medium, *segment)?,
            None => Chain::at_segment(&self.medium, *segment, None)?,
        };
        Ok(Some(chain))
    }
}

impl<M: Medium> Iterator for Reader<M> {
    type Item = Result<Frame, JournalError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let step = self.advance().transpose();
        self.failed = matches!(step, Some(Err(_)));
        step
    }
}
