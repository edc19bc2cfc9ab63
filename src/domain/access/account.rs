//! One account, as it is now.

use super::{AccessEvent, Role, Scope};
use crate::ids::Seq;
use crate::policy::money::Fen;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An account of a user of the operating system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The user's name on the server.
    pub user: String,
    /// The holder's name.
    pub name: String,
    /// What the holder is.
    pub role: Role,
    /// For which part of the register.
    pub scope: Scope,
    /// What the holder may grant in one emergency, where it is less than the plan's limit.
    pub limit: Option<Fen>,
    /// Who stands in for the holder, the latest named last.
    pub deputies: Vec<Deputy>,
    /// Why it is closed; none while it is open.
    pub closed: Option<String>,
    /// The last entry that changed it.
    pub version: Seq,
}

/// Somebody who stands in for the holder of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deputy {
    /// The user's name of who stands in.
    pub user: String,
    /// The first day.
    #[serde(with = "crate::when::day")]
    pub from: NaiveDate,
    /// The last day.
    #[serde(with = "crate::when::day")]
    pub until: NaiveDate,
}

impl Deputy {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }
}

impl Account {
    /// Whether its holder may use it.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Whether a user stands in for the holder on a day.
    pub fn is_deputised_to(&self, user: &str, day: NaiveDate) -> bool {
        self.is_open() && self.deputies.iter().any(|deputy| deputy.user == user && deputy.holds_on(day))
    }

    /// The account after an event about it; `known` is what was there before.
    pub fn after(known: Option<Account>, seq: Seq, event: &AccessEvent) -> Option<Account> {
        let mut account = match (known, event) {
            (_, AccessEvent::Revealed { .. }) => return None,
            (known, AccessEvent::Granted { user, name, role, scope, limit }) => {
                let deputies = known.map(|known| known.deputies).unwrap_or_default();
                let (user, name, scope) = (user.clone(), name.clone(), scope.clone());
                return Some(Account {
                    user,
                    name,
                    role: *role,
                    scope,
                    limit: *limit,
                    deputies,
                    closed: None,
                    version: seq,
                });
            }
            (known, _) => known?,
        };
        match event {
            AccessEvent::Closed { reason, .. } => account.closed = Some(reason.clone()),
            AccessEvent::Deputised { deputy, .. } => {
                account.deputies.retain(|other| other.user != deputy.user);
                account.deputies.push(deputy.clone());
            }
            AccessEvent::Recalled { deputy, .. } => account.deputies.retain(|other| other.user != *deputy),
            AccessEvent::Granted { .. } | AccessEvent::Revealed { .. } => {}
        }
        account.version = seq;
        Some(account)
    }
}
