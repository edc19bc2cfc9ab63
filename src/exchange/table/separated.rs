//! Reads text with separators, row by row, holding no more than one row.

use super::decode::{self, Decoded, LINE_MAX};
use super::error::Fault;
use super::{COLUMNS_MAX, Cell, Row, Visit};
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use encoding_rs::Encoding;
use std::fs::File;
use std::io::{Read, Seek};

/// The separators that are tried, in the order that decides when two of them do equally well.
const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];
/// How much of the text is looked at to find the separator.
const SAMPLE: u64 = 64 << 10;

/// An open text file of which the encoding and the separator are known.
pub(super) struct Text {
    file: File,
    length: u64,
    encoding: &'static Encoding,
    separator: u8,
    /// The first line only names the separator.
    declared: bool,
}

impl Text {
    pub(super) fn open(mut file: File) -> Result<Self, Fault> {
        let length = file.metadata()?.len();
        let encoding = decode::detect(&mut file)?;
        file.rewind()?;
        let mut sample = Vec::new();
        Decoded::new(&mut file, encoding).take(SAMPLE).read_to_end(&mut sample)?;
        let sample = String::from_utf8_lossy(&sample);
        let declared = sample.lines().next().and_then(declared_separator);
        let separator = declared.unwrap_or_else(|| best_separator(&sample));
        Ok(Self { file, length, encoding, separator, declared: declared.is_some() })
    }

    pub(super) fn read(&mut self, visit: Visit<'_>) -> Result<(), Fault> {
        self.file.rewind()?;
        let source = Bounded { inner: Decoded::new(&mut self.file, self.encoding), left: LINE_MAX * 2 };
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(self.separator).from_reader(source);
        let mut record = StringRecord::new();
        let mut number = 0u32;
        loop {
            let line_before = reader.position().line();
            if !next(&mut reader, &mut record, number.saturating_add(1))? {
                return Ok(());
            }
            number = number.saturating_add(rows_taken(&reader, &record, line_before));
            let source = reader.get_mut();
            source.left = LINE_MAX * 2;
            if (self.declared && number == 1) || record.iter().all(|text| Cell::text(text).is_empty()) {
                continue;
            }
            let progress = (source.inner.taken as f32 / self.length.max(1) as f32).min(1.0);
            let cells = cells(&record, number)?;
            if visit(Row { number, cells, progress }).is_break() {
                return Ok(());
            }
        }
    }
}

/// The next record, or false at the end.
fn next(reader: &mut Reader<impl Read>, record: &mut StringRecord, row: u32) -> Result<bool, Fault> {
    reader.read_record(record).map_err(|error| match error.into_kind() {
        ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Fault::RecordTooLong { row },
        ErrorKind::Io(error) => error.into(),
        _ => Fault::Damaged,
    })
}

/// How many rows of a spreadsheet the reader went over: the record itself and the blank lines that it skipped before it. Line ends inside
/// quotation marks belong to one row.
fn rows_taken(reader: &Reader<impl Read>, record: &StringRecord, line_before: u64) -> u32 {
    let lines = reader.position().line().saturating_sub(line_before);
    let inside = record.iter().map(|text| text.matches('\n').count() as u64).sum::<u64>();
    u32::try_from(lines.saturating_sub(inside)).unwrap_or(u32::MAX).max(1)
}

fn cells(record: &StringRecord, row: u32) -> Result<Vec<Cell>, Fault> {
    let mut cells: Vec<Cell> = record.iter().take(COLUMNS_MAX).map(Cell::text).collect();
    let beyond = record.iter().enumerate().skip(COLUMNS_MAX).find(|(_, text)| !Cell::text(text).is_empty());
    if let Some((column, _)) = beyond {
        return Err(Fault::TooWide { row, column: u32::try_from(column + 1).unwrap_or(u32::MAX) });
    }
    let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    cells.truncate(used);
    Ok(cells)
}

/// Some spreadsheets write `sep=;` into the first line.
fn declared_separator(line: &str) -> Option<u8> {
    let separator = line.trim().strip_prefix("sep=")?.bytes().next().unwrap_or(b'\t');
    SEPARATORS.contains(&separator).then_some(separator)
}

/// The separator that cuts one of the first lines into the most pieces: that line has the headings.
fn best_separator(sample: &str) -> u8 {
    let pieces = |separator: u8| sample.lines().take(50).map(|line| count_outside_quotes(line, separator)).max();
    // The first of equals wins, so the order is turned round for `max_by_key`, which takes the last.
    SEPARATORS.into_iter().rev().max_by_key(|separator| pieces(*separator).unwrap_or(0)).unwrap_or(b',')
}

fn count_outside_quotes(line: &str, separator: u8) -> usize {
    let mut inside = false;
    line.bytes()
        .filter(|byte| {
            inside ^= *byte == b'"';
            !inside && *byte == separator
        })
        .count()
}

/// Ends the reading when one record has taken more than its share: a quotation mark that is never closed makes a record of the whole file.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        let read = self.inner.read(into)?;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}
