//! When the office opens an item of which measure for whom: one row a measure. A row says how readily, in which months, and for which person
//! or household of those that stand as they do on the day.
//!
//! A measure that no row names is never chosen; the district's own duties are in `duty.rs`.

use super::person::Person;
use super::standing::Standing;
use crate::domain::member::Role;
use crate::ids::MemberNo;
use crate::policy::field::Field;
use chrono::Datelike;

/// One row.
pub struct Occasion {
    /// The id of the measure.
    pub measure: &'static str,
    /// How readily it is chosen beside the others that suit.
    pub weight: u32,
    /// In which months.
    pub season: Season,
    /// For whom; none when it suits nobody of the household.
    pub suits: fn(&Standing<'_>) -> Option<For>,
}

/// Whom an item is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// The household.
    Household,
    /// One of its people.
    Person(MemberNo),
}

/// When in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// At any time.
    Any,
    /// From one month to another, both within the same year.
    Months(u32, u32),
    /// In the weeks before a festival.
    Festival,
}

const fn row(measure: &'static str, weight: u32, season: Season, suits: fn(&Standing<'_>) -> Option<For>) -> Occasion {
    Occasion { measure, weight, season, suits }
}

/// What is opened only when something happens (`chronicle.rs`), never otherwise.
const fn upon_event(measure: &'static str) -> Occasion {
    row(measure, 0, Any, |_| None)
}

fn household(suits: bool) -> Option<For> {
    suits.then_some(For::Household)
}

fn person(who: Option<&Person>) -> Option<For> {
    who.map(|person| For::Person(person.number))
}

/// The one of the grown people whose turn it is: another one each week, so that not always the first is served.
fn turn(at: &Standing<'_>, suits: fn(&Person, &Standing<'_>) -> bool) -> Option<For> {
    let who = || at.grown().filter(|person| suits(person, at));
    let week = at.on.num_days_from_ce().unsigned_abs() as usize / 7;
    let count = who().count().max(1);
    person(who().nth(week % count))
}

use Season::{Any, Festival, Months};

/// Every measure that families have items of.
pub const OCCASIONS: [Occasion; 58] = [
    row("resident-medical-premium", 90, Months(9, 12), |at| {
        person(at.on_allowance().filter(|person| person.medical == Some("resident")))
    }),
    row("subsidy-first", 5, Any, |_| household(true)),
    row("education-right", 90, Months(8, 9), |at| at.student().and_then(|_| person(at.child()))),
    row("sec-voc-tuition-free", 130, Months(8, 10), |at| student(at, &["sec-voc"], 3)),
    row("college-grant", 260, Months(9, 11), |at| poor(at, student(at, &["undergrad", "junior-college"], 5))),
    row("sec-voc-grant", 200, Months(9, 11), |at| poor(at, student(at, &["sec-voc"], 2))),
    row("higher-voc-aid", 260, Months(9, 11), |at| poor(at, student(at, &["higher-voc"], 5))),
    row("house-renovation", 40, Any, |at| household(at.it.rural && matches!(at.it.house_grade, Some("c" | "d")))),
    row("public-rental", 60, Any, |at| household(at.says(Field::MeetsPublicRental))),
    row("low-rent", 60, Any, |at| household(at.says(Field::MeetsLowRent))),
    row("sanwu-support", 500, Any, |at| {
        let urban = !at.it.rural && at.in_plan() == Some(true);
        person(at.grown().find(|person| urban && person.says(Field::NoIncome)))
    }),
    row("wubao-support", 60, Any, |at| person(at.grown().find(|person| at.it.rural && person.says(Field::MeetsWubao)))),
    row("care-home-first", 60, Any, |at| person(at.grown().find(|person| person.says(Field::WantsCareHome)))),
    row("dibao", 90, Any, |at| household(at.says(Field::AppliesDibao))),
    row("income-disregard", 60, Any, |at| household(at.says(Field::AppliesDibao))),
    row("adoption-first", 120, Any, |at| household(at.says(Field::MeetsAdoptionLaw))),
    upon_event("funeral-fee-waiver"),
    row("pension-premium", 70, Months(3, 6), |at| {
        let insured = |person: &Person| person.pension == Some("resident") && (17..60).contains(&person.age(at.on));
        person(at.living().find(|person| is_heavy(at, person) && insured(person)))
    }),
    row("pension-supplement", 30, Any, |at| {
        let added = |person: &&Person| person.says(Field::PensionAdded) && person.age(at.on) >= 60;
        person(at.grown().find(|person| added(person) && person.pension == Some("resident")))
    }),
    row("maternity-employee", 300, Any, |at| expecting(at, "employee")),
    row("maternity-resident", 60, Any, |at| expecting(at, "resident")),
    row("mountain-relocation", 90, Any, |at| household(at.says(Field::WantsMove))),
    row("micro-credit", 60, Any, |at| household(at.says(Field::AppliesMicroCredit))),
    row("industry-relief", 60, Any, |at| household(at.says(Field::AppliesIndustryRelief))),
    row("employment-help", 25, Any, |at| {
        person(at.grown().find(|person| person.says(Field::SeeksWork) && person.age(at.on) < 60))
    }),
    row("specialty-industry", 60, Any, |at| household(at.says(Field::AppliesSpecialty))),
    row("infrastructure", 50, Any, |at| household(at.says(Field::NeedsInfrastructure))),
    row("interest-subsidy", 60, Any, |at| household(at.says(Field::AppliesInterestSubsidy))),
    row("trade-support", 16, Months(2, 4), |at| household(at.it.trades != 0)),
    upon_event("medical-relief"),
    row("community-rounds", 16, Any, |at| turn(at, |_, _| true)),
    row("easy-care", 7, Any, |at| turn(at, |_, _| true)),
    row("home-visit-care", 40, Any, |at| {
        person(at.grown().find(|person| person.is_limited() && person.age(at.on) >= 60))
    }),
    row("allowance-application", 14, Any, |at| person(at.could_apply())),
    row("allowance-payment", 90, Months(5, 6), |at| {
        person(at.on_allowance().filter(|_| at.it.review_passed() != Some(false)))
    }),
    row("iud-removal", 260, Any, |at| may_have_child(at, true)),
    row("prepregnancy-check", 120, Any, |at| may_have_child(at, false)),
    row("health-record", 14, Any, |at| turn(at, |_, _| true)),
    row("follow-up", 28, Any, |at| turn(at, |_, _| true)),
    row("disability-care-allowance", 30, Any, |at| {
        person(at.grown().find(|person| person.is_limited() && person.age(at.on) >= 60))
    }),
    row("bonding-activities", 14, Months(3, 10), |at| household(at.says(Field::AcceptsActivities))),
    row("bonding-activities-women", 14, Months(3, 10), |at| household(at.says(Field::AcceptsActivities))),
    row("direct-inclusion", 5, Any, |_| household(true)),
    row("direct-inclusion-women", 4, Any, |_| household(true)),
    row("rehab-relief", 30, Months(3, 11), |at| at.child().and_then(|child| rehab(at, 0b11_1110, child))),
    row("prosthesis", 120, Any, |at| at.child().and_then(|child| device(at, 0b1110, child))),
    row("assistive-device", 60, Any, |at| at.child().and_then(|child| device(at, 0b1_1111_0000, child))),
    row("rehab-training", 60, Any, |at| {
        at.child()
            .filter(|_| at.it.wants_training && at.it.meets_rehab_terms)
            .and_then(|child| rehab(at, 0b1_1110, child))
    }),
    row("care-fund", 60, Any, |at| household(at.says(Field::AppliesCareFund))),
    upon_event("death-condolence"),
    upon_event("emergency-relief"),
    row("festival-visit", 110, Festival, |at| household(!at.says(Field::RefusesVisit))),
    row("accident-insurance", 50, Months(3, 4), |at| person(at.on_allowance())),
    row("daily-care", 24, Any, |at| household(!at.says(Field::RefusesVisit))),
    row("gov-eligibility", 5, Months(1, 3), |_| household(true)),
    row("gov-old-age", 9, Any, |at| turn(at, |person, at| person.age(at.on) >= 60)),
    row("gov-medical-system", 4, Any, |_| household(true)),
    row("gov-follow-through", 4, Any, |_| household(true)),
];

fn student(at: &Standing<'_>, stages: &[&str], until_year: u8) -> Option<For> {
    at.student().filter(|(key, year)| stages.contains(key) && *year <= until_year).and_then(|_| person(at.child()))
}

fn poor(at: &Standing<'_>, whom: Option<For>) -> Option<For> {
    whom.filter(|_| at.is_poor())
}

fn is_heavy(at: &Standing<'_>, person: &Person) -> bool {
    let grade = person.disability.and_then(|it| if person.role == Role::Child { at.grade(it) } else { it.grade });
    grade.is_some_and(|grade| grade <= 2)
}

fn expecting(at: &Standing<'_>, scheme: &str) -> Option<For> {
    let mother = at.mother().filter(|mother| at.it.expecting && mother.medical == Some(scheme));
    person(mother.filter(|mother| mother.age(at.it.registered) < 46 && mother.age(at.on) < 50))
}

fn may_have_child(at: &Standing<'_>, removal: bool) -> Option<For> {
    let mother = at.mother().filter(|mother| at.says(Field::MayHaveChild) && mother.age(at.on) < 49)?;
    (!removal || mother.says(Field::HasIud)).then_some(For::Household)
}

fn rehab(at: &Standing<'_>, kinds: u32, child: &Person) -> Option<For> {
    (at.it.needs.0 & kinds != 0).then_some(For::Person(child.number))
}

fn device(at: &Standing<'_>, kinds: u32, child: &Person) -> Option<For> {
    (at.it.needs.1 & kinds != 0 && at.it.meets_rehab_terms).then_some(For::Person(child.number))
}
