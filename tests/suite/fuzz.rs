//! The short form of `cargo bench --bench fuzz`: every parser of bytes from outside, some thousands of inputs, always the same ones.

#[path = "../fuzz/mod.rs"]
mod parsers;

use parsers::{run, targets};

/// Inputs of the cheapest target; the dearer have fewer.
const INPUTS: u64 = 1_500;

#[test]
fn no_input_makes_a_parser_panic_or_break_its_word() {
    let mut broken = Vec::new();
    for target in targets() {
        let outcome = run(&target, (INPUTS / target.dear).max(2), 20_261_124);
        if !outcome.sound {
            broken.push(format!("{} does not take its own samples", target.name));
        }
        if let Some(one) = outcome.broken {
            broken.push(format!("{} input {}: {}\n  {}", target.name, one.input, one.said, one.hex()));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn what_breaks_is_found_and_cut_down() {
    let target = parsers::Target {
        name: "breaks",
        dear: 1,
        corpus: || vec![b"a long sample of many bytes".to_vec()],
        check: |bytes| {
            assert!(!bytes.contains(&0), "a zero");
            true
        },
    };
    let broken = run(&target, 10_000, 1).broken.expect("one of so many has a zero");
    assert_eq!((broken.hex().as_str(), broken.said.as_str()), ("00", "a zero"));
}
