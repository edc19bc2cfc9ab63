//! What the journal promises, tried on a medium that fails on command. One promise, one file.

mod appending;
mod beside;
mod copying;
mod damage;
mod directory;
mod failures;
mod page;
mod power;
mod reading;
mod tampering;

use super::medium::Memory;
use super::{Frame, Head, Journal, JournalError, Limits, Reader, Seq};

/// Small segments, everything checked at opening.
const SMALL: Limits = Limits { segment_bytes: 420, checked_at_open_bytes: u64::MAX };

/// Appends each group in a journal of its own opening, so that the head file is on disk after each.
fn written(memory: &Memory, groups: &[&[&str]]) -> Head {
    let mut last = Head::EMPTY;
    for group in groups {
        let (mut journal, _) = Journal::start(memory.clone(), SMALL).unwrap();
        journal.append(group).unwrap();
        last = journal.last();
    }
    last
}

/// A journal of seven frames in three segments, two of which were written in one append.
fn sample() -> (Memory, Vec<String>) {
    let memory = Memory::new();
    let groups: [&[&str]; 5] = [&["甲"], &["乙", "family 2"], &[""], &["丁"], &["accepted", "delivered"]];
    written(&memory, &groups);
    (memory, groups.concat().iter().map(|payload| (*payload).to_owned()).collect())
}

/// The files of the sample, segments first.
fn files(memory: &Memory) -> Vec<String> {
    super::medium::Medium::list(memory).unwrap()
}

/// The payloads of a journal up to the first error, and that error.
fn payloads(reader: Reader<Memory>) -> (Vec<String>, Option<JournalError>) {
    let mut read = Vec::new();
    for frame in reader {
        match frame {
            Ok(Frame { seq, payload, .. }) => {
                assert_eq!(seq, Seq(read.len() as u64 + 1));
                read.push(String::from_utf8(payload).unwrap());
            }
            Err(error) => return (read, Some(error)),
        }
    }
    (read, None)
}

/// The payloads that a reader without the lock finds.
fn found(memory: &Memory) -> (Vec<String>, Option<JournalError>) {
    payloads(Reader::new(memory.clone(), super::index::Index::default(), Seq::NONE))
}
