//! What a file is, by its first bytes and its table of contents; its name only serves to word the answer.

use super::compound::{self, Content};
use super::container;
use super::error::{Fault, NotATable};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek};
use std::path::Path;

/// The three kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A workbook of the present form.
    Xlsx,
    /// A workbook of the form before 2007.
    Xls,
    /// Text with separators, in an encoding still to be found.
    Text,
}

/// Beginnings by which files that are no tables are known.
const MAGIC: &[(&[u8], NotATable)] = &[
    (b"%PDF", NotATable::Pdf),
    (b"\x89PNG", NotATable::Picture),
    (b"\xff\xd8\xff", NotATable::Picture),
    (b"GIF8", NotATable::Picture),
    (b"BM\x36", NotATable::Picture),
    (b"Rar!", NotATable::Archive),
    (b"7z\xbc\xaf\x27\x1c", NotATable::Archive),
    (b"\x1f\x8b", NotATable::Archive),
    (b"\x7fELF", NotATable::Binary),
    (b"MZ\x90", NotATable::Binary),
    // Workbooks of the eighties and nineties, before they were put in a container.
    (b"\x09\x00\x04\x00", NotATable::OldWorkbook),
    (b"\x09\x02\x06\x00", NotATable::OldWorkbook),
    (b"\x09\x04\x06\x00", NotATable::OldWorkbook),
    (b"\x09\x08\x08\x00", NotATable::OldWorkbook),
];

/// Opens the file and says what it is.
pub(super) fn look(path: &Path) -> Result<(Kind, File), Fault> {
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(Fault::Directory);
    }
    if !about.is_file() {
        return Err(Fault::NotRegular);
    }
    let mut file = File::open(path)?;
    let mut head = Vec::with_capacity(1024);
    file.by_ref().take(1024).read_to_end(&mut head)?;
    file.rewind()?;
    if head.is_empty() {
        return Err(Fault::Empty);
    }
    let kind = if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        container::kind(&mut file)?
    } else if head.starts_with(compound::MAGIC) {
        in_compound(&mut file, path)?
    } else if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Fault::NotATable(*what));
    } else if let Some(what) = markup(&head) {
        return Err(Fault::NotATable(what));
    } else {
        Kind::Text
    };
    file.rewind()?;
    Ok((kind, file))
}

/// The old container holds workbooks, but also documents, workbooks of WPS, and workbooks of the present form behind a password.
fn in_compound(file: &mut File, path: &Path) -> Result<Kind, Fault> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    match compound::content(file)? {
        _ if ["et", "ett", "wps", "wpt"].contains(&extension.as_str()) => Err(Fault::NotATable(NotATable::Wps)),
        Content::Workbook => Ok(Kind::Xls),
        Content::Encrypted => Err(Fault::Encrypted),
        Content::Document => Err(Fault::NotATable(NotATable::Document)),
        Content::Other => Err(Fault::NotATable(NotATable::Binary)),
    }
}

/// Web pages and XML that carry the name of a workbook.
fn markup(head: &[u8]) -> Option<NotATable> {
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)).to_lowercase();
    let text = text.trim_start();
    if ["<!doctype html", "<html", "<table", "<head", "<body", "<meta"].iter().any(|tag| text.starts_with(tag)) {
        return Some(NotATable::Html);
    }
    text.starts_with("<?xml").then_some(NotATable::Xml)
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Fault {
        // The readers below pass their own faults through `Read`, which only knows this kind of error.
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
            return fault.clone();
        }
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Fault::Missing,
            ErrorKind::PermissionDenied => Fault::NotPermitted,
            ErrorKind::UnexpectedEof | ErrorKind::InvalidData => Fault::Damaged,
            _ => Fault::Unreadable(error.to_string()),
        }
    }
}
