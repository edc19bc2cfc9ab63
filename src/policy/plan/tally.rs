//! What is counted of a measure at the end of the year, as the plan file says it.
//!
//! A tally counts or adds up deliveries of one year, says how long something took, or which part was done. It may count only some
//! deliveries (`where`) and count them apart (`by`). In which year a delivery counts is said by the measure (`counted_on`).

use super::vocabulary::Count;
use crate::ids::RegisterNo;
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
    /// Rows of a small register; `by` and `only` are then fields of the register.
    Rows {
        /// The register.
        register: RegisterNo,
        /// What of them.
        of: OfRows,
    },
    /// Emergencies of the desk, by the day on which they were lodged.
    Emergencies(OfEmergencies),
}

/// What is counted of emergencies; those lodged in error are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum OfEmergencies {
    /// All that were lodged.
    Lodged,
    /// Those that were answered within their hours.
    Answered,
    /// Those in which relief was in hand within its hours.
    Relieved,
}

impl OfEmergencies {
    /// All of them.
    pub const ALL: [OfEmergencies; 3] = [OfEmergencies::Lodged, OfEmergencies::Answered, OfEmergencies::Relieved];

    /// The word of the plan file.
    pub fn key(self) -> &'static str {
        match self {
            OfEmergencies::Lodged => "lodged",
            OfEmergencies::Answered => "answered",
            OfEmergencies::Relieved => "relieved",
        }
    }

    /// The one with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.key() == key)
    }
}

/// What is counted of the rows of a small register.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum OfRows {
    /// Those of the year: by the field in which deliveries of the measure count, where the register has it, else by their day.
    Dated,
    /// Those that stand at the end of the year: from their day on, until this day where it is written.
    Standing(Option<String>),
    /// Those that were not brought up to date for so many months, at the end of the year.
    Stale {
        /// The day on which a row was brought up to date; where it is not written, its own day.
        field: String,
        /// How many months.
        months: u32,
    },
    /// The sum of a field of those of the year.
    Sum {
        /// The field.
        field: String,
        /// A field of the register that is taken off: what is done.
        less: Option<String>,
        /// A field of the measure's own record that is taken off: what was spent of it.
        spent: Option<String>,
    },
    /// Half of those of the year took no longer than from one of these days to the other.
    Median(String, String),
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
    /// The month of the delivery: of what is given every month, a year's sum would count everybody twelve times.
    Month,
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
