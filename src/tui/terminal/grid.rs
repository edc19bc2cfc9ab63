//! What stands in each cell of a terminal: a shadow of its screen.

use super::look::Look;
use crate::text::width;
use ratatui::buffer::Cell;
use std::rc::Rc;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Glyph {
    text: Text,
    /// How it looks. A blank on which nothing of its look shows has the plain look.
    pub look: Look,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Text {
    /// One character.
    One(char),
    /// A character with what combines with it.
    Several(Rc<str>),
    /// The right half of the wide character before it.
    Covered,
    /// Nobody knows: something else than any text.
    Unknown,
}

impl Glyph {
    /// A cell that was erased.
    pub const BLANK: Glyph = Glyph { text: Text::One(' '), look: Look::PLAIN };

    /// What a cell of the screen library says.
    fn of(cell: &Cell, colours: u16) -> Glyph {
        let look = Look::of(cell, colours);
        let mut chars = cell.symbol().chars();
        let text = match (chars.next(), chars.next()) {
            (Some(one), None) => Text::One(one),
            (None, _) => Text::One(' '),
            _ => Text::Several(cell.symbol().into()),
        };
        if text == Text::One(' ') && look.is_unseen_on_blanks() { Glyph::BLANK } else { Glyph { text, look } }
    }

    /// Whether it is as erasing leaves it.
    pub fn is_blank(&self) -> bool {
        *self == Glyph::BLANK
    }

    /// Whether a wide character to the left covers it.
    pub fn is_covered(&self) -> bool {
        self.text == Text::Covered
    }

    /// Its only character, if it is an ASCII one: some terminals repeat no others.
    pub fn ascii(&self) -> Option<u8> {
        match self.text {
            Text::One(one) if one.is_ascii() => u8::try_from(one).ok(),
            _ => None,
        }
    }

    /// Whether every terminal agrees how wide it is.
    pub fn width_is_certain(&self) -> bool {
        match self.text {
            Text::One(one) => matches!(one,
                ' '..='~' | '\u{3000}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}'
                | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
                | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}'),
            Text::Several(_) | Text::Unknown => false,
            Text::Covered => true,
        }
    }

    /// Writes its text.
    pub fn write(&self, out: &mut Vec<u8>) {
        match &self.text {
            Text::One(one) => out.extend_from_slice(one.encode_utf8(&mut [0; 4]).as_bytes()),
            Text::Several(several) => out.extend_from_slice(several.as_bytes()),
            Text::Covered | Text::Unknown => {}
        }
    }

    /// Bytes of its text.
    pub fn bytes(&self) -> usize {
        match &self.text {
            Text::One(one) => one.len_utf8(),
            Text::Several(several) => several.len(),
            Text::Covered | Text::Unknown => 0,
        }
    }
}

/// The cells of a screen, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    columns: usize,
    cells: Vec<Glyph>,
}

impl Grid {
    /// An erased screen.
    pub fn blank(columns: u16, rows: u16) -> Grid {
        let columns = usize::from(columns);
        Grid { columns, cells: vec![Glyph::BLANK; columns * usize::from(rows)] }
    }

    /// Its rows.
    pub fn rows(&self) -> u16 {
        u16::try_from(self.cells.len() / self.columns.max(1)).unwrap_or(u16::MAX)
    }

    /// Its columns.
    pub fn columns(&self) -> u16 {
        u16::try_from(self.columns).unwrap_or(u16::MAX)
    }

    /// The cells of a row; none below the last.
    pub fn row(&self, y: u16) -> &[Glyph] {
        let start = usize::from(y) * self.columns;
        self.cells.get(start..start + self.columns).unwrap_or_default()
    }

    /// Erases everything.
    pub fn erase(&mut self) {
        self.cells.fill(Glyph::BLANK);
    }

    /// Forgets the rows in which something stands whose width was taken for another than the terminal's. Says whether there
    /// are any.
    pub fn doubt(&mut self) -> bool {
        let mut any = false;
        let unknown = Glyph { text: Text::Unknown, look: Look::PLAIN };
        for row in self.cells.chunks_mut(self.columns.max(1)) {
            if row.iter().any(|glyph| !glyph.width_is_certain()) {
                row.fill(unknown.clone());
                any = true;
            }
        }
        any
    }

    /// Makes a row what it is in another grid of the same size.
    pub fn copy_row(&mut self, y: u16, from: &Grid) {
        let start = usize::from(y) * self.columns;
        if let Some(row) = self.cells.get_mut(start..start + self.columns) {
            row.clone_from_slice(from.row(y));
        }
    }

    /// Moves the rows from `top` to `bottom` up by so many, or down where it is negative; erased rows come in.
    pub fn scroll(&mut self, top: u16, bottom: u16, up: i32) {
        let range = usize::from(top) * self.columns..(usize::from(bottom) + 1) * self.columns;
        let Some(rows) = self.cells.get_mut(range) else { return };
        let by = (up.unsigned_abs() as usize * self.columns).min(rows.len());
        if up > 0 {
            rows.rotate_left(by);
            let kept = rows.len() - by;
            rows.iter_mut().skip(kept).for_each(|glyph| *glyph = Glyph::BLANK);
        } else {
            rows.rotate_right(by);
            rows.iter_mut().take(by).for_each(|glyph| *glyph = Glyph::BLANK);
        }
    }

    /// Puts a cell of the screen library in its place, and covers the next one where it is wide. Outside the screen nothing happens.
    pub fn put(&mut self, x: u16, y: u16, cell: &Cell, colours: u16) {
        let x = usize::from(x);
        if x >= self.columns {
            return;
        }
        let at = usize::from(y) * self.columns + x;
        let wide = width::columns(cell.symbol()) > 1;
        let fits = !wide || x + 1 < self.columns;
        if let Some(place) = self.cells.get_mut(at) {
            *place = if fits { Glyph::of(cell, colours) } else { Glyph::BLANK };
        }
        if wide
            && fits
            && let Some(right) = self.cells.get_mut(at + 1)
        {
            *right = Glyph { text: Text::Covered, look: Look::PLAIN };
        }
    }
}
