//! The record of each family, and what of the lists and counts changes with it.

use super::super::apply::Difference;
use super::super::fold::Slot;
use super::super::{Views, ViewsError, codec, key};
use super::list::{self, Lane, Spots};
use super::{FAMILIES_A_ROW, KeptVerdicts, RECORD, tally_key};
use crate::domain::sweep::change::{Cause, Change};
use crate::domain::sweep::kept::{Kept, KeptList, State};
use crate::domain::sweep::lack::Lack;
use crate::ids::{FamilyId, MeasureNo, MemberNo};
use crate::policy::field::Field;
use crate::policy::rule::{Fact, Whose};
use crate::policy::verdict::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// How many records share a row.
const RECORDS_A_ROW: u32 = 16;

/// A row of records.
type Records = BTreeMap<FamilyId, Kept>;

/// A row that was read and may be changed.
struct Row<T> {
    old: Option<Vec<u8>>,
    now: T,
}

/// Verdicts being written.
pub(super) struct Writing<'a> {
    views: &'a Views,
    kept: KeptVerdicts,
    records: BTreeMap<Vec<u8>, Row<Records>>,
    lists: BTreeMap<Vec<u8>, Row<Spots>>,
    /// The counts of townships that change, as they were written.
    tallies: BTreeMap<u32, Option<Vec<u8>>>,
}

fn record_key(family: FamilyId) -> Vec<u8> {
    key::key(key::KEPT, &[&[RECORD], &(family.0 / RECORDS_A_ROW).to_be_bytes()])
}

/// Where somebody stands: in which lane, and who.
type Place = (Lane, Option<MemberNo>);

fn places(kept: &Kept) -> BTreeSet<Place> {
    let held =
        kept.held.iter().map(|(measure, member, state)| (Lane::Measure(KeptList::of(*state), *measure), *member));
    let changed = kept.changes.iter().map(|change| (Lane::Measure(KeptList::Changed, change.measure), change.member));
    let gaps = kept.gaps.iter().map(|(member, waiting)| (Lane::Gaps(*waiting), Some(*member)));
    held.chain(changed).chain(gaps).collect()
}

impl<'a> Writing<'a> {
    pub fn new(views: &'a Views, kept: KeptVerdicts) -> Self {
        Writing { views, kept, records: BTreeMap::new(), lists: BTreeMap::new(), tallies: BTreeMap::new() }
    }

    /// Puts what a family was judged to be in place of what is kept of it.
    pub fn keep(&mut self, family: FamilyId, new: Option<Kept>) -> Result<(), ViewsError> {
        let views = self.views;
        let row = row(views, &mut self.records, record_key(family), codec::decode)?;
        let old = row.now.get(&family).cloned();
        if old == new {
            return Ok(());
        }
        match &new {
            Some(new) => row.now.insert(family, new.clone()),
            None => row.now.remove(&family),
        };
        let of = |kept: &Option<Kept>| kept.as_ref().map(|kept| (kept.township, places(kept))).unwrap_or_default();
        let ((from, was), (to, is)) = (of(&old), of(&new));
        let moved = from != to;
        for place in was.iter().filter(|place| moved || !is.contains(place)) {
            self.stand(family, *place, from, false)?;
        }
        for place in is.iter().filter(|place| moved || !was.contains(place)) {
            self.stand(family, *place, to, true)?;
        }
        for (kept, into) in [(&old, false), (&new, true)] {
            if let Some(kept) = kept {
                let before = self.kept.tally_row(kept.township);
                self.tallies.entry(kept.township).or_insert(before);
                self.kept.count(family, kept, into);
            }
        }
        Ok(())
    }

    fn stand(&mut self, family: FamilyId, place: Place, township: u32, into: bool) -> Result<(), ViewsError> {
        let (lane, member) = place;
        let key = list::row_key(lane, family.0 / FAMILIES_A_ROW);
        let row = row(self.views, &mut self.lists, key, list::read)?;
        let spots = row.now.entry(township).or_default();
        let spot = list::spot(family, member);
        if into {
            spots.insert(spot)
        } else {
            spots.remove(&spot)
        };
        Ok(())
    }

    /// Every row that changes, and the counts as they are then.
    /// A row that is as it was is not among them.
    pub fn end(self) -> Result<(Difference, KeptVerdicts), ViewsError> {
        let Writing { views, kept, records, lists, tallies } = self;
        let too_long = || ViewsError::TooLong { seq: views.meta.applied };
        let mut difference = Difference::default();
        for (key, Row { old, now }) in records {
            let new = if now.is_empty() { None } else { Some(codec::encode(&now).ok_or_else(too_long)?) };
            difference.rows.insert(key, Slot { old, new });
        }
        for (key, Row { old, now }) in lists {
            difference.rows.insert(key, Slot { old, new: list::written(&now) });
        }
        for (township, old) in tallies {
            difference.rows.insert(tally_key(township), Slot { old, new: kept.tally_row(township) });
        }
        difference.rows.retain(|_, row| row.old != row.new);
        Ok((difference, kept))
    }
}

/// The row with this key, read the first time it is asked for.
fn row<'r, T: Default>(
    views: &Views,
    rows: &'r mut BTreeMap<Vec<u8>, Row<T>>,
    key: Vec<u8>,
    read: impl Fn(&[u8]) -> Result<T, ViewsError>,
) -> Result<&'r mut Row<T>, ViewsError> {
    use std::collections::btree_map::Entry;
    match rows.entry(key) {
        Entry::Occupied(row) => Ok(row.into_mut()),
        Entry::Vacant(place) => {
            let old = views.store.get(place.key())?;
            let now = views.heed(old.as_deref().map_or(Ok(T::default()), read))?;
            Ok(place.insert(Row { old, now }))
        }
    }
}

impl Views {
    /// What is kept of a family.
    pub fn kept_of(&self, family: FamilyId) -> Result<Option<Kept>, ViewsError> {
        let records: Option<Records> = self.record(&record_key(family))?;
        Ok(records.and_then(|mut records| records.remove(&family)))
    }
}

pub(super) fn sample() -> Option<Vec<u8>> {
    let (measure, member) = (MeasureNo(1), Some(MemberNo(2)));
    let change = Change { measure, member, before: Some(Truth::Unknown), after: Truth::Yes, cause: Cause::Time };
    let fact = Fact { whose: Whose::Child, field: Field::Alive };
    let kept = Kept {
        township: 500_119_100,
        people: 3,
        child: true,
        held: State::ALL.iter().map(|state| (measure, member, *state)).collect(),
        changes: vec![change],
        lacks: vec![(Lack::Fact(fact), 2, 1), (Lack::Standard(1), 1, 0)],
        gaps: vec![(MemberNo(0), 1), (MemberNo(2), 3)],
    };
    codec::encode(&Records::from([(FamilyId(1), kept)]))
}
