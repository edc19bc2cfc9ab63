//! A family as it was known on an earlier day, and which verdicts have turned since, with what turned them.
//!
//! What was recorded since is taken back, newest first, from the lines of its timeline. What a line does not hold is the facts of a person who
//! was entered in error and taken back since: such a person is left out on both sides.

use crate::domain::facts::Facts;
use crate::domain::family::Family;
pub use crate::domain::sweep::change::{Cause, Change};
use crate::domain::sweep::{Judged, Sweeper};
use crate::ids::MemberNo;
use crate::policy::plan::Plan;
use crate::policy::rule::Lacking;
use crate::policy::verdict::Truth;
use crate::views::{Line, What};
use std::sync::Arc;

/// The family as it was known before these lines (newest first); none when it was not in the register.
pub fn before(family: &Family, lines: &[Line]) -> Option<Family> {
    let mut then = family.clone();
    for what in lines.iter().flat_map(|line| line.what.iter().rev()) {
        match what {
            What::FamilyAdded => return None,
            What::MemberAdded(number) => then.members.retain(|member| member.number != *number),
            What::FactsChanged(member, changes) => {
                if let Some(facts) = facts_of(&mut then, *member) {
                    changes.iter().rev().for_each(|change| facts.apply(&change.reversed()));
                }
            }
            // Nothing else changes what is known of the household and its people.
            _ => {}
        }
    }
    Some(then)
}

fn facts_of(family: &mut Family, member: Option<MemberNo>) -> Option<&mut Facts> {
    match member {
        None => Some(&mut family.facts),
        Some(number) => {
            family.members.iter_mut().find(|member| member.number == number).map(|member| &mut member.facts)
        }
    }
}

/// The verdicts that turned between the two days.
pub fn changes(
    plan: &Plan,
    today: &mut Sweeper<'_>,
    then: &mut Sweeper<'_>,
    family: &Family,
    lines: &[Line],
    now: &[(Judged, Option<Arc<Lacking>>)],
) -> Vec<Change> {
    let was = before(family, lines);
    let earlier = was.as_ref().map(|was| then.judge(was));
    // What would be today if nothing had been recorded.
    let unchanged = match &was {
        Some(was) if !lines.is_empty() => Some(today.judge(was)),
        _ => None,
    };
    let mut changes = Vec::new();
    for (judged, _) in now {
        let of = |verdicts: &Option<Vec<Judged>>| {
            let same = |one: &&Judged| one.measure == judged.measure && one.member == judged.member;
            verdicts.as_ref().and_then(|verdicts| verdicts.iter().find(same)).map(|one| one.truth)
        };
        let before = of(&earlier);
        if before == Some(judged.truth) || before.is_none() && judged.truth == Truth::No {
            continue;
        }
        let in_force = |day| plan.measure(judged.measure).is_some_and(|measure| measure.in_force(day));
        let cause = match (before, of(&unchanged)) {
            (None, _) => Cause::Entered,
            _ if in_force(then.as_of()) != in_force(today.as_of()) => Cause::Plan,
            (_, Some(unchanged)) if unchanged != judged.truth => Cause::Recorded,
            _ => Cause::Time,
        };
        changes.push(Change { measure: judged.measure, member: judged.member, before, after: judged.truth, cause });
    }
    changes
}

#[cfg(test)]
mod tests;
