//! The service on a real directory: what is answered is on disk, what is personal is masked, what is damaged is folded again.

mod damage;
mod drill;
mod kept;
mod log;
mod merge;
pub(in crate::service) mod office;
mod paging;
mod schedule;
mod walk;

use super::answer::Answer;
use super::client::{Client, Order};
use super::query::log::{LogFilter, LogFrom};
use super::query::{EntitlementFilter, Page, Query, QueueFilter};
use crate::domain::command::{Command, Edit};
use crate::domain::workflow::{Status, Verb};
use crate::ids::{ItemId, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::policy::verdict::Truth;
use office::{ACCOUNT, CERTIFICATE, IDENTITY, Office, PHONE, step};

#[test]
fn what_was_answered_is_there_after_the_program_was_killed() {
    let office = Office::new();
    let item = {
        let mut local = office.open();
        let family = office.family(&mut local, 1);
        let item = office.item(&mut local, family, "health-record", 2);
        let done = local.execute(&[step(item, Verb::Accept)]);
        assert!(done[0].is_ok());
        // Dropped without being closed, as by kill -9.
        item
    };
    let mut local = office.open();
    let Ok(Answer::Item(page)) = local.ask(&Query::Item { item }) else { panic!("the item is gone") };
    assert_eq!(page.row.status, Status::Accepted);
    assert_eq!(page.steps.len(), 2);
    assert!(local.notices().is_empty(), "{:?}", local.notices());
}

#[test]
fn commands_of_a_group_see_each_other_and_are_refused_one_by_one() {
    let office = Office::new();
    let mut local = office.open();
    let family = office.family(&mut local, 1);
    let item = ItemId { family, number: 1 };
    let orders = [
        office.opening(family, "health-record", 2),
        office.opening(family, "health-record", 2),
        step(item, Verb::Accept),
        step(item, Verb::Close),
        office.opening(family, "health-record", 1),
    ];
    let answers = local.execute(&orders);
    let codes: Vec<&str> =
        answers.iter().map(|answer| answer.as_ref().map_or_else(|refusal| refusal.code(), |_| "done")).collect();
    assert_eq!(codes, ["done", "already-open", "done", "illegal-step", "done"]);
    let seqs: Vec<u64> = answers.iter().flatten().map(|done| done.seq.0).collect();
    assert_eq!(seqs, [2, 3, 4]);
}

#[test]
fn a_preview_says_what_would_happen_and_writes_nothing() {
    let office = Office::new();
    let mut local = office.open();
    let family = office.family(&mut local, 1);
    let item = ItemId { family, number: 1 };
    let orders = [office.opening(family, "health-record", 2), step(item, Verb::Accept), step(item, Verb::Resume)];
    let before = local.store().journal().last();
    let preview: Vec<bool> = local.preview(&orders).iter().map(Result::is_ok).collect();
    assert_eq!(preview, [true, true, false]);
    assert_eq!(local.store().journal().last(), before);
    assert!(local.ask(&Query::Item { item }).is_err());
    let done: Vec<bool> = local.execute(&orders).iter().map(Result::is_ok).collect();
    assert_eq!(done, preview);
}

#[test]
fn a_token_is_done_once_even_after_a_restart() {
    let office = Office::new();
    let family = office.family(&mut office.open(), 1);
    let order = Order { token: Some("desk-1/17".into()), ..office.opening(family, "easy-care", 2) };
    let (first, twin) = {
        let mut local = office.open();
        let answers = local.execute(&[order.clone(), order.clone()]);
        (answers[0].clone().unwrap(), answers[1].clone().unwrap())
    };
    assert!(!first.repeated && twin.repeated && twin.seq == first.seq);
    let mut local = office.open();
    let again = local.execute(&[order])[0].clone().unwrap();
    assert!(again.repeated);
    assert_eq!((again.seq, again.item), (first.seq, first.item));
    assert_eq!(local.store().journal().last().seq, Seq(2));
}

#[test]
fn undo_takes_back_the_last_of_this_clerk_and_shows_it_in_the_timeline() {
    let office = Office::new();
    let mut local = office.open();
    let family = office.family(&mut local, 1);
    let edit = Edit { member: None, field: Field::Note, since: None, value: Some(Value::Text("门口有狗".into())) };
    let command = Command::EditFamily { family, seen: None, edits: vec![edit], new_members: Vec::new() };
    local.execute(&[command.into()])[0].clone().unwrap();
    let last = local.last_own().unwrap();
    assert_eq!(last.seq, Seq(2));
    let undo = || Order::from(Command::Undo { seq: Seq(2), reason: "填错".into() });
    local.execute(&[undo()])[0].clone().unwrap();
    assert_eq!(local.execute(&[undo()])[0].as_ref().unwrap_err().code(), "already-undone");
    let Ok(Answer::Family(page)) = local.ask(&Query::Family { family }) else { panic!("no page") };
    assert!(page.timeline.iter().any(|row| row.seq == Seq(2) && row.withdrawn), "{:?}", page.timeline);
    assert!(!page.facts.iter().any(|(field, _)| *field == Field::Note));
    assert_eq!(local.last_own().unwrap().seq, Seq(1));
}

#[test]
fn a_clock_set_back_is_said() {
    let office = Office::new();
    let ahead = "2999-01-01".parse().unwrap();
    office.family(&mut office.open_with(crate::clock::Clock::pretending(ahead)), 1);
    let said = office.open_with(crate::clock::Clock::system()).notices();
    assert!(said.iter().any(|notice| notice.en.contains("2999-01-01") && notice.zh.contains("2999-01-01")), "{said:?}");
    // A drill on another day is no clock set back.
    let drill = crate::clock::Clock::pretending("2020-05-06".parse().unwrap());
    assert!(office.open_with(drill).notices().is_empty());
}

#[test]
fn a_stale_form_is_told_so() {
    let office = Office::new();
    let mut local = office.open();
    let family = office.family(&mut local, 1);
    let item = office.item(&mut local, family, "easy-care", 2);
    let Ok(Answer::Item(page)) = local.ask(&Query::Item { item }) else { panic!("no page") };
    local.execute(&[step(item, Verb::Accept)])[0].clone().unwrap();
    let stale =
        Command::MoveItem { item, seen: Some(page.row.version), step: crate::domain::event::Move::new(Verb::Approve) };
    assert_eq!(local.execute(&[stale.into()])[0].as_ref().unwrap_err().code(), "stale");
}

/// Every question there is, asked of a store full of secrets.
#[test]
fn nothing_personal_leaves_the_service_unmasked() {
    let office = Office::new();
    let mut local = office.open();
    let family = office.family(&mut local, 1);
    office.item(&mut local, family, "health-record", 2);
    let page = || Page::first(50);
    let filter = QueueFilter::default;
    let questions = [
        Query::Overview,
        Query::Queue { filter: filter(), page: page() },
        Query::Deadlines { filter: filter(), page: page() },
        Query::Families { township: None, page: page() },
        Query::Search { text: "王".into(), limit: 10 },
        Query::Search { text: IDENTITY.into(), limit: 10 },
        Query::Search { text: PHONE.into(), limit: 10 },
        Query::Family { family },
        Query::Item { item: ItemId { family, number: 1 } },
        Query::Entitlements {
            filter: EntitlementFilter { explain: true, ..EntitlementFilter::default() },
            page: page(),
        },
        Query::Log { filter: LogFilter::default(), from: LogFrom::Before(None), limit: 50 },
        Query::Log {
            filter: LogFilter { family: Some(family), ..LogFilter::default() },
            from: LogFrom::Before(None),
            limit: 50,
        },
        Query::Reviews { kind: None, page: page() },
    ];
    for question in questions {
        let shown = format!("{:?}", local.ask(&question).unwrap_or_else(|refusal| panic!("{question:?}: {refusal:?}")));
        for secret in [IDENTITY, CERTIFICATE, PHONE, ACCOUNT] {
            assert!(!shown.contains(secret), "{question:?} shows {secret}");
        }
    }
    let Ok(Answer::Families(found)) = local.ask(&Query::Search { text: "0015".into(), limit: 10 }) else { panic!() };
    assert_eq!(found.rows.len(), 1, "the last digits still find the family");
}

#[test]
fn entitlements_page_by_page_are_those_of_one_page() {
    let office = Office::new();
    let mut local = office.open();
    for number in 1..=30 {
        office.family(&mut local, number);
    }
    let filter = EntitlementFilter {
        measure: Some(office.measure("health-record")),
        verdict: Some(Truth::Yes),
        ..EntitlementFilter::default()
    };
    let mut all = |from, limit| {
        let query = Query::Entitlements { filter: filter.clone(), page: Page { from, limit } };
        match local.ask(&query) {
            Ok(Answer::Entitlements(rows)) => rows,
            other => panic!("{other:?}"),
        }
    };
    let whole = all(super::query::From::Start, 500);
    assert!(whole.rows.len() >= 60, "{}", whole.rows.len());
    let mut forward = Vec::new();
    let mut from = super::query::From::Start;
    loop {
        let page = all(from, 7);
        from = super::query::From::After(page.rows.last().unwrap().cursor.clone());
        forward.extend(page.rows);
        if !page.more_after {
            break;
        }
    }
    assert_eq!(forward, whole.rows);
    let last = all(super::query::From::End, 7);
    assert!(last.more_before && !last.more_after);
    assert_eq!(last.rows, whole.rows[whole.rows.len() - last.rows.len()..]);
}
