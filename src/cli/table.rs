//! A table for people: columns aligned by the cells they take, figures to the right, the widest text cut where the terminal is narrower.

use super::failure::Failure;
use super::output::{Mark, Output, harmless};
use crate::text::{Both, Lang, width};

const GAP: &str = "  ";
/// A column is not cut to fewer cells than this.
const COLUMN_MIN: usize = 8;

/// A column: what it is called, and on which side its texts stand.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    title: Both,
    to_the_right: bool,
}

/// Texts.
pub const fn text(zh: &'static str, en: &'static str) -> Column {
    Column { title: Both::new(zh, en), to_the_right: false }
}

/// Figures.
pub const fn figure(zh: &'static str, en: &'static str) -> Column {
    Column { title: Both::new(zh, en), to_the_right: true }
}

/// One field of a row.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    text: String,
    mark: Mark,
}

impl Cell {
    /// A text that stands out.
    pub fn marked(mark: Mark, text: impl Into<String>) -> Self {
        Self { text: text.into(), mark }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), mark: Mark::Plain }
    }
}

/// Rows that are printed together. A long list is printed in parts: the titles come once, and a column never becomes narrower.
#[derive(Debug)]
pub struct Table<const N: usize> {
    columns: [Column; N],
    rows: Vec<[Cell; N]>,
    widths: [usize; N],
    titled: bool,
}

impl<const N: usize> Table<N> {
    /// A table without rows.
    pub fn new(columns: [Column; N]) -> Self {
        Self { columns, rows: Vec::new(), widths: [0; N], titled: false }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: [Cell; N]) {
        self.rows.push(cells.map(|cell| Cell { text: harmless(&cell.text).into_owned(), mark: cell.mark }));
    }

    /// Prints the rows added since the last time, below the titles.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn print(&mut self, out: &mut Output<'_>) -> Result<(), Failure> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let lang = out.lang;
        let titles = self.columns.map(|column| Cell::marked(Mark::Strong, column.title.in_lang(lang)));
        self.widths = self.widths(lang, out.columns);
        for row in Some(&titles).filter(|_| !self.titled).into_iter().chain(&self.rows) {
            let mut line = String::new();
            for (place, ((cell, column), width)) in row.iter().zip(&self.columns).zip(self.widths).enumerate() {
                let fitted = match (column.to_the_right, place + 1 == N) {
                    (true, _) => width::pad_left(&cell.text, width),
                    (false, true) => width::cut(&cell.text, width).into_owned(),
                    (false, false) => width::pad_right(&cell.text, width),
                };
                line += if place == 0 { "" } else { GAP };
                line += &out.paint(cell.mark, &fitted);
            }
            out.ready(line.trim_end_matches(' '))?;
        }
        self.titled = true;
        self.rows.clear();
        Ok(())
    }

    /// The cells that each column takes, together no more than the terminal has where that can be.
    fn widths(&self, lang: Lang, columns: Option<usize>) -> [usize; N] {
        let mut widths = self.widths;
        for (width, column) in widths.iter_mut().zip(&self.columns) {
            *width = (*width).max(width::columns(column.title.in_lang(lang)));
        }
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(width::columns(&cell.text));
            }
        }
        let room = columns.map_or(usize::MAX, |columns| columns.saturating_sub(GAP.len() * N.saturating_sub(1)));
        while widths.iter().sum::<usize>() > room {
            match widths.iter_mut().max().filter(|widest| **widest > COLUMN_MIN) {
                Some(widest) => *widest -= 1,
                None => break,
            }
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(columns: Option<usize>) -> String {
        let mut table = Table::new([text("事项", "item"), figure("剩余", "left"), text("对象", "subject")]);
        table.row(["F1-2".into(), "-3".into(), "王芳、李建国".into()]);
        table.row(["F123-12".into(), Cell::marked(Mark::Alarm, "12"), "欧阳\u{1b}修".into()]);
        let mut sink = Vec::new();
        let mut out = Output::new(&mut sink, Lang::Zh);
        out.columns = columns;
        table.print(&mut out).unwrap();
        String::from_utf8(sink).unwrap()
    }

    #[test]
    fn columns_stand_under_each_other_in_cells() {
        let wanted = "事项     剩余  对象\nF1-2       -3  王芳、李建国\nF123-12    12  欧阳修\n";
        assert_eq!(printed(None), wanted);
    }

    #[test]
    fn a_narrow_terminal_cuts_the_widest_column() {
        assert_eq!(printed(Some(24)).lines().nth(1), Some("F1-2       -3  王芳、.."));
    }
}
