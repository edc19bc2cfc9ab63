//! The account of a walk: for each measure and period, what was opened and what was not.

use crate::domain::rhythm::Looked;
use crate::ids::MeasureNo;
use crate::policy::period::Period;
use crate::policy::schedule::Round;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The account of a walk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Families that were looked at.
    pub families: u64,
    /// Each measure and period.
    pub rounds: BTreeMap<(MeasureNo, Period), Count>,
}

/// The account of one measure and period. Each turn is in exactly one of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Opened now, or to be opened by a walk that writes nothing.
    pub new: u64,
    /// There already.
    pub there: u64,
    /// The rule says no.
    pub not_entitled: u64,
    /// Not known yet.
    pub unknown: u64,
    /// Could not be opened.
    pub refused: u64,
}

impl Count {
    fn plus(self, other: Count) -> Count {
        Count {
            new: self.new + other.new,
            there: self.there + other.there,
            not_entitled: self.not_entitled + other.not_entitled,
            unknown: self.unknown + other.unknown,
            refused: self.refused + other.refused,
        }
    }
}

impl Report {
    /// The sums.
    pub fn total(&self) -> Count {
        self.rounds.values().fold(Count::default(), |sum, count| sum.plus(*count))
    }

    pub(super) fn add(&mut self, looked: &Looked) {
        looked.there.iter().for_each(|round| self.of(*round).there += 1);
        looked.not_entitled.iter().for_each(|round| self.of(*round).not_entitled += 1);
        looked.unknown.iter().for_each(|round| self.of(*round).unknown += 1);
    }

    pub(super) fn opened(&mut self, round: Round, done: bool) {
        let count = self.of(round);
        if done { count.new += 1 } else { count.refused += 1 }
    }

    fn of(&mut self, round: Round) -> &mut Count {
        self.rounds.entry((round.measure, round.period)).or_default()
    }
}
