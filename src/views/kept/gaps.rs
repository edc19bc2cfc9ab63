//! Paging through those of whom facts are lacking: what most waits for first, then by family and person.

use super::super::list::{self as pages, Walk};
use super::super::page::{Cursor, From, Page};
use super::super::store::Way;
use super::super::{Views, ViewsError, key};
use super::{FAMILIES_A_ROW, GAP, list};
use crate::domain::gap::GapId;
use crate::ids::{FamilyId, MemberNo};
use std::collections::BTreeSet;

/// How many rows are read at a time.
const ROWS: usize = 16;

/// Somebody of whom facts are lacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The question.
    pub gap: GapId,
}

/// What orders them: what waits, the most first; family; person.
type Place = (u8, u32, u8);

fn bytes((waiting, family, member): Place) -> Vec<u8> {
    [&[waiting][..], &family.to_be_bytes(), &[member]].concat()
}

/// The place in a cursor, and whether it means what comes after it; whatever is no place of this list is before all of it.
fn place(bytes: &[u8]) -> (Place, bool) {
    let (head, rest) = bytes.split_at_checked(6).unwrap_or_default();
    match head {
        [waiting, a, b, c, d, member] => ((*waiting, u32::from_be_bytes([*a, *b, *c, *d]), *member), !rest.is_empty()),
        _ => ((0, 0, 0), false),
    }
}

impl Views {
    /// How many there are in these townships; none named means all.
    pub fn gap_count(&self, townships: &[u32]) -> u64 {
        match townships {
            [] => self.kept_tally(None).gaps.into(),
            named => named.iter().map(|code| u64::from(self.kept_tally(Some((*code).into())).gaps)).sum(),
        }
    }

    /// A page of those in these townships; none named means all.
    ///
    /// # Errors
    /// Damage.
    pub fn gaps(&self, townships: &[u32], from: &From, limit: usize) -> Result<Page<GapRow>, ViewsError> {
        let page = pages::page(from, limit, |way, bound, limit| self.walk_gaps(townships, way, bound, limit))?;
        Ok(Page { total: Some(self.gap_count(townships)), ..page })
    }

    fn walk_gaps(
        &self,
        townships: &[u32],
        way: Way,
        bound: Option<&[u8]>,
        limit: usize,
    ) -> Result<Walk<GapRow>, ViewsError> {
        let bound = bound.map(place);
        let fits = |place: &Place| match (way, &bound) {
            (_, None) => true,
            (Way::Forward, Some((bound, after))) => place > bound || place == bound && !after,
            (Way::Backward, Some((bound, after))) => place < bound || place == bound && *after,
        };
        let mut range = key::within(key::key(key::KEPT, &[&[GAP]]));
        if let Some(((waiting, family, _), _)) = bound {
            let row = [&[waiting][..], &(family / FAMILIES_A_ROW).to_be_bytes()].concat();
            match way {
                Way::Forward => range.start = key::key(key::KEPT, &[&[GAP], &row]),
                Way::Backward => range.end = key::after(&key::key(key::KEPT, &[&[GAP], &row])),
            }
        }
        let mut gaps = Vec::new();
        loop {
            let rows = self.store.scan(&range, way, ROWS)?;
            for (key, value) in &rows {
                let mut found = self.lacking_in(key, value, townships)?;
                if way == Way::Backward {
                    found.reverse();
                }
                for place in found.into_iter().filter(fits) {
                    if gaps.len() == limit {
                        return Ok(Walk { rows: gaps, more: true, reached: None });
                    }
                    let (_, family, member) = place;
                    let gap = GapId { family: FamilyId(family), member: MemberNo(member) };
                    gaps.push(GapRow { cursor: Cursor(bytes(place)), gap });
                }
            }
            match rows.last() {
                Some((last, _)) if rows.len() == ROWS => match way {
                    Way::Forward => range.start = key::after(last),
                    Way::Backward => range.end = last.clone(),
                },
                _ => return Ok(Walk { rows: gaps, more: false, reached: None }),
            }
        }
    }

    /// Everybody in a row, in order. A row in which the townships have no family is not looked into.
    fn lacking_in(&self, key: &[u8], value: &[u8], townships: &[u32]) -> Result<Vec<Place>, ViewsError> {
        let (row, waiting) = (list::row_at_end(key), key.get(2).copied().unwrap_or_default());
        let Some(kept) = &self.kept else { return Ok(Vec::new()) };
        let named = |code: &u32| townships.is_empty() || townships.contains(code);
        if !townships.is_empty() && !townships.iter().any(|code| kept.spread.contains_key(&(*code, row))) {
            return Ok(Vec::new());
        }
        let mut found = BTreeSet::new();
        for (_, spots) in self.heed(list::read(value))?.into_iter().filter(|(code, _)| named(code)) {
            for spot in spots {
                let (family, member) = list::whose(row, spot);
                found.insert((waiting, family.0, member.map_or(0, |member| member.0)));
            }
        }
        Ok(found.into_iter().collect())
    }
}
