//! `docs/journal.md` says what the code does; bytes written by version 1 are read for good.

use std::ops::Range;

use super::super::medium::Memory;
use super::super::*;
use super::{SMALL, found, sample};

const PAGE: &str = include_str!("../../../docs/journal.md");
const PAYLOAD: &str = "扶助";

/// The part of the page under a heading.
fn section(heading: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("\n## {heading}\n")).expect("the page has this heading");
    rest.split("\n## ").next().unwrap_or(rest)
}

/// The fields of a section's table: name and place, for a payload of `n` bytes.
fn fields(heading: &str, n: usize) -> Vec<(&'static str, Range<usize>)> {
    let number = |text: &str| -> Option<usize> {
        text.split('+').map(|part| if part == "n" { Some(n) } else { part.parse().ok() }).sum()
    };
    let rows = section(heading).lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    rows.filter_map(|row| match row[..] {
        ["", at, bytes, field, ..] => Some((field, number(at)?..number(at)? + number(bytes)?)),
        _ => None,
    })
    .collect()
}

/// The bytes of the example in the code block of this kind.
fn example(kind: &str) -> Vec<u8> {
    let (_, rest) = PAGE.split_once(&format!("```{kind}\n")).expect("the page has this example");
    let hex = rest.split("```").next().unwrap_or_default().split_whitespace();
    hex.map(|byte| u8::from_str_radix(byte, 16).expect("two hexadecimal digits")).collect()
}

fn as_hex(bytes: &[u8]) -> String {
    let lines =
        bytes.chunks(16).map(|line| line.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

/// The table must cover the bytes without a gap, and each field must hold what the page says it holds.
fn agrees(heading: &str, kind: &str, bytes: &[u8], n: usize, value: impl Fn(&str) -> Vec<u8>) {
    assert_eq!(as_hex(&example(kind)), as_hex(bytes), "the example of a {kind}");
    let mut end = 0;
    for (field, place) in fields(heading, n) {
        assert_eq!(place.start, end, "{kind}: {field}");
        end = place.end;
        assert_eq!(bytes[place], value(field), "{kind}: {field}");
    }
    assert_eq!(end, bytes.len(), "{kind}");
}

fn crc(bytes: &[u8]) -> Vec<u8> {
    crc32fast::hash(bytes).to_le_bytes().to_vec()
}

#[test]
fn the_version_is_the_one_in_the_code() {
    assert!(PAGE.contains(&format!("Format version: **{FORMAT_VERSION}**")));
}

#[test]
fn the_frame_is_as_drawn() {
    let mut bytes = Vec::new();
    let n = PAYLOAD.len();
    let hash = frame::write(&mut bytes, Seq::FIRST, 0, Hash::NONE, PAYLOAD.as_bytes());
    agrees("Frame", "frame", &bytes, n, |field| match field {
        "magic" => frame::MAGIC.to_vec(),
        "version" => vec![FORMAT_VERSION],
        "length" => u32::try_from(n).unwrap().to_le_bytes().to_vec(),
        "number" => 1u64.to_le_bytes().to_vec(),
        "place" => vec![0; 4],
        "previous" => vec![0; 32],
        "header checksum" => crc(&bytes[..52]),
        "payload" => PAYLOAD.into(),
        "hash" => hash.bytes().to_vec(),
        "checksum" => crc(&bytes[..88 + n]),
        "end mark" => frame::END_MARK.to_vec(),
        other => panic!("no such field: {other}"),
    });
    assert!(section("Frame").contains("4,194,304") && limits::PAYLOAD_BYTES_MAX == 4_194_304);
}

#[test]
fn the_segment_is_as_drawn() {
    let bytes = segment::SegmentHeader { first: Seq::FIRST, previous: Hash::NONE }.to_bytes();
    agrees("Segment", "segment", &bytes, 0, |field| match field {
        "magic" => segment::MAGIC.to_vec(),
        "version" => u32::from(FORMAT_VERSION).to_le_bytes().to_vec(),
        "number" => 1u64.to_le_bytes().to_vec(),
        "previous" => vec![0; 32],
        "checksum" => crc(&bytes[..52]),
        other => panic!("no such field: {other}"),
    });
    let sizes = (Limits::default().segment_bytes, Limits::default().checked_at_open_bytes, limits::GROUP_BYTES_MAX);
    assert_eq!(sizes, (16 << 20, 32 << 20, 8 << 20));
    assert!(["16 MiB", "8 MiB"].iter().all(|size| section("Segment").contains(size)));
    assert!(section("Opening").contains("32 MiB"));
}

#[test]
fn the_head_is_as_drawn() {
    let memory = Memory::new();
    let (mut journal, _) = Journal::start(memory.clone(), Limits::default()).unwrap();
    journal.append(&[PAYLOAD]).unwrap();
    let last = journal.last();
    drop(journal);
    let file = memory.bytes("head").unwrap();
    let slots = head::SLOTS.map(|at| file[usize::try_from(at).unwrap()..][..head::SLOT_BYTES].to_vec());
    let bytes = slots.iter().find(|slot| slot[12] == 1).unwrap();
    agrees("Head", "head", bytes, 0, |field| match field {
        "magic" => head::MAGIC.to_vec(),
        "version" => u32::from(FORMAT_VERSION).to_le_bytes().to_vec(),
        "number" => 1u64.to_le_bytes().to_vec(),
        "hash" => last.hash.bytes().to_vec(),
        "checksum" => crc(&bytes[..52]),
        other => panic!("no such field: {other}"),
    });
    assert!(section("Head").contains(&format!("at 0 and at {}", head::SLOTS[1])));
    assert!(section("Head").contains(&limits::HEAD_SYNC_GROUPS.to_string()));
}

/// Written by the first version; the same appends must give the same bytes, and the bytes the same entries.
#[test]
fn the_journal_of_version_1_is_written_and_read_as_it_was() {
    const FILES: [(&str, &[u8]); 4] = [
        (
            "00000000000000000001.seg",
            include_bytes!("../../../tests/fixtures/journal/version-1/00000000000000000001.seg"),
        ),
        (
            "00000000000000000004.seg",
            include_bytes!("../../../tests/fixtures/journal/version-1/00000000000000000004.seg"),
        ),
        (
            "00000000000000000006.seg",
            include_bytes!("../../../tests/fixtures/journal/version-1/00000000000000000006.seg"),
        ),
        ("head", include_bytes!("../../../tests/fixtures/journal/version-1/head")),
    ];
    let (today, entries) = sample();
    let kept = Memory::new();
    for (file, bytes) in FILES {
        assert_eq!(today.bytes(file).as_deref(), Some(bytes), "{file}");
        kept.set_bytes(file, Some(bytes.to_vec()));
    }
    assert_eq!(found(&kept), (entries, None));
    let (mut journal, opening) = Journal::start(kept, SMALL).unwrap();
    assert_eq!(opening.notices, []);
    assert_eq!(journal.append(&["more"]), Ok(vec![Seq(8)]));
}
