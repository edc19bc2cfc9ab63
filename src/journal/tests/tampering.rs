//! Files removed, swapped, put back, and frames forged with right checksums.

use std::ops::ControlFlow;

use super::super::medium::Memory;
use super::super::*;
use super::{SMALL, files, found, sample, written};

/// Opening and verifying must both refuse, even if opening checks no more than it must; gives the damage, and the payloads that can
/// still be read.
fn refused(memory: &Memory) -> (Damage, Vec<String>) {
    refused_when_checking(memory, &[0, u64::MAX])
}

fn refused_when_checking(memory: &Memory, checked: &[u64]) -> (Damage, Vec<String>) {
    let report = verify_in(memory, |_| ControlFlow::Continue(())).unwrap();
    let Some(JournalError::Damaged(damage)) = report.problem else { panic!("verify found {:?}", report.problem) };
    for checked_at_open_bytes in checked.iter().copied() {
        let limits = Limits { checked_at_open_bytes, ..SMALL };
        let opened = Journal::start(memory.copy(), limits).map(|_| ());
        assert!(
            matches!(opened, Err(JournalError::Damaged(_))),
            "opened with {checked_at_open_bytes} checked: {opened:?}"
        );
    }
    (damage, found(memory).0)
}

fn segments(memory: &Memory) -> Vec<String> {
    files(memory).into_iter().filter(|file| file.ends_with(".seg")).collect()
}

#[test]
fn any_removed_file_is_noticed() {
    let (memory, all) = sample();
    for (position, file) in segments(&memory).iter().enumerate() {
        let removed = memory.copy();
        removed.set_bytes(file, None);
        let (damage, before) = refused(&removed);
        assert!(all.starts_with(&before) && before.len() < all.len());
        let expected = matches!(damage.fault, Fault::SegmentMissing { .. } | Fault::TailLost { .. });
        assert!(expected, "without segment {position}: {damage:?}");
    }
    let removed = memory.copy();
    removed.set_bytes("head", None);
    assert_eq!(refused(&removed).0.fault, Fault::HeadMissing);
}

#[test]
fn a_journal_that_is_gone_is_not_begun_anew() {
    let (memory, _) = sample();
    for file in segments(&memory) {
        memory.set_bytes(&file, None);
    }
    assert_eq!(refused(&memory).0.fault, Fault::TailLost { head: Seq(7) });
}

#[test]
fn swapped_segments_are_noticed() {
    let (memory, all) = sample();
    let names = segments(&memory);
    for one in &names {
        for other in names.iter().filter(|other| *other != one) {
            let swapped = memory.copy();
            swapped.set_bytes(one, memory.bytes(other));
            swapped.set_bytes(other, memory.bytes(one));
            let (damage, before) = refused(&swapped);
            assert!(matches!(damage.fault, Fault::SegmentName { .. }), "{damage:?}");
            assert!(all.starts_with(&before));
        }
    }
}

#[test]
fn a_segment_of_another_journal_is_noticed() {
    let (memory, _) = sample();
    let other = Memory::new();
    let groups: [&[&str]; 5] = [&["子"], &["乙", "family 2"], &[""], &["丁"], &["accepted", "delivered"]];
    written(&other, &groups);
    for name in segments(&memory) {
        let mixed = memory.copy();
        mixed.set_bytes(&name, other.bytes(&name));
        refused(&mixed);
    }
}

#[test]
fn an_older_copy_of_the_last_segment_is_noticed() {
    let memory = Memory::new();
    written(&memory, &[&["one"]]);
    let name = segments(&memory).remove(0);
    let older = memory.bytes(&name);
    written(&memory, &[&["two"]]);
    memory.set_bytes(&name, older);
    let (damage, before) = refused(&memory);
    assert_eq!(damage.fault, Fault::TailLost { head: Seq(2) });
    assert_eq!(before, ["one"]);
}

/// The journal's bytes with the frame `seq` made anew from another payload: checksums and hash right, the chain before it right.
fn forged(bytes: &[u8], seq: Seq) -> Vec<u8> {
    let header = segment::SegmentHeader::from_bytes(bytes).unwrap();
    let (mut out, mut rest) = bytes.split_at(segment::HEADER_BYTES);
    let (mut previous, mut made) = (header.previous, out.to_vec());
    while let Ok(sound) = frame::read(rest) {
        let length = sound.header.frame_bytes();
        (out, rest) = rest.split_at(length);
        if sound.header.seq == seq {
            frame::write(&mut made, seq, sound.header.place, previous, b"forged");
        } else {
            made.extend_from_slice(out);
        }
        previous = sound.hash;
    }
    made
}

#[test]
fn a_forged_frame_is_noticed_wherever_it_is() {
    let (memory, all) = sample();
    for name in segments(&memory) {
        let bytes = memory.bytes(&name).unwrap();
        for seq in (1..=all.len() as u64).map(Seq) {
            let made = forged(&bytes, seq);
            if made != bytes {
                let copy = memory.copy();
                copy.set_bytes(&name, Some(made));
                let fault = refused_when_checking(&copy, &[u64::MAX]).0.fault;
                let last = seq.0 == all.len() as u64;
                assert_eq!(last, matches!(fault, Fault::HeadDiffers { .. }), "frame {seq}: {fault:?}");
            }
        }
    }
}

/// Right hash before it, right checksums, another number: nothing but the number gives it away.
#[test]
fn a_frame_of_another_number_is_noticed() {
    let memory = Memory::new();
    let last = written(&memory, &[&["one"]]);
    let name = segments(&memory).remove(0);
    let mut bytes = memory.bytes(&name).unwrap();
    let offset = bytes.len() as u64;
    frame::write(&mut bytes, Seq(3), 0, last.hash, b"three");
    memory.set_bytes(&name, Some(bytes));
    let (damage, before) = refused(&memory);
    assert_eq!((damage.offset, damage.fault), (offset, Fault::Number { wanted: Seq(2), found: Seq(3) }));
    assert_eq!(before, ["one"]);
}

/// However little is checked at opening, the frame that the head file names is.
#[test]
fn an_old_head_file_of_another_journal_is_noticed() {
    let (memory, other) = (Memory::new(), Memory::new());
    written(&memory, &[&["one"]]);
    written(&other, &[&["another"]]);
    let (own, foreign) = (memory.bytes("head"), other.bytes("head"));
    for _ in 0..9 {
        written(&memory, &[&["more", "and more"]]);
    }
    assert!(segments(&memory).len() > 2);
    memory.set_bytes("head", own);
    Journal::start(memory.copy(), Limits { checked_at_open_bytes: 0, ..SMALL }).unwrap();
    memory.set_bytes("head", foreign);
    assert_eq!(refused(&memory).0.fault, Fault::HeadDiffers { head: Seq(1) });
}

#[test]
fn zeroed_blocks_are_noticed() {
    let memory = Memory::new();
    let limits = Limits { segment_bytes: 40_000, checked_at_open_bytes: u64::MAX };
    let (mut journal, _) = Journal::start(memory.clone(), limits).unwrap();
    for number in 0..100 {
        journal.append(&["n".repeat(number * 9)]).unwrap();
    }
    drop(journal);
    for name in segments(&memory) {
        let bytes = memory.bytes(&name).unwrap();
        for block in [512, 4096] {
            for start in (0..bytes.len()).step_by(block) {
                let mut zeroed = bytes.clone();
                let end = bytes.len().min(start + block);
                zeroed[start..end].fill(0);
                let copy = memory.copy();
                copy.set_bytes(&name, Some(zeroed));
                let opened = Journal::start(copy, limits).map(|_| ());
                assert!(matches!(opened, Err(JournalError::Damaged(_))), "{name} block at {start}: {opened:?}");
            }
        }
    }
}

/// The head file lags behind after a power cut. A zeroed block in a group that had been confirmed is told from one in the last group.
#[test]
fn with_an_older_head_file_a_hole_before_the_last_append_is_still_damage() {
    let memory = Memory::new();
    let limits = Limits { segment_bytes: 1 << 20, ..SMALL };
    let (mut journal, _) = Journal::start(memory.clone(), limits).unwrap();
    let old_head = memory.bytes("head");
    let confirmed = journal.append(&["x".repeat(2000)]).unwrap();
    journal.append(&["y".repeat(2000), "z".repeat(2000)]).unwrap();
    drop(journal);
    memory.set_bytes("head", old_head);
    let name = segments(&memory).remove(0);
    let zero = |from: usize| {
        let copy = memory.copy();
        let mut bytes = memory.bytes(&name).unwrap();
        bytes[from..from + 512].fill(0);
        copy.set_bytes(&name, Some(bytes));
        Journal::start(copy, limits).map(|(journal, _)| journal.last().seq)
    };
    assert!(matches!(zero(1024), Err(JournalError::Damaged(_))));
    assert_eq!(zero(3072), Ok(*confirmed.last().unwrap()));
    assert_eq!(zero(5120), Ok(Seq(2)));
}

#[test]
fn something_else_at_the_end_is_not_taken_for_a_torn_write() {
    let (memory, all) = sample();
    let name = segments(&memory).pop().unwrap();
    let bytes = memory.bytes(&name).unwrap();
    let too_long = vec![0; limits::GROUP_BYTES_MAX + 1];
    for junk in [b"junk".as_slice(), b"\xE6\x89\xB7", &[1; 700], &too_long] {
        let copy = memory.copy();
        copy.set_bytes(&name, Some([&bytes[..], junk].concat()));
        let (damage, before) = refused(&copy);
        assert_eq!((damage.offset, before), (bytes.len() as u64, all.clone()));
    }
}
