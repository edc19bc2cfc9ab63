//! How fast the invented history streams: entries a second and the memory it took, at three sizes.
//!
//! `cargo bench --bench demo` for all three, `cargo bench --bench demo -- 100000 1000000` for one of families and items.

#![expect(clippy::print_stdout, reason = "a measurement is printed")]

use chrono::NaiveDate;
use fuzhu::demo::{Spec, histories};
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::division::Directory;
use fuzhu::policy::plan::Plan;
use std::time::Instant;

const SIZES: [(u32, u32); 3] = [(1_500, 9_000), (10_000, 100_000), (100_000, 1_000_000)];

fn main() {
    let given: Vec<u32> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = match given.as_slice() {
        [families, items] => vec![(*families, *items)],
        _ => SIZES.to_vec(),
    };
    for (families, items) in sizes {
        measure(families, items);
    }
}

fn measure(families: u32, items: u32) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
    let (plan, calendar) = (Plan::builtin(), Calendar::built_in());
    let spec = Spec { items, ..Spec::of(families, today) };
    let started = Instant::now();
    let mut history = histories(&spec, &plan, &calendar, Directory::built_in());
    let first = history.next().map(|_| started.elapsed());
    let bodies = history.count() + usize::from(first.is_some());
    let taken = started.elapsed();
    println!(
        "{families:>7} families {items:>8} items: {bodies:>8} entries in {:.2} s, {:.0} a second, the first after {:.1} ms, {} KiB at most",
        taken.as_secs_f64(),
        bodies as f64 / taken.as_secs_f64(),
        first.unwrap_or_default().as_secs_f64() * 1000.0,
        peak_memory().unwrap_or_else(|| "?".into()),
    );
}

/// The most memory the process has held, where the system tells.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.to_string())
}
