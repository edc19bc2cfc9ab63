//! What somebody is to the office. What each role may do is the table of the service.

use crate::text::Both;
use serde::{Deserialize, Serialize};

/// A role. Variants are only added at the end: they are part of the journal's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Works the items of a department.
    Clerk,
    /// The same, and approves where money moves.
    Head,
    /// Looks after the families of a township, for every department.
    Township,
    /// The leading group's office: everything but accounts.
    Office,
    /// Reads everything, changes nothing, sees who looked.
    Auditor,
    /// Keeps the accounts, and sees no case.
    Administrator,
}

impl Role {
    /// Every role, in the order of the table of rights.
    pub const ALL: [Role; 6] =
        [Role::Clerk, Role::Head, Role::Township, Role::Office, Role::Auditor, Role::Administrator];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Role::Clerk => "clerk",
            Role::Head => "head",
            Role::Township => "township",
            Role::Office => "office",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Role::Clerk => Both::new("部门经办人", "department clerk"),
            Role::Head => Both::new("部门负责人", "department head"),
            Role::Township => Both::new("乡镇经办人", "township clerk"),
            Role::Office => Both::new("领导小组办公室", "leading-group office"),
            Role::Auditor => Both::new("审计人员", "auditor"),
            Role::Administrator => Both::new("系统管理员", "administrator"),
        }
    }

    /// The role with this key.
    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Whether it is held for named departments.
    pub fn of_departments(self) -> bool {
        matches!(self, Role::Clerk | Role::Head)
    }

    /// Whether it must be held for named townships.
    pub fn of_townships(self) -> bool {
        self == Role::Township
    }

    /// Whether it may be held for named townships only.
    pub fn may_name_townships(self) -> bool {
        self.of_departments() || self.of_townships()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_differ() {
        assert!(Role::ALL.iter().all(|role| Role::from_key(role.key()) == Some(*role)));
    }
}
