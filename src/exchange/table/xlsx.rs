//! Reads an xlsx cell by cell, without ever holding a sheet.

use super::container;
use super::error::{Fault, Limit};
use super::guard::guarded;
use super::merge::{Fill, Region};
use super::{COLUMNS_MAX, Cell, Row, Visit};
use calamine::{
    CellErrorType, DataRef, Dimensions, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError,
};
use chrono::NaiveDate;
use std::fs::File;
use std::io::{BufReader, Seek};

/// An open workbook.
pub(super) struct Workbook {
    book: Xlsx<BufReader<File>>,
    sheets: Vec<String>,
}

impl Workbook {
    pub(super) fn open(mut file: File) -> Result<Self, Fault> {
        container::measure(&mut file)?;
        file.rewind()?;
        let book = guarded(|| Xlsx::new(BufReader::new(file)))?;
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
        let mut cells = guarded(|| self.book.worksheet_cells_reader(sheet))?;
        let last_row = cells.dimensions().end.0.max(1) as f32;
        let mut pending: Option<(u32, Vec<Cell>)> = None;
        let mut hand_over = |(row, mut cells): (u32, Vec<Cell>)| {
            fill.apply(row, &mut cells);
            visit(Row { number: row.saturating_add(1), cells, progress: (row as f32 / last_row).min(1.0) })
        };
        while let Some(found) = guarded(|| cells.next_cell())? {
            let (row, column) = found.get_position();
            let cell = cell(found.get_value());
            if cell.is_empty() {
                continue;
            }
            if column as usize >= COLUMNS_MAX {
                return Err(Fault::TooWide { row: row.saturating_add(1), column: column.saturating_add(1) });
            }
            match &mut pending {
                Some((there, _)) if *there > row => return Err(Fault::Damaged),
                Some((there, cells)) if *there == row => put(cells, column, cell),
                _ => {
                    if let Some(complete) = pending.take()
                        && hand_over(complete).is_break()
                    {
                        return Ok(());
                    }
                    let mut cells = Vec::new();
                    put(&mut cells, column, cell);
                    pending = Some((row, cells));
                }
            }
        }
        if let Some(complete) = pending {
            let _ = hand_over(complete);
        }
        Ok(())
    }
}

/// The sheets that hold cells: those in sight, or all of them when none is.
pub(super) fn cell_sheets(all: &[Sheet]) -> Vec<String> {
    let of_cells = || all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let visible: Vec<String> =
        of_cells().filter(|sheet| sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.clone()).collect();
    if visible.is_empty() { of_cells().map(|sheet| sheet.name.clone()).collect() } else { visible }
}

fn put(cells: &mut Vec<Cell>, column: u32, cell: Cell) {
    let column = column as usize;
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(flag) => Cell::Bool(*flag),
        DataRef::DateTime(moment) => date(moment),
        DataRef::Error(error) => failed(error),
    }
}

/// A formatted day; a number outside the days that a spreadsheet knows, or one formatted as a duration, stays a number.
pub(super) fn date(moment: &ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    if !moment.is_datetime() || !(1.0..2_958_466.0).contains(&serial) {
        return Cell::Number(serial);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).map_or(Cell::Number(serial), Cell::Date)
}

pub(super) fn failed(error: &CellErrorType) -> Cell {
    Cell::Error(error.to_string())
}

impl From<&Dimensions> for Region {
    fn from(region: &Dimensions) -> Region {
        Region { rows: (region.start.0, region.end.0), columns: (region.start.1, region.end.1) }
    }
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Fault {
        match error {
            XlsxError::Password => Fault::Encrypted,
            XlsxError::Io(error) => error.into(),
            XlsxError::RowNumberOverflow | XlsxError::ColumnNumberOverflow => {
                Fault::TooLarge(Limit::Cells { most: super::biff::CELLS_MAX })
            }
            _ => Fault::Damaged,
        }
    }
}
