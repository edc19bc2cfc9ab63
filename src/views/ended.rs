//! Items that have come to their end, by status, in the order of their families.
//!
//! They are most of all items and nobody waits for them, so they have no row in a queue: they are read from the records, so many at a
//! time, and a page that could not be filled within the bound says where to go on.

use super::image::{Head, Home};
use super::list::{self, Walk};
use super::page::{Cursor, From, Page};
use super::queue::{QueueFilter, QueueRow};
use super::store::Way;
use super::{Views, ViewsError, codec, key};
use crate::domain::item::{Item, Urgency};
use crate::ids::{FamilyId, ItemId};
use std::collections::HashMap;

/// The most rows of items that one page looks at.
const ROWS_MAX: usize = 2_000;
/// How many are read at a time.
const CHUNK: usize = 50;

impl Views {
    /// Items in a status that is the end of an item.
    pub(super) fn ended(&self, filter: &QueueFilter, from: &From, limit: usize) -> Result<Page<QueueRow>, ViewsError> {
        if filter.overdue_on.is_some() {
            // Only a running clock can be overdue.
            return Ok(Page { rows: Vec::new(), more_before: false, more_after: false, total: Some(0), reached: None });
        }
        let page = list::page(from, limit, |way, bound, limit| self.walk_ended(filter, way, bound, limit))?;
        Ok(Page { total: self.total(filter, false), ..page })
    }

    fn walk_ended(
        &self,
        filter: &QueueFilter,
        way: Way,
        bound: Option<&[u8]>,
        limit: usize,
    ) -> Result<Walk<QueueRow>, ViewsError> {
        let mut range = key::within(vec![key::ITEMS]);
        if let Some(row) = bound.and_then(|place| place.first_chunk::<8>()).and_then(|place| key::item_at_end(place)) {
            match way {
                Way::Forward => range.start = key::items(row),
                Way::Backward => range.end = key::after(&key::items(row)),
            }
        }
        let on_this_side = |place: &[u8]| match (way, bound) {
            (_, None) => true,
            (Way::Forward, Some(bound)) => place >= bound,
            (Way::Backward, Some(bound)) => place < bound,
        };
        let mut homes = HashMap::new();
        let mut rows = Vec::new();
        let mut reached = None;
        for _ in 0..ROWS_MAX / CHUNK {
            let chunk = self.store.scan(&range, way, CHUNK)?;
            for (key, value) in &chunk {
                let heads: Vec<Head> = self.heed(codec::decode_start(value))?;
                if !heads.iter().any(|head| wants(filter, *head)) {
                    reached = end_of_row(key, way);
                    continue;
                }
                let mut items = self.items_in(value)?;
                if way == Way::Backward {
                    items.reverse();
                }
                for item in items {
                    let place = key::item(item.id).to_vec();
                    reached = Some(Cursor(place.clone()));
                    if on_this_side(&place) && self.has_ended(filter, &item, &mut homes)? {
                        if rows.len() == limit {
                            return Ok(Walk { rows, more: true, reached: None });
                        }
                        rows.push(QueueRow { cursor: Cursor(place), item });
                    }
                }
            }
            match (chunk.last(), way) {
                (Some((last, _)), Way::Forward) if chunk.len() == CHUNK => range.start = key::after(last),
                (Some((last, _)), Way::Backward) if chunk.len() == CHUNK => range.end = last.clone(),
                _ => return Ok(Walk { rows, more: false, reached: None }),
            }
        }
        Ok(Walk { rows, more: true, reached })
    }

    /// Whether an item is one that the filter asks for; the family is looked at last, and once.
    fn has_ended(
        &self,
        filter: &QueueFilter,
        item: &Item,
        homes: &mut HashMap<FamilyId, Home>,
    ) -> Result<bool, ViewsError> {
        let ItemId { family, .. } = item.id;
        if !wants(filter, Head::of(item)) {
            return Ok(false);
        }
        let home = match homes.get(&family) {
            Some(home) => *home,
            None => {
                let home = self.family(family)?.map_or(Home::NOWHERE, |family| Home::of(&family));
                *homes.entry(family).or_insert(home)
            }
        };
        let wanted = filter.township.is_none_or(|township| township == i64::from(home.township));
        Ok(home.listed && wanted && filter.within.holds_township(home.township))
    }
}

/// Whether the filter asks for such an item, its family aside.
fn wants(filter: &QueueFilter, head: Head) -> bool {
    filter.status == Some(head.status)
        && filter.department.is_none_or(|department| department == head.department)
        && filter.within.holds_department(head.department)
        && (!filter.emergency || head.urgency == Urgency::Emergency)
}

/// The last place that a row of items can hold, or the first when rows are read backward.
fn end_of_row(key: &[u8], way: Way) -> Option<Cursor> {
    let row = key::item_at_end(key)?;
    let first = row.number.saturating_mul(key::ITEMS_A_ROW);
    let number = if way == Way::Forward { first.saturating_add(key::ITEMS_A_ROW - 1) } else { first };
    Some(Cursor(key::item(ItemId { number, ..row }).to_vec()))
}
