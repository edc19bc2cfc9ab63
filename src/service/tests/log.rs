//! The journal read back: by family, item, person, day and command, forwards and backwards, a slice at a time.

use super::office::{Office, step};
use crate::domain::access::AccessCommand;
use crate::domain::command::Command;
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, ItemId, Seq};
use crate::service::answer::{Answer, LogRows};
use crate::service::client::{Client, Order};
use crate::service::local::Local;
use crate::service::query::Query;
use crate::service::query::log::{LogFilter, LogFrom};

fn page(local: &mut Local, filter: LogFilter, from: LogFrom, limit: usize) -> LogRows {
    match local.ask(&Query::Log { filter, from, limit }) {
        Ok(Answer::Log(rows)) => rows,
        other => panic!("{other:?}"),
    }
}

fn seqs(rows: &LogRows) -> Vec<u64> {
    rows.rows.iter().map(|row| row.seq.0).collect()
}

/// Every entry that fits, asked for page by page, one way and the other.
fn both_ways(local: &mut Local, filter: &LogFilter, limit: usize) -> Vec<u64> {
    let (mut onwards, mut backwards) = (Vec::new(), Vec::new());
    let mut after = Some(Seq(0));
    while let Some(from) = after {
        let rows = page(local, filter.clone(), LogFrom::After(from), limit);
        onwards.extend(seqs(&rows));
        after = rows.reached;
    }
    let mut before = Some(None);
    while let Some(from) = before {
        let rows = page(local, filter.clone(), LogFrom::Before(from), limit);
        backwards.splice(0..0, seqs(&rows));
        before = rows.reached.map(Some);
    }
    assert_eq!(onwards, backwards, "{filter:?}");
    onwards
}

#[test]
fn the_log_reads_back_what_was_done() {
    let office = Office::new();
    let mut local = office.open();
    let family = office.family(&mut local, 1);
    let other = office.family(&mut local, 2);
    let item = office.item(&mut local, family, "easy-care", 2);
    local.execute(&[step(item, Verb::Accept)]);
    let reveal = Command::Access(AccessCommand::Reveal { family: other, reason: "电话核对".into() });
    let actor = local.actor().to_string();
    local.execute_for(&[("wu", &[Order::from(reveal)])]);
    let any = LogFilter::default;
    let of_family = |family| LogFilter { family: Some(family), ..any() };
    let of_item = |item: ItemId| LogFilter { item: Some(item), ..any() };
    let command = |word: &str| LogFilter { command: Some(word.into()), ..any() };
    let by = |user: &str| LogFilter { by: Some(user.into()), ..any() };
    let day = |day: &str| day.parse().ok();
    let cases: [(LogFilter, &[u64]); 16] = [
        (any(), &[1, 2, 3, 4, 5]),
        (of_family(family), &[1, 3, 4]),
        (of_family(other), &[2, 5]),
        (of_item(item), &[3, 4]),
        (by(&actor), &[1, 2, 3, 4]),
        (by("wu"), &[5]),
        (LogFilter { by: Some("wu".into()), ..of_family(family) }, &[]),
        (command("item"), &[3, 4]),
        (command("item accept"), &[4]),
        (command("accept"), &[4]),
        (command("ite"), &[]),
        (LogFilter { looked: true, ..any() }, &[5]),
        (LogFilter { since: day("2026-11-25"), ..any() }, &[]),
        (LogFilter { until: day("2026-11-23"), ..any() }, &[]),
        (LogFilter { since: day("2026-11-24"), until: day("2026-11-24"), ..any() }, &[1, 2, 3, 4, 5]),
        (LogFilter { until: day("2026-11-23"), ..of_family(family) }, &[]),
    ];
    for (filter, expected) in cases {
        for limit in [1, 2, 50] {
            assert_eq!(both_ways(&mut local, &filter, limit), expected, "{filter:?}");
        }
    }
    let looks = page(&mut local, LogFilter { looked: true, ..any() }, LogFrom::Before(None), 5);
    let look = &looks.rows[0];
    assert_eq!((look.actor.as_str(), look.families.as_slice(), look.what.len()), ("wu", &[other][..], 1));
    let nobody = Query::Log { filter: of_family(FamilyId(99)), from: LogFrom::Before(None), limit: 1 };
    assert!(local.ask(&nobody).is_err());
}

#[test]
fn one_question_looks_at_so_much_of_the_journal_and_no_more() {
    let office = Office::new();
    let mut local = office.open();
    let family = office.family(&mut local, 1);
    let reveal = || Order::from(Command::Access(AccessCommand::Reveal { family, reason: "核对".into() }));
    let orders: Vec<Order> = (0..500).map(|_| reveal()).collect();
    for _ in 0..9 {
        assert!(local.execute(&orders).iter().all(Result::is_ok));
    }
    let rare = LogFilter { command: Some("family add".into()), ..LogFilter::default() };
    let first = page(&mut local, rare.clone(), LogFrom::Before(None), 50);
    assert_eq!((seqs(&first), first.reached), (vec![], Some(Seq(2_502))), "4,501 entries, of which 2,000 were read");
    let first = page(&mut local, rare.clone(), LogFrom::After(Seq(1)), 50);
    assert_eq!((seqs(&first), first.reached), (vec![], Some(Seq(2_001))));
    assert_eq!(both_ways(&mut local, &rare, 50), [1]);
    assert_eq!(both_ways(&mut local, &LogFilter::default(), 499), (1..=4_501).collect::<Vec<u64>>());
}
