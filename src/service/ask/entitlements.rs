//! Who is entitled to what: the plan asked of one family, or of family after family until a page is full.

use super::{Desk, Unanswered, rows};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::refusal::Refusal;
use crate::domain::standing;
use crate::domain::sweep::carrier;
use crate::ids::FamilyId;
use crate::policy::plan::Measure;
use crate::policy::verdict::{Truth, Verdict};
use crate::service::answer::{EntitlementRow, Rows};
use crate::service::query::{Cursor, EntitlementFilter};
use crate::views;

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
        let family = views.family(id)?.filter(|family| !family.withdrawn).ok_or(Refusal::NoSuchFamily(id))?;
        let rows = of_family(desk, &family, filter, &[])?;
        return Ok(Rows { rows, ..Rows::default() });
    }
    let backward = matches!(from, views::From::End | views::From::Before(_));
    let mut found = Rows::default();
    let mut from = from.clone();
    let mut looked = 0;
    loop {
        let chunk = views.families(views::Area::District, &from, CHUNK)?;
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
    let mut items: Option<Vec<Item>> = None;
    let wanted = |measure: &&Measure| filter.measure.is_none_or(|only| only == measure.no);
    for measure in desk.plan.measures().iter().filter(wanted) {
        for person in standing::subjects(measure, family) {
            let member = person.map(|person| person.number);
            let truth = standing::judge(desk.plan, measure, family, member, desk.today);
            if filter.verdict.is_some_and(|only| only != truth) {
                continue;
            }
            let items = match &items {
                Some(items) => items,
                None => items.insert(items_of(desk, family.id)?),
            };
            let item = carrier(desk.plan, measure, items, member, desk.today);
            if filter.without_item && item.is_some() {
                continue;
            }
            let verdict = if filter.explain || truth == Truth::Unknown {
                let verdict = standing::explain(desk.plan, measure, family, member, desk.today);
                if filter.explain { verdict } else { Verdict { reasons: Vec::new(), ..verdict } }
            } else {
                Verdict { truth, reasons: Vec::new(), missing: Vec::new() }
            };
            rows.push(EntitlementRow {
                cursor: Cursor(cursor.to_vec()),
                family: family.id,
                subject: rows::subject(family, member),
                member,
                measure: measure.no,
                verdict,
                item: item.map(|item| item.id),
            });
        }
    }
    Ok(rows)
}

fn items_of(desk: Desk<'_>, family: FamilyId) -> Result<Vec<Item>, Unanswered> {
    Ok(desk.store.views()?.items_of(family, ITEMS_MAX)?)
}
