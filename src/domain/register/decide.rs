//! From a command about a row to events or a refusal: the row, and with it the facts that it is.

use super::{Owner, RegisterCommand, RegisterEvent, RegisterRefusal, Row};
use crate::domain::command::Edit;
use crate::domain::decide::{Office, Register as Lookup, edit_facts, known_family, unchanged_since};
use crate::domain::event::Event;
use crate::domain::facts::Facts;
use crate::domain::record;
use crate::domain::refusal::Refusal;
use crate::ids::{RowId, Seq};
use crate::policy::field::Field;
use crate::policy::plan::{RecordField, Register};
use crate::policy::reading::Reader;
use crate::policy::value::Value;
use crate::text::clean;
use chrono::NaiveDate;

/// The most versions of one row.
const VERSIONS_MAX: usize = 200;

/// The events that a command makes.
///
/// # Errors
/// When it may not be done as asked.
pub fn decide(office: Office<'_>, lookup: &impl Lookup, command: &RegisterCommand) -> Result<Vec<Event>, Refusal> {
    match command {
        RegisterCommand::Write { register, owner, values } => {
            let wanted = || RegisterRefusal::NoSuchRegister(register.to_string());
            let register = office.plan.register(*register).ok_or_else(wanted)?;
            owned(office, lookup, register, *owner)?;
            let values = checked(office, register, values)?;
            let row = Row::new(lookup.next_row(), register.no, *owner);
            written(office, lookup, register, &row, values)
        }
        RegisterCommand::Correct { row, seen, values } => {
            let (row, register) = known(office, lookup, *row, *seen)?;
            let before = row.values().unwrap_or_default().to_vec();
            let mut now = before.clone();
            now.retain(|(key, _)| !values.iter().any(|(other, _)| other == key));
            now.extend(values.iter().filter(|(_, text)| !text.trim().is_empty()).cloned());
            // What was worked out from a value that changes is worked out again.
            let derived = office.plan.checks().iter().filter_map(|check| check.fills());
            let stale: Vec<&str> = derived.filter(|key| !values.iter().any(|(other, _)| other == key)).collect();
            now.retain(|(key, _)| !stale.contains(&key.as_str()));
            let now = checked(office, register, &now)?;
            if now == before {
                return Err(Refusal::NothingToChange);
            }
            if row.versions.len() >= VERSIONS_MAX {
                return Err(RegisterRefusal::CorrectedTooOften(row.id).into());
            }
            written(office, lookup, register, &row, now)
        }
        RegisterCommand::Withdraw { row, seen, reason } => {
            let (row, register) = known(office, lookup, *row, *seen)?;
            let reason = clean::free_text(reason);
            if reason.trim().is_empty() {
                return Err(RegisterRefusal::ReasonMissing.into());
            }
            let (register_no, owner) = (row.register, row.owner);
            let mut events =
                vec![Event::Register(RegisterEvent::Withdrawn { row: row.id, register: register_no, owner, reason })];
            events.extend(facts(office, lookup, register, &row, None)?);
            Ok(events)
        }
    }
}

fn known<'p>(
    office: Office<'p>,
    lookup: &impl Lookup,
    id: RowId,
    seen: Option<Seq>,
) -> Result<(Row, &'p Register), Refusal> {
    let row = lookup.row(id).filter(|row| row.values().is_some()).ok_or(RegisterRefusal::NoSuchRow(id))?;
    unchanged_since(id, seen, row.version)?;
    let wanted = || RegisterRefusal::NoSuchRegister(row.register.to_string());
    let register = office.plan.register(row.register).ok_or_else(wanted)?;
    Ok((row, register))
}

/// Whether the owner is there and may own a row of this register.
fn owned(office: Office<'_>, lookup: &impl Lookup, register: &Register, owner: Owner) -> Result<(), Refusal> {
    let title = || (register.title.zh.clone(), register.title.en.clone());
    if !register.takes(owner.kind()) {
        let (named, takes) = (owner.kind(), register.owners.clone());
        return Err(RegisterRefusal::WrongOwner { register: title(), named, takes }.into());
    }
    match owner {
        Owner::Family(family) => known_family(lookup, family).map(drop)?,
        Owner::Member(family, member) => {
            let known = known_family(lookup, family)?;
            known.member(member).ok_or(Refusal::NoSuchMember(family, member))?;
        }
        Owner::Item(item) => lookup.item(item).map(drop).ok_or(Refusal::NoSuchItem(item))?,
        Owner::Department(no) => {
            office.plan.department(no).map(drop).ok_or(Refusal::NoSuchDepartment(no.to_string()))?;
        }
        Owner::District => {}
    }
    if register.single
        && let Some(row) = lookup.row_of(owner, register.no)
    {
        return Err(RegisterRefusal::OnlyOne { register: title(), owner, row }.into());
    }
    Ok(())
}

fn checked(
    office: Office<'_>,
    register: &Register,
    values: &[(String, String)],
) -> Result<Vec<(String, String)>, Refusal> {
    let fields: Vec<(&RecordField, bool)> = register
        .fields
        .iter()
        .filter_map(|key| office.plan.record(key))
        .map(|field| (field, register.required.contains(&field.key)))
        .collect();
    record::read(office.plan, &fields, values, "", office.today())
}

fn written(
    office: Office<'_>,
    lookup: &impl Lookup,
    register: &Register,
    row: &Row,
    values: Vec<(String, String)>,
) -> Result<Vec<Event>, Refusal> {
    let said = register.day.as_deref().and_then(|key| values.iter().find(|(name, _)| name == key));
    let on = said.and_then(|(_, text)| text.parse().ok());
    let on = on.unwrap_or_else(|| row.first_on().unwrap_or(office.today()));
    let mut events = vec![Event::Register(RegisterEvent::Written {
        on,
        row: row.id,
        register: register.no,
        owner: row.owner,
        values: values.clone(),
    })];
    events.extend(facts(office, lookup, register, row, Some(&values))?);
    Ok(events)
}

/// What the row changes in the facts of its owner: what its last version had recorded goes, what it says now comes.
fn facts(
    office: Office<'_>,
    lookup: &impl Lookup,
    register: &Register,
    row: &Row,
    now: Option<&[(String, String)]>,
) -> Result<Vec<Event>, Refusal> {
    let (family, member) = match row.owner {
        Owner::Family(family) => (family, None),
        Owner::Member(family, member) => (family, Some(member)),
        Owner::Item(_) | Owner::Department(_) | Owner::District => return Ok(Vec::new()),
    };
    if register.facts.is_empty() {
        return Ok(Vec::new());
    }
    let known = known_family(lookup, family)?;
    let nothing = Facts::default();
    let held = match member {
        None => &known.facts,
        Some(no) => known.member(no).map_or(&nothing, |member| &member.facts),
    };
    let mut edits: Vec<Edit> = Vec::new();
    for (field, since, value) in said(office, register, row.values().unwrap_or_default())? {
        // A value that somebody has recorded otherwise since is not the row's to take back.
        if held.exactly(field, since) == Some(&value) {
            edits.push(Edit { member, field, since, value: None });
        }
    }
    for (field, since, value) in said(office, register, now.unwrap_or_default())? {
        edits.retain(|edit| (edit.field, edit.since) != (field, since));
        edits.push(Edit { member, field, since, value: Some(value) });
    }
    match edit_facts(office, lookup, &known, &edits) {
        Err(Refusal::NothingToChange) => Ok(Vec::new()),
        other => other,
    }
}

/// The facts that values of a row are: field, the day of the row, value.
fn said(
    office: Office<'_>,
    register: &Register,
    values: &[(String, String)],
) -> Result<Vec<(Field, Option<NaiveDate>, Value)>, Refusal> {
    let text = |key: &str| values.iter().find(|(name, _)| name == key).map(|(_, text)| text.as_str());
    let since = register.day.as_deref().and_then(text).and_then(|text| text.parse().ok());
    let reader = Reader::new(office.today());
    let mut facts = Vec::new();
    for (key, field) in &register.facts {
        let Some(text) = text(key) else { continue };
        let read = reader.read(*field, text).map_err(|problem| Refusal::BadValue {
            field: *field,
            value: text.chars().take(40).collect(),
            problem: (problem.zh, problem.en),
        });
        facts.extend(read?.map(|value| (*field, since, value)));
    }
    Ok(facts)
}
