//! A row of a small register: its versions, oldest first. The last one that counts is what the row says.

use super::{Owner, RegisterEvent};
use crate::ids::{RegisterNo, RowId, Seq};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a version says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Made {
    /// These values.
    Values {
        /// The day of the row.
        #[serde(with = "crate::when::day")]
        on: NaiveDate,
        /// The plan's record keys and what is written for them.
        values: Vec<(String, String)>,
    },
    /// That the row had been written in error, and why.
    Withdrawn(String),
}

/// One version of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The entry that holds it.
    pub seq: Seq,
    /// When.
    #[serde(with = "crate::when::moment")]
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub actor: String,
    /// What it says.
    pub made: Made,
    /// Taken back: no longer counts.
    pub withdrawn: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its name.
    pub id: RowId,
    /// Its register.
    pub register: RegisterNo,
    /// Whose it is.
    pub owner: Owner,
    /// Its versions, oldest first.
    pub versions: Vec<Version>,
    /// The last entry that changed it.
    pub version: Seq,
}

impl Row {
    /// A row of which nothing is written yet.
    pub fn new(id: RowId, register: RegisterNo, owner: Owner) -> Self {
        Self { id, register, owner, versions: Vec::new(), version: Seq(0) }
    }

    /// Folds an event about this row.
    pub fn apply(&mut self, seq: Seq, at: DateTime<FixedOffset>, actor: &str, event: &RegisterEvent) {
        let made = match event {
            RegisterEvent::Written { on, values, .. } => Some(Made::Values { on: *on, values: values.clone() }),
            RegisterEvent::Withdrawn { reason, .. } => Some(Made::Withdrawn(reason.clone())),
            RegisterEvent::VersionWithdrawn { of, .. } => {
                self.versions.iter_mut().filter(|one| one.seq == *of).for_each(|one| one.withdrawn = true);
                None
            }
        };
        self.versions.extend(made.map(|made| Version { seq, at, actor: actor.to_string(), made, withdrawn: false }));
        self.version = seq;
    }

    /// The last version that counts.
    pub fn last(&self) -> Option<&Version> {
        self.versions.iter().rfind(|version| !version.withdrawn)
    }

    /// What it says; none when it was withdrawn.
    pub fn values(&self) -> Option<&[(String, String)]> {
        match &self.last()?.made {
            Made::Values { values, .. } => Some(values),
            Made::Withdrawn(_) => None,
        }
    }

    /// What it says in one field.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.values()?.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Its day; none when it was withdrawn.
    pub fn on(&self) -> Option<NaiveDate> {
        match &self.last()?.made {
            Made::Values { on, .. } => Some(*on),
            Made::Withdrawn(_) => None,
        }
    }

    /// The day it was first written.
    pub fn first_on(&self) -> Option<NaiveDate> {
        self.versions.first().map(|first| first.at.date_naive())
    }
}
