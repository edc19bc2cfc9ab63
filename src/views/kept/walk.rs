//! Paging through the lists of kept verdicts, by family.

use super::super::list::{self as pages, Walk};
use super::super::page::{Cursor, From, Page};
use super::super::store::Way;
use super::super::{Views, ViewsError, key};
use super::FAMILIES_A_ROW;
use super::list;
use crate::domain::sweep::kept::KeptList;
use crate::ids::{FamilyId, MeasureNo, MemberNo};
use std::collections::BTreeSet;

/// Which kept verdicts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptWanted {
    /// In any of these lists; a verdict that turned stands in two.
    pub lists: Vec<KeptList>,
    /// Of any of these measures.
    pub measures: Vec<MeasureNo>,
    /// Only families of this township (nine-digit code).
    pub township: Option<i64>,
}

/// A kept verdict in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRow {
    /// Its place.
    pub cursor: Cursor,
    /// The family.
    pub family: FamilyId,
    /// The measure.
    pub measure: MeasureNo,
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
}

/// What orders the rows: family, measure, person.
type Place = (u32, u8, u8);

fn bytes(place: Place) -> Vec<u8> {
    [&place.0.to_be_bytes()[..], &[place.1, place.2]].concat()
}

/// The place in a cursor; whatever is no place of these lists is before all of them.
fn place(bytes: &[u8]) -> Place {
    // A bound may be a place with something behind it: right after it.
    let (head, rest) = bytes.split_at_checked(6).unwrap_or_default();
    match head {
        [a, b, c, d, measure, member] => {
            let next = u8::from(!rest.is_empty());
            (u32::from_be_bytes([*a, *b, *c, *d]), *measure, member.saturating_add(next))
        }
        _ => (0, 0, 0),
    }
}

/// One list of one measure, and its next row that was read and not used yet.
struct Lane {
    list: KeptList,
    measure: MeasureNo,
    next: Option<(u32, Vec<u8>)>,
    over: bool,
}

impl Views {
    /// A page of kept verdicts: by family, then by measure and person. Its total is that of the kept counts.
    ///
    /// # Errors
    /// Damage.
    pub fn kept_rows(&self, wanted: &KeptWanted, from: &From, limit: usize) -> Result<Page<KeptRow>, ViewsError> {
        let tally = self.kept_tally(wanted.township);
        let listed = |list: KeptList, measure: &MeasureNo| {
            tally.measures.get(measure).map_or(0, |counts| u64::from(counts.listed(list)))
        };
        let mut lanes = Vec::new();
        let mut total = 0;
        for list in &wanted.lists {
            for measure in wanted.measures.iter().filter(|measure| listed(*list, measure) > 0) {
                total += listed(*list, measure);
                lanes.push((*list, *measure));
            }
        }
        let walk = |way, bound: Option<&[u8]>, limit| self.walk_kept(&lanes, wanted.township, way, bound, limit);
        let page = pages::page(from, limit, walk)?;
        Ok(Page { total: Some(total), ..page })
    }

    fn walk_kept(
        &self,
        lanes: &[(KeptList, MeasureNo)],
        township: Option<i64>,
        way: Way,
        bound: Option<&[u8]>,
        limit: usize,
    ) -> Result<Walk<KeptRow>, ViewsError> {
        let bound = bound.map(place);
        let fits = |place: &Place| match (way, bound) {
            (_, None) => true,
            (Way::Forward, Some(bound)) => *place >= bound,
            (Way::Backward, Some(bound)) => *place < bound,
        };
        let lane =
            |(list, measure): &(KeptList, MeasureNo)| Lane { list: *list, measure: *measure, next: None, over: false };
        let mut lanes: Vec<Lane> = lanes.iter().map(lane).collect();
        let mut at = bound.map(|(family, ..)| family / FAMILIES_A_ROW);
        let mut rows = Vec::new();
        while let Some(row) = self.next_row(&mut lanes, township, way, at)? {
            let mut found = self.standing_in(&mut lanes, row, township)?;
            if way == Way::Backward {
                found.reverse();
            }
            for place in found.into_iter().filter(fits) {
                if rows.len() == limit {
                    return Ok(Walk { rows, more: true, reached: None });
                }
                let (family, measure, member) = place;
                rows.push(KeptRow {
                    cursor: Cursor(bytes(place)),
                    family: FamilyId(family),
                    measure: MeasureNo(measure),
                    member: (member > 0).then_some(MemberNo(member)),
                });
            }
            at = match way {
                Way::Forward => row.checked_add(1),
                Way::Backward => row.checked_sub(1),
            };
            if at.is_none() {
                break;
            }
        }
        Ok(Walk { rows, more: false, reached: None })
    }

    /// The next row that any of the lanes has, from this one on; with a township, of those in which it has families.
    fn next_row(
        &self,
        lanes: &mut [Lane],
        township: Option<i64>,
        way: Way,
        mut at: Option<u32>,
    ) -> Result<Option<u32>, ViewsError> {
        loop {
            if let Some(township) = township {
                match self.spread_from(township, way, at) {
                    Some(row) => at = Some(row),
                    None => return Ok(None),
                }
            }
            let mut next: Option<u32> = None;
            for lane in lanes.iter_mut() {
                self.fill(lane, way, at)?;
                next = match (next, lane.next.as_ref().map(|(row, _)| *row), way) {
                    (Some(a), Some(b), Way::Forward) => Some(a.min(b)),
                    (Some(a), Some(b), Way::Backward) => Some(a.max(b)),
                    (a, b, _) => a.or(b),
                };
            }
            let Some(row) = next else { return Ok(None) };
            match township {
                Some(township) if self.spread_from(township, way, Some(row)) != Some(row) => at = Some(row),
                _ => return Ok(Some(row)),
            }
        }
    }

    /// The next row of a list in which a township has families.
    fn spread_from(&self, township: i64, way: Way, at: Option<u32>) -> Option<u32> {
        let (township, spread) = (u32::try_from(township).ok()?, &self.kept.as_ref()?.spread);
        let found = match way {
            Way::Forward => spread.range((township, at.unwrap_or(0))..=(township, u32::MAX)).next(),
            Way::Backward => spread.range((township, 0)..=(township, at.unwrap_or(u32::MAX))).next_back(),
        };
        found.map(|((_, row), _)| *row)
    }

    /// Reads on until the lane has a row from this one on.
    fn fill(&self, lane: &mut Lane, way: Way, at: Option<u32>) -> Result<(), ViewsError> {
        let behind = |row: u32| at.is_some_and(|at| if way == Way::Forward { row < at } else { row > at });
        if lane.next.as_ref().is_some_and(|(row, _)| behind(*row)) {
            lane.next = None;
        }
        if lane.next.is_some() || lane.over {
            return Ok(());
        }
        let mut range = key::within(list::prefix(list::Lane::Measure(lane.list, lane.measure)));
        if let Some(at) = at {
            let row = list::row_key(list::Lane::Measure(lane.list, lane.measure), at);
            match way {
                Way::Forward => range.start = row,
                Way::Backward => range.end = key::after(&row),
            }
        }
        lane.next = self.store.scan(&range, way, 1)?.pop().map(|(key, value)| (list::row_at_end(&key), value));
        lane.over = lane.next.is_none();
        Ok(())
    }

    /// Everybody who stands in a row of the lanes, in order.
    fn standing_in(&self, lanes: &mut [Lane], row: u32, township: Option<i64>) -> Result<Vec<Place>, ViewsError> {
        let mut found = BTreeSet::new();
        for lane in lanes.iter_mut().filter(|lane| lane.next.as_ref().is_some_and(|(at, _)| *at == row)) {
            let Some((_, value)) = lane.next.take() else { continue };
            for (code, spots) in self.heed(list::read(&value))? {
                if township.is_some_and(|wanted| wanted != i64::from(code)) {
                    continue;
                }
                for spot in spots {
                    let (family, member) = list::whose(row, spot);
                    found.insert((family.0, lane.measure.0, member.map_or(0, |member| member.0)));
                }
            }
        }
        Ok(found.into_iter().collect())
    }
}
