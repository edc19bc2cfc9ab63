//! Commands in, answers out, in order: decide, one sync for the group, fold, answer.
//!
//! Commands that arrive together share a sync, but each is one entry, sees what those before it did, and is refused or done on its own.

use super::answer::Done;
use super::attachment::Attachments;
use super::client::Order;
use super::failure::Failure;
use super::pending::Pending;
use super::permission::{self, Bearer, House};
use super::register::Stored;
use super::store::Store;
use crate::domain::decide::{self, Office};
use crate::domain::entry::{Body, Entry};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::rhythm::RhythmEvent;
use crate::ids::Seq;
use std::borrow::Cow;

/// The most commands that share one sync.
const GROUP_MAX: usize = 256;

/// An order, and who stands behind it.
pub type From<'a> = (&'a str, &'a Order);

/// Does commands of the program itself in order: what comes round opens whoever is there.
pub fn execute(store: &mut Store, office: Office<'_>, actor: &str, orders: &[Order]) -> Vec<Result<Done, Refusal>> {
    execute_all(
        store,
        office,
        House { owner: Some(actor), closed: false },
        &orders.iter().map(|order| (actor, order)).collect::<Vec<_>>(),
    )
}

/// Does commands of several actors in order.
pub fn execute_all(
    store: &mut Store,
    office: Office<'_>,
    house: House<'_>,
    orders: &[From<'_>],
) -> Vec<Result<Done, Refusal>> {
    let mut answers = Vec::with_capacity(orders.len());
    for group in orders.chunks(GROUP_MAX) {
        answers.extend(execute_group(store, office, house, group));
    }
    answers
}

/// Says what would be done with commands; nothing is written.
pub fn preview(
    store: &Store,
    office: Office<'_>,
    house: House<'_>,
    actor: &str,
    orders: &[Order],
) -> Vec<Result<(), Refusal>> {
    let stored = Stored::new(store);
    let orders: Vec<_> = orders.iter().map(|order| (actor, order)).collect();
    let (_, answers) = decide_group(&stored, store, office, house, &orders);
    answers.into_iter().map(|answer| answer.map(|_| ())).collect()
}

fn execute_group(
    store: &mut Store,
    office: Office<'_>,
    house: House<'_>,
    orders: &[From<'_>],
) -> Vec<Result<Done, Refusal>> {
    let (entries, answers) = {
        let stored = Stored::new(store);
        decide_group(&stored, store, office, house, orders)
    };
    if entries.is_empty() {
        return answers;
    }
    let bodies = entries.into_iter().map(|entry| entry.body).collect();
    match store.append(bodies) {
        Ok(_) => answers,
        Err(failure) => {
            let refusal = Refusal::from(failure);
            // What was refused stays refused for its own reason; what would have been done was not.
            answers.into_iter().map(|answer| answer.and_then(|_| Err(refusal.clone()))).collect()
        }
    }
}

/// The entries that a group makes, and the answer to each command once they are on disk.
fn decide_group(
    stored: &Stored<'_>,
    store: &Store,
    office: Office<'_>,
    house: House<'_>,
    orders: &[From<'_>],
) -> (Vec<Entry>, Vec<Result<Done, Refusal>>) {
    let mut pending = Pending::over(stored);
    let mut next = store.journal().last().seq.next();
    let mut answers = Vec::with_capacity(orders.len());
    for (actor, order) in orders {
        let answer = match seen_before(store, &pending, order) {
            Ok(Some(done)) => Ok(done),
            Ok(None) => decide_one((stored, store, house), &pending, office, actor, order).map(|body| {
                let entry = Entry { seq: next, body };
                next = next.next();
                let done = done(&entry, false);
                pending.push(entry);
                done
            }),
            Err(failure) => Err(failure.into()),
        };
        answers.push(answer);
    }
    (pending.into_entries(), answers)
}

fn decide_one(
    (stored, store, house): (&Stored<'_>, &Store, House<'_>),
    pending: &Pending<'_, Stored<'_>>,
    office: Office<'_>,
    actor: &str,
    order: &Order,
) -> Result<Body, Refusal> {
    let bearer = Bearer::of(house, store.views()?.accounts(), actor, office.today())?;
    let command = match permission::check_order(&bearer, office.plan, pending, actor, &order.command)? {
        Some(instead) => Cow::Owned(instead),
        None => Cow::Borrowed(&order.command),
    };
    Attachments::of(stored.dir()).vouch(&command)?;
    let decided = decide::decide(office, pending, &command);
    if let Some(failure) = stored.failure() {
        return Err(failure.into());
    }
    Ok(Body {
        at: office.now,
        actor: actor.to_string(),
        command: command.word().to_string(),
        token: order.token.clone(),
        events: decided.map_err(|refusal| permission::veiled(&bearer, pending, refusal))?,
    })
}

/// The answer to a command that was done before: its token was seen.
fn seen_before(store: &Store, pending: &Pending<'_, Stored<'_>>, order: &Order) -> Result<Option<Done>, Failure> {
    let Some(token) = &order.token else { return Ok(None) };
    if let Some(entry) = pending.with_token(token) {
        return Ok(Some(done(entry, true)));
    }
    let Some(seq) = store.views()?.token(token)? else { return Ok(None) };
    Ok(store.entry(seq)?.map(|entry| done(&entry, true)))
}

fn done(entry: &Entry, repeated: bool) -> Done {
    let mut done = Done { repeated, ..Done::by(entry.seq) };
    for event in &entry.body.events {
        match event {
            Event::FamilyAdded { family }
            | Event::FamilyWithdrawn { family }
            | Event::MemberAdded { family, .. }
            | Event::MemberWithdrawn { family, .. }
            | Event::FactsChanged { family, .. } => done.family = Some(*family),
            Event::ItemOpened { item, .. } | Event::ItemMoved { item, .. } | Event::StepWithdrawn { item, .. } => {
                done.item = Some(*item);
                done.family = Some(item.family).filter(|family| !family.is_district());
            }
            Event::ReviewRaised { review, .. } | Event::ReviewSettled { review, .. } => done.review = Some(*review),
            Event::Emergency(event) => {
                done.emergency = Some(event.emergency());
                done.family = Some(event.family());
            }
            Event::Review(what) => {
                done.review = Some(what.review());
                done.family = done.family.or(what.family());
            }
            Event::Batch(event) => done.batch = Some(event.batch()),
            Event::Rhythm(_) | Event::EntryWithdrawn { .. } => {}
            Event::Merge(event) => done.family = Some(event.merged().keep),
            Event::Conflict(event) => done.family = Some(event.family()),
            Event::Gap(event) => done.family = Some(event.family()),
            Event::Access(event) => done.family = event.family().or(done.family),
            Event::Register(event) => {
                done.row = Some(event.row());
                done.family = event.owner().family().or(done.family);
            }
        }
    }
    done
}

/// The last entry of an actor that can still be taken back, looking at the last `within` entries.
///
/// # Errors
/// When the journal cannot be read.
pub fn last_of(store: &Store, actor: &str, within: u64) -> Result<Option<Seq>, Failure> {
    let last = store.journal().last().seq;
    let from = Seq(last.0.saturating_sub(within).max(1));
    let mut own = Vec::new();
    let mut undone = Vec::new();
    for entry in store.entries(from) {
        let entry = entry?;
        let taken_back = entry.body.events.iter().find_map(|event| match event {
            Event::EntryWithdrawn { of, .. } => Some(*of),
            _ => None,
        });
        // Having looked at something is nothing to take back.
        if entry.body.events.iter().all(|event| matches!(event, Event::Rhythm(RhythmEvent::Told { .. }))) {
            continue;
        }
        match taken_back {
            Some(of) => undone.push(of),
            None if entry.body.actor == actor => own.push(entry.seq),
            None => {}
        }
    }
    Ok(own.into_iter().rev().find(|seq| !undone.contains(seq)))
}
