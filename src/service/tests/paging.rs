//! Lists that are found while they are read: page by page in either direction, and from the middle, they are the same list.

use super::office::Office;
use crate::domain::batch::BatchCommand;
use crate::domain::batch::tests::identity;
use crate::domain::command::{Command, Fact};
use crate::domain::member::Role;
use crate::domain::rhythm::ComingKind;
use crate::ids::FamilyId;
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::service::answer::batch::BatchAnswer;
use crate::service::answer::rhythm::RhythmAnswer;
use crate::service::answer::{Answer, Rows};
use crate::service::client::Client;
use crate::service::local::Local;
use crate::service::query::batch::BatchQuery;
use crate::service::query::rhythm::RhythmQuery;
use crate::service::query::{Cursor, From, Page, Query};
use chrono::NaiveDate;
use std::ops::ControlFlow;

/// A widowed mother on the allowance, born in this year of the sixties; whoever has no account is left out of every batch.
fn mother(local: &mut Local, number: u32, account: bool) -> FamilyId {
    let text = |field, text: &str| Fact::new(field, Value::Text(text.into()));
    let mut facts =
        vec![text(Field::CaseNumber, &format!("NC-{number}")), Fact::new(Field::TreatedAs, Value::Choice(1))];
    if account {
        facts.push(text(Field::Account, &format!("99990000{number:08}")));
    }
    let born = NaiveDate::from_ymd_opt(1966 + i32::try_from(number % 5).unwrap(), 1 + number % 12, 10).unwrap();
    let person = vec![
        text(Field::Name, "李秀英"),
        Fact::new(Field::Role, Role::Mother.value()),
        Fact::new(Field::Alive, Value::Flag(true)),
        // A bank takes nobody without an identity number, which says the day of birth itself.
        match account {
            true => text(Field::IdentityNumber, &identity(number as usize)),
            false => Fact::new(Field::BornOn, Value::Date(born)),
        },
        Fact::new(Field::YearlyReviewPassed, Value::Flag(true)),
        Fact::new(Field::SpecialAllowance, Value::Choice(2)),
    ];
    let child = vec![
        text(Field::Name, "王小满"),
        Fact::new(Field::Role, Role::Child.value()),
        Fact::new(Field::Alive, Value::Flag(false)),
    ];
    let command = Command::AddFamily { facts, members: vec![person, child] };
    local.execute(&[command.into()])[0].clone().unwrap().family.unwrap()
}

/// Walks a list in pages of two in either direction, and from each of its rows on: always the same rows.
fn agrees<T: Clone + PartialEq + std::fmt::Debug>(
    mut ask: impl FnMut(Page) -> Rows<T>,
    cursor: fn(&T) -> &Cursor,
) -> Vec<T> {
    let mut walked = |mut from: From, forward: bool, limit: usize| {
        let mut all: Vec<T> = Vec::new();
        for _ in 0..1_000 {
            let found = ask(Page { from, limit });
            let edge = if forward { found.rows.last() } else { found.rows.first() };
            let next = found.reached.clone().or_else(|| edge.map(|row| cursor(row).clone()));
            let more = if forward { found.more_after } else { found.more_before };
            if forward {
                all.extend(found.rows)
            } else {
                all.splice(0..0, found.rows).for_each(drop)
            }
            match next.filter(|_| more) {
                Some(next) if forward => from = From::After(next),
                Some(next) => from = From::Before(next),
                None => return all,
            }
        }
        panic!("it does not end");
    };
    let whole = walked(From::Start, true, 500);
    assert_eq!(walked(From::Start, true, 2), whole);
    assert_eq!(walked(From::End, false, 2), whole);
    for (at, row) in whole.iter().enumerate() {
        assert_eq!(walked(From::At(cursor(row).clone()), true, 2), whole[at..]);
        assert_eq!(walked(From::Before(cursor(row).clone()), false, 2), whole[..at]);
    }
    whole
}

#[test]
fn accounts_that_do_not_come_out_even() {
    let office = Office::new();
    let mut local = office.open();
    for number in 1..=9 {
        mother(&mut local, number, number == 1 || number == 6);
    }
    let uneven = |local: &mut Local, page| {
        let measure = office.measure("allowance-payment");
        match local.ask(&Query::Batch(BatchQuery::Uneven { measure, page })).unwrap() {
            Answer::Batch(BatchAnswer::Accounts(rows)) => rows,
            other => panic!("{other:?}"),
        }
    };
    assert!(uneven(&mut local, Page::first(9)).rows.is_empty(), "no batch was settled: nothing is owed by one");
    let draw = BatchCommand::Draw {
        measure: office.measure("allowance-payment"),
        period: "2026-H2".parse().unwrap(),
        department: None,
        note: String::new(),
    };
    let batch = local.execute(&[Command::Batch(draw).into()])[0].clone().unwrap().batch.unwrap();
    local.list_batch(batch, &mut |_, _| ControlFlow::Continue(())).unwrap();
    local.execute(&[Command::Batch(BatchCommand::Freeze { batch }).into()])[0].clone().unwrap();
    let all = agrees(|page| uneven(&mut local, page), |row| &row.cursor);
    let families: Vec<u32> = all.iter().map(|row| row.balance.family.0).collect();
    assert_eq!(families, [2, 3, 4, 5, 7, 8, 9], "those who are owed and have no line to be paid by");
}

#[test]
fn what_comes_in_some_months() {
    let office = Office::new();
    let mut local = office.open();
    (1..=14).for_each(|number| _ = mother(&mut local, number, false));
    let mut of = |kind, first: &str, last: &str| {
        let (first, last) = (first.parse().unwrap(), last.parse().unwrap());
        agrees(
            |page| match local.ask(&Query::Rhythm(RhythmQuery::ComingIn { first, last, kind, page })).unwrap() {
                Answer::Rhythm(RhythmAnswer::Coming(rows)) => rows,
                other => panic!("{other:?}"),
            },
            |row| &row.cursor,
        )
    };
    let all = of(None, "2026-01-01", "2031-12-31");
    assert!(all.len() > 6, "{all:?}");
    assert!(all.iter().all(|row| row.on >= "2026-11-24".parse().unwrap()), "what is past is passed over");
    let old = of(Some(ComingKind::OldAge), "2026-11-24", "2031-12-31");
    assert!(!old.is_empty() && old.iter().all(|row| row.coming.key() == ComingKind::OldAge.key()), "{old:?}");
    let month = of(None, "2027-03-01", "2027-03-31");
    let within = |row: &&crate::service::answer::rhythm::ComingRow| row.on.to_string().starts_with("2027-03");
    assert_eq!(month.len(), all.iter().filter(within).count());
}
