//! Whom a fact is about, where facts come from, and the case for which a rule is judged.

use crate::policy::field::{Field, Scope};
use crate::policy::value::Value;
use crate::text::{Both, Lang};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whom a rule speaks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Whose {
    /// The household.
    Family,
    /// The only child.
    Child,
    /// The wife of the household: the mother, or the woman the father lives with now.
    Wife,
    /// The person who is judged.
    Member,
}

impl Whose {
    /// Everyone a rule can speak about.
    pub const ALL: [Whose; 4] = [Whose::Family, Whose::Child, Whose::Wife, Whose::Member];

    /// The word of rules and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Whose::Family => "family",
            Whose::Child => "child",
            Whose::Wife => "wife",
            Whose::Member => "member",
        }
    }

    /// The one with this key.
    pub fn from_key(key: &str) -> Option<Whose> {
        Whose::ALL.into_iter().find(|whose| whose.key() == key)
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Whose::Family => Both::new("家庭", "family"),
            Whose::Child => Both::new("子女", "child"),
            Whose::Wife => Both::new("女方", "wife"),
            Whose::Member => Both::new("本人", "member"),
        }
    }

    /// Which part of the table of fields applies.
    pub fn scope(self) -> Scope {
        if self == Whose::Family { Scope::Family } else { Scope::Member }
    }

    /// The name of one of its facts: 子女残疾等级, `child: disability grade`.
    pub fn name_of(self, field: Field, lang: Lang) -> String {
        let (whose, title) = (self.title(), field.title());
        lang.pick(format!("{}{}", whose.zh, title.zh), format!("{}: {}", whose.en, lower(title.en)))
    }
}

/// The first letter made small, unless the word is an abbreviation.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_string(),
    }
}

/// A fact that a rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fact {
    /// Whose.
    pub whose: Whose,
    /// Which.
    pub field: Field,
}

/// Where facts come from: a household, or one person of it.
pub trait Facts {
    /// The value that holds on `as_of`, if one is in the register.
    fn value(&self, field: Field, as_of: NaiveDate) -> Option<&Value>;
}

impl<T: Facts + ?Sized> Facts for &T {
    fn value(&self, field: Field, as_of: NaiveDate) -> Option<&Value> {
        (**self).value(field, as_of)
    }
}

/// For whom, and as of which day, a rule is judged. Pass the same reference where the member is the child or the wife: one person's
/// facts are then one fact, whatever the rule calls them.
#[derive(Debug)]
pub struct Case<'a, F, M> {
    /// The household.
    pub family: &'a F,
    /// The only child, if one is in the register.
    pub child: Option<&'a M>,
    /// The wife of the household, if there is one.
    pub wife: Option<&'a M>,
    /// The person who is judged; none for measures of a household or its child.
    pub member: Option<&'a M>,
    /// What happened after this day does not count.
    pub as_of: NaiveDate,
}

// Written out because a derive would ask that the facts themselves can be copied.
impl<F, M> Clone for Case<'_, F, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, M> Copy for Case<'_, F, M> {}
