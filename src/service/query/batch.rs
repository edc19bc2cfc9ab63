//! What a desk may ask about batches of payments.

use super::Page;
use crate::domain::batch::State;
use crate::ids::{BatchId, FamilyId, MeasureNo, MemberNo};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BatchQuery {
    /// The batches, the newest first.
    All {
        /// Which part.
        page: Page,
    },
    /// One batch.
    One {
        /// The batch.
        batch: BatchId,
    },
    /// The lines of a batch.
    Lines {
        /// The batch.
        batch: BatchId,
        /// Only those in this state.
        state: Option<State>,
        /// Which part.
        page: Page,
    },
    /// Every line of a family's people, the newest first.
    PaidTo {
        /// The family.
        family: FamilyId,
    },
    /// Which standard applies to a person on a day, and why.
    Standard {
        /// The household.
        family: FamilyId,
        /// The person.
        member: MemberNo,
        /// The day.
        #[serde(with = "crate::when::day")]
        on: NaiveDate,
    },
    /// The next families in the order of their numbers, as many as one command may list.
    Walk {
        /// The last family that was looked at; the district's number before the first.
        after: FamilyId,
    },
    /// What persons are owed and were paid, period by period, where it does not come out even; by family. A page may hold few rows and
    /// says how far it came.
    Uneven {
        /// The measure.
        measure: MeasureNo,
        /// Which part.
        page: Page,
    },
}
