//! The vocabulary of facts: every field that a roster, a form, a rule or an answer can name, in one table.
//!
//! A field's number is what the journal keeps and is never given to another field. Its key is the word of rules, commands and JSON.
//! Rules say `family.KEY`, `member.KEY` (the person who is judged) or `child.KEY` (the only child). Fields that are presumed have a
//! value when nothing is recorded; every other field without a record is *not known*.

mod choices;
mod table;

pub use table::Field;

use super::value::{Choice, Kind, Value};
use crate::text::Both;

/// Whether a fact belongs to the family or to one of its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The household as a whole.
    Family,
    /// One person.
    Member,
}

/// What the table says of one field.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The field.
    pub field: Field,
    /// The number kept in the journal.
    pub code: u16,
    /// The word of rules, commands and JSON.
    pub key: &'static str,
    /// Family or member.
    pub scope: Scope,
    /// The shape of its value.
    pub kind: Kind,
    /// What a clerk reads.
    pub title: Both,
    /// The value when nothing is recorded, for the few fields where silence has a meaning.
    pub presumed: Option<Presumed>,
}

/// A presumed value, small enough to stand in a constant table.
#[derive(Clone, Copy, Debug)]
pub enum Presumed {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(i64),
    /// Money in fen.
    Money(i64),
}

impl Presumed {
    /// It as a value.
    pub fn value(self) -> Value {
        match self {
            Presumed::Flag(yes) => Value::Flag(yes),
            Presumed::Number(n) => Value::Number(n),
            Presumed::Money(fen) => Value::Money(fen),
        }
    }
}

impl Field {
    /// The word of rules, commands and JSON.
    pub fn key(self) -> &'static str {
        self.entry().key
    }

    /// The shape of its value.
    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        self.entry().title
    }

    /// The value when nothing is recorded.
    pub fn presumed(self) -> Option<Value> {
        self.entry().presumed.map(Presumed::value)
    }

    /// The field with this journal number.
    pub fn from_code(code: u16) -> Option<Field> {
        let at = Field::ALL.partition_point(|entry| entry.code < code);
        Field::ALL.get(at).filter(|entry| entry.code == code).map(|entry| entry.field)
    }

    /// The field with this key in this scope.
    pub fn from_key(scope: Scope, key: &str) -> Option<Field> {
        Field::ALL.iter().find(|entry| entry.scope == scope && entry.key == key).map(|entry| entry.field)
    }

    /// The choices of the field, empty for other kinds.
    pub fn choices(self) -> &'static [Choice] {
        match self.kind() {
            Kind::Choice(choices) | Kind::Choices(choices) => choices,
            _ => &[],
        }
    }

    /// The choice with this key.
    pub fn choice(self, key: &str) -> Option<&'static Choice> {
        self.choices().iter().find(|choice| choice.key == key)
    }

    /// Whether a value has the shape of this field.
    pub fn fits(self, value: &Value) -> bool {
        match (self.kind(), value) {
            (Kind::Flag, Value::Flag(_)) | (Kind::Date, Value::Date(_)) => true,
            (Kind::Choice(choices), Value::Choice(code)) => choices.iter().any(|choice| choice.code == *code),
            (Kind::Choices(choices), Value::Choices(bits)) => {
                let known = choices.iter().fold(0u32, |known, choice| known | (1 << choice.code));
                bits & !known == 0
            }
            (Kind::Number(least, most), Value::Number(n)) => (least..=most).contains(n),
            (Kind::Township | Kind::Village, Value::Number(_)) => true,
            (Kind::Money, Value::Money(fen)) => *fen >= 0,
            (Kind::Text(most), Value::Text(text)) => text.chars().count() <= most,
            (Kind::Name | Kind::IdentityNumber | Kind::Certificate | Kind::Phone | Kind::Account, Value::Text(_)) => {
                true
            }
            _ => false,
        }
    }
}

// The journal keeps the number of a field, not its place in the enum.
impl serde::Serialize for Field {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(*self as u16)
    }
}

impl<'de> serde::Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <u16 as serde::Deserialize>::deserialize(deserializer)?;
        Field::from_code(code).ok_or_else(|| serde::de::Error::custom(format!("no field has the number {code}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_table_is_sorted_and_finds_every_field() {
        assert!(Field::ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
        for entry in Field::ALL {
            assert_eq!(entry.field.entry().field, entry.field);
            assert_eq!(Field::from_code(entry.code), Some(entry.field));
            assert_eq!(Field::from_key(entry.scope, entry.key), Some(entry.field));
        }
    }

    #[test]
    fn keys_and_codes_are_unique_where_they_must_be() {
        let mut keys = HashSet::new();
        for entry in Field::ALL {
            assert!(keys.insert((entry.scope == Scope::Family, entry.key)), "{} twice", entry.key);
            let codes: HashSet<u8> = entry.field.choices().iter().map(|choice| choice.code).collect();
            assert_eq!(codes.len(), entry.field.choices().len(), "{}", entry.key);
            assert!(codes.iter().all(|code| (1..32).contains(code)), "{}", entry.key);
            if let Some(value) = entry.field.presumed() {
                assert!(entry.field.fits(&value), "{}", entry.key);
            }
        }
    }
}
