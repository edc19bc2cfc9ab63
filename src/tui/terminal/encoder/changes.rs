//! The cells that have to be written, and in which order: row by row, or what has one look first and what has another afterwards.
//!
//! A page of two columns in two looks costs a change of look and one back in every row. Written one column after the other it costs a move
//! instead, which is often shorter. Which is shorter is found by trying.

use super::super::grid::{Glyph, Grid};
use super::super::look::Look;

/// Looks that are told apart; more of them count as the last.
const LOOKS_MAX: usize = 16;

/// The cells that differ, by their look.
#[derive(Debug, Default)]
pub struct Changes {
    columns: usize,
    /// 0 for a cell that stays; else one more than the place of its look.
    cells: Vec<u8>,
    /// The looks that occur; the plain one first.
    looks: Vec<Look>,
    /// How often each occurs.
    count: Vec<usize>,
}

/// One way through the screen: the cells of one look, or of all that have no way of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Of all looks but these (a bit for each).
    But(u32),
    /// Of this look alone.
    Only(u8),
}

impl Changes {
    /// What leads from one screen to another of the same size.
    pub fn between(shown: &Grid, next: &Grid) -> Changes {
        let columns = usize::from(next.columns());
        let mut changes = Changes {
            columns,
            cells: vec![0; columns * usize::from(next.rows())],
            looks: vec![Look::PLAIN],
            count: vec![0],
        };
        for y in 0..next.rows() {
            if shown.row(y) != next.row(y) {
                changes.row(y, shown.row(y), next.row(y));
            }
        }
        changes
    }

    fn row(&mut self, y: u16, shown: &[Glyph], next: &[Glyph]) {
        let start = usize::from(y) * self.columns;
        // A blank goes with what stands before it, if that goes on behind it: words of one look are not torn apart.
        let mut before = 0;
        let mut blanks: Vec<usize> = Vec::new();
        for (x, (was, glyph)) in shown.iter().zip(next).enumerate() {
            let look = if glyph.is_covered() { before } else { self.place(glyph.look) };
            let changed = was != glyph;
            if glyph.is_blank() {
                if changed {
                    blanks.push(x);
                }
                continue;
            }
            let of_blanks = if look == before { look } else { 0 };
            blanks.drain(..).for_each(|x| self.set(start + x, of_blanks));
            before = look;
            if changed {
                self.set(start + x, look);
            }
        }
        blanks.into_iter().for_each(|x| self.set(start + x, 0));
    }

    fn set(&mut self, at: usize, look: u8) {
        if let (Some(cell), Some(count)) = (self.cells.get_mut(at), self.count.get_mut(usize::from(look))) {
            *cell = look + 1;
            *count += 1;
        }
    }

    fn place(&mut self, look: Look) -> u8 {
        let known = self.looks.iter().position(|known| *known == look);
        let at = known.unwrap_or_else(|| {
            if self.looks.len() < LOOKS_MAX {
                self.looks.push(look);
                self.count.push(0);
            }
            self.looks.len() - 1
        });
        u8::try_from(at).unwrap_or(0)
    }

    /// Whether a cell is to be written on this way.
    pub fn is_on(&self, x: usize, y: u16, way: Way) -> bool {
        match self.cells.get(usize::from(y) * self.columns + x) {
            None | Some(0) => false,
            Some(one) => match way {
                Way::But(looks) => looks & (1 << (one - 1)) == 0,
                Way::Only(look) => one - 1 == look,
            },
        }
    }

    /// Whether anything of a row changes.
    pub fn is_in_row(&self, y: u16) -> bool {
        let start = usize::from(y) * self.columns;
        self.cells.get(start..start + self.columns).is_some_and(|row| row.iter().any(|cell| *cell > 0))
    }

    /// The looks that may have a way of their own: those that change something, but for the plain one.
    pub fn others(&self) -> impl Iterator<Item = u8> {
        let occurs = self.count.iter().enumerate().skip(1).filter(|(_, count)| **count > 0);
        occurs.filter_map(|(at, _)| u8::try_from(at).ok())
    }
}
