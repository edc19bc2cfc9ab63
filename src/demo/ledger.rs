//! What the history must remember of a household between two items: how many it had, and which measures it may not have now. Sixty-odd bytes a
//! household; all else is invented again.

use super::catalogue::{Entry, Repeats};
use crate::ids::MeasureNo;
use chrono::{Datelike, NaiveDate};

/// The account of one household.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ledger {
    /// The last item number given.
    pub last_item: u32,
    year: i32,
    open: u128,
    ever: u128,
    this_year: u128,
}

impl Ledger {
    /// Whether an item of the measure may be opened: none is open, and a measure that comes once or once a year has not come yet.
    pub fn allows(&self, entry: &Entry, on: NaiveDate) -> bool {
        let taken = match entry.repeats {
            Repeats::Once => self.ever,
            Repeats::Yearly if self.year == on.year() => self.this_year,
            Repeats::Yearly | Repeats::Freely => 0,
        };
        (taken | self.open) & bit(entry.no) == 0
    }

    /// Gives the next item number to an item of the measure.
    pub fn open(&mut self, measure: MeasureNo, on: NaiveDate) -> u32 {
        if self.year != on.year() {
            (self.year, self.this_year) = (on.year(), 0);
        }
        self.last_item += 1;
        self.ever |= bit(measure);
        self.this_year |= bit(measure);
        self.reopen(measure);
        self.last_item
    }

    /// An item of the measure came back.
    pub fn reopen(&mut self, measure: MeasureNo) {
        self.open |= bit(measure);
    }

    /// An item of the measure came to its end.
    pub fn close(&mut self, measure: MeasureNo) {
        self.open &= !bit(measure);
    }
}

/// Measures share 128 bits; a plan with more measures would share some, which only makes items rarer.
fn bit(measure: MeasureNo) -> u128 {
    1 << (measure.0 % 128)
}
