//! Rosters of one person a row: what the person is to the family, and the draft of a family out of the rows that stand together.

use super::column::{Column, Whose};
use super::draft::{Draft, Person};
use super::heading::Layout;
use super::problem::{Cause, Problem};
use super::row::{Values, word};
use crate::domain::command::Fact;
use crate::domain::member::Role;
use crate::policy::field::Field;
use crate::policy::identity_number::{IdentityNumber, Sex};
use crate::policy::showing;
use crate::policy::value::Value;
use crate::text::Lang;
use chrono::NaiveDate;

/// The most people of one family.
pub const PEOPLE_MAX: usize = 20;

/// What a person is to the family, as the word in the row says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// One of the parents, by sex: the head of the household or the husband or wife of the head.
    Parent { sex: Option<Sex> },
    /// The place itself.
    Role(Role),
}

impl Relation {
    fn of(text: &str) -> Option<Relation> {
        let word = word(text);
        Some(match word.as_str() {
            "户主" | "本人" | "户主本人" | "配偶" | "户主配偶" => Relation::Parent { sex: None },
            "妻" | "妻子" | "之妻" | "户主之妻" | "女主人" => Relation::Parent { sex: Some(Sex::Female) },
            "夫" | "丈夫" | "之夫" | "户主之夫" => Relation::Parent { sex: Some(Sex::Male) },
            "父亲" | "父" | "爸爸" => Relation::Role(Role::Father),
            "母亲" | "母" | "妈妈" => Relation::Role(Role::Mother),
            "子" | "女" | "之子" | "之女" | "儿" | "长子" | "长女" | "独生子" | "独生女" | "独子" | "独女" | "养子"
            | "养女" | "孩子" => Relation::Role(Role::Child),
            "继父" | "继母" | "继配" | "再婚配偶" => Relation::Role(Role::Spouse),
            "祖父" | "祖母" | "外祖父" | "外祖母" | "孙子" | "孙女" | "外孙" | "外孙女" | "兄弟" | "姐妹" | "女婿"
            | "儿媳" | "媳妇" | "公公" | "婆婆" | "岳父" | "岳母" | "其他" | "其它" | "其他成员" | "其他亲属"
            | "非亲属" => Relation::Role(Role::Other),
            _ => {
                let choice = crate::policy::reading::choice_named(Field::Role.choices(), &word)?;
                Relation::Role(Role::from_code(choice.code))
            }
        })
    }

    /// The place in the family; none when it hangs on a sex that is not known.
    fn role(self, stated: Option<Sex>) -> Option<Role> {
        match self {
            Relation::Role(role) => Some(role),
            Relation::Parent { sex } => match sex.or(stated)? {
                Sex::Male => Some(Role::Father),
                Sex::Female => Some(Role::Mother),
            },
        }
    }
}

/// The number of the family that a row belongs to, when it says one.
pub fn case_number(values: &Values) -> Option<&str> {
    match values.value(Whose::Household, Field::CaseNumber) {
        Some(Value::Text(number)) => Some(number),
        _ => None,
    }
}

/// The draft of a family out of its rows.
pub fn into_draft(rows: Vec<Values>, layout: &Layout, today: NaiveDate) -> (Draft, Vec<Problem>) {
    let mut draft = Draft::default();
    let mut problems = Vec::new();
    for mut values in rows {
        problems.append(&mut values.problems);
        draft.rows.push(values.row);
        add_household(&mut draft, &values, layout, &mut problems);
        if draft.people.len() == PEOPLE_MAX {
            problems.push(of_row(values.row, String::new(), String::new(), Cause::TooManyPeople));
            continue;
        }
        add_person(&mut draft, &values, layout, today, &mut problems);
    }
    if draft.case_number().is_empty() {
        let heading = layout.heading(Column { whose: Whose::Household, field: Field::CaseNumber });
        problems.extend(draft.rows.iter().map(|row| of_row(*row, heading.clone(), String::new(), Cause::NoCaseNumber)));
    }
    (draft, problems)
}

fn of_row(row: u32, field: String, value: String, cause: Cause) -> Problem {
    Problem { row, field, value, cause }
}

/// Facts of the household may stand in any of its rows, but not differently.
fn add_household(draft: &mut Draft, values: &Values, layout: &Layout, problems: &mut Vec<Problem>) {
    for fact in values.facts(Whose::Household) {
        match draft.household.iter().find(|known| known.field == fact.field) {
            None => draft.household.push(fact),
            Some(known) if known.value == fact.value => {}
            Some(_) => {
                let first = draft.rows.first().copied().unwrap_or(values.row);
                let heading = layout.heading(Column { whose: Whose::Household, field: fact.field });
                let value = showing::show(fact.field, &showing::masked(fact.field, &fact.value), Lang::Zh);
                problems.push(of_row(values.row, heading, value, Cause::DiffersWithinFamily { first }));
            }
        }
    }
}

fn add_person(draft: &mut Draft, values: &Values, layout: &Layout, today: NaiveDate, problems: &mut Vec<Problem>) {
    let facts = values.facts(Whose::Person);
    let relation = match values.value(Whose::Person, Field::Role) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    if facts.is_empty() && relation.is_empty() {
        return;
    }
    let role = Relation::of(&relation).and_then(|relation| relation.role(sex(&facts, today)));
    let heading = || layout.heading(Column { whose: Whose::Person, field: Field::Role });
    let single = |role: &Role| matches!(role, Role::Father | Role::Mother | Role::Child);
    match role {
        None => problems.push(of_row(values.row, heading(), relation, Cause::RoleUnclear)),
        Some(role) if single(&role) && draft.in_role(role).is_some() => {
            problems.push(of_row(values.row, heading(), relation, Cause::SecondInRole(role)));
        }
        Some(role) => draft.people.push(Person { row: values.row, role, facts, derived: Vec::new() }),
    }
}

/// The sex, stated or from the identity number.
fn sex(facts: &[Fact], today: NaiveDate) -> Option<Sex> {
    match super::draft::value(facts, Field::Sex) {
        Some(Value::Choice(1)) => Some(Sex::Male),
        Some(Value::Choice(2)) => Some(Sex::Female),
        _ => match super::draft::value(facts, Field::IdentityNumber) {
            Some(Value::Text(number)) => IdentityNumber::parse(number, today).ok().map(|parsed| parsed.number.sex()),
            _ => None,
        },
    }
}
