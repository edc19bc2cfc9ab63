//! Whether what changed is in sight.

use super::Screen;
use crate::service::answer::{FamilyPage, QueueRow};
use crate::service::query::QueueFilter;
use crate::service::touched::{Touch, Touched};

impl Screen {
    /// Whether some of what changed is shown, or may belong where the screen shows something. Screens that add up or judge the whole register
    /// are concerned by everything.
    pub fn is_concerned(&self, touched: &Touched) -> bool {
        if touched.everything {
            return true;
        }
        let any = |concerns: &dyn Fn(&Touch) -> bool| touched.things.iter().any(concerns);
        let beside = |touch: &Touch| {
            let side = match self {
                Screen::Families(screen) => Some(&screen.side),
                Screen::Item(screen) => Some(&screen.side),
                screen => screen.side(),
            };
            side.is_some_and(|side| side.page.as_ref().is_some_and(|page| tells(page, touch)))
        };
        match self {
            Screen::Family(screen) => any(&|touch| {
                touch.family == screen.family || screen.page.as_ref().is_some_and(|page| tells(page, touch))
            }),
            Screen::Item(screen) => any(&|touch| touch.family == screen.item.family || beside(touch)),
            Screen::Queues(screen) => {
                let mut held = screen.roll.list.held();
                any(&|touch| beside(touch) || belongs(touch, &screen.filter)) || held.any(|row| lists(row, touched))
            }
            Screen::Deadlines(screen) => {
                let mut held = screen.roll.list.held();
                any(&|touch| beside(touch) || belongs(touch, &screen.filter)) || held.any(|row| lists(row, touched))
            }
            Screen::Families(screen) => {
                let found = !screen.searched.is_empty();
                let mut held = screen.roll.list.held();
                any(&|touch| touch.listed || (found && touch.item.is_none()) || beside(touch))
                    || held.any(|row| touched.things.iter().any(|touch| touch.family == row.family))
            }
            _ => touched.verdicts || !touched.things.is_empty(),
        }
    }
}

/// Whether the page of a family says something of it: of the family, or of an item of one that went into it.
fn tells(page: &FamilyPage, touch: &Touch) -> bool {
    page.row.family == touch.family || page.items.iter().any(|row| row.item.family == touch.family)
}

/// Whether an item may be in this list now, or have been.
fn belongs(touch: &Touch, filter: &QueueFilter) -> bool {
    let anywhere = touch.departments.is_empty();
    touch.item.is_some()
        && filter.department.is_none_or(|department| anywhere || touch.departments.contains(&department))
}

/// Whether a row names what changed.
fn lists(row: &QueueRow, touched: &Touched) -> bool {
    touched.things.iter().any(|touch| touch.family == row.item.family)
}
