//! The page of a family: its people, its standing and why, what it is entitled to, its items, and what happened.

use super::{Desk, Unanswered, entitlements, register, rows};
use crate::domain::access::AccessEvent;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::standing;
use crate::ids::FamilyId;
use crate::policy::verdict::Truth;
use crate::service::answer::{FamilyPage, Happened, TimelineRow};
use crate::service::query::EntitlementFilter;
use crate::views::{Line, What};
use std::cmp::Reverse;

/// Items and lines of the timeline on one page, at most.
const LINES_MAX: usize = 200;

/// Everything about a family.
pub fn page(desk: Desk<'_>, id: FamilyId) -> Result<FamilyPage, Unanswered> {
    let views = desk.store.views()?;
    let family = desk.family(id)?;
    let mut items = views.items_with(&family, LINES_MAX)?;
    items.retain(|item| desk.bearer.sees_item(desk.plan, item, Some(&family)));
    items.truncate(LINES_MAX);
    let mut lines = views.timeline(family.id, None, LINES_MAX)?;
    for merged in &family.merged {
        lines.extend(views.timeline(merged.other, None, LINES_MAX)?);
    }
    let emergencies = super::emergency::of_family(desk, &family)?;
    let mut timeline = timeline(family.id, &lines, &items);
    timeline.retain(|line| super::emergency::may_be_told(desk, &family, &line.what));
    items.sort_by_key(|item| (!item.status.is_open(), Reverse(item.opened), Reverse(item.id)));
    let filter = EntitlementFilter::default();
    let shown = desk.shows(id);
    let mut verdicts = entitlements::of_family(desk, &family, &filter, &[])?;
    verdicts.retain(|row| row.verdict.truth != Truth::No);
    // What is due and not begun comes first, then what is under way, then what is not known yet; each in the plan's order.
    verdicts.sort_by_key(|row| (row.verdict.truth, row.item.is_some()));
    Ok(FamilyPage {
        row: rows::family(desk, &family, Vec::new())?,
        version: family.version,
        standing: standing::explain_in_plan(desk.plan, &family, desk.today),
        facts: rows::masked(&family.facts, shown),
        member_facts: family.members.iter().map(|one| (one.number, rows::masked(&one.facts, shown))).collect(),
        entitlements: verdicts,
        emergencies,
        items: items.iter().map(|item| rows::item(desk, item, Some(&family), Vec::new())).collect(),
        registers: register::of_family(desk, &family)?,
        payments: super::batch::of_family(desk, &family)?,
        timeline,
    })
}

/// What happened to the family and to its items, newest first.
fn timeline(family: FamilyId, lines: &[Line], items: &[Item]) -> Vec<TimelineRow> {
    let mut rows: Vec<TimelineRow> = lines.iter().flat_map(|line| of_line(family, line)).collect();
    rows.extend(items.iter().flat_map(|item| steps(item).into_iter().rev()));
    rows.sort_by_key(|row| Reverse(row.seq));
    rows.truncate(LINES_MAX);
    rows
}

fn of_line(family: FamilyId, line: &Line) -> Vec<TimelineRow> {
    let happened = line.what.iter().map(|what| match what {
        What::FamilyAdded => Happened::FamilyAdded,
        What::FamilyWithdrawn => Happened::FamilyWithdrawn,
        What::MemberAdded(member) => Happened::MemberAdded(*member),
        What::MemberWithdrawn(member) => Happened::MemberWithdrawn(*member),
        What::EmergencyLodged(id, kind, line) => Happened::EmergencyLodged(*id, *kind, line.clone()),
        What::EmergencyMoved(id, step) => Happened::EmergencyMoved(*id, step.clone()),
        What::Revealed(reason) => Happened::Access(AccessEvent::Revealed { family, reason: reason.clone() }),
        What::PutAside(gap, reason) => Happened::PutAside(*gap, reason.clone()),
        What::BothRight(conflict, reason) => Happened::BothRight(*conflict, reason.clone()),
        What::Merged(other, reason) => Happened::Merged(*other, reason.clone()),
        What::Parted(other) => Happened::Parted(*other),
        What::Undone(of, reason) => Happened::Undone(*of, reason.clone()),
        What::RowWritten(register, row) => Happened::RowWritten(*register, *row),
        What::RowWithdrawn(register, row, reason) => Happened::RowWithdrawn(*register, *row, reason.clone()),
        What::FactsChanged(member, changes) => {
            let masked = changes.iter().map(rows::masked_change);
            Happened::FactsChanged(masked.map(|(field, before, after)| (*member, field, before, after)).collect())
        }
    });
    happened
        .map(|what| TimelineRow {
            seq: line.seq,
            at: line.at,
            actor: line.actor.clone(),
            what,
            withdrawn: line.withdrawn,
        })
        .collect()
}

/// What happened to an item, oldest first: its opening and its steps.
pub fn steps(item: &Item) -> Vec<TimelineRow> {
    let opening = TimelineRow {
        seq: item.opened_in,
        at: item.opened_at,
        actor: item.opened_by.clone(),
        what: Happened::ItemOpened(item.id, item.measure),
        withdrawn: false,
    };
    let steps = item.steps.iter().map(|step| TimelineRow {
        seq: step.seq,
        at: step.at,
        actor: step.actor.clone(),
        what: Happened::ItemMoved(item.id, item.measure, step.made.verb, step.made.reason.clone()),
        withdrawn: step.withdrawn,
    });
    std::iter::once(opening).chain(steps).collect()
}

/// The family of an item, none for the district's own.
pub fn family_of(desk: Desk<'_>, id: FamilyId) -> Result<Option<Family>, Unanswered> {
    if id.is_district() { Ok(None) } else { Ok(desk.store.views()?.family(id)?) }
}
