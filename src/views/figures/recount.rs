//! Counting the figures again from the items: in views that were built anew, and when the plan counts otherwise than before.
//!
//! What they are counted by is written last: an interruption leaves figures that count as not counted.

use super::{Figures, Holder, Row, amount_row, book_key, place, written};
use crate::domain::emergency::Emergency;
use crate::domain::family::Family;
use crate::domain::figure::Amounts;
use crate::domain::figure::book::Book;
use crate::domain::figure::ledger::Shift;
use crate::domain::register::Row as Entered;
use crate::ids::FamilyId;
use crate::views::apply::Difference;
use crate::views::fold::Slot;
use crate::views::rebuild::tell;
use crate::views::store::Way;
use crate::views::{Progress, Stage, Views, ViewsError, codec, key};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Rows of items that are read at a time.
const CHUNK: usize = 500;
/// Rows that are written or taken away at a time.
const BATCH: usize = 200;

impl Views {
    /// Counts the figures by a book, unless they are counted by it already. True when they had to be counted.
    ///
    /// # Errors
    /// `Interrupted` when `progress` stops it; damage.
    pub fn count_figures(
        &mut self,
        book: &Book,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<bool, ViewsError> {
        if self.figure_book() == Some(book) {
            return Ok(false);
        }
        self.drop_figures()?;
        let mut counting = Counting { book, amounts: Amounts::default(), rows: BTreeMap::new(), group: 0 };
        let mut range = key::within(vec![key::ITEMS]);
        let mut family: Option<Family> = None;
        let mut done = 0;
        loop {
            let chunk = self.store.scan(&range, Way::Forward, CHUNK)?;
            for (_, value) in &chunk {
                for item in self.items_in(value)? {
                    if family.as_ref().map(|family| family.id) != Some(item.id.family) {
                        family = self.family(item.id.family)?;
                        let ready = counting.reach(item.id.family);
                        self.put(ready)?;
                    }
                    if let Some(family) = &family {
                        let mut shift = Shift::default();
                        shift.item(book, &item, family, 1);
                        counting.take(shift);
                    }
                    done += 1;
                }
            }
            tell(progress, Stage::Writing, done)?;
            match chunk.last() {
                Some((last, _)) if chunk.len() == CHUNK => range.start = key::after(last),
                _ => break,
            }
        }
        self.count_rows(&mut counting)?;
        self.count_emergencies(&mut counting)?;
        let Counting { amounts, rows, .. } = counting;
        self.put(rows)?;
        self.put_amounts(book, amounts)?;
        Ok(true)
    }

    /// Counts the rows of small registers.
    fn count_rows(&self, counting: &mut Counting<'_>) -> Result<(), ViewsError> {
        let mut range = key::within(vec![key::ENTERED]);
        loop {
            let chunk = self.store.scan(&range, Way::Forward, CHUNK)?;
            for (_, value) in &chunk {
                let row: Entered = self.heed(codec::decode(value))?;
                if counting.book.of_register(row.register).next().is_some() {
                    let family = row.owner.family().map(|family| self.family(family)).transpose()?.flatten();
                    let mut shift = Shift::default();
                    shift.row(counting.book, &row, family.as_ref(), 1);
                    counting.take(shift);
                }
            }
            match chunk.last() {
                Some((last, _)) if chunk.len() == CHUNK => range.start = key::after(last),
                _ => return Ok(()),
            }
        }
    }

    /// Counts the emergencies.
    fn count_emergencies(&self, counting: &mut Counting<'_>) -> Result<(), ViewsError> {
        let mut range = key::within(vec![key::EMERGENCY]);
        loop {
            let chunk = self.store.scan(&range, Way::Forward, CHUNK)?;
            for (_, value) in &chunk {
                let one: Emergency = self.heed(codec::decode(value))?;
                let mut shift = Shift::default();
                shift.emergency(counting.book, &one, self.family(one.family())?.as_ref(), 1);
                counting.take(shift);
            }
            match chunk.last() {
                Some((last, _)) if chunk.len() == CHUNK => range.start = key::after(last),
                _ => return Ok(()),
            }
        }
    }

    /// Takes away what was counted by another book, that book first.
    fn drop_figures(&mut self) -> Result<(), ViewsError> {
        self.figures = None;
        for letter in [key::FIGURE, key::HOLDERS] {
            loop {
                let rows = self.store.scan(&key::within(vec![letter]), Way::Forward, BATCH)?;
                if rows.is_empty() {
                    break;
                }
                let mut difference = Difference::default();
                for (key, value) in rows {
                    difference.rows.insert(key, Slot { old: Some(value), new: None });
                }
                self.commit(difference, self.meta.applied)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, rows: BTreeMap<Vec<u8>, Row>) -> Result<(), ViewsError> {
        let rows: Vec<(Vec<u8>, Option<Vec<u8>>)> = rows.iter().map(|(key, row)| (key.clone(), written(row))).collect();
        self.write_new(rows)
    }

    fn put_amounts(&mut self, book: &Book, amounts: Amounts) -> Result<(), ViewsError> {
        let rows = amounts.iter().filter_map(|(cell, amount)| amount_row(cell, amount));
        self.write_new(rows.map(|(key, value)| (key, Some(value))).collect())?;
        let encoded = codec::encode(book).ok_or(ViewsError::TooLong { seq: self.meta.applied })?;
        self.write_new(vec![(book_key(), Some(encoded))])?;
        self.figures = Some(Figures { book: book.clone(), amounts });
        Ok(())
    }

    fn write_new(&mut self, rows: Vec<(Vec<u8>, Option<Vec<u8>>)>) -> Result<(), ViewsError> {
        for batch in rows.chunks(BATCH) {
            let mut difference = Difference::default();
            for (key, new) in batch {
                difference.rows.insert(key.clone(), Slot { old: None, new: new.clone() });
            }
            self.commit(difference, self.meta.applied)?;
        }
        Ok(())
    }
}

/// What is counted so far. Items come by family, so the rows of a group of families are whole when the next group begins.
struct Counting<'a> {
    book: &'a Book,
    amounts: Amounts,
    rows: BTreeMap<Vec<u8>, Row>,
    group: u32,
}

impl Counting<'_> {
    /// The rows that are whole now.
    fn reach(&mut self, family: FamilyId) -> BTreeMap<Vec<u8>, Row> {
        let group = family.0 / super::FAMILIES_A_ROW;
        if group == self.group {
            return BTreeMap::new();
        }
        self.group = group;
        std::mem::take(&mut self.rows)
    }

    fn take(&mut self, mut shift: Shift) {
        for (holder, by) in std::mem::take(&mut shift.holders) {
            self.hold(holder, by, &mut shift);
        }
        shift.amounts.into_iter().for_each(|(cell, amount)| self.amounts.add(cell, amount));
    }

    fn hold(&mut self, holder: Holder, by: i64, shift: &mut Shift) {
        let (key, place) = place(&holder);
        let row = self.rows.entry(key).or_default();
        let before = row.get(&place).copied().unwrap_or(0);
        row.insert(place, shift.settle(self.book, holder, before, by));
    }
}
