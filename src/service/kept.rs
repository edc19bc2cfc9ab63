//! The verdicts of the whole register, kept in step with it, so that nobody waits for a sweep.
//!
//! The views keep them; what is judged, and when, is decided here. A changed family is judged again at the next quiet moment, or before
//! somebody asks; a new day, and another plan, are a whole sweep, a slice at a time in quiet moments.

mod keeper;
mod listed;

pub use keeper::{Keeper, since};
pub use listed::{Listed, counts, measures, page};

use crate::domain::sweep::kept::{KeptCounts, KeptList};
use crate::ids::MeasureNo;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the kept verdicts come to, of a township or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SweepCounts {
    /// What they were judged by; none while nothing is kept.
    pub standing: Option<SweepStanding>,
    /// Families.
    pub families: u64,
    /// Counts of each measure that is judged for families or people, in the plan's order.
    pub measures: Vec<(MeasureNo, KeptCounts)>,
}

impl SweepCounts {
    /// How many stand in a list, of these measures.
    pub fn listed(&self, list: KeptList, wanted: impl Fn(MeasureNo) -> bool) -> u64 {
        self.measures.iter().filter(|(no, _)| wanted(*no)).map(|(_, counts)| u64::from(counts.listed(list))).sum()
    }
}

/// What kept verdicts were judged by, and how far that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SweepStanding {
    /// The day as of which they are, or are being, judged.
    pub as_of: NaiveDate,
    /// The day since which changes are told.
    pub since: NaiveDate,
    /// Percent of the families that are judged as of the day: 100 when all are.
    pub percent: u8,
    /// The day as of which the others are still judged; none where they are not judged at all, or all are in step.
    pub rest: Option<NaiveDate>,
    /// Families that have changed since they were judged.
    pub changed: u64,
}

impl SweepStanding {
    /// Whether everything is in step with the register and the day.
    pub fn is_fresh(&self) -> bool {
        self.percent == 100 && self.changed == 0
    }
}
