//! Rows of small registers: the row itself, its place in its register, and its place among the rows of its family. A row that was
//! withdrawn stays for the record and is in no list.

use super::counter::Counter;
use super::error::{Because, Doing};
use super::image::Image;
use super::list::{Lane, List, SCAN_MAX};
use super::page::{Cursor, From, Page};
use super::store::Way;
use super::{Views, ViewsError, codec, key};
use crate::domain::figure::Cell;
use crate::domain::figure::book::What;
use crate::domain::figure::row::is_behind;
use crate::domain::register::{Owner, Row};
use crate::ids::{FamilyId, RegisterNo, RowId, Seq};

/// The most rows of one owner or department that a look-up goes through.
const SAME_MAX: usize = 1_000;

/// A row of a small register in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The row.
    pub row: Row,
}

/// The image of a row.
pub(super) fn image(row: &Row, by: Seq) -> Result<Image, ViewsError> {
    let record = codec::encode(row).ok_or(ViewsError::TooLong { seq: by })?;
    let mut image = Image::row(key::entered(row.id), record);
    if let Some(on) = row.on() {
        let place = key::entered_on(on, row.id);
        image.rows.insert([&key::by_register(row.register)[..], &place].concat(), Vec::new());
        image.counts.push(Counter::Register(row.register));
        if let Some(family) = row.owner.family() {
            let of = [&key::by_owner(family)[..], &[row.register.0], &place].concat();
            image.rows.insert(of, Vec::new());
        }
    }
    Ok(image)
}

impl Views {
    /// A row, also one that was withdrawn.
    pub fn entered(&self, id: RowId) -> Result<Option<Row>, ViewsError> {
        self.record(&key::entered(id))
    }

    /// The rows of a register, or those among them of one family: the last day first.
    pub fn entered_in(
        &self,
        register: RegisterNo,
        family: Option<FamilyId>,
        from: &From,
        limit: usize,
    ) -> Result<Page<EnteredRow>, ViewsError> {
        let prefix = match family {
            Some(family) => [&key::by_owner(family)[..], &[register.0]].concat(),
            None => key::by_register(register),
        };
        let lanes = vec![Lane::whole(prefix)];
        let list = List { lanes, keep: &|_, _| true, bound: SCAN_MAX };
        let page = list.page(&self.store, from, limit)?.try_map(|(place, _)| {
            let row = self.entered_at(&place)?;
            Ok(EnteredRow { cursor: Cursor(place), row })
        })?;
        let total = family.is_none().then(|| self.counters.get(Counter::Register(register)));
        Ok(Page { total, ..page })
    }

    /// The rows behind a tally in a year, or behind one part of it: the last day first. Nothing for a tally of items, or while the figures are
    /// not counted.
    pub fn entered_behind(
        &self,
        cell: Cell,
        part: Option<u32>,
        from: &From,
        limit: usize,
    ) -> Result<Page<EnteredRow>, ViewsError> {
        let nothing = Page { rows: Vec::new(), more_before: false, more_after: false, total: None, reached: None };
        let Some(book) = self.figure_book() else { return Ok(nothing) };
        let counted = book.page(cell.measure).and_then(|page| page.tallies.get(usize::from(cell.tally)));
        let Some(What::Rows { register, .. }) = counted.map(|counted| &counted.what) else { return Ok(nothing) };
        let behind = |place: &[u8]| {
            let row = self.entered_at(place)?;
            let family = row.owner.family().map(|family| self.family(family)).transpose()?.flatten();
            Ok::<bool, ViewsError>(is_behind(book, &row, family.as_ref(), cell, part))
        };
        // What cannot be read is not passed over: it is read once more for the page, and said there.
        let keep = |place: &[u8], _: &[u8]| behind(place).unwrap_or(true);
        let list = List { lanes: vec![Lane::whole(key::by_register(*register))], keep: &keep, bound: SCAN_MAX };
        list.page(&self.store, from, limit)?.try_map(|(place, _)| {
            let row = self.entered_at(&place)?;
            Ok(EnteredRow { cursor: Cursor(place), row })
        })
    }

    /// The rows of a family, its people and its items: by register, and the last day first.
    pub fn entered_of(&self, family: FamilyId, limit: usize) -> Result<Vec<Row>, ViewsError> {
        let rows = self.store.scan(&key::within(key::by_owner(family)), Way::Forward, limit)?;
        rows.iter().map(|(key, _)| self.entered_at(key)).collect()
    }

    /// The row of a register that this owner has, if any: the one of the last day.
    pub fn entered_by(&self, owner: Owner, register: RegisterNo) -> Result<Option<RowId>, ViewsError> {
        let prefix = match owner.family() {
            Some(family) => [&key::by_owner(family)[..], &[register.0]].concat(),
            None => key::by_register(register),
        };
        for (key, _) in self.store.scan(&key::within(prefix), Way::Forward, SAME_MAX)? {
            let row = self.entered_at(&key)?;
            if row.owner == owner {
                return Ok(Some(row.id));
            }
        }
        Ok(None)
    }

    /// How many rows a register has.
    pub fn entered_count(&self, register: RegisterNo) -> u64 {
        self.counters.get(Counter::Register(register))
    }

    /// The number for the next row.
    pub fn next_entered(&self) -> Result<RowId, ViewsError> {
        let rows = self.store.scan(&key::within(vec![key::ENTERED]), Way::Backward, 1)?;
        let last =
            rows.first().and_then(|(key, _)| key.last_chunk::<4>()).map_or(0, |bytes| u32::from_be_bytes(*bytes));
        Ok(RowId(last.saturating_add(1)))
    }

    /// The row that an index names.
    fn entered_at(&self, key: &[u8]) -> Result<Row, ViewsError> {
        let row = key::row_at_end(key).map(|id| self.entered(id)).transpose()?.flatten();
        self.heed(row.ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree)))
    }
}
