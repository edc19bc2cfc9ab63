//! Building the views anew: fold every entry in memory, sort, write.
//!
//! Folding is the same code that keeps the views up to date; here its past is memory, and only records are kept there, encoded. The
//! indexes follow from the last state of each record. Sorted rows in small batches are what sled takes fastest and with the least memory.
//! Until the last row is written the views count as unbuilt, so an interruption leaves nothing that could be taken for whole.

use super::counter::{Counter, Counters};
use super::emergency;
use super::fold::{Fold, Past, Slots};
use super::image::{self, Home, Image};
use super::meta::Fingerprint;
use super::review;
use super::store::{Row, Store};
use super::timeline::Line;
use super::token::Bucket;
use super::{Views, ViewsError, account, batch, codec, entered, key, open};
use crate::domain::access::Account;
use crate::domain::batch::{Batch, Line as Payment, LineId};
use crate::domain::emergency::Emergency;
use crate::domain::entry::Entry;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::register::Row as Entered;
use crate::domain::review::Review;
use crate::ids::{BatchId, EmergencyId, FamilyId, ItemId, ReviewId, RowId, Seq};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

/// How many entries are folded at a time.
pub(super) const GROUP: usize = 500;
/// How many rows are written at a time.
const BATCH: usize = 200;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Entries are being folded.
    Folding,
    /// Rows are being written.
    Writing,
}

/// How far building has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Entries folded, or rows written, so far.
    pub done: u64,
}

impl Views {
    /// Builds the views of a directory from all entries, in place of whatever is there. `progress` is told every few hundred entries and
    /// rows, and stops the building by answering `Break`.
    pub fn rebuild<E: From<ViewsError>>(
        dir: &Path,
        entries: impl Iterator<Item = Result<Entry, E>>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Views, E> {
        let store = open::begin(dir)?;
        let mut memory = Memory::new();
        let mut group = Vec::with_capacity(GROUP);
        for entry in entries {
            group.push(entry?);
            if group.len() == GROUP {
                memory.fold(&group)?;
                group.clear();
                tell(progress, Stage::Folding, memory.applied.0)?;
            }
        }
        memory.fold(&group)?;
        let applied = memory.applied;
        tell(progress, Stage::Folding, applied.0)?;
        let mut writer = Writer::new(&store, progress);
        memory.write(&mut writer)?;
        let fingerprint = writer.fingerprint;
        Ok(open::finish(dir, store, applied, fingerprint)?)
    }
}

pub(super) fn tell(
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    stage: Stage,
    done: u64,
) -> Result<(), ViewsError> {
    match progress(Progress { stage, done }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ViewsError::Interrupted),
    }
}

/// Encoded records by name.
pub(super) type Records<K> = BTreeMap<K, Box<[u8]>>;

/// The records as far as they are folded.
pub(super) struct Memory {
    pub applied: Seq,
    pub families: Records<FamilyId>,
    pub items: Records<ItemId>,
    pub lines: Records<(FamilyId, Seq)>,
    reviews: Records<ReviewId>,
    pub buckets: Records<u16>,
    pub entered: Records<RowId>,
    pub emergencies: Records<EmergencyId>,
    batches: Records<BatchId>,
    payments: Records<LineId>,
    accounts: Records<String>,
}

impl Memory {
    pub fn new() -> Self {
        Memory {
            applied: Seq(0),
            families: Records::new(),
            items: Records::new(),
            lines: Records::new(),
            reviews: Records::new(),
            buckets: Records::new(),
            entered: Records::new(),
            emergencies: Records::new(),
            batches: Records::new(),
            payments: Records::new(),
            accounts: Records::new(),
        }
    }

    pub fn fold(&mut self, entries: &[Entry]) -> Result<(), ViewsError> {
        let mut fold = Fold::new(&*self, self.applied);
        entries.iter().try_for_each(|entry| fold.entry(entry))?;
        let Fold { applied, families, items, lines, reviews, buckets, entered, emergencies, .. } = fold;
        let Fold { batches, payments, accounts, .. } = fold;
        keep(&mut self.families, families, applied)?;
        keep(&mut self.items, items, applied)?;
        keep(&mut self.lines, lines, applied)?;
        keep(&mut self.reviews, reviews, applied)?;
        keep(&mut self.buckets, buckets, applied)?;
        keep(&mut self.entered, entered, applied)?;
        keep(&mut self.emergencies, emergencies, applied)?;
        keep(&mut self.batches, batches, applied)?;
        keep(&mut self.payments, payments, applied)?;
        keep(&mut self.accounts, accounts, applied)?;
        self.applied = applied;
        Ok(())
    }

    /// Writes every row: records in order, and after each kind of record the rows of its indexes, sorted.
    fn write(self, writer: &mut Writer<'_>) -> Result<(), ViewsError> {
        let mut homes = BTreeMap::new();
        for (id, bytes) in &self.families {
            let family: Family = codec::decode(bytes)?;
            homes.insert(*id, Home::of(&family));
            writer.image(image::of_family(&family, self.applied)?)?;
        }
        writer.indexes()?;
        for ((family, seq), bytes) in self.lines {
            writer.row(key::line(family, seq), bytes.into())?;
        }
        let mut row: Vec<Item> = Vec::new();
        for bytes in self.items.values() {
            let item: Item = codec::decode(bytes)?;
            if row.first().is_some_and(|first| key::items(first.id) != key::items(item.id)) {
                writer.items(&row, &homes, self.applied)?;
                row.clear();
            }
            row.push(item);
        }
        writer.items(&row, &homes, self.applied)?;
        writer.indexes()?;
        for (number, bytes) in self.buckets {
            writer.row(key::tokens(number), bytes.into())?;
        }
        for bytes in self.reviews.values() {
            writer.image(review::image(&codec::decode::<Review>(bytes)?, self.applied)?)?;
        }
        writer.indexes()?;
        for bytes in self.entered.values() {
            writer.image(entered::image(&codec::decode::<Entered>(bytes)?, self.applied)?)?;
        }
        writer.indexes()?;
        for bytes in self.emergencies.values() {
            writer.image(emergency::image(&codec::decode::<Emergency>(bytes)?, self.applied)?)?;
        }
        writer.indexes()?;
        // Keys of batches run from the newest.
        for bytes in self.batches.values().rev() {
            writer.image(batch::image(&codec::decode::<Batch>(bytes)?, self.applied)?)?;
        }
        for bytes in self.payments.values() {
            writer.image(batch::line_image(&codec::decode::<Payment>(bytes)?, self.applied)?)?;
        }
        for bytes in self.accounts.values() {
            writer.image(account::image(&codec::decode::<Account>(bytes)?, self.applied)?)?;
        }
        writer.indexes()?;
        writer.counters()
    }
}

fn keep<K: Ord, T: Serialize>(records: &mut Records<K>, slots: Slots<K, T>, by: Seq) -> Result<(), ViewsError> {
    for (key, slot) in slots {
        match slot.new {
            Some(record) => records.insert(key, codec::encode(&record).ok_or(ViewsError::TooLong { seq: by })?.into()),
            None => records.remove(&key),
        };
    }
    Ok(())
}

fn recall<K: Ord, T: DeserializeOwned>(records: &Records<K>, key: &K) -> Result<Option<T>, ViewsError> {
    records.get(key).map(|bytes| codec::decode(bytes)).transpose()
}

impl Past for Memory {
    const COMPARED: bool = false;

    fn family(&self, id: FamilyId) -> Result<Option<Family>, ViewsError> {
        recall(&self.families, &id)
    }

    fn item(&self, id: ItemId) -> Result<Option<Item>, ViewsError> {
        recall(&self.items, &id)
    }

    fn line(&self, family: FamilyId, seq: Seq) -> Result<Option<Line>, ViewsError> {
        recall(&self.lines, &(family, seq))
    }

    fn review(&self, id: ReviewId) -> Result<Option<Review>, ViewsError> {
        recall(&self.reviews, &id)
    }

    fn bucket(&self, number: u16) -> Result<Option<Bucket>, ViewsError> {
        recall(&self.buckets, &number)
    }

    fn entered(&self, id: RowId) -> Result<Option<Entered>, ViewsError> {
        recall(&self.entered, &id)
    }

    fn emergency(&self, id: EmergencyId) -> Result<Option<Emergency>, ViewsError> {
        recall(&self.emergencies, &id)
    }

    fn batch(&self, id: BatchId) -> Result<Option<Batch>, ViewsError> {
        recall(&self.batches, &id)
    }

    fn payment(&self, id: LineId) -> Result<Option<Payment>, ViewsError> {
        recall(&self.payments, &id)
    }

    fn account(&self, user: &str) -> Result<Option<Account>, ViewsError> {
        recall(&self.accounts, &user.to_string())
    }
}

/// Writes rows in batches, and keeps the sum and the counters of what it has written.
struct Writer<'a> {
    store: &'a Store,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    fingerprint: Fingerprint,
    counts: BTreeMap<Counter, u64>,
    /// Rows that wait for the next batch.
    batch: Vec<Row>,
    /// Rows of indexes that wait to be sorted.
    waiting: Vec<Row>,
}

impl<'a> Writer<'a> {
    fn new(store: &'a Store, progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>) -> Self {
        let (fingerprint, counts) = (Fingerprint::default(), BTreeMap::new());
        Writer { store, progress, fingerprint, counts, batch: Vec::new(), waiting: Vec::new() }
    }

    fn row(&mut self, key: Vec<u8>, value: Vec<u8>) -> Result<(), ViewsError> {
        self.fingerprint.replace(&key, None, Some(&value));
        self.batch.push((key, value));
        if self.batch.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ViewsError> {
        let rows = std::mem::take(&mut self.batch);
        self.store.write(rows.iter().map(|(key, value)| (key.as_slice(), Some(value.as_slice()))))?;
        tell(self.progress, Stage::Writing, self.fingerprint.rows())
    }

    /// Writes the row of a record; the rows of its indexes wait.
    fn image(&mut self, image: Image) -> Result<(), ViewsError> {
        image.counts.into_iter().for_each(|counter| *self.counts.entry(counter).or_default() += 1);
        for (key, value) in image.rows {
            if key.first().is_some_and(|letter| key::RECORDS.contains(letter)) {
                self.row(key, value)?;
            } else {
                self.waiting.push((key, value));
            }
        }
        Ok(())
    }

    fn items(&mut self, items: &[Item], homes: &BTreeMap<FamilyId, Home>, by: Seq) -> Result<(), ViewsError> {
        let home = items.first().and_then(|item| homes.get(&item.id.family));
        self.image(image::of_items(items, home.copied().unwrap_or(Home::NOWHERE), by)?)
    }

    /// Writes the rows of indexes that wait.
    fn indexes(&mut self) -> Result<(), ViewsError> {
        let mut rows = std::mem::take(&mut self.waiting);
        rows.sort_unstable();
        rows.into_iter().try_for_each(|(key, value)| self.row(key, value))
    }

    /// Writes the counters and whatever waits for a batch.
    fn counters(&mut self) -> Result<(), ViewsError> {
        let counts = std::mem::take(&mut self.counts);
        for (key, value) in counts.into_iter().filter_map(|(counter, count)| Counters::row(counter, count)) {
            self.row(key, value)?;
        }
        self.flush()
    }
}
