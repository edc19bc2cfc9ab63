//! What a file is, its bytes say.

use super::*;
use crate::exchange::table::NotATable;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "家庭编号").unwrap();
    sheet.write_string(1, 0, "A1").unwrap();
    book.save_to_buffer().unwrap()
}

/// A zip with these parts, stored.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_name_does_not_make_a_table() {
    let cases: &[(&str, &[u8], NotATable)] = &[
        ("花名册.csv", b"\x7fELF\x02\x01\x01\0\0\0", NotATable::Binary),
        ("花名册.csv", b"abc\0def,\0", NotATable::Binary),
        ("花名册.csv", b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f", NotATable::Binary),
        ("花名册.xls", b"<html><table><tr><td>\xe5\xa7\x93</td></tr></table></html>", NotATable::Html),
        ("花名册.xls", b"\xef\xbb\xbf\n <TABLE border=1>", NotATable::Html),
        ("花名册.xls", b"<?xml version=\"1.0\"?><Workbook/>", NotATable::Xml),
        ("花名册.xlsx", b"%PDF-1.7\n", NotATable::Pdf),
        ("花名册.csv", b"\x89PNG\r\n\x1a\n", NotATable::Picture),
        ("花名册.xlsx", b"Rar!\x1a\x07", NotATable::Archive),
        ("花名册.xls", b"\x09\x08\x08\x00\x00\x05\x05\x00", NotATable::OldWorkbook),
    ];
    for (name, bytes, what) in cases {
        assert_eq!(fault(name, bytes), Fault::NotATable(*what), "{name}");
    }
    let zips: &[(&str, NotATable)] = &[
        ("word/document.xml", NotATable::Document),
        ("content.xml", NotATable::OpenDocument),
        ("xl/workbook.bin", NotATable::BinaryWorkbook),
        ("照片.jpg", NotATable::Archive),
    ];
    for (part, what) in zips {
        assert_eq!(fault("花名册.xlsx", &zip(&[(part, b"x")])), Fault::NotATable(*what), "{part}");
    }
}

#[test]
fn a_workbook_is_read_under_any_name() {
    for name in ["花名册.csv", "花名册.et", "花名册"] {
        assert_eq!(rows(name, &workbook()).unwrap().len(), 2, "{name}");
    }
}

#[test]
fn what_is_not_there_or_not_a_file_is_said() {
    let directory = tempfile::tempdir().unwrap();
    let fault = |path: &Path| Table::open(path).err().unwrap().fault;
    assert_eq!(fault(directory.path()), Fault::Directory);
    assert_eq!(fault(&directory.path().join("没有.csv")), Fault::Missing);
    let empty = directory.path().join("空.csv");
    std::fs::write(&empty, "").unwrap();
    assert_eq!(fault(&empty), Fault::Empty);
    assert_eq!(fault(&empty.join("里面.csv")), Fault::Missing);
    assert_eq!(fault(Path::new("/dev/null")), Fault::NotRegular);
}

#[test]
fn a_workbook_behind_a_password_is_told_from_a_damaged_one() {
    // The head of a container with a directory that names an encrypted package.
    let mut bytes = vec![0u8; 512 * 3];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    bytes[30..32].copy_from_slice(&9u16.to_le_bytes());
    bytes[48..52].copy_from_slice(&1u32.to_le_bytes());
    bytes[60..64].copy_from_slice(&u32::MAX.to_le_bytes());
    bytes[68..72].copy_from_slice(&0xffff_fffeu32.to_le_bytes());
    bytes[76..512].fill(0xff);
    bytes[76..80].copy_from_slice(&0u32.to_le_bytes());
    bytes[512..1024].fill(0xff);
    bytes[516..520].copy_from_slice(&0xffff_fffeu32.to_le_bytes());
    let mut directory = |at: usize, name: &str| {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let entry = &mut bytes[1024 + at * 128..][..128];
        entry[..units.len()].copy_from_slice(&units);
        entry[64..66].copy_from_slice(&(units.len() as u16 + 2).to_le_bytes());
    };
    directory(0, "Root Entry");
    directory(1, "EncryptedPackage");
    assert_eq!(fault("花名册.xlsx", &bytes), Fault::Encrypted);
    assert_eq!(fault("花名册.et", &bytes), Fault::NotATable(NotATable::Wps));
    bytes.truncate(700);
    assert_eq!(fault("花名册.xls", &bytes), Fault::Damaged);
}

#[test]
fn a_small_file_that_claims_to_be_huge_is_not_unpacked() {
    let zeros = vec![b' '; 40 << 20];
    let bytes = {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        for part in ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"] {
            writer.start_file(part, options).unwrap();
            std::io::Write::write_all(&mut writer, &zeros).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    assert!(bytes.len() < 1 << 20);
    assert!(matches!(fault("花名册.xlsx", &bytes), Fault::TooLarge(_)));
    // The same with a directory that lies about the size of its first part: what counts is what comes out.
    let mut lying = bytes.clone();
    let claimed = (40u32 << 20).to_le_bytes();
    let places: Vec<usize> =
        lying.windows(4).enumerate().filter(|(_, four)| *four == claimed).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    assert!(matches!(fault("花名册.xlsx", &lying), Fault::TooLarge(_) | Fault::Damaged));
}

#[test]
fn a_workbook_cut_anywhere_is_damaged() {
    let whole = workbook();
    for length in (4..whole.len()).step_by(97) {
        assert_eq!(fault("花名册.xlsx", &whole[..length]), Fault::Damaged, "{length}");
    }
    let xls = include_bytes!("../../../../tests/fixtures/roster/families.xls");
    for length in (512..xls.len() - 512).step_by(331) {
        let fault = fault("花名册.xls", &xls[..length]);
        assert!(matches!(fault, Fault::Damaged | Fault::NotATable(_)), "{length}: {fault:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), magic in 0usize..4) {
        let head: &[u8] = [&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf"][magic];
        let _ = rows("花名册.xls", &[head, &bytes].concat());
    }

    #[test]
    fn no_damage_to_an_old_workbook_makes_a_panic(places in proptest::collection::vec((0usize..8192, any::<u8>()), 1..8)) {
        let mut bytes = include_bytes!("../../../../tests/fixtures/roster/families.xls").to_vec();
        for (at, byte) in places {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = rows("花名册.xls", &bytes);
    }

    #[test]
    fn no_damage_to_a_workbook_makes_a_panic(places in proptest::collection::vec((0usize..16384, any::<u8>()), 1..4)) {
        let mut bytes = workbook();
        for (at, byte) in places {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = rows("花名册.xlsx", &bytes);
    }
}
