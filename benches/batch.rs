//! An allowance batch from drawing up to closing, and what a desk asks for meanwhile.
//!
//! `cargo bench --bench batch -- [LINES]`, 20,000 without a number: as many widowed mothers on the allowance, each with an account of her own.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

mod measure;

use chrono::{DateTime, NaiveDate};
use fuzhu::clock::Clock;
use fuzhu::domain::batch::{BatchCommand, LineId, Said, Stage, State};
use fuzhu::domain::command::Command;
use fuzhu::domain::entry::Body;
use fuzhu::domain::event::Event;
use fuzhu::domain::facts::Change;
use fuzhu::domain::member::Role;
use fuzhu::exchange::bank;
use fuzhu::ids::{BatchId, FamilyId, MeasureNo, MemberNo};
use fuzhu::journal::Holder;
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::field::Field;
use fuzhu::policy::plan::Plan;
use fuzhu::policy::value::Value;
use fuzhu::service::answer::Answer;
use fuzhu::service::answer::batch::BatchAnswer;
use fuzhu::service::client::{Client, Order};
use fuzhu::service::local::Local;
use fuzhu::service::query::batch::BatchQuery;
use fuzhu::service::query::{Page, Query};
use fuzhu::service::store::Store;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

const LINES: u32 = 20_000;
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
/// Rows of a screen and a few more.
const PAGE: usize = 40;
/// Rows of the bank's file that are recorded together.
const TOGETHER: usize = 200;

fn main() {
    let lines = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(LINES);
    let dir = tempfile::tempdir().unwrap();
    let (mut store, opened) = Store::open(dir.path(), &Holder::default(), &mut |_, _| {}).unwrap();
    store.fill(&mut (1..=lines).map(family), &mut |_, _| {}).unwrap();
    let (plan, calendar) = (Arc::new(Plan::builtin()), Arc::new(Calendar::built_in()));
    let measure = plan.by_id("allowance-payment").unwrap().no;
    let mut local = Local::new(store, &opened, Arc::clone(&plan), calendar, Clock::pretending(TODAY), "bench".into());
    local.open_nothing_by_itself();

    let batch = draw(&mut local, measure);
    walk(&mut local, batch, "draw");
    walk(&mut local, batch, "check again");
    pages(&mut local, batch, measure);
    one(&mut local, "freeze", BatchCommand::Freeze { batch });
    let begun = Instant::now();
    let (known, paid) = local.batch_for_bank(batch).unwrap();
    let bytes = bank::workbook(&plan, &known, &paid).unwrap().len();
    told("export: the workbook", begun, paid.len());
    let begun = Instant::now();
    let more = bank::separated(&plan, &known, &paid).unwrap().len();
    told(&format!("export: with commas ({bytes} and {more} bytes)"), begun, paid.len());
    one(&mut local, "send", BatchCommand::Send { batch });
    returns(&mut local, batch, lines);
    pages(&mut local, batch, measure);
    one(&mut local, "close", BatchCommand::Close { batch });
    assert_eq!(local.batch_for_bank(batch).unwrap().0.stage, Stage::Closed);
}

fn told(what: &str, begun: Instant, rows: usize) {
    println!("{what:<48}{:>9.1} ms   {rows} rows", begun.elapsed().as_secs_f64() * 1e3);
}

fn order(command: BatchCommand) -> Order {
    Order::from(Command::Batch(command))
}

fn one(local: &mut Local, what: &str, command: BatchCommand) {
    let begun = Instant::now();
    local.execute(&[order(command)]).pop().unwrap().unwrap();
    told(what, begun, 1);
}

fn draw(local: &mut Local, measure: MeasureNo) -> BatchId {
    let period = "2026-H2".parse().unwrap();
    let command = BatchCommand::Draw { measure, period, department: None, note: String::new() };
    local.execute(&[order(command)]).pop().unwrap().unwrap().batch.unwrap()
}

/// The walk of the command line; the desk's is the same slices, each with a question before it.
fn walk(local: &mut Local, batch: BatchId, what: &str) {
    let begun = Instant::now();
    let mut slices = Vec::new();
    let mut last = Instant::now();
    local
        .list_batch(batch, &mut |_, _| {
            slices.push(last.elapsed().as_secs_f64() * 1e3);
            last = Instant::now();
            ControlFlow::Continue(())
        })
        .unwrap();
    let lines = local.batch_for_bank(batch).unwrap().1.len();
    let longest = slices.iter().copied().fold(0.0_f64, f64::max);
    told(&format!("{what} (longest slice {longest:.1} ms)"), begun, lines);
    // Whether a slice costs more the more there is already: other work on the machine is seen in the mean, hardly in the median.
    for (name, some) in
        ["first", "last"].into_iter().zip([&slices[..slices.len() / 4], &slices[slices.len() * 3 / 4..]])
    {
        let mut some = some.to_vec();
        some.sort_by(f64::total_cmp);
        println!("{:<48}{:>9.1} ms", format!("  median slice of the {name} quarter"), some[some.len() / 2]);
    }
}

fn returns(local: &mut Local, batch: BatchId, lines: u32) {
    let begun = Instant::now();
    let all: Vec<u32> = (1..=lines).collect();
    let mut longest = 0.0_f64;
    for some in all.chunks(TOGETHER) {
        let slice = Instant::now();
        let returned = |no: &u32| BatchCommand::Return {
            line: LineId { batch, no: *no },
            outcome: Said::Paid(TODAY),
            bounced: false,
        };
        let orders: Vec<Order> = some.iter().map(|no| order(returned(no))).collect();
        local.execute(&orders).into_iter().for_each(|answer| assert!(answer.is_ok(), "{answer:?}"));
        longest = longest.max(slice.elapsed().as_secs_f64() * 1e3);
    }
    told(&format!("returns (longest slice {longest:.1} ms)"), begun, all.len());
}

fn pages(local: &mut Local, batch: BatchId, measure: MeasureNo) {
    let mut ask = |what: &str, query: BatchQuery| {
        let query = Query::Batch(query);
        measure::time(what, || match local.ask(&query).unwrap() {
            Answer::Batch(BatchAnswer::Lines(rows)) => rows.rows.len(),
            Answer::Batch(BatchAnswer::Accounts(rows)) => rows.rows.len(),
            other => panic!("{other:?}"),
        });
    };
    let page = || Page::first(PAGE);
    ask("first page of lines", BatchQuery::Lines { batch, state: None, page: page() });
    ask("first page of lines to be paid", BatchQuery::Lines { batch, state: Some(State::In), page: page() });
    ask("a slice of accounts", BatchQuery::Uneven { measure, page: page() });
}

/// A widowed mother on the allowance, reviewed this year.
fn family(number: u32) -> Body {
    let family = FamilyId(number);
    let change = |field, value| Change { field, since: None, before: None, after: Some(value) };
    let text = |field, text: String| change(field, Value::Text(text));
    let facts = |member: Option<u8>, changes| Event::FactsChanged { family, member: member.map(MemberNo), changes };
    let household = vec![
        text(Field::CaseNumber, format!("NC-{number}")),
        change(Field::TreatedAs, Value::Choice(1)),
        text(Field::Bank, "农商行".into()),
        text(Field::Account, format!("99990000{number:08}")),
    ];
    let mother = vec![
        text(Field::Name, format!("李秀英{number}")),
        text(Field::IdentityNumber, format!("5123231960{number:08}")),
        change(Field::Role, Role::Mother.value()),
        change(Field::Alive, Value::Flag(true)),
        change(Field::YearlyReviewPassed, Value::Flag(true)),
        change(Field::SpecialAllowance, Value::Choice(2)),
    ];
    let child = vec![
        text(Field::Name, format!("王小满{number}")),
        change(Field::Role, Role::Child.value()),
        change(Field::Alive, Value::Flag(false)),
    ];
    let events = vec![
        Event::FamilyAdded { family },
        facts(None, household),
        Event::MemberAdded { family, member: MemberNo(1) },
        facts(Some(1), mother),
        Event::MemberAdded { family, member: MemberNo(2) },
        facts(Some(2), child),
    ];
    let at = DateTime::parse_from_rfc3339("2026-01-05T09:00:00+08:00").unwrap();
    Body { at, actor: "bench".into(), command: "family add".into(), token: None, events }
}
