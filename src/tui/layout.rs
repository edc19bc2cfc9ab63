//! Where things are on the screen, in cells. Pure arithmetic, shared by the state (how many rows fit) and by drawing.
//!
//! ```text
//! title and screens                                   date
//! scopes         | rows                  | side
//!                |                       |
//! notice or prompt
//! numbered actions
//! ```
//!
//! Below 112 columns the scopes (departments, measures) make way: one line above the rows names the chosen one, and Tab shows them all in
//! place of the rows.

use super::place::Place;
use crate::text::Lang;

/// The size of the terminal in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Cells in a row.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// The least size that the desk works on.
pub const LEAST: Size = Size { columns: 80, rows: 24 };

/// From this width on three panes stand side by side.
const WIDE: u16 = 112;

/// From this height on the title has a blank row below it.
const TALL: u16 = 30;

/// Rows of a pane above its rows: what it shows, and the names of the columns.
pub const HEADS: u16 = 2;

/// Rows of the emergency board that stay in sight whatever the cursor does: four emergencies and a line about them.
pub const PINNED: u16 = 5;

/// A part of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Cells in a row.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// The panes of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// Departments or measures, where they have a pane of their own.
    pub scopes: Option<Area>,
    /// The rows.
    pub main: Area,
    /// What belongs to the chosen row.
    pub side: Area,
}

impl Size {
    /// Whether the desk can work on it.
    pub fn is_enough(self) -> bool {
        self.columns >= LEAST.columns && self.rows >= LEAST.rows
    }

    /// Between the title and the notice.
    pub fn body(self) -> Area {
        let y = if self.rows >= TALL { 2 } else { 1 };
        Area { x: 0, y, columns: self.columns, rows: self.rows.saturating_sub(y + 2) }
    }

    /// The row of notices and prompts.
    pub fn notice(self) -> Area {
        Area { x: 0, y: self.rows.saturating_sub(2), columns: self.columns, rows: 1 }
    }

    /// The row of actions.
    pub fn bar(self) -> Area {
        Area { x: 0, y: self.rows.saturating_sub(1), columns: self.columns, rows: 1 }
    }

    /// The last `rows` rows of the body, and one for a rule above them: for questions that leave the screen in sight.
    pub fn foot(self, rows: u16) -> Area {
        let body = self.body();
        let rows = rows.saturating_add(1).min(body.rows);
        Area { y: body.y + body.rows - rows, rows, ..body }
    }

    /// The panes of a screen. English names of departments and measures need more room than Chinese ones.
    pub fn panes(self, place: Place, lang: Lang) -> Panes {
        let body = self.body();
        let scopes = match place {
            Place::Queues if self.columns >= WIDE => lang.pick(32, 37),
            Place::Entitlements if self.columns >= WIDE => lang.pick(32, 37),
            Place::Figures if self.columns >= WIDE => lang.pick(28, 33),
            Place::Registers if self.columns >= WIDE => 30,
            Place::Coming if self.columns >= WIDE => 14,
            Place::Reviews if self.columns >= WIDE => lang.pick(20, 27),
            _ => 0,
        };
        let rest = self.columns - scopes;
        let side = match place {
            Place::Emergencies => rest * 9 / 20,
            Place::Families => (rest * 9 / 20).min(80),
            Place::Item | Place::Family => rest / 2,
            // A batch and a line are short; their rows have many columns.
            Place::Batches | Place::Batch | Place::Accounts => (rest * 2 / 5).clamp(32, 40),
            // A question is two columns of facts; the list is only names and a few words.
            Place::Reviews if scopes > 0 => (rest * 4 / 7).min(90),
            Place::Reviews => (rest * 5 / 8).min(90),
            _ if scopes > 0 => (rest * 2 / 5).clamp(lang.pick(36, 33), 64),
            _ => (rest * 2 / 5).clamp(32, 64),
        };
        Panes {
            scopes: (scopes > 0).then(|| body.part(0, scopes)),
            main: body.part(scopes, rest.saturating_sub(side)),
            side: body.part(scopes + rest.saturating_sub(side), side),
        }
    }
}

impl Panes {
    /// One pane in the room of all: the side, or else what stands in the place of the rows.
    #[must_use]
    pub fn only(self, side: bool) -> Panes {
        let first = self.scopes.unwrap_or(self.main);
        let all = Area { columns: self.side.right() - first.x, ..first };
        let none = Area { columns: 0, ..all };
        let (main, side) = if side { (none, all) } else { (all, none) };
        Panes { scopes: None, main, side }
    }
}

impl Area {
    /// The columns from `x` on.
    fn part(self, x: u16, columns: u16) -> Area {
        Area { x: self.x + x, columns, ..self }
    }

    /// Without its first `rows` rows.
    #[must_use]
    pub fn below(self, rows: u16) -> Area {
        let rows = rows.min(self.rows);
        Area { y: self.y + rows, rows: self.rows - rows, ..self }
    }

    /// Its row number `row`, or none when it has no such row.
    pub fn row(self, row: u16) -> Option<Area> {
        (row < self.rows).then_some(Area { y: self.y + row, rows: 1, ..self })
    }

    /// Without its first `columns` columns.
    #[must_use]
    pub fn after(self, columns: u16) -> Area {
        let columns = columns.min(self.columns);
        Area { x: self.x + columns, columns: self.columns - columns, ..self }
    }

    /// Its first `columns` columns.
    #[must_use]
    pub fn first(self, columns: u16) -> Area {
        Area { columns: columns.min(self.columns), ..self }
    }

    /// The first column behind it.
    pub fn right(self) -> u16 {
        self.x + self.columns
    }

    /// The first row below it.
    pub fn bottom(self) -> u16 {
        self.y + self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_panes_when_there_is_room() {
        let wide = Size { columns: 120, rows: 36 }.panes(Place::Queues, Lang::Zh);
        assert_eq!(wide.scopes.map(|area| area.columns), Some(32));
        assert_eq!((wide.main.columns, wide.side.columns), (52, 36));
        let small = LEAST.panes(Place::Queues, Lang::Zh);
        assert_eq!(small.scopes, None);
        assert_eq!((small.main.columns, small.side.columns), (48, 32));
        assert_eq!(LEAST.body(), Area { x: 0, y: 1, columns: 80, rows: 21 });
    }

    proptest! {
        #[test]
        fn panes_fill_the_body_and_nothing_else(columns in 80u16..300, rows in 24u16..120, place in 0..crate::tui::place::SCREENS.len(), zh: bool) {
            let size = Size { columns, rows };
            let panes = size.panes(crate::tui::place::SCREENS[place], if zh { Lang::Zh } else { Lang::En });
            let scopes = panes.scopes.map_or(0, |area| area.columns);
            prop_assert_eq!(scopes + panes.main.columns + panes.side.columns, columns);
            prop_assert_eq!(panes.side.right(), columns);
            let least = if crate::tui::place::SCREENS[place] == Place::Reviews { 30 } else { 38 };
            prop_assert!(panes.main.columns >= least && panes.side.columns >= 32);
            prop_assert_eq!(size.body().bottom(), size.notice().y);
        }
    }
}
