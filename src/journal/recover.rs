//! Opening a journal for writing: find its end, cut off what an interrupted write left, refuse where anything is damaged.
//!
//! Nothing is changed before everything has been found in order; what is then kept is put on disk once more. How far back frames are read is `Limits::checked_at_open_bytes`.

use super::chain::{self, Chain};
use super::error::{Doing, Fault, JournalError};
use super::head::{self, HeadFile};
use super::index::Index;
use super::limits::Limits;
use super::medium::{Access, Medium, MediumFile};
use super::opening::{Notice, Opening};
use super::seq::{Head, Seq};
use super::{segment, vouch};

/// Bytes that are written again at a time.
const CHUNK_BYTES: u64 = 64 << 10;

/// A journal that may be written to.
#[derive(Debug)]
pub(super) struct Recovered<F> {
    pub head_file: HeadFile<F>,
    pub segment: OpenSegment<F>,
    pub last: Head,
    pub opening: Opening,
}

/// The segment that is written to.
#[derive(Debug)]
pub(super) struct OpenSegment<F> {
    pub file: F,
    pub first: Seq,
    /// Where the next frame goes.
    pub end: u64,
}

/// Opens the journal in `medium`, or begins one in an empty directory.
///
/// # Errors
/// When there is damage, or the medium refuses.
pub(super) fn recover<M: Medium>(
    medium: &M,
    limits: &Limits,
    index: &Index,
) -> Result<Recovered<M::File>, JournalError> {
    let firsts = segment::list(medium)?;
    let (mut head_file, head) = open_head(medium, firsts.is_empty())?;
    if firsts.is_empty() {
        return begin(medium, head_file, head);
    }
    let survey = survey(medium, limits, &firsts, head, index)?;
    remove_leftovers(medium)?;
    // From here on: what is seen may not be what is on disk. A program that was killed, or a sync that failed, can have left names,
    // frames, a cut or a head that only the operating system's memory knows. All of it is made certain before anything is built on it.
    settle_names(medium)?;
    let name = segment::name(survey.segment);
    let (mut file, _) = segment::open(medium, survey.segment, Access::Write)?;
    let failed = |doing, error| JournalError::of_io(doing, medium.path(&name), &error);
    if survey.torn > 0 {
        file.truncate(survey.end).map_err(|error| failed(Doing::CuttingBack, error))?;
    }
    write_again(&mut file, survey.unconfirmed, survey.end).map_err(|error| failed(Doing::Writing, error))?;
    file.sync().map_err(|error| failed(Doing::Syncing, error))?;
    confirm(medium, &mut head_file, head, survey.last)?;
    let torn = (survey.torn > 0).then(|| Notice::TornTail {
        file: medium.path(&name),
        offset: survey.end,
        bytes: survey.torn,
    });
    let opening = Opening { notices: torn.into_iter().collect(), checked_from: survey.checked_from };
    let segment = OpenSegment { file, first: survey.segment, end: survey.end };
    Ok(Recovered { head_file, segment, last: survey.last, opening })
}

/// Opens the head file; makes it if there is no journal yet.
fn open_head<M: Medium>(medium: &M, none_yet: bool) -> Result<(HeadFile<M::File>, Head), JournalError> {
    let path = || medium.path(head::FILE);
    let mut file = medium.open(head::FILE, Access::Write);
    if matches!(&file, Err(error) if error.kind() == std::io::ErrorKind::NotFound) {
        if !none_yet {
            return Err(JournalError::of_fault(path(), 0, Fault::HeadMissing));
        }
        HeadFile::create(medium).map_err(|error| JournalError::of_io(Doing::Creating, path(), &error))?;
        settle_names(medium)?;
        file = medium.open(head::FILE, Access::Write);
    }
    let file = file.map_err(|error| JournalError::of_io(Doing::Opening, path(), &error))?;
    HeadFile::open(file)
        .map_err(|error| JournalError::of_io(Doing::Reading, path(), &error))?
        .map_err(|fault| JournalError::of_fault(path(), 0, fault))
}

/// Removes what an interrupted making of a file left under its first name.
fn remove_leftovers<M: Medium>(medium: &M) -> Result<(), JournalError> {
    for leftover in [head::FILE_NEW, segment::FILE_NEW] {
        match medium.remove(leftover) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(JournalError::of_io(Doing::Writing, medium.path(leftover), &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Has the names on disk that can be seen.
fn settle_names<M: Medium>(medium: &M) -> Result<(), JournalError> {
    medium.sync_names().map_err(|error| JournalError::of_io(Doing::Syncing, medium.path(""), &error))
}

/// Makes the first segment of a journal that has none.
fn begin<M: Medium>(medium: &M, head_file: HeadFile<M::File>, head: Head) -> Result<Recovered<M::File>, JournalError> {
    vouch::nothing(medium, Ok(head))?;
    let file = segment::create(medium, Head::EMPTY)
        .map_err(|(doing, error)| JournalError::of_io(doing, medium.path(&segment::name(Seq::FIRST)), &error))?;
    let segment = OpenSegment { file, first: Seq::FIRST, end: segment::FIRST_FRAME };
    let opening = Opening { notices: Vec::new(), checked_from: Seq::FIRST };
    Ok(Recovered { head_file, segment, last: Head::EMPTY, opening })
}

/// What was found by walking to the end of the journal.
struct Survey {
    last: Head,
    segment: Seq,
    end: u64,
    torn: u64,
    checked_from: Seq,
    /// Where, in the last segment, the frames begin that the head file does not vouch for.
    unconfirmed: u64,
}

fn survey<M: Medium>(
    medium: &M,
    limits: &Limits,
    firsts: &[Seq],
    head: Head,
    index: &Index,
) -> Result<Survey, JournalError> {
    let oldest = firsts.first().copied().unwrap_or(Seq::FIRST);
    let mut chain = Chain::at_start(medium, oldest)?;
    let (edges, walked) = firsts.split_at(first_to_walk(medium, limits, firsts, head)?);
    let mut last = Head { seq: Seq::NONE, hash: chain::check_edges(medium, edges)? };
    let checked_from = walked.first().copied().unwrap_or(oldest);
    if checked_from > oldest {
        last.seq = Seq(checked_from.0 - 1);
        chain = Chain::at_segment(medium, checked_from, Some(last.hash))?;
    }
    let mut confirmed = (chain.segment(), chain.offset());
    while let Some(found) = chain.step()? {
        vouch::same(medium, &chain, found, head)?;
        index.note(chain.segment(), found.seq, found.offset);
        last = found.head();
        if last.seq == head.seq {
            confirmed = (chain.segment(), chain.offset());
        }
    }
    if last.seq < head.seq {
        return Err(vouch::tail_lost(medium, chain.segment(), chain.offset(), head));
    }
    let unconfirmed = if confirmed.0 == chain.segment() { confirmed.1 } else { segment::FIRST_FRAME };
    Ok(Survey { last, segment: chain.segment(), end: chain.offset(), torn: chain.torn(), checked_from, unconfirmed })
}

/// Position in `firsts` of the segment to walk from: the oldest that still fits in what is to be checked, and in any case the one
/// that holds the frame which the head file names.
fn first_to_walk<M: Medium>(medium: &M, limits: &Limits, firsts: &[Seq], head: Head) -> Result<usize, JournalError> {
    let mut left = limits.checked_at_open_bytes;
    let mut start = firsts.len().saturating_sub(1);
    for (position, first) in firsts.iter().enumerate().rev() {
        let Some(rest) = left.checked_sub(segment::length(medium, *first)?) else { break };
        left = rest;
        start = start.min(position);
    }
    let with_head = firsts.partition_point(|first| *first <= head.seq).saturating_sub(1);
    Ok(start.min(with_head))
}

/// Writes frames again as they are: after a failed sync the operating system may believe that it has nothing left to write.
fn write_again<F: MediumFile>(file: &mut F, from: u64, to: u64) -> std::io::Result<()> {
    let mut offset = from;
    while offset < to {
        let length = usize::try_from((to - offset).min(CHUNK_BYTES)).unwrap_or(0);
        let mut bytes = vec![0; length];
        let read = file.read_at(offset, &mut bytes)?;
        bytes.truncate(read);
        if bytes.is_empty() {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        file.write_at(offset, &bytes)?;
        offset += read as u64;
    }
    Ok(())
}

/// Notes the end that was found; before that, once more what the head file said, so that one of its slots is on disk at any moment.
fn confirm<M: Medium>(
    medium: &M,
    head_file: &mut HeadFile<M::File>,
    head: Head,
    last: Head,
) -> Result<(), JournalError> {
    let failed = |doing, error| JournalError::of_io(doing, medium.path(head::FILE), &error);
    for end in [head, last] {
        head_file.write(end).map_err(|error| failed(Doing::Writing, error))?;
        head_file.sync().map_err(|error| failed(Doing::Syncing, error))?;
        if head == last {
            break;
        }
    }
    Ok(())
}
