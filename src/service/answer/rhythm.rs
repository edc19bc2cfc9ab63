//! What the service answers about duties that come round.

use super::Rows;
use crate::domain::rhythm::{Account, Coming};
use crate::ids::{FamilyId, ItemId, MemberNo};
use crate::service::query::Cursor;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An answer about duties that come round; `RhythmQuery::Watched` is answered with a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RhythmAnswer {
    /// To `RhythmQuery::Contact`.
    Contact(Rows<ContactRow>),
    /// To `RhythmQuery::Coming`.
    Coming(Rows<ComingRow>),
}

/// A family and the account of contact with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The family.
    pub family: FamilyId,
    /// The name to show.
    pub subject: String,
    /// Township (nine-digit code), 0 when not known.
    pub township: i64,
    /// Whether it declines visits.
    pub declines: bool,
    /// The account.
    pub account: Account,
}

/// Something that comes of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComingRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The day.
    pub on: NaiveDate,
    /// What it is, with the date that it was worked out from.
    pub coming: Coming,
    /// The family.
    pub family: FamilyId,
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// The item whose record says so.
    pub item: Option<ItemId>,
    /// The name to show.
    pub subject: String,
    /// Township (nine-digit code), 0 when not known.
    pub township: i64,
}
