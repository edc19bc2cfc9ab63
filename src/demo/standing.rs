//! An invented household as it stands on a day: what the choice of an item asks. The plan's own rules judge from the facts; this judges from the
//! invention, which knows more, and is quick enough to be asked for every measure.

use super::household::{Fate, Household};
use super::person::{Disability, Person};
use super::school;
use crate::domain::member::Role;
use crate::policy::field::Field;
use chrono::{Datelike, Days, NaiveDate};

/// A household on a day.
#[derive(Clone, Copy)]
pub struct Standing<'a> {
    /// The household.
    pub it: &'a Household,
    /// The day.
    pub on: NaiveDate,
}

impl<'a> Standing<'a> {
    /// Whether the household is in the plan; none when a fact is missing that decides it.
    pub fn in_plan(&self) -> Option<bool> {
        let later = &self.it.later;
        if [later.birth, later.adoption].into_iter().flatten().any(|end| end <= self.on) {
            return Some(false);
        }
        match self.it.fate {
            Fate::Neither => Some(false),
            Fate::Died(_) => Some(true),
            Fate::Disabled(_) if self.child().is_none() => Some(true),
            Fate::Disabled(disability) => match self.grade(disability) {
                None => None,
                Some(4) => match (self.it.hukou, self.it.treated_as) {
                    (Some("rural"), _) | (_, Some("rural")) => Some(true),
                    (Some("urban"), _) | (_, Some("urban")) => Some(false),
                    _ => None,
                },
                Some(_) => Some(true),
            },
        }
    }

    /// Whether items may be opened: a parent lives, and nothing says that the household is not in the plan.
    pub fn is_served(&self) -> bool {
        self.in_plan() != Some(false) && self.parents().next().is_some()
    }

    /// The grade of the child's disability that holds on the day.
    pub fn grade(&self, disability: Disability) -> Option<u8> {
        match self.it.later.regraded {
            Some((since, grade)) if since <= self.on => Some(grade),
            _ => disability.grade,
        }
    }

    /// The disabled child, while it lives.
    pub fn child(&self) -> Option<&'a Person> {
        self.it.disability()?;
        self.living().find(|person| person.role == Role::Child)
    }

    /// The key of the child's stage and its year of study, while it is at school.
    pub fn student(&self) -> Option<(&'static str, u8)> {
        school::stage(self.it.track, self.child()?.born, self.on).filter(|(key, _)| *key != "none")
    }

    /// Whether the household counts as poor.
    pub fn is_poor(&self) -> bool {
        matches!(self.it.low_income, Some("dibao" | "edge" | "tekun" | "monitored"))
    }

    /// The people who live on the day.
    pub fn living(&self) -> impl Iterator<Item = &'a Person> + use<'a> {
        let (it, on) = (self.it, self.on);
        it.people().enumerate().filter(move |(place, _)| it.lives(&it.later, *place, on)).map(|(_, person)| person)
    }

    /// Those of them who are grown: everybody but the child.
    pub fn grown(&self) -> impl Iterator<Item = &'a Person> + use<'a> {
        self.living().filter(|person| person.role != Role::Child)
    }

    /// The parents among them.
    pub fn parents(&self) -> impl Iterator<Item = &'a Person> + use<'a> {
        self.living().filter(|person| matches!(person.role, Role::Father | Role::Mother))
    }

    /// The mother.
    pub fn mother(&self) -> Option<&'a Person> {
        self.living().find(|person| person.role == Role::Mother)
    }

    /// A parent on the special allowance, once that has reached the register.
    pub fn on_allowance(&self) -> Option<&'a Person> {
        self.it.on_allowance(self.on - Days::new(45)).then(|| self.parents().next()).flatten()
    }

    /// A parent who could be on the special allowance and is not. The rural scheme for grade 4 ends at 60.
    pub fn could_apply(&self) -> Option<&'a Person> {
        let open = !self.it.on_allowance(self.on) && self.in_plan() == Some(true);
        let slight = self.it.disability().filter(|_| self.child().is_some()).and_then(|it| self.grade(it)) == Some(4);
        let of_age = self.it.sets_age().is_some_and(|who| who.born.year() + 49 <= self.on.year());
        self.parents().find(|parent| open && of_age && (!slight || parent.age(self.on) < 60))
    }

    /// Whether the answer to a question about the household is a recorded yes.
    pub fn says(&self, field: Field) -> bool {
        self.it.says(field)
    }
}
