//! A family as a roster states it: facts of the household and of each person, before anybody has looked into the register.
//!
//! Here the facts are completed (birth date and sex from the identity number, the day from which a grade holds) and held against one another.

use super::cell::said;
use super::column::{Column, Whose};
use super::heading::Layout;
use super::problem::{Cause, Problem};
use crate::domain::command::Fact;
use crate::domain::member::Role;
use crate::policy::disability_certificate::{Certificate, DisabilityGrade, DisabilityKind};
use crate::policy::division::VillageCode;
use crate::policy::field::Field;
use crate::policy::identity_number::{IdentityNumber, Sex};
use crate::policy::showing;
use crate::policy::value::Value;
use crate::text::Lang;
use chrono::NaiveDate;

/// A family as stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The rows that state it: one, or one for each person.
    pub rows: Vec<u32>,
    /// Facts of the household.
    pub household: Vec<Fact>,
    /// Facts of each living parent, from columns that name nobody.
    pub parents: Vec<Fact>,
    /// The people.
    pub people: Vec<Person>,
}

/// A person as stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The row that states it.
    pub row: u32,
    /// What the person is to the family.
    pub role: Role,
    /// What is stated.
    pub facts: Vec<Fact>,
    /// What follows from the identity number and nobody stated: it fills a gap and never replaces anything.
    pub derived: Vec<Fact>,
}

/// The value of a field among facts.
pub fn value(facts: &[Fact], field: Field) -> Option<&Value> {
    facts.iter().find(|fact| fact.field == field).map(|fact| &fact.value)
}

fn text(facts: &[Fact], field: Field) -> &str {
    match value(facts, field) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

fn date(facts: &[Fact], field: Field) -> Option<NaiveDate> {
    match value(facts, field) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

impl Draft {
    /// The case number, empty when none is stated.
    pub fn case_number(&self) -> &str {
        text(&self.household, Field::CaseNumber)
    }

    /// The village, by its code.
    pub fn village(&self) -> Option<i64> {
        match value(&self.household, Field::Village) {
            Some(Value::Number(code)) => Some(*code),
            _ => None,
        }
    }

    /// The first person in this place.
    pub fn in_role(&self, role: Role) -> Option<&Person> {
        self.people.iter().find(|person| person.role == role)
    }

    /// Completes the facts of all people and holds them against one another.
    pub fn complete(&mut self, layout: &Layout, today: NaiveDate) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.complete_township();
        for person in &mut self.people {
            let mut account =
                Account { layout, row: person.row, whose: Whose::of(person.role), problems: &mut problems };
            person.complete(today, &mut account);
        }
        self.check_same_person(layout, &mut problems);
        self.check_kind(layout, &mut problems);
        problems
    }

    /// A village that was found without its township tells it.
    fn complete_township(&mut self) {
        let village = self.village().and_then(VillageCode::from_number);
        if let (Some(village), None) = (village, value(&self.household, Field::Township)) {
            let township = i64::from(village.township().number());
            self.household.push(Fact::new(Field::Township, Value::Number(township)));
        }
    }

    fn check_same_person(&self, layout: &Layout, problems: &mut Vec<Problem>) {
        for (at, person) in self.people.iter().enumerate() {
            let number = person.identity_number();
            let earlier =
                self.people.iter().take(at).find(|other| !number.is_empty() && other.identity_number() == number);
            if let Some(earlier) = earlier {
                let other = layout.heading(Column { whose: Whose::of(earlier.role), field: Field::IdentityNumber });
                let mut account = Account { layout, row: person.row, whose: Whose::of(person.role), problems };
                account.add(Field::IdentityNumber, &Value::Text(number.to_owned()), Cause::SamePersonTwice { other });
            }
        }
    }

    /// `家庭类别` against `子女状况`.
    fn check_kind(&self, layout: &Layout, problems: &mut Vec<Problem>) {
        const DIED: u8 = 1;
        let kind = value(&self.household, Field::DeclaredKind);
        let alive = self.in_role(Role::Child).and_then(|child| value(&child.facts, Field::Alive));
        let (Some(kind @ Value::Choice(code)), Some(Value::Flag(alive))) = (kind, alive) else { return };
        if (*code == DIED) == *alive {
            let row = self.rows.first().copied().unwrap_or(0);
            let mut account = Account { layout, row, whose: Whose::Household, problems };
            account.add(Field::DeclaredKind, kind, Cause::KindAgainstChild);
        }
    }
}

/// Where problems of one person go.
struct Account<'a> {
    layout: &'a Layout,
    row: u32,
    whose: Whose,
    problems: &'a mut Vec<Problem>,
}

impl Account<'_> {
    fn add(&mut self, field: Field, value: &Value, cause: Cause) {
        let field_name = self.layout.heading(Column { whose: self.whose, field });
        let value = showing::show(field, &showing::masked(field, value), Lang::Zh);
        self.problems.push(Problem { row: self.row, field: field_name, value, cause });
    }

    fn unusual(&mut self, field: Field, value: &Value, code: &'static str, sentence: impl Fn(Lang) -> String) {
        self.add(field, value, Cause::Unusual(said(code, sentence)));
    }
}

impl Person {
    /// The name, empty when none is stated.
    pub fn name(&self) -> &str {
        text(&self.facts, Field::Name)
    }

    /// The identity number, empty when none is stated.
    pub fn identity_number(&self) -> &str {
        text(&self.facts, Field::IdentityNumber)
    }

    /// The day of birth, stated or from the identity number.
    pub fn born(&self) -> Option<NaiveDate> {
        date(&self.facts, Field::BornOn).or_else(|| date(&self.derived, Field::BornOn))
    }

    /// Whether the person is said to live; silence says nothing.
    pub fn alive(&self) -> Option<bool> {
        match value(&self.facts, Field::Alive) {
            Some(Value::Flag(alive)) => Some(*alive),
            _ => None,
        }
    }

    fn complete(&mut self, today: NaiveDate, account: &mut Account<'_>) {
        self.complete_identity(today, account);
        self.complete_death(account);
        self.check_certificate(today, account);
        self.date_disability();
    }

    /// Birth date and sex follow from the number; where they are stated too, they are only compared.
    fn complete_identity(&mut self, today: NaiveDate, account: &mut Account<'_>) {
        let Ok(parsed) = IdentityNumber::parse(self.identity_number(), today) else { return };
        let number = parsed.number;
        match date(&self.facts, Field::BornOn) {
            None => self.derived.push(Fact::new(Field::BornOn, Value::Date(number.birth_date()))),
            Some(stated) => {
                if let Some(warning) = number.against_birth_date(stated) {
                    account.unusual(Field::BornOn, &Value::Date(stated), "birth-date-unusual", |lang| {
                        warning.sentence(lang)
                    });
                }
            }
        }
        let stated = value(&self.facts, Field::Sex).and_then(sex);
        let expected = stated.or(match self.role {
            Role::Father => Some(Sex::Male),
            Role::Mother => Some(Sex::Female),
            Role::Child | Role::Spouse | Role::Other => None,
        });
        if let Some(warning) = expected.and_then(|expected| number.against_sex(expected)) {
            let shown = Value::Text(number.as_str().to_owned());
            account.unusual(Field::IdentityNumber, &shown, "sex-unusual", |lang| warning.sentence(lang));
        }
        if stated.is_none() {
            self.derived.push(Fact::new(Field::Sex, sex_value(number.sex())));
        }
    }

    /// A day of death is a death, and a death holds from its day.
    fn complete_death(&mut self, account: &mut Account<'_>) {
        let died = date(&self.facts, Field::DiedOn);
        match (died, self.alive()) {
            (Some(on), Some(true)) => account.add(Field::DiedOn, &Value::Date(on), Cause::AliveButDied),
            (Some(_), None) => self.facts.push(Fact::new(Field::Alive, Value::Flag(false))),
            (None, Some(false)) if self.role == Role::Child => {
                account.add(Field::Alive, &Value::Flag(false), Cause::DeathWithoutDay);
            }
            _ => {}
        }
        if let (Some(on), Some(born)) = (died, self.born())
            && on < born
        {
            account.add(Field::DiedOn, &Value::Date(on), Cause::DiedBeforeBirth);
        }
        if let Some(alive) = self.facts.iter_mut().find(|fact| fact.field == Field::Alive && died.is_some()) {
            alive.since = died;
        }
    }

    /// The certificate repeats the identity number, a kind and the grade; which is right, only the card can tell.
    fn check_certificate(&self, today: NaiveDate, account: &mut Account<'_>) {
        let Ok(parsed) = Certificate::parse(text(&self.facts, Field::Certificate), today) else { return };
        let certificate = parsed.certificate;
        let holder = IdentityNumber::parse(self.identity_number(), today).ok();
        let grade = match value(&self.facts, Field::DisabilityGrade) {
            Some(Value::Number(grade)) => u8::try_from(*grade).ok().and_then(DisabilityGrade::new),
            _ => None,
        };
        let kinds = match value(&self.facts, Field::DisabilityKinds) {
            Some(Value::Choices(bits)) => DisabilityKind::among(*bits),
            _ => Vec::new(),
        };
        let shown = Value::Text(certificate.as_str().to_owned());
        let warnings = [
            holder.and_then(|holder| certificate.against_holder(holder.number)),
            grade.and_then(|grade| certificate.against_grade(grade)),
            certificate.against_kinds(&kinds),
        ];
        for warning in warnings.into_iter().flatten() {
            account.unusual(Field::Certificate, &shown, "certificate-unusual", |lang| warning.sentence(lang));
        }
    }

    /// With the day of the identification, its findings hold from that day.
    fn date_disability(&mut self) {
        let Some(on) = date(&self.facts, Field::IdentifiedOn) else { return };
        let findings = [Field::DisabilityGrade, Field::DisabilityKinds, Field::Certificate, Field::IdentifiedOn];
        for fact in self.facts.iter_mut().filter(|fact| findings.contains(&fact.field)) {
            fact.since = Some(on);
        }
    }
}

/// The codes of the field of sexes.
fn sex(value: &Value) -> Option<Sex> {
    match value {
        Value::Choice(1) => Some(Sex::Male),
        Value::Choice(2) => Some(Sex::Female),
        _ => None,
    }
}

fn sex_value(sex: Sex) -> Value {
    Value::Choice(match sex {
        Sex::Male => 1,
        Sex::Female => 2,
    })
}
