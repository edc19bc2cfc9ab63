//! Whatever is done in whatever order: nobody is paid twice for a month.

use super::super::{Correction, Stage, State};
use super::*;
use crate::domain::batch::command::Said;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Deed {
    Draw(usize),
    List(usize),
    Freeze(usize),
    Send(usize),
    Paid(usize),
    Failed(usize),
    Bounced(usize),
    Correct(usize),
    Again(usize),
    Add(usize, usize, usize),
    Rule(usize, bool),
    Close(usize),
    Discard(usize),
    Born(usize, usize),
    Account(usize),
    ByHand(usize),
    Merge(usize, usize),
}

const PERIODS: [&str; 3] = ["2025-H2", "2026-H1", "2026-H2"];

fn deeds() -> impl Strategy<Value = Deed> {
    let n = 0usize..40;
    prop_oneof![
        3 => (0usize..3).prop_map(Deed::Draw),
        4 => n.clone().prop_map(Deed::List),
        4 => n.clone().prop_map(Deed::Freeze),
        4 => n.clone().prop_map(Deed::Send),
        9 => n.clone().prop_map(Deed::Paid),
        4 => n.clone().prop_map(Deed::Failed),
        2 => n.clone().prop_map(Deed::Bounced),
        4 => n.clone().prop_map(Deed::Correct),
        3 => n.clone().prop_map(Deed::Again),
        3 => (n.clone(), 0usize..3, 0usize..3).prop_map(|(a, b, c)| Deed::Add(a, b, c)),
        1 => (n.clone(), any::<bool>()).prop_map(|(a, hold)| Deed::Rule(a, hold)),
        1 => n.clone().prop_map(Deed::Close),
        1 => n.clone().prop_map(Deed::Discard),
        1 => (0usize..3, 0usize..12).prop_map(|(a, b)| Deed::Born(a, b)),
        1 => (0usize..3).prop_map(Deed::Account),
        1 => (0usize..3).prop_map(Deed::ByHand),
    ]
}

/// The same, and families that turn out to be one.
fn deeds_with_merges() -> impl Strategy<Value = Deed> {
    prop_oneof![24 => deeds(), 1 => (0usize..3, 0usize..3).prop_map(|(a, b)| Deed::Merge(a, b))]
}

/// What stands for each month of each family, be it under the number of one that went into it: paid, or at the bank.
fn given(world: &World) -> BTreeMap<(FamilyId, NaiveDate), i64> {
    let mut months = BTreeMap::new();
    for line in world.lines.values() {
        let at_the_bank =
            line.state() == State::In && matches!(world.batches[&line.batch].stage, Stage::Sent | Stage::Closed);
        let kept = world.families[&line.listed.family].into.as_ref().map_or(line.listed.family, |merged| merged.keep);
        for share in line.listed.shares.iter().filter(|_| at_the_bank || line.state() == State::Paid) {
            share.each().for_each(|month| *months.entry((kept, month)).or_default() += share.monthly.0);
        }
    }
    months
}

fn at<T: Copy>(all: &[T], n: usize) -> Option<T> {
    (!all.is_empty()).then(|| all[n % all.len()])
}

/// What a deed asks of the batches there are.
fn command(world: &World, deed: &Deed) -> Option<BatchCommand> {
    let batches: Vec<BatchId> = world.batches.keys().copied().collect();
    let lines: Vec<LineId> = world.lines.keys().copied().collect();
    let reason = || "原因".to_string();
    let back = |n: usize, outcome, bounced| Some(BatchCommand::Return { line: at(&lines, n)?, outcome, bounced });
    match deed {
        Deed::Draw(n) => {
            let measure = world.plan.by_id("allowance-payment")?.no;
            Some(BatchCommand::Draw { measure, period: period(PERIODS[*n]), department: None, note: String::new() })
        }
        Deed::List(n) => {
            let families = world.families.keys().copied().collect();
            Some(BatchCommand::List { batch: at(&batches, *n)?, families, whole: true })
        }
        Deed::Freeze(n) => Some(BatchCommand::Freeze { batch: at(&batches, *n)? }),
        Deed::Send(n) => Some(BatchCommand::Send { batch: at(&batches, *n)? }),
        Deed::Paid(n) => back(*n, Said::Paid(world.day()), false),
        Deed::Failed(n) => back(*n, Said::Failed(reason()), false),
        Deed::Bounced(n) => back(*n, Said::Failed("退汇".into()), true),
        Deed::Correct(n) => Some(BatchCommand::Correct(Correction {
            line: at(&lines, *n)?,
            account: None,
            bank: None,
            reason: reason(),
        })),
        Deed::Again(n) => Some(BatchCommand::Again { batch: at(&batches, *n)? }),
        Deed::Add(n, family, of) => Some(BatchCommand::Add {
            batch: at(&batches, *n)?,
            family: FamilyId(u32::try_from(*family).ok()? + 1),
            member: MOTHER,
            period: period(PERIODS[*of]),
        }),
        Deed::Rule(n, hold) => Some(BatchCommand::Rule { line: at(&lines, *n)?, hold: *hold, reason: reason() }),
        Deed::Close(n) => Some(BatchCommand::Close { batch: at(&batches, *n)? }),
        Deed::Discard(n) => Some(BatchCommand::Discard { batch: at(&batches, *n)?, reason: reason() }),
        Deed::Born(..) | Deed::Account(_) | Deed::ByHand(_) | Deed::Merge(..) => None,
    }
}

fn happen(world: &mut World, deed: &Deed) {
    let family = |n: &usize| {
        let id = FamilyId(u32::try_from(*n).unwrap() + 1);
        world.families[&id].into.as_ref().map_or(id, |merged| merged.keep)
    };
    match deed {
        Deed::Born(n, month) => {
            let on = Value::Date(day(&format!("2026-{:02}-15", month % 11 + 1)));
            let id = family(n);
            edit(world, id, None, Field::LaterBirthOn, None, Some(on));
        }
        Deed::Account(n) => {
            let account = format!("99990000777{:05}", world.entries.len());
            let id = family(n);
            edit(world, id, None, Field::Account, None, Some(Value::Text(account)));
        }
        Deed::ByHand(n) => {
            let id = family(n);
            drop(world.open(id, "allowance-payment", Some(1)));
        }
        Deed::Merge(keep, other) => {
            let (keep, other) = (family(keep), family(other));
            drop(super::merged::merge(world, keep, other));
        }
        _ => drop(command(world, deed).map(|command| batch(world, command))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nobody_is_paid_twice_for_a_month(deeds in proptest::collection::vec(deeds(), 1..90)) {
        let mut world = World::new();
        for _ in 0..3 {
            family(&mut world, None);
        }
        for deed in &deeds {
            happen(&mut world, deed);
            let mut months: BTreeMap<(FamilyId, NaiveDate), i64> = BTreeMap::new();
            for line in world.lines.values() {
                let stands = matches!(line.state(), State::In | State::Paid)
                    && world.batches[&line.batch].stage != Stage::Discarded
                    && (line.state() == State::Paid || world.batches[&line.batch].stage != Stage::Draft);
                for share in line.listed.shares.iter().filter(|_| stands) {
                    share.each().for_each(|month| *months.entry((line.listed.family, month)).or_default() += share.monthly.0);
                }
            }
            for (month, fen) in months {
                prop_assert!(fen <= 100_000, "{month:?} {fen} after {deed:?}");
            }
            // What a batch comes to is what its lines come to.
            for known in world.batches.values() {
                let mut totals = crate::domain::batch::Totals::default();
                world.lines.values().filter(|line| line.batch == known.id).for_each(|line| totals.replace(None, line));
                prop_assert_eq!(totals, known.totals);
            }
        }
    }

    /// Whatever had gone to the bank for two families before they were one is paid too much already; nothing is added to it.
    #[test]
    fn nobody_is_paid_twice_who_was_entered_twice(deeds in proptest::collection::vec(deeds_with_merges(), 1..90)) {
        let mut world = World::new();
        for _ in 0..3 {
            family(&mut world, None);
        }
        let mut before = given(&world);
        for deed in &deeds {
            happen(&mut world, deed);
            let now = given(&world);
            for (month, fen) in now.iter().filter(|_| !matches!(deed, Deed::Merge(..))) {
                let most = before.get(month).copied().unwrap_or(0).max(100_000);
                prop_assert!(*fen <= most, "{month:?} {fen} after {deed:?}");
            }
            before = now;
        }
    }
}
