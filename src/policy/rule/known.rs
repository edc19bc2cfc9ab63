//! What is known in a case on its day: the register's values as plain numbers, what silence means, what a death settles.
//!
//! Three things are decided here and nowhere else. An event counts from its day on and not before. A recorded day of death decides
//! whether a person was living on a day. A grade of disability counts from the day on which it was identified.

use super::fact::{Case, Fact, Facts, Whose};
use crate::policy::field::Field;
use crate::policy::value::{Kind, Value};
use crate::policy::verdict::Basis;
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;

/// A case, with what is supposed in it while possibilities are tried out.
pub struct World<'a, F, M> {
    case: &'a Case<'a, F, M>,
    /// The day of the case, counted from the common era.
    pub today: i64,
    member: Whose,
    wife: Whose,
    supposed: Vec<(Fact, i64)>,
}

/// A value as a number: yes is 1, a choice is its code, choices are bits, days are counted from the common era, money is fen.
pub fn number_of(value: &Value) -> i64 {
    match value {
        Value::Flag(yes) => i64::from(*yes),
        Value::Choice(code) => i64::from(*code),
        Value::Choices(bits) => i64::from(*bits),
        Value::Date(day) => i64::from(day.num_days_from_ce()),
        Value::Number(number) => *number,
        Value::Money(fen) => *fen,
        Value::Text(_) => 0,
    }
}

/// Whether the day of this field is one on which something happens, so that it counts only from then on. A day until which a paper is
/// valid is none, and a person of the register has been born.
pub fn is_event(field: Field) -> bool {
    field.kind() == Kind::Date && !matches!(field, Field::CertificateUntil | Field::BornOn)
}

impl<'a, F: Facts, M: Facts> World<'a, F, M> {
    /// The case as it is.
    pub fn new(case: &'a Case<'a, F, M>) -> Self {
        let is =
            |person: Option<&M>, other: Option<&M>| matches!((person, other), (Some(a), Some(b)) if std::ptr::eq(a, b));
        let wife = if is(case.wife, case.child) { Whose::Child } else { Whose::Wife };
        let member = match () {
            () if is(case.member, case.child) => Whose::Child,
            () if is(case.member, case.wife) => Whose::Wife,
            () => Whose::Member,
        };
        let today = i64::from(case.as_of.num_days_from_ce());
        Self { case, today, member, wife, supposed: Vec::new() }
    }

    /// The same case with nothing supposed.
    pub fn again(&self) -> World<'a, F, M> {
        World { case: self.case, today: self.today, member: self.member, wife: self.wife, supposed: Vec::new() }
    }

    /// Which of the people whom a rule speaks of are one and the same, as a number.
    pub fn alias(&self) -> u32 {
        u32::from(self.wife == Whose::Child) * 4
            + match self.member {
                Whose::Child => 1,
                Whose::Wife => 2,
                _ => 0,
            }
    }

    /// The day of the case.
    pub fn as_of(&self) -> NaiveDate {
        self.case.as_of
    }

    /// One person's fact is one fact, whatever the rule calls the person.
    pub fn same(&self, fact: Fact) -> Fact {
        let whose = match fact.whose {
            Whose::Member => self.member,
            Whose::Wife => self.wife,
            other => other,
        };
        Fact { whose, field: fact.field }
    }

    /// Supposes a value.
    pub fn suppose(&mut self, fact: Fact, value: i64) {
        self.supposed.push((fact, value));
    }

    /// Takes the last supposition back.
    pub fn forget(&mut self) {
        self.supposed.pop();
    }

    /// The value, if it is known, presumed or supposed. Of an event it may lie after the day of the case.
    pub fn known(&self, fact: Fact) -> Option<i64> {
        if !self.supposed.is_empty() {
            let fact = self.same(fact);
            let by_death =
                (fact.field == Field::Alive).then(|| self.supposition(Fact { field: Field::DiedOn, ..fact }));
            if let Some(day) = by_death.flatten() {
                return Some(i64::from(day > self.today));
            }
            if let Some(value) = self.supposition(fact) {
                return Some(value);
            }
        }
        self.in_register(fact).map(|value| number_of(&value)).or_else(|| {
            let presumed = fact.field.entry().presumed?;
            Some(number_of(&presumed.value()))
        })
    }

    fn supposition(&self, fact: Fact) -> Option<i64> {
        self.supposed.iter().find(|(other, _)| *other == fact).map(|(_, value)| *value)
    }

    /// Whether the fact is settled to be one that has not happened: its day is later, or the person is living.
    pub fn has_not_happened(&self, fact: Fact) -> bool {
        match self.known(fact) {
            Some(day) => is_event(fact.field) && day > self.today,
            None => fact.field == Field::DiedOn && self.known(Fact { field: Field::Alive, ..fact }) == Some(1),
        }
    }

    /// Whether the fact may still turn out not to have happened.
    pub fn may_not_have_happened(&self, fact: Fact) -> bool {
        let dead = || fact.field == Field::DiedOn && self.known(Fact { field: Field::Alive, ..fact }) == Some(0);
        is_event(fact.field) && !dead()
    }

    /// Whether the register says anything; an event counts from its day on.
    pub fn is_recorded(&self, fact: Fact) -> bool {
        match self.in_register(fact).as_deref() {
            Some(Value::Date(day)) => !is_event(fact.field) || *day <= self.case.as_of,
            Some(_) => true,
            None => false,
        }
    }

    /// The value in the register on the day of the case.
    pub fn in_register(&self, fact: Fact) -> Option<Cow<'_, Value>> {
        match fact.field {
            Field::Alive => match self.raw(fact.whose, Field::DiedOn) {
                Some(Value::Date(day)) => Some(Cow::Owned(Value::Flag(*day > self.case.as_of))),
                _ => self.raw(fact.whose, Field::Alive).map(Cow::Borrowed),
            },
            Field::DisabilityGrade | Field::DisabilityKinds => match self.raw(fact.whose, Field::IdentifiedOn) {
                Some(Value::Date(day)) if *day > self.case.as_of => None,
                _ => self.raw(fact.whose, fact.field).map(Cow::Borrowed),
            },
            field => self.raw(fact.whose, field).map(Cow::Borrowed),
        }
    }

    /// The value, and how it came about.
    pub fn with_basis(&self, fact: Fact) -> (Option<Value>, Basis) {
        match self.in_register(fact).map(Cow::into_owned) {
            Some(Value::Date(day)) if is_event(fact.field) && day > self.case.as_of => {
                (Some(Value::Date(day)), Basis::NotYet)
            }
            Some(value) if fact.field == Field::Alive && self.raw(fact.whose, Field::DiedOn).is_some() => {
                (Some(value), Basis::FromDeath)
            }
            Some(value) => (Some(value), Basis::Recorded),
            None => match fact.field.presumed() {
                Some(value) => (Some(value), Basis::Presumed),
                None => (None, Basis::Unknown),
            },
        }
    }

    fn raw(&self, whose: Whose, field: Field) -> Option<&'a Value> {
        let person = match whose {
            Whose::Family => return self.case.family.value(field, self.case.as_of),
            Whose::Child => self.case.child,
            Whose::Wife => self.case.wife,
            Whose::Member => self.case.member,
        };
        person?.value(field, self.case.as_of)
    }
}
