//! What is lacking for verdicts that are not known yet.

use crate::policy::rule::Fact;
use serde::{Deserialize, Serialize};

/// A fact of the register, or a standard of the plan by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lack {
    /// A fact that is not recorded.
    Fact(Fact),
    /// A standard that is not set.
    Standard(usize),
}
