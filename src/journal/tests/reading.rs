//! Reading from anywhere, beside a writer, and verifying.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::medium::Memory;
use super::super::*;
use super::{SMALL, found, sample};

#[test]
fn reading_begins_at_any_number() {
    let memory = Memory::new();
    let limits = Limits { segment_bytes: 9000, checked_at_open_bytes: 0 };
    let (mut journal, _) = Journal::start(memory.clone(), limits).unwrap();
    for number in 1..=300u64 {
        journal.append(&[number.to_string()]).unwrap();
    }
    drop(journal);
    let (journal, opening) = Journal::start(memory, limits).unwrap();
    assert!(opening.checked_from > Seq::FIRST);
    for from in 0..=300u64 {
        let first = journal.read_from(Seq(from)).next().unwrap().unwrap();
        assert_eq!(first.payload, from.max(1).to_string().as_bytes());
        assert_eq!(journal.read_from(Seq(from)).count() as u64, 301 - from.max(1));
    }
    assert!(journal.read_from(Seq(301)).next().is_none());
    assert_eq!(journal.frame(Seq(301)), Ok(None));
    assert_eq!(journal.frame(Seq::NONE), Ok(None));
    assert_eq!(journal.frame(Seq(128)).unwrap().map(|frame| frame.payload), Some(b"128".to_vec()));
}

#[test]
fn a_reader_at_the_end_sees_what_is_appended_later() {
    let memory = Memory::new();
    let (mut journal, _) = Journal::start(memory, SMALL).unwrap();
    let mut reader = journal.read_from(Seq::NONE);
    assert!(reader.next().is_none());
    for number in 1..=20u64 {
        journal.append(&["x".repeat(90)]).unwrap();
        assert_eq!(reader.next().unwrap().unwrap().seq, Seq(number));
        assert!(reader.next().is_none());
    }
}

#[test]
fn a_reader_is_not_misled_by_a_write_that_was_taken_back() {
    let memory = Memory::new();
    let last = super::written(&memory, &[&["one"]]);
    let name = "00000000000000000001.seg";
    let whole = memory.bytes(name).unwrap();
    let ends_with = |payload: &str, cut: usize| {
        let mut bytes = whole.clone();
        frame::write(&mut bytes, Seq(2), 0, last.hash, payload.as_bytes());
        bytes.truncate(bytes.len() - cut);
        bytes
    };
    let file = medium::Medium::open(&memory, name, medium::Access::Write).unwrap();
    let put = |mut file: medium::MemoryFile, bytes: &[u8]| {
        medium::MediumFile::truncate(&mut file, whole.len() as u64).unwrap();
        medium::MediumFile::write_at(&mut file, 0, bytes).unwrap();
        file
    };
    let file = put(file, &ends_with("a longer one that was taken back", 7));
    let mut reader = Reader::new(memory.clone(), index::Index::default(), Seq::NONE);
    assert_eq!(reader.next().unwrap().unwrap().payload, b"one");
    assert!(reader.next().is_none());
    put(file, &ends_with("two", 0));
    assert_eq!(reader.next().unwrap().unwrap().payload, b"two");
}

#[test]
fn verify_counts_and_can_be_interrupted() {
    let (memory, all) = sample();
    let mut calls = Vec::new();
    let report = verify_in(&memory, |progress| {
        calls.push(progress);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!((report.frames, report.segments), (all.len() as u64, 3));
    assert_eq!((report.problem, report.finished, report.unfinished_bytes), (None, true, 0));
    assert_eq!(calls.last().map(|progress| progress.bytes), Some(report.bytes));
    assert_eq!(calls.last().map(|progress| progress.of_bytes), Some(report.bytes));

    let large = Memory::new();
    let (mut journal, _) = Journal::start(large.clone(), Limits::default()).unwrap();
    for _ in 0..3 {
        journal.append(&[vec![b'x'; 1 << 20]]).unwrap();
    }
    let report = verify_in(&large, |_| ControlFlow::Break(())).unwrap();
    assert_eq!((report.frames, report.finished), (1, false));
}

#[test]
fn an_empty_directory_is_an_empty_journal() {
    let report = verify_in(&Memory::new(), |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((report.frames, report.problem, report.last), (0, None, Head::EMPTY));
    assert_eq!(found(&Memory::new()), (Vec::new(), None));
}

#[test]
fn verifying_beside_a_writer_finds_nothing_wrong() {
    let directory = tempfile::tempdir().unwrap();
    let limits = Limits { segment_bytes: 20_000, checked_at_open_bytes: 0 };
    let (mut journal, _) = Journal::open_with(directory.path(), &Holder::default(), limits).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let (mut rounds, mut frames) = (0, 0);
            while !done.load(Ordering::Acquire) || rounds == 0 {
                let report = verify(directory.path(), |_| ControlFlow::Continue(())).unwrap();
                assert_eq!(report.problem, None);
                assert!(report.frames >= frames, "frames that had been there are gone");
                (rounds, frames) = (rounds + 1, report.frames);
            }
        });
        for number in 0..300usize {
            journal.append(&[vec![b'a'; number * 7], vec![0; number * 3]]).unwrap();
        }
        done.store(true, Ordering::Release);
        reading.join().unwrap();
    });
    let report = verify(directory.path(), |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((report.frames, report.last), (600, journal.last()));
}
