//! Keeping verdicts in step, a slice at a time.

use crate::domain::sweep::kept::Kept;
use crate::ids::{FamilyId, Seq};
use crate::policy::plan::Plan;
use crate::service::failure::Failure;
use crate::service::store::Store;
use crate::service::sweep::{self, Judge, Wanted};
use crate::views::{KEPT_FAMILIES_A_ROW, Keeping, KeptMark, KeptStage};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeMap;

/// Changed families that are judged before somebody is answered: some milliseconds.
const AT_ONCE: usize = 64;
/// Changed families that are judged at a time when somebody waits for all of them.
const CHANGED_AT_A_TIME: usize = 512;
/// A register of so many families is swept whole before somebody is answered: some hundredths of a second.
const SMALL: u64 = 200;

/// Keeps verdicts in step.
#[derive(Debug, Default)]
pub struct Keeper {
    /// Families of a sweep under way that were judged and are not written yet: rows of lists are written once.
    waiting: BTreeMap<FamilyId, Option<Kept>>,
    /// The last family that was looked at in that sweep.
    reached: Option<FamilyId>,
}

/// The day since which changes are kept: the first of last month.
pub fn since(today: NaiveDate) -> NaiveDate {
    today.with_day(1).and_then(|first| first.checked_sub_months(Months::new(1))).unwrap_or(today)
}

impl Keeper {
    /// Goes on by so many families. Whether there is more to do now, and whether what is kept is otherwise than before.
    ///
    /// # Errors
    /// When the store cannot be read or written; it can go on afterwards.
    pub fn step(
        &mut self,
        store: &mut Store,
        plan: &Plan,
        today: NaiveDate,
        families: usize,
    ) -> Result<(bool, bool), Failure> {
        let Some(mark) = self.mark(store, plan, today)? else { return Ok((true, true)) };
        let (mut stale, all) = store.views()?.kept_stale(families);
        if !stale.is_empty() {
            let more = all > stale.len() || mark.stage != KeptStage::Whole;
            with_kept(store, &mut stale)?;
            let judged = judged(store, plan, &mark, &stale)?;
            // What waits of them is older.
            stale.iter().for_each(|family| drop(self.waiting.remove(family)));
            return Ok((more, store.views_mut()?.keep(judged, Keeping::Changed)?));
        }
        match mark.stage.reached() {
            None => Ok((false, false)),
            Some(written) => self.go_on(store, plan, mark, written, families),
        }
    }

    /// Brings in step, before somebody is answered, what can be at once.
    ///
    /// # Errors
    /// As for `step`.
    pub fn catch_up(&mut self, store: &mut Store, plan: &Plan, today: NaiveDate) -> Result<(), Failure> {
        let small = store.views()?.counts(today).families <= SMALL;
        let in_use = store.views()?.kept_mark().is_some_and(|mark| mark.plan == plan.stamp);
        if small {
            while self.step(store, plan, today, AT_ONCE)?.0 {}
        } else if in_use && store.views()?.kept_stale(1).1 > 0 {
            self.step(store, plan, today, AT_ONCE)?;
        }
        Ok(())
    }

    /// Keeps what a whole sweep of this day found, in place of whatever was kept.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing, or less, is kept.
    pub fn keep_all(
        &mut self,
        store: &mut Store,
        plan: &Plan,
        today: NaiveDate,
        mut swept: Vec<(FamilyId, Kept)>,
    ) -> Result<(), Failure> {
        swept.sort_unstable_by_key(|(family, _)| *family);
        let mark = loop {
            if let Some(mark) = self.mark(store, plan, today)? {
                break mark;
            }
        };
        // The register does not change under a command that has it to itself: whoever is not among these is not in it.
        let mut swept: BTreeMap<FamilyId, Kept> = swept.into_iter().collect();
        let last = store.views()?.next_family()?;
        for group in 0..=last.0 / KEPT_FAMILIES_A_ROW {
            let (first, end) = (group * KEPT_FAMILIES_A_ROW, (group + 1).saturating_mul(KEPT_FAMILIES_A_ROW));
            let families = (first.max(1)..end.min(last.0)).map(FamilyId);
            let judged = families.map(|family| (family, swept.remove(&family))).collect();
            let mark = KeptMark { stage: mark.stage.at(FamilyId(end.saturating_sub(1))), ..mark };
            store.views_mut()?.keep(judged, Keeping::Swept(mark))?;
        }
        self.end(store, mark)?;
        // Judging them again is cheaper than telling which of them changed before they were swept.
        self.drain(store, plan, today)
    }

    /// Judges every changed family again, where what is kept is of this plan and day.
    ///
    /// # Errors
    /// As for `step`.
    pub fn drain(&mut self, store: &mut Store, plan: &Plan, today: NaiveDate) -> Result<(), Failure> {
        let of_today = |mark: &KeptMark| mark.plan == plan.stamp && mark.day == today;
        while store.views()?.kept_mark().is_some_and(of_today) && store.views()?.kept_stale(0).1 > 0 {
            self.step(store, plan, today, CHANGED_AT_A_TIME)?;
        }
        Ok(())
    }

    /// The mark of what is kept by this plan and for this day, begun where there is none. None while what another plan left is taken away.
    fn mark(&mut self, store: &mut Store, plan: &Plan, today: NaiveDate) -> Result<Option<KeptMark>, Failure> {
        let (mark, since) = (store.views()?.kept_mark().copied(), since(today));
        let stage = match mark {
            Some(mark) if mark.plan == plan.stamp && mark.day == today && mark.since == since => return Ok(Some(mark)),
            Some(mark) if mark.plan == plan.stamp => match mark.stage {
                KeptStage::Whole => KeptStage::Again(FamilyId::DISTRICT, mark.day),
                KeptStage::First(_) => KeptStage::First(FamilyId::DISTRICT),
                KeptStage::Again(_, day) => KeptStage::Again(FamilyId::DISTRICT, day),
            },
            _ => {
                if store.views_mut()?.drop_kept()? {
                    return Ok(None);
                }
                KeptStage::First(FamilyId::DISTRICT)
            }
        };
        let first = sweep::first_since(store, since)?;
        let mark = KeptMark { plan: plan.stamp, day: today, since, first, stage };
        store.views_mut()?.begin_kept(mark)?;
        (self.waiting, self.reached) = (BTreeMap::new(), None);
        Ok(Some(mark))
    }

    fn go_on(
        &mut self,
        store: &mut Store,
        plan: &Plan,
        mark: KeptMark,
        written: FamilyId,
        families: usize,
    ) -> Result<(bool, bool), Failure> {
        let after = self.reached.unwrap_or(written);
        let next: Vec<FamilyId> = {
            let row = |family: FamilyId| family.0 / KEPT_FAMILIES_A_ROW;
            let next = store.views()?.families_after(after, families)?;
            // No slice goes beyond the row in which it begins.
            let begins = next.first().map(|family| row(family.id));
            next.iter().map(|family| family.id).take_while(|family| Some(row(*family)) == begins).collect()
        };
        let row = |family: FamilyId| family.0 / KEPT_FAMILIES_A_ROW;
        let begins = next.first().copied();
        let mut otherwise = false;
        let row_is_whole = begins.is_none_or(|begins| row(begins) != row(after));
        if row_is_whole && !self.waiting.is_empty() {
            let waiting = std::mem::take(&mut self.waiting).into_iter().collect();
            let mark = KeptMark { stage: mark.stage.at(after), ..mark };
            store.views_mut()?.keep(waiting, Keeping::Swept(mark))?;
            // Whoever looks wants to see how far it is, even where nothing turned.
            otherwise = true;
        }
        let Some(last) = next.last().copied() else {
            self.end(store, mark)?;
            return Ok((false, true));
        };
        self.waiting.extend(judged(store, plan, &mark, &next)?);
        self.reached = Some(last);
        Ok((true, otherwise))
    }

    fn end(&mut self, store: &mut Store, mark: KeptMark) -> Result<(), Failure> {
        let mark = KeptMark { stage: KeptStage::Whole, ..mark };
        store.views_mut()?.keep(Vec::new(), Keeping::Swept(mark))?;
        (self.waiting, self.reached) = (BTreeMap::new(), None);
        Ok(())
    }
}

/// Adds the families that some of these went into: an item under a number that is no longer in the register is one of theirs.
fn with_kept(store: &Store, families: &mut Vec<FamilyId>) -> Result<(), Failure> {
    let mut kept = Vec::new();
    for id in families.iter() {
        let into = store.views()?.family(*id)?.and_then(|family| family.into);
        kept.extend(into.map(|merged| merged.keep).filter(|keep| !families.contains(keep)));
    }
    kept.sort_unstable();
    kept.dedup();
    families.extend(kept);
    Ok(())
}

/// What is to be kept of families; nothing of one that is not in the register.
fn judged(
    store: &Store,
    plan: &Plan,
    mark: &KeptMark,
    families: &[FamilyId],
) -> Result<Vec<(FamilyId, Option<Kept>)>, Failure> {
    let views = store.views()?;
    let wanted = Wanted { township: None, as_of: mark.day, lacking: true, since: Some(mark.since) };
    let mut judge = Judge::new(plan, wanted);
    let first: Option<Seq> = Some(mark.first);
    let mut judged = Vec::with_capacity(families.len());
    for id in families {
        let family = views.family(*id)?.filter(|family| family.is_listed());
        let known = family.map(|family| sweep::known(views, first, family)).transpose()?;
        judged.push((*id, known.map(|known| judge.judge(known).kept())));
    }
    Ok(judged)
}
