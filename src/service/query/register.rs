//! What a desk may ask about small registers.

use super::Page;
use crate::ids::{FamilyId, RegisterNo, RowId};
use serde::{Deserialize, Serialize};

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegisterQuery {
    /// How many rows each register has.
    Counts {
        /// Only rows of this family, its people and its items.
        family: Option<FamilyId>,
    },
    /// The rows of a register, the last day first.
    Rows {
        /// The register.
        register: RegisterNo,
        /// Only rows of this family, its people and its items.
        family: Option<FamilyId>,
        /// Which part.
        page: Page,
    },
    /// The rows of a family, its people and its items: by register, and the last day first.
    OfFamily {
        /// The family.
        family: FamilyId,
    },
    /// One row with its versions.
    Row {
        /// The row.
        row: RowId,
    },
}
