//! The journal, readable: all of it a page at a time, or what concerns one family or item.

use super::{Desk, Unanswered, rows};
use crate::domain::conflict::ConflictEvent;
use crate::domain::emergency::event::EmergencyEvent;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::merge::MergeEvent;
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEvent;
use crate::ids::{FamilyId, ItemId, Seq};
use crate::service::answer::{Happened, LogRow};
use crate::service::sweep::first_since;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Items whose steps are looked through for the entries of a family.
const ITEMS_MAX: usize = 1_000;
/// Lines of a family's timeline that are looked through.
const LINES_MAX: usize = 10_000;

/// Entries, oldest first.
pub fn entries(
    desk: Desk<'_>,
    family: Option<FamilyId>,
    item: Option<ItemId>,
    since: Option<NaiveDate>,
    after: Option<Seq>,
    limit: usize,
) -> Result<Vec<LogRow>, Unanswered> {
    let on_time = |entry: &Entry| since.is_none_or(|since| entry.body.at.date_naive() >= since);
    let after = after.unwrap_or(Seq(0));
    if family.is_none() && item.is_none() {
        let start = match since {
            Some(since) => first_since(desk.store, since)?.max(after.next()),
            None => after.next(),
        };
        let mut rows = Vec::new();
        for entry in desk.store.entries(start).take(limit) {
            rows.push(log_row(&entry?, &|id| measure_of(desk, id)));
        }
        return Ok(rows);
    }
    let mut rows = Vec::new();
    let home = match family.or(item.map(|item| item.family)) {
        Some(id) => super::family::family_of(desk, id)?,
        None => None,
    };
    for seq in concerning(desk, family, item)?.into_iter().filter(|seq| *seq > after) {
        if let Some(entry) = desk.store.entry(seq)?
            && on_time(&entry)
        {
            let row = log_row(&entry, &|id| measure_of(desk, id));
            rows.extend(own(desk, home.as_ref(), row));
            if rows.len() == limit {
                break;
            }
        }
    }
    Ok(rows)
}

/// The entries that concern a family or an item, oldest first.
fn concerning(desk: Desk<'_>, family: Option<FamilyId>, item: Option<ItemId>) -> Result<BTreeSet<Seq>, Unanswered> {
    let views = desk.store.views()?;
    let mut seqs = BTreeSet::new();
    let mut of_item = |item: &Item| {
        seqs.insert(item.opened_in);
        seqs.extend(item.steps.iter().map(|step| step.seq));
        seqs.insert(item.version);
    };
    if let Some(id) = item {
        let family = super::family::family_of(desk, id.family)?;
        let item = views.item(id)?.filter(|item| desk.bearer.sees_item(desk.plan, item, family.as_ref()));
        of_item(&item.ok_or(Refusal::NoSuchItem(id))?);
    }
    if let Some(id) = family {
        let family = desk.family(id)?;
        let seen = |item: &&Item| desk.bearer.sees_item(desk.plan, item, Some(&family));
        views.items_with(&family, ITEMS_MAX)?.iter().filter(seen).for_each(of_item);
        for merged in &family.merged {
            seqs.extend(views.timeline(merged.other, None, LINES_MAX)?.iter().map(|line| line.seq));
        }
        let id = family.id;
        seqs.extend(views.timeline(id, None, LINES_MAX)?.iter().map(|line| line.seq));
    }
    Ok(seqs)
}

/// The entry without what whoever asks may not see; none where nothing is left.
fn own(desk: Desk<'_>, family: Option<&Family>, mut row: LogRow) -> Option<LogRow> {
    let item = |id: &ItemId| {
        let known = desk.store.views().ok().and_then(|views| views.item(*id).ok().flatten());
        known.is_some_and(|known| desk.bearer.sees_item(desk.plan, &known, family))
    };
    let before = row.what.len();
    row.what.retain(|what| match (what, family) {
        (Happened::ItemOpened(id, _) | Happened::ItemMoved(id, ..), _) => !desk.bearer.is_limited() || item(id),
        (what, Some(family)) => super::emergency::may_be_told(desk, family, what),
        _ => true,
    });
    (before == 0 || !row.what.is_empty()).then_some(row)
}

fn measure_of(desk: Desk<'_>, id: ItemId) -> Option<crate::ids::MeasureNo> {
    desk.store.views().ok()?.item(id).ok().flatten().map(|item| item.measure)
}

/// An entry as people read it, with what is personal masked.
pub fn log_row(entry: &Entry, measure: &impl Fn(ItemId) -> Option<crate::ids::MeasureNo>) -> LogRow {
    let mut families = BTreeSet::new();
    let mut what = Vec::new();
    for event in &entry.body.events {
        let (family, happened) = happened(event, measure);
        families.extend(family);
        what.extend(happened);
    }
    LogRow {
        seq: entry.seq,
        at: entry.body.at,
        actor: entry.body.actor.clone(),
        command: entry.body.command.clone(),
        families: families.into_iter().collect(),
        what,
    }
}

fn row(event: &RegisterEvent) -> Option<Happened> {
    match event {
        RegisterEvent::Written { register, row, .. } => Some(Happened::RowWritten(*register, *row)),
        RegisterEvent::Withdrawn { register, row, reason, .. } => {
            Some(Happened::RowWithdrawn(*register, *row, reason.clone()))
        }
        RegisterEvent::VersionWithdrawn { .. } => None,
    }
}

fn happened(
    event: &Event,
    measure: &impl Fn(ItemId) -> Option<crate::ids::MeasureNo>,
) -> (Option<FamilyId>, Option<Happened>) {
    match event {
        Event::FamilyAdded { family } => (Some(*family), Some(Happened::FamilyAdded)),
        Event::FamilyWithdrawn { family } => (Some(*family), Some(Happened::FamilyWithdrawn)),
        Event::MemberAdded { family, member } => (Some(*family), Some(Happened::MemberAdded(*member))),
        Event::MemberWithdrawn { family, member } => (Some(*family), Some(Happened::MemberWithdrawn(*member))),
        Event::FactsChanged { family, member, changes } => {
            let masked = changes.iter().map(rows::masked_change);
            let changed = masked.map(|(field, before, after)| (*member, field, before, after)).collect();
            (Some(*family), Some(Happened::FactsChanged(changed)))
        }
        Event::ItemOpened { item, measure, .. } => (Some(item.family), Some(Happened::ItemOpened(*item, *measure))),
        Event::ItemMoved { item, step } => {
            let moved = measure(*item).map(|no| Happened::ItemMoved(*item, no, step.verb, step.reason.clone()));
            (Some(item.family), moved)
        }
        Event::StepWithdrawn { item, .. } => (Some(item.family), None),
        Event::Emergency(event) => (Some(event.family()), emergency(event)),
        Event::Rhythm(rhythm) => (rhythm.items().first().map(|item| item.family), None),
        Event::EntryWithdrawn { of, reason } => (None, Some(Happened::Undone(*of, reason.clone()))),
        Event::ReviewRaised { review, .. } | Event::ReviewSettled { review, .. } => {
            (None, Some(Happened::Review(*review)))
        }
        Event::Review(what) => (what.family(), Some(Happened::ReviewTook(what.clone()))),
        Event::Batch(event) => (None, Some(Happened::Batch(event.batch(), event.told()))),
        Event::Access(event) => (event.family(), Some(Happened::Access(event.clone()))),
        Event::Register(event) => (event.owner().family(), row(event)),
        Event::Merge(event) => (Some(event.merged().keep), Some(merge(event))),
        Event::Conflict(event) => (Some(event.family()), conflict(event)),
    }
}

fn merge(event: &MergeEvent) -> Happened {
    match event {
        MergeEvent::Merged { merged, reason } => Happened::Merged(merged.other, reason.clone()),
        MergeEvent::Parted { merged } => Happened::Parted(merged.other),
    }
}

fn conflict(event: &ConflictEvent) -> Option<Happened> {
    match event {
        ConflictEvent::Accepted { conflict, reason, .. } => Some(Happened::BothRight(*conflict, reason.clone())),
        ConflictEvent::Settled { conflict, reason } => Some(Happened::ConflictSettled(*conflict, reason.clone())),
        ConflictEvent::Reopened { .. } => None,
    }
}

/// What an event says of an emergency; what goes with another event of the entry says nothing more.
fn emergency(event: &EmergencyEvent) -> Option<Happened> {
    match event {
        EmergencyEvent::Lodged(lodged) => {
            Some(Happened::EmergencyLodged(lodged.emergency, lodged.kind, lodged.line.clone()))
        }
        EmergencyEvent::Moved { emergency, step, .. } => Some(Happened::EmergencyMoved(*emergency, step.clone())),
        EmergencyEvent::Linked(_) | EmergencyEvent::StepWithdrawn { .. } | EmergencyEvent::Withdrawn { .. } => None,
    }
}
