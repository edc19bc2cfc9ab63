//! Reading frames in order, from any number on, in bounded memory.
//!
//! Needs no lock: someone may be writing. A write that is under way at the end is not there yet; a frame that the head file vouches
//! for and that is not there is damage.

use super::chain::Chain;
use super::error::{Damage, Doing, Fault, JournalError};
use super::head;
use super::index::Index;
use super::medium::{Access, Medium};
use super::segment;
use super::seq::{Hash, Head, Seq};

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

    /// The next frame, lent.
    ///
    /// # Errors
    /// When there is damage, or a file cannot be read.
    fn advance(&mut self) -> Result<Option<Frame>, JournalError> {
        if self.chain.is_none() {
            self.chain = self.start()?;
        }
        let Some(chain) = &mut self.chain else { return Ok(None) };
        let mut confirmed = None;
        loop {
            let Some(found) = chain.step()? else {
                // The head file is written after the frames: what it names can be read by now, unless it is lost.
                let last = chain.next_seq();
                let head = confirmed.take().unwrap_or(Seq::NONE);
                if head >= last {
                    return Err(tail_lost(&self.medium, chain, head));
                }
                confirmed = confirmed_seq(&self.medium)?.filter(|head| *head >= last);
                if confirmed.is_none() {
                    return Ok(None);
                }
                continue;
            };
            self.index.note(chain.segment(), found.seq, found.offset);
            if found.seq >= self.from {
                return Ok(Some(Frame { seq: found.seq, hash: found.hash, payload: chain.payload().to_vec() }));
            }
        }
    }

    /// Stands at or before the first frame to give.
    fn start(&self) -> Result<Option<Chain<M>>, JournalError> {
        let firsts = segment::list(&self.medium)
            .map_err(|error| JournalError::of_io(Doing::Listing, self.medium.path(""), &error))?;
        let Some(oldest) = firsts.first() else { return Ok(None) };
        if *oldest != Seq::FIRST {
            let fault = Fault::SegmentMissing { wanted: Seq::FIRST };
            return Err(JournalError::of_fault(self.medium.path(&segment::name(*oldest)), 0, fault));
        }
        let segment = firsts.iter().rev().find(|first| **first <= self.from).unwrap_or(oldest);
        let chain = match self.index.before(self.from).filter(|mark| mark.segment == *segment) {
            Some(mark) => Chain::at_frame(&self.medium, mark.segment, mark.seq, mark.offset)?,
            None => Chain::at_segment(&self.medium, *segment, (*segment == Seq::FIRST).then_some(Hash::NONE))?,
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

/// The number that the head file names; `None` if it cannot be told (opening and `verify` say why).
fn confirmed_seq<M: Medium>(medium: &M) -> Result<Option<Seq>, JournalError> {
    let head = read_head(medium)?;
    Ok(head.ok().map(|head| head.seq))
}

/// What the head file says, or what is wrong with it.
///
/// # Errors
/// When it is there and cannot be read.
pub(super) fn read_head<M: Medium>(medium: &M) -> Result<Result<Head, Fault>, JournalError> {
    let file = match medium.open(head::FILE, Access::Read) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Err(Fault::HeadMissing)),
        Err(error) => return Err(JournalError::of_io(Doing::Opening, medium.path(head::FILE), &error)),
    };
    head::read(&file).map_err(|error| JournalError::of_io(Doing::Reading, medium.path(head::FILE), &error))
}

fn tail_lost<M: Medium>(medium: &M, chain: &Chain<M>, head: Seq) -> JournalError {
    let file = medium.path(&segment::name(chain.segment()));
    JournalError::Damaged(Damage { file, offset: chain.offset(), fault: Fault::TailLost { head } })
}
