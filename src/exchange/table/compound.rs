//! The container of files before 2007 (a small file system of sectors): what is inside, and one stream out of it.
//!
//! Only as much as is needed to tell a workbook from a document and to check a workbook's records before the parser sees them.

use super::error::{Fault, Limit};
use std::fs::File;
use std::io::{Read, Seek};

/// The first bytes.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The largest file; it is held in memory as a whole. 65,536 rows of text, the most that this form holds, take less.
const FILE_MAX: u64 = 64 << 20;
/// Sector numbers from here on have a meaning of their own.
const RESERVED: u32 = 0xffff_fffa;
const SHORT_SECTOR: usize = 64;
const SHORT_STREAM: usize = 4096;
const DIRECTORY_ENTRY: usize = 128;

/// What the container holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A workbook.
    Workbook,
    /// A file of the present form behind a password.
    Encrypted,
    /// A text document.
    Document,
    /// Something else.
    Other,
}

/// Says what the container holds.
pub(super) fn content(file: &mut File) -> Result<Content, Fault> {
    let container = Container::read(file)?;
    let has = |name: &str| container.entry(name).is_some();
    Ok(if has("Workbook") || has("Book") {
        Content::Workbook
    } else if has("EncryptedPackage") || has("EncryptionInfo") {
        Content::Encrypted
    } else if has("WordDocument") || has("WpsDocument") {
        Content::Document
    } else {
        Content::Other
    })
}

/// The stream that holds a workbook's records.
pub(super) fn workbook(file: &mut File) -> Result<Vec<u8>, Fault> {
    let container = Container::read(file)?;
    let entry = container.entry("Workbook").or_else(|| container.entry("Book")).ok_or(Fault::Damaged)?;
    container.stream(entry)
}

struct Container {
    bytes: Vec<u8>,
    sector: usize,
    table: Vec<u32>,
    short_table: Vec<u32>,
    short_stream: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl Container {
    fn read(file: &mut File) -> Result<Self, Fault> {
        let found = file.metadata()?.len();
        if found > FILE_MAX {
            return Err(Fault::TooLarge(Limit::File { found, most: FILE_MAX }));
        }
        file.rewind()?;
        let mut bytes = Vec::with_capacity(usize::try_from(found).unwrap_or(0));
        file.take(FILE_MAX).read_to_end(&mut bytes)?;
        let sector = match u16_at(&bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(Fault::Damaged),
        };
        let mut container = Self {
            bytes,
            sector,
            table: Vec::new(),
            short_table: Vec::new(),
            short_stream: Vec::new(),
            entries: Vec::new(),
        };
        container.table = container.read_table()?;
        let directory = container.chain(u32_at(&container.bytes, 48)?, usize::MAX)?;
        container.entries =
            directory.chunks_exact(DIRECTORY_ENTRY).filter_map(|entry| container.read_entry(entry)).collect();
        let short_table = container.chain(u32_at(&container.bytes, 60)?, usize::MAX)?;
        container.short_table = words(&short_table);
        if let Some(root) = container.entries.first().filter(|_| !container.short_table.is_empty()).cloned() {
            container.short_stream = container.chain(root.start, root.length)?;
        }
        Ok(container)
    }

    /// The table that says which sector follows which. Its own sectors are listed in the header and, for large files, in a chain.
    fn read_table(&self) -> Result<Vec<u32>, Fault> {
        let mut places = words(self.bytes.get(76..512).ok_or(Fault::Damaged)?);
        let mut next = u32_at(&self.bytes, 68)?;
        let mut sectors = 0;
        while next < RESERVED {
            sectors += 1;
            if sectors > self.bytes.len() / self.sector {
                return Err(Fault::Damaged);
            }
            let mut listed = words(self.sector_at(next)?);
            next = listed.pop().ok_or(Fault::Damaged)?;
            places.extend(listed);
        }
        let mut table = Vec::new();
        for place in places.into_iter().filter(|place| *place < RESERVED) {
            if table.len() > self.bytes.len() {
                return Err(Fault::Damaged);
            }
            table.extend(words(self.sector_at(place)?));
        }
        Ok(table)
    }

    fn read_entry(&self, entry: &[u8]) -> Option<Entry> {
        let name_bytes = usize::from(u16_at(entry, 64).ok()?).saturating_sub(2);
        let units: Vec<u16> = entry
            .get(..name_bytes.min(62))?
            .chunks_exact(2)
            .filter_map(|pair| Some(u16::from_le_bytes(pair.try_into().ok()?)))
            .collect();
        let length = usize::try_from(u32_at(entry, 120).ok()?).ok()?;
        Some(Entry { name: String::from_utf16_lossy(&units), start: u32_at(entry, 116).ok()?, length })
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn stream(&self, entry: &Entry) -> Result<Vec<u8>, Fault> {
        if entry.length >= SHORT_STREAM {
            return self.chain(entry.start, entry.length);
        }
        let mut out = Vec::new();
        let mut place = entry.start;
        while out.len() < entry.length {
            let at = place as usize * SHORT_SECTOR;
            out.extend_from_slice(self.short_stream.get(at..at + SHORT_SECTOR).ok_or(Fault::Damaged)?);
            place = *self.short_table.get(place as usize).ok_or(Fault::Damaged)?;
        }
        out.truncate(entry.length);
        Ok(out)
    }

    /// The bytes of a chain of sectors, at most `length` of them. A chain cannot be longer than the file.
    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, Fault> {
        let mut out = Vec::new();
        let mut place = start;
        while place < RESERVED && out.len() < length {
            if out.len() > self.bytes.len() {
                return Err(Fault::Damaged);
            }
            out.extend_from_slice(self.sector_at(place)?);
            place = *self.table.get(place as usize).ok_or(Fault::Damaged)?;
        }
        if length != usize::MAX && out.len() < length {
            return Err(Fault::Damaged);
        }
        out.truncate(length);
        Ok(out)
    }

    /// A sector; the last one of a file may be shorter than the others.
    fn sector_at(&self, place: u32) -> Result<&[u8], Fault> {
        let at = (place as usize + 1) * self.sector;
        let end = (at + self.sector).min(self.bytes.len());
        self.bytes.get(at..end).filter(|sector| !sector.is_empty()).ok_or(Fault::Damaged)
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    let pair = bytes.get(at..at + 2).and_then(|pair| pair.try_into().ok()).ok_or(Fault::Damaged)?;
    Ok(u16::from_le_bytes(pair))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).ok_or(Fault::Damaged)?;
    Ok(u32::from_le_bytes(four))
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| Some(u32::from_le_bytes(four.try_into().ok()?))).collect()
}
