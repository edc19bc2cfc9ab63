//! The whole register against the whole plan: families of every kind, families of which nothing is known, and one changed family.
//!
//! `cargo bench --bench sweep -- [FAMILIES]`, 100,000 without a number. The mixed families are those of `fuzhu demo` with two items each, read
//! from their views; those of which nothing is known have three people with a name and a role.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

use chrono::{DateTime, NaiveDate};
use fuzhu::demo::{self, Spec};
use fuzhu::domain::entry::Body;
use fuzhu::domain::event::Event;
use fuzhu::domain::facts::Change;
use fuzhu::domain::family::Family;
use fuzhu::domain::member::Role;
use fuzhu::domain::standing;
use fuzhu::domain::sweep::Sweeper;
use fuzhu::ids::{FamilyId, MemberNo};
use fuzhu::journal::Holder;
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::division::Directory;
use fuzhu::policy::field::Field;
use fuzhu::policy::plan::Plan;
use fuzhu::policy::value::Value;
use fuzhu::service::store::Store;
use fuzhu::service::sweep::{Wanted, sweep};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

const FAMILIES: u32 = 100_000;
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
/// Families of a register that are judged one by one as well.
const SAMPLE: usize = 1_000;

fn main() {
    let families = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(FAMILIES);
    let (plan, calendar) = (Plan::builtin(), Calendar::built_in());
    let spec = Spec { families, items: families * 2, seed: 1, today: TODAY };
    let mut mixed = demo::histories(&spec, &plan, &calendar, Directory::built_in());
    measure("mixed families", &plan, &mut mixed);
    measure("families of which nothing is known", &plan, &mut (1..=families).map(unknown));
}

/// A family of which nothing is known but names and roles.
fn unknown(number: u32) -> Body {
    let family = FamilyId(number);
    let change = |field, value| Change { field, since: None, before: None, after: Some(value) };
    let mut events = vec![Event::FamilyAdded { family }];
    for (member, role) in (1..).map(MemberNo).zip([Role::Father, Role::Mother, Role::Child]) {
        let name = change(Field::Name, Value::Text(format!("王{number}")));
        events.push(Event::MemberAdded { family, member });
        events.push(Event::FactsChanged {
            family,
            member: Some(member),
            changes: vec![change(Field::Role, role.value()), name],
        });
    }
    let at = DateTime::parse_from_rfc3339("2026-01-05T09:00:00+08:00").unwrap();
    Body { at, actor: "bench".into(), command: "family add".into(), token: None, events }
}

fn measure(what: &str, plan: &Plan, bodies: &mut dyn Iterator<Item = Body>) {
    let dir = tempfile::tempdir().unwrap();
    let (mut store, _) = Store::open(dir.path(), &Holder::default(), &mut |_, _| {}).unwrap();
    store.fill(bodies, &mut |_, _| {}).unwrap();
    println!("\n{what}");
    let plain = Wanted { township: None, as_of: TODAY, lacking: false, since: None };
    let since = NaiveDate::from_ymd_opt(2026, 10, 1);
    for (label, wanted) in [
        ("sweep: verdicts and items", plain),
        ("sweep: and what is missing", Wanted { lacking: true, ..plain }),
        ("sweep: and what changed since", Wanted { since, ..plain }),
    ] {
        let (mut families, mut verdicts, mut changes) = (0u64, 0u64, 0u64);
        let begun = Instant::now();
        sweep(&store, plan, wanted, &mut |swept, _, _| {
            families += 1;
            verdicts += swept.verdicts.len() as u64;
            changes += swept.changes.len() as u64;
            ControlFlow::Continue(())
        })
        .unwrap();
        let taken = begun.elapsed().as_secs_f64();
        println!("{label:<32} {taken:>8.2} s   {families} families, {verdicts} verdicts, {changes} changed");
    }
    one_by_one(&store, plan);
}

/// Judging alone, quick and slow, and one family that changed.
fn one_by_one(store: &Store, plan: &Plan) {
    let views = store.views().unwrap();
    let page = views.families(fuzhu::views::Area::District, &fuzhu::views::From::Start, SAMPLE).unwrap();
    let families: Vec<Family> = page.rows.into_iter().map(|row| row.family).collect();
    let begun = Instant::now();
    let mut sweeper = Sweeper::new(plan, TODAY);
    let quick: usize = families.iter().map(|family| sweeper.judge(family).len()).sum();
    let each = |taken: Duration| taken.as_secs_f64() * 1e6 / families.len() as f64;
    println!("judging alone, each family       {:>8.1} us", each(begun.elapsed()));
    let begun = Instant::now();
    let mut slow = 0;
    for family in &families {
        for measure in plan.measures() {
            for person in standing::subjects(measure, family) {
                std::hint::black_box(standing::judge(plan, measure, family, person.map(|one| one.number), TODAY));
                slow += 1;
            }
        }
    }
    println!("one verdict at a time            {:>8.1} us", each(begun.elapsed()));
    assert_eq!(quick, slow);
    let begun = Instant::now();
    for family in families.iter().take(100) {
        std::hint::black_box(Sweeper::new(plan, TODAY).judge(family));
    }
    let taken = begun.elapsed().as_secs_f64() * 1e3 / families.len().min(100) as f64;
    println!("one changed family, plan made ready anew {taken:>8.3} ms");
}
