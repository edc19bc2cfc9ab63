//! Finding the gaps of a family: what its verdicts that are not known yet depend on, sorted by whose facts they are.

use super::{Aside, Gap, GapId, Lacked};
use crate::domain::family::Family;
use crate::domain::standing;
use crate::domain::sweep::{Judged, Sweeper};
use crate::ids::{MeasureNo, MemberNo};
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::rule::{Lacking, Whose};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The gaps of a family that wait for a clerk, as of a day; the household's first.
pub fn open(plan: &Plan, family: &Family, as_of: NaiveDate) -> Vec<Gap> {
    Finder::new(plan, as_of).open(family)
}

/// Finds the gaps of one family after another.
#[derive(Debug)]
pub struct Finder<'p>(Sweeper<'p>);

impl<'p> Finder<'p> {
    /// By a plan, as of a day.
    pub fn new(plan: &'p Plan, as_of: NaiveDate) -> Self {
        Self(Sweeper::new(plan, as_of))
    }

    /// The gaps that wait for a clerk.
    pub fn open(&mut self, family: &Family) -> Vec<Gap> {
        if !family.is_listed() {
            return Vec::new();
        }
        let judged = self.0.judge_and_ask(family);
        gaps(family, judged.iter().filter_map(|(judged, lacking)| Some((judged, lacking.as_deref()?))), &family.aside)
    }
}

/// The gaps that follow from verdicts which are not known yet, without what was put aside.
pub fn gaps<'a>(
    family: &Family,
    verdicts: impl Iterator<Item = (&'a Judged, &'a Lacking)>,
    aside: &[Aside],
) -> Vec<Gap> {
    let mut found: BTreeMap<MemberNo, (u16, BTreeMap<Field, Vec<MeasureNo>>)> = BTreeMap::new();
    for (judged, lacking) in verdicts {
        let mut whose: Vec<MemberNo> = Vec::new();
        for fact in &lacking.facts {
            // Of a child that is not entered nothing can be recorded: entering people is not filling a gap.
            let Some(member) = person(family, judged, fact.whose) else { continue };
            let gap = GapId { family: family.id, member };
            if aside.iter().any(|one| one.gap == gap && one.fields.contains(&fact.field)) {
                continue;
            }
            let (waiting, fields) = found.entry(member).or_default();
            if !whose.contains(&member) {
                whose.push(member);
                *waiting = waiting.saturating_add(1);
            }
            let measures = fields.entry(fact.field).or_default();
            if measures.last() != Some(&judged.measure) {
                measures.push(judged.measure);
            }
        }
    }
    let gap = |(member, (waiting, fields)): (MemberNo, (u16, BTreeMap<Field, Vec<MeasureNo>>))| {
        let mut lacks: Vec<Lacked> = fields.into_iter().map(|(field, measures)| Lacked { field, measures }).collect();
        lacks.sort_by_key(|lacked| Reverse(lacked.measures.len()));
        Gap { id: GapId { family: family.id, member }, waiting, lacks }
    };
    found.into_iter().map(gap).collect()
}

/// Whom a rule means: 0 for the household, none where nobody is entered.
fn person(family: &Family, judged: &Judged, whose: Whose) -> Option<MemberNo> {
    match whose {
        Whose::Family => Some(MemberNo(0)),
        Whose::Child => family.child().map(|child| child.number),
        Whose::Wife => standing::wife(family).map(|wife| wife.number),
        Whose::Member => judged.member,
    }
}
