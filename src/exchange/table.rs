//! Reads a table out of a file that somebody else made: xlsx, xls or text with separators.
//!
//! What a file is, its bytes say and not its name. Rows are handed over one at a time, so that a long text file takes no more memory than
//! a short one; workbooks are measured before they are unpacked. Nothing here knows what a roster is.

mod biff;
mod compound;
mod container;
mod decode;
mod error;
pub mod guard;
mod kind;
mod merge;
mod separated;
mod xls;
mod xlsx;

#[cfg(test)]
mod tests;

pub use error::{Fault, Limit, NotATable, TableError};

use chrono::NaiveDate;
use kind::Kind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The most columns that a row may have; a value further right refuses the file.
pub const COLUMNS_MAX: usize = 512;

/// What stands in a cell, as the file keeps it. Text is as it was written: nothing has been cleaned yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or blanks only.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number of a workbook: at most fifteen of its digits are true.
    Number(f64),
    /// A day of a workbook; the time of day is left out.
    Date(NaiveDate),
    /// Yes or no of a workbook.
    Bool(bool),
    /// A formula that failed, as the workbook shows it (`#N/A`).
    Error(String),
}

impl Cell {
    /// The text as a cell: nothing when it is blank.
    pub(super) fn text(text: &str) -> Cell {
        if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text.to_owned())
        }
    }

    /// What it says, as text; nothing for yes, no and a formula that failed.
    pub fn said(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(day) => day.to_string(),
            Cell::Empty | Cell::Bool(_) | Cell::Error(_) => String::new(),
        }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }
}

/// A row that has something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The number that a spreadsheet shows beside it, from 1.
    pub number: u32,
    /// Its cells from the first column on; cells to the right of the last one are empty.
    pub cells: Vec<Cell>,
    /// How much of the file has been read with it, from 0 to 1.
    pub progress: f32,
}

/// Takes rows as they come; `Break` ends the reading.
pub type Visit<'a> = &'a mut dyn FnMut(Row) -> ControlFlow<()>;

/// A file that turned out to be a table.
pub struct Table {
    path: PathBuf,
    form: Form,
}

enum Form {
    Xlsx(Box<xlsx::Workbook>),
    Xls(Box<xls::Workbook>),
    Separated(separated::Text),
}

impl Table {
    /// Looks at a file, measures it and gets ready to read it.
    ///
    /// # Errors
    /// When it is not there, is not a table that can be read, is damaged, locked with a password or larger than the limits.
    pub fn open(path: &Path) -> Result<Table, TableError> {
        let form = kind::look(path).and_then(|(kind, file)| match kind {
            Kind::Xlsx => xlsx::Workbook::open(file).map(|book| Form::Xlsx(Box::new(book))),
            Kind::Xls => xls::Workbook::open(file).map(|book| Form::Xls(Box::new(book))),
            Kind::Text => separated::Text::open(file).map(Form::Separated),
        });
        let table = form.map(|form| Table { path: path.to_owned(), form });
        // A sound workbook has a sheet; one whose list of sheets was damaged has none.
        match table {
            Ok(table) if table.sheets().is_empty() => Err(TableError::new(path, Fault::Damaged)),
            Ok(table) => Ok(table),
            Err(fault) => Err(TableError::new(path, fault)),
        }
    }

    /// The sheets that hold cells, in the order of the workbook; a text file has one without a name.
    pub fn sheets(&self) -> Vec<String> {
        match &self.form {
            Form::Xlsx(book) => book.sheets().to_vec(),
            Form::Xls(book) => book.sheets().to_vec(),
            Form::Separated(_) => vec![String::new()],
        }
    }

    /// Hands over the rows of a sheet, from the top, without those that have nothing in them.
    ///
    /// # Errors
    /// When the sheet is not there, or the file turns out to be damaged or beyond the limits part of the way through.
    pub fn read(&mut self, sheet: &str, visit: Visit<'_>) -> Result<(), TableError> {
        let read = match &mut self.form {
            Form::Xlsx(book) => book.read(sheet, visit),
            Form::Xls(book) => book.read(sheet, visit),
            Form::Separated(text) => text.read(visit),
        };
        read.map_err(|fault| TableError::new(&self.path, fault))
    }
}
