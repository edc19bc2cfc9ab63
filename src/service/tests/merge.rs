//! A family that went into another one is owed nothing by itself any more, and what it was given counts for the one that is kept.

use super::office::{Office, step};
use crate::domain::command::Command;
use crate::domain::event::Move;
use crate::domain::merge::MergeCommand;
use crate::domain::review::{Spot, Who};
use crate::domain::sweep::kept::State;
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, ItemId, MemberNo, Seq};
use crate::service::answer::rhythm::RhythmAnswer;
use crate::service::answer::{Answer, FamilyPage};
use crate::service::client::{Client, Order};
use crate::service::local::Local;
use crate::service::query::Query;
use crate::views::{Area, From};
use std::ops::ControlFlow;

/// One family goes into another, which keeps what it has, or takes what the other has.
pub fn merging(keep: FamilyId, other: FamilyId, take: bool) -> Order {
    let all = vec![Spot { who: Who::Everybody, field: None }];
    let (take, hold) = if take { (all, Vec::new()) } else { (Vec::new(), all) };
    Command::Merge(MergeCommand { keep, other, seen: None, take, hold, reason: "同一户登记两次".into() }).into()
}

fn done(local: &mut Local, order: Order) -> Seq {
    local.execute(&[order])[0].clone().unwrap().seq
}

fn opened(local: &mut Local) -> u64 {
    local.open_what_comes_round(false, &mut |_, _| ControlFlow::Continue(())).unwrap().total().new
}

/// Quiet moments, until nothing is left to be done in them.
fn rest(local: &mut Local) {
    while local.idle() {}
}

fn page(local: &mut Local, family: FamilyId) -> FamilyPage {
    match local.ask(&Query::Family { family }).unwrap() {
        Answer::Family(page) => *page,
        other => panic!("{other:?}"),
    }
}

/// Items that stand under a family's own number.
fn own(local: &Local, family: FamilyId) -> Vec<ItemId> {
    local.store().views().unwrap().items_of(family, 1_000).unwrap().iter().map(|item| item.id).collect()
}

fn delivered(local: &mut Local, office: &Office, family: FamilyId) -> ItemId {
    let care = office.measure("daily-care");
    let items = local.store().views().unwrap().items_of(family, 1_000).unwrap();
    let item = items.iter().find(|item| item.measure == care).unwrap().id;
    done(local, step(item, Verb::Accept));
    let record = [("contact_way", "home"), ("contact_on", "2026-11-20"), ("helper", "zhou")];
    let record = record.map(|(key, value)| (key.to_string(), value.to_string())).to_vec();
    let reason = "其余待补".to_string();
    let step = Move { record, reason, ..Move::new(Verb::Deliver) };
    done(local, Command::MoveItem { item, seen: None, step }.into());
    item
}

#[test]
fn the_schedule_opens_nothing_for_it_and_nothing_again_for_the_kept_one() {
    let office = Office::new();
    let mut local = office.open();
    let (keep, other) = (office.family(&mut local, 1), office.family(&mut local, 2));
    // The other family was given its duties first, the kept one had none of them yet.
    assert!(opened(&mut local) > 0);
    let (before, theirs) = (own(&local, keep).len(), own(&local, other));
    let seq = done(&mut local, merging(keep, other, false));
    assert_eq!(opened(&mut local), 0);
    assert_eq!((own(&local, keep).len(), own(&local, other)), (before, theirs.clone()));
    let shown: Vec<ItemId> = page(&mut local, keep).items.iter().map(|row| row.item).collect();
    assert!(theirs.iter().all(|item| shown.contains(item)));
    // Asking by its number leads to the kept one.
    assert_eq!(page(&mut local, other).row.family, keep);
    done(&mut local, Command::Undo { seq, reason: "误操作".into() }.into());
    assert_eq!(opened(&mut local), 0);
    assert_eq!(page(&mut local, other).row.family, other);
}

#[test]
fn contact_with_it_is_contact_with_the_kept_one_and_nothing_is_owed_to_it() {
    let office = Office::new();
    let mut local = office.open();
    let (keep, other) = (office.family(&mut local, 1), office.family(&mut local, 2));
    opened(&mut local);
    delivered(&mut local, &office, other);
    let last = |local: &mut Local| page(local, keep).row.account.contact.last;
    assert_eq!(last(&mut local), None);
    done(&mut local, merging(keep, other, false));
    assert_eq!(last(&mut local), Some("2026-11-24".parse().unwrap()));
    let listed = local.store().views().unwrap().families(&Area::District, &From::Start, 10).unwrap();
    assert_eq!(listed.rows.iter().map(|row| row.family.id).collect::<Vec<_>>(), [keep]);
}

#[test]
fn it_is_in_no_sweep_and_its_items_are_the_kept_ones() {
    let office = Office::new();
    let mut local = office.open();
    let (keep, other) = (office.family(&mut local, 1), office.family(&mut local, 2));
    let item = office.item(&mut local, other, "follow-up", 1);
    done(&mut local, merging(keep, other, false));
    rest(&mut local);
    let kept = |local: &Local, family| local.store().views().unwrap().kept_of(family).unwrap();
    assert_eq!(kept(&local, other), None);
    let follow = office.measure("follow-up");
    let state = |local: &Local| {
        let held = kept(local, keep).unwrap().held;
        held.iter()
            .find(|(measure, member, _)| (*measure, *member) == (follow, Some(MemberNo(1))))
            .map(|(.., state)| *state)
    };
    assert_eq!(state(&local), Some(State::Open));
    let withdrawal = Move { reason: "重复".into(), ..Move::new(Verb::Withdraw) };
    done(&mut local, Command::MoveItem { item, seen: None, step: withdrawal }.into());
    rest(&mut local);
    assert_eq!(state(&local), Some(State::Due), "what becomes of its items changes the verdicts of the kept one");
    let RhythmAnswer::Coming(coming) = coming(&mut local) else { panic!() };
    assert!(coming.rows.iter().all(|row| row.family == keep));
}

fn coming(local: &mut Local) -> RhythmAnswer {
    use crate::service::query::Page;
    use crate::service::query::rhythm::RhythmQuery;
    match local.ask(&Query::Rhythm(RhythmQuery::Coming { months: 240, page: Page::first(100) })).unwrap() {
        Answer::Rhythm(answer) => answer,
        other => panic!("{other:?}"),
    }
}
