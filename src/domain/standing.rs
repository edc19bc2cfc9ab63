//! Judging a family by the plan, as of a day: who is in it, and who is entitled to what.

use super::facts::Facts;
use super::family::Family;
use super::member::{Member, Role};
use crate::ids::{EmergencyKindNo, MemberNo};
use crate::policy::field::Field;
use crate::policy::plan::{Measure, Plan, Subject};
use crate::policy::rule::{self, Case};
use crate::policy::value::Value;
use crate::policy::verdict::{Truth, Verdict};
use crate::policy::words::Words;
use chrono::NaiveDate;

impl rule::Facts for Facts {
    fn value(&self, field: Field, as_of: NaiveDate) -> Option<&Value> {
        Facts::value(self, field, as_of)
    }
}

/// The code of a woman in the `sex` field.
const FEMALE: u8 = 2;

/// The family as the rules see it.
pub(super) fn case<'a>(family: &'a Family, member: Option<&'a Member>, as_of: NaiveDate) -> Case<'a, Facts, Facts> {
    Case {
        family: &family.facts,
        child: family.child().map(|child| &child.facts),
        wife: wife(family).map(|wife| &wife.facts),
        member: member.map(|member| &member.facts),
        as_of,
    }
}

/// The wife of the household: the mother, or the woman the father lives with now.
pub(super) fn wife(family: &Family) -> Option<&Member> {
    let now = |member: &&Member| member.role() == Role::Spouse && member.facts.choice(Field::Sex) == Some(FEMALE);
    family.in_role(Role::Mother).or_else(|| family.members.iter().find(now))
}

/// Whether the family is one that the plan is for (section two).
pub fn in_plan(plan: &Plan, family: &Family, as_of: NaiveDate) -> Truth {
    plan.in_plan(&case(family, None, as_of))
}

/// The same with its reasons.
pub fn explain_in_plan(plan: &Plan, family: &Family, as_of: NaiveDate) -> Verdict {
    plan.explain_in_plan(&case(family, None, as_of))
}

/// Whom a measure is judged for in a family: each person, or the household as a whole.
pub fn subjects<'a>(measure: &Measure, family: &'a Family) -> Vec<Option<&'a Member>> {
    match measure.subject {
        Subject::Member => family.members.iter().map(Some).collect(),
        Subject::Child => family.child().into_iter().map(Some).collect(),
        Subject::Family => vec![None],
        Subject::District => Vec::new(),
    }
}

/// Whether a measure is due to a family or one of its people.
pub fn judge(plan: &Plan, measure: &Measure, family: &Family, member: Option<MemberNo>, as_of: NaiveDate) -> Truth {
    let member = member.and_then(|number| family.member(number));
    plan.judge(measure.no, &case(family, member, as_of))
}

/// The same with its reasons.
pub fn explain(plan: &Plan, measure: &Measure, family: &Family, member: Option<MemberNo>, as_of: NaiveDate) -> Verdict {
    let member = member.and_then(|number| family.member(number));
    plan.explain(measure.no, &case(family, member, as_of))
}

/// How grave an emergency of this kind is by the plan's table, and why.
pub fn severity(
    plan: &Plan,
    kind: EmergencyKindNo,
    family: &Family,
    member: Option<MemberNo>,
    as_of: NaiveDate,
) -> (u8, Words) {
    let member = member.and_then(|number| family.member(number));
    plan.severity(kind, &case(family, member, as_of))
}
