//! What is kept of a family that was judged.

use super::Verdict;
use crate::domain::family::Family;
use crate::domain::gap;
use crate::domain::sweep::change::Change;
use crate::domain::sweep::kept::{Held, Kept, State};
use crate::domain::sweep::lack::Lack;
use crate::ids::MemberNo;
use crate::policy::verdict::Truth;
use crate::views;
use std::collections::BTreeMap;

/// What is kept of a family.
pub fn of(family: &Family, verdicts: &[Verdict], changes: &[Change]) -> Kept {
    let mut lacks: BTreeMap<Lack, (u16, u16)> = BTreeMap::new();
    for lacking in verdicts.iter().filter_map(|verdict| verdict.lacking.as_ref()) {
        let alone = lacking.facts.len() + lacking.standards.len() == 1;
        let facts = lacking.facts.iter().map(|fact| Lack::Fact(*fact));
        for lack in facts.chain(lacking.standards.iter().map(|at| Lack::Standard(*at))) {
            let worth = lacks.entry(lack).or_default();
            *worth = (worth.0.saturating_add(1), worth.1.saturating_add(alone.into()));
        }
    }
    Kept {
        township: views::township_of(family),
        people: u8::try_from(family.members.len()).unwrap_or(u8::MAX),
        child: family.child().is_some(),
        held: verdicts.iter().filter_map(held).collect(),
        changes: changes.to_vec(),
        lacks: lacks.into_iter().map(|(lack, (verdicts, alone))| (lack, verdicts, alone)).collect(),
        gaps: gaps(family, verdicts),
    }
}

/// Whose facts are lacking, and how much waits for them.
fn gaps(family: &Family, verdicts: &[Verdict]) -> Vec<(MemberNo, u8)> {
    let open = verdicts.iter().filter_map(|verdict| Some((&verdict.judged, verdict.lacking.as_deref()?)));
    let gaps = gap::gaps(family, open, &family.aside);
    gaps.into_iter().map(|gap| (gap.id.member, u8::try_from(gap.waiting).unwrap_or(u8::MAX))).collect()
}

fn held(verdict: &Verdict) -> Option<Held> {
    let state = match (verdict.judged.truth, verdict.item) {
        (Truth::No, _) => return None,
        (Truth::Unknown, _) => State::Unknown,
        (Truth::Yes, None) => State::Due,
        (Truth::Yes, Some(_)) if verdict.open => State::Open,
        (Truth::Yes, Some(_)) => State::Done,
    };
    Some((verdict.judged.measure, verdict.judged.member, state))
}
