//! Figures that are kept are what the history makes, whatever happens, and lead to the items behind them.

use super::super::store::Way;
use super::super::*;
use super::model::Model;
use super::random::{self, Deed};
use super::story::Story;
use crate::domain::emergency::Emergency;
use crate::domain::event::Event;
use crate::domain::figure::book::{Book, What};
use crate::domain::figure::case::is_behind as emergency_is_behind;
use crate::domain::figure::ledger::Ledger;
use crate::domain::figure::mark::is_behind;
use crate::domain::figure::row::is_behind as row_is_behind;
use crate::domain::figure::{ALL_BODIES, Cell, WHOLE};
use crate::domain::workflow::Verb;
use crate::ids::{EmergencyId, ItemId, MeasureNo, RowId};
use crate::policy::plan::{Count, OfRows, Plan};
use chrono::Days;
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::path::Path;

/// Measures that between them have every kind of tally: allowance, condolence, visits, standing, funding, an emergency, the yearly report, health records with their register.
const MEASURES: [u8; 9] = [36, 52, 54, 57, 1, 53, 65, 40, 39];

/// The history with measures, records and years of many kinds.
fn varied(deeds: &[Deed]) -> Story {
    let mut story = random::tell(deeds);
    for entry in &mut story.entries {
        let n = entry.seq.0;
        entry.body.at = entry.body.at + Days::new(n * 97 % 1500);
        for event in &mut entry.body.events {
            match event {
                Event::ItemOpened { item, measure, opened, .. } => {
                    *measure = MeasureNo(MEASURES[(item.number as usize + item.family.0 as usize) % MEASURES.len()]);
                    *opened = entry.body.at.date_naive();
                }
                Event::ItemMoved { step, .. } if step.verb == Verb::Deliver => {
                    let day = |back: u64| (entry.body.at.date_naive() - Days::new(back)).to_string();
                    let pairs = [
                        ("amount", format!("{}.50", n * 10)),
                        ("paid_on", day(n % 400)),
                        ("died_on", day(n % 500)),
                        ("visited_on", day(n % 3)),
                        ("contact_on", day(n % 30)),
                        ("checked_on", day(0)),
                        ("sent_on", day(n % 9)),
                        ("year", (2013 + n % 5).to_string()),
                        ("allowance_kind", if n % 2 == 0 { "died" } else { "unheard-of" }.to_string()),
                        ("refused", if n % 3 == 0 { "yes" } else { "no" }.to_string()),
                        ("persons_died", (n % 7).to_string()),
                    ];
                    // Now and then something was not recorded.
                    let kept = pairs.into_iter().enumerate().filter(|(at, _)| !(n + *at as u64).is_multiple_of(5));
                    step.record = kept.map(|(_, (key, text))| (key.to_string(), text)).collect();
                }
                _ => {}
            }
        }
    }
    story
}

fn on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn kept(dir: &Path, story: &Story, book: &Book, counted_after: usize, group: usize) -> Views {
    let mut views = Views::create(dir).unwrap();
    let (before, after) = story.entries.split_at(counted_after.min(story.entries.len()));
    views.apply(before).unwrap();
    assert!(views.count_figures(book, &mut on).unwrap());
    after.chunks(group).for_each(|entries| _ = views.apply(entries).unwrap());
    assert!(!views.count_figures(book, &mut on).unwrap(), "counted already");
    views
}

fn rows(views: &Views) -> Vec<store::Row> {
    views.store.scan(&(Vec::new()..vec![u8::MAX]), Way::Forward, usize::MAX).unwrap()
}

/// The figures as one would add them up at the end, item by item.
fn naive(model: &Model, book: &Book) -> Ledger {
    let mut ledger = Ledger::new(book.clone());
    for item in model.items.values() {
        if let Some(family) = model.families.get(&item.id.family) {
            ledger.add(item, family);
        }
    }
    for row in model.rows.values() {
        ledger.add_row(row, row.owner.family().and_then(|family| model.families.get(&family)));
    }
    for one in model.emergencies.values() {
        ledger.add_emergency(one, model.families.get(&one.family()));
    }
    ledger
}

fn all_behind(views: &Views, cell: Cell, limit: usize, backward: bool) -> Vec<ItemId> {
    let mut found = Vec::new();
    let mut from = if backward { From::End } else { From::Start };
    loop {
        let page = views.behind(cell, None, &from, limit).unwrap();
        let ids: Vec<ItemId> = page.rows.iter().map(|row| row.item.id).collect();
        let more = if backward { page.more_before } else { page.more_after };
        let edge = if backward { page.rows.first() } else { page.rows.last() };
        let next = edge.map(|row| row.cursor.clone());
        if backward {
            found.splice(0..0, ids);
        } else {
            found.extend(ids);
        }
        if !more {
            return found;
        }
        let next = next.or(page.reached).unwrap();
        from = if backward { From::Before(next) } else { From::After(next) };
    }
}

fn rows_behind(views: &Views, cell: Cell, limit: usize) -> Vec<RowId> {
    let mut found = Vec::new();
    let mut from = From::Start;
    loop {
        let page = views.entered_behind(cell, None, &from, limit).unwrap();
        found.extend(page.rows.iter().map(|row| row.row.id));
        let next = page.rows.last().map(|row| row.cursor.clone()).or(page.reached);
        match next.filter(|_| page.more_after) {
            Some(next) => from = From::After(next),
            None => return found,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn figures_kept_are_the_figures_of_the_history(
        deeds in random::deeds(60), counted_after in 0usize..40, group in 1usize..9
    ) {
        let dir = tempfile::tempdir().unwrap();
        let book = Book::of(&Plan::builtin());
        let story = varied(&deeds);
        let kept = kept(&dir.path().join("kept"), &story, &book, counted_after, group);
        let model = Model::of(&story.entries);
        let wanted = naive(&model, &book);
        prop_assert_eq!(kept.amounts(), Some(wanted.amounts()));

        let entries = || story.entries.iter().cloned().map(Ok::<_, ViewsError>);
        let folded = Views::figures_of(&book, entries(), &mut on).unwrap();
        prop_assert!(kept.figures_agree(&folded));
        prop_assert_eq!(folded.head, story.head());

        let mut rebuilt = Views::rebuild(&dir.path().join("rebuilt"), entries(), &mut on).unwrap();
        rebuilt.count_figures(&book, &mut on).unwrap();
        prop_assert_eq!(rows(&kept), rows(&rebuilt));
        prop_assert_eq!(kept.fingerprint(), rebuilt.fingerprint());

        let amounts = kept.amounts().cloned();
        kept.close().unwrap();
        let mut again = Views::open(&dir.path().join("kept")).unwrap();
        prop_assert_eq!(again.amounts(), amounts.as_ref());
        while !again.check_some(7).unwrap().done {}
        // Another plan counts otherwise; the first one then counts as it did.
        again.count_figures(&Book::default(), &mut on).unwrap();
        again.count_figures(&book, &mut on).unwrap();
        prop_assert_eq!(rows(&again), rows(&rebuilt));
    }

    #[test]
    fn a_figure_leads_to_its_items(deeds in random::deeds(60), limit in 1usize..5) {
        let dir = tempfile::tempdir().unwrap();
        let book = Book::of(&Plan::builtin());
        let story = varied(&deeds);
        let views = kept(&dir.path().join("kept"), &story, &book, 0, 4);
        let model = Model::of(&story.entries);
        for measure in MEASURES.map(MeasureNo) {
            let page = book.page(measure).unwrap();
            for (tally, counted) in (0..).zip(&page.tallies) {
                for year in [2014, 2015, 2017] {
                    let cell = Cell { measure, body: ALL_BODIES, tally, year, part: WHOLE };
                    let wanted: Vec<ItemId> = model.items.values()
                        .filter(|item| model.families.get(&item.id.family).is_some_and(|family| is_behind(&book, item, family, cell, None)))
                        .map(|item| item.id)
                        .collect();
                    prop_assert_eq!(&all_behind(&views, cell, limit, false), &wanted, "{:?}", cell);
                    prop_assert_eq!(&all_behind(&views, cell, limit, true), &wanted, "{:?}", cell);
                    // What is counted one by one is as many as there are items behind it.
                    if let (What::Count(Count::Cases | Count::Opened | Count::Declined, _), None) = (&counted.what, &counted.apart) {
                        prop_assert_eq!(views.amounts().unwrap().get(cell), wanted.len() as i64);
                    }
                    if let (What::Count(Count::Waiting | Count::Overdue, _), None) = (&counted.what, &counted.apart) {
                        let waiting = views.amounts().unwrap().up_to(cell).get(&WHOLE).copied().unwrap_or(0);
                        prop_assert_eq!(waiting, wanted.len() as i64);
                    }
                }
            }
        }
    }

    #[test]
    fn a_figure_of_rows_leads_to_its_rows(deeds in random::deeds(60), limit in 1usize..5) {
        let dir = tempfile::tempdir().unwrap();
        let book = Book::of(&Plan::builtin());
        let story = varied(&deeds);
        let views = kept(&dir.path().join("kept"), &story, &book, 0, 4);
        let model = Model::of(&story.entries);
        let plan = Plan::builtin();
        let made_of_rows = plan.measures().iter().flat_map(|measure| {
            let tallies = book.page(measure.no).map(|page| page.tallies.clone()).unwrap_or_default();
            (0..).zip(tallies).map(|(tally, counted)| (measure.no, tally, counted)).collect::<Vec<_>>()
        });
        for (measure, tally, counted) in made_of_rows {
            let What::Rows { register, of, .. } = &counted.what else { continue };
            for year in [2014, 2015, 2016] {
                let cell = Cell { measure, body: ALL_BODIES, tally, year, part: WHOLE };
                let behind = |row: &crate::domain::register::Row| {
                    let family = row.owner.family().and_then(|family| model.families.get(&family));
                    row.register == *register && row_is_behind(&book, row, family, cell, None)
                };
                let wanted = model.written(behind);
                let rows = rows_behind(&views, cell, limit);
                prop_assert_eq!(rows.len(), wanted.len(), "{:?}", cell);
                prop_assert!(rows.iter().all(|row| wanted.contains(row)), "{:?}", cell);
                // What is counted one by one is as many as there are rows behind it.
                let amounts = views.amounts().unwrap();
                match (of, &counted.apart) {
                    (OfRows::Dated, None) => prop_assert_eq!(amounts.get(cell), wanted.len() as i64),
                    (OfRows::Standing(_) | OfRows::Stale { .. }, None) => {
                        let standing = amounts.up_to(cell).get(&WHOLE).copied().unwrap_or(0);
                        prop_assert_eq!(standing, wanted.len() as i64);
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn a_figure_of_emergencies_leads_to_them(deeds in random::deeds(60), limit in 1usize..5) {
        let dir = tempfile::tempdir().unwrap();
        let book = Book::of(&Plan::builtin());
        let story = varied(&deeds);
        let views = kept(&dir.path().join("kept"), &story, &book, 0, 4);
        let model = Model::of(&story.entries);
        for (measure, tally, _) in book.of_emergencies() {
            for year in [2014, 2015, 2016, 2017] {
                let cell = Cell { measure, body: ALL_BODIES, tally, year, part: WHOLE };
                let behind = |one: &&Emergency| {
                    emergency_is_behind(&book, one, model.families.get(&one.family()), cell)
                };
                let wanted: Vec<EmergencyId> = model.emergencies.values().filter(behind).map(|one| one.id).collect();
                let mut found = Vec::new();
                let mut from = From::Start;
                loop {
                    let page = views.emergencies_behind(cell, &from, limit).unwrap();
                    found.extend(page.rows.iter().map(|row| row.emergency.id));
                    let next = page.rows.last().map(|row| row.cursor.clone()).or(page.reached);
                    match next.filter(|_| page.more_after) {
                        Some(next) => from = From::After(next),
                        None => break,
                    }
                }
                prop_assert_eq!(&found, &wanted, "{:?}", cell);
                prop_assert_eq!(views.amounts().unwrap().get(cell), wanted.len() as i64);
            }
        }
    }
}
