//! What is known about one family or one person: values by field, each with the day from which it holds.
//!
//! Nothing here is ever overwritten by silence: a value goes only by a change that says so. The same facts answer for any day, so
//! that standing can be judged as of then.

use crate::policy::field::Field;
use crate::policy::value::{Dated, Value};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Known values, sorted by field and then by the day from which they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts(Vec<(Field, Dated)>);

/// One value that was set, replaced or taken back. Both sides are kept, so that a change can be undone and read later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// The day from which the value holds.
    #[serde(with = "crate::when::maybe_day")]
    pub since: Option<NaiveDate>,
    /// The value recorded for exactly that day before.
    pub before: Option<Value>,
    /// The value recorded from now on; none takes it back.
    pub after: Option<Value>,
}

impl Change {
    /// The change that takes this one back.
    pub fn reversed(&self) -> Change {
        Change { field: self.field, since: self.since, before: self.after.clone(), after: self.before.clone() }
    }
}

impl Facts {
    /// The value that holds on `as_of`: the latest one whose day is not after it.
    pub fn value(&self, field: Field, as_of: NaiveDate) -> Option<&Value> {
        self.of(field).filter(|dated| dated.since.is_none_or(|since| since <= as_of)).last().map(|dated| &dated.value)
    }

    /// The value that holds in the end, whatever its day.
    pub fn latest(&self, field: Field) -> Option<&Value> {
        self.of(field).last().map(|dated| &dated.value)
    }

    /// The value recorded for exactly this day.
    pub fn exactly(&self, field: Field, since: Option<NaiveDate>) -> Option<&Value> {
        self.of(field).find(|dated| dated.since == since).map(|dated| &dated.value)
    }

    /// The latest value as text, empty when none is known.
    pub fn text(&self, field: Field) -> &str {
        match self.latest(field) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The latest value as a yes or no.
    pub fn flag(&self, field: Field) -> Option<bool> {
        match self.latest(field) {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// The latest value as a day.
    pub fn date(&self, field: Field) -> Option<NaiveDate> {
        match self.latest(field) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// The latest value as a number.
    pub fn number(&self, field: Field) -> Option<i64> {
        match self.latest(field) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The latest value as a choice's code.
    pub fn choice(&self, field: Field) -> Option<u8> {
        match self.latest(field) {
            Some(Value::Choice(code)) => Some(*code),
            _ => None,
        }
    }

    /// Everything known, by field and day.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &Dated)> {
        self.0.iter().map(|(field, dated)| (*field, dated))
    }

    /// The change that would record `value` for `since`, or none when that is already so.
    pub fn change(&self, field: Field, since: Option<NaiveDate>, value: Option<Value>) -> Option<Change> {
        let before = self.exactly(field, since).cloned();
        (before != value).then_some(Change { field, since, before, after: value })
    }

    /// Records a change.
    pub fn apply(&mut self, change: &Change) {
        let at = self.0.partition_point(|(field, dated)| (*field, dated.since) < (change.field, change.since));
        let same = self.0.get(at).is_some_and(|(field, dated)| *field == change.field && dated.since == change.since);
        match (&change.after, same) {
            (Some(value), true) => {
                if let Some((_, dated)) = self.0.get_mut(at) {
                    dated.value = value.clone();
                }
            }
            (Some(value), false) => {
                self.0.insert(at, (change.field, Dated { since: change.since, value: value.clone() }));
            }
            (None, true) => {
                self.0.remove(at);
            }
            (None, false) => {}
        }
    }

    fn of(&self, field: Field) -> impl Iterator<Item = &Dated> {
        let from = self.0.partition_point(|(other, _)| *other < field);
        self.0.iter().skip(from).take_while(move |(other, _)| *other == field).map(|(_, dated)| dated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_later_value_holds_from_its_day() {
        let mut facts = Facts::default();
        for (since, grade) in [(None, 4), (Some(day(2018, 5, 1)), 2)] {
            let change = facts.change(Field::DisabilityGrade, since, Some(Value::Number(grade))).unwrap();
            facts.apply(&change);
        }
        assert_eq!(facts.value(Field::DisabilityGrade, day(2018, 4, 30)), Some(&Value::Number(4)));
        assert_eq!(facts.value(Field::DisabilityGrade, day(2018, 5, 1)), Some(&Value::Number(2)));
        assert_eq!(facts.latest(Field::DisabilityGrade), Some(&Value::Number(2)));
        assert_eq!(facts.latest(Field::DisabilityKinds), None);
    }

    proptest! {
        #[test]
        fn a_reversed_change_restores_what_was(
            steps in proptest::collection::vec((0usize..6, proptest::option::of(0i32..4), proptest::option::of(0i64..5)), 1..40)
        ) {
            let fields = [Field::DisabilityGrade, Field::SchoolYear, Field::OtherLivingChildren, Field::Township, Field::Village, Field::Sex];
            let mut facts = Facts::default();
            let mut past = Vec::new();
            for (field, since, value) in steps {
                let since = since.map(|years| day(2014 + years, 1, 1));
                if let Some(change) = facts.change(fields[field], since, value.map(Value::Number)) {
                    past.push((facts.clone(), change.clone()));
                    facts.apply(&change);
                    let keys: Vec<_> = facts.iter().map(|(field, dated)| (field, dated.since)).collect();
                    prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
                }
            }
            while let Some((before, change)) = past.pop() {
                facts.apply(&change.reversed());
                prop_assert_eq!(&facts, &before);
            }
        }
    }
}
