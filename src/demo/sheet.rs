//! A form being filled in: facts in the order in which they are written, only those that are known.

use crate::domain::command::Fact;
use crate::policy::field::Field;
use crate::policy::value::Value;
use chrono::NaiveDate;

/// The facts of one household or one person.
#[derive(Debug, Default)]
pub struct Sheet(pub Vec<Fact>);

impl Sheet {
    /// Writes a value.
    pub fn put(&mut self, field: Field, value: Value) {
        self.0.push(Fact::new(field, value));
    }

    /// Writes the choice with this key, if there is one.
    pub fn key(&mut self, field: Field, key: Option<&str>) {
        self.0.extend(key.and_then(|key| choice(field, key)).map(|value| Fact::new(field, value)));
    }

    /// Writes a text that is not empty.
    pub fn text(&mut self, field: Field, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.put(field, Value::Text(text));
        }
    }

    /// Writes a yes or no.
    pub fn flag(&mut self, field: Field, yes: bool) {
        self.put(field, Value::Flag(yes));
    }

    /// Writes a day.
    pub fn date(&mut self, field: Field, day: NaiveDate) {
        self.put(field, Value::Date(day));
    }

    /// Writes choices by their bits, if there are any.
    pub fn choices(&mut self, field: Field, bits: u32) {
        if bits != 0 {
            self.put(field, Value::Choices(bits));
        }
    }
}

/// The value for a field's choice by its key; none for a key that the field does not have.
pub fn choice(field: Field, key: &str) -> Option<Value> {
    field.choice(key).map(|choice| Value::Choice(choice.code))
}
