//! Which entries of the journal.

use crate::ids::{FamilyId, ItemId, Seq};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What an entry must be to be given. Whatever is left out is not asked of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogFilter {
    /// About this family.
    pub family: Option<FamilyId>,
    /// About this item.
    pub item: Option<ItemId>,
    /// By this user.
    pub by: Option<String>,
    /// Of this day or later.
    pub since: Option<NaiveDate>,
    /// Of this day or earlier.
    pub until: Option<NaiveDate>,
    /// Of this command: its word, or the first words of it (`item` for every step of an item).
    pub command: Option<String>,
    /// Somebody was shown in full what is masked otherwise.
    pub looked: bool,
}

/// From where, and which way. The rows are given oldest first either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogFrom {
    /// The entries after this one, the nearest ones.
    After(Seq),
    /// The entries before this one, the nearest ones; none: before the end.
    Before(Option<Seq>),
}
