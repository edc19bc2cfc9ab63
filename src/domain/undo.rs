//! Taking an entry back: a new entry whose events reverse what the old one did, where nothing was built on it since.

use super::conflict;
use super::decide::{Register, reverse_emergency};
use super::entry::Entry;
use super::event::{Event, Matter, Move};
use super::gap;
use super::merge;
use super::refusal::Refusal;
use super::register;
use super::review::{Outcome, ReviewEvent};
use super::rhythm::RhythmEvent;
use super::workflow::Verb;
use crate::ids::{FamilyId, ItemId, ReviewId, Seq};

/// The events that take `entry` back.
///
/// # Errors
/// When something it did was changed again, or it is of a kind that cannot be taken back.
pub fn reverse(entry: &Entry, reason: &str, present: &impl Register) -> Result<Vec<Event>, Refusal> {
    let mut events = vec![Event::EntryWithdrawn { of: entry.seq, reason: reason.to_string() }];
    for event in entry.body.events.iter().rev() {
        events.extend(reverse_one(entry.seq, event, reason, present)?);
    }
    if events.len() == 1 { Err(Refusal::NotUndoable(entry.seq)) } else { Ok(events) }
}

fn reverse_one(seq: Seq, event: &Event, reason: &str, present: &impl Register) -> Result<Option<Event>, Refusal> {
    let family_now = |id: FamilyId| present.family(id).ok_or(Refusal::NoSuchFamily(id));
    let item_now = |id: ItemId| present.item(id).ok_or(Refusal::NoSuchItem(id));
    match event {
        Event::FamilyAdded { family } => {
            let now = family_now(*family)?;
            if now.version != seq {
                return Err(Refusal::ChangedSince { seq, later: now.version });
            }
            Ok(Some(Event::FamilyWithdrawn { family: *family }))
        }
        Event::MemberAdded { family, member } => Ok(Some(Event::MemberWithdrawn { family: *family, member: *member })),
        Event::FactsChanged { family, member, changes } => {
            let now = family_now(*family)?;
            let facts = match member {
                None => Some(&now.facts),
                Some(number) => now.member(*number).map(|member| &member.facts),
            };
            let facts = facts.ok_or(Refusal::ChangedSince { seq, later: now.version })?;
            let untouched =
                changes.iter().all(|change| facts.exactly(change.field, change.since) == change.after.as_ref());
            if !untouched {
                return Err(Refusal::ChangedSince { seq, later: now.version });
            }
            let changes = changes.iter().rev().map(|change| change.reversed()).collect();
            Ok(Some(Event::FactsChanged { family: *family, member: *member, changes }))
        }
        Event::ItemOpened { item, .. } => {
            let now = item_now(*item)?;
            // Steps of the same entry go with it.
            if now.counted().any(|step| step.seq != seq) {
                return Err(Refusal::ChangedSince { seq, later: now.version });
            }
            Ok(Some(Event::ItemMoved {
                item: *item,
                step: Move { reason: reason.to_string(), ..Move::new(Verb::Withdraw) },
            }))
        }
        Event::ItemMoved { item, .. } => {
            let now = item_now(*item)?;
            match now.counted().next_back() {
                Some(last) if last.seq == seq => Ok(Some(Event::StepWithdrawn { item: *item, of: seq })),
                Some(_) => Err(Refusal::ChangedSince { seq, later: now.version }),
                None => Err(Refusal::AlreadyUndone(seq)),
            }
        }
        Event::ReviewSettled { review, .. } | Event::Review(ReviewEvent::Settled { review, .. }) => {
            reopened(seq, *review, present).map(Some)
        }
        // It goes with the item that it was written beside.
        Event::Rhythm(RhythmEvent::ItemCovers { .. }) => Ok(None),
        Event::Register(event) => register::reverse(seq, event, present).map(|event| Some(Event::Register(event))),
        Event::Emergency(event) => reverse_emergency(seq, event, present),
        Event::Merge(event) => merge::reverse(seq, event, present).map(|event| Some(Event::Merge(event))),
        Event::ReviewRaised { review, matter: Matter::Twice { .. } } => {
            no_longer_asked(seq, *review, reason, present).map(Some)
        }
        Event::Gap(event) => gap::reverse(seq, event, present).map(|event| Some(Event::Gap(event))),
        Event::Conflict(event) => Ok(conflict::reverse(seq, event, present)?.map(Event::Conflict)),
        // What went to a bank is not taken back by forgetting it: a batch has steps of its own for what went wrong.
        Event::Batch(_) => Err(Refusal::NotUndoable(seq)),
        // What an account was is granted again by name; what was seen cannot be unseen.
        Event::Access(_) => Err(Refusal::NotUndoable(seq)),
        Event::Rhythm(RhythmEvent::Told { .. }) => Err(Refusal::NotUndoable(seq)),
        Event::FamilyWithdrawn { .. }
        | Event::MemberWithdrawn { .. }
        | Event::StepWithdrawn { .. }
        | Event::EntryWithdrawn { .. }
        | Event::ReviewRaised { .. }
        | Event::Review(ReviewEvent::Reopened { .. }) => Err(Refusal::NotUndoable(seq)),
    }
}

/// A settled question is open again.
fn reopened(seq: Seq, review: ReviewId, present: &impl Register) -> Result<Event, Refusal> {
    match present.review(review) {
        Some(now) if now.settled == Some(seq) => Ok(Event::Review(ReviewEvent::Reopened { review })),
        Some(_) => Err(Refusal::AlreadyUndone(seq)),
        None => Err(Refusal::NoSuchReview(review)),
    }
}

/// A question that a merge raised goes with it, unless somebody has answered it.
fn no_longer_asked(seq: Seq, review: ReviewId, reason: &str, present: &impl Register) -> Result<Event, Refusal> {
    match present.review(review).and_then(|now| now.settled) {
        Some(later) => Err(Refusal::ChangedSince { seq, later }),
        None => {
            let (outcome, reason) = (Outcome::Left, reason.to_string());
            Ok(Event::Review(ReviewEvent::Settled { review, outcome, reason }))
        }
    }
}
