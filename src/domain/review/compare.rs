//! A row beside a family: who is who, and for each fact of the row whether the family has the same, nothing, or something else.

use super::{Spot, Who};
use crate::domain::command::{Edit, Fact};
use crate::domain::facts::{Change, Facts};
use crate::domain::family::Family;
use crate::domain::member::Role;
use crate::ids::MemberNo;
use crate::policy::field::Field;
use crate::policy::value::Value;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A row beside a family.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The people of the row, in its order.
    pub people: Vec<Person>,
    /// The facts of the row: the household's first, then each person's, in the row's order.
    pub lines: Vec<Line>,
}

/// A person of the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The place within the row, from 1.
    pub nth: u8,
    /// What the row says the person is to the family.
    pub role: Role,
    /// The name in the row, empty where it names nobody.
    pub name: String,
    /// Who it is in the family; none for somebody whom the family does not have.
    pub member: Option<MemberNo>,
}

/// A fact of the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Whose: 0 for the household, else the person's place within the row.
    pub nth: u8,
    /// Which.
    pub field: Field,
    /// The day for which it would be recorded.
    pub since: Option<NaiveDate>,
    /// What the register has.
    pub ours: Option<Value>,
    /// What the row says.
    pub theirs: Value,
    /// How the two stand to one another.
    pub standing: Standing,
}

/// How a fact of the row stands to the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// The register says the same.
    Same,
    /// The register says nothing.
    Fills,
    /// The register says something else.
    Differs,
}

impl Comparison {
    /// Lays a row beside a family; without a family everything is new.
    pub fn of(row: &[Vec<Change>], family: Option<&Family>) -> Comparison {
        let nothing = Facts::default();
        let mut comparison = Comparison::default();
        for (nth, facts) in (0u8..).zip(row) {
            let known = if nth == 0 {
                family.map(|family| &family.facts)
            } else {
                let person = person(nth, facts, family);
                let member = person.member.and_then(|number| family?.member(number));
                comparison.people.push(person);
                member.map(|member| &member.facts)
            };
            let known = known.unwrap_or(&nothing);
            comparison.lines.extend(facts.iter().filter_map(|change| line(nth, change, known)));
        }
        comparison
    }

    /// The person with this place in the row.
    pub fn person(&self, nth: u8) -> Option<&Person> {
        self.people.iter().find(|person| person.nth == nth)
    }

    /// Whether something of the row is meant by a spot.
    pub fn has(&self, spot: Spot) -> bool {
        let who = match spot.who {
            Who::Everybody => return spot.field.is_none(),
            who => self.nth(who),
        };
        let named = |line: &&Line| Some(line.nth) == who && spot.field.is_none_or(|field| field == line.field);
        who.is_some_and(|nth| nth > 0 && spot.field.is_none() && self.person(nth).is_some())
            || self.lines.iter().any(|line| named(&line))
    }

    /// Whether the fact of a line is taken over: what fills a gap is unless it is kept out, what differs is only where it was chosen.
    pub fn is_taken(&self, line: &Line, take: &[Spot], keep: &[Spot]) -> bool {
        let closest = |spots: &[Spot]| spots.iter().filter_map(|spot| self.closeness(*spot, line)).max();
        match (line.standing, closest(take), closest(keep)) {
            (Standing::Same, ..) => false,
            (_, taken, kept) if taken.is_some() || kept.is_some() => taken > kept,
            (standing, ..) => standing == Standing::Fills,
        }
    }

    /// What is recorded when this is taken over: changes to the household and to people it has, and people it does not have.
    pub fn taking(&self, take: &[Spot], keep: &[Spot]) -> (Vec<Edit>, Vec<Vec<Fact>>) {
        let mut edits = Vec::new();
        let mut entered: Vec<(u8, Vec<Fact>)> = Vec::new();
        for line in self.lines.iter().filter(|line| self.is_taken(line, take, keep)) {
            let member = self.person(line.nth).and_then(|person| person.member);
            if line.nth == 0 || member.is_some() {
                let value = Some(line.theirs.clone());
                edits.push(Edit { member, field: line.field, since: line.since, value });
                continue;
            }
            let fact = Fact { field: line.field, since: line.since, value: line.theirs.clone() };
            match entered.last_mut().filter(|(nth, _)| *nth == line.nth) {
                Some((_, facts)) => facts.push(fact),
                None => entered.push((line.nth, vec![fact])),
            }
        }
        let with_role = |(nth, mut facts): (u8, Vec<Fact>)| {
            let role = self.person(nth).map_or(Role::Other, |person| person.role);
            if !facts.iter().any(|fact| fact.field == Field::Role) {
                facts.insert(0, Fact::new(Field::Role, role.value()));
            }
            facts
        };
        (edits, entered.into_iter().map(with_role).collect())
    }

    fn nth(&self, who: Who) -> Option<u8> {
        match who {
            Who::Everybody => None,
            Who::Household => Some(0),
            Who::Role(role) => self.people.iter().find(|person| person.role == role).map(|person| person.nth),
            Who::Nth(nth) => Some(nth),
        }
    }

    /// Whether a spot names a line.
    pub fn names(&self, spot: Spot, line: &Line) -> bool {
        self.closeness(spot, line).is_some()
    }

    /// How closely a spot names a line: 3 by its field, 2 by its person, 1 with everything; none where it does not.
    fn closeness(&self, spot: Spot, line: &Line) -> Option<u8> {
        let of_person = spot.who != Who::Everybody;
        if of_person && self.nth(spot.who) != Some(line.nth) {
            return None;
        }
        match spot.field {
            Some(field) => (field == line.field).then_some(3),
            None => Some(if of_person { 2 } else { 1 }),
        }
    }
}

/// A person of the row, and who it is in the family: by identity number, by a place that only one can have, by name.
fn person(nth: u8, facts: &[Change], family: Option<&Family>) -> Person {
    let text = |field| match value(facts, field) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let role = match value(facts, Field::Role) {
        Some(Value::Choice(code)) => Role::from_code(*code),
        _ => Role::Other,
    };
    let (name, number) = (text(Field::Name), text(Field::IdentityNumber));
    let members = family.map(|family| family.members.as_slice()).unwrap_or_default();
    let by_number = members.iter().find(|member| !number.is_empty() && member.identity_number() == number);
    let by_place = || match role {
        Role::Father | Role::Mother | Role::Child => members.iter().find(|member| member.role() == role),
        Role::Spouse | Role::Other => members.iter().find(|member| member.role() == role && member.name() == name),
    };
    let member = by_number.or_else(by_place).map(|member| member.number);
    Person { nth, role, name: name.to_string(), member }
}

fn value(facts: &[Change], field: Field) -> Option<&Value> {
    facts.iter().find(|change| change.field == field).and_then(|change| change.after.as_ref())
}

fn line(nth: u8, change: &Change, known: &Facts) -> Option<Line> {
    let theirs = change.after.clone()?;
    let latest = known.iter().filter(|(field, _)| *field == change.field).last().map(|(_, dated)| dated);
    let ours = match change.since {
        Some(day) => known.value(change.field, day).or(latest.map(|dated| &dated.value)),
        None => latest.map(|dated| &dated.value),
    };
    let standing = match ours {
        None => Standing::Fills,
        Some(ours) if *ours == theirs => Standing::Same,
        Some(_) => Standing::Differs,
    };
    // A value without a day puts right the one that holds now, on the day from which that one was recorded.
    let since = change.since.or(latest.and_then(|dated| dated.since));
    Some(Line { nth, field: change.field, since, ours: ours.cloned(), theirs, standing })
}

#[cfg(test)]
mod tests;
