//! The value of a fact: what a clerk knows about a family or a person, in the few shapes that facts have.
//!
//! Choices are kept as the stable codes of their table (`policy/field.rs`), never as words: the words may change, what was recorded
//! may not. A value does not know its field; `Field::fits` says whether the two belong together.

use crate::text::Both;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A known value. What is not known has no value: absence is `None`, never an empty text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// One of the field's choices, by its code.
    Choice(u8),
    /// Several of the field's choices: bit n stands for code n (codes below 32).
    Choices(u32),
    /// A calendar day.
    Date(#[serde(with = "crate::when::day")] NaiveDate),
    /// A whole number; its unit is the field's. Townships and villages are their division codes.
    Number(i64),
    /// Money in fen (1/100 yuan).
    Money(i64),
    /// Text, already made harmless.
    Text(String),
}

/// A value and the day from which it holds; no day means it has held as long as anyone knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// First day on which the value holds.
    #[serde(with = "crate::when::maybe_day")]
    pub since: Option<NaiveDate>,
    /// The value.
    pub value: Value,
}

/// The shapes that a field's value may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    Flag,
    /// One of these.
    Choice(&'static [Choice]),
    /// Any of these together.
    Choices(&'static [Choice]),
    /// A calendar day.
    Date,
    /// A whole number from the first to the second, both allowed.
    Number(i64, i64),
    /// Money, not negative.
    Money,
    /// Free text of at most this many characters.
    Text(usize),
    /// A person's name.
    Name,
    /// A resident identity number (18 characters).
    IdentityNumber,
    /// A disability certificate number (20 characters).
    Certificate,
    /// A telephone number.
    Phone,
    /// A bank account.
    Account,
    /// A township, by its nine-digit code.
    Township,
    /// A village or community, by its twelve-digit code.
    Village,
}

/// One of the choices of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The code that is stored; never reused for another meaning.
    pub code: u8,
    /// The word used in rules, commands and JSON.
    pub key: &'static str,
    /// What a clerk reads.
    pub title: Both,
    /// Other words that files and forms use for it.
    pub aliases: &'static [&'static str],
}
