//! A copy has whole frames up to the noted end, only what is new is copied, and nothing else is taken for it.

use super::super::{Copied, Head, Journal, JournalError, NotCopied, Place, copy_in, whole_in};
use super::{Memory, SMALL, found, sample, written};

fn copied(from: &Memory, to: &Memory, known: &Place) -> Result<Copied, NotCopied> {
    let copied = copy_in(from, to, known, None, &mut |_, _| {})?;
    whole_in(to, copied.last, true, &mut |_, _| {})?;
    Ok(copied)
}

fn place(copied: &Copied) -> Place {
    Place { last: copied.last, parts: copied.parts.iter().map(|part| (part.name.clone(), part.bytes)).collect() }
}

#[test]
fn a_copy_opens_as_the_journal_does_and_grows_by_what_is_new() {
    let (memory, payloads) = sample();
    let copy = Memory::new();
    let first = copied(&memory, &copy, &Place::nothing()).unwrap();
    assert_eq!(found(&copy), (payloads.clone(), None));
    let again = copied(&memory, &copy, &place(&first)).unwrap();
    assert_eq!((again.new_bytes, &again.parts), (0, &first.parts));
    written(&memory, &[&["戊"], &["己", "庚", "辛"], &["壬"]]);
    let grown = copied(&memory, &copy, &place(&first)).unwrap();
    let bytes = |copied: &Copied| copied.parts.iter().map(|part| part.bytes).sum::<u64>();
    assert_eq!(grown.new_bytes, bytes(&grown) - bytes(&first));
    let (mut journal, opening) = Journal::start(copy.clone(), SMALL).unwrap();
    assert_eq!((journal.last(), opening.notices.len()), (grown.last, 0));
    journal.append(&["癸"]).unwrap();
    assert_eq!(found(&copy).0.len(), payloads.len() + 6);
}

#[test]
fn a_write_that_is_under_way_is_not_copied() {
    let (memory, payloads) = sample();
    let last = found_files(&memory).pop().unwrap();
    let mut bytes = memory.bytes(&last).unwrap();
    let whole = bytes.len() as u64;
    bytes.extend_from_within(56..90);
    memory.set_bytes(&last, Some(bytes));
    let copy = Memory::new();
    let copied = copied(&memory, &copy, &Place::nothing()).unwrap();
    assert_eq!(copied.parts.last().unwrap().bytes, whole);
    assert_eq!(found(&copy), (payloads, None));
}

#[test]
fn what_an_interrupted_copying_left_is_copied_again() {
    let (memory, _) = sample();
    let copy = Memory::new();
    let first = copied(&memory, &copy, &Place::nothing()).unwrap();
    written(&memory, &[&["戊"], &["己", "庚"]]);
    let last = &first.parts.last().unwrap().name;
    let mut bytes = copy.bytes(last).unwrap();
    bytes.extend_from_slice(&[0xAB; 77]);
    copy.set_bytes(last, Some(bytes));
    let grown = copied(&memory, &copy, &place(&first)).unwrap();
    assert_eq!(found(&copy), found(&memory));
    assert!(grown.last.seq > first.last.seq);
}

#[test]
fn another_journal_and_a_shorter_one_are_refused() {
    let (memory, _) = sample();
    let copy = Memory::new();
    let first = copied(&memory, &copy, &Place::nothing()).unwrap();
    let before = files_of(&copy);
    let other = Memory::new();
    let nine: [&[&str]; 9] = [&["子"]; 9];
    let last = written(&other, &nine);
    assert_eq!(copied(&other, &copy, &place(&first)), Err(NotCopied::Another(first.last.seq)));
    let shorter = Memory::new();
    written(&shorter, &[&["甲"]]);
    assert!(matches!(copied(&shorter, &copy, &place(&first)), Err(NotCopied::Shorter { .. })));
    assert_eq!(files_of(&copy), before, "the copy is as it was");
    assert!(last != Head::EMPTY);
}

#[test]
fn every_flipped_bit_of_the_source_or_the_copy_is_found() {
    let (memory, _) = sample();
    let copy = Memory::new();
    let first = copied(&memory, &copy, &Place::nothing()).unwrap();
    for name in found_files(&copy) {
        let good = copy.bytes(&name).unwrap();
        for bit in 0..good.len() * 8 {
            let mut bad = good.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            memory.set_bytes(&name, Some(bad.clone()));
            let refused = copy_in(&memory, &Memory::new(), &Place::nothing(), None, &mut |_, _| {});
            assert!(refused.is_err(), "bit {bit} of {name} in the source");
            memory.set_bytes(&name, Some(good.clone()));
            copy.set_bytes(&name, Some(bad));
            let read = whole_in(&copy, first.last, false, &mut |_, _| {});
            assert!(matches!(read, Err(JournalError::Damaged(_) | JournalError::Newer { .. })), "bit {bit} of {name}");
            copy.set_bytes(&name, Some(good.clone()));
        }
    }
}

/// The segments, oldest first.
fn found_files(memory: &Memory) -> Vec<String> {
    let mut files: Vec<String> = super::files(memory).into_iter().filter(|name| name.ends_with(".seg")).collect();
    files.sort();
    files
}

fn files_of(memory: &Memory) -> Vec<Option<Vec<u8>>> {
    let mut files = super::files(memory);
    files.sort();
    files.iter().map(|name| memory.bytes(name)).collect()
}
