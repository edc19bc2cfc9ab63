//! A list in columns. Columns have a width in cells; the last one takes what is left, which is where free text goes.

use super::pen::Pen;
use super::sheet::GUTTER;
use crate::tui::layout::Area;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;

/// On which side a column's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub head: &'static str,
    /// Cells; none takes the rest.
    pub width: Option<u16>,
    /// Where its text stands.
    pub side: Side,
}

impl Column {
    /// A column of words.
    pub const fn words(head: &'static str, width: u16) -> Self {
        Self { head, width: Some(width), side: Side::Left }
    }

    /// A column of figures.
    pub const fn figures(head: &'static str, width: u16) -> Self {
        Self { head, width: Some(width), side: Side::Right }
    }

    /// The last column, which takes the rest.
    pub const fn rest(head: &'static str) -> Self {
        Self { head, width: None, side: Side::Left }
    }
}

/// How a row is marked in the gutter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gutter {
    /// The chosen row.
    pub chosen: bool,
    /// Marked by the clerk.
    pub marked: bool,
    /// The pane is the one in use: the chosen row has the cursor.
    pub in_use: bool,
}

/// Writes the headings.
pub fn heads(pen: &mut Pen, area: Area, columns: &[Column]) {
    let heads: Vec<Span> = columns.iter().map(|column| Span::new(column.head, Tone::Quiet)).collect();
    cells(pen, area.after(GUTTER), columns, &heads);
}

/// Writes one row.
pub fn row(pen: &mut Pen, area: Area, columns: &[Column], spans: &[Span], gutter: Gutter) {
    if gutter.chosen {
        pen.write(area.first(1), if gutter.in_use { ">" } else { "-" }, Tone::Plain);
        if gutter.in_use {
            pen.place_cursor(area.x, area.y);
        }
    }
    if gutter.marked {
        pen.write(area.after(1).first(1), "*", Tone::Soon);
    }
    cells(pen, area.after(GUTTER), columns, spans);
}

fn cells(pen: &mut Pen, area: Area, columns: &[Column], spans: &[Span]) {
    let mut x = 0;
    for (column, span) in columns.iter().zip(spans) {
        let space = area.after(x);
        let space = space.first(column.width.unwrap_or(space.columns.saturating_sub(1)));
        match column.side {
            Side::Left => pen.write(space, &span.text, span.tone),
            Side::Right => pen.write_right(space, &span.text, span.tone),
        };
        x += space.columns + 1;
    }
}
