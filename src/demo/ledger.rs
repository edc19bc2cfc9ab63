//! What the history must remember of a household between two items: how many it had, and which measures it may not have now. A hundred bytes a
//! household; all else is invented again.

use super::catalogue::{Entry, Repeats};
use crate::ids::MeasureNo;
use crate::policy::period::Period;

/// How many kinds of period there are.
const KINDS: usize = 7;

/// The account of one household.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ledger {
    /// The last item number given.
    pub last_item: u32,
    open: u128,
    ever: u128,
    /// What was opened in the period that runs, for each kind of period.
    latest: [Option<Period>; KINDS],
    taken: u128,
}

impl Ledger {
    /// Whether an item of the measure may be opened: none is open, and a measure that comes once, or once a period, has not come yet.
    pub fn allows(&self, entry: &Entry, period: Option<Period>) -> bool {
        let taken = match entry.repeats {
            Repeats::Once => self.ever,
            Repeats::Each(_) if period.is_some_and(|period| self.runs(period)) => self.taken,
            Repeats::Each(_) | Repeats::Freely => 0,
        };
        (taken | self.open) & bit(entry.no) == 0
    }

    /// Gives the next item number to an item of the measure.
    pub fn open(&mut self, entry: &Entry, period: Option<Period>) -> u32 {
        if let Some(period) = period
            && !self.runs(period)
        {
            self.taken &= !entry.alike;
            if let Some(latest) = self.latest.get_mut(kind(period)) {
                *latest = Some(period);
            }
        }
        self.last_item += 1;
        self.ever |= bit(entry.no);
        self.taken |= bit(entry.no);
        self.reopen(entry.no);
        self.last_item
    }

    fn runs(&self, period: Period) -> bool {
        self.latest.get(kind(period)) == Some(&Some(period))
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

fn kind(period: Period) -> usize {
    match period {
        Period::Year(_) => 0,
        Period::Half(..) => 1,
        Period::Quarter(..) => 2,
        Period::Month(..) => 3,
        Period::School(_) => 4,
        Period::Enrolment(_) => 5,
        Period::Festival(..) => 6,
    }
}

/// Measures share 128 bits; a plan with more measures would share some, which only makes items rarer.
pub fn bit(measure: MeasureNo) -> u128 {
    1 << (measure.0 % 128)
}
