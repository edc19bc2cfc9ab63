//! The journal, readable: all of it a page at a time, or what concerns one family or item.

use super::{Desk, Unanswered, rows};
use crate::domain::access::AccessEvent;
use crate::domain::conflict::ConflictEvent;
use crate::domain::emergency::event::EmergencyEvent;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::gap::GapEvent;
use crate::domain::item::Item;
use crate::domain::merge::MergeEvent;
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEvent;
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, ItemId, Seq};
use crate::service::answer::{Happened, LogRow, LogRows};
use crate::service::query::log::{LogFilter, LogFrom};
use crate::service::sweep::first_since;
use std::collections::BTreeSet;
use std::ops::Range;

/// Items whose steps are looked through for the entries of a family.
const ITEMS_MAX: usize = 1_000;
/// Lines of a family's timeline that are looked through.
const LINES_MAX: usize = 10_000;

/// Entries that one question looks at in the journal itself: some ten milliseconds, for which whoever writes waits.
const LOOKED_AT_MAX: u64 = 2_000;
/// Entries read at a time on the way back: the journal is read forwards only.
const SLICE: u64 = 250;

/// Entries, oldest first.
pub fn entries(desk: Desk<'_>, filter: &LogFilter, from: LogFrom, limit: usize) -> Result<LogRows, Unanswered> {
    let limit = limit.max(1);
    let window = window(desk, filter, from)?;
    if filter.family.is_some() || filter.item.is_some() {
        return indexed(desk, filter, from, &window, limit);
    }
    match from {
        LogFrom::After(_) => onwards(desk, filter, &window, limit),
        LogFrom::Before(_) => backwards(desk, filter, &window, limit),
    }
}

/// The numbers of the entries that may be meant: what the days and the place where to begin leave of the journal.
fn window(desk: Desk<'_>, filter: &LogFilter, from: LogFrom) -> Result<Range<u64>, Unanswered> {
    let first = match filter.since {
        Some(since) => first_since(desk.store, since)?.0,
        None => 1,
    };
    let end = match filter.until.and_then(|until| until.succ_opt()) {
        Some(next) => first_since(desk.store, next)?.0,
        None => desk.store.journal().last().seq.0 + 1,
    };
    Ok(match from {
        LogFrom::After(after) => first.max(after.0.saturating_add(1))..end,
        LogFrom::Before(before) => first..before.map_or(end, |before| end.min(before.0)),
    })
}

fn onwards(desk: Desk<'_>, filter: &LogFilter, window: &Range<u64>, limit: usize) -> Result<LogRows, Unanswered> {
    let mut found = LogRows::default();
    let looked_at = window.start..window.end.min(window.start.saturating_add(LOOKED_AT_MAX));
    for entry in desk.store.entries(Seq(looked_at.start)) {
        let entry = entry?;
        if !looked_at.contains(&entry.seq.0) {
            break;
        }
        if fits(filter, &entry) {
            found.rows.push(row_of(desk, filter, &entry));
        }
        found.reached = (entry.seq.0 + 1 < window.end).then_some(entry.seq);
        if found.rows.len() == limit {
            break;
        }
    }
    Ok(found)
}

fn backwards(desk: Desk<'_>, filter: &LogFilter, window: &Range<u64>, limit: usize) -> Result<LogRows, Unanswered> {
    let mut found = LogRows::default();
    let least = window.start.max(window.end.saturating_sub(LOOKED_AT_MAX));
    let mut end = window.end;
    while end > least && found.rows.len() < limit {
        let slice = least.max(end.saturating_sub(SLICE))..end;
        let mut rows = Vec::new();
        for entry in desk.store.entries(Seq(slice.start)) {
            let entry = entry?;
            if !slice.contains(&entry.seq.0) {
                break;
            }
            if fits(filter, &entry) {
                rows.push(row_of(desk, filter, &entry));
            }
        }
        found.rows.splice(0..0, rows);
        end = slice.start;
    }
    let over = found.rows.len().saturating_sub(limit);
    found.rows.drain(..over);
    found.reached = match over {
        0 => (end > window.start).then_some(Seq(end)),
        _ => found.rows.first().map(|row| row.seq),
    };
    Ok(found)
}

/// What the views say of a family or an item leads to its entries.
fn indexed(
    desk: Desk<'_>,
    filter: &LogFilter,
    from: LogFrom,
    window: &Range<u64>,
    limit: usize,
) -> Result<LogRows, Unanswered> {
    let home = match filter.family.or(filter.item.map(|item| item.family)) {
        Some(id) => super::family::family_of(desk, id)?,
        None => None,
    };
    let mut seqs: Vec<Seq> = concerning(desk, filter.family, filter.item)?.into_iter().collect();
    seqs.retain(|seq| window.contains(&seq.0));
    if let LogFrom::Before(_) = from {
        seqs.reverse();
    }
    let mut found = LogRows::default();
    let mut left = seqs.into_iter().peekable();
    while let Some(seq) = left.next() {
        if let Some(entry) = desk.store.entry(seq)?
            && fits(filter, &entry)
        {
            found.rows.extend(own(desk, home.as_ref(), row_of(desk, filter, &entry)));
        }
        if found.rows.len() == limit {
            found.reached = left.peek().map(|_| seq);
            break;
        }
    }
    if let LogFrom::Before(_) = from {
        found.rows.reverse();
    }
    Ok(found)
}

fn fits(filter: &LogFilter, entry: &Entry) -> bool {
    let body = &entry.body;
    let day = body.at.date_naive();
    filter.since.is_none_or(|since| day >= since)
        && filter.until.is_none_or(|until| day <= until)
        && filter.by.as_ref().is_none_or(|by| *by == body.actor)
        && filter.command.as_ref().is_none_or(|command| begins(&body.command, command))
        && (!filter.looked || body.events.iter().any(is_look))
}

/// Whether a command's words begin with these. A step of an item stands in the journal by the word of its verb alone.
fn begins(words: &str, with: &str) -> bool {
    let fits =
        |mut words: std::str::SplitWhitespace<'_>| with.split_whitespace().all(|word| words.next() == Some(word));
    let is_step = Verb::ALL.iter().any(|verb| verb.key() == words);
    fits(words.split_whitespace()) || (is_step && fits(format!("item {words}").split_whitespace()))
}

fn is_look(event: &Event) -> bool {
    matches!(event, Event::Access(AccessEvent::Revealed { .. }))
}

fn row_of(desk: Desk<'_>, filter: &LogFilter, entry: &Entry) -> LogRow {
    let mut row = log_row(entry, &|id| measure_of(desk, id));
    if filter.looked {
        row.what.retain(|what| matches!(what, Happened::Access(AccessEvent::Revealed { .. })));
    }
    row
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
        Event::Gap(event) => (Some(event.family()), gap(event)),
    }
}

fn merge(event: &MergeEvent) -> Happened {
    match event {
        MergeEvent::Merged { merged, reason } => Happened::Merged(merged.other, reason.clone()),
        MergeEvent::Parted { merged } => Happened::Parted(merged.other),
    }
}

fn gap(event: &GapEvent) -> Option<Happened> {
    match event {
        GapEvent::PutAside { gap, reason, .. } => Some(Happened::PutAside(*gap, reason.clone())),
        GapEvent::TakenUp { .. } => None,
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
