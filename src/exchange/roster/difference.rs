//! What a draft adds to a family that is already registered: real differences only.
//!
//! Silence never blanks anything. A value without a day states what holds now; where the register knows of changes over the years, a new value
//! must say from when it holds.

use super::column::{Column, Whose};
use super::draft::{Draft, Person};
use super::heading::Layout;
use super::pairing::Pairing;
use super::problem::{Cause, Problem};
use crate::domain::command::{Command, Edit, Fact};
use crate::domain::facts::Facts;
use crate::domain::family::Family;
use crate::ids::MemberNo;
use crate::policy::division::VillageCode;
use crate::policy::field::Field;
use crate::policy::showing;
use crate::policy::value::Value;
use crate::text::Lang;

/// What would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Facts to record or replace.
    pub edits: Vec<Edit>,
    /// People to enter.
    pub new_members: Vec<Vec<Fact>>,
    /// The edits as a person reads them, masked.
    pub told: Vec<Told>,
    /// Why some of it cannot be.
    pub problems: Vec<Problem>,
}

/// A difference as a person reads it; values are masked where they are personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The heading of the column.
    pub field: String,
    /// What was registered, empty when nothing was.
    pub before: String,
    /// What is registered from now on.
    pub after: String,
}

impl Difference {
    /// Compares a draft, whose people have been paired with the family's, with what is registered.
    pub fn between(family: &Family, draft: &Draft, pairing: &Pairing, layout: &Layout) -> Difference {
        let mut difference = Difference::default();
        let row = draft.rows.first().copied().unwrap_or(0);
        let whose = Subject { row, whose: Whose::Household, member: None };
        // A township goes on using the number of a file that went into this one: it finds the family and changes nothing.
        let merged = |fact: &&Fact| match (&fact.value, fact.field) {
            (Value::Text(number), Field::CaseNumber) => {
                family.merged.iter().any(|merged| folded_case(&merged.case_number) == folded_case(number))
            }
            _ => false,
        };
        for fact in draft.household.iter().filter(|fact| !merged(fact)) {
            difference.compare(&family.facts, fact, whose, layout);
        }
        difference.check_village(family, draft, row, layout);
        for (person, member) in &pairing.known {
            let Some(known) = family.member(*member) else { continue };
            let whose = Subject { row: person.row, whose: Whose::of(person.role), member: Some(*member) };
            for fact in &person.facts {
                difference.compare(&known.facts, fact, whose, layout);
            }
            for fact in person.derived.iter().filter(|fact| known.facts.latest(fact.field).is_none()) {
                difference.edit(&known.facts, fact, whose, layout);
            }
        }
        for (member, fact) in &pairing.shared {
            let Some(known) = family.member(*member) else { continue };
            difference.compare(
                &known.facts,
                fact,
                Subject { row, whose: Whose::Parents, member: Some(*member) },
                layout,
            );
        }
        difference.new_members.clone_from(&pairing.new);
        difference
    }

    /// Whether everything is already so.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.new_members.is_empty()
    }

    /// The command that records it.
    pub fn command(&mut self, family: &Family) -> Command {
        Command::EditFamily {
            family: family.id,
            seen: Some(family.version),
            edits: std::mem::take(&mut self.edits),
            new_members: std::mem::take(&mut self.new_members),
        }
    }

    fn compare(&mut self, known: &Facts, fact: &Fact, subject: Subject, layout: &Layout) {
        match changes(known, fact) {
            Ok(false) => {}
            Ok(true) => self.edit(known, fact, subject, layout),
            Err(cause) => self.problem(fact, subject, cause, layout),
        }
    }

    fn edit(&mut self, known: &Facts, fact: &Fact, subject: Subject, layout: &Layout) {
        let (field, since) = (fact.field, fact.since);
        self.told.push(Told {
            field: layout.heading(Column { whose: subject.whose, field }),
            before: known.latest(field).map(|value| shown(field, value)).unwrap_or_default(),
            after: shown(field, &fact.value),
        });
        self.edits.push(Edit { member: subject.member, field, since, value: Some(fact.value.clone()) });
    }

    fn problem(&mut self, fact: &Fact, subject: Subject, cause: Cause, layout: &Layout) {
        let field = layout.heading(Column { whose: subject.whose, field: fact.field });
        let value = shown(fact.field, &fact.value);
        self.problems.push(Problem { row: subject.row, field, value, cause });
    }

    /// A family that is said to be in another township cannot keep a village of the old one.
    fn check_village(&mut self, family: &Family, draft: &Draft, row: u32, layout: &Layout) {
        let moved = self.edits.iter().find(|edit| edit.field == Field::Township).and_then(|edit| edit.value.clone());
        let village = family.facts.number(Field::Village).and_then(VillageCode::from_number);
        if let (Some(Value::Number(township)), Some(village), None) = (moved, village, draft.village())
            && i64::from(village.township().number()) != township
        {
            let fact = Fact::new(Field::Township, Value::Number(township));
            let subject = Subject { row, whose: Whose::Household, member: None };
            self.problem(&fact, subject, Cause::VillageOfOtherTownship, layout);
        }
    }
}

fn shown(field: Field, value: &Value) -> String {
    showing::show(field, &showing::masked(field, value), Lang::Zh)
}

/// Whose fact is compared, for the edit and for the report.
#[derive(Clone, Copy)]
struct Subject {
    row: u32,
    whose: Whose,
    member: Option<MemberNo>,
}

/// Whether a stated fact differs from what is known.
fn changes(known: &Facts, fact: &Fact) -> Result<bool, Cause> {
    let same = |there: Option<&Value>| match (there, &fact.value) {
        (Some(Value::Text(there)), Value::Text(stated)) if fact.field == Field::CaseNumber => {
            folded_case(there) == folded_case(stated)
        }
        (there, stated) => there == Some(stated),
    };
    let latest = known.latest(fact.field);
    if fact.field == Field::Alive && fact.value == Value::Flag(true) && latest == Some(&Value::Flag(false)) {
        return Err(Cause::RegisteredAsDead);
    }
    if let Some(day) = fact.since {
        return Ok(!same(known.value(fact.field, day)));
    }
    if same(latest) {
        return Ok(false);
    }
    let days = known.iter().filter(|(field, _)| *field == fact.field).filter_map(|(_, dated)| dated.since);
    days.last().map_or(Ok(true), |since| Err(Cause::NeedsDay { since }))
}

/// A case number as the register looks it up: blanks and the case of letters do not count, and are no reason for a change.
pub fn folded_case(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The facts with which a person is entered.
pub fn entered(person: &Person, shared: &[Fact]) -> Vec<Fact> {
    let role = Fact::new(Field::Role, person.role.value());
    let stated = |field| person.facts.iter().any(|fact| fact.field == field);
    let shared = shared.iter().filter(|fact| !stated(fact.field));
    std::iter::once(&role).chain(&person.facts).chain(&person.derived).chain(shared).cloned().collect()
}
