//! The shortest bytes, found in one pass, that make a terminal's screen the next one.
//!
//! Keeps a shadow of what the terminal shows, where its cursor is and which look is in force. Nothing is sent for what is there already;
//! moves are relative where that is shorter, which also compresses better; ends of rows are erased, long blanks too, repeated ASCII is
//! repeated by the terminal, rows that only moved are moved by it. `docs/decisions` says what was left out and why.

mod changes;

use super::capabilities::Capabilities;
use super::grid::{Glyph, Grid};
use super::look::Look;
use super::motion::{self, At};
use super::scroll::{self, Scroll};
use changes::{Changes, Way};
use ratatui::buffer::Cell;

/// Unchanged cells that may be written again instead of jumping over them.
const GAP_MAX: usize = 10;
/// Blanks or repeated characters from which on a sequence can be shorter than they are.
const RUN_MIN: usize = 5;
/// Bytes from which on it is tried whether writing some look after the others is shorter.
const TRY_FROM: usize = 160;
/// By which part it must be shorter, one in so many: behind a compression (`ssh -C`) the order of the rows is worth a little more, because rows
/// begin alike.
const TRY_GAINS: usize = 8;
/// The most looks that are written after the others.
const AFTER_MAX: usize = 3;

/// A terminal as it is and as it is to be.
#[derive(Debug)]
pub struct Encoder {
    able: Capabilities,
    shown: Grid,
    next: Grid,
    at: At,
    look: Look,
    /// Whether the terminal shows its cursor.
    visible: bool,
    /// Where the cursor is to stand; none when it is to be hidden.
    cursor: Option<(u16, u16)>,
    /// It is not known what the terminal shows.
    lost: bool,
    changes: Changes,
    way: Way,
    out: Vec<u8>,
}

impl Encoder {
    /// A terminal of this size of which nothing is known but that its cursor can be seen.
    pub fn new(able: Capabilities, columns: u16, rows: u16) -> Self {
        Encoder {
            able,
            shown: Grid::blank(columns, rows),
            next: Grid::blank(columns, rows),
            at: At::Unknown,
            look: Look::PLAIN,
            visible: true,
            cursor: None,
            lost: true,
            changes: Changes::default(),
            way: Way::But(0),
            out: Vec::new(),
        }
    }

    /// The terminal has this size, and everything on it is to be drawn anew.
    pub fn start_anew(&mut self, columns: u16, rows: u16) {
        *self = Encoder { visible: self.visible, cursor: self.cursor, ..Encoder::new(self.able, columns, rows) };
    }

    /// The terminal draws characters of ambiguous width otherwise than was thought: rows with such characters are written anew.
    pub fn doubt(&mut self) {
        if self.shown.doubt() {
            self.at = At::Unknown;
        }
    }

    /// Its size: columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.next.columns(), self.next.rows())
    }

    /// Puts a cell of the next screen.
    pub fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        self.next.put(x, y, cell, self.able.colours);
    }

    /// Says where the cursor is to stand; none hides it.
    pub fn place_cursor(&mut self, place: Option<(u16, u16)>) {
        self.cursor = place;
    }

    /// Where the cursor is to stand.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.cursor
    }

    /// The bytes that make the terminal show the next screen; none when it shows it already.
    pub fn frame(&mut self) -> &[u8] {
        self.out.clear();
        if std::mem::take(&mut self.lost) {
            self.out.extend_from_slice(b"\x1b[m\x1b[H\x1b[J");
            self.shown.erase();
            (self.at, self.look) = (At::Cell(0, 0), Look::PLAIN);
        }
        if self.able.scroll_region
            && let Some(moved) = scroll::find(&self.shown, &self.next)
        {
            self.scroll(moved);
        }
        self.changes = Changes::between(&self.shown, &self.next);
        self.write_changes();
        for y in (0..self.next.rows()).filter(|y| self.changes.is_in_row(*y)) {
            self.shown.copy_row(y, &self.next);
        }
        self.finish();
        &self.out
    }

    /// Writes what changed: row by row, or with some looks after the others where that is shorter.
    fn write_changes(&mut self) {
        let begun = (self.at, self.look, self.out.len());
        self.write_with(0, &[]);
        if self.out.len() - begun.2 < TRY_FROM {
            return;
        }
        let rows = (self.at, self.look, self.out.split_off(begun.2));
        let most = rows.2.len() - rows.2.len() / TRY_GAINS;
        let (mut best, mut after) = (rows.clone(), Vec::new());
        while after.len() < AFTER_MAX {
            let mut found = None;
            for look in self.changes.others().filter(|look| !after.contains(look)).collect::<Vec<_>>() {
                let tried: Vec<u8> = after.iter().copied().chain([look]).collect();
                (self.at, self.look) = (begun.0, begun.1);
                self.write_with(tried.iter().fold(0, |looks, look| looks | 1 << look), &tried);
                let out = self.out.split_off(begun.2);
                if out.len() < best.2.len() {
                    best = (self.at, self.look, out);
                    found = Some(tried);
                }
            }
            match found {
                Some(tried) => after = tried,
                None => break,
            }
        }
        let best = if best.2.len() <= most { best } else { rows };
        (self.at, self.look) = (best.0, best.1);
        self.out.extend_from_slice(&best.2);
    }

    /// Writes what changed but for some looks, and then each of these.
    fn write_with(&mut self, but: u32, after: &[u8]) {
        let rows: Vec<u16> = (0..self.next.rows()).filter(|y| self.changes.is_in_row(*y)).collect();
        for way in std::iter::once(Way::But(but)).chain(after.iter().map(|look| Way::Only(*look))) {
            self.way = way;
            rows.iter().for_each(|y| self.row(*y));
        }
    }

    /// Lets the terminal move rows itself.
    fn scroll(&mut self, Scroll { top, bottom, up }: Scroll) {
        self.look_plain();
        let whole = top == 0 && bottom + 1 == self.next.rows();
        if !whole {
            self.out.extend_from_slice(format!("\x1b[{};{}r", top + 1, bottom + 1).as_bytes());
            self.at = At::Unknown;
        }
        let times = up.unsigned_abs() as usize;
        if up > 0 {
            self.go(0, bottom);
            self.out.extend(std::iter::repeat_n(b'\n', times));
        } else {
            self.go(0, top);
            self.out.extend(b"\x1bM".repeat(times));
        }
        if !whole {
            self.out.extend_from_slice(b"\x1b[r");
            // That puts the cursor into the corner, but not on every terminal; saying where it goes costs two bytes.
            self.at = At::Unknown;
        }
        self.shown.scroll(top, bottom, up);
    }

    /// Brings one row up to date.
    fn row(&mut self, y: u16) {
        let columns = self.next.row(y).len();
        let changed = |x: usize| self.is_changed(x, y);
        let Some(last) = (0..columns).rev().find(|x| changed(*x)) else { return };
        let tail = self.next.row(y).iter().rposition(|glyph| !glyph.is_blank()).map_or(0, |at| at + 1);
        // The end of the row is erased where that is shorter than writing blanks.
        let erase = (tail..=last).find(|x| changed(*x)).filter(|from| last - from >= 3);
        let stop = erase.unwrap_or(last + 1);
        let mut x = (0..stop).find(|x| changed(*x)).unwrap_or(stop);
        while x < stop {
            if !self.is_changed(x, y) || self.glyph(x, y).is_covered() {
                x += 1;
            } else {
                x += self.blanks(x, y, stop).unwrap_or_else(|| self.write(x, y, stop));
            }
        }
        if let Some(from) = erase {
            self.reach(from, y);
            self.look_plain();
            self.out.extend_from_slice(b"\x1b[K");
        }
    }

    /// Erases the blanks from here on, where that is shorter than writing them. Says how many cells are done.
    fn blanks(&mut self, x: usize, y: u16, stop: usize) -> Option<usize> {
        if !self.able.erase_cells {
            return None;
        }
        let row = self.next.row(y);
        let run = (x..stop).take_while(|x| row.get(*x).is_some_and(Glyph::is_blank)).count();
        let run = (x..x + run).rev().find(|x| self.is_changed(*x, y)).map_or(0, |last| last + 1 - x);
        let more = (x + run..stop).any(|x| self.is_changed(x, y));
        let sequence = format!("\x1b[{run}X");
        let onward = if more { sequence.len() } else { 0 };
        if run < RUN_MIN || sequence.len() + onward >= run {
            return None;
        }
        self.reach(x, y);
        self.look_plain();
        self.out.extend_from_slice(sequence.as_bytes());
        Some(run)
    }

    /// Writes the cell here, and those after it that repeat it. Says how many cells are done.
    fn write(&mut self, x: usize, y: u16, stop: usize) -> usize {
        self.reach(x, y);
        let glyph = self.glyph(x, y).clone();
        self.write_glyph(x, y, &glyph);
        let row = self.next.row(y);
        let run = (x + 1..stop).take_while(|x| row.get(*x) == Some(&glyph)).count();
        let run = (x + 1..x + 1 + run).rev().find(|x| self.is_changed(*x, y)).map_or(0, |last| last - x);
        if self.able.repeat && run >= RUN_MIN && glyph.ascii().is_some() && x + run + 1 < row.len() {
            self.out.extend_from_slice(format!("\x1b[{run}b").as_bytes());
            self.at = cell(x + 1 + run, y);
            return run + 1;
        }
        1
    }

    /// Brings the cursor to a cell: by moving, or by writing again what stands between, whichever is shorter.
    fn reach(&mut self, x: usize, y: u16) {
        let column = u16::try_from(x).unwrap_or(u16::MAX);
        let jump = motion::cost(self.at, column, y, self.able);
        if let At::Cell(from, row) = self.at
            && row == y
            && usize::from(from) < x
            && x - usize::from(from) <= GAP_MAX
            && !self.glyph(from.into(), y).is_covered()
        {
            let (out, look) = (self.out.len(), self.look);
            let wanted = self.glyph(x, y).look;
            for between in usize::from(from)..x {
                let glyph = self.glyph(between, y).clone();
                if !glyph.is_covered() {
                    self.write_glyph(between, y, &glyph);
                }
            }
            let again = self.out.len() - out + change_cost(self.look, wanted);
            if self.at == At::Cell(column, y) && again <= jump + change_cost(look, wanted) {
                return;
            }
            self.out.truncate(out);
            (self.look, self.at) = (look, At::Cell(from, row));
        }
        self.go(column, y);
    }

    fn write_glyph(&mut self, x: usize, y: u16, glyph: &Glyph) {
        // A blank may be written in any look that does not show on it.
        if !(glyph.is_blank() && self.look.is_unseen_on_blanks()) {
            self.look.change(glyph.look, &mut self.out);
            self.look = glyph.look;
        }
        glyph.write(&mut self.out);
        let wide = self.next.row(y).get(x + 1).is_some_and(Glyph::is_covered);
        let after = x + 1 + usize::from(wide);
        // Behind the last column a terminal waits at its edge, some on this row and some not quite.
        self.at = if after < self.next.row(y).len() && glyph.width_is_certain() { cell(after, y) } else { At::Row(y) };
    }

    fn finish(&mut self) {
        match self.cursor {
            Some((x, y)) => {
                self.go(x.min(self.next.columns().saturating_sub(1)), y.min(self.next.rows().saturating_sub(1)));
                if !std::mem::replace(&mut self.visible, true) {
                    self.out.extend_from_slice(b"\x1b[?25h");
                }
            }
            None => {
                if std::mem::replace(&mut self.visible, false) {
                    self.out.extend_from_slice(b"\x1b[?25l");
                }
            }
        }
    }

    fn go(&mut self, x: u16, y: u16) {
        motion::go(self.at, x, y, self.able, &mut self.out);
        self.at = At::Cell(x, y);
    }

    /// Terminals erase and scroll in the look in force, some in its background alone.
    fn look_plain(&mut self) {
        if !self.look.is_unseen_on_blanks() {
            self.look.change(Look::PLAIN, &mut self.out);
            self.look = Look::PLAIN;
        }
    }

    fn glyph(&self, x: usize, y: u16) -> &Glyph {
        self.next.row(y).get(x).unwrap_or(&Glyph::BLANK)
    }

    /// Whether a cell is to be written, on the way that is gone.
    fn is_changed(&self, x: usize, y: u16) -> bool {
        self.changes.is_on(x, y, self.way)
    }
}

fn cell(x: usize, y: u16) -> At {
    At::Cell(u16::try_from(x).unwrap_or(u16::MAX), y)
}

fn change_cost(from: Look, to: Look) -> usize {
    let mut out = Vec::with_capacity(12);
    from.change(to, &mut out);
    out.len()
}

#[cfg(test)]
mod tests;
