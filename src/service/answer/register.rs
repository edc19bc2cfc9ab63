//! What the service answers about small registers, masked where it must be.

use super::Rows;
use crate::domain::register::Owner;
use crate::ids::{RegisterNo, RowId, Seq};
use crate::service::query::Cursor;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// One answer; its variant is that of the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegisterAnswer {
    /// Each register of the plan with the number of its rows.
    Counts(Vec<(RegisterNo, u64)>),
    /// Rows of a register or of a family.
    Rows(Rows<RegisterLine>),
    /// One row.
    Row(Box<RegisterPage>),
}

/// A row of a small register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterLine {
    /// Its place in the list.
    pub cursor: Cursor,
    /// Its name.
    pub row: RowId,
    /// Its register.
    pub register: RegisterNo,
    /// Whose it is.
    pub owner: Owner,
    /// The name to show for a person or a family; empty for others.
    pub subject: String,
    /// Its day.
    pub on: NaiveDate,
    /// What it says: the plan's record keys and values, masked where they must be.
    pub values: Vec<(String, String)>,
    /// Who wrote it last.
    pub actor: String,
    /// Its version.
    pub version: Seq,
}

/// A row with its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterPage {
    /// The row as it is; the values are empty when it was withdrawn.
    pub line: RegisterLine,
    /// It was withdrawn.
    pub withdrawn: bool,
    /// Its versions, oldest first.
    pub versions: Vec<VersionLine>,
}

/// A version of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionLine {
    /// The entry.
    pub seq: Seq,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub actor: String,
    /// What it said, masked where it must be; none for a withdrawal.
    pub values: Option<Vec<(String, String)>>,
    /// Why it was withdrawn.
    pub reason: String,
    /// Taken back later.
    pub taken_back: bool,
}
