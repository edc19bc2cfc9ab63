//! What is answered about accounts.

use crate::domain::access::Account;
use crate::ids::DepartmentNo;
use serde::{Deserialize, Serialize};

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessAnswer {
    /// To `Accounts`: at most as many as a store has.
    Accounts(Vec<Account>),
    /// To `Own`.
    Own(Box<OwnAccess>),
}

/// What somebody is today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccess {
    /// The user.
    pub user: String,
    /// Whether rights are limited: not in a store without accounts, and not for the owner of the data directory.
    pub limited: bool,
    /// The user's own account, where there is one.
    pub account: Option<Account>,
    /// The accounts of those for whom the user stands in today.
    pub stands_in_for: Vec<Account>,
    /// The departments whose items the user sees; none means all.
    pub departments: Vec<DepartmentNo>,
}
