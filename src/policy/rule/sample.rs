//! Invented families for tests, written as a line of text: `child.alive=yes child.disability_grade=3 member.pension=?`.
//!
//! A later fact takes the place of an earlier one, and `?` takes it back. `member=child` and `member=wife` judge that person;
//! `as_of=2015-06-01` sets the day. Money is in yuan; several choices are joined by commas.

use super::{Case, Facts, Whose};
use crate::policy::field::Field;
use crate::policy::value::{Kind, Value};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is known of a household or a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Known(pub BTreeMap<Field, Value>);

impl Facts for Known {
    fn value(&self, field: Field, _: NaiveDate) -> Option<&Value> {
        self.0.get(&field)
    }
}

/// An invented family.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sample {
    pub family: Known,
    pub child: Known,
    pub wife: Known,
    pub member: Known,
    /// Whose facts the member's are.
    pub member_is: Whose,
    pub as_of: NaiveDate,
}

impl Sample {
    pub fn new(text: &str) -> Self {
        let nothing = Known::default;
        let as_of = NaiveDate::from_ymd_opt(2015, 6, 1).unwrap();
        let (family, child, wife, member) = (nothing(), nothing(), nothing(), nothing());
        Sample { family, child, wife, member, member_is: Whose::Member, as_of }.with(text)
    }

    pub fn with(mut self, text: &str) -> Self {
        for word in text.split_whitespace() {
            let (name, value) = word.split_once('=').unwrap_or_else(|| panic!("{word} is not name=value"));
            match name {
                "as_of" => self.as_of = value.parse().unwrap_or_else(|_| panic!("{word}")),
                "member" => self.member_is = Whose::from_key(value).unwrap_or_else(|| panic!("{word}")),
                _ => self.set(name, value),
            }
        }
        self
    }

    fn set(&mut self, name: &str, value: &str) {
        let (whose, key) = name.split_once('.').unwrap_or_else(|| panic!("{name} is not whose.field"));
        let whose = Whose::from_key(whose).unwrap_or_else(|| panic!("nobody is called {whose}"));
        let field = Field::from_key(whose.scope(), key).unwrap_or_else(|| panic!("no field is called {key}"));
        let known = &mut self.of(whose).0;
        match value {
            "?" => drop(known.remove(&field)),
            _ => drop(known.insert(field, read(field, value))),
        }
    }

    pub fn of(&mut self, whose: Whose) -> &mut Known {
        match whose {
            Whose::Family => &mut self.family,
            Whose::Child => &mut self.child,
            Whose::Wife => &mut self.wife,
            Whose::Member => &mut self.member,
        }
    }

    pub fn case(&self) -> Case<'_, Known, Known> {
        let member = match self.member_is {
            Whose::Child => &self.child,
            Whose::Wife => &self.wife,
            _ => &self.member,
        };
        Case {
            family: &self.family,
            child: Some(&self.child),
            wife: Some(&self.wife),
            member: Some(member),
            as_of: self.as_of,
        }
    }
}

fn read(field: Field, text: &str) -> Value {
    let choice = |key: &str| field.choice(key).unwrap_or_else(|| panic!("{} has no choice {key}", field.key())).code;
    let value = match field.kind() {
        Kind::Flag => {
            assert!(["yes", "no"].contains(&text), "{text} is neither yes nor no");
            Value::Flag(text == "yes")
        }
        Kind::Choice(_) => Value::Choice(choice(text)),
        Kind::Choices(_) => Value::Choices(text.split(',').fold(0, |bits, key| bits | 1 << choice(key))),
        Kind::Date => Value::Date(text.parse().unwrap_or_else(|_| panic!("{text} is no day"))),
        Kind::Number(..) | Kind::Township | Kind::Village => Value::Number(text.parse().unwrap()),
        Kind::Money => Value::Money(text.parse::<i64>().unwrap() * 100),
        _ => Value::Text(text.to_string()),
    };
    assert!(field.fits(&value), "{text} does not fit {}", field.key());
    value
}
