//! The small registers of the plan: hospital stays, contacts, meetings, notes and the like. Each is a list of rows with record fields;
//! what a row of a person says may also be facts that rules read.

use crate::ids::RegisterNo;
use crate::policy::field::Field;
use crate::policy::words::Words;
use crate::text::Both;
use serde::{Deserialize, Serialize};

/// A small register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Its number, kept in the journal.
    pub no: RegisterNo,
    /// Its id, in commands and JSON.
    pub id: String,
    /// What a clerk reads.
    pub title: Words,
    /// Whose its rows may be; never empty.
    pub owners: Vec<OwnerKind>,
    /// The record fields of a row, in their order.
    pub fields: Vec<String>,
    /// Those without which no row is written.
    pub required: Vec<String>,
    /// The field that says the day of a row; rows are in its order.
    pub day: Option<String>,
    /// The field that tells one row from another in a list.
    pub heading: String,
    /// Fields of a row that are facts of its owner too, from the day of the row on.
    pub facts: Vec<(String, Field)>,
    /// An owner has one row that is kept up to date, and not a new row each time.
    pub single: bool,
}

impl Register {
    /// Whether a row may belong to such an owner.
    pub fn takes(&self, owner: OwnerKind) -> bool {
        self.owners.contains(&owner)
    }

    /// Whether its rows belong to families or their people or items, and not to the office.
    pub fn is_of_families(&self) -> bool {
        self.owners.iter().any(|owner| matches!(owner, OwnerKind::Family | OwnerKind::Member | OwnerKind::Item))
    }
}

/// What a row of a small register belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OwnerKind {
    /// A household.
    Family,
    /// A person.
    Member,
    /// An item.
    Item,
    /// A department.
    Department,
    /// The district as a whole.
    District,
}

impl OwnerKind {
    /// Every kind.
    pub const ALL: [OwnerKind; 5] =
        [OwnerKind::Family, OwnerKind::Member, OwnerKind::Item, OwnerKind::Department, OwnerKind::District];

    /// The word of the plan file and of JSON.
    pub fn key(self) -> &'static str {
        match self {
            OwnerKind::Family => "family",
            OwnerKind::Member => "member",
            OwnerKind::Item => "item",
            OwnerKind::Department => "department",
            OwnerKind::District => "district",
        }
    }

    /// The kind with this word.
    pub fn from_key(word: &str) -> Option<OwnerKind> {
        OwnerKind::ALL.into_iter().find(|kind| kind.key() == word)
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            OwnerKind::Family => Both::new("家庭", "a family"),
            OwnerKind::Member => Both::new("成员", "a person of a family"),
            OwnerKind::Item => Both::new("事项", "an item"),
            OwnerKind::Department => Both::new("部门", "a department"),
            OwnerKind::District => Both::new("全区", "the district"),
        }
    }
}
