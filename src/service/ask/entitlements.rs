//! Who is entitled to what: the plan asked of one family, or of family after family until a page is full.

use super::{Desk, Unanswered, rows};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::refusal::Refusal;
use crate::domain::standing;
use crate::domain::sweep::carrier;
use crate::ids::{MeasureNo, MemberNo};
use crate::policy::plan::Measure;
use crate::policy::verdict::{Truth, Verdict};
use crate::service::answer::{EntitlementRow, Rows};
use crate::service::kept::{self, Listed};
use crate::service::permission::Right;
use crate::service::query::{Cursor, EntitlementFilter};
use crate::views;
use std::cell::OnceCell;

/// Families that one question looks at, at most: a page that is not full by then says where to go on.
const FAMILIES_MAX: usize = 2_000;
/// Families read at a time.
const CHUNK: usize = 64;
/// Items of a family that are looked through for one that carries out a measure.
const ITEMS_MAX: usize = 500;

/// A page of verdicts, whole families at a time.
pub fn page(
    desk: Desk<'_>,
    filter: &EntitlementFilter,
    from: &views::From,
    limit: usize,
) -> Result<Rows<EntitlementRow>, Unanswered> {
    let views = desk.store.views()?;
    if let Some(id) = filter.family {
        let family = Some(desk.family(id)?).filter(Family::is_listed).ok_or(Refusal::NoSuchFamily(id))?;
        let rows = of_family(desk, &family, filter, &[])?;
        return Ok(Rows { rows, ..Rows::default() });
    }
    if let Some(found) = kept::page(desk.store, desk.plan, desk.today, filter, from, limit)? {
        return as_kept(desk, filter, found);
    }
    if filter.changed {
        // Only kept verdicts know what changed.
        return Ok(Rows::default());
    }
    let backward = matches!(from, views::From::End | views::From::Before(_));
    let mut found = Rows::default();
    let mut from = from.clone();
    let mut looked = 0;
    loop {
        let area = super::area(desk, filter.township);
        let chunk = views.families(&area, &from, CHUNK)?;
        let ends: Vec<views::Cursor> = chunk.rows.iter().map(|row| row.cursor.clone()).collect();
        let mut families: Vec<_> = chunk.rows.into_iter().collect();
        if backward {
            families.reverse();
        }
        for row in families {
            looked += 1;
            let verdicts = of_family(desk, &row.family, filter, &row.cursor.0)?;
            // Backwards, each family goes before those already found; its own rows keep their order.
            let at = if backward { 0 } else { found.rows.len() };
            found.rows.splice(at..at, verdicts);
            if found.rows.len() >= limit || looked >= FAMILIES_MAX {
                found.reached = (found.rows.len() < limit).then(|| Cursor(row.cursor.0.clone()));
                let last = if backward { ends.first() } else { ends.last() } == Some(&row.cursor);
                let beyond = if backward { chunk.more_before } else { chunk.more_after };
                return Ok(edges(found, backward, beyond || !last, &from));
            }
        }
        let next = if backward { ends.first() } else { ends.last() };
        let beyond = if backward { chunk.more_before } else { chunk.more_after };
        match next {
            Some(next) if beyond && backward => from = views::From::Before(next.clone()),
            Some(next) if beyond => from = views::From::After(next.clone()),
            _ => return Ok(edges(found, backward, false, &from)),
        }
    }
}

/// A page of kept verdicts: each is judged again as of now, and what is otherwise by now is left out.
fn as_kept(
    desk: Desk<'_>,
    filter: &EntitlementFilter,
    found: views::Page<Listed>,
) -> Result<Rows<EntitlementRow>, Unanswered> {
    let views = desk.store.views()?;
    let mut rows = Vec::with_capacity(found.rows.len());
    let reached = found.rows.last().map(|listed| Cursor(listed.row.cursor.0.clone()));
    let wanted = found.rows.len();
    // Rows of one family follow one another.
    for listed in found.rows.chunk_by(|a, b| a.row.family == b.row.family) {
        let Some(id) = listed.first().map(|first| first.row.family) else { continue };
        let own = |family: &Family| family.is_listed() && desk.bearer.sees_family(family);
        let Some(family) = views.family(id)?.filter(own) else { continue };
        let read = Read::new(&family);
        for Listed { row, change } in listed {
            let known = row.member.is_none_or(|member| family.member(member).is_some());
            let Some(measure) = desk.plan.measure(row.measure).filter(|one| known && is_own(desk, one.no)) else {
                continue;
            };
            let Some(judged) = judged(desk, measure, &read, row.member, filter)? else { continue };
            if change.is_none_or(|change| change.after == judged.verdict.truth) {
                rows.push(EntitlementRow { cursor: Cursor(row.cursor.0.clone()), change: *change, ..judged });
            }
        }
    }
    let short = rows.len() < wanted;
    Ok(Rows {
        more_before: found.more_before,
        more_after: found.more_after,
        total: found.total,
        reached: reached.filter(|_| short),
        rows,
    })
}

/// A family, and its items once they are wanted.
struct Read<'a> {
    family: &'a Family,
    items: OnceCell<Vec<Item>>,
}

impl<'a> Read<'a> {
    fn new(family: &'a Family) -> Self {
        Read { family, items: OnceCell::new() }
    }

    fn items(&self, desk: Desk<'_>) -> Result<&[Item], Unanswered> {
        if let Some(items) = self.items.get() {
            return Ok(items);
        }
        let items = desk.store.views()?.items_with(self.family, ITEMS_MAX)?;
        Ok(self.items.get_or_init(|| items))
    }
}

/// Says on which sides the list goes on.
fn edges(found: Rows<EntitlementRow>, backward: bool, beyond: bool, from: &views::From) -> Rows<EntitlementRow> {
    let behind = !matches!(from, views::From::Start | views::From::End);
    let (more_before, more_after) = if backward { (beyond, behind) } else { (behind, beyond) };
    Rows { more_before, more_after, ..found }
}

/// The verdicts of one family that the filter lets through, in the plan's order.
pub fn of_family(
    desk: Desk<'_>,
    family: &Family,
    filter: &EntitlementFilter,
    cursor: &[u8],
) -> Result<Vec<EntitlementRow>, Unanswered> {
    let mut rows = Vec::new();
    let read = Read::new(family);
    let wanted = |measure: &&Measure| {
        filter.measure.is_none_or(|only| only == measure.no)
            && filter.department.is_none_or(|only| only == measure.department())
            && is_own(desk, measure.no)
    };
    for measure in desk.plan.measures().iter().filter(wanted) {
        for person in standing::subjects(measure, family) {
            let row = judged(desk, measure, &read, person.map(|person| person.number), filter)?;
            rows.extend(row.map(|row| EntitlementRow { cursor: Cursor(cursor.to_vec()), ..row }));
        }
    }
    Ok(rows)
}

/// Whether a measure is carried out by a department of whoever asks.
pub fn is_own(desk: Desk<'_>, measure: MeasureNo) -> bool {
    let own = desk.bearer.hull(Right::SeeFamilies).departments;
    let known = desk.plan.measure(measure);
    own.is_empty() || known.is_some_and(|known| known.departments.iter().any(|department| own.contains(department)))
}

/// A verdict as of now, if the filter lets it through.
fn judged(
    desk: Desk<'_>,
    measure: &Measure,
    read: &Read<'_>,
    member: Option<MemberNo>,
    filter: &EntitlementFilter,
) -> Result<Option<EntitlementRow>, Unanswered> {
    let family = read.family;
    let truth = standing::judge(desk.plan, measure, family, member, desk.today);
    if filter.verdict.is_some_and(|only| only != truth) {
        return Ok(None);
    }
    let item = carrier(desk.plan, measure, read.items(desk)?, member, desk.today);
    if filter.without_item && item.is_some() {
        return Ok(None);
    }
    let verdict = if filter.explain || truth == Truth::Unknown {
        let verdict = standing::explain(desk.plan, measure, family, member, desk.today);
        if filter.explain { verdict } else { Verdict { reasons: Vec::new(), ..verdict } }
    } else {
        Verdict { truth, reasons: Vec::new(), missing: Vec::new() }
    };
    Ok(Some(EntitlementRow {
        cursor: Cursor(Vec::new()),
        family: family.id,
        subject: rows::subject(family, member),
        member,
        measure: measure.no,
        verdict,
        item: item.map(|item| item.id),
        change: None,
    }))
}
