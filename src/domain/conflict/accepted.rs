//! What a clerk found to be right although it looks like a contradiction.

use super::{Conflict, ConflictId};
use crate::policy::value::Value;
use serde::{Deserialize, Serialize};

/// A conflict of a family that was found to be right as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The conflict.
    pub id: ConflictId,
    /// The values that it was said of; with others it is asked again.
    pub values: [Value; 2],
}

impl Accepted {
    /// Whether it was said of this conflict as it is now.
    pub fn covers(&self, conflict: &Conflict) -> bool {
        self.id == conflict.id && self.values == conflict.values()
    }
}
