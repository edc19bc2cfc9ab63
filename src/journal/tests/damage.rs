//! A small journal with every bit flipped and cut at every byte: each is detected, or nothing that was confirmed is missing.

use std::ops::ControlFlow;

use super::super::head::{SLOT_BYTES, SLOTS};
use super::super::medium::Memory;
use super::super::*;
use super::{SMALL, files, found, payloads, sample, written};

/// What is allowed after damage: refused with file and place and everything before it still to be read, or opened with a beginning
/// of the journal that has at least the first `confirmed` frames.
fn detected_or_harmless(memory: &Memory, all: &[String], confirmed: usize, what: &str) -> bool {
    let (before, problem) = found(memory);
    assert!(all.starts_with(&before), "{what}: read something else: {before:?}");
    let verified = verify_in(memory, |_| ControlFlow::Continue(())).unwrap();
    match Journal::start(memory.clone(), SMALL) {
        Ok((journal, _)) => {
            let (read, error) = payloads(journal.read_from(Seq::NONE));
            assert_eq!(error, None, "{what}");
            assert!(all.starts_with(&read) && read.len() >= confirmed, "{what}: {read:?}");
            assert_eq!(verified.problem, None, "{what}: verify refused what opens");
            assert_eq!(problem, None, "{what}: reading refused what opens");
            false
        }
        Err(JournalError::Damaged(Damage { file, .. })) => {
            assert!(files(memory).iter().any(|name| file.ends_with(name)) || !file.exists(), "{what}: {file:?}");
            assert!(verified.problem.is_some(), "{what}: verify found nothing");
            true
        }
        Err(other) => panic!("{what}: {other}"),
    }
}

fn with(memory: &Memory, file: &str, bytes: Vec<u8>) -> Memory {
    let damaged = memory.copy();
    damaged.set_bytes(file, Some(bytes));
    damaged
}

#[test]
fn every_flipped_bit_of_a_segment_is_detected() {
    let (memory, all) = sample();
    for file in files(&memory).iter().filter(|file| *file != "head") {
        let bytes = memory.bytes(file).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let what = format!("{file} bit {bit}");
            assert!(detected_or_harmless(&with(&memory, file, flipped), &all, all.len(), &what), "{what}: passed over");
        }
    }
}

#[test]
fn every_cut_of_a_segment_is_detected() {
    let (memory, all) = sample();
    for file in files(&memory).iter().filter(|file| *file != "head") {
        let bytes = memory.bytes(file).unwrap();
        for length in 0..bytes.len() {
            let what = format!("{file} cut to {length}");
            let cut = with(&memory, file, bytes[..length].to_vec());
            assert!(detected_or_harmless(&cut, &all, all.len(), &what), "{what}: passed over");
        }
    }
}

#[test]
fn a_damaged_head_file_costs_nothing_or_is_detected() {
    let (memory, all) = sample();
    let bytes = memory.bytes("head").unwrap();
    // Between the slots there is nothing to read; one bit of each byte is enough there.
    let in_slot = |byte: usize| SLOTS.iter().any(|slot| (*slot..*slot + SLOT_BYTES as u64).contains(&(byte as u64)));
    for bit in (0..bytes.len() * 8).filter(|bit| in_slot(bit / 8) || bit % 8 == 0) {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        detected_or_harmless(&with(&memory, "head", flipped), &all, all.len(), &format!("head bit {bit}"));
    }
    for length in 0..bytes.len() {
        let cut = with(&memory, "head", bytes[..length].to_vec());
        let refused = detected_or_harmless(&cut, &all, all.len(), &format!("head cut to {length}"));
        assert_eq!(refused, length < SLOT_BYTES, "head cut to {length}");
    }
}

/// The frames that came after the head file was last on disk are guarded by their shape alone.
#[test]
fn with_an_older_head_file_a_flipped_bit_is_still_detected_and_a_cut_loses_only_what_was_after_it() {
    let memory = Memory::new();
    written(&memory, &[&["one"], &["two"]]);
    let old_head = memory.bytes("head").unwrap();
    written(&memory, &[&["three", "four"]]);
    memory.set_bytes("head", Some(old_head));
    let all: Vec<String> = ["one", "two", "three", "four"].map(str::to_owned).to_vec();
    for file in files(&memory).iter().filter(|file| *file != "head") {
        let bytes = memory.bytes(file).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let what = format!("{file} bit {bit}");
            assert!(detected_or_harmless(&with(&memory, file, flipped), &all, all.len(), &what), "{what}: passed over");
        }
        for length in 0..bytes.len() {
            let cut = with(&memory, file, bytes[..length].to_vec());
            detected_or_harmless(&cut, &all, 2, &format!("{file} cut to {length}"));
        }
    }
}

#[test]
fn a_torn_tail_is_cut_with_a_notice_that_names_file_and_place() {
    let memory = Memory::new();
    written(&memory, &[&["one"]]);
    let whole = memory.bytes("00000000000000000001.seg").unwrap();
    let mut torn = whole.clone();
    frame::write(&mut torn, Seq(2), 0, written(&memory.copy(), &[&[]]).hash, b"two");
    torn.truncate(torn.len() - 1);
    memory.set_bytes("00000000000000000001.seg", Some(torn.clone()));
    let (journal, opening) = Journal::start(memory.clone(), SMALL).unwrap();
    let expected = Notice::TornTail {
        file: medium::Medium::path(&memory, "00000000000000000001.seg"),
        offset: whole.len() as u64,
        bytes: (torn.len() - whole.len()) as u64,
    };
    assert_eq!(opening.notices, [expected]);
    assert_eq!(journal.last().seq, Seq(1));
    assert_eq!(memory.bytes("00000000000000000001.seg").unwrap(), whole);
}
