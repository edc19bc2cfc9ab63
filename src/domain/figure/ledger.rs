//! Adding marks up, and taking them away again.
//!
//! A shift is what a change of some items moves. It is settled against the holders that were there before: only when someone is given
//! something often enough, or no longer, does a cell that counts holders change.

use super::book::Book;
use super::mark::{Mark, TOUCHED, marks};
use super::{Amounts, Cell};
use crate::domain::emergency::Emergency;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::register::Row;
use crate::ids::{FamilyId, MemberNo};
use std::collections::BTreeMap;

/// Someone who is given what a cell counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holder {
    /// The cell.
    pub cell: Cell,
    /// The household.
    pub family: FamilyId,
    /// The person, or 0 for the household.
    pub member: MemberNo,
}

/// What some changes move.
#[derive(Clone, Debug, Default)]
pub struct Shift {
    /// By how much each amount moves.
    pub amounts: BTreeMap<Cell, i64>,
    /// How much more often each holder is given something.
    pub holders: BTreeMap<Holder, i64>,
}

impl Shift {
    /// Takes an item in (1) or out (-1).
    pub fn item(&mut self, book: &Book, item: &Item, family: &Family, sign: i64) {
        for mark in marks(book, item, family) {
            match mark {
                Mark::Amount(cell, amount) => *self.amounts.entry(cell).or_default() += sign * amount,
                Mark::Holder(cell, member) => {
                    *self.holders.entry(holder(cell, item, family, member)).or_default() += sign;
                }
            }
        }
    }

    /// Takes a row of a small register in (1) or out (-1).
    pub fn row(&mut self, book: &Book, row: &Row, family: Option<&Family>, sign: i64) {
        for mark in super::row::marks(book, row, family) {
            if let Mark::Amount(cell, amount) = mark {
                *self.amounts.entry(cell).or_default() += sign * amount;
            }
        }
    }

    /// Takes an emergency in (1) or out (-1).
    pub fn emergency(&mut self, book: &Book, emergency: &Emergency, family: Option<&Family>, sign: i64) {
        for mark in super::case::marks(book, emergency, family) {
            if let Mark::Amount(cell, amount) = mark {
                *self.amounts.entry(cell).or_default() += sign * amount;
            }
        }
    }

    /// Moves one holder from how often it was given something to how often it is, and the count of its cell with it. Gives how often it is.
    pub fn settle(&mut self, book: &Book, holder: Holder, before: u32, by: i64) -> u32 {
        let after = u32::try_from((i64::from(before) + by).max(0)).unwrap_or(u32::MAX);
        let Cell { measure, tally, .. } = holder.cell;
        if tally != TOUCHED {
            let enough = book.at_least(measure, tally);
            *self.amounts.entry(holder.cell).or_default() += i64::from(after >= enough) - i64::from(before >= enough);
        }
        after
    }
}

/// Whoever is given it: a household that went into another one is counted as that one, so that nobody is counted twice. Where its items
/// are found stays under its own number.
fn holder(cell: Cell, item: &Item, family: &Family, member: MemberNo) -> Holder {
    let own = Holder { cell, family: item.id.family, member };
    match &family.into {
        Some(merged) if cell.tally != TOUCHED => {
            Holder { family: merged.keep, member: merged.person(member).unwrap_or(member), ..own }
        }
        _ => own,
    }
}

/// Everything added up in memory.
#[derive(Clone, Debug)]
pub struct Ledger {
    book: Book,
    amounts: Amounts,
    holders: BTreeMap<Holder, u32>,
}

impl Ledger {
    /// A ledger with nothing in it.
    pub fn new(book: Book) -> Self {
        Self { book, amounts: Amounts::default(), holders: BTreeMap::new() }
    }

    /// Adds an item of a household.
    pub fn add(&mut self, item: &Item, family: &Family) {
        let mut shift = Shift::default();
        shift.item(&self.book, item, family, 1);
        for (holder, by) in std::mem::take(&mut shift.holders) {
            let before = self.holders.get(&holder).copied().unwrap_or(0);
            let after = shift.settle(&self.book, holder, before, by);
            self.holders.insert(holder, after);
        }
        shift.amounts.into_iter().for_each(|(cell, amount)| self.amounts.add(cell, amount));
    }

    /// Adds a row of a small register.
    pub fn add_row(&mut self, row: &Row, family: Option<&Family>) {
        let mut shift = Shift::default();
        shift.row(&self.book, row, family, 1);
        shift.amounts.into_iter().for_each(|(cell, amount)| self.amounts.add(cell, amount));
    }

    /// Adds an emergency.
    pub fn add_emergency(&mut self, emergency: &Emergency, family: Option<&Family>) {
        let mut shift = Shift::default();
        shift.emergency(&self.book, emergency, family, 1);
        shift.amounts.into_iter().for_each(|(cell, amount)| self.amounts.add(cell, amount));
    }

    /// The households that have anything of a measure in a year.
    pub fn touched(&self, measure: crate::ids::MeasureNo, year: u16) -> impl Iterator<Item = FamilyId> {
        let of = move |holder: &&Holder| {
            holder.cell.measure == measure && holder.cell.year == year && holder.cell.tally == TOUCHED
        };
        self.holders.keys().filter(of).map(|holder| holder.family)
    }

    /// The amounts.
    pub fn amounts(&self) -> &Amounts {
        &self.amounts
    }

    /// The amounts, and nothing else.
    pub fn into_amounts(self) -> Amounts {
        self.amounts
    }
}
