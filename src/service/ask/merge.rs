//! Two families side by side, masked after they were compared, with what goes on under the kept one.

use super::{Desk, Unanswered, rows};
use crate::domain::family::Family;
use crate::domain::merge::{self, MergeRefusal};
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, ItemId};
use crate::policy::showing;
use crate::service::answer::{MergePage, QueueRow};
use crate::service::query::PAGE_MAX;
use crate::service::register::Stored;
use crate::views::{EmergencyList, From};

/// Items that are counted, at most.
const ITEMS_MAX: usize = 10_000;

/// Two families, and what merging them would do.
pub fn page(desk: Desk<'_>, keep: FamilyId, other: FamilyId) -> Result<MergePage, Unanswered> {
    let views = desk.store.views()?;
    if keep == other {
        return Err(Refusal::from(MergeRefusal::Itself(keep)).into());
    }
    let (keep, other) = (known(desk, keep)?, known(desk, other)?);
    let stored = Stored::new(desk.store);
    let preview = merge::preview(desk.plan, &stored, &keep, &other);
    if let Some(failure) = stored.failure() {
        return Err(failure.into());
    }
    let undecided = preview.undecided();
    let mut comparison = preview.comparison;
    for line in &mut comparison.lines {
        line.theirs = showing::masked(line.field, &line.theirs);
        line.ours = line.ours.as_ref().map(|ours| showing::masked(line.field, ours));
    }
    let mut twice = Vec::new();
    for (first, second) in preview.twice {
        twice.extend(row(desk, first, &keep)?.zip(row(desk, second, &other)?));
    }
    let emergencies = views.emergencies(EmergencyList::Family(other.id), &From::Start, PAGE_MAX)?;
    Ok(MergePage {
        seen: (keep.version, other.version),
        keep: rows::family(desk, &keep, Vec::new())?,
        items: count(views.items_of(other.id, ITEMS_MAX)?.len()),
        rows: count(views.entered_of(other.id, PAGE_MAX)?.len()),
        emergencies: count(emergencies.rows.len()),
        other: rows::family(desk, &other, Vec::new())?,
        comparison,
        undecided,
        twice,
    })
}

fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn row(desk: Desk<'_>, item: ItemId, family: &Family) -> Result<Option<QueueRow>, Unanswered> {
    let item = desk.store.views()?.item(item)?;
    let item = item.filter(|item| desk.bearer.sees_item(desk.plan, item, Some(family)));
    Ok(item.map(|item| rows::item(desk, &item, Some(family), Vec::new())))
}

fn known(desk: Desk<'_>, id: FamilyId) -> Result<Family, Unanswered> {
    let family = desk
        .store
        .views()?
        .family(id)?
        .filter(|family| !family.withdrawn && !id.is_district() && desk.bearer.sees_family(family));
    let family = family.ok_or(Refusal::NoSuchFamily(id))?;
    match &family.into {
        Some(merged) => Err(Refusal::from(MergeRefusal::Gone { family: id, into: merged.keep }).into()),
        None => Ok(family),
    }
}
