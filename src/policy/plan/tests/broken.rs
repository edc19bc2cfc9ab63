//! Plans that are broken on purpose (`plan/broken/*.toml`): each is refused with exactly the faults that its own comments name, all at
//! once, each at its line, and nothing is loaded.
//!
//! `#! SENTENCE` at the end of a line: that line must be refused with this sentence. `#!+3 SENTENCE`: the third line below must be.

use super::*;
use crate::text::Lang;

const SOUND: &str = include_str!("../broken/sound.toml");

const BROKEN: &[(&str, &str)] = &[
    ("emergency", include_str!("../broken/emergency.toml")),
    ("empty", include_str!("../broken/empty.toml")),
    ("figures", include_str!("../broken/figures.toml")),
    ("keys", include_str!("../broken/keys.toml")),
    ("not-toml", include_str!("../broken/not-toml.toml")),
    ("references", include_str!("../broken/references.toml")),
    ("rules", include_str!("../broken/rules.toml")),
];

/// The faults that a file's comments name: line and sentence.
fn named(text: &str) -> Vec<(usize, &str)> {
    let mut named = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for sentence in line.split("#!").skip(1) {
            let (below, sentence) = match sentence.strip_prefix('+').and_then(|rest| rest.split_once(' ')) {
                Some((below, sentence)) => (below.parse().unwrap(), sentence),
                None => (0, sentence),
            };
            named.push((at + 1 + below, sentence.trim()));
        }
    }
    named
}

#[test]
fn each_is_refused_with_its_faults() {
    for (name, text) in BROKEN {
        let faults = Plan::parse(text).err().unwrap_or_else(|| panic!("{name} was taken"));
        let mut unnamed: Vec<(usize, String)> = faults.iter().map(|fault| (fault.line, fault.to_string())).collect();
        let mut unfound = Vec::new();
        for (line, sentence) in named(text) {
            match unnamed.iter().position(|(at, said)| *at == line && said.contains(sentence)) {
                Some(at) => drop(unnamed.remove(at)),
                None => unfound.push((line, sentence)),
            }
        }
        assert!(unnamed.is_empty() && unfound.is_empty(), "{name}\nnot found: {unfound:#?}\nnot named: {unnamed:#?}");
    }
}

#[test]
fn the_same_plan_unbroken_is_taken() {
    let plan = Plan::parse(SOUND).unwrap();
    assert_eq!(plan.measures().len(), 1);
    assert_eq!(plan.judge(MeasureNo(1), &Sample::new("child.alive=no").case()), Truth::Yes);
}

#[test]
fn a_fault_reads_well_in_both_languages() {
    let text = SOUND.replace("child.alive = no", "child.aliv = no");
    let fault = Plan::parse(&text).unwrap_err().remove(0);
    assert_eq!(
        fault.sentence(Lang::Zh),
        "第 25 行第 9 列（rule.in_plan.rule）：“child.aliv”：成员没有“aliv”这一登记项，是否为“alive”？"
    );
    assert_eq!(
        fault.sentence(Lang::En),
        "line 25, column 9 (rule.in_plan.rule): “child.aliv”: no field of a person is called “aliv”; is “alive” meant?"
    );
}

#[test]
fn every_fault_has_a_chinese_sentence() {
    for (name, text) in BROKEN.iter().filter(|(name, _)| *name != "not-toml") {
        for fault in Plan::parse(text).unwrap_err() {
            assert!(!fault.fault.sentence(Lang::Zh).is_ascii(), "{name}: {fault}");
            assert_ne!(fault.fault.sentence(Lang::Zh), fault.fault.sentence(Lang::En));
        }
    }
}

#[test]
fn a_file_without_end_is_not_read() {
    let faults = Plan::parse(&"# \n".repeat(600_000)).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].fault, PlanFault::TooLong);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, ..Default::default() })]

    /// A plan with any part cut out or doubled is refused or taken, but never makes the reader panic.
    #[test]
    fn no_damage_makes_the_reader_panic(from in 0usize..4_000, length in 0usize..400, doubled in proptest::bool::ANY) {
        let letters: Vec<char> = SOUND.chars().collect();
        let (from, to) = (from.min(letters.len()), (from + length).min(letters.len()));
        let rest = if doubled { &letters[from..] } else { &letters[to..] };
        let text: String = letters[..from].iter().chain(rest).chain(&letters[from..to]).collect();
        if let Err(faults) = Plan::parse(&text) {
            proptest::prop_assert!(!faults.is_empty());
        }
    }
}
