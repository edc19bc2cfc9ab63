//! The whole plan asked of family after family as of one day: the verdicts of `standing::judge`, many times as fast.

pub mod change;
pub mod kept;
pub mod lack;

use super::family::Family;
use super::item::Item;
use super::rhythm::{self, Turn};
use super::standing;
use crate::ids::{MeasureNo, MemberNo};
use crate::policy::plan::{Measure, Plan, Subject};
use crate::policy::rule::{Lacking, Many};
use crate::policy::verdict::Truth;
use chrono::NaiveDate;
use std::sync::Arc;

/// A verdict: of which measure, for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The measure.
    pub measure: MeasureNo,
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// The verdict.
    pub truth: Truth,
}

/// The item that carries a measure out on a day: what comes round needs one that stands for the period of that day; of everything else any
/// that is under way or was done will do.
pub fn carrier<'a>(
    plan: &Plan,
    measure: &Measure,
    items: &'a [Item],
    member: Option<MemberNo>,
    day: NaiveDate,
) -> Option<&'a Item> {
    let same = |item: &&Item| item.measure == measure.no && item.member == member && rhythm::stands(item);
    let family = items.first()?.id.family;
    match rhythm::period_wanted(measure, None, day) {
        Ok(Some(period)) => {
            rhythm::holder(items, measure, Turn::new(family, member, measure.department(), period), plan)
        }
        _ => items.iter().find(same),
    }
}

/// Judges families by the whole plan, as of one day.
#[derive(Debug)]
pub struct Sweeper<'p> {
    plan: &'p Plan,
    many: Many<'p>,
    as_of: NaiveDate,
}

impl<'p> Sweeper<'p> {
    /// For a day.
    pub fn new(plan: &'p Plan, as_of: NaiveDate) -> Self {
        Self { plan, many: plan.many(as_of), as_of }
    }

    /// The day.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The verdicts of every measure for everybody it is judged for, in the plan's order; no is among them.
    pub fn judge(&mut self, family: &Family) -> Vec<Judged> {
        self.each(family, false).into_iter().map(|(judged, _)| judged).collect()
    }

    /// The same, with what each that is not known yet depends on.
    pub fn judge_and_ask(&mut self, family: &Family) -> Vec<(Judged, Option<Arc<Lacking>>)> {
        self.each(family, true)
    }

    fn each(&mut self, family: &Family, ask: bool) -> Vec<(Judged, Option<Arc<Lacking>>)> {
        let household = standing::case(family, None, self.as_of);
        let people: Vec<_> =
            family.members.iter().map(|member| standing::case(family, Some(member), self.as_of)).collect();
        let mut shared = self.many.family();
        let mut whole = self.many.subject(&household);
        let mut each: Vec<_> = people.iter().map(|case| self.many.subject(case)).collect();
        let child = family.child().map(|child| child.number);
        let mut judged = Vec::with_capacity(self.plan.measures().len() * 2);
        for (at, measure) in self.plan.measures().iter().enumerate() {
            let mut one = |member, subject: &mut _| {
                let truth = self.many.truth(at, &mut shared, subject);
                let lacking = (ask && !truth.is_definite()).then(|| self.many.lacking(at, &mut shared, subject));
                judged.push((Judged { measure: measure.no, member, truth }, lacking));
            };
            if measure.subject == Subject::Family {
                one(None, &mut whole);
            }
            for (person, member) in each.iter_mut().zip(&family.members) {
                let number = Some(member.number);
                if measure.subject == Subject::Member || measure.subject == Subject::Child && number == child {
                    one(number, person);
                }
            }
        }
        judged
    }
}

#[cfg(test)]
mod tests;
