//! What happened to rows of small registers: the words of the journal. As everywhere in the journal, variants are only added at the end.

use crate::ids::{DepartmentNo, FamilyId, ItemId, MemberNo, RegisterNo, RowId, Seq};
use crate::policy::plan::OwnerKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Owner {
    /// A household.
    Family(FamilyId),
    /// A person.
    Member(FamilyId, MemberNo),
    /// An item.
    Item(ItemId),
    /// A department.
    Department(DepartmentNo),
    /// The district as a whole.
    District,
}

impl Owner {
    /// What kind of owner it is.
    pub fn kind(self) -> OwnerKind {
        match self {
            Owner::Family(_) => OwnerKind::Family,
            Owner::Member(..) => OwnerKind::Member,
            Owner::Item(_) => OwnerKind::Item,
            Owner::Department(_) => OwnerKind::Department,
            Owner::District => OwnerKind::District,
        }
    }

    /// The family that it is, or is part of; items of the district belong to none.
    pub fn family(self) -> Option<FamilyId> {
        match self {
            Owner::Family(family) | Owner::Member(family, _) => Some(family),
            Owner::Item(item) => Some(item.family).filter(|family| !family.is_district()),
            Owner::Department(_) | Owner::District => None,
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Owner::Family(family) => family.fmt(f),
            Owner::Member(family, member) => write!(f, "{family}/{member}"),
            Owner::Item(item) => item.fmt(f),
            Owner::Department(department) => department.fmt(f),
            Owner::District => f.write_str("D"),
        }
    }
}

/// Something that happened to a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegisterEvent {
    /// It was written, or corrected by another version: the plan's record keys and the values as they are kept.
    Written {
        /// The row.
        row: RowId,
        /// Its register.
        register: RegisterNo,
        /// Whose it is.
        owner: Owner,
        /// Its day: what its day field says, or the day it was first written.
        #[serde(with = "crate::when::day")]
        on: NaiveDate,
        /// What it says now.
        values: Vec<(String, String)>,
    },
    /// It had been written in error.
    Withdrawn {
        /// The row.
        row: RowId,
        /// Its register.
        register: RegisterNo,
        /// Whose it is.
        owner: Owner,
        /// Why.
        reason: String,
    },
    /// A version was taken back: the one before it counts again.
    VersionWithdrawn {
        /// The row.
        row: RowId,
        /// Its register.
        register: RegisterNo,
        /// Whose it is.
        owner: Owner,
        /// The entry whose version no longer counts.
        of: Seq,
    },
}

impl RegisterEvent {
    /// The row.
    pub fn row(&self) -> RowId {
        match self {
            RegisterEvent::Written { row, .. }
            | RegisterEvent::Withdrawn { row, .. }
            | RegisterEvent::VersionWithdrawn { row, .. } => *row,
        }
    }

    /// Its register.
    pub fn register(&self) -> RegisterNo {
        match self {
            RegisterEvent::Written { register, .. }
            | RegisterEvent::Withdrawn { register, .. }
            | RegisterEvent::VersionWithdrawn { register, .. } => *register,
        }
    }

    /// Whose it is.
    pub fn owner(&self) -> Owner {
        match self {
            RegisterEvent::Written { owner, .. }
            | RegisterEvent::Withdrawn { owner, .. }
            | RegisterEvent::VersionWithdrawn { owner, .. } => *owner,
        }
    }
}
