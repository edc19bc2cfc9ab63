//! The container of an xlsx: what is inside, and whether it is safe to unpack.
//!
//! A few kilobytes can claim to be gigabytes, so every part that will be read is unpacked once into nothing, counting, before the parser sees
//! it. That also finds a file that was cut short or damaged: each part carries a checksum.

use super::error::{Fault, Limit, NotATable};
use super::guard::guarded;
use super::kind::Kind;
use std::fs::File;
use std::io::{BufReader, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest workbook file, pictures included.
const FILE_MAX: u64 = 256 << 20;
/// The most that the parts of a workbook may hold together, unpacked. A sheet of 100,000 families takes about half.
const UNPACKED_MAX: u64 = 512 << 20;
/// The most that the texts shared by the sheets may hold: they are kept in memory while the file is read.
const SHARED_TEXTS_MAX: u64 = 128 << 20;
/// The most that everything else may hold (styles, relations): it is kept in memory too.
const OTHER_MAX: u64 = 32 << 20;
/// The most parts.
const PARTS_MAX: usize = 10_000;

/// What a zip file is, by the names of its parts.
pub(super) fn kind(file: &mut File) -> Result<Kind, Fault> {
    let archive = open(file)?;
    let has = |start: &str| archive.file_names_raw().any(|name| name.starts_with(start.as_bytes()));
    if has("xl/workbook.bin") {
        Err(Fault::NotATable(NotATable::BinaryWorkbook))
    } else if has("xl/") {
        Ok(Kind::Xlsx)
    } else if has("word/") {
        Err(Fault::NotATable(NotATable::Document))
    } else if has("content.xml") {
        Err(Fault::NotATable(NotATable::OpenDocument))
    } else {
        Err(Fault::NotATable(NotATable::Archive))
    }
}

/// Measures every part that a reader of cells will unpack.
pub(super) fn measure(file: &mut File) -> Result<(), Fault> {
    let mut archive = open(file)?;
    let mut left = UNPACKED_MAX;
    let mut scratch = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let mut part = guarded(|| archive.by_index(index))?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        if ["xl/media/", "xl/drawings/", "xl/embeddings/"].iter().any(|skipped| name.starts_with(skipped)) {
            continue;
        }
        let most = if name.ends_with("sharedStrings.xml") {
            SHARED_TEXTS_MAX
        } else if name.starts_with("xl/worksheets/") {
            UNPACKED_MAX
        } else {
            OTHER_MAX
        };
        let most = most.min(left);
        if part.size() > most {
            return Err(Fault::TooLarge(Limit::Unpacked { most }));
        }
        left -= unpacked(&mut part, most, &mut scratch)?;
    }
    Ok(())
}

/// Unpacks a part into nothing and counts: the size that it claims may be a lie.
fn unpacked(part: &mut impl Read, most: u64, scratch: &mut [u8]) -> Result<u64, Fault> {
    let mut total = 0u64;
    loop {
        match part.read(scratch) {
            Ok(0) => return Ok(total),
            Ok(read) => total += read as u64,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            // Whatever goes wrong while unpacking (checksum, end of data, bad codes) means the same to a person.
            Err(_) => return Err(Fault::Damaged),
        }
        if total > most {
            return Err(Fault::TooLarge(Limit::Unpacked { most }));
        }
    }
}

fn open(file: &mut File) -> Result<ZipArchive<BufReader<&mut File>>, Fault> {
    let found = file.metadata()?.len();
    if found > FILE_MAX {
        return Err(Fault::TooLarge(Limit::File { found, most: FILE_MAX }));
    }
    let archive = guarded(|| ZipArchive::new(BufReader::new(file)))?;
    if archive.len() > PARTS_MAX {
        return Err(Fault::NotATable(NotATable::Archive));
    }
    Ok(archive)
}

impl From<ZipError> for Fault {
    fn from(error: ZipError) -> Fault {
        match error {
            ZipError::InvalidPassword => Fault::Encrypted,
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => Fault::Encrypted,
            _ => Fault::Damaged,
        }
    }
}
