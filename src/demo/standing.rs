//! An invented household as it stands on a day: what the choice of an item asks. The plan's own rules judge from the facts; this judges from the
//! invention, which knows more, and is quick enough to be asked for every measure.

use super::household::{Fate, Household};
use super::person::{Disability, Person};
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

    /// Whether items may be opened: a parent lives, and nothing says that the household is not in the plan, nor said so until lately, for the register
    /// hears of changes weeks later.
    pub fn is_served(&self) -> bool {
        let of_late = Self { on: self.on - Days::new(60), ..*self };
        let outside = |at: &Self| at.in_plan() == Some(false);
        !outside(self) && !outside(&of_late) && self.parents().next().is_some()
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

    /// The key of the child's stage and its year of study, while it is at school. In September the register still says what was in summer: a stage that
    /// has just begun is not known yet.
    pub fn student(&self) -> Option<(&'static str, u8)> {
        let born = self.child()?.born;
        let (now, of_late) = (self.it.stage(born, self.on)?, self.it.stage(born, self.on - Days::new(30))?);
        (now.0 == of_late.0 && now.0 != "none").then_some(now)
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
        let known = self.it.on_allowance(self.on) && self.it.on_allowance(self.on - Days::new(45));
        known.then(|| self.parents().next()).flatten()
    }

    /// A parent who could be on the special allowance and is not, nor was until lately. The rural scheme for grade 4 ends at 60.
    pub fn could_apply(&self) -> Option<&'a Person> {
        let lately = [*self, Self { on: self.on - Days::new(60), ..*self }];
        let slight = |at: &Self| at.child().and(at.it.disability()).and_then(|it| at.grade(it)) == Some(4);
        let open = lately.iter().all(|at| !at.it.on_allowance(at.on) && at.in_plan() == Some(true));
        let of_age = self.it.sets_age().is_some_and(|who| who.born.year() + 49 <= self.on.year());
        let too_old = |parent: &Person| lately.iter().any(slight) && parent.age(self.on) >= 60;
        self.parents().find(|parent| open && of_age && !too_old(parent))
    }

    /// Whether the answer to a question about the household is a recorded yes.
    pub fn says(&self, field: Field) -> bool {
        self.it.says(field)
    }
}
