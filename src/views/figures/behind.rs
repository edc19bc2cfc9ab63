//! The items behind a figure, by the rows of holders: those of a measure and year name the families that have anything of it.

use super::{FAMILIES_A_ROW, Place, Row, row_key};
use crate::domain::figure::Cell;
use crate::domain::figure::book::What;
use crate::domain::figure::mark::{TOUCHED, is_behind};
use crate::ids::{FamilyId, ItemId};
use crate::policy::plan::Count;
use crate::views::list::{self, Walk};
use crate::views::page::{Cursor, From, Page};
use crate::views::queue::QueueRow;
use crate::views::store::Way;
use crate::views::{Views, ViewsError, codec, key};

/// The most families whose items one page looks through.
const FAMILIES_MAX: usize = 2_000;

impl Views {
    /// The items behind a tally in a year, or behind one part of it, by family. Nothing while the figures are not counted.
    pub fn behind(
        &self,
        cell: Cell,
        part: Option<u32>,
        from: &From,
        limit: usize,
    ) -> Result<Page<QueueRow>, ViewsError> {
        list::page(from, limit, |way, bound, limit| self.walk_behind(cell, part, way, bound, limit))
    }

    fn walk_behind(
        &self,
        cell: Cell,
        part: Option<u32>,
        way: Way,
        bound: Option<&[u8]>,
        limit: usize,
    ) -> Result<Walk<QueueRow>, ViewsError> {
        let Some(book) = self.figure_book() else { return Ok(Walk { rows: Vec::new(), more: false, reached: None }) };
        let on_this_side = |place: &[u8]| match (way, bound) {
            (_, None) => true,
            (Way::Forward, Some(bound)) => place >= bound,
            (Way::Backward, Some(bound)) => place < bound,
        };
        let mut rows = Vec::new();
        let mut at = bound.and_then(|place| place.first_chunk::<8>()).and_then(|place| key::item_at_end(place));
        for _ in 0..FAMILIES_MAX {
            let Some(family) = self.next_touched(cell, way, at)? else {
                return Ok(Walk { rows, more: false, reached: None });
            };
            if let Some(record) = self.family(family)? {
                let mut items = self.every_item_of(family)?;
                items.sort_by_key(|item| item.id);
                if way == Way::Backward {
                    items.reverse();
                }
                for item in items.into_iter().filter(|item| item.measure == cell.measure) {
                    let place = key::item(item.id).to_vec();
                    if !on_this_side(&place) || !is_behind(book, &item, &record, cell, part) {
                        continue;
                    }
                    if rows.len() == limit {
                        return Ok(Walk { rows, more: true, reached: None });
                    }
                    rows.push(QueueRow { cursor: Cursor(place), item });
                }
            }
            at = match way {
                Way::Forward => Some(ItemId { family: FamilyId(family.0.saturating_add(1)), number: 0 }),
                Way::Backward => Some(ItemId { family, number: 0 }),
            };
        }
        let reached = at.map(|at| Cursor(key::item(at).to_vec()));
        Ok(Walk { rows, more: true, reached })
    }

    /// The next family, from the one of this item on (or before it), that has anything of the cell's measure in its year; of what waits, in
    /// any year up to it.
    fn next_touched(&self, cell: Cell, way: Way, at: Option<ItemId>) -> Result<Option<FamilyId>, ViewsError> {
        let counted = self.figure_book().and_then(|book| book.page(cell.measure));
        let counted = counted.and_then(|page| page.tallies.get(usize::from(cell.tally))).map(|tally| &tally.what);
        let all_before = matches!(counted, Some(What::Share | What::Count(Count::Waiting | Count::Overdue, _)));
        let first = if all_before { self.first_year(cell)? } else { cell.year };
        let years = first.min(cell.year)..=cell.year;
        let mut next: Option<FamilyId> = None;
        for year in years {
            let found = self.next_in_year(cell, year, way, at)?;
            next = match (next, found, way) {
                (Some(a), Some(b), Way::Forward) => Some(a.min(b)),
                (Some(a), Some(b), Way::Backward) => Some(a.max(b)),
                (a, b, _) => a.or(b),
            };
        }
        Ok(next)
    }

    /// The first year in which anybody has anything of the measure.
    fn first_year(&self, cell: Cell) -> Result<u16, ViewsError> {
        let range = key::within(key::key(key::HOLDERS, &[&[cell.measure.0]]));
        let rows = self.store.scan(&range, Way::Forward, 1)?;
        let year = rows.first().and_then(|(key, _)| key.get(2..4)?.try_into().ok()).map(u16::from_be_bytes);
        Ok(year.unwrap_or(cell.year))
    }

    fn next_in_year(
        &self,
        cell: Cell,
        year: u16,
        way: Way,
        at: Option<ItemId>,
    ) -> Result<Option<FamilyId>, ViewsError> {
        let mut range = key::within(key::key(key::HOLDERS, &[&[cell.measure.0], &year.to_be_bytes()]));
        let fits = |family: u32| match (way, at) {
            (_, None) => true,
            (Way::Forward, Some(at)) => family >= at.family.0,
            // An item that is not the first of its family has some of that family before it.
            (Way::Backward, Some(at)) => family < at.family.0 || (family == at.family.0 && at.number > 0),
        };
        if let Some(at) = at {
            let row = row_key(cell.measure, year, at.family.0 / FAMILIES_A_ROW);
            match way {
                Way::Forward => range.start = row,
                Way::Backward => range.end = key::after(&row),
            }
        }
        // The first row may hold only families on the other side; the next then has one on this side.
        for (_, value) in self.store.scan(&range, way, 2)? {
            let row: Row = self.heed(codec::decode(&value))?;
            let touched = |place: &&Place| place.3 == TOUCHED && fits(place.0);
            let found = match way {
                Way::Forward => row.keys().find(touched),
                Way::Backward => row.keys().rev().find(touched),
            };
            if let Some((family, ..)) = found {
                return Ok(Some(FamilyId(*family)));
            }
        }
        Ok(None)
    }
}
