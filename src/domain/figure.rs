//! The figures of a year: what was delivered, waited, was spent and how long it took, for each tally of the plan.
//!
//! Every figure is put together from *amounts* that stand in *cells*: a cell is a year, a measure, a body, a tally and the part it is
//! counted apart by. An item says by itself which amounts it adds (`mark.rs`), so a year is the sum over all items, whichever way it is
//! reached: kept while entries come in, or folded from the journal as it was on any day. Households and people who are counted once,
//! however often they were given something, are *holders*: a cell counts those that it has been given often enough. Rows of small registers
//! add amounts of their own (`row.rs`), and so do emergencies (`case.rs`).
//!
//! The plan says what is counted; what of it is needed for counting is its *book* (`book.rs`).

pub mod book;
pub mod case;
pub mod ledger;
mod life;
pub mod mark;
pub mod part;
pub mod reading;
pub mod row;
#[cfg(test)]
mod tests;

use crate::ids::{DepartmentNo, MeasureNo};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The body of figures that are counted for all bodies together.
pub const ALL_BODIES: DepartmentNo = DepartmentNo(0);

/// The part that holds what is not counted apart.
pub const WHOLE: u32 = 0;

/// The part of deliveries on which nothing was recorded of what they are counted apart by.
pub const NOT_RECORDED: u32 = u32::MAX;

/// Where an amount stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// The measure.
    pub measure: MeasureNo,
    /// The body that it is counted for; `ALL_BODIES` for all of them together.
    pub body: DepartmentNo,
    /// The tally: its place among those of the measure, from 0.
    pub tally: u8,
    /// The year.
    pub year: u16,
    /// What it is counted apart by: a place in a list of choices, the code of a fact, or a length of time.
    pub part: u32,
}

/// Amounts by cell; what is zero is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts(BTreeMap<Cell, i64>);

impl Amounts {
    /// The amount in a cell.
    pub fn get(&self, cell: Cell) -> i64 {
        self.0.get(&cell).copied().unwrap_or(0)
    }

    /// Puts an amount into a cell.
    pub fn set(&mut self, cell: Cell, amount: i64) {
        match amount {
            0 => self.0.remove(&cell),
            _ => self.0.insert(cell, amount),
        };
    }

    /// Adds to a cell. What is more than can be counted stays at the end of the range.
    pub fn add(&mut self, cell: Cell, amount: i64) {
        self.set(cell, self.get(cell).saturating_add(amount));
    }

    /// The parts of a tally in a year, with their amounts.
    pub fn parts(&self, of: Cell) -> impl Iterator<Item = (u32, i64)> {
        let (from, to) = (Cell { part: 0, ..of }, Cell { part: u32::MAX, ..of });
        self.0.range(from..=to).map(|(cell, amount)| (cell.part, *amount))
    }

    /// The amounts of a tally in all years up to one, by part.
    pub fn up_to(&self, of: Cell) -> BTreeMap<u32, i64> {
        let (from, to) = (Cell { year: 0, part: 0, ..of }, Cell { part: u32::MAX, ..of });
        let mut parts = BTreeMap::new();
        for (cell, amount) in self.0.range(from..=to) {
            *parts.entry(cell.part).or_default() += amount;
        }
        parts
    }

    /// The years in which anything is counted.
    pub fn years(&self) -> BTreeSet<u16> {
        self.0.keys().map(|cell| cell.year).collect()
    }

    /// Whether anything is counted of a measure for a body in a year.
    pub fn has(&self, measure: MeasureNo, body: DepartmentNo, year: u16) -> bool {
        let from = Cell { measure, body, tally: 0, year: 0, part: 0 };
        let to = Cell { measure, body, tally: u8::MAX, year: u16::MAX, part: u32::MAX };
        self.0.range(from..=to).any(|(cell, _)| cell.year == year)
    }

    /// Every cell with its amount.
    pub fn iter(&self) -> impl Iterator<Item = (Cell, i64)> {
        self.0.iter().map(|(cell, amount)| (*cell, *amount))
    }
}
