//! Thousands of power cuts: what was confirmed is there, in order, and the journal always opens.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::super::medium::{Fail, Memory};
use super::super::*;

/// One life between two power cuts.
#[derive(Clone, Debug)]
struct Life {
    /// Lengths of the payloads of each append; zero bytes only, if asked, so that sectors of zeros are nothing special.
    appends: Vec<(Vec<usize>, bool)>,
    settle_every: usize,
    power_cut_after: u64,
    failure: Option<(usize, Fail)>,
    eager: bool,
    /// Whether it ends with the program only, and the power stays.
    killed: bool,
    seed: u64,
}

fn life() -> impl Strategy<Value = Life> {
    let append = (prop::collection::vec(0usize..1500, 1..5), any::<bool>());
    let fail =
        prop_oneof![(0usize..900).prop_map(Fail::Write), Just(Fail::Sync), Just(Fail::SyncNames), Just(Fail::Truncate)];
    let failure = prop::option::weighted(0.3, (0usize..12, fail));
    let ends = (any::<bool>(), prop::bool::weighted(0.2), any::<u64>());
    (prop::collection::vec(append, 1..12), 1usize..5, 0u64..40, failure, ends).prop_map(
        |(appends, settle_every, power_cut_after, failure, (eager, killed, seed))| Life {
            appends,
            settle_every,
            power_cut_after,
            failure,
            eager,
            killed,
            seed,
        },
    )
}

/// What has been confirmed, and what was under way when the power went.
#[derive(Default)]
struct Promise {
    confirmed: Vec<Vec<u8>>,
    open: Vec<Vec<u8>>,
}

/// Lives until the power goes; gives what is found on disk afterwards.
fn live(memory: &Memory, limits: Limits, life: &Life, promise: &mut Promise) -> Memory {
    memory.cut_power_after(life.power_cut_after);
    if life.eager {
        memory.write_back_eagerly();
    }
    if let Ok((mut journal, _)) = Journal::start(memory.clone(), limits) {
        for (round, (lengths, zeros)) in life.appends.iter().enumerate() {
            if let Some((_, failure)) = life.failure.filter(|(at, _)| *at == round) {
                memory.fail(failure);
            }
            let number = promise.confirmed.len();
            let byte = if *zeros { 0 } else { u8::try_from(number % 250).unwrap() + 1 };
            let group: Vec<Vec<u8>> = lengths.iter().map(|length| vec![byte; *length]).collect();
            match journal.append(&group) {
                Ok(_) => promise.confirmed.extend(group),
                // Without power even the taking back of a failed write is uncertain.
                Err(JournalError::Uncertain(_)) => promise.open = group,
                Err(_) => {}
            }
            if round % life.settle_every == 0 {
                journal.settle();
            }
        }
    }
    if life.killed { memory.copy() } else { memory.restart(life.seed) }
}

/// What is found must be what was confirmed, and perhaps the beginning of what was under way.
fn keeps(memory: &Memory, limits: Limits, promise: &mut Promise) {
    let (journal, opening) = Journal::start(memory.clone(), limits).expect("a power cut is no damage");
    assert!(opening.notices.len() <= 1);
    let found: Vec<Vec<u8>> = journal.read_from(Seq::NONE).map(|frame| frame.unwrap().payload).collect();
    assert!(found.starts_with(&promise.confirmed), "{} confirmed, {} found", promise.confirmed.len(), found.len());
    let more = &found[promise.confirmed.len()..];
    assert!(promise.open.starts_with(more), "found something that was never appended");
    promise.confirmed = found;
    promise.open = Vec::new();
}

#[test]
fn ten_thousand_power_cuts_lose_nothing() {
    let lives = prop::collection::vec(life(), 5);
    let limits = (300u64..6000, 0u64..8000)
        .prop_map(|(segment_bytes, checked_at_open_bytes)| Limits { segment_bytes, checked_at_open_bytes });
    let mut runner = TestRunner::new(Config { cases: 2000, failure_persistence: None, ..Config::default() });
    runner
        .run(&(limits, lives), |(limits, lives)| {
            let mut promise = Promise::default();
            let mut memory = Memory::new();
            for life in lives {
                memory = live(&memory, limits, &life, &mut promise);
                keeps(&memory, limits, &mut promise);
            }
            Ok(())
        })
        .unwrap();
}

/// How far the head file on disk may lag behind, whatever the power cut left.
#[test]
fn the_head_file_is_never_far_behind() {
    let memory = Memory::new();
    let limits = Limits { segment_bytes: 3000, checked_at_open_bytes: 0 };
    let (mut journal, _) = Journal::start(memory.clone(), limits).unwrap();
    let on_disk = || (0..8).map(|seed| vouch::read_head(&memory.restart(seed)).unwrap().unwrap().seq.0).min().unwrap();
    for number in 1..=3 * u64::from(limits::HEAD_SYNC_GROUPS) {
        journal.append(&[[1; 20]]).unwrap();
        let newest = *segment::list(&memory).unwrap().last().unwrap();
        let least = (number + 1).saturating_sub(u64::from(limits::HEAD_SYNC_GROUPS)).max(newest.0 - 1);
        assert!(on_disk() >= least, "after {number} the head file may say {}", on_disk());
    }
    journal.settle();
    assert_eq!(on_disk(), journal.last().seq.0);
}

#[test]
fn opening_brings_the_head_file_up_to_date() {
    let memory = Memory::new();
    let (mut journal, _) = Journal::start(memory.clone(), Limits::default()).unwrap();
    let old = memory.bytes("head");
    journal.append(&["one"]).unwrap();
    let last = journal.last();
    drop(journal);
    memory.set_bytes("head", old);
    Journal::start(memory.clone(), Limits::default()).unwrap();
    for seed in 0..8 {
        assert_eq!(vouch::read_head(&memory.restart(seed)).unwrap(), Ok(last));
    }
}
