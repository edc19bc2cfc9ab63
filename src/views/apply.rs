//! Keeping the views up to date: a group of entries becomes one batch of changed rows.

use super::counter::{Counter, Counters};
use super::emergency;
use super::fold::{Fold, Past, Slot, Slots};
use super::image::{self, Home, Image};
use super::meta::Meta;
use super::review;
use super::timeline::Line;
use super::token::Bucket;
use super::{Views, ViewsError, account, batch, codec, entered, key};
use crate::domain::access::Account;
use crate::domain::batch::{Batch, Line as Payment, LineId};
use crate::domain::emergency::Emergency;
use crate::domain::entry::Entry;
use crate::domain::family::Family;
use crate::domain::figure::Cell;
use crate::domain::item::Item;
use crate::domain::register::Row;
use crate::domain::review::Review;
use crate::ids::{BatchId, DepartmentNo, EmergencyId, FamilyId, ItemId, ReviewId, RowId, Seq};
use std::collections::{BTreeMap, BTreeSet};

/// What a group of entries changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Families whose record changed.
    pub families: BTreeSet<FamilyId>,
    /// Items whose record changed.
    pub items: BTreeSet<ItemId>,
    /// Departments whose queue or counts changed.
    pub departments: BTreeSet<DepartmentNo>,
    /// Questions that were raised or settled.
    pub reviews: BTreeSet<ReviewId>,
    /// Emergencies whose record changed.
    pub emergencies: BTreeSet<EmergencyId>,
}

/// Rows before and after, and by how much each counter moves.
#[derive(Default)]
pub(super) struct Difference {
    pub rows: Slots<Vec<u8>, Vec<u8>>,
    counts: BTreeMap<Counter, i64>,
    /// Amounts of the figures as they will be.
    pub amounts: Vec<(Cell, i64)>,
    /// Accounts as they will be.
    pub accounts: Vec<Account>,
    /// Families whose kept verdicts no longer follow from what is known.
    pub stale: Vec<FamilyId>,
}

impl Difference {
    /// Takes one image away and puts another in its place.
    pub fn replace(&mut self, old: Image, new: Image) {
        old.counts.into_iter().for_each(|counter| *self.counts.entry(counter).or_default() -= 1);
        new.counts.into_iter().for_each(|counter| *self.counts.entry(counter).or_default() += 1);
        for (key, value) in old.rows {
            self.rows.entry(key).or_default().old = Some(value);
        }
        for (key, value) in new.rows {
            self.rows.entry(key).or_default().new = Some(value);
        }
    }

    /// Adds the rows of the counters, and gives the counters as they will be.
    fn count(&mut self, counters: &Counters) -> Result<Vec<(Counter, u64)>, ViewsError> {
        let mut moved = Vec::new();
        for (counter, before, after) in counters.plus(&self.counts)? {
            for (count, is_new) in [(before, false), (after, true)] {
                if let Some((key, value)) = Counters::row(counter, count) {
                    let sides = self.rows.entry(key).or_default();
                    if is_new { sides.new = Some(value) } else { sides.old = Some(value) }
                }
            }
            moved.push((counter, after));
        }
        Ok(moved)
    }
}

impl Views {
    /// Folds entries in, in order and as one batch: all of them are in, or none. Entries that are in already are passed over.
    ///
    /// # Errors
    /// `Gap` when an entry is missing before these; `StrayFamily` or `StrayItem` when the views lack what an entry builds on; damage.
    pub fn apply(&mut self, entries: &[Entry]) -> Result<Changed, ViewsError> {
        let mut fold = Fold::new(&*self, self.meta.applied);
        entries.iter().try_for_each(|entry| fold.entry(entry))?;
        let applied = fold.applied;
        if applied == self.meta.applied {
            return Ok(Changed::default());
        }
        let (difference, changed) = self.difference(fold, applied)?;
        self.commit(difference, applied)?;
        Ok(changed)
    }

    /// What the folded records change in the store.
    fn difference(&self, fold: Fold<'_, Views>, by: Seq) -> Result<(Difference, Changed), ViewsError> {
        let Fold { families, mut items, lines, reviews, buckets, mut entered, mut emergencies, .. } = fold;
        let Fold { batches, payments, accounts, .. } = fold;
        let mut difference = Difference::default();
        let mut changed = Changed::default();
        changed.items.extend(differing(&items));
        changed.families.extend(differing(&families));
        changed.reviews.extend(differing(&reviews));
        for (id, family) in &families {
            // Rows of items carry their family's township and vanish with it; figures are counted apart by some of its facts.
            let moved = |old| family.new.as_ref().map(Home::of) != Some(Home::of(old));
            if family.old.as_ref().is_some_and(|old| moved(old) || self.counted_otherwise(old, family.new.as_ref())) {
                for item in self.every_item_of(*id)? {
                    items.entry(item.id).or_insert_with(|| Slot { old: Some(item.clone()), new: Some(item) });
                }
            }
        }
        changed.emergencies.extend(differing(&emergencies));
        self.with_withdrawn(&families, &mut entered, &mut emergencies)?;
        for slot in items.values() {
            changed.departments.extend([&slot.old, &slot.new].into_iter().flatten().map(|item| item.department));
        }
        self.shift_figures(&mut difference, &families, &items, &entered, &emergencies)?;
        let of_items = changed.items.iter().map(|item| item.family);
        self.outdate(&mut difference, changed.families.iter().copied().chain(of_items).collect());
        self.replace_items(&mut difference, &families, items, by)?;
        for slot in families.into_values().filter(|slot| slot.old != slot.new) {
            // Most changes to a family are to its counts, and leave the indexes alone.
            let image = match (&slot.old, &slot.new) {
                (Some(old), Some(new)) if image::found_alike(old, new) => image::record_of,
                _ => image::of_family,
            };
            replace_all(&mut difference, [slot], |family| image(family, by))?;
        }
        replace_all(&mut difference, reviews.into_values(), |review| review::image(review, by))?;
        replace_all(&mut difference, entered.into_values(), |row| entered::image(row, by))?;
        replace_all(&mut difference, emergencies.into_values(), |one| emergency::image(one, by))?;
        replace_all(&mut difference, batches.into_values(), |one| batch::image(one, by))?;
        replace_all(&mut difference, payments.into_values(), |line| batch::line_image(line, by))?;
        difference.accounts.extend(accounts.values().filter_map(|slot| slot.new.clone()));
        replace_all(&mut difference, accounts.into_values(), |one| account::image(one, by))?;
        for ((family, seq), slot) in lines {
            replace_all(&mut difference, [slot], |line| row(key::line(family, seq), line, by))?;
        }
        for (number, slot) in buckets {
            replace_all(&mut difference, [slot], |bucket| row(key::tokens(number), bucket, by))?;
        }
        Ok((difference, changed))
    }

    /// Rows and emergencies of a family that was entered in error are in no figure: with it, they are taken out, or come back.
    fn with_withdrawn(
        &self,
        families: &Slots<FamilyId, Family>,
        entered: &mut Slots<RowId, Row>,
        emergencies: &mut Slots<EmergencyId, Emergency>,
    ) -> Result<(), ViewsError> {
        let withdrawn = |family: &Option<Family>| family.as_ref().map(|family| family.withdrawn);
        for (id, family) in families {
            if family.old.is_none() || withdrawn(&family.old) == withdrawn(&family.new) {
                continue;
            }
            for row in self.entered_of(*id, usize::MAX)? {
                entered.entry(row.id).or_insert_with(|| Slot { old: Some(row.clone()), new: Some(row) });
            }
            for one in self.emergencies_of(*id)? {
                emergencies.entry(one.id).or_insert_with(|| Slot { old: Some(one.clone()), new: Some(one) });
            }
        }
        Ok(())
    }

    /// Items share rows, so what changes is the row with all its items.
    fn replace_items(
        &self,
        difference: &mut Difference,
        families: &Slots<FamilyId, Family>,
        items: Slots<ItemId, Item>,
        by: Seq,
    ) -> Result<(), ViewsError> {
        let mut rows: BTreeMap<Vec<u8>, Vec<Slot<Item>>> = BTreeMap::new();
        for (id, slot) in items {
            rows.entry(key::items(id)).or_default().push(slot);
        }
        for (key, slots) in rows {
            let old = self.items_in_row(&key)?;
            let mut new = old.clone();
            for item in slots.into_iter().filter_map(|slot| slot.new) {
                let at = new.partition_point(|other| other.id < item.id);
                match new.get_mut(at).filter(|other| other.id == item.id) {
                    Some(other) => *other = item,
                    None => new.insert(at, item),
                }
            }
            let Some(family) = new.first().map(|item| item.id.family) else { continue };
            let (before, after) = match families.get(&family) {
                Some(slot) => (home(slot.old.as_ref()), home(slot.new.as_ref())),
                None => {
                    let home = home(self.family(family)?.as_ref());
                    (home, home)
                }
            };
            difference.replace(image::of_items(&old, before, by)?, image::of_items(&new, after, by)?);
        }
        Ok(())
    }

    /// Writes the difference, with how far it brings the views.
    pub(super) fn commit(&mut self, mut difference: Difference, applied: Seq) -> Result<(), ViewsError> {
        let moved = difference.count(&self.counters);
        let moved = self.heed(moved)?;
        let mut meta = Meta { applied, ..self.meta };
        difference.rows.retain(|_, row| row.old != row.new);
        for (key, row) in &difference.rows {
            meta.replace(key, row.old.as_deref(), row.new.as_deref());
        }
        let meta_row = codec::encode(&meta).ok_or(ViewsError::TooLong { seq: applied })?;
        let rows = difference.rows.iter().map(|(key, row)| (key.as_slice(), row.new.as_deref()));
        self.store.write(rows.chain([(Meta::KEY, Some(meta_row.as_slice()))]))?;
        self.meta = meta;
        if let Some(townships) = self.townships.get_mut() {
            difference
                .rows
                .iter()
                .for_each(|(key, row)| townships.replace(key, row.old.as_deref(), row.new.as_deref()));
        }
        if let Some(check) = &mut self.check {
            difference.rows.iter().for_each(|(key, row)| check.notice(key, row.old.as_deref(), row.new.as_deref()));
        }
        moved.into_iter().for_each(|(counter, count)| self.counters.set(counter, count));
        difference.accounts.into_iter().for_each(|one| self.accounts.set(one));
        if let Some(figures) = &mut self.figures {
            difference.amounts.into_iter().for_each(|(cell, amount)| figures.amounts.set(cell, amount));
        }
        if let Some(kept) = &mut self.kept {
            kept.stale.extend(difference.stale);
        }
        Ok(())
    }
}

fn home(family: Option<&Family>) -> Home {
    family.map_or(Home::NOWHERE, Home::of)
}

/// The names of records that are not as they were.
fn differing<K: Ord + Copy, T: PartialEq>(slots: &Slots<K, T>) -> impl Iterator<Item = K> {
    slots.iter().filter(|(_, slot)| slot.old != slot.new).map(|(key, _)| *key)
}

fn replace_all<T>(
    difference: &mut Difference,
    slots: impl IntoIterator<Item = Slot<T>>,
    image: impl Fn(&T) -> Result<Image, ViewsError>,
) -> Result<(), ViewsError> {
    for slot in slots {
        let side = |record: Option<T>| record.map_or(Ok(Image::default()), |record| image(&record));
        difference.replace(side(slot.old)?, side(slot.new)?);
    }
    Ok(())
}

fn row<T: serde::Serialize>(key: Vec<u8>, record: &T, by: Seq) -> Result<Image, ViewsError> {
    Ok(Image::row(key, codec::encode(record).ok_or(ViewsError::TooLong { seq: by })?))
}

impl Past for Views {
    const COMPARED: bool = true;

    fn family(&self, id: FamilyId) -> Result<Option<Family>, ViewsError> {
        Views::family(self, id)
    }

    fn item(&self, id: ItemId) -> Result<Option<Item>, ViewsError> {
        Views::item(self, id)
    }

    fn line(&self, family: FamilyId, seq: Seq) -> Result<Option<Line>, ViewsError> {
        self.record(&key::line(family, seq))
    }

    fn review(&self, id: ReviewId) -> Result<Option<Review>, ViewsError> {
        Views::review(self, id)
    }

    fn bucket(&self, number: u16) -> Result<Option<Bucket>, ViewsError> {
        self.record(&key::tokens(number))
    }

    fn entered(&self, id: RowId) -> Result<Option<Row>, ViewsError> {
        Views::entered(self, id)
    }

    fn emergency(&self, id: EmergencyId) -> Result<Option<Emergency>, ViewsError> {
        Views::emergency(self, id)
    }

    fn batch(&self, id: BatchId) -> Result<Option<Batch>, ViewsError> {
        Views::batch(self, id)
    }

    fn payment(&self, id: LineId) -> Result<Option<Payment>, ViewsError> {
        Views::payment(self, id)
    }

    fn account(&self, user: &str) -> Result<Option<Account>, ViewsError> {
        Ok(self.accounts.get(user).cloned())
    }
}
