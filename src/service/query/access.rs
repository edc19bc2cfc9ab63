//! What may be asked about accounts.

use serde::{Deserialize, Serialize};

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessQuery {
    /// The accounts, by user.
    Accounts,
    /// What whoever asks is, and may do.
    Own,
}
