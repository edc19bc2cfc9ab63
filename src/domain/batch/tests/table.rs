//! Who is paid for how many months, and why others are not.

use super::*;
use crate::policy::allowance::table;

type Change = fn(&mut World, FamilyId);

fn flag(field: Field, yes: bool) -> impl Fn(&mut World, FamilyId) {
    move |world, family| edit(world, family, Some(MOTHER), field, None, Some(Value::Flag(yes)))
}

fn died(world: &mut World, family: FamilyId, on: &str) {
    edit(world, family, Some(MOTHER), Field::DiedOn, None, Some(Value::Date(day(on))));
    edit(world, family, Some(MOTHER), Field::Alive, None, Some(Value::Flag(false)));
}

fn kind(world: &mut World, family: FamilyId, since: &str, code: u8) {
    edit(world, family, Some(MOTHER), Field::SpecialAllowance, Some(since), Some(Value::Choice(code)));
}

fn household(world: &mut World, family: FamilyId, field: Field, value: Value) {
    edit(world, family, None, field, None, Some(value));
}

/// The second half of 2026, today being 24 November: what is known of a mother on the allowance, since when, and what she gets.
const CASES: &[(&str, Option<&str>, Change, &str)] = &[
    ("on it as long as anyone knows", None, |_, _| {}, "in 6×1000"),
    ("confirmed before the period", Some("2025-03-01"), |_, _| {}, "in 6×1000"),
    ("confirmed in mid-September", Some("2026-09-15"), |_, _| {}, "in 4×1000"),
    ("confirmed on the last day", Some("2026-11-24"), |_, _| {}, "in 2×1000"),
    ("child disabled", None, |w, f| kind(w, f, "2020-01-01", 3), "in 6×800"),
    (
        "the disabled child died in October",
        None,
        |w, f| {
            kind(w, f, "2020-01-01", 3);
            kind(w, f, "2026-10-08", 2);
        },
        "in 3×800+3×1000",
    ),
    (
        "a child was born in mid-September",
        None,
        |w, f| {
            household(w, f, Field::LaterBirthOn, Value::Date(day("2026-09-15")));
        },
        "in 2×1000 a child was born on 2026-09-15",
    ),
    (
        "a child was adopted on 1 July",
        None,
        |w, f| {
            household(w, f, Field::LaterAdoptionOn, Value::Date(day("2026-07-01")));
        },
        "out ended: a child was adopted on 2026-07-01",
    ),
    (
        "a child was born last year",
        None,
        |w, f| {
            household(w, f, Field::LaterBirthOn, Value::Date(day("2026-02-01")));
        },
        "out ended: a child was born on 2026-02-01",
    ),
    (
        "she died in the period",
        None,
        |w, f| died(w, f, "2026-10-20"),
        "out 3×1000 ended: the person died on 2026-10-20",
    ),
    (
        "she died, then a birth was recorded",
        None,
        |w, f| {
            died(w, f, "2026-10-20");
            household(w, f, Field::LaterBirthOn, Value::Date(day("2026-11-01")));
        },
        "out 3×1000 ended: the person died on 2026-10-20",
    ),
    (
        "the family left",
        None,
        |w, f| {
            household(w, f, Field::ClosedOn, Value::Date(day("2026-08-31")));
        },
        "in 1×1000 the family left the register on 2026-08-31",
    ),
    ("taken off the list in August", None, |w, f| kind(w, f, "2026-08-01", 1), "out 1×1000 not entitled: it wants"),
    (
        "the review was not passed",
        None,
        |w, f| flag(Field::YearlyReviewPassed, false)(w, f),
        "out 6×1000 not entitled: it wants",
    ),
    (
        "the review is not known",
        None,
        |w, f| {
            edit(w, f, Some(MOTHER), Field::YearlyReviewPassed, None, None);
        },
        "out 6×1000 not known yet:",
    ),
    ("no account", None, |w, f| edit(w, f, None, Field::Account, None, None), "out 6×1000 no bank account"),
    (
        "an odd account",
        None,
        |w, f| {
            household(w, f, Field::Account, Value::Text("1234567".into()));
        },
        "out 6×1000 The bank account has 7 digits",
    ),
    (
        "another family has the account",
        None,
        |w, f| {
            let other = family(w, None);
            household(w, other, Field::Account, Value::Text("9999000000000001".into()));
            household(w, f, Field::Account, Value::Text("9999000000000001".into()));
        },
        "out 6×1000 the account is also that of F2",
    ),
    (
        "no identity number",
        None,
        |w, f| {
            edit(w, f, Some(MOTHER), Field::IdentityNumber, None, None);
        },
        "out 6×1000 no identity number",
    ),
];

#[test]
fn who_is_paid_how_much() {
    for (name, since, change, wanted) in CASES {
        let mut world = World::new();
        let id = family(&mut world, *since);
        change(&mut world, id);
        let batch = drawn(&mut world, "2026-H2");
        let told = told(line(&world, batch, 1));
        assert!(told.starts_with(wanted) && (told == *wanted || wanted.len() > 20), "{name}: {told}");
    }
}

/// Whoever was never on the allowance, or left long ago, is not in the list at all.
#[test]
fn who_is_not_listed() {
    let changes: [Change; 3] = [
        |w, f| edit(w, f, Some(MOTHER), Field::SpecialAllowance, None, Some(Value::Choice(1))),
        |w, f| died(w, f, "2025-12-31"),
        |w, f| kind(w, f, "2026-06-30", 1),
    ];
    for change in changes {
        let mut world = World::new();
        let id = family(&mut world, None);
        change(&mut world, id);
        let batch = drawn(&mut world, "2026-H2");
        assert_eq!(world.lines.get(&LineId { batch, no: 1 }), None);
    }
}

#[test]
fn a_standard_raised_in_the_period_is_paid_from_its_month() {
    let mut world = World::new();
    family(&mut world, None);
    world.own = table::parse("特扶类别,层级,月标准,起始日期,来源\n死亡,区,1200,2026-10-01,区文件\n").unwrap();
    let batch = drawn(&mut world, "2026-H2");
    assert_eq!(told(line(&world, batch, 1)), "in 3×1000+3×1200");
    let shares = &line(&world, batch, 1).listed.shares;
    assert_eq!((shares[0].source.contains("开州区"), shares[1].source.as_str()), (true, "区文件"));
}

#[test]
fn a_standard_that_differs_by_town_and_country_goes_by_the_household() {
    for (treated, wanted) in [(Some(1), "in 6×1300"), (Some(2), "in 6×1100"), (None, "in 6×1000")] {
        let mut world = World::new();
        let id = family(&mut world, None);
        edit(&mut world, id, None, Field::TreatedAs, None, treated.map(Value::Choice));
        world.own = table::parse(
            "特扶类别,按城乡认定,层级,月标准,起始日期,来源\n死亡,城镇,区,1300,2026-01-01,甲\n死亡,农村,区,1100,2026-01-01,乙\n",
        )
        .unwrap();
        let batch = drawn(&mut world, "2026-H2");
        assert_eq!(told(line(&world, batch, 1)), wanted);
    }
}

#[test]
fn a_month_without_a_standard_stops_the_person_and_names_it() {
    let mut world = World::new();
    let id = family(&mut world, None);
    edit(&mut world, id, Some(MOTHER), Field::SpecialAllowance, None, Some(Value::Choice(4)));
    let batch = drawn(&mut world, "2017-H1");
    assert_eq!(told(line(&world, batch, 1)), "out no standard for 2017-01");
}

/// The same death and birth under each of the plan's settings.
#[test]
fn the_rules_of_proration_are_settings_of_the_plan() {
    let cases = [
        ("allowance_ends", "0", "in 2×1000"),
        ("allowance_ends", "1", "in 3×1000"),
        ("allowance_ends", "2", "in 6×1000"),
    ];
    for (setting, value, wanted) in cases {
        let mut world = World::new();
        world.plan = with(setting, &format!("value = {value}"));
        let id = family(&mut world, None);
        household(&mut world, id, Field::LaterBirthOn, Value::Date(day("2026-09-15")));
        let batch = drawn(&mut world, "2026-H2");
        assert!(told(line(&world, batch, 1)).starts_with(wanted), "{setting}={value}");
    }
    for (value, wanted) in [("0", "in 4×1000"), ("1", "in 3×1000"), ("2", "in 6×1000")] {
        let mut world = World::new();
        world.plan = with("allowance_starts", &format!("value = {value}"));
        family(&mut world, Some("2026-09-15"));
        let batch = drawn(&mut world, "2026-H2");
        assert_eq!(told(line(&world, batch, 1)), wanted, "allowance_starts={value}");
    }
    let mut world = World::new();
    world.plan = with("allowance_living_on_pay_day", "value = false");
    let id = family(&mut world, None);
    died(&mut world, id, "2026-10-20");
    let batch = drawn(&mut world, "2026-H2");
    assert_eq!(told(line(&world, batch, 1)), "in 3×1000 the person died on 2026-10-20");
}

/// The plan that ships with one setting changed.
fn with(setting: &str, value: &str) -> crate::policy::plan::Plan {
    let text = include_str!("../../../policy/plan/plan.toml");
    let (before, after) = text.split_once(&format!("[standard.{setting}]")).unwrap();
    let at = after.find("value = ").unwrap();
    let end = after[at..].find(',').unwrap();
    let after = format!("{}{value}{}", &after[..at], &after[at + end..]);
    crate::policy::plan::Plan::parse(&format!("{before}[standard.{setting}]{after}")).unwrap()
}
