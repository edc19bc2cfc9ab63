//! One entry of the journal: who, when, on which command, and what happened.

use super::event::Event;
use crate::ids::Seq;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// Everything that one command did. It is written and becomes true as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the journal.
    pub seq: Seq,
    /// The body.
    pub body: Body,
}

/// The body of an entry, before it has a place in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// When it happened.
    #[serde(with = "crate::when::moment")]
    pub at: DateTime<FixedOffset>,
    /// The operating-system user who did it.
    pub actor: String,
    /// The word of the command, for reading the journal.
    pub command: String,
    /// A mark of the sender: a command with a mark seen before is not done again.
    pub token: Option<String>,
    /// What happened.
    pub events: Vec<Event>,
}
