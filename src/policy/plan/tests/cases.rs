//! The table of cases (`plan/cases.toml`): for every measure somebody who gets it, somebody who does not, somebody of whom it is not
//! known yet and what is missing.

use super::*;
use crate::policy::verdict::Missing;
use std::collections::BTreeMap;
use toml::{Table, Value};

const CASES: &str = include_str!("../cases.toml");

/// The table of cases, and the common families by name.
fn table() -> (BTreeMap<String, String>, Table) {
    let mut cases: Table = CASES.parse().unwrap();
    let families = cases.remove("families").unwrap();
    let families =
        families.as_table().unwrap().iter().map(|(name, facts)| (name.clone(), facts.as_str().unwrap().into()));
    (families.collect(), cases)
}

fn sample(families: &BTreeMap<String, String>, text: &str) -> Sample {
    let (family, differs) = text.split_once(' ').unwrap_or((text, ""));
    Sample::new(families.get(family).unwrap_or_else(|| panic!("no family {family}"))).with(differs)
}

/// The names of what is missing, sorted.
pub(super) fn missing(verdict: &Verdict) -> Vec<String> {
    let name = |missing: &Missing| match missing {
        Missing::Fact { whose, field, .. } => format!("{}.{}", whose.key(), field.key()),
        Missing::Standard { key, .. } => key.clone(),
    };
    let mut names: Vec<String> = verdict.missing.iter().map(name).collect();
    names.sort();
    names
}

fn list<'t>(cases: &'t Value, kind: &str) -> &'t [Value] {
    cases.get(kind).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[test]
fn every_case_gets_its_verdict() {
    let plan = plan();
    let (families, table) = table();
    let mut wrong = Vec::new();
    for (measure, cases) in &table {
        for (kind, truth) in [("yes", Truth::Yes), ("no", Truth::No), ("unknown", Truth::Unknown)] {
            for case in list(cases, kind) {
                let (text, lacking) = match case {
                    Value::Array(pair) => (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()),
                    text => (text.as_str().unwrap(), ""),
                };
                let verdict = explain(&plan, measure, &sample(&families, text));
                let mut lacking: Vec<&str> = lacking.split_whitespace().collect();
                lacking.sort_unstable();
                if verdict.truth != truth || missing(&verdict) != lacking {
                    wrong.push(format!("{measure}: {text}: {} {:?}", verdict.truth.key(), missing(&verdict)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_measure_that_is_judged_has_all_three_kinds() {
    let (_, table) = table();
    let plan = plan();
    for measure in plan.measures() {
        let cases = table.get(&measure.id);
        let judged = measure.subject != Subject::District;
        assert_eq!(cases.is_some(), judged, "{}", measure.id);
        for kind in ["yes", "no", "unknown"] {
            assert!(!judged || !list(cases.unwrap(), kind).is_empty(), "{} has no case of {kind}", measure.id);
        }
    }
    assert!(table.keys().all(|id| plan.by_id(id).is_some()));
}

#[test]
fn whatever_is_missing_comes_with_the_paper_to_ask_for() {
    let plan = plan();
    let (families, table) = table();
    for (measure, cases) in &table {
        for case in list(cases, "unknown") {
            let verdict = explain(&plan, measure, &sample(&families, case[0].as_str().unwrap()));
            for missing in verdict.missing {
                if let Missing::Fact { field, paper, .. } = missing {
                    assert!(paper.is_some(), "no paper proves {}", field.key());
                }
            }
        }
    }
}
