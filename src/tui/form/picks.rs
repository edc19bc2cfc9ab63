//! What can be chosen in the fields of forms: the plan's departments, townships and villages, a family's people, statuses.

use super::entry::{Entry, Pick, Reading, Shape};
use crate::domain::item::Urgency;
use crate::domain::workflow::Status;
use crate::policy::division::Directory;
use crate::policy::field::Field;
use crate::policy::plan::{RecordField, RecordKind};
use crate::policy::value::{Choice, Kind};
use crate::policy::words::Words;
use crate::service::answer::FamilyPage;
use crate::text::{Both, Lang};
use crate::tui::compose::names;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;

/// Yes and no, by the words of commands.
pub fn yes_no() -> Vec<Pick> {
    vec![Pick::new("yes", Phrase::Yes.both()), Pick::new("no", Phrase::No.both())]
}

/// The departments of the plan.
pub fn departments(session: &Session) -> Vec<Pick> {
    session.plan.departments().iter().map(|one| Pick::new(one.no.to_string(), one.name.clone())).collect()
}

/// The townships of the district.
pub fn townships() -> Vec<Pick> {
    let all = Directory::built_in().townships().iter();
    all.map(|one| Pick::new(one.code.number().to_string(), Words::new(one.name, one.name))).collect()
}

/// The villages of the district, each with its township.
pub fn villages() -> Vec<Pick> {
    let all = Directory::built_in().townships().iter().flat_map(|township| {
        township.villages().map(|village| {
            let name = format!("{} {}", village.name, township.name);
            Pick::new(village.code.number().to_string(), Words::new(name.clone(), name))
        })
    });
    all.collect()
}

/// The people of a family, by number.
pub fn members(page: &FamilyPage) -> Vec<Pick> {
    let named = |lang, row: &crate::service::answer::MemberRow| format!("{} {}", row.name, names::role(row.role, lang));
    let all = page.row.members.iter();
    all.map(|row| Pick::new(row.member.to_string(), Words::new(named(Lang::Zh, row), named(Lang::En, row)))).collect()
}

/// The statuses of items.
pub fn statuses() -> Vec<Pick> {
    Status::ALL.iter().map(|status| Pick::new(status.key(), status.title())).collect()
}

/// How urgent something can be.
pub fn urgencies() -> Vec<Pick> {
    Urgency::ALL.iter().map(|urgency| Pick::new(urgency.key(), urgency.title())).collect()
}

fn choices(choices: &[Choice]) -> Vec<Pick> {
    choices.iter().map(|choice| Pick::new(choice.key, choice.title)).collect()
}

/// The field of a form for a fact of the register. Its name is `prefix` and the fact's key.
pub fn fact(prefix: &str, field: Field) -> Entry {
    let key = format!("{prefix}{}", field.key());
    let shape = match field.kind() {
        Kind::Flag => Shape::Choice { picks: yes_no(), at: None },
        Kind::Choice(known) => Shape::Choice { picks: choices(known), at: None },
        Kind::Choices(known) => {
            let picks = choices(known);
            Shape::Several { on: vec![false; picks.len()], picks, at: 0 }
        }
        Kind::Township => search(townships()),
        Kind::Village => search(villages()),
        Kind::Text(most) => Shape::Text(crate::tui::typed::Typed::new(most)),
        _ => Shape::Text(crate::tui::typed::Typed::default()),
    };
    Entry::new(key, field.title(), shape, Reading::Fact(field))
}

fn search(picks: Vec<Pick>) -> Shape {
    let fitting = (0..picks.len()).collect();
    Shape::Search { picks, typed: crate::tui::typed::Typed::default(), fitting, at: None }
}

/// The field of a form for something that is written down on delivery.
pub fn record(field: &RecordField) -> Entry {
    let title = field.title.clone();
    let entry = match &field.kind {
        RecordKind::Date => Entry::text(&field.key, title, Reading::Day),
        RecordKind::Money => Entry::text(&field.key, title, Reading::Money),
        RecordKind::Number => Entry::text(&field.key, title, Reading::Number),
        RecordKind::Text => Entry::text(&field.key, title, Reading::Line),
        RecordKind::YesNo => Entry::choice(&field.key, title, yes_no()),
        RecordKind::Choice(choices) => {
            let picks = choices.iter().map(|choice| Pick::new(choice.key.clone(), choice.title.clone())).collect();
            Entry::choice(&field.key, title, picks)
        }
    };
    if field.required { entry.required() } else { entry }
}

/// A title of both languages as words.
pub fn words(both: Both) -> Words {
    both.into()
}
