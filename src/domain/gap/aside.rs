//! What nobody can find out, as a clerk said.

use super::GapId;
use crate::policy::field::Field;
use serde::{Deserialize, Serialize};

/// Facts of a household or a person that nobody can find out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Whose.
    pub gap: GapId,
    /// Which.
    pub fields: Vec<Field>,
}
