//! The rows of lists, made of records.

use super::{Desk, Unanswered};
use crate::domain::event::Matter;
use crate::domain::facts::{Change, Facts};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::member::{Member, Role};
use crate::domain::rhythm::{self, Resting};
use crate::domain::standing;
use crate::ids::{DepartmentNo, FamilyId, MemberNo};
use crate::policy::field::Field;
use crate::policy::showing;
use crate::policy::value::{Dated, Value};
use crate::service::answer::{DepartmentCounts, FamilyKind, FamilyRow, MemberRow, QueueRow, Rows};
use crate::service::query::Cursor;
use crate::views;
use chrono::NaiveDate;
use std::collections::HashMap;

/// A page of the views as a page of the answer.
pub fn page<T, U>(page: views::Page<T>, row: impl FnMut(T) -> U) -> Rows<U> {
    Rows {
        rows: page.rows.into_iter().map(row).collect(),
        more_before: page.more_before,
        more_after: page.more_after,
        total: page.total,
        reached: page.reached.map(|reached| Cursor(reached.0)),
    }
}

/// The same where a row may have to be looked up.
pub fn try_page<T, U>(
    found: views::Page<T>,
    row: impl FnMut(T) -> Result<U, Unanswered>,
) -> Result<Rows<U>, Unanswered> {
    let views::Page { rows, more_before, more_after, total, reached } = found;
    let rows = rows.into_iter().map(row).collect::<Result<_, _>>()?;
    Ok(Rows { rows, more_before, more_after, total, reached: reached.map(|reached| Cursor(reached.0)) })
}

/// A page of a queue; each family is read once.
pub fn queue(desk: Desk<'_>, found: views::Page<views::QueueRow>) -> Result<Rows<QueueRow>, Unanswered> {
    let views = desk.store.views()?;
    let mut families: HashMap<FamilyId, Option<Family>> = HashMap::new();
    for row in &found.rows {
        let id = row.item.id.family;
        if let std::collections::hash_map::Entry::Vacant(vacant) = families.entry(id) {
            vacant.insert(if id.is_district() { None } else { views.family(id)? });
        }
    }
    let family_of = |item: &Item| families.get(&item.id.family).and_then(Option::as_ref);
    let mut found = found;
    found.rows.retain(|row| desk.bearer.sees_item(desk.plan, &row.item, family_of(&row.item)));
    Ok(page(found, |row| item(desk, &row.item, family_of(&row.item), row.cursor.0)))
}

/// A line of a queue.
pub fn item(desk: Desk<'_>, item: &Item, family: Option<&Family>, cursor: Vec<u8>) -> QueueRow {
    QueueRow {
        cursor: Cursor(cursor),
        item: item.id,
        measure: item.measure,
        department: item.department,
        member: item.member,
        subject: family.map_or_else(String::new, |family| subject(family, item.member)),
        township: family.and_then(|family| family.facts.number(Field::Township)).unwrap_or(0),
        period: rhythm::covered(item, desk.plan),
        status: item.status,
        urgency: item.urgency,
        opened: item.opened,
        due: item.due,
        assignee: item.assignee.clone(),
        resting: Resting::of(item, desk.plan, desk.today),
        version: item.version,
    }
}

/// A line of the register.
pub fn family(desk: Desk<'_>, family: &Family, cursor: Vec<u8>) -> Result<FamilyRow, Unanswered> {
    Ok(FamilyRow {
        cursor: Cursor(cursor),
        family: family.id,
        case_number: family.case_number().to_string(),
        township: family.facts.number(Field::Township).unwrap_or(0),
        village: family.facts.number(Field::Village).unwrap_or(0),
        kind: kind(family, desk.today),
        in_plan: standing::in_plan(desk.plan, family, desk.today),
        members: family.members.iter().map(|person| member(person, desk.today, desk.shows(family.id))).collect(),
        open_items: family.open_items,
        account: super::rhythm::account(desk, family)?,
    })
}

/// The name to show for an item or a verdict: the person's, or the parents' for the household.
pub fn subject(family: &Family, member: Option<MemberNo>) -> String {
    if let Some(member) = member {
        return family.member(member).map_or_else(String::new, |member| member.name().to_string());
    }
    let parents = [Role::Father, Role::Mother].into_iter().filter_map(|role| family.in_role(role));
    let names: Vec<&str> = parents.map(Member::name).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        family.members.first().map_or_else(String::new, |member| member.name().to_string())
    } else {
        names.join("、")
    }
}

/// Counts of a department, all zero when it has no item yet.
pub fn counts(department: DepartmentNo, found: Option<&views::DepartmentCounts>) -> DepartmentCounts {
    DepartmentCounts {
        department,
        live: found.map_or(0, |counts| counts.live),
        due_soon: found.map_or(0, |counts| counts.due_soon),
        overdue: found.map_or(0, |counts| counts.overdue),
        emergency: found.map_or(0, |counts| counts.emergency),
        suspended: found.map_or(0, |counts| counts.suspended),
    }
}

/// Facts with what is personal masked, unless they are shown in full.
pub fn masked(facts: &Facts, shown: bool) -> Vec<(Field, Dated)> {
    let value = |field, value: &Value| if shown { value.clone() } else { showing::masked(field, value) };
    facts
        .iter()
        .map(|(field, dated)| (field, Dated { since: dated.since, value: value(field, &dated.value) }))
        .collect()
}

/// A change with what is personal masked: field, before, after.
pub fn masked_change(change: &Change) -> (Field, Option<Value>, Option<Value>) {
    let masked = |value: &Option<Value>| value.as_ref().map(|value| showing::masked(change.field, value));
    (change.field, masked(&change.before), masked(&change.after))
}

/// A question with what is personal masked.
pub fn masked_matter(mut matter: Matter) -> Matter {
    for change in matter.row_mut().iter_mut().flatten() {
        (change.field, change.before, change.after) = masked_change(change);
    }
    matter
}

fn member(member: &Member, today: NaiveDate, shown: bool) -> MemberRow {
    let number = member.identity_number();
    MemberRow {
        member: member.number,
        name: member.name().to_string(),
        role: member.role(),
        identity_number: if shown { number.to_string() } else { showing::mask(Field::IdentityNumber, number) },
        born: member.facts.date(Field::BornOn),
        sex: member.facts.choice(Field::Sex),
        alive: member.alive(today),
    }
}

fn kind(family: &Family, today: NaiveDate) -> FamilyKind {
    let Some(child) = family.child() else { return FamilyKind::None };
    if child.alive(today) == Some(false) {
        return FamilyKind::Died;
    }
    match child.facts.value(Field::DisabilityGrade, today) {
        Some(Value::Number(grade)) if *grade > 0 => FamilyKind::Disabled,
        _ => FamilyKind::None,
    }
}
