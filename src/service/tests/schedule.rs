//! What comes round opens once and only once, whatever the server slept through and wherever it was killed.

use super::office::Office;
use crate::clock::Clock;
use crate::domain::command::{Command, Edit};
use crate::domain::decide::Office as Desk;
use crate::domain::event::Move;
use crate::domain::item::Item;
use crate::domain::rhythm;
use crate::domain::workflow::{Status, Verb};
use crate::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo};
use crate::policy::calendar::Calendar;
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::value::Value;
use crate::service::client::{Client, Order};
use crate::service::local::Local;
use crate::service::schedule::Schedule;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn on(office: &Office, today: NaiveDate) -> Local {
    office.open_with(Clock::pretending(today))
}

fn withdrawal(item: ItemId) -> Order {
    let step = Move { reason: "重复".into(), ..Move::new(Verb::Withdraw) };
    Command::MoveItem { item, seen: None, step }.into()
}

fn run(local: &mut Local) -> (u64, u64) {
    let report = local.open_what_comes_round(false, &mut |_, _| ControlFlow::Continue(())).unwrap();
    (report.total().new, report.total().there)
}

/// Every item of the register and of the district.
fn items(local: &Local) -> Vec<Item> {
    let views = local.store().views().unwrap();
    let families = views.families_after(FamilyId::DISTRICT, 100).unwrap();
    let ids = families.iter().map(|family| family.id).chain([FamilyId::DISTRICT]);
    ids.flat_map(|id| views.items_of(id, 10_000).unwrap()).collect()
}

type Key = (FamilyId, MeasureNo, Option<MemberNo>, DepartmentNo, Period);

fn keys(office: &Office, local: &Local) -> BTreeMap<Key, usize> {
    let plan = office.plan();
    let mut keys = BTreeMap::new();
    for item in items(local) {
        if let Some(period) = rhythm::covered(&item, &plan) {
            *keys.entry((item.id.family, item.measure, item.member, item.first_department, period)).or_default() += 1;
        }
    }
    keys
}

fn periods(office: &Office, local: &Local, family: FamilyId, measure: &str) -> Vec<String> {
    let measure = office.measure(measure);
    let mut items = items(local);
    items.retain(|item| item.id.family == family && item.measure == measure);
    items.sort_by_key(|item| item.id);
    items.iter().filter_map(|item| item.period).map(|period| period.to_string()).collect()
}

#[test]
fn the_first_run_opens_what_is_owed_and_the_second_nothing() {
    let office = Office::new();
    let mut local = on(&office, day("2026-11-24"));
    let family = office.family(&mut local, 1);
    let dry = local.open_what_comes_round(true, &mut |_, _| ControlFlow::Continue(())).unwrap();
    assert_eq!(items(&local).len(), 0, "a dry run writes nothing");
    let (new, _) = run(&mut local);
    assert_eq!(new, dry.total().new);
    assert_eq!(run(&mut local), (0, new));
    assert_eq!(periods(&office, &local, family, "daily-care"), ["2026-11"]);
    assert_eq!(periods(&office, &local, family, "follow-up"), ["2026-Q4", "2026-Q4", "2026-Q4"], "one for each person");
    assert_eq!(periods(&office, &local, family, "gov-eligibility"), ["2026"]);
    // Each of the thirteen bodies owes its report, and the money is the finance bureau's alone.
    assert_eq!(periods(&office, &local, FamilyId::DISTRICT, "gov-annual-report").len(), 13);
    assert_eq!(periods(&office, &local, FamilyId::DISTRICT, "allowance-funding"), ["2026"]);
    let by: Vec<String> = items(&local).into_iter().map(|item| item.opened_by).collect();
    assert!(by.iter().all(|by| by == "fuzhu"), "{by:?}");
}

#[test]
fn what_is_not_known_never_opens() {
    let office = Office::new();
    let mut local = on(&office, day("2026-11-24"));
    let family = office.family(&mut local, 1);
    let grade = Edit { member: Some(MemberNo(3)), field: Field::DisabilityGrade, since: None, value: None };
    let edit = Command::EditFamily { family, seen: None, edits: vec![grade], new_members: Vec::new() };
    local.execute(&[edit.into()])[0].clone().unwrap();
    let report = local.open_what_comes_round(false, &mut |_, _| ControlFlow::Continue(())).unwrap();
    assert!(report.total().unknown > 0);
    assert!(items(&local).iter().all(|item| item.id.family.is_district()));
}

#[test]
fn what_a_clerk_declined_or_took_back_does_not_come_again_by_itself() {
    let office = Office::new();
    let mut local = on(&office, day("2026-11-24"));
    let family = office.family(&mut local, 1);
    run(&mut local);
    let care = office.measure("daily-care");
    let item = items(&local).into_iter().find(|item| item.measure == care).unwrap().id;
    local.execute(&[withdrawal(item)])[0].clone().unwrap();
    assert_eq!(run(&mut local).0, 0);
    assert_eq!(periods(&office, &local, family, "daily-care").len(), 1);
}

/// The server slept from November to the next June: contact has passed, money is still owed.
#[test]
fn the_sleeping_server() {
    let office = Office::new();
    let mut local = on(&office, day("2026-11-24"));
    let family = office.family(&mut local, 1);
    let poor = [(None, Field::IncomePerHead, Value::Money(10_000)), (Some(2), Field::Pension, Value::Choice(1))];
    let mother =
        [(Some(2), Field::BornOn, Value::Date(day("1960-01-01"))), (Some(2), Field::PensionAdded, Value::Flag(true))];
    let edits = poor.into_iter().chain(mother).map(|(member, field, value)| Edit {
        member: member.map(MemberNo),
        field,
        since: None,
        value: Some(value),
    });
    let edit = Command::EditFamily { family, seen: None, edits: edits.collect(), new_members: Vec::new() };
    local.execute(&[edit.into()])[0].clone().unwrap();
    run(&mut local);
    drop(local);
    let mut local = on(&office, day("2027-06-10"));
    run(&mut local);
    assert_eq!(periods(&office, &local, family, "daily-care"), ["2026-11", "2027-06"]);
    assert_eq!(
        periods(&office, &local, family, "festival-visit"),
        Vec::<String>::new(),
        "30 days before 9 June were slept through, the day too"
    );
    let months = ["2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05", "2027-06"];
    assert_eq!(periods(&office, &local, family, "pension-supplement"), months);
    // Nobody is owed for a time before the office knew of them.
    let later = office.family(&mut local, 2);
    run(&mut local);
    assert_eq!(periods(&office, &local, later, "daily-care"), ["2027-06"]);
    assert_eq!(run(&mut local).0, 0);
}

/// Quiet moments: a slice at a time, and what changes later is looked at again without looking at everybody.
#[test]
fn a_change_is_looked_at_in_the_next_quiet_moment() {
    let office = Office::new();
    let mut local = office.open_with(Clock::system());
    if crate::policy::schedule::rounds(&office.plan(), local.now().date_naive()).is_empty() {
        return;
    }
    office.family(&mut local, 1);
    while local.idle() {}
    let before = items(&local).len();
    assert!(before > 0 && local.take_changed() && !local.take_changed());
    let late = office.family(&mut local, 2);
    while local.idle() {}
    assert!(items(&local).iter().any(|item| item.id.family == late));
    drop(local);
    // A restart on the same day finds that it was through.
    let mut local = office.open_with(Clock::system());
    while local.idle() {}
    assert!(!local.take_changed());
}

/// A drill on another day writes nothing by itself.
#[test]
fn a_moved_clock_opens_nothing_by_itself() {
    let office = Office::new();
    let mut local = on(&office, day("2029-03-01"));
    office.family(&mut local, 1);
    while local.idle() {}
    assert_eq!(items(&local), []);
}

/// One run of the server: how many days after the last one, how many slices of how many families before it is killed (or the end), and
/// whether the mark is lost.
type Run = (u64, usize, usize, bool, bool);

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn one_item_for_each_turn_whatever_happens(
        runs in proptest::collection::vec((0u64..70, 0usize..6, 1usize..4, any::<bool>(), any::<bool>()), 1..7),
    ) {
        let office = Office::new();
        let calendar = Calendar::built_in();
        let plan = office.plan();
        let mut today = day("2026-11-01");
        {
            let mut local = on(&office, today);
            for number in 1..=3 {
                office.family(&mut local, number);
            }
        }
        let runs: Vec<Run> = runs;
        for (days, slices, families, lost, declines) in runs {
            today = today + Days::new(days);
            if lost {
                let _ = std::fs::remove_file(office.dir().join("schedule"));
            }
            let mut local = on(&office, today);
            if declines && let Some(item) = items(&local).into_iter().find(|item| item.status == Status::Pending) {
                local.execute(&[withdrawal(item.id)])[0].clone().unwrap();
            }
            let now = local.now();
            let desk = Desk { plan: &plan, calendar: &calendar, now };
            let mut walk = Schedule::new(desk, local.store(), false, false);
            for _ in 0..slices {
                if !walk.step(local.store_mut(), desk, families).unwrap() {
                    break;
                }
            }
            // Dropped without being closed, as by kill -9.
        }
        let mut local = on(&office, today);
        run(&mut local);
        let keys = keys(&office, &local);
        prop_assert!(keys.values().all(|count| *count == 1), "{keys:?}");
        prop_assert_eq!(run(&mut local).0, 0);
        let care: Vec<&Key> = keys.keys().filter(|key| key.1 == office.measure("daily-care")).collect();
        let this_month = Period::of(crate::policy::plan::Rhythm::Monthly, today).unwrap();
        prop_assert_eq!(care.iter().filter(|key| key.4 == this_month).count(), 3, "every family has this month's");
    }
}
