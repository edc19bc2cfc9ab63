//! Entering a household and recording what is known of it.

use super::{Office, Register};
use crate::domain::check;
use crate::domain::command::{Edit, Fact};
use crate::domain::event::Event;
use crate::domain::facts::{Change, Facts};
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, MemberNo};
use crate::policy::field::Field;
use crate::policy::identity_number::IdentityNumber;
use crate::policy::value::Value;

/// The events that enter a household.
pub fn add(
    office: Office<'_>,
    register: &impl Register,
    facts: &[Fact],
    members: &[Vec<Fact>],
) -> Result<Vec<Event>, Refusal> {
    let named = |member: &Vec<Fact>| member.iter().any(|fact| fact.field == Field::Name);
    if !members.iter().any(named) {
        return Err(Refusal::NobodyNamed);
    }
    let family = register.next_family();
    let mut events = vec![Event::FamilyAdded { family }];
    let changes = recorded(office, register, family, facts)?;
    events.push(Event::FactsChanged { family, member: None, changes });
    for (index, facts) in members.iter().enumerate() {
        let number = MemberNo(u8::try_from(index + 1).map_err(|_| Refusal::NobodyNamed)?);
        events.extend(enter_member(office, register, family, number, facts)?);
    }
    nobody_twice(&events)?;
    Ok(events)
}

/// The events that record, replace or take back facts, and enter new people.
pub fn edit(
    office: Office<'_>,
    register: &impl Register,
    family: &Family,
    edits: &[Edit],
    new_members: &[Vec<Fact>],
) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    let mut whose: Vec<Option<MemberNo>> = edits.iter().map(|edit| edit.member).collect();
    whose.sort_unstable();
    whose.dedup();
    for member in whose {
        let known = facts_of(family, member)?;
        let mut changes = Vec::new();
        for edit in edits.iter().filter(|edit| edit.member == member) {
            let value = match &edit.value {
                Some(value) => Some(allowed(office, register, family.id, edit.field, value)?),
                None => None,
            };
            changes.extend(known.change(edit.field, edit.since, value));
        }
        if !changes.is_empty() {
            events.push(Event::FactsChanged { family: family.id, member, changes });
        }
    }
    let mut number = family.next_member();
    for facts in new_members {
        events.extend(enter_member(office, register, family.id, number, facts)?);
        number = MemberNo(number.0.saturating_add(1));
    }
    nobody_twice(&events)?;
    if events.is_empty() { Err(Refusal::NothingToChange) } else { Ok(events) }
}

/// The facts of the household or of one of its people.
pub fn facts_of(family: &Family, member: Option<MemberNo>) -> Result<&Facts, Refusal> {
    match member {
        None => Ok(&family.facts),
        Some(number) => {
            family.member(number).map(|member| &member.facts).ok_or(Refusal::NoSuchMember(family.id, number))
        }
    }
}

fn enter_member(
    office: Office<'_>,
    register: &impl Register,
    family: FamilyId,
    number: MemberNo,
    facts: &[Fact],
) -> Result<[Event; 2], Refusal> {
    let mut changes = recorded(office, register, family, facts)?;
    derive_from_identity_number(office, &mut changes);
    Ok([Event::MemberAdded { family, member: number }, Event::FactsChanged { family, member: Some(number), changes }])
}

/// The changes that record facts where nothing was known.
fn recorded(
    office: Office<'_>,
    register: &impl Register,
    family: FamilyId,
    facts: &[Fact],
) -> Result<Vec<Change>, Refusal> {
    let mut known = Facts::default();
    let mut changes = Vec::new();
    for fact in facts {
        let value = allowed(office, register, family, fact.field, &fact.value)?;
        if let Some(change) = known.change(fact.field, fact.since, Some(value)) {
            known.apply(&change);
            changes.push(change);
        }
    }
    Ok(changes)
}

/// A value that fits its field and belongs to nobody else.
fn allowed(
    office: Office<'_>,
    register: &impl Register,
    family: FamilyId,
    field: Field,
    value: &Value,
) -> Result<Value, Refusal> {
    let value = check::value(field, value, office.today())?;
    match (field, &value) {
        (Field::IdentityNumber, Value::Text(number)) => match register.holder(number) {
            Some((holder, member)) if holder != family => {
                Err(Refusal::IdentityTaken { number: check::masked(field, number), family: holder, member })
            }
            _ => Ok(value),
        },
        (Field::CaseNumber, Value::Text(number)) => match register.case(number) {
            Some(holder) if holder != family => {
                Err(Refusal::CaseNumberTaken { number: number.clone(), family: holder })
            }
            _ => Ok(value),
        },
        _ => Ok(value),
    }
}

/// An identity number tells the birth date and the sex, where nothing else says them.
fn derive_from_identity_number(office: Office<'_>, changes: &mut Vec<Change>) {
    let number = changes.iter().find_map(|change| match (change.field, &change.after) {
        (Field::IdentityNumber, Some(Value::Text(text))) => IdentityNumber::parse(text, office.today()).ok(),
        _ => None,
    });
    let Some(parsed) = number else { return };
    let derived = [
        (Field::BornOn, Value::Date(parsed.number.birth_date())),
        (Field::Sex, Value::Choice(parsed.number.sex().code())),
    ];
    for (field, value) in derived {
        if !changes.iter().any(|change| change.field == field) {
            changes.push(Change { field, since: None, before: None, after: Some(value) });
        }
    }
}

/// Two people of one command cannot have the same identity number.
fn nobody_twice(events: &[Event]) -> Result<(), Refusal> {
    let mut seen: Vec<(&str, FamilyId, MemberNo)> = Vec::new();
    for event in events {
        let Event::FactsChanged { family, member: Some(member), changes } = event else { continue };
        for change in changes {
            let (Field::IdentityNumber, Some(Value::Text(number))) = (change.field, &change.after) else { continue };
            if let Some((_, family, member)) = seen.iter().find(|(other, ..)| other == number) {
                let number = check::masked(Field::IdentityNumber, number);
                return Err(Refusal::IdentityTaken { number, family: *family, member: *member });
            }
            seen.push((number, *family, *member));
        }
    }
    Ok(())
}
