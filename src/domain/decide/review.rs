//! Settling a question: what was decided is recorded in the same entry.

use super::{Office, Register, family, item};
use crate::domain::command::Fact;
use crate::domain::event::{Event, Matter, Move};
use crate::domain::facts::Change;
use crate::domain::refusal::Refusal;
use crate::domain::review::compare::Comparison;
use crate::domain::review::{Answer, Nth, Outcome, ReviewEvent, ReviewRefusal, Settling, Spot};
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, ItemId, Seq};

/// The events that settle a question.
pub fn settle(office: Office<'_>, register: &impl Register, settling: &Settling) -> Result<Vec<Event>, Refusal> {
    let Settling { review, answer, reason } = settling;
    let waiting = register.review(*review).filter(|review| review.waits()).ok_or(Refusal::NoSuchReview(*review))?;
    if let Matter::Twice { first, second, .. } = &waiting.matter {
        return twice(office, register, settling, (*first, *second));
    }
    let (like, row) = (waiting.matter.families(), waiting.matter.row());
    let (mut events, outcome) = match answer {
        Answer::Same { family, seen, take, keep } => {
            let family = which(register, *family, like)?;
            (same(office, register, family, *seen, row, (take, keep))?, Outcome::Same(family))
        }
        Answer::New => {
            let events = enter(office, register, row)?;
            let entered = events.iter().find_map(|event| match event {
                Event::FamilyAdded { family } => Some(*family),
                _ => None,
            });
            (events, entered.map_or(Outcome::Left, Outcome::New))
        }
        Answer::Stands(_) => return Err(ReviewRefusal::OtherKind(*review).into()),
        Answer::Leave if reason.trim().is_empty() => {
            return Err(ReviewRefusal::ReasonMissing(*review).into());
        }
        Answer::Leave => (Vec::new(), Outcome::Left),
    };
    events.push(Event::Review(ReviewEvent::Settled { review: *review, outcome, reason: reason.trim().to_string() }));
    Ok(events)
}

/// Of two items for the same duty and period one is taken back, or both stay with a reason.
fn twice(
    office: Office<'_>,
    register: &impl Register,
    settling: &Settling,
    (first, second): (ItemId, ItemId),
) -> Result<Vec<Event>, Refusal> {
    let Settling { review, answer, reason } = settling;
    let reason = reason.trim().to_string();
    if reason.is_empty() {
        return Err(ReviewRefusal::ReasonMissing(*review).into());
    }
    let goes = match answer {
        Answer::Stands(Nth::First) => Some(second),
        Answer::Stands(Nth::Second) => Some(first),
        Answer::Leave => None,
        Answer::Same { .. } | Answer::New => return Err(ReviewRefusal::OtherKind(*review).into()),
    };
    let mut events = Vec::new();
    if let Some(id) = goes {
        let known = register.item(id).ok_or(Refusal::NoSuchItem(id))?;
        let step = Move { reason: reason.clone(), ..Move::new(Verb::Withdraw) };
        events = item::step(office, register, &known, &step)?;
    }
    events.push(Event::Review(ReviewEvent::Settled { review: *review, outcome: Outcome::Left, reason }));
    Ok(events)
}

/// The family that is meant: the named one, or the only one alike that is still there.
fn which(register: &impl Register, named: Option<FamilyId>, like: &[FamilyId]) -> Result<FamilyId, Refusal> {
    if let Some(family) = named {
        return Ok(family);
    }
    let there = |id: &&FamilyId| register.family(**id).is_some_and(|family| family.is_listed());
    match like.iter().filter(there).copied().collect::<Vec<_>>()[..] {
        [only] => Ok(only),
        ref several => Err(ReviewRefusal::WhichFamily(several.to_vec()).into()),
    }
}

/// What is chosen of the row goes into the family.
fn same(
    office: Office<'_>,
    register: &impl Register,
    family: FamilyId,
    seen: Option<Seq>,
    row: &[Vec<Change>],
    (take, keep): (&[Spot], &[Spot]),
) -> Result<Vec<Event>, Refusal> {
    let known = super::known_family(register, family)?;
    super::unchanged_since(known.id, seen, known.version)?;
    let comparison = Comparison::of(row, Some(&known));
    if let Some(spot) = take.iter().chain(keep).find(|spot| !comparison.has(**spot)) {
        return Err(ReviewRefusal::NotInRow(*spot).into());
    }
    let (edits, new_members) = comparison.taking(take, keep);
    if edits.is_empty() && new_members.is_empty() {
        return Ok(Vec::new());
    }
    family::edit(office, register, &known, &edits, &new_members)
}

/// The row as a family of its own.
fn enter(office: Office<'_>, register: &impl Register, row: &[Vec<Change>]) -> Result<Vec<Event>, Refusal> {
    let facts = |changes: &Vec<Change>| -> Vec<Fact> {
        let fact = |change: &Change| Some((change.field, change.since, change.after.clone()?));
        changes.iter().filter_map(fact).map(|(field, since, value)| Fact { field, since, value }).collect()
    };
    let mut row = row.iter().map(facts);
    let household = row.next().unwrap_or_default();
    let members: Vec<Vec<Fact>> = row.collect();
    family::add(office, register, &household, &members)
}
