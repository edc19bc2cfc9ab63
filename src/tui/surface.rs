//! What is on the terminal and what should be: sends the cells that differ, and nothing when none do.
//!
//! The screen library's own comparison leaves the right half of a wide character standing when its left half is replaced; here a cell
//! counts as what can be seen of it, so that the half that comes back into sight is always sent. An unchanged screen sends no byte.

use super::layout::Size;
use crate::text::width;
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

/// A terminal and what it shows.
#[derive(Debug)]
pub struct Surface<B> {
    backend: B,
    /// What the terminal shows; none when that is not known.
    shown: Option<Buffer>,
    cursor: Option<Position>,
    /// Text is laid out otherwise than the last frame was: all of it is handed on, and the terminal's end finds what differs.
    relaid: bool,
}

impl<B: Backend> Surface<B> {
    /// A terminal of which it is not known what it shows.
    pub fn new(backend: B) -> Self {
        Self { backend, shown: None, cursor: None, relaid: false }
    }

    /// The size of the terminal.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> Result<Size, B::Error> {
        self.backend.size().map(|size| Size { columns: size.width, rows: size.height })
    }

    /// Forgets what the terminal shows: the next frame is drawn whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Text is laid out by another width from now on: what the last frame covered says nothing any more.
    pub fn relay(&mut self) {
        self.relaid = true;
    }

    /// Shows a frame of this size. `paint` fills it and says where the cursor stands; without a place the cursor is hidden. A row that is
    /// `held` stays as it is on the terminal.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn show(
        &mut self,
        size: Size,
        held: Option<u16>,
        paint: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> Result<(), B::Error> {
        let mut next = Buffer::empty(Rect::new(0, 0, size.columns, size.rows));
        let cursor = paint(&mut next);
        let shown = match self.shown.take().filter(|shown| shown.area == next.area) {
            Some(shown) => shown,
            None => {
                self.backend.clear()?;
                self.cursor = None;
                Buffer::empty(next.area)
            }
        };
        if let Some(y) = held.filter(|_| self.cursor.is_some()) {
            hold(&shown, &mut next, y);
        }
        let cells: Vec<(u16, u16, &Cell)> =
            if std::mem::take(&mut self.relaid) { all(&next) } else { differences(&shown, &next) };
        if !cells.is_empty() {
            self.backend.draw(cells.iter().copied())?;
        }
        // Drawing moves the terminal's cursor, so it is placed again even where it should stand as before.
        if cursor != self.cursor || !cells.is_empty() {
            match cursor {
                Some(place) => {
                    self.backend.set_cursor_position(place)?;
                    if self.cursor.is_none() {
                        self.backend.show_cursor()?;
                    }
                }
                None => self.backend.hide_cursor()?,
            }
            self.backend.flush()?;
        }
        self.cursor = cursor;
        self.shown = Some(next);
        Ok(())
    }

    /// The terminal, for looking at it.
    pub fn backend(&mut self) -> &mut B {
        &mut self.backend
    }
}

/// Keeps a row as it is.
fn hold(shown: &Buffer, next: &mut Buffer, y: u16) {
    for x in 0..next.area.width {
        if let (Some(was), Some(cell)) = (shown.cell((x, y)), next.cell_mut((x, y))) {
            cell.clone_from(was);
        }
    }
}

/// The cells of `next` that have to be sent to a terminal that shows `shown`, row by row.
fn differences<'a>(shown: &Buffer, next: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let columns = usize::from(next.area.width).max(1);
    let rows = shown.content.chunks(columns).zip(next.content.chunks(columns));
    let mut sent = Vec::new();
    for (y, (before, after)) in (0..).zip(rows) {
        let seen = visible(before).zip(visible(after));
        sent.extend((0..).zip(seen).filter_map(|(x, (before, after))| match after {
            Some(cell) if before != Some(cell) => Some((x, y, cell)),
            _ => None,
        }));
    }
    sent
}

/// Every cell that can be seen.
fn all(next: &Buffer) -> Vec<(u16, u16, &Cell)> {
    let columns = usize::from(next.area.width).max(1);
    let rows = (0..).zip(next.content.chunks(columns));
    rows.flat_map(|(y, row)| (0..).zip(visible(row)).filter_map(move |(x, cell)| cell.map(|cell| (x, y, cell))))
        .collect()
}

/// Each cell of a row, or none where the right half of a wide character covers it.
fn visible(row: &[Cell]) -> impl Iterator<Item = Option<&Cell>> {
    let mut covered = 0;
    row.iter().map(move |cell| {
        if covered > 0 {
            covered -= 1;
            return None;
        }
        covered = width::columns(cell.symbol()).saturating_sub(1);
        Some(cell)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::backend::TestBackend;
    use ratatui::style::Style;

    const SIZE: Size = Size { columns: 12, rows: 1 };

    fn paint(text: &str, x: u16) -> impl Fn(&mut Buffer) -> Option<Position> {
        move |buffer| {
            buffer.set_stringn(x, 0, text, usize::from(12 - x), Style::default());
            Some(Position { x: 0, y: 0 })
        }
    }

    /// What can be seen on the terminal.
    fn seen(surface: &mut Surface<TestBackend>) -> String {
        visible(&surface.backend().buffer().content).flatten().map(Cell::symbol).collect()
    }

    #[test]
    fn no_half_of_a_wide_character_is_left_over() {
        let mut surface = Surface::new(TestBackend::new(12, 1));
        for (text, x, wanted) in [
            ("王小芳", 1, " 王小芳     "),
            ("南川区", 0, "南川区      "),
            ("a b", 0, "a b         "),
            ("王小芳", 2, "  王小芳    "),
            ("", 0, "            "),
        ] {
            surface.show(SIZE, None, paint(text, x)).unwrap();
            assert_eq!(seen(&mut surface), wanted);
        }
    }

    proptest! {
        #[test]
        fn whatever_came_before_the_last_frame_is_seen(frames in proptest::collection::vec(("(王|芳|a|b| ){0,9}", 0u16..6), 1..8)) {
            let mut surface = Surface::new(TestBackend::new(12, 1));
            for (text, x) in &frames {
                surface.show(SIZE, None, paint(text, *x)).unwrap();
                let mut wanted = Buffer::empty(Rect::new(0, 0, 12, 1));
                paint(text, *x)(&mut wanted);
                let wanted: String = visible(&wanted.content).flatten().map(Cell::symbol).collect();
                prop_assert_eq!(seen(&mut surface), wanted);
                prop_assert!(differences(surface.shown.as_ref().unwrap(), surface.shown.as_ref().unwrap()).is_empty());
            }
        }
    }
}
