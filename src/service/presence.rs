//! Who has what before them: told among the desks of one server while they are at it, and kept nowhere.

use crate::ids::{FamilyId, ItemId};
use serde::{Deserialize, Serialize};

/// What a clerk can have before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A family.
    Family(FamilyId),
    /// An item.
    Item(ItemId),
}

impl Subject {
    /// Whether whoever is at the other thing is to be told of here: at the same, or at an item of this family.
    pub fn covers(self, other: Subject) -> bool {
        match (self, other) {
            (Subject::Family(family), Subject::Item(item)) => item.family == family,
            _ => self == other,
        }
    }
}

/// Where a desk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Here {
    /// What is open.
    pub subject: Subject,
    /// A form about it is being filled in: others are told before they begin one, and may all the same.
    pub filling: bool,
}

/// Somebody else who is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Present {
    /// Not filling in a form; those who are stand first.
    pub looking: bool,
    /// At the same thing, and not at an item of the family.
    pub same: bool,
    /// The name of the clerk.
    pub name: String,
}
