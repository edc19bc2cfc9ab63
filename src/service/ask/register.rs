//! Rows of small registers as they are answered.

use super::{Desk, Unanswered, from, limit, rows};
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Made, Owner, RegisterRefusal, Row};
use crate::ids::FamilyId;
use crate::policy::plan::Plan;
use crate::policy::showing;
use crate::service::answer::Rows;
use crate::service::answer::register::{RegisterAnswer, RegisterLine, RegisterPage, VersionLine};
use crate::service::permission::Right;
use crate::service::query::register::RegisterQuery;
use crate::service::query::{Cursor, PAGE_MAX};
use crate::views::{EnteredRow, Page};
use std::collections::HashMap;

/// Answers a question.
pub fn ask(desk: Desk<'_>, query: &RegisterQuery) -> Result<RegisterAnswer, Unanswered> {
    let views = desk.store.views()?;
    match query {
        RegisterQuery::Counts { family } => {
            let theirs = family.map(|family| entered_of(desk, family)).transpose()?;
            if theirs.is_none() && !desk.bearer.has_all(Right::SeeFamilies) {
                // Rows are counted for the whole register alone.
                return Ok(RegisterAnswer::Counts(Vec::new()));
            }
            let count = |no| match &theirs {
                Some(rows) => rows.iter().filter(|row| row.register == no).count().try_into().unwrap_or(u64::MAX),
                None => views.entered_count(no),
            };
            let registers = desk.plan.registers().iter().map(|register| register.no);
            Ok(RegisterAnswer::Counts(registers.map(|no| (no, count(no))).collect()))
        }
        RegisterQuery::Rows { register, family, page } => {
            let found = views.entered_in(*register, *family, &from(page), limit(page))?;
            lines(desk, found).map(RegisterAnswer::Rows)
        }
        RegisterQuery::OfFamily { family } => {
            let known = desk.family(*family)?;
            let lines = of_family(desk, &known)?;
            Ok(RegisterAnswer::Rows(Rows { rows: lines, ..Rows::default() }))
        }
        RegisterQuery::Row { row } => {
            let missing = Refusal::from(RegisterRefusal::NoSuchRow(*row));
            let Some(row) = views.entered(*row)? else { return Err(missing.into()) };
            let family = row.owner.family().map(|id| views.family(id)).transpose()?.flatten();
            if !is_own(desk, row.owner, family.as_ref()) {
                return Err(missing.into());
            }
            Ok(RegisterAnswer::Row(Box::new(page(desk.plan, &row, family.as_ref()))))
        }
    }
}

/// A page of rows, of those that may be seen; each family is read once.
pub fn lines(desk: Desk<'_>, mut found: Page<EnteredRow>) -> Result<Rows<RegisterLine>, Unanswered> {
    let views = desk.store.views()?;
    let mut families: HashMap<FamilyId, Option<Family>> = HashMap::new();
    for id in found.rows.iter().filter_map(|row| row.row.owner.family()) {
        if let std::collections::hash_map::Entry::Vacant(vacant) = families.entry(id) {
            vacant.insert(views.family(id)?);
        }
    }
    let of = |row: &Row| row.owner.family().and_then(|id| families.get(&id)).and_then(Option::as_ref);
    found.rows.retain(|found| is_own(desk, found.row.owner, of(&found.row)));
    Ok(rows::page(found, |row| line(desk.plan, &row.row, of(&row.row), row.cursor.0)))
}

/// The rows of a family, its people and its items, as many as one page may hold.
pub fn of_family(desk: Desk<'_>, family: &Family) -> Result<Vec<RegisterLine>, Unanswered> {
    let views = desk.store.views()?;
    let mut found = views.entered_of(family.id, PAGE_MAX)?;
    for merged in &family.merged {
        found.extend(views.entered_of(merged.other, PAGE_MAX)?);
    }
    found.retain(|row| is_own(desk, row.owner, Some(family)));
    found.truncate(PAGE_MAX);
    let place = |row: &Row| row.id.0.to_be_bytes().to_vec();
    Ok(found.iter().map(|row| line(desk.plan, row, Some(family), place(row))).collect())
}

fn entered_of(desk: Desk<'_>, id: FamilyId) -> Result<Vec<Row>, Unanswered> {
    let family = desk.family(id)?;
    let mut found = desk.store.views()?.entered_of(id, PAGE_MAX)?;
    found.retain(|row| is_own(desk, row.owner, Some(&family)));
    Ok(found)
}

/// Whether a row may be seen: as its family, its item or its department may.
fn is_own(desk: Desk<'_>, owner: Owner, family: Option<&Family>) -> bool {
    let bearer = desk.bearer;
    match owner {
        _ if !bearer.is_limited() => true,
        Owner::Family(_) | Owner::Member(..) => family.is_some_and(|family| bearer.sees_family(family)),
        Owner::Item(id) => {
            let item = desk.store.views().ok().and_then(|views| views.item(id).ok().flatten());
            item.is_some_and(|item| bearer.sees_item(desk.plan, &item, family.filter(|_| !id.family.is_district())))
        }
        Owner::Department(department) => bearer.holds(Right::SeeItems, &[department], 0),
        Owner::District => bearer.has_all(Right::SeeItems),
    }
}

fn line(plan: &Plan, row: &Row, family: Option<&Family>, cursor: Vec<u8>) -> RegisterLine {
    let subject = match row.owner {
        Owner::Member(_, member) => family.map(|family| rows::subject(family, Some(member))),
        Owner::Family(_) | Owner::Item(_) => family.map(|family| rows::subject(family, None)),
        Owner::Department(_) | Owner::District => None,
    };
    RegisterLine {
        cursor: Cursor(cursor),
        row: row.id,
        register: row.register,
        owner: row.owner,
        subject: subject.unwrap_or_default(),
        on: row.on().or_else(|| row.first_on()).unwrap_or_default(),
        values: masked(plan, row.values().unwrap_or_default()),
        actor: row.last().map(|last| last.actor.clone()).unwrap_or_default(),
        version: row.version,
    }
}

fn page(plan: &Plan, row: &Row, family: Option<&Family>) -> RegisterPage {
    let version = |version: &crate::domain::register::Version| {
        let (values, reason) = match &version.made {
            Made::Values { values, .. } => (Some(masked(plan, values)), String::new()),
            Made::Withdrawn(reason) => (None, reason.clone()),
        };
        let (seq, at, actor) = (version.seq, version.at, version.actor.clone());
        VersionLine { seq, at, actor, values, reason, taken_back: version.withdrawn }
    };
    RegisterPage {
        line: line(plan, row, family, Vec::new()),
        withdrawn: row.values().is_none(),
        versions: row.versions.iter().map(version).collect(),
    }
}

/// What is written, with what is personal masked.
pub fn masked(plan: &Plan, values: &[(String, String)]) -> Vec<(String, String)> {
    let hide = |key: &str| plan.record(key).is_some_and(|field| field.masked);
    let shown = |(key, text): &(String, String)| {
        let text = text.clone();
        (key.clone(), if hide(key) { showing::masked_line(text) } else { text })
    };
    values.iter().map(shown).collect()
}
