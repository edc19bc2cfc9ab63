//! One durable commit, as a clerk's key press makes it: decide, append, sync, fold, answer. Alone, and in groups that share a sync.
//! Beside it in the same run, on the same disk: the same change as one transaction of SQLite (WAL, `synchronous=FULL`), which neither
//! checks a rule nor chains a hash.
//!
//! `cargo bench --bench commit -- [COMMITS]`, 2,000 without a number, in the directory for temporary files: name another disk by TMPDIR.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

mod peer;

use fuzhu::clock::Clock;
use fuzhu::journal::Holder;
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::plan::Plan;
use fuzhu::service::client::{Client, Order};
use fuzhu::service::local::Local;
use fuzhu::service::store::{Opened, Store};
use peer::{TABLES, change, family, note, rate, timed};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Commands that share a sync in the second part.
const GROUP: usize = 64;

/// Times the two take turns, so that neither has the quieter moment.
const TURNS: usize = 4;

fn main() {
    let given = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let commits: usize = given.unwrap_or(2_000);
    let dir = tempfile::tempdir().unwrap();
    let mut local = office(&dir.path().join("fuzhu"));
    let mut peer = Peer::new(&dir.path().join("peer"));
    let (mut ours, mut theirs, mut next) = (Times::default(), Times::default(), 0);
    for _ in 0..TURNS {
        let numbers = next..next + commits / TURNS;
        next = numbers.end;
        ours.alone.extend(numbers.clone().map(|number| timed(|| ours_of(&mut local, number..number + 1))));
        theirs.alone.extend(numbers.map(|number| timed(|| peer.commit(number..number + 1))));
        for _ in 0..commits / TURNS / GROUP {
            let group = next..next + GROUP;
            next = group.end;
            ours.grouped.push(timed(|| ours_of(&mut local, group.clone())));
            theirs.grouped.push(timed(|| peer.commit(group)));
        }
    }
    ours.print("fuzhu");
    theirs.print("SQLite");
    local.close();
}

/// How long each commit took, alone and by the group.
#[derive(Default)]
struct Times {
    alone: Vec<Duration>,
    grouped: Vec<Duration>,
}

impl Times {
    fn print(mut self, who: &str) {
        let rate = |times: &[Duration], each: usize| rate(times.len() * each, times.iter().sum());
        let (alone, grouped) = (rate(&self.alone, 1), rate(&self.grouped, GROUP));
        self.alone.sort_unstable();
        let at = |share: usize| self.alone[(self.alone.len() * share / 100).min(self.alone.len() - 1)].as_micros();
        println!(
            "{who:<7} alone {alone:>6.0} commits/s, median {} us, p99 {} us; by {GROUP} {grouped:>6.0} commits/s",
            at(50),
            at(99)
        );
    }
}

/// A desk's service with one family.
fn office(dir: &Path) -> Local {
    let (store, _) = Store::open(dir, &Holder::default(), &mut |_, _| {}).unwrap();
    let (plan, calendar) = (Arc::new(Plan::builtin()), Arc::new(Calendar::built_in()));
    let mut local = Local::new(store, &Opened::default(), plan, calendar, Clock::system(), "clerk".into());
    local.execute(&[family()]).remove(0).unwrap();
    local
}

fn ours_of(local: &mut Local, numbers: std::ops::Range<usize>) {
    let orders: Vec<Order> = numbers.map(|number| note(format!("第 {number} 次"))).collect();
    assert!(local.execute(&orders).iter().all(Result::is_ok));
}

/// The same in SQLite: the entry, the family's record and a line of its timeline, in one transaction that is on disk when it returns.
struct Peer(Connection);

impl Peer {
    fn new(dir: &Path) -> Self {
        std::fs::create_dir(dir).unwrap();
        let peer = Connection::open(dir.join("db")).unwrap();
        peer.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").unwrap();
        peer.execute_batch(TABLES).unwrap();
        Peer(peer)
    }

    fn commit(&mut self, numbers: std::ops::Range<usize>) {
        let transaction = self.0.transaction().unwrap();
        numbers.for_each(|number| change(&transaction, number));
        transaction.commit().unwrap();
    }
}
