//! What a sweep comes to: counts for each measure, and which facts would decide the most verdicts.

use super::Swept;
use crate::domain::sweep::kept::{State, Tally};
pub use crate::domain::sweep::lack::Lack;
use crate::ids::MeasureNo;
use crate::policy::plan::{Measure, Plan, Subject};
use crate::policy::verdict::Truth;
use std::collections::BTreeMap;

/// Counts of one measure: of people where it is judged for people, of families where it is for families.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entitled, with an item that carries it out.
    pub with_item: u64,
    /// Entitled, without one.
    pub without_item: u64,
    /// Not known yet.
    pub unknown: u64,
    /// Not entitled.
    pub no: u64,
}

/// How much a fact that is not recorded would decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    /// Verdicts that depend on it.
    pub verdicts: u64,
    /// Of these, those that depend on nothing else.
    pub alone: u64,
    /// Families in which it is lacking.
    pub families: u64,
}

/// What a sweep comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Families swept.
    pub families: u64,
    /// Counts by measure.
    pub measures: BTreeMap<MeasureNo, Counts>,
    lacks: BTreeMap<Lack, Worth>,
}

impl Totals {
    /// Counts a family in.
    pub fn add(&mut self, swept: &Swept) {
        self.families += 1;
        let mut of_family: BTreeMap<Lack, Worth> = BTreeMap::new();
        for verdict in &swept.verdicts {
            let counts = self.measures.entry(verdict.judged.measure).or_default();
            match (verdict.judged.truth, verdict.item) {
                (Truth::Yes, Some(_)) => counts.with_item += 1,
                (Truth::Yes, None) => counts.without_item += 1,
                (Truth::Unknown, _) => counts.unknown += 1,
                (Truth::No, _) => counts.no += 1,
            }
            let Some(lacking) = &verdict.lacking else { continue };
            let alone = lacking.facts.len() + lacking.standards.len() == 1;
            let facts = lacking.facts.iter().map(|fact| Lack::Fact(*fact));
            for lack in facts.chain(lacking.standards.iter().map(|at| Lack::Standard(*at))) {
                let worth = of_family.entry(lack).or_default();
                worth.verdicts += 1;
                worth.alone += u64::from(alone);
            }
        }
        for (lack, worth) in of_family {
            let all = self.lacks.entry(lack).or_default();
            all.verdicts += worth.verdicts;
            all.alone += worth.alone;
            all.families += 1;
        }
    }

    /// What kept verdicts come to.
    pub fn of_kept(tally: &Tally, plan: &Plan) -> Totals {
        let counts = |measure: &Measure| {
            let kept = tally.measures.get(&measure.no).copied().unwrap_or_default();
            Counts {
                with_item: (kept.of(State::Open) + kept.of(State::Done)).into(),
                without_item: kept.of(State::Due).into(),
                unknown: kept.of(State::Unknown).into(),
                no: tally.not_entitled(measure.no, measure.subject).into(),
            }
        };
        let judged = plan.measures().iter().filter(|measure| measure.subject != Subject::District);
        let worth = |(verdicts, alone, families): (u32, u32, u32)| Worth {
            verdicts: verdicts.into(),
            alone: alone.into(),
            families: families.into(),
        };
        Totals {
            families: tally.families.into(),
            measures: judged.map(|measure| (measure.no, counts(measure))).collect(),
            lacks: tally.lacks.iter().map(|(lack, sums)| (*lack, worth(*sums))).collect(),
        }
    }

    /// What is lacking, what would decide the most first.
    pub fn lacks(&self) -> Vec<(Lack, Worth)> {
        let mut lacks: Vec<(Lack, Worth)> = self.lacks.iter().map(|(lack, worth)| (*lack, *worth)).collect();
        lacks.sort_by_key(|(lack, worth)| (std::cmp::Reverse((worth.verdicts, worth.alone)), *lack));
        lacks
    }
}
