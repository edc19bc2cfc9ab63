//! The figures of every year, kept in step with the items, so that no screen adds them up.
//!
//! They depend on what the plan counts. What that was is kept beside them (the *book*): with another plan, or in views that were built
//! anew, they are counted again from the items, and from then on each entry moves them. The amounts are few (a measure, a year, a tally) and
//! stay in memory; who was given something, and how often, stands in rows of sixty-four families each, which also lead from a figure to
//! the items behind it.

mod as_of;
mod behind;
mod recount;

pub use as_of::AsOf;

use super::apply::Difference;
use super::fold::{Slot, Slots};
use super::store::{Store, Way};
use super::{Views, ViewsError, codec, key};
use crate::domain::emergency::Emergency;
use crate::domain::family::Family;
use crate::domain::figure::book::Book;
use crate::domain::figure::ledger::{Holder, Shift};
use crate::domain::figure::{Amounts, Cell};
use crate::domain::item::Item;
use crate::domain::register::Row as Entered;
use crate::ids::{DepartmentNo, EmergencyId, FamilyId, ItemId, MeasureNo, MemberNo, RowId};
use std::collections::BTreeMap;

/// How many families share a row of holders.
const FAMILIES_A_ROW: u32 = 64;
/// How many rows are read at a time when the amounts are loaded.
const LOAD: usize = 2_000;

const BOOK: u8 = 0;
const AMOUNT: u8 = 1;

/// The figures as they are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figures {
    pub book: Book,
    pub amounts: Amounts,
}

/// One holder within its row: family, person, body, tally, part.
type Place = (u32, MemberNo, DepartmentNo, u8, u32);

/// A row of holders, sorted, with how often each was given something.
type Row = BTreeMap<Place, u32>;

impl Figures {
    /// Those that are kept, if they were ever counted.
    pub fn load(store: &Store) -> Result<Option<Self>, ViewsError> {
        let Some(book) = store.get(&book_key())? else { return Ok(None) };
        let mut figures = Figures { book: codec::decode(&book)?, amounts: Amounts::default() };
        let mut range = key::within(vec![key::FIGURE, AMOUNT]);
        loop {
            let rows = store.scan(&range, Way::Forward, LOAD)?;
            for (key, value) in &rows {
                let cell = codec::decode(key.get(2..).unwrap_or_default())?;
                figures.amounts.set(cell, codec::decode(value)?);
            }
            match rows.last() {
                Some((last, _)) if rows.len() == LOAD => range.start = key::after(last),
                _ => return Ok(Some(figures)),
            }
        }
    }
}

fn book_key() -> Vec<u8> {
    key::key(key::FIGURE, &[&[BOOK]])
}

/// The row of an amount; nothing has none.
fn amount_row(cell: Cell, amount: i64) -> Option<(Vec<u8>, Vec<u8>)> {
    let key = key::key(key::FIGURE, &[&[AMOUNT], &codec::encode(&cell)?]);
    (amount != 0).then(|| codec::encode(&amount).map(|value| (key, value))).flatten()
}

fn row_key(measure: MeasureNo, year: u16, group: u32) -> Vec<u8> {
    key::key(key::HOLDERS, &[&[measure.0], &year.to_be_bytes(), &group.to_be_bytes()])
}

/// The row of a holder and its place there.
fn place(holder: &Holder) -> (Vec<u8>, Place) {
    let Cell { measure, body, tally, year, part } = holder.cell;
    let FamilyId(family) = holder.family;
    (row_key(measure, year, family / FAMILIES_A_ROW), (family, holder.member, body, tally, part))
}

/// A row as it is written; an empty one is not there.
fn written(row: &Row) -> Option<Vec<u8>> {
    if row.is_empty() { None } else { codec::encode(row) }
}

impl Views {
    /// What the figures are counted by, if they are counted.
    pub fn figure_book(&self) -> Option<&Book> {
        self.figures.as_ref().map(|figures| &figures.book)
    }

    /// The amounts of the figures as they are now, if they are counted.
    pub fn amounts(&self) -> Option<&Amounts> {
        self.figures.as_ref().map(|figures| &figures.amounts)
    }

    /// Whether what figures are counted apart by is another in two states of a family.
    pub(super) fn counted_otherwise(&self, old: &Family, new: Option<&Family>) -> bool {
        let (Some(figures), Some(new)) = (&self.figures, new) else { return false };
        let told = |family: &Family, field| {
            let of = family.facts.iter().filter(|(other, _)| *other == field);
            of.map(|(_, dated)| dated.clone()).collect::<Vec<_>>()
        };
        old.into != new.into || figures.book.facts().any(|field| told(old, field) != told(new, field))
    }

    /// Moves the figures by what changed in items and their families.
    pub(super) fn shift_figures(
        &self,
        difference: &mut Difference,
        families: &Slots<FamilyId, Family>,
        items: &Slots<ItemId, Item>,
        entered: &Slots<RowId, Entered>,
        emergencies: &Slots<EmergencyId, Emergency>,
    ) -> Result<(), ViewsError> {
        let Some(Figures { book, amounts }) = &self.figures else { return Ok(()) };
        let mut shift = Shift::default();
        let mut known: BTreeMap<FamilyId, Option<Family>> = BTreeMap::new();
        for (id, slot) in items {
            let family = match families.get(&id.family) {
                Some(family) => family.clone(),
                None => {
                    let family = match known.entry(id.family) {
                        std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                        std::collections::btree_map::Entry::Vacant(place) => place.insert(self.family(id.family)?),
                    };
                    Slot { old: family.clone(), new: family.clone() }
                }
            };
            if let (Some(item), Some(family)) = (&slot.old, &family.old) {
                shift.item(book, item, family, -1);
            }
            if let (Some(item), Some(family)) = (&slot.new, &family.new) {
                shift.item(book, item, family, 1);
            }
        }
        self.shift_rows(&mut shift, book, families, entered)?;
        self.shift_emergencies(&mut shift, book, families, emergencies)?;
        self.move_holders(difference, &mut shift, book)?;
        for (cell, by) in shift.amounts.into_iter().filter(|(_, by)| *by != 0) {
            let before = amounts.get(cell);
            let after = before.saturating_add(by);
            for (amount, is_new) in [(before, false), (after, true)] {
                if let Some((key, value)) = amount_row(cell, amount) {
                    let sides = difference.rows.entry(key).or_default();
                    if is_new { sides.new = Some(value) } else { sides.old = Some(value) }
                }
            }
            difference.amounts.push((cell, after));
        }
        Ok(())
    }

    /// Moves the figures by what changed in rows of small registers.
    fn shift_rows(
        &self,
        shift: &mut Shift,
        book: &Book,
        families: &Slots<FamilyId, Family>,
        entered: &Slots<RowId, Entered>,
    ) -> Result<(), ViewsError> {
        let sides = entered.values().flat_map(|slot| [(&slot.old, -1), (&slot.new, 1)]);
        for (row, sign) in sides.filter_map(|(row, sign)| Some((row.as_ref()?, sign))) {
            if book.of_register(row.register).next().is_none() {
                continue;
            }
            let family = row.owner.family().map(|id| self.side_of(families, id, sign)).transpose()?.flatten();
            shift.row(book, row, family.as_ref(), sign);
        }
        Ok(())
    }

    /// Moves the figures by what changed in emergencies.
    fn shift_emergencies(
        &self,
        shift: &mut Shift,
        book: &Book,
        families: &Slots<FamilyId, Family>,
        emergencies: &Slots<EmergencyId, Emergency>,
    ) -> Result<(), ViewsError> {
        let sides = emergencies.values().flat_map(|slot| [(&slot.old, -1), (&slot.new, 1)]);
        for (one, sign) in sides.filter_map(|(one, sign)| Some((one.as_ref()?, sign))) {
            let family = self.side_of(families, one.family(), sign)?;
            shift.emergency(book, one, family.as_ref(), sign);
        }
        Ok(())
    }

    /// A family as it was before the change (-1), or as it is after it (1).
    fn side_of(
        &self,
        families: &Slots<FamilyId, Family>,
        id: FamilyId,
        sign: i64,
    ) -> Result<Option<Family>, ViewsError> {
        match families.get(&id) {
            Some(slot) if sign < 0 => Ok(slot.old.clone()),
            Some(slot) => Ok(slot.new.clone()),
            None => self.family(id),
        }
    }

    fn move_holders(&self, difference: &mut Difference, shift: &mut Shift, book: &Book) -> Result<(), ViewsError> {
        let mut rows: BTreeMap<Vec<u8>, Vec<(Place, Holder, i64)>> = BTreeMap::new();
        for (holder, by) in std::mem::take(&mut shift.holders).into_iter().filter(|(_, by)| *by != 0) {
            let (key, place) = place(&holder);
            rows.entry(key).or_default().push((place, holder, by));
        }
        for (key, moved) in rows {
            let old = self.store.get(&key)?;
            let mut row: Row = old.as_deref().map(codec::decode).transpose()?.unwrap_or_default();
            for (place, holder, by) in moved {
                let before = row.get(&place).copied().unwrap_or(0);
                match shift.settle(book, holder, before, by) {
                    0 => row.remove(&place),
                    after => row.insert(place, after),
                };
            }
            let new = written(&row);
            difference.rows.insert(key, Slot { old, new });
        }
        Ok(())
    }
}
