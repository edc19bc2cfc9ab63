//! What is counted of a measure at the end of the year, as the plan file says it.
//!
//! A tally counts or adds up deliveries of one year, says how long something took, or which part was done. It may count only some
//! deliveries (`where`) and count them apart (`by`). In which year a delivery counts is said by the measure (`counted_on`).

use super::vocabulary::Count;
use crate::policy::field::Field;
use crate::policy::words::Words;

/// Something that is counted at the end of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What a clerk reads.
    pub title: Words,
    /// What is counted or added up.
    pub of: TallyOf,
    /// Counted apart.
    pub by: Option<Apart>,
    /// Only these deliveries.
    pub only: Option<Only>,
}

/// What a tally counts or adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TallyOf {
    /// How many.
    Count {
        /// Of what.
        of: Count,
        /// Only families or people with at least so many deliveries in the year.
        at_least: u32,
    },
    /// The sum of a record field, which is money or a number.
    Sum {
        /// The field.
        field: String,
        /// A field of the same kind that is taken off: what was spent, what is done.
        less: Option<String>,
    },
    /// Half of the deliveries took no longer than this.
    Median {
        /// From when.
        from: Moment,
        /// Until when.
        to: Moment,
        /// In hours, nights and days off included, and not in calendar days.
        hours: bool,
    },
    /// What was delivered in the year, out of that and what still waits at its end.
    Share,
}

/// A moment in the life of an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Moment {
    /// When it was opened.
    Opened,
    /// When a clerk first took it.
    Accepted,
    /// When it was delivered.
    Delivered,
    /// When it was due.
    Due,
    /// A day that was recorded.
    Record(String),
}

impl Moment {
    /// The words of the plan file that name no record field.
    pub const KEYS: [(&'static str, Moment); 4] = [
        ("opened", Moment::Opened),
        ("accepted", Moment::Accepted),
        ("delivered", Moment::Delivered),
        ("due", Moment::Due),
    ];
}

/// By what deliveries are counted apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// A record field that is a choice or a yes or no.
    Record(String),
    /// A fact of the household that is a choice or a township, as it was on the day that counts.
    Fact(Field),
}

/// Which deliveries count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Only {
    /// Those where the field says yes or, where it is no yes or no, says anything.
    Given(String),
    /// Those where the field, a choice, has this key.
    Is(String, String),
    /// Those whose day in this field lies after the due date.
    Late(String),
}
