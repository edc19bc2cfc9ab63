//! What is written down when something is delivered.

use crate::policy::words::Words;

/// Something that is written down on delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordField {
    /// The key kept in the journal.
    pub key: String,
    /// What a clerk reads.
    pub title: Words,
    /// The shape of what is written.
    pub kind: RecordKind,
    /// Nothing can be delivered without it.
    pub required: bool,
    /// A day that may lie ahead, such as that of the next visit; other days are of what has happened.
    pub ahead: bool,
    /// A day that has to be looked up, such as that of a death: no form proposes today for it.
    pub looked_up: bool,
    /// What is written holds a telephone or account number and is masked unless somebody may see it.
    pub masked: bool,
}

/// The shape of what is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// A calendar day.
    Date,
    /// Money.
    Money,
    /// A number that is counted.
    Number,
    /// A line of text.
    Text,
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(Vec<RecordChoice>),
}

impl RecordKind {
    /// The words of the plan file.
    pub const KEYS: [&'static str; 6] = ["date", "money", "number", "text", "yes-no", "choice"];

    /// The word of the plan file.
    pub fn key(&self) -> &'static str {
        match self {
            RecordKind::Date => "date",
            RecordKind::Money => "money",
            RecordKind::Number => "number",
            RecordKind::Text => "text",
            RecordKind::YesNo => "yes-no",
            RecordKind::Choice(_) => "choice",
        }
    }
}

/// One of the choices of a record field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChoice {
    /// The key kept in the journal.
    pub key: String,
    /// What a clerk reads.
    pub title: Words,
}
