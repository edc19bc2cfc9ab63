//! What is appended is read back, in order, after any number of restarts.

use super::super::medium::Memory;
use super::super::*;

#[test]
fn what_is_appended_is_read_back_after_a_restart() {
    let memory = Memory::new();
    let limits = Limits { segment_bytes: 700, checked_at_open_bytes: 0 };
    let mut written: Vec<Vec<u8>> = Vec::new();
    for round in 0u8..12 {
        let (mut journal, opening) = Journal::start(memory.clone(), limits).unwrap();
        assert!(opening.notices.is_empty());
        let group: Vec<Vec<u8>> =
            (0..=round % 4).map(|item| vec![round * 10 + item; usize::from(round) * 17]).collect();
        let seqs = journal.append(&group).unwrap();
        assert_eq!(seqs.last().copied(), Some(journal.last().seq));
        written.extend(group);
        let read: Vec<Frame> = journal.read_from(Seq::NONE).map(Result::unwrap).collect();
        assert!(read.iter().map(|frame| &frame.payload).eq(&written));
        assert_eq!(read.last().map(|frame| Head { seq: frame.seq, hash: frame.hash }), Some(journal.last()));
    }
}

#[test]
fn a_directory_on_disk_holds_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("a/b");
    let (mut journal, _) = Journal::open(&data, &Holder::default()).unwrap();
    journal.append(&["甲", "乙"]).unwrap();
    assert!(matches!(Journal::open(&data, &Holder::default()), Err(JournalError::InUse { .. })));
    drop(journal);
    let (journal, _) = Journal::open(&data, &Holder::default()).unwrap();
    let frame = journal.frame(Seq(2)).unwrap().unwrap();
    assert_eq!(frame.payload, "乙".as_bytes());
    assert_eq!(read_only(&data, Seq::FIRST).unwrap().count(), 2);
}
