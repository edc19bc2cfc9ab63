//! What changes a family's standing, recorded with its day, so that what was due before it stays due.

use super::{Office, Register, family};
use crate::domain::command::{Edit, Happening};
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::ids::MemberNo;
use crate::policy::field::Field;
use crate::policy::value::Value;
use chrono::NaiveDate;

/// The events that record a happening.
pub fn record(
    office: Office<'_>,
    register: &impl Register,
    known: &Family,
    happening: &Happening,
) -> Result<Vec<Event>, Refusal> {
    let edits = match happening {
        Happening::Birth { on } => vec![household(Field::LaterBirthOn, None, Value::Date(*on))],
        Happening::Adoption { on } => vec![household(Field::LaterAdoptionOn, None, Value::Date(*on))],
        Happening::Death { member, on } => {
            born_before(known, *member, *on)?;
            vec![
                person(*member, Field::Alive, None, Value::Flag(false)),
                person(*member, Field::DiedOn, None, Value::Date(*on)),
            ]
        }
        Happening::GradeChange { member, grade, on, certificate } => {
            born_before(known, *member, *on)?;
            not_yet(office, Field::IdentifiedOn, *on)?;
            let mut edits = vec![
                person(*member, Field::DisabilityGrade, Some(*on), Value::Number(i64::from(*grade))),
                person(*member, Field::IdentifiedOn, Some(*on), Value::Date(*on)),
            ];
            let certificate = certificate.iter().map(|text| Value::Text(text.clone()));
            edits.extend(certificate.map(|text| person(*member, Field::Certificate, Some(*on), text)));
            edits
        }
        Happening::Move { township, village, on } => {
            not_yet(office, Field::Township, *on)?;
            let mut edits = vec![household(Field::Township, Some(*on), Value::Number(*township))];
            edits.extend(village.map(|village| household(Field::Village, Some(*on), Value::Number(village))));
            edits
        }
    };
    family::edit(office, register, known, &edits, &[])
}

fn household(field: Field, since: Option<NaiveDate>, value: Value) -> Edit {
    Edit { member: None, field, since, value: Some(value) }
}

fn person(member: MemberNo, field: Field, since: Option<NaiveDate>, value: Value) -> Edit {
    Edit { member: Some(member), field, since, value: Some(value) }
}

fn born_before(known: &Family, member: MemberNo, on: NaiveDate) -> Result<(), Refusal> {
    match family::facts_of(known, Some(member))?.date(Field::BornOn) {
        Some(born) if on < born => Err(Refusal::BeforeBirth { on, born }),
        _ => Ok(()),
    }
}

fn not_yet(office: Office<'_>, field: Field, on: NaiveDate) -> Result<(), Refusal> {
    if on > office.today() { Err(Refusal::NotYet(field, on)) } else { Ok(()) }
}
