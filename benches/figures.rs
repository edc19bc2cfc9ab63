//! What the figures cost at the size of a district and of a municipality: counting them from nothing, opening with them, a screen of them, the
//! items behind one, one entry more, and the figures of a past day.
//!
//! `cargo bench --bench figures -- [FAMILIES ITEMS]...`; without sizes it takes 10,000 × 100,000 and 100,000 × 1,000,000. Families are bare and items
//! are spread over eleven years and all measures, each opened and delivered in one entry; `docs/benchmarks.md` keeps what was measured.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

mod measure;

use chrono::{DateTime, Days, NaiveDate};
use fuzhu::domain::entry::{Body, Entry};
use fuzhu::domain::event::{Event, Move};
use fuzhu::domain::facts::Change;
use fuzhu::domain::figure::book::Book;
use fuzhu::domain::figure::{ALL_BODIES, Cell, WHOLE, reading};
use fuzhu::domain::item::Urgency;
use fuzhu::domain::workflow::Verb;
use fuzhu::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo, Seq};
use fuzhu::policy::field::Field;
use fuzhu::policy::plan::Plan;
use fuzhu::policy::value::Value;
use fuzhu::views::{From, Views, ViewsError};
use measure::time;
use std::ops::ControlFlow;
use std::time::Instant;

const SIZES: [(u32, u32); 2] = [(10_000, 100_000), (100_000, 1_000_000)];
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2015, 1, 5).unwrap();
/// Rows of a screen.
const PAGE: usize = 40;
/// Years of a sparkline.
const YEARS: std::ops::RangeInclusive<u16> = 2015..=2025;

fn main() {
    let arguments: Vec<u32> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    match arguments.as_slice() {
        [] => SIZES.into_iter().for_each(|(families, items)| measure(families, items)),
        sizes => sizes.chunks(2).for_each(|size| measure(size[0], size[1])),
    }
}

fn measure(families: u32, items: u32) {
    println!("\n{families} families, {items} items");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("views");
    let book = Book::of(&Plan::builtin());
    let entries = || (1..=u64::from(families + items)).map(move |seq| Ok::<_, ViewsError>(entry(seq, families)));
    let mut views = Views::rebuild(&path, entries(), &mut |_| ControlFlow::Continue(())).unwrap();

    let begun = Instant::now();
    views.count_figures(&book, &mut |_| ControlFlow::Continue(())).unwrap();
    println!("count from the items        {:>9.1} s", begun.elapsed().as_secs_f64());
    println!("amounts                     {:>9}", views.amounts().unwrap().iter().count());
    views.close().unwrap();
    let begun = Instant::now();
    let mut views = Views::open(&path).unwrap();
    println!("open with them              {:>9.1} ms", begun.elapsed().as_secs_f64() * 1e3);

    time("every figure of a year, with its years", || every(&views, &book, 2024));
    let behind = |measure: u8, tally: u8, from: &From| {
        let cell = Cell { measure: MeasureNo(measure), body: ALL_BODIES, tally, year: 2024, part: WHOLE };
        views.behind(cell, None, from, PAGE).unwrap()
    };
    let middle = behind(36, 0, &From::Start).rows.pop().map_or(From::Start, |row| From::After(row.cursor));
    time("items behind a figure, first page", || behind(36, 0, &From::Start).rows.len());
    time("items behind a figure, next page", || behind(36, 0, &middle).rows.len());
    time("items behind a figure, last page", || behind(36, 0, &From::End).rows.len());
    time("items that waited, first page", || behind(10, 1, &From::Start).rows.len());

    let mut seq = views.applied().0;
    let mut n = 0u32;
    time("one entry more", || {
        seq += 1;
        n = n.wrapping_add(7_919);
        let item = ItemId { family: FamilyId(n % families + 1), number: 1 };
        let step =
            Move { record: record(), ..Move::new(if n.is_multiple_of(2) { Verb::Reopen } else { Verb::Deliver }) };
        views.apply(&[body(seq, vec![Event::ItemMoved { item, step }])]).unwrap().items.len()
    });
    views.close().unwrap();

    let begun = Instant::now();
    let half = u64::from(families + items / 2);
    let found = Views::figures_of(&book, entries().take(half as usize), &mut |_| ControlFlow::Continue(())).unwrap();
    println!("as of the middle of them    {:>9.1} s   {} entries", begun.elapsed().as_secs_f64(), found.head);
}

/// Every tally of a year with its years, as F7 shows them.
fn every(views: &Views, book: &Book, year: u16) -> usize {
    let amounts = views.amounts().unwrap();
    let mut shown = 0;
    for page in book.pages() {
        for tally in (0u8..).take(page.tallies.len()) {
            let years = YEARS.filter(|other| *other <= year);
            shown +=
                years.filter_map(|year| reading::figure(book, amounts, page.measure, ALL_BODIES, tally, year)).count();
        }
    }
    shown
}

fn body(seq: u64, events: Vec<Event>) -> Entry {
    let at = DateTime::from_timestamp(1_425_168_000 + i64::try_from(seq).unwrap() * 60, 0).unwrap().fixed_offset();
    Entry { seq: Seq(seq), body: Body { at, actor: "liuyang".into(), command: "item".into(), token: None, events } }
}

/// Families first, then their items in the order of the years.
fn entry(seq: u64, families: u32) -> Entry {
    let n = u32::try_from(seq).unwrap() - 1;
    if n < families {
        let family = FamilyId(n + 1);
        let after = Some(Value::Number(500_119_100 + i64::from(n % 34)));
        let changes = vec![Change { field: Field::Township, since: None, before: None, after }];
        let facts = Event::FactsChanged { family, member: None, changes };
        return body(seq, vec![Event::FamilyAdded { family }, facts]);
    }
    let nth = n - families;
    let item = ItemId { family: FamilyId(nth % families + 1), number: nth / families + 1 };
    let chance = nth.wrapping_mul(2_654_435_761) >> 8;
    let opened = Event::ItemOpened {
        item,
        measure: MeasureNo(u8::try_from(chance % 65).unwrap() + 1),
        department: DepartmentNo(1),
        member: Some(MemberNo(1)),
        urgency: Urgency::Normal,
        opened: FIRST + Days::new(u64::from(chance % 3_900)),
        due: None,
        note: String::new(),
    };
    let mut events = vec![opened];
    if !chance.is_multiple_of(10) {
        let day = FIRST + Days::new(u64::from(chance % 3_900) + 20);
        let mut record = record();
        record.push(("paid_on".into(), day.to_string()));
        events.push(Event::ItemMoved { item, step: Move { record, ..Move::new(Verb::Deliver) } });
    }
    body(seq, events)
}

fn record() -> Vec<(String, String)> {
    vec![("amount".into(), "1200.00".into())]
}
