//! Two plans asked of the same families on the same day: who gains and who loses, before the new one is put in force.

use super::super::ask::rows;
use super::super::failure::Failure;
use super::super::store::Store;
use crate::domain::family::Family;
use crate::domain::sweep::{Judged, Sweeper};
use crate::ids::{FamilyId, MemberNo};
use crate::policy::plan::Plan;
use crate::policy::verdict::Truth;
use crate::views::{Area, From};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Families read at a time.
const CHUNK: usize = 128;

/// A verdict that the new plan gives otherwise. Measures of two plans are the same when their ids are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The measure, by its id.
    pub measure: String,
    /// The family.
    pub family: FamilyId,
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// The name to show.
    pub subject: String,
    /// By the plan in force; none where it has no such measure for this subject.
    pub before: Option<Truth>,
    /// By the new one; none where it has no such measure for this subject.
    pub after: Option<Truth>,
}

impl Turn {
    /// Whether somebody is entitled by the new plan alone.
    pub fn gains(&self) -> bool {
        self.after == Some(Truth::Yes)
    }

    /// Whether somebody is entitled by the plan in force alone.
    pub fn loses(&self) -> bool {
        self.before == Some(Truth::Yes)
    }
}

/// How many a measure's verdicts turn for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entitled by the new plan alone.
    pub gain: u64,
    /// Entitled by the plan in force alone.
    pub lose: u64,
    /// Not known by one of the two: nobody gains or loses by it yet.
    pub other: u64,
}

/// What two plans come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Families that were compared.
    pub families: u64,
    /// By the id of the measure.
    pub counts: BTreeMap<String, Counts>,
    /// The first of those who gain or lose.
    pub turns: Vec<Turn>,
    /// How many more gain or lose.
    pub more: u64,
}

impl Comparison {
    /// Counts what turns for one family, and keeps who gains and loses up to so many.
    pub fn take(&mut self, turns: Vec<Turn>, most: usize) {
        self.families += 1;
        for turn in turns {
            let counts = self.counts.entry(turn.measure.clone()).or_default();
            match (turn.gains(), turn.loses()) {
                (true, _) => counts.gain += 1,
                (_, true) => counts.lose += 1,
                _ => counts.other += 1,
            }
            if turn.gains() || turn.loses() {
                if self.turns.len() < most { self.turns.push(turn) } else { self.more += 1 }
            }
        }
    }
}

/// Compares two plans. `tell` is given what turns for each family, how many were done, and how many there are; it may stop the
/// work. True when it went to its end.
///
/// # Errors
/// When the views cannot be read.
pub fn compare(
    store: &Store,
    plans: (&Plan, &Plan),
    as_of: NaiveDate,
    tell: &mut dyn FnMut(Vec<Turn>, u64, u64) -> ControlFlow<()>,
) -> Result<bool, Failure> {
    let views = store.views()?;
    let (mut old, mut new) = (Sweeper::new(plans.0, as_of), Sweeper::new(plans.1, as_of));
    let (mut from, mut done) = (From::Start, 0);
    loop {
        let page = views.families(&Area::District, &from, CHUNK)?;
        let next = page.rows.last().map(|row| row.cursor.clone()).filter(|_| page.more_after);
        let total = page.total.unwrap_or(0);
        for row in page.rows {
            done += 1;
            let before = by_id(plans.0, &old.judge(&row.family));
            let after = by_id(plans.1, &new.judge(&row.family));
            if tell(turns(&row.family, &before, &after), done, total).is_break() {
                return Ok(false);
            }
        }
        match next {
            Some(cursor) => from = From::After(cursor),
            None => return Ok(true),
        }
    }
}

type Verdicts<'p> = BTreeMap<(&'p str, Option<MemberNo>), Truth>;

fn by_id<'p>(plan: &'p Plan, judged: &[Judged]) -> Verdicts<'p> {
    let keyed = |one: &Judged| plan.measure(one.measure).map(|measure| ((measure.id.as_str(), one.member), one.truth));
    judged.iter().filter_map(keyed).collect()
}

/// What turns: a measure that a plan does not have entitles nobody, and a no in its place is no difference.
fn turns(family: &Family, before: &Verdicts<'_>, after: &Verdicts<'_>) -> Vec<Turn> {
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    let turn = |(measure, member): (&str, Option<MemberNo>)| {
        let (before, after) = (before.get(&(measure, member)).copied(), after.get(&(measure, member)).copied());
        let same = before.unwrap_or(Truth::No) == after.unwrap_or(Truth::No);
        let subject = || rows::subject(family, member);
        (!same).then(|| Turn {
            measure: measure.to_string(),
            family: family.id,
            member,
            subject: subject(),
            before,
            after,
        })
    };
    keys.into_iter().filter_map(turn).collect()
}
