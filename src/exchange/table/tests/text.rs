//! Text with separators: encodings, separators, quotation marks, endless lines.

use super::*;
use encoding_rs::{BIG5, Encoding, GB18030, GBK};
use std::io::Write;

const LINES: &str = "家庭编号,父亲姓名,住址\nA1,王建国,水江镇老街1号\nA2,李芳,\n";

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding.encode(text);
    assert!(!failed);
    bytes.into_owned()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let mark = std::iter::once(0xfeffu16);
    mark.chain(text.encode_utf16()).flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let wanted = rows("a.csv", LINES.as_bytes()).unwrap();
    assert_eq!(texts(&wanted[1]), ["A1", "王建国", "水江镇老街1号"]);
    let files = [
        [b"\xef\xbb\xbf", LINES.as_bytes()].concat(),
        encoded(GBK, LINES),
        encoded(GB18030, LINES),
        utf16(LINES, false),
        utf16(LINES, true),
        LINES.replace('\n', "\r\n").into_bytes(),
        LINES.replace('\n', "\r").into_bytes(),
        LINES.trim_end().to_owned().into_bytes(),
    ];
    for (at, bytes) in files.iter().enumerate() {
        let rows = rows("a.csv", bytes).unwrap();
        assert_eq!(rows.iter().map(texts).collect::<Vec<_>>(), wanted.iter().map(texts).collect::<Vec<_>>(), "{at}");
    }
    let rare = "姓名,号\n㛃𠮷,1\n";
    assert_eq!(texts(&rows("a.csv", &encoded(GB18030, rare)).unwrap()[1]), ["㛃𠮷", "1"]);
}

#[test]
fn what_is_in_no_known_encoding_is_refused_with_its_line() {
    let mut cut = encoded(GBK, LINES);
    // Half a character at the end of the second line.
    cut.splice(30..30, *b"\xb0\n");
    assert_eq!(fault("a.csv", &cut), Fault::Encoding { line: 2 });
    // UTF-8 with one bad byte is not tried as GB18030.
    let long = "水江镇老街一号水江镇老街一号水江镇老街一号\n".repeat(3);
    let mut damaged = long.into_bytes();
    let at = damaged.len() - 4;
    damaged[at] = 0xff;
    assert_eq!(fault("a.csv", &damaged), Fault::Encoding { line: 3 });
    assert!(matches!(fault("a.csv", b"name,place\nRen\xe9,Montr\xe9\n"), Fault::Encoding { .. } | Fault::NotATable(_)));
}

#[test]
fn text_of_another_encoding_that_happens_to_be_valid_is_not_taken_for_headings() {
    let (_directory, path) = file("a.csv", &encoded(BIG5, "家庭編號,父親姓名,母親姓名\nA1,王建國,李芳\n"));
    let rows = rows_of(&path).map(|rows| rows.iter().flat_map(texts).any(|text| text == "父親姓名"));
    assert!(!matches!(rows, Ok(true)));
}

#[test]
fn separators_are_found() {
    for (separator, declared) in [(",", false), (";", false), ("\t", false), (";", true)] {
        let head = if declared { format!("sep={separator}\n") } else { String::new() };
        let text = format!(
            "{head}花名册\n家庭编号{separator}父亲姓名{separator}住址\nA1{separator}王建国{separator}\"南城,水井;边\t上\"\n"
        );
        let rows = rows("a.csv", text.as_bytes()).unwrap();
        let last = rows.last().unwrap();
        assert_eq!(texts(last), ["A1", "王建国", "南城,水井;边\t上"], "{separator:?}");
        assert_eq!(last.number, if declared { 4 } else { 3 });
    }
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_shows() {
    let text = "编号,备注\n\n1,\"两行\n的备注\"\n\n\n2,甲\n,\n3,\"乙\"\n\n4,末行";
    let rows = rows("a.csv", text.as_bytes()).unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3, 6, 8, 10]);
    assert_eq!(texts(&rows[1]), ["1", "两行\n的备注"]);
}

#[test]
fn a_line_without_end_is_given_up_early() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("长.csv");
    // A gigabyte of one line, without the disk for it: only its first part is ever read.
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all("家庭编号,".repeat(400_000).as_bytes()).unwrap();
    file.set_len(1 << 30).unwrap();
    assert_eq!(rows_of(&path).unwrap_err().fault, Fault::RecordTooLong { row: 1 });
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_swallow_the_file() {
    let mut text = String::from("编号,备注\n1,\"没有关上\n");
    text.push_str(&"2,水江镇老街一号\n".repeat(300_000));
    assert_eq!(fault("a.csv", text.as_bytes()), Fault::RecordTooLong { row: 2 });
}

#[test]
fn values_far_to_the_right_are_refused_and_blanks_there_are_not() {
    let blank = format!("编号,姓名{}\n1,甲{}\n", ",".repeat(2000), ", ".repeat(2000));
    assert_eq!(rows("a.csv", blank.as_bytes()).unwrap().len(), 2);
    let far = format!("编号,姓名\n1,甲{}乙\n", ",".repeat(2000));
    assert_eq!(fault("a.csv", far.as_bytes()), Fault::TooWide { row: 2, column: 2002 });
}
