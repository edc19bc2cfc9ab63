//! Verdicts that are kept are those that a sweep finds, whatever happened to the register and however the days went by.

use super::merge::merging;
use super::office::{Office, step};
use crate::clock::Clock;
use crate::domain::command::{Command, Edit};
use crate::domain::gap::GapId;
use crate::domain::sweep::kept::{Kept, KeptList, State};
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, ItemId, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::policy::verdict::Truth;
use crate::service::answer::{Answer, EntitlementRow};
use crate::service::client::{Client, Order};
use crate::service::kept::since;
use crate::service::local::Local;
use crate::service::query::{EntitlementFilter, From, Page, Query};
use crate::service::sweep::totals::Totals;
use crate::service::sweep::{Swept, Wanted};
use crate::views::{self, KeptWanted};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

const TOWNSHIPS: [i64; 3] = [500_119_001, 500_119_100, 500_119_101];

/// Something that happens.
#[derive(Clone, Debug)]
enum Act {
    Family,
    Fact { family: u32, which: u8, value: u8 },
    Open { family: u32, measure: u8, member: u8 },
    Step { family: u32, item: u32, verb: usize },
    Undo { back: u64 },
    Merge { keep: u32, other: u32, take: bool },
    Days(u64),
    Quiet,
    Restart,
}

fn act() -> impl Strategy<Value = Act> {
    let few = 1..6u32;
    prop_oneof![
        2 => Just(Act::Family),
        4 => (few.clone(), 0..7u8, 0..4u8).prop_map(|(family, which, value)| Act::Fact { family, which, value }),
        4 => (few.clone(), 1..66u8, 0..4u8).prop_map(|(family, measure, member)| Act::Open { family, measure, member }),
        1 => (few.clone(), few.clone(), any::<bool>()).prop_map(|(keep, other, take)| Act::Merge { keep, other, take }),
        3 => (few, 1..4u32, 0..5usize).prop_map(|(family, item, verb)| Act::Step { family, item, verb }),
        1 => (0..4u64).prop_map(|back| Act::Undo { back }),
        1 => (1..400u64).prop_map(Act::Days),
        3 => Just(Act::Quiet),
        1 => Just(Act::Restart),
    ]
}

fn order(act: &Act, head: u64) -> Option<Order> {
    let command = match *act {
        Act::Fact { family, which, value } => {
            let number = i64::from(value);
            let edit = |member, field, value| Edit { member, field, since: None, value };
            let child = Some(MemberNo(3));
            let edit = match which {
                0 => edit(None, Field::Township, TOWNSHIPS.get(usize::from(value)).map(|code| Value::Number(*code))),
                1 => edit(child, Field::DisabilityGrade, Some(Value::Number(number + 1))),
                2 => edit(child, Field::Alive, (value > 0).then_some(Value::Flag(value > 1))),
                3 => edit(
                    Some(MemberNo(2)),
                    Field::BornOn,
                    NaiveDate::from_ymd_opt(1966 + i32::from(value) * 5, 12, 1).map(Value::Date),
                ),
                4 => edit(None, Field::TreatedAs, Some(Value::Choice(1 + value % 2))),
                5 => edit(
                    child,
                    Field::BornOn,
                    NaiveDate::from_ymd_opt(2004 + i32::from(value) * 5, 2, 1).map(Value::Date),
                ),
                _ => edit(Some(MemberNo(1)), Field::Alive, Some(Value::Flag(value > 0))),
            };
            Command::EditFamily { family: FamilyId(family), seen: None, edits: vec![edit], new_members: Vec::new() }
        }
        Act::Open { family, measure, member } => Command::OpenItem {
            family: FamilyId(family),
            measure: crate::ids::MeasureNo(measure),
            member: (member > 0).then_some(MemberNo(member)),
            department: None,
            urgency: None,
            due: None,
            period: None,
            note: String::new(),
        },
        Act::Step { family, item, verb } => {
            let verb = [Verb::Accept, Verb::Approve, Verb::Deliver, Verb::Withdraw, Verb::Decline][verb];
            return Some(step(ItemId { family: FamilyId(family), number: item }, verb));
        }
        Act::Undo { back } => Command::Undo { seq: Seq(head.saturating_sub(back).max(1)), reason: "填错".into() },
        Act::Merge { keep, other, take } => return Some(merging(FamilyId(keep), FamilyId(other), take)),
        Act::Family | Act::Days(_) | Act::Quiet | Act::Restart => return None,
    };
    Some(command.into())
}

/// What a sweep finds now.
fn swept(local: &Local, today: NaiveDate) -> (BTreeMap<FamilyId, Kept>, Totals) {
    let wanted = Wanted { township: None, as_of: today, lacking: true, since: Some(since(today)) };
    let (mut kept, mut totals) = (BTreeMap::new(), Totals::default());
    let mut tell = |swept: Swept, _, _| {
        totals.add(&swept);
        kept.insert(swept.family(), swept.kept());
        ControlFlow::Continue(())
    };
    assert!(local.sweep(wanted, &mut tell).unwrap());
    (kept, totals)
}

/// What is kept is what a sweep finds: records, lists, counts.
fn agree(office: &Office, local: &Local, today: NaiveDate) {
    let (found, totals) = swept(local, today);
    let views = local.store().views().unwrap();
    for family in views.families_after(FamilyId::DISTRICT, 100).unwrap() {
        assert_eq!(views.kept_of(family.id).unwrap().as_ref(), found.get(&family.id), "{}", family.id);
    }
    for township in [None, Some(0)].into_iter().chain(TOWNSHIPS.map(Some)) {
        let here = |kept: &&Kept| township.is_none_or(|code| code == i64::from(kept.township));
        let mut tally = crate::domain::sweep::kept::Tally::default();
        found.values().filter(here).for_each(|kept| tally.count(kept));
        assert_eq!(views.kept_tally(township), tally, "{township:?}");
        for list in KeptList::ALL {
            let mut stand: Vec<_> = found
                .iter()
                .filter(|(_, kept)| here(kept))
                .flat_map(|(family, kept)| {
                    let held = kept.held.iter().filter(|(.., state)| KeptList::of(*state) == list);
                    let held = held.map(|(measure, member, _)| (*family, *measure, *member));
                    let changed = kept.changes.iter().filter(|_| list == KeptList::Changed);
                    held.chain(changed.map(|change| (*family, change.measure, change.member))).collect::<Vec<_>>()
                })
                .collect();
            stand.sort_unstable();
            let measures = crate::service::kept::measures(&office.plan(), None, None);
            let wanted = KeptWanted { lists: vec![list], measures, township };
            assert_eq!(pages(local, &wanted, false), stand, "{list:?} {township:?}");
            stand.reverse();
            assert_eq!(pages(local, &wanted, true), stand, "{list:?} {township:?} backward");
        }
    }
    for townships in [vec![], vec![TOWNSHIPS[0]], TOWNSHIPS.to_vec()] {
        let here = |kept: &&Kept| townships.is_empty() || townships.contains(&i64::from(kept.township));
        let of = |(family, kept): (&FamilyId, &Kept)| {
            let place = |(member, waiting): &(MemberNo, u8)| (u8::MAX - waiting, *family, *member);
            kept.gaps.iter().map(place).collect::<Vec<_>>()
        };
        let mut lacking: Vec<_> = found.iter().filter(|(_, kept)| here(kept)).flat_map(of).collect();
        lacking.sort_unstable();
        let mut gaps: Vec<GapId> = lacking.into_iter().map(|(_, family, member)| GapId { family, member }).collect();
        let codes: Vec<u32> = townships.iter().map(|code| u32::try_from(*code).unwrap()).collect();
        assert_eq!(lacking_in(local, &codes, false), gaps, "{townships:?}");
        gaps.reverse();
        assert_eq!(lacking_in(local, &codes, true), gaps, "{townships:?} backward");
    }
    for (no, counts) in &totals.measures {
        let plan = office.plan();
        let tally = views.kept_tally(None);
        let of = tally.measures.get(no).copied().unwrap_or_default();
        let known = |state| u64::from(of.of(state));
        assert_eq!(known(State::Due), counts.without_item);
        assert_eq!(known(State::Open) + known(State::Done), counts.with_item);
        assert_eq!(known(State::Unknown), counts.unknown);
        assert_eq!(u64::from(tally.not_entitled(*no, plan.measure(*no).unwrap().subject)), counts.no, "{no}");
    }
}

type Stands = (FamilyId, crate::ids::MeasureNo, Option<MemberNo>);

/// A whole list, a few rows at a time.
fn pages(local: &Local, wanted: &KeptWanted, backward: bool) -> Vec<Stands> {
    let views = local.store().views().unwrap();
    let mut from = if backward { views::From::End } else { views::From::Start };
    let mut rows = Vec::new();
    loop {
        let mut page = views.kept_rows(wanted, &from, 7).unwrap();
        let (edge, more) = match backward {
            true => (page.rows.first().cloned(), page.more_before),
            false => (page.rows.last().cloned(), page.more_after),
        };
        if backward {
            page.rows.reverse();
        }
        rows.extend(page.rows.iter().map(|row| (row.family, row.measure, row.member)));
        assert_eq!(more, (rows.len() as u64) < page.total.unwrap());
        let Some(edge) = edge.filter(|_| more) else { return rows };
        from = if backward { views::From::Before(edge.cursor) } else { views::From::After(edge.cursor) };
    }
}

/// All of whom facts are lacking, a few at a time.
fn lacking_in(local: &Local, townships: &[u32], backward: bool) -> Vec<GapId> {
    let views = local.store().views().unwrap();
    let mut from = if backward { views::From::End } else { views::From::Start };
    let mut gaps = Vec::new();
    loop {
        let mut page = views.gaps(townships, &from, 5).unwrap();
        let more = if backward { page.more_before } else { page.more_after };
        if backward {
            page.rows.reverse();
        }
        gaps.extend(page.rows.iter().map(|row| row.gap));
        assert_eq!(more, (gaps.len() as u64) < page.total.unwrap());
        let Some(edge) = page.rows.last().cloned().filter(|_| more) else { return gaps };
        from = if backward { views::From::Before(edge.cursor) } else { views::From::After(edge.cursor) };
    }
}

fn quiet(local: &mut Local) {
    while local.idle() {}
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_a_sweep_finds(acts in proptest::collection::vec(act(), 1..40), early in any::<bool>()) {
        let office = Office::new();
        let mut today: NaiveDate = "2026-11-24".parse().unwrap();
        let mut local = office.open_with(Clock::pretending(today));
        if early {
            quiet(&mut local);
        }
        for act in &acts {
            match act {
                Act::Family => {
                    let number = local.store().journal().last().seq.0 as u32;
                    office.family(&mut local, number + 1);
                }
                Act::Quiet => drop(local.idle()),
                Act::Days(_) | Act::Restart => {
                    if let Act::Days(days) = act {
                        today = today + Days::new(*days);
                        local.close();
                    } else {
                        // As by kill -9.
                        drop(local);
                    }
                    local = office.open_with(Clock::pretending(today));
                }
                act => {
                    let head = local.store().journal().last().seq.0;
                    order(act, head).into_iter().for_each(|order| drop(local.execute(&[order])));
                }
            }
        }
        quiet(&mut local);
        agree(&office, &local, today);
        // What is in memory is what is on disk.
        local.close();
        let mut local = office.open_with(Clock::pretending(today));
        agree(&office, &local, today);
        // Whoever folds the views again has nothing kept, until it is swept again.
        local.store_mut().rebuild(&mut |_, _| {}).unwrap();
        prop_assert_eq!(local.store().views().unwrap().kept_mark(), None);
        quiet(&mut local);
        agree(&office, &local, today);
    }
}

fn rows(local: &mut Local, filter: &EntitlementFilter) -> Vec<EntitlementRow> {
    let query = Query::Entitlements { filter: filter.clone(), page: Page { from: From::Start, limit: 500 } };
    let Ok(Answer::Entitlements(rows)) = local.ask(&query) else { panic!("no rows") };
    rows.rows
}

#[test]
fn what_was_opened_is_due_no_more_at_the_next_question() {
    let office = Office::new();
    let mut local = office.open();
    let family = office.family(&mut local, 1);
    let due = EntitlementFilter { verdict: Some(Truth::Yes), without_item: true, as_kept: true, ..Default::default() };
    let before = rows(&mut local, &due);
    let Ok(Answer::Sweep(counts)) = local.ask(&Query::Sweep { township: None }) else { panic!("no counts") };
    assert!(counts.standing.unwrap().is_fresh());
    assert_eq!(counts.listed(KeptList::Due, |_| true), before.len() as u64);
    let first = before.first().unwrap();
    let member = first.member.map_or(0, |member| member.0);
    let id = office.plan().measure(first.measure).unwrap().id.clone();
    let mut opening = office.opening(family, &id, member);
    if let Command::OpenItem { member, .. } = &mut opening.command {
        *member = first.member;
    }
    local.execute(&[opening])[0].clone().unwrap();
    let after = rows(&mut local, &due);
    assert_eq!(after.len() + 1, before.len());
    assert!(!after.iter().any(|row| (row.measure, row.member) == (first.measure, first.member)));
    // Everything is new compared with last month.
    let changed = rows(&mut local, &EntitlementFilter { changed: true, as_kept: true, ..Default::default() });
    assert!(changed.iter().all(|row| row.change.is_some_and(|change| change.before.is_none())));
    assert!(changed.len() > before.len());
}

#[test]
fn another_plan_is_swept_from_the_beginning() {
    use crate::policy::plan::Plan;
    let office = Office::new();
    let mut local = office.open();
    office.family(&mut local, 1);
    quiet(&mut local);
    let mark = *local.store().views().unwrap().kept_mark().unwrap();
    local.close();
    let other = Plan::parse(&format!("{}\n# another\n", Plan::BUILTIN)).unwrap();
    let office = office.with_plan(other);
    let mut local = office.open();
    quiet(&mut local);
    let now = *local.store().views().unwrap().kept_mark().unwrap();
    assert_ne!(now.plan, mark.plan);
    agree(&office, &local, "2026-11-24".parse().unwrap());
}

#[test]
fn what_a_whole_sweep_found_can_be_kept_at_once() {
    let (office, today) = (Office::new(), "2026-11-24".parse().unwrap());
    let mut local = office.open();
    for number in 1..=5 {
        office.family(&mut local, number);
    }
    for again in 0..2 {
        let (found, _) = swept(&local, today);
        local.keep_all(found.into_iter().collect()).unwrap();
        assert!(local.kept_in_step().unwrap().is_some_and(|standing| standing.as_of == today));
        agree(&office, &local, today);
        // In step beside what is kept already, with another family, and one that is gone.
        office.family(&mut local, 9 + again);
        drop(local.execute(&[Command::Undo { seq: Seq(2), reason: "重复".into() }.into()]));
    }
}
