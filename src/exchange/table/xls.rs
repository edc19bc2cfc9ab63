//! Reads an xls. The form holds at most 65,536 rows and its parser lays the sheets out in memory, within the limits of `biff.rs`.

use super::error::Fault;
use super::guard::guarded;
use super::merge::{Fill, Region};
use super::xlsx::{cell_sheets, date, failed};
use super::{COLUMNS_MAX, Cell, Row, Visit, biff, compound};
use calamine::{Data, Reader, Xls, XlsError};
use std::fs::File;
use std::io::{BufReader, Seek};

/// An open workbook.
pub(super) struct Workbook {
    book: Xls<BufReader<File>>,
    sheets: Vec<String>,
}

impl Workbook {
    pub(super) fn open(mut file: File) -> Result<Self, Fault> {
        biff::check(&compound::workbook(&mut file)?)?;
        file.rewind()?;
        let book = guarded(|| Xls::new(BufReader::new(file)))?;
        let sheets = cell_sheets(book.sheets_metadata());
        Ok(Self { book, sheets })
    }

    pub(super) fn sheets(&self) -> &[String] {
        &self.sheets
    }

    pub(super) fn read(&mut self, sheet: &str, visit: Visit<'_>) -> Result<(), Fault> {
        if !self.book.sheets_metadata().iter().any(|there| there.name == sheet) {
            return Err(Fault::NoSuchSheet { wanted: sheet.to_owned(), there: self.sheets.clone() });
        }
        let merged = guarded(|| self.book.merge_cells_by_sheet_name(sheet))?;
        let mut fill = Fill::new(merged.iter().map(Region::from).collect());
        let range = guarded(|| self.book.worksheet_range(sheet))?;
        let (Some(start), Some(end)) = (range.start(), range.end()) else { return Ok(()) };
        for (offset, values) in range.rows().enumerate() {
            let row = start.0.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            let left = vec![Cell::Empty; start.1 as usize];
            let mut cells: Vec<Cell> = left.into_iter().chain(values.iter().map(cell)).collect();
            let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            if used == 0 {
                continue;
            }
            if used > COLUMNS_MAX {
                return Err(Fault::TooWide {
                    row: row.saturating_add(1),
                    column: u32::try_from(used).unwrap_or(u32::MAX),
                });
            }
            cells.truncate(used);
            fill.apply(row, &mut cells);
            let progress = (row as f32 / end.0.max(1) as f32).min(1.0);
            if visit(Row { number: row.saturating_add(1), cells, progress }).is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

fn cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(flag) => Cell::Bool(*flag),
        Data::DateTime(moment) => date(moment),
        Data::Error(error) => failed(error),
    }
}

impl From<XlsError> for Fault {
    fn from(error: XlsError) -> Fault {
        match error {
            XlsError::Password => Fault::Encrypted,
            XlsError::Io(error) => error.into(),
            _ => Fault::Damaged,
        }
    }
}
