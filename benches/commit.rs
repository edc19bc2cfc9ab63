//! One durable commit, as a clerk's key press makes it: decide, append, sync, fold, answer. Alone, and in groups that share a sync.
//!
//! `cargo bench --bench commit -- [COMMITS]`, 2,000 without a number, in the directory for temporary files: name another disk by TMPDIR.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

use fuzhu::clock::Clock;
use fuzhu::domain::command::{Command, Edit, Fact};
use fuzhu::ids::FamilyId;
use fuzhu::journal::Holder;
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::field::Field;
use fuzhu::policy::plan::Plan;
use fuzhu::policy::value::Value;
use fuzhu::service::client::{Client, Order};
use fuzhu::service::local::Local;
use fuzhu::service::store::{Opened, Store};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Commands that share a sync in the second part.
const GROUP: usize = 64;

fn main() {
    let given = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let commits: usize = given.unwrap_or(2_000);
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = Store::open(dir.path(), &Holder::default(), &mut |_, _| {}).unwrap();
    let (plan, calendar) = (Arc::new(Plan::builtin()), Arc::new(Calendar::built_in()));
    let mut local = Local::new(store, &Opened::default(), plan, calendar, Clock::system(), "clerk".into());
    let name = Fact::new(Field::Name, Value::Text("王建国".into()));
    let add = Command::AddFamily { facts: Vec::new(), members: vec![vec![name]] };
    local.execute(&[add.into()]).remove(0).unwrap();
    let mut times: Vec<Duration> = (0..commits).map(|number| timed(&mut local, &[note(number)])).collect();
    let all: Duration = times.iter().sum();
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_micros();
    println!("alone      {:>8.0} commits/s   median {} us   p99 {} us", rate(commits, all), at(50), at(99));
    let groups = commits.div_ceil(GROUP);
    let orders = |group: usize| (0..GROUP).map(|at| note(commits + group * GROUP + at)).collect::<Vec<_>>();
    let all: Duration = (0..groups).map(|group| timed(&mut local, &orders(group))).sum();
    println!("by {GROUP:>4}    {:>8.0} commits/s", rate(groups * GROUP, all));
    local.close();
}

fn note(number: usize) -> Order {
    let value = Some(Value::Text(format!("第 {number} 次")));
    let edit = Edit { member: None, field: Field::Note, since: None, value };
    Command::EditFamily { family: FamilyId(1), seen: None, edits: vec![edit], new_members: Vec::new() }.into()
}

fn timed(local: &mut Local, orders: &[Order]) -> Duration {
    let begun = Instant::now();
    let answers = local.execute(orders);
    let took = begun.elapsed();
    assert!(answers.iter().all(Result::is_ok));
    took
}

#[expect(clippy::cast_precision_loss, reason = "a rate is rounded anyway")]
fn rate(commits: usize, time: Duration) -> f64 {
    commits as f64 / time.as_secs_f64()
}
