//! What is written down when something is delivered.

use super::vocabulary::TextForm;
use crate::policy::money::Fen;
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
    /// The least a number or an amount (in fen) may be; none where anything from nothing on will do.
    pub least: Option<i64>,
    /// The most a number or an amount (in fen) may be.
    pub most: Option<i64>,
    /// How a line of text is written, where it is not free.
    pub form: Option<TextForm>,
}

impl RecordField {
    /// From what to what a number may be.
    pub fn numbers(&self) -> (i64, i64) {
        (self.least.unwrap_or(0), self.most.unwrap_or(i64::from(u32::MAX)))
    }

    /// What may be written, as a person reads it: `1–12`, at least 0.01 yuan, `2026-2027`; none where the kind says it all.
    pub fn bounds(&self) -> Option<Words> {
        if let Some(form) = self.form {
            let title = form.title();
            return Some(Words::new(title.zh, title.en));
        }
        let shown = |bound: i64| match self.kind {
            RecordKind::Money => Fen(bound).to_string(),
            _ => bound.to_string(),
        };
        match (self.least.map(shown), self.most.map(shown)) {
            (Some(least), Some(most)) => Some(Words::new(format!("{least} 至 {most}"), format!("{least} to {most}"))),
            (Some(least), None) => Some(Words::new(format!("不少于 {least}"), format!("at least {least}"))),
            (None, Some(most)) => Some(Words::new(format!("不超过 {most}"), format!("at most {most}"))),
            (None, None) => None,
        }
    }
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
