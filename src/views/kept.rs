//! The verdicts of the sweep, kept: a record for each family, lists to page by measure, counts of each township.
//!
//! Verdicts follow from the plan and a day as well as from the journal, and the views know neither. So the service judges, and what it
//! judged is kept here with a mark of what it was judged by. Building anew leaves it out: it is swept again. Whatever changes a family or an
//! item of it puts the family among those to judge again, in the same batch.
//!
//! sled pays by the key, so records are sixteen to a row and a list has a row for each measure and 1,024 families.

mod gaps;
mod list;
mod record;
mod walk;

pub use gaps::GapRow;
pub use walk::{KeptRow, KeptWanted};

use super::apply::Difference;
use super::fold::Slot;
use super::store::{Store, Way};
use super::{Views, ViewsError, codec, key};
use crate::domain::sweep::kept::{Kept, Tally};
use crate::ids::{FamilyId, Seq};
use chrono::NaiveDate;
use record::Writing;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many families share a row of a list: written together, a row is written once.
pub const FAMILIES_A_ROW: u32 = 1_024;
/// How many rows are read, or taken away, at a time.
const LOAD: usize = 1_000;
const BATCH: usize = 200;

const MARK: u8 = 0;
const RECORD: u8 = 1;
const LIST: u8 = 2;
const TALLY: u8 = 3;
const STALE: u8 = 4;
const GAP: u8 = 5;

/// What the kept verdicts were judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMark {
    /// The stamp of the plan.
    pub plan: [u8; 16],
    /// The day as of which.
    #[serde(with = "crate::when::day")]
    pub day: NaiveDate,
    /// The day since which changes are kept.
    #[serde(with = "crate::when::day")]
    pub since: NaiveDate,
    /// The first entry of that day or later.
    pub first: Seq,
    /// How far the sweep has come.
    pub stage: KeptStage,
}

/// How far a sweep has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeptStage {
    /// Every family is judged as of the day.
    Whole,
    /// Families up to this one are judged as of the day, the others not at all.
    First(FamilyId),
    /// Families up to this one are judged as of the day, the others as of an earlier one.
    Again(FamilyId, #[serde(with = "crate::when::day")] NaiveDate),
}

impl KeptStage {
    /// The last family that is judged as of the day; none when all are.
    pub fn reached(self) -> Option<FamilyId> {
        match self {
            KeptStage::Whole => None,
            KeptStage::First(family) | KeptStage::Again(family, _) => Some(family),
        }
    }

    /// The same, a little further.
    #[must_use]
    pub fn at(self, family: FamilyId) -> Self {
        match self {
            KeptStage::Whole => KeptStage::Whole,
            KeptStage::First(_) => KeptStage::First(family),
            KeptStage::Again(_, day) => KeptStage::Again(family, day),
        }
    }
}

/// On what occasion verdicts are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// The families had changed: they are in step now.
    Changed,
    /// The sweep went on; this is its mark now.
    Swept(KeptMark),
}

/// What is in memory of the kept verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeptVerdicts {
    mark: KeptMark,
    tallies: BTreeMap<u32, Tally>,
    /// By township, how many of its families are in each row of a list.
    spread: BTreeMap<(u32, u32), u32>,
    pub stale: BTreeSet<FamilyId>,
}

impl KeptVerdicts {
    /// Those that are kept, if any are.
    pub fn load(store: &Store) -> Result<Option<Self>, ViewsError> {
        let Some(mark) = store.get(&mark_key())? else { return Ok(None) };
        let mark = codec::decode(&mark)?;
        let mut kept = KeptVerdicts { mark, tallies: BTreeMap::new(), spread: BTreeMap::new(), stale: BTreeSet::new() };
        each(store, TALLY, |key, value| {
            let township = key.last_chunk::<4>().map_or(0, |bytes| u32::from_be_bytes(*bytes));
            let (tally, spread): (Tally, Vec<(u32, u32)>) = codec::decode(value)?;
            kept.tallies.insert(township, tally);
            kept.spread.extend(spread.into_iter().map(|(row, count)| ((township, row), count)));
            Ok(())
        })?;
        each(store, STALE, |key, _| {
            kept.stale.extend(key::family_at_end(key));
            Ok(())
        })?;
        Ok(Some(kept))
    }

    /// The row of a township's counts; an empty one is not there.
    fn tally_row(&self, township: u32) -> Option<Vec<u8>> {
        let tally = self.tallies.get(&township).filter(|tally| !tally.is_empty())?;
        let spread = self.spread.range((township, 0)..=(township, u32::MAX));
        let spread: Vec<(u32, u32)> = spread.map(|((_, row), count)| (*row, *count)).collect();
        codec::encode(&(tally, spread))
    }

    /// Counts a family in or out.
    fn count(&mut self, family: FamilyId, kept: &Kept, into: bool) {
        let tally = self.tallies.entry(kept.township).or_default();
        let place = (kept.township, family.0 / FAMILIES_A_ROW);
        let spread = self.spread.entry(place).or_default();
        if into {
            tally.count(kept);
            *spread += 1;
            return;
        }
        tally.discount(kept);
        *spread = spread.saturating_sub(1);
        if *spread == 0 {
            self.spread.remove(&place);
        }
    }
}

/// Every row of one kind.
fn each(
    store: &Store,
    what: u8,
    mut take: impl FnMut(&[u8], &[u8]) -> Result<(), ViewsError>,
) -> Result<(), ViewsError> {
    let mut range = key::within(vec![key::KEPT, what]);
    loop {
        let rows = store.scan(&range, Way::Forward, LOAD)?;
        rows.iter().try_for_each(|(key, value)| take(key, value))?;
        match rows.last() {
            Some((last, _)) if rows.len() == LOAD => range.start = key::after(last),
            _ => return Ok(()),
        }
    }
}

fn mark_key() -> Vec<u8> {
    key::key(key::KEPT, &[&[MARK]])
}

fn tally_key(township: u32) -> Vec<u8> {
    key::key(key::KEPT, &[&[TALLY], &township.to_be_bytes()])
}

fn stale_key(family: FamilyId) -> Vec<u8> {
    key::key(key::KEPT, &[&[STALE], &family.0.to_be_bytes()])
}

impl Views {
    /// What the kept verdicts were judged by, if any are kept.
    pub fn kept_mark(&self) -> Option<&KeptMark> {
        self.kept.as_ref().map(|kept| &kept.mark)
    }

    /// Families that have changed since they were judged: at most so many, and how many there are.
    pub fn kept_stale(&self, most: usize) -> (Vec<FamilyId>, usize) {
        let stale = self.kept.as_ref().map(|kept| &kept.stale);
        let some = stale.into_iter().flatten().take(most).copied().collect();
        (some, stale.map_or(0, BTreeSet::len))
    }

    /// What the kept verdicts come to, of a township or of all.
    pub fn kept_tally(&self, township: Option<i64>) -> Tally {
        let mut sum = Tally::default();
        let of = |code: &u32| township.is_none_or(|wanted| wanted == i64::from(*code));
        let tallies = self.kept.iter().flat_map(|kept| &kept.tallies);
        tallies.filter(|(code, _)| of(code)).for_each(|(_, tally)| sum.add(tally));
        sum
    }

    /// Takes away some of what is kept, the mark first. True when there is more.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn drop_kept(&mut self) -> Result<bool, ViewsError> {
        self.kept = None;
        let rows = self.store.scan(&key::within(vec![key::KEPT]), Way::Forward, BATCH)?;
        let more = rows.len() == BATCH;
        let mut difference = Difference::default();
        for (key, value) in rows {
            difference.rows.insert(key, Slot { old: Some(value), new: None });
        }
        self.commit(difference, self.meta.applied)?;
        Ok(more)
    }

    /// Begins a sweep, first or again: says by what it judges. What is kept of a plan stays only under a mark of the same plan; `drop_kept`
    /// comes before another.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn begin_kept(&mut self, mark: KeptMark) -> Result<(), ViewsError> {
        let mut difference = Difference::default();
        let old = self.store.get(&mark_key())?;
        difference.rows.insert(mark_key(), Slot { old, new: codec::encode(&mark) });
        self.commit(difference, self.meta.applied)?;
        match &mut self.kept {
            Some(kept) => kept.mark = mark,
            None => self.kept = KeptVerdicts::load(&self.store)?,
        }
        Ok(())
    }

    /// Puts families whose records change among those to judge again.
    pub(super) fn outdate(&self, difference: &mut Difference, families: BTreeSet<FamilyId>) {
        let Some(kept) = &self.kept else { return };
        let news = families.into_iter().filter(|family| !family.is_district() && !kept.stale.contains(family));
        for family in news {
            difference.rows.insert(stale_key(family), Slot { old: None, new: Some(Vec::new()) });
            difference.stale.push(family);
        }
    }

    /// Keeps what families were judged to be; none of a family that is not in the register. One batch. True when anything is otherwise
    /// than before.
    ///
    /// # Errors
    /// Damage, the disk; nothing counts as kept then.
    pub fn keep(&mut self, judged: Vec<(FamilyId, Option<Kept>)>, how: Keeping) -> Result<bool, ViewsError> {
        let Some(kept) = self.kept.take() else { return Ok(false) };
        let families: Vec<FamilyId> = judged.iter().map(|(family, _)| *family).collect();
        let mut writing = Writing::new(self, kept);
        judged.into_iter().try_for_each(|(family, kept)| writing.keep(family, kept))?;
        let (mut difference, mut kept) = writing.end()?;
        let otherwise = !difference.rows.is_empty();
        match how {
            Keeping::Changed => {
                for family in families.iter().filter(|family| kept.stale.remove(family)) {
                    difference.rows.insert(stale_key(*family), Slot { old: Some(Vec::new()), new: None });
                }
            }
            Keeping::Swept(mark) => {
                let old = codec::encode(&kept.mark);
                difference.rows.insert(mark_key(), Slot { old, new: codec::encode(&mark) });
                kept.mark = mark;
            }
        }
        self.commit(difference, self.meta.applied)?;
        self.kept = Some(kept);
        Ok(otherwise)
    }
}

/// Rows of every kind, for telling a layout from another.
pub(super) fn sample() -> Vec<Vec<u8>> {
    record::sample().into_iter().chain(list::sample()).collect()
}
