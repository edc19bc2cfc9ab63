//! What a desk may ask about duties that come round.

use super::Page;
use crate::domain::rhythm::{ComingKind, Stage};
use crate::ids::DepartmentNo;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A question about duties that come round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RhythmQuery {
    /// Items that somebody is to look at.
    Watched {
        /// Why.
        list: WatchList,
        /// Only this department.
        department: Option<DepartmentNo>,
        /// Only families of this township (nine-digit code).
        township: Option<i64>,
        /// Which part.
        page: Page,
    },
    /// The account of contact with families, by township, village and number.
    Contact {
        /// Only this township (nine-digit code).
        township: Option<i64>,
        /// Only families of which something is missing.
        deficit: bool,
        /// Which part.
        page: Page,
    },
    /// What comes of itself in the months ahead, soonest first. Pages go forward only.
    Coming {
        /// How many months ahead.
        months: u32,
        /// Which part.
        page: Page,
    },
    /// What comes of itself from one day to another, soonest first, in pages of either direction. What is past is passed over.
    ComingIn {
        /// The first day.
        #[serde(with = "crate::when::day")]
        first: NaiveDate,
        /// The last day.
        #[serde(with = "crate::when::day")]
        last: NaiveDate,
        /// Only what is of this kind.
        kind: Option<ComingKind>,
        /// Which part.
        page: Page,
    },
}

/// Why somebody is to look at an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WatchList {
    /// It came to this stage of its clock and nobody was told.
    New(Stage),
    /// It is suspended until today or an earlier day.
    Waking,
    /// Its clock runs and nobody has touched it for as long as the plan says.
    Cold,
}

impl WatchList {
    /// Every one, in the order in which a desk shows them.
    pub const ALL: [WatchList; 6] = [
        WatchList::New(Stage::Soon),
        WatchList::New(Stage::Due),
        WatchList::New(Stage::Overdue),
        WatchList::New(Stage::Late),
        WatchList::Waking,
        WatchList::Cold,
    ];
}
