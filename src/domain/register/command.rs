//! What a clerk asks for with rows of small registers.

use super::Owner;
use crate::ids::{RegisterNo, RowId, Seq};
use serde::{Deserialize, Serialize};

/// One command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegisterCommand {
    /// Write a row.
    Write {
        /// The register.
        register: RegisterNo,
        /// Whose row it is.
        owner: Owner,
        /// What it says: the plan's record keys and the values as they were given.
        values: Vec<(String, String)>,
    },
    /// Correct a row.
    Correct {
        /// The row.
        row: RowId,
        /// The version the clerk saw, where it matters.
        seen: Option<Seq>,
        /// What it is to say: an empty text takes a value out, a field that is not named stays as it is.
        values: Vec<(String, String)>,
    },
    /// Take a row out that was written in error.
    Withdraw {
        /// The row.
        row: RowId,
        /// The version the clerk saw, where it matters.
        seen: Option<Seq>,
        /// Why.
        reason: String,
    },
}

impl RegisterCommand {
    /// The word that stands for the command in the journal and in messages.
    pub fn word(&self) -> &'static str {
        match self {
            RegisterCommand::Write { .. } => "register write",
            RegisterCommand::Correct { .. } => "register correct",
            RegisterCommand::Withdraw { .. } => "register withdraw",
        }
    }
}
