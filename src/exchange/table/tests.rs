//! Files of every kind, sound and unsound. No file may make a panic, take memory without bound, or be read as something that it is not.

mod kinds;
mod text;
mod workbook;

use super::{Cell, Fault, Row, Table, TableError};
use crate::text::Lang;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn file(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (directory, path)
}

/// All rows of the first sheet.
fn rows_of(path: &Path) -> Result<Vec<Row>, TableError> {
    let mut table = Table::open(path)?;
    let sheet = table.sheets().into_iter().next().unwrap();
    let mut rows = Vec::new();
    table.read(&sheet, &mut |row| {
        rows.push(row);
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

fn rows(name: &str, bytes: &[u8]) -> Result<Vec<Row>, TableError> {
    let (_directory, path) = file(name, bytes);
    rows_of(&path)
}

/// What is wrong with a file; its sentences must name it, in both languages.
fn fault(name: &str, bytes: &[u8]) -> Fault {
    let error = rows(name, bytes).unwrap_err();
    for lang in [Lang::Zh, Lang::En] {
        let sentence = error.sentence(lang);
        assert!(sentence.contains(name) && sentence.ends_with(['。', '.']), "{sentence}");
    }
    error.fault
}

fn texts(row: &Row) -> Vec<&str> {
    row.cells.iter().map(|cell| if let Cell::Text(text) = cell { text.as_str() } else { "" }).collect()
}
