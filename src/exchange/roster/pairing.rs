//! Which person of a draft is which person of a registered family, and who gets the facts of columns that name nobody.

use super::column::{Column, Whose};
use super::difference::entered;
use super::draft::{Draft, Person};
use super::heading::Layout;
use super::problem::{Cause, Problem};
use crate::domain::command::Fact;
use crate::domain::family::Family;
use crate::domain::member::{Member, Role};
use crate::ids::MemberNo;
use crate::policy::field::Field;
use crate::policy::showing;
use crate::text::Lang;
use chrono::NaiveDate;

/// The people of a draft beside those of a family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing<'a> {
    /// People who are registered.
    pub known: Vec<(&'a Person, MemberNo)>,
    /// The facts of people who are not.
    pub new: Vec<Vec<Fact>>,
    /// Facts of columns that name nobody, for registered parents.
    pub shared: Vec<(MemberNo, &'a Fact)>,
    /// What stands in the way, and what is left out.
    pub problems: Vec<Problem>,
}

impl<'a> Pairing<'a> {
    /// Pairs the people of a draft with those of a family; with none when the family is new.
    pub fn of(draft: &'a Draft, family: Option<&Family>, layout: &Layout, today: NaiveDate) -> Pairing<'a> {
        let mut pairing = Pairing::default();
        let mut somebody = draft.parents.is_empty();
        for person in &draft.people {
            let shared = if is_living_parent(person) { draft.parents.as_slice() } else { &[] };
            let found = family.and_then(|family| registered(family, person).map(|member| (family, member)));
            match found {
                Some((family, member)) => {
                    pairing.problems.extend(stranger(family, member, person, layout));
                    pairing.known.push((person, member.number));
                }
                None if is_nameless_parent(person) => {
                    pairing.problems.push(problem(person, Field::Name, Cause::Nameless, layout));
                }
                None => {
                    somebody |= !shared.is_empty();
                    pairing.new.push(entered(person, shared));
                }
            }
        }
        somebody |= family.is_some_and(|family| pairing.share(draft, family, today));
        if !somebody {
            let row = draft.rows.first().copied().unwrap_or(0);
            pairing.problems.extend(draft.parents.iter().map(|fact| Problem {
                row,
                field: layout.heading(Column { whose: Whose::Parents, field: fact.field }),
                value: showing::show(fact.field, &fact.value, Lang::Zh),
                cause: Cause::NoLivingParent,
            }));
        }
        pairing
    }

    /// Gives the shared facts to the registered parents who live; what a column says of one of them goes before.
    fn share(&mut self, draft: &'a Draft, family: &Family, today: NaiveDate) -> bool {
        let parents =
            family.members.iter().filter(|member| is_parent(member.role()) && member.alive(today) != Some(false));
        let mut somebody = false;
        for member in parents {
            let person = self.known.iter().find(|(_, number)| *number == member.number).map(|(person, _)| *person);
            if person.is_some_and(|person| person.alive() == Some(false)) {
                continue;
            }
            let stated = |field| person.is_some_and(|person| person.facts.iter().any(|fact| fact.field == field));
            somebody |= !draft.parents.is_empty();
            self.shared
                .extend(draft.parents.iter().filter(|fact| !stated(fact.field)).map(|fact| (member.number, fact)));
        }
        somebody
    }
}

fn is_parent(role: Role) -> bool {
    matches!(role, Role::Father | Role::Mother)
}

fn is_living_parent(person: &Person) -> bool {
    is_parent(person.role) && person.alive() != Some(false)
}

/// A child may be registered without a name, out of regard for the parents; a parent of whom nothing is known is a slip of the file.
fn is_nameless_parent(person: &Person) -> bool {
    is_parent(person.role) && person.name().is_empty() && person.identity_number().is_empty()
}

/// The registered person: by identity number, by the place that only one can have, by name.
fn registered<'f>(family: &'f Family, person: &Person) -> Option<&'f Member> {
    let number = person.identity_number();
    let by_number = || family.members.iter().find(|member| !number.is_empty() && member.identity_number() == number);
    let by_place = || match person.role {
        Role::Father | Role::Mother | Role::Child => family.in_role(person.role),
        Role::Spouse | Role::Other => {
            family.members.iter().find(|member| member.role() == person.role && member.name() == person.name())
        }
    };
    by_number().or_else(by_place)
}

/// The registered person is somebody else: neither the name nor the number agrees.
fn stranger(family: &Family, member: &Member, person: &Person, layout: &Layout) -> Option<Problem> {
    let number = person.identity_number();
    if !number.is_empty() && number == member.identity_number() {
        let single = |role| matches!(role, Role::Father | Role::Mother | Role::Child);
        let moved = member.role() != person.role && (single(member.role()) || single(person.role));
        let cause = Cause::OtherRole { registered: member.role() };
        return moved.then(|| problem(person, Field::IdentityNumber, cause, layout));
    }
    let differs = |stated: &str, known: &str| !stated.is_empty() && !known.is_empty() && stated != known;
    let other_name = differs(person.name(), member.name());
    let other_number = differs(number, member.identity_number());
    // A number that was mistyped keeps its name.
    let same_name = !person.name().is_empty() && person.name() == member.name();
    let cause = Cause::OtherPerson { family: family.id, role: person.role };
    let field = if other_name { Field::Name } else { Field::IdentityNumber };
    (other_name || (other_number && !same_name)).then(|| problem(person, field, cause, layout))
}

fn problem(person: &Person, field: Field, cause: Cause, layout: &Layout) -> Problem {
    let value = super::draft::value(&person.facts, field);
    Problem {
        row: person.row,
        field: layout.heading(Column { whose: Whose::of(person.role), field }),
        value: value.map(|value| showing::show(field, &showing::masked(field, value), Lang::Zh)).unwrap_or_default(),
        cause,
    }
}
