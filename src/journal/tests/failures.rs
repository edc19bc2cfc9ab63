//! A disk that is full, that fails, that does not confirm: what was refused is not there, what was not certain is not hidden.

use super::super::medium::{Fail, Memory};
use super::super::*;
use super::{SMALL, found, payloads};

fn open(memory: &Memory) -> Journal<Memory> {
    Journal::start(memory.clone(), SMALL).unwrap().0
}

#[test]
fn on_a_full_disk_nothing_is_taken_and_with_room_it_goes_on() {
    for room in 0..600 {
        let memory = Memory::new();
        let mut journal = open(&memory);
        journal.append(&["one"]).unwrap();
        memory.set_space(Some(room));
        match journal.append(&["two", "three", "a somewhat longer fourth"]) {
            Ok(_) => assert!(room > 300, "there was no room for it in {room} bytes"),
            Err(error) => {
                assert!(matches!(error, JournalError::NoSpace { .. }), "{error}");
                assert_eq!(*journal.state(), State::Writable);
                assert_eq!(journal.last().seq, Seq(1));
                assert_eq!(found(&memory).0, ["one"]);
                memory.set_space(None);
                journal.append(&["two"]).unwrap();
                assert_eq!(payloads(open(&memory.restart(room)).read_from(Seq::NONE)).0, ["one", "two"]);
            }
        }
    }
}

#[test]
fn a_write_that_cannot_be_taken_back_poisons() {
    let memory = Memory::new();
    let mut journal = open(&memory);
    journal.append(&["one"]).unwrap();
    memory.fail(Fail::Write(50));
    memory.fail(Fail::Truncate);
    let error = journal.append(&["two"]).unwrap_err();
    assert!(matches!(error, JournalError::Uncertain(Failure { doing: Doing::CuttingBack, .. })), "{error}");
    poisoned_until_restart(journal, &memory, &["one"]);
}

#[test]
fn a_failed_sync_poisons_and_after_a_restart_the_entry_is_there_or_not() {
    let memory = Memory::new();
    let mut journal = open(&memory);
    journal.append(&["one"]).unwrap();
    memory.fail(Fail::Sync);
    let error = journal.append(&["two"]).unwrap_err();
    assert!(matches!(error, JournalError::Uncertain(Failure { doing: Doing::Syncing, .. })), "{error}");
    poisoned_until_restart(journal, &memory, &["one", "two"]);
}

/// Every append is refused with the reason; a restart finds `expected`, and what it has found survives a power cut.
fn poisoned_until_restart(mut journal: Journal<Memory>, memory: &Memory, expected: &[&str]) {
    for _ in 0..2 {
        let error = journal.append(&["more"]).unwrap_err();
        assert!(matches!(error, JournalError::Poisoned(Reason::Failure(_))) && error.nothing_taken(), "{error}");
    }
    assert!(matches!(journal.state(), State::ReadOnly(_)));
    assert_eq!(payloads(journal.read_from(Seq::NONE)).0.first().map(String::as_str), Some("one"));
    drop(journal);
    let mut again = open(memory);
    assert_eq!(payloads(again.read_from(Seq::NONE)).0, expected);
    for seed in 0..20 {
        assert_eq!(payloads(open(&memory.restart(seed)).read_from(Seq::NONE)).0, expected);
    }
    again.append(&["more"]).unwrap();
}

#[test]
fn a_new_segment_that_cannot_be_made_refuses_and_the_next_try_makes_it() {
    for failure in [Fail::Create, Fail::Write(3), Fail::Rename] {
        let memory = Memory::new();
        let mut journal = open(&memory);
        journal.append(&["x".repeat(300)]).unwrap();
        memory.fail(failure);
        let error = journal.append(&["y".repeat(100)]).unwrap_err();
        assert!(error.nothing_taken(), "{error}");
        assert_eq!(*journal.state(), State::Writable);
        journal.append(&["y".repeat(100)]).unwrap();
        assert_eq!(found(&memory), (vec!["x".repeat(300), "y".repeat(100)], None));
    }
}

#[test]
fn names_that_are_not_confirmed_poison() {
    let memory = Memory::new();
    let mut journal = open(&memory);
    journal.append(&["x".repeat(300)]).unwrap();
    memory.fail(Fail::SyncNames);
    assert!(matches!(journal.append(&["y".repeat(100)]), Err(JournalError::Uncertain(_))));
    assert!(matches!(journal.append(&["y"]), Err(JournalError::Poisoned(_))));
    drop(journal);
    assert_eq!(payloads(open(&memory).read_from(Seq::NONE)).0, ["x".repeat(300)]);
}

#[test]
fn a_head_file_that_fails_takes_nothing_back_and_nothing_more() {
    let memory = Memory::new();
    let mut journal = open(&memory);
    journal.append(&["one"]).unwrap();
    memory.fail(Fail::Sync);
    journal.settle();
    assert!(matches!(journal.append(&["two"]), Err(JournalError::Poisoned(_))));
    drop(journal);
    assert_eq!(payloads(open(&memory).read_from(Seq::NONE)).0, ["one"]);
}

#[test]
fn a_head_file_that_cannot_be_written_stops_the_next_append_and_not_the_confirmed_one() {
    let memory = Memory::new();
    let mut journal = open(&memory);
    memory.fail(Fail::Write(usize::MAX));
    memory.fail(Fail::Write(0));
    assert_eq!(journal.append(&["one"]), Ok(vec![Seq(1)]));
    assert!(matches!(journal.append(&["two"]), Err(JournalError::Poisoned(_))));
    drop(journal);
    assert_eq!(payloads(open(&memory).read_from(Seq::NONE)).0, ["one"]);
}

#[test]
fn damage_found_later_stops_writing() {
    let memory = Memory::new();
    let mut journal = open(&memory);
    let damage = Damage { file: "1.seg".into(), offset: 56, fault: Fault::Checksum };
    journal.distrust(damage.clone());
    assert_eq!(journal.append(&["one"]), Err(JournalError::Poisoned(Reason::Damage(damage))));
}

#[test]
fn what_is_too_long_is_refused_whole() {
    let memory = Memory::new();
    let mut journal = open(&memory);
    let long = vec![b'x'; limits::PAYLOAD_BYTES_MAX];
    assert_eq!(
        journal.append(&[&long[..], &[long.as_slice(), b"y"].concat()]),
        Err(JournalError::EntryTooLong { bytes: long.len() + 1 })
    );
    assert!(matches!(journal.append(&[&long, &long]), Err(JournalError::GroupTooLong { .. })));
    assert_eq!(journal.append::<&str>(&[]), Ok(Vec::new()));
    assert_eq!(journal.append(&[&long]), Ok(vec![Seq(1)]));
    assert_eq!(journal.frame(Seq(1)).unwrap().map(|frame| frame.payload), Some(long));
}
