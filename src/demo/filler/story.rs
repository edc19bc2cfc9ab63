//! What the invented household itself says: days, sums and words of its own story, where the record asks for them.

use super::{Delivery, Part};
use crate::demo::household::Fate;
use crate::demo::standing::Standing;
use crate::domain::member::Role;
use crate::policy::festival::Festival;
use crate::policy::field::Field;
use chrono::{Datelike, NaiveDate};

/// The day on which the person of the item died, or the child for a household's item.
pub fn died(it: &Delivery<'_>) -> Option<NaiveDate> {
    let at = it.standing?;
    let wanted = |role, number| it.member.map_or(role == Role::Child, |member| member == number);
    let (place, person) = at.it.people().enumerate().find(|(_, person)| wanted(person.role, person.number))?;
    person.died.or(at.it.later.deaths.get(place).copied().flatten()).filter(|died| *died <= it.on)
}

/// The day, or the first one after it on which nobody of the household's child is remembered and that is not Qingming.
pub fn not_quiet(it: &Delivery<'_>, day: NaiveDate) -> NaiveDate {
    let people = it.standing.iter().flat_map(|at| {
        let later = at.it.later.deaths.iter().copied().chain(std::iter::repeat(None));
        at.it.people().zip(later).filter(|(person, _)| person.role == Role::Child)
    });
    let remembered: Vec<NaiveDate> =
        people.flat_map(|(person, later)| [Some(person.born), person.died, later]).flatten().collect();
    // The day before counts too: what is remembered on 29 February is on the 28th in other years.
    let comes_back = |day: NaiveDate| remembered.iter().any(|on| on.month() == day.month() && on.day() == day.day());
    let quiet = |day: NaiveDate| {
        comes_back(day) || day.succ_opt().is_some_and(comes_back) || Festival::Qingming.date(day.year()) == Some(day)
    };
    day.iter_days().find(|day| !quiet(*day)).unwrap_or(day)
}

/// The day of the misfortune.
pub fn happened(it: &Delivery<'_>) -> Option<NaiveDate> {
    it.standing?.it.later.misfortune.map(|(day, _)| day).filter(|day| *day <= it.on)
}

/// The day of the admission to hospital.
pub fn admitted(it: &Delivery<'_>) -> Option<NaiveDate> {
    it.standing?.it.later.stay.map(|stay| stay.on).filter(|day| *day <= it.on)
}

/// The day of the discharge.
pub fn discharged(it: &Delivery<'_>) -> Option<NaiveDate> {
    it.standing?.it.later.stay.map(|stay| stay.out).filter(|day| *day <= it.on)
}

/// The grade of the child's disability.
pub fn grade(it: &Delivery<'_>) -> Option<u8> {
    let at = it.standing?;
    at.grade(at.it.disability()?)
}

/// The day on which it was identified.
pub fn identified(it: &Delivery<'_>) -> Option<NaiveDate> {
    let at = it.standing?;
    let anew = at.it.later.regraded.map(|(day, _)| day).filter(|day| *day <= it.on);
    anew.or(at.it.disability().map(|disability| disability.identified))
}

/// A part of the hospital's bill, in yuan.
pub fn bill(it: &Delivery<'_>, part: Part) -> Option<i64> {
    let stay = it.standing?.it.later.stay?;
    let [basic, critical, commercial] = stay.paid;
    Some(match part {
        Part::Total => stay.total,
        Part::Basic => basic,
        Part::Critical => critical,
        Part::Commercial => commercial,
        Part::Left => stay.left(),
    })
}

/// The first of some keys that the story has a word for.
pub fn key<'k>(keys: &'k [String], it: &Delivery<'_>) -> Option<&'k String> {
    let spoken = it.standing.map(words).into_iter().flatten();
    let mut words = it.festival.map(Festival::key).into_iter().chain(spoken);
    // Words of the plan and of other tables differ in hyphens: dragon-boat, dragonboat.
    let same = |key: &str, word: &str| key.bytes().filter(|it| *it != b'-').eq(word.bytes().filter(|it| *it != b'-'));
    words.find_map(|word| keys.iter().find(|key| same(key, word)))
}

/// The words of a household's story, as they are keys of some field.
fn words(at: Standing<'_>) -> impl Iterator<Item = &'static str> {
    let it = at.it;
    let fate = match it.fate {
        Fate::Died(_) => "died",
        Fate::Disabled(_) | Fate::Neither => "disabled",
    };
    let said = [
        it.allowance_kind(),
        Some(fate),
        at.student().map(|(key, _)| key),
        it.later.misfortune.map(|(_, key)| key),
        it.house_grade,
        Some(if it.rural { "rural" } else { "urban" }),
        at.grown().filter(|person| person.is_limited()).find_map(|person| person.self_care),
        it.expecting.then_some("prenatal"),
    ];
    let chosen = |field: Field, bits: u32| {
        let chosen = field.choices().iter().filter(move |choice| bits & (1 << choice.code) != 0);
        chosen.map(|choice| choice.key).filter(|key| !["other", "none"].contains(key))
    };
    let needs = chosen(Field::RehabNeeds, it.needs.0).chain(chosen(Field::DeviceNeeds, it.needs.1));
    said.into_iter().flatten().chain(needs).chain(chosen(Field::Trades, it.trades))
}
