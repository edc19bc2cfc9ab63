//! How long a call takes: what the benchmarks have in common.

use std::time::{Duration, Instant};

/// Prints how long the first call took, and the median and the longest of the following ones.
pub fn time(what: &str, mut call: impl FnMut() -> usize) {
    let mut took = Vec::new();
    let mut rows = 0;
    let begun = Instant::now();
    while took.len() < 3 || (took.len() < 400 && begun.elapsed() < Duration::from_secs(2)) {
        let begun = Instant::now();
        rows = std::hint::black_box(call());
        took.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let first = took.remove(0);
    took.sort_by(f64::total_cmp);
    let (median, longest) = (took[took.len() / 2], took[took.len() - 1]);
    println!("{what:<40}{median:>9.3} ms   first {first:>8.3}   longest {longest:>8.3}   {rows} rows");
}
