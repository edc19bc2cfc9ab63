//! A copy of the journal as it is on disk at a moment, while somebody may be writing: whole frames up to the last one that the head file
//! vouches for, and of a copy that is there already only what is new.
//!
//! Needs no lock and changes nothing at the source. What lies in the copy beyond the places given is from a copying that was interrupted; it is
//! cut off and copied again.

use super::chain::Chain;
use super::error::{Doing, Fault, JournalError};
use super::head::{self, HeadFile};
use super::medium::{Access, Medium, MediumFile};
use super::seq::{Head, Seq};
use super::{directory, segment, vouch};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Bytes copied at a time.
const CHUNK_BYTES: usize = 256 << 10;

/// Up to where a copy is known to be on disk and whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its last frame.
    pub last: Head,
    /// The length of each of its segments, by the name of the file.
    pub parts: BTreeMap<String, u64>,
}

impl Place {
    /// Nothing was copied yet.
    pub fn nothing() -> Self {
        Place { last: Head::EMPTY, parts: BTreeMap::new() }
    }
}

/// A segment of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The file, in the directory of the journal.
    pub name: String,
    /// Its length, to the end of the last whole frame.
    pub bytes: u64,
}

/// What was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The last frame of the copy.
    pub last: Head,
    /// All segments of the copy, oldest first.
    pub parts: Vec<Part>,
    /// Bytes that were new.
    pub new_bytes: u64,
}

/// Why nothing was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCopied {
    /// The journal, or the copy, is damaged or cannot be read or written.
    Journal(JournalError),
    /// The journal ends before the copy does.
    Shorter {
        /// The last frame of the journal.
        journal: Seq,
        /// The last frame of the copy.
        copy: Seq,
    },
    /// The frame of this number is another one in the copy: they are not of the same journal.
    Another(Seq),
}

impl From<JournalError> for NotCopied {
    fn from(error: JournalError) -> Self {
        NotCopied::Journal(error)
    }
}

/// Copies the journal of a data directory into another directory, up to `up_to` or to what its head file says. The head file of the copy is
/// written by [`whole`], once the copy was looked over.
///
/// # Errors
/// When the journal is damaged, is not the one of the copy, or something cannot be read or written.
pub fn copy(
    from: &Path,
    to: &Path,
    known: &Place,
    up_to: Option<Head>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Copied, NotCopied> {
    copy_in(&directory::existing(from)?, &directory::prepare(to)?, known, up_to, progress)
}

/// The same between media.
///
/// # Errors
/// As for [`copy`].
pub fn copy_in<M: Medium, N: Medium>(
    source: &M,
    target: &N,
    known: &Place,
    up_to: Option<Head>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Copied, NotCopied> {
    // The head first: whatever it names lies in segments that were there by then.
    let head = vouch::read_head(source)?;
    let firsts = segment::list(source)?;
    let last = match up_to {
        Some(last) => last,
        None if firsts.is_empty() => {
            vouch::nothing(source, head)?;
            Head::EMPTY
        }
        None => head.map_err(|fault| JournalError::of_fault(source.path(head::FILE), 0, fault))?,
    };
    if last.seq < known.last.seq {
        return Err(NotCopied::Shorter { journal: last.seq, copy: known.last.seq });
    }
    let ends = ends(source, &firsts, known.last, last)?;
    let mut parts = Vec::new();
    let (mut new_bytes, of_bytes) = (0, ends.values().sum());
    let mut passed = 0;
    for first in firsts {
        let name = segment::name(first);
        let kept = known.parts.get(&name).copied().unwrap_or(0);
        let bytes = match ends.get(&first) {
            Some(end) => *end,
            None if kept > 0 => kept,
            None => break,
        };
        if bytes > kept {
            copy_part(source, target, &name, kept..bytes, &mut |more| {
                new_bytes += more;
                progress(passed + more, of_bytes);
                passed += more;
            })?;
        }
        parts.push(Part { name, bytes });
    }
    target.sync_names().map_err(|error| JournalError::of_io(Doing::Syncing, target.path(""), &error))?;
    Ok(Copied { last, parts, new_bytes })
}

/// Where the last frame to copy ends in each segment that has anything new. Every frame on the way is checked.
fn ends<M: Medium>(source: &M, firsts: &[Seq], known: Head, last: Head) -> Result<BTreeMap<Seq, u64>, NotCopied> {
    let mut ends = BTreeMap::new();
    let Some(oldest) = firsts.first().copied().filter(|_| last.seq > Seq::NONE) else { return Ok(ends) };
    let from = firsts.iter().rev().copied().find(|first| *first <= known.seq).unwrap_or(oldest);
    let mut chain = match from == oldest {
        true => Chain::at_start(source, oldest)?,
        false => Chain::at_segment(source, from, None)?,
    };
    while let Some(found) = chain.step()? {
        if found.seq == known.seq && found.hash != known.hash {
            return Err(NotCopied::Another(known.seq));
        }
        ends.insert(chain.segment(), chain.offset());
        if found.seq == last.seq {
            vouch::same(source, &chain, found, last)?;
            return Ok(ends);
        }
    }
    Err(vouch::tail_lost(source, chain.segment(), chain.offset(), last).into())
}

/// Copies bytes of one file to the same places of another, which ends there; on disk when this returns.
fn copy_part<M: Medium, N: Medium>(
    source: &M,
    target: &N,
    name: &str,
    bytes: std::ops::Range<u64>,
    told: &mut dyn FnMut(u64),
) -> Result<(), JournalError> {
    let failed = |doing, path: PathBuf| move |error: std::io::Error| JournalError::of_io(doing, path, &error);
    let from = source.open(name, Access::Read).map_err(failed(Doing::Opening, source.path(name)))?;
    let access = if bytes.start == 0 { Access::Create } else { Access::Write };
    let mut to = target.open(name, access).map_err(failed(Doing::Opening, target.path(name)))?;
    let have = to.length().map_err(failed(Doing::Reading, target.path(name)))?;
    if have < bytes.start {
        return Err(JournalError::of_fault(target.path(name), have, Fault::Short));
    }
    to.truncate(bytes.start).map_err(failed(Doing::CuttingBack, target.path(name)))?;
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut at = bytes.start;
    while at < bytes.end {
        let want = usize::try_from(bytes.end - at).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
        let room = chunk.get_mut(..want).unwrap_or_default();
        let read = from.read_at(at, room).map_err(failed(Doing::Reading, source.path(name)))?;
        let part = chunk.get(..read).filter(|part| !part.is_empty());
        let Some(part) = part else { return Err(JournalError::of_fault(source.path(name), at, Fault::Short)) };
        to.write_at(at, part).map_err(failed(Doing::Writing, target.path(name)))?;
        at += read as u64;
        told(read as u64);
    }
    to.sync().map_err(failed(Doing::Syncing, target.path(name)))
}

/// Reads a copy from its first frame to `last`: the chain, every checksum, and that it ends with the frame that it should. Where it does, and
/// `note` says so, its head file is written anew to name that frame.
///
/// # Errors
/// When it is damaged, ends too early, or something cannot be read or written.
pub fn whole(data: &Path, last: Head, note: bool, each: &mut dyn FnMut(Seq, &[u8])) -> Result<(), JournalError> {
    whole_in(&directory::existing(data)?, last, note, each)
}

/// The same in a medium.
///
/// # Errors
/// As for [`whole`].
pub fn whole_in<M: Medium>(
    medium: &M,
    last: Head,
    note: bool,
    each: &mut dyn FnMut(Seq, &[u8]),
) -> Result<(), JournalError> {
    walk(medium, last, each)?;
    if note {
        HeadFile::create_at(medium, last)
            .and_then(|()| medium.sync_names())
            .map_err(|error| JournalError::of_io(Doing::Creating, medium.path(head::FILE), &error))?;
        return Ok(());
    }
    // A copying that went on and was interrupted may have left a later one, never an earlier one or another of the same number.
    let path = || medium.path(head::FILE);
    let noted = vouch::read_head(medium)?.map_err(|fault| JournalError::of_fault(path(), 0, fault))?;
    if noted.seq < last.seq || (noted.seq == last.seq && noted.hash != last.hash) {
        return Err(JournalError::of_fault(path(), 0, Fault::Head));
    }
    Ok(())
}

fn walk<M: Medium>(medium: &M, last: Head, each: &mut dyn FnMut(Seq, &[u8])) -> Result<(), JournalError> {
    if last.seq == Seq::NONE {
        return Ok(());
    }
    let Some(oldest) = segment::list(medium)?.first().copied() else {
        return Err(vouch::tail_lost(medium, Seq::FIRST, 0, last));
    };
    let mut chain = Chain::at_start(medium, oldest)?;
    while let Some(found) = chain.step()? {
        each(found.seq, chain.payload());
        if found.seq == last.seq {
            return vouch::same(medium, &chain, found, last);
        }
    }
    Err(vouch::tail_lost(medium, chain.segment(), chain.offset(), last))
}
