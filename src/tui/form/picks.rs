//! What can be chosen in the fields of forms: the plan's departments, townships and villages, a family's people, statuses.

use super::entry::{Entry, Pick, Reading, Shape};
use crate::domain::item::Urgency;
use crate::domain::workflow::Status;
use crate::ids::MeasureNo;
use crate::policy::division::Directory;
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::plan::{Measure, RecordField, RecordKind, Rhythm};
use crate::policy::value::{Choice, Kind};
use crate::policy::words::Words;
use crate::service::answer::{FamilyPage, FamilyRow, MemberRow};
use crate::text::Lang;
use crate::tui::compose::names;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::typed::Typed;
use chrono::Days;

/// Yes and no, by the words of commands.
pub fn yes_no() -> Vec<Pick> {
    vec![Pick::new("yes", Phrase::Yes.both()), Pick::new("no", Phrase::No.both())]
}

/// The departments of the plan.
pub fn departments(session: &Session) -> Vec<Pick> {
    let all = session.plan.departments().iter();
    all.map(|one| {
        let title = |lang| format!("{}  {}", one.short.in_lang(lang), one.name.in_lang(lang));
        Pick::new(one.no.to_string(), Words::made(title))
    })
    .collect()
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

/// Families that a search found: their people, township and number.
pub fn families(rows: &[FamilyRow], lang: Lang) -> Vec<Pick> {
    let named = |row: &FamilyRow| {
        let names: Vec<&str> =
            row.members.iter().map(|one| one.name.as_str()).filter(|name| !name.is_empty()).collect();
        format!("{}  {}", names.join(lang.pick("、", ", ")), row.family)
    };
    rows.iter().map(|row| Pick::new(row.family.to_string(), Words::new(named(row), named(row)))).collect()
}

/// The people of a family that a search found.
pub fn people(row: &FamilyRow) -> Vec<Pick> {
    let named = |lang, one: &MemberRow| format!("{} {}", one.name, names::role(one.role, lang));
    let pick =
        |one: &MemberRow| Pick::new(one.member.to_string(), Words::new(named(Lang::Zh, one), named(Lang::En, one)));
    row.members.iter().map(pick).collect()
}

/// Days between two looks back for the periods of a measure, and how many looks there are.
const LOOK_BACK: (u64, u64) = (31, 14);
/// The most periods offered of one measure.
const PERIODS_MAX: usize = 6;

/// The periods for which an item of a measure can be opened: the one that runs, the next one, and those before it. None for what does not
/// come round.
pub fn periods(measure: MeasureNo, session: &Session) -> Vec<Pick> {
    let Some(measure) = session.plan.measure(measure).filter(|measure| measure.rhythm != Rhythm::Standing) else {
        return Vec::new();
    };
    let today = session.today();
    let Some(now) = Period::of_measure(measure, today) else { return Vec::new() };
    let mut periods = vec![now];
    periods.extend(now.next().filter(|next| next.suits(measure) && measure.rhythm != Rhythm::Festival));
    for back in 1..=LOOK_BACK.1 {
        let day = today.checked_sub_days(Days::new(back * LOOK_BACK.0));
        let period = day.and_then(|day| Period::of_measure(measure, day));
        periods.extend(period.filter(|period| !periods.contains(period)));
    }
    periods.truncate(PERIODS_MAX);
    let title = |period: &Period| Words::new(period.text(Lang::Zh), period.text(Lang::En));
    periods.iter().map(|period| Pick::new(format!("{}:{period}", measure.no), title(period))).collect()
}

/// The measures that each department can be called in with: those of households and persons that are its own, or any where it has none.
pub fn called_in(session: &Session) -> Vec<Pick> {
    let of_families = || session.plan.measures().iter().filter(|measure| !measure.is_of_district());
    let departments = session.plan.departments().iter();
    let all = departments.flat_map(|department| {
        let own: Vec<_> = of_families().filter(|measure| measure.departments.contains(&department.no)).collect();
        let offered = if own.is_empty() { of_families().collect() } else { own };
        let title = |measure: &Measure| Words::new(measure.short.zh.clone(), measure.short.en.clone());
        let pick = move |measure: &Measure| Pick::new(format!("{}:{}", department.no, measure.no), title(measure));
        offered.into_iter().map(pick).collect::<Vec<_>>()
    });
    all.collect()
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
        Kind::Text(most) => Shape::Text(Typed::new(most)),
        _ => Shape::Text(Typed::default()),
    };
    Entry::new(key, field.title(), shape, Reading::Fact(field))
}

fn search(picks: Vec<Pick>) -> Shape {
    let fitting = (0..picks.len()).collect();
    Shape::Search { picks, typed: Typed::default(), within: String::new(), fitting, at: None }
}

/// The field of a form for something that is written down on delivery.
pub fn record(field: &RecordField) -> Entry {
    let shape = match &field.kind {
        RecordKind::Date | RecordKind::Money | RecordKind::Number | RecordKind::Text => Shape::Text(Typed::default()),
        RecordKind::YesNo => Shape::Choice { picks: yes_no(), at: None },
        RecordKind::Choice(choices) => {
            let picks = choices.iter().map(|choice| Pick::new(choice.key.clone(), choice.title.clone())).collect();
            Shape::Choice { picks, at: None }
        }
    };
    Entry::new(&field.key, field.title.clone(), shape, Reading::Record(Box::new(field.clone())))
}
