//! One person of a family.

use super::facts::Facts;
use crate::ids::MemberNo;
use crate::policy::field::Field;
use crate::policy::value::Value;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A person of a family and what is known about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The person's number within the family.
    pub number: MemberNo,
    /// What is known.
    pub facts: Facts,
}

/// What a person is to the family: the codes of the `role` field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The father.
    Father,
    /// The mother.
    Mother,
    /// The only child.
    Child,
    /// A spouse who is not a parent of the child.
    Spouse,
    /// Anyone else of the household.
    Other,
}

impl Role {
    /// The code kept in the `role` field.
    pub fn code(self) -> u8 {
        match self {
            Role::Father => 1,
            Role::Mother => 2,
            Role::Child => 3,
            Role::Spouse => 4,
            Role::Other => 5,
        }
    }

    /// The role with this code; anything unknown is `Other`.
    pub fn from_code(code: u8) -> Role {
        [Role::Father, Role::Mother, Role::Child, Role::Spouse]
            .into_iter()
            .find(|role| role.code() == code)
            .unwrap_or(Role::Other)
    }

    /// The value of the `role` field.
    pub fn value(self) -> Value {
        Value::Choice(self.code())
    }
}

impl Member {
    /// A person of whom nothing is known yet.
    pub fn new(number: MemberNo) -> Self {
        Self { number, facts: Facts::default() }
    }

    /// The name, empty when not known.
    pub fn name(&self) -> &str {
        self.facts.text(Field::Name)
    }

    /// What the person is to the family.
    pub fn role(&self) -> Role {
        self.facts.choice(Field::Role).map_or(Role::Other, Role::from_code)
    }

    /// The identity number, empty when not known.
    pub fn identity_number(&self) -> &str {
        self.facts.text(Field::IdentityNumber)
    }

    /// Whether the person lives on that day, where known: a death before it settles the matter.
    pub fn alive(&self, as_of: NaiveDate) -> Option<bool> {
        match self.facts.date(Field::DiedOn) {
            Some(died) => Some(as_of < died),
            None => self.facts.flag(Field::Alive),
        }
    }
}
