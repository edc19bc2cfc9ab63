//! The whole register against the whole plan: families of every kind, families of which nothing is known, and one changed family.
//!
//! `cargo bench --bench sweep -- [FAMILIES]`, 100,000 without a number. The mixed families are those of `fuzhu demo` with two items each, read
//! from their views; those of which nothing is known have three people with a name and a role.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

use chrono::{DateTime, NaiveDate};
use fuzhu::clock::Clock;
use fuzhu::demo::{self, Spec};
use fuzhu::domain::command::{Command, Edit};
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
use fuzhu::policy::verdict::Truth;
use fuzhu::service::answer::{Answer, EntitlementRow, Rows};
use fuzhu::service::client::Client;
use fuzhu::service::local::Local;
use fuzhu::service::query::{self, EntitlementFilter, Page, Query};
use fuzhu::service::store::{Opened, Store};
use fuzhu::service::sweep::{Wanted, sweep};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

const FAMILIES: u32 = 100_000;
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
/// Families that are edited.
const SAMPLE_OF_EDITS: u32 = 500;
/// Rows of a screen and a few more.
const PAGE: usize = 40;
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
    kept(store, dir.path(), plan);
}

/// The same verdicts kept: what keeping costs, what reading them costs.
fn kept(store: Store, dir: &std::path::Path, plan: &Plan) {
    let mut local = local_on(store, plan, TODAY);
    let since = Some(fuzhu::service::kept::since(TODAY));
    let wanted = Wanted { township: None, as_of: TODAY, lacking: true, since };
    let mut found = Vec::new();
    let begun = Instant::now();
    local
        .sweep(wanted, &mut |swept, _, _| {
            found.push((swept.family(), swept.kept()));
            ControlFlow::Continue(())
        })
        .unwrap();
    println!("sweep: everything that is kept   {:>8.2} s", begun.elapsed().as_secs_f64());
    let before = edits(&mut local, 0);
    let begun = Instant::now();
    local.keep_all(found).unwrap();
    println!("keeping it                       {:>8.2} s", begun.elapsed().as_secs_f64());
    let after = edits(&mut local, SAMPLE_OF_EDITS);
    println!("an edit, nothing kept / kept     {before:>8.3} / {after:.3} ms");
    let begun = Instant::now();
    while local.idle() {}
    let each = begun.elapsed().as_secs_f64() * 1e3 / f64::from(SAMPLE_OF_EDITS);
    println!("a changed family judged and kept {each:>8.3} ms");
    let of = |filter: EntitlementFilter| EntitlementFilter { as_kept: true, ..filter };
    let due = of(EntitlementFilter { verdict: Some(Truth::Yes), without_item: true, ..Default::default() });
    let unknown = of(EntitlementFilter { verdict: Some(Truth::Unknown), ..Default::default() });
    let changed = of(EntitlementFilter { changed: true, ..Default::default() });
    let measure = plan.by_id("health-record").map(|measure| measure.no);
    let township = Some(500_119_100);
    for (label, filter) in [
        ("F6: due, all", due.clone()),
        ("F6: due, one measure", EntitlementFilter { measure, ..due.clone() }),
        ("F6: due, one township", EntitlementFilter { township, ..due }),
        ("F6: not known yet", unknown.clone()),
        ("F6: not known yet, one measure", EntitlementFilter { measure, ..unknown }),
        ("F6: changed", changed),
    ] {
        let begun = Instant::now();
        let counts = local.ask(&Query::Sweep { township: filter.township }).unwrap();
        let counting = begun.elapsed().as_secs_f64() * 1e3;
        std::hint::black_box(counts);
        let begun = Instant::now();
        let first = rows(&mut local, &filter, query::From::Start);
        let reading = begun.elapsed().as_secs_f64() * 1e3;
        let begun = Instant::now();
        rows(&mut local, &filter, query::From::End);
        let last = begun.elapsed().as_secs_f64() * 1e3;
        let total = first.total.unwrap_or(0);
        println!("{label:<32} {counting:>8.2} ms counts, {reading:.2} ms first page, {last:.2} ms last; {total} rows");
    }
    local.close();
    let begun = Instant::now();
    let (store, _) = Store::open(dir, &Holder::default(), &mut |_, _| {}).unwrap();
    println!("opening the store                {:>8.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let mut local = local_on(store, plan, TODAY + chrono::Days::new(1));
    let begun = Instant::now();
    let mut longest = 0.0f64;
    loop {
        let slice = Instant::now();
        let more = local.idle();
        longest = longest.max(slice.elapsed().as_secs_f64() * 1e3);
        if !more {
            break;
        }
    }
    println!("the next day, in slices          {:>8.2} s, the longest {longest:.1} ms", begun.elapsed().as_secs_f64());
}

/// Edits of one family each, in milliseconds an edit.
fn edits(local: &mut Local, from: u32) -> f64 {
    let begun = Instant::now();
    for family in from + 1..=from + SAMPLE_OF_EDITS {
        let value = Some(Value::Flag(true));
        let edit = Edit { member: None, field: Field::HousingDifficult, since: None, value };
        let family = FamilyId(family);
        let command = Command::EditFamily { family, seen: None, edits: vec![edit], new_members: Vec::new() };
        drop(std::hint::black_box(local.execute(&[command.into()])));
    }
    begun.elapsed().as_secs_f64() * 1e3 / f64::from(SAMPLE_OF_EDITS)
}

fn rows(local: &mut Local, filter: &EntitlementFilter, from: query::From) -> Rows<EntitlementRow> {
    let query = Query::Entitlements { filter: filter.clone(), page: Page { from, limit: PAGE } };
    match local.ask(&query) {
        Ok(Answer::Entitlements(rows)) => rows,
        other => panic!("{other:?}"),
    }
}

fn local_on(store: Store, plan: &Plan, today: NaiveDate) -> Local {
    let (plan, calendar) = (Arc::new(plan.clone()), Arc::new(Calendar::built_in()));
    Local::new(store, &Opened::default(), plan, calendar, Clock::pretending(today), "bench".into())
}

/// Judging alone, quick and slow, and one family that changed.
fn one_by_one(store: &Store, plan: &Plan) {
    let views = store.views().unwrap();
    let page = views.families(&fuzhu::views::Area::District, &fuzhu::views::From::Start, SAMPLE).unwrap();
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
