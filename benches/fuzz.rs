//! Every parser of bytes from outside, fed with samples changed by chance: whether it panics or breaks its word, and how many inputs a
//! second it takes.
//!
//! `cargo bench --bench fuzz -- [TARGET] RUNS [SEED]`: all targets without a name, 100,000 runs without a number, a seed of chance
//! without one; it is printed. Dear targets make a part of the runs. Ends with status 1 when something broke.

#![expect(clippy::print_stdout, reason = "it prints what it found")]
#![expect(clippy::expect_used, reason = "a target that cannot make its samples may stop")]

#[path = "../tests/fuzz/mod.rs"]
mod parsers;

use parsers::{Outcome, Target, run, targets};
use std::process::ExitCode;

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let mut numbers = given.iter().filter_map(|word| word.parse::<u64>().ok());
    let runs = numbers.next().unwrap_or(100_000);
    let seed = numbers.next().unwrap_or_else(|| u64::from(std::process::id()));
    let named = given.iter().find(|word| word.parse::<u64>().is_err());
    let targets: Vec<Target> =
        targets().into_iter().filter(|target| named.is_none_or(|name| name == target.name)).collect();
    if targets.is_empty() {
        println!("no such target");
        return ExitCode::FAILURE;
    }
    println!("seed {seed}");
    // What a panic says is printed with the input that caused it.
    std::panic::set_hook(Box::new(|_| {}));
    let mut whole = true;
    for target in targets {
        let outcome = run(&target, (runs / target.dear).max(1), seed);
        whole &= outcome.broken.is_none() && outcome.sound;
        print(&target, &outcome);
    }
    if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[expect(clippy::cast_precision_loss, reason = "a rate is rounded anyway")]
fn print(target: &Target, outcome: &Outcome) {
    let rate = outcome.inputs as f64 / outcome.took.as_secs_f64().max(1e-9);
    let longest = outcome.longest.as_secs_f64() * 1_000.0;
    let Outcome { inputs, accepted, .. } = outcome;
    println!("{:<10} {inputs:>9} inputs {accepted:>9} accepted {rate:>9.0} /s  longest {longest:>7.1} ms", target.name);
    if !outcome.sound {
        println!("  it does not take its own samples");
    }
    if !outcome.slow.is_empty() {
        println!("  slow: inputs {:?}", outcome.slow);
    }
    if let Some(broken) = &outcome.broken {
        println!("  input {} breaks it: {}\n  {}", broken.input, broken.said, broken.hex());
    }
}
