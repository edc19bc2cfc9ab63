//! What the table of measures asks for (`tests/fixtures/measures/asked.toml`), held against the plan: a field, a figure, a clock or a body
//! that is missing fails, and so does one that is there without a reason.

use super::*;
use std::collections::BTreeSet;
use toml::{Table, Value};

const ASKED: &str = include_str!("../../../../tests/fixtures/measures/asked.toml");

/// Pairs of texts under a key; none where it is not there.
fn pairs(row: &Table, key: &str) -> Vec<(String, String)> {
    let list = row.get(key).map_or(&[][..], |list| list.as_array().expect("a list"));
    let text = |pair: &Value, at: usize| pair[at].as_str().expect("two texts").to_string();
    list.iter().map(|pair| (text(pair, 0), text(pair, 1))).collect()
}

fn clock(limit: TimeLimit) -> String {
    let within = match limit.within {
        Within::WorkingDays(days) => format!("{} working days", days.0),
        Within::Hours(hours) => format!("{} hours", hours.0),
        Within::YearDay { month, day } => format!("by {month:02}-{day:02}"),
        Within::BeforeFestival { days, .. } => format!("{days} days before the festival"),
        Within::Open => "none".into(),
    };
    if limit.proposal { within } else { format!("{within}, stated by the plan") }
}

/// What the plan has and the row does not speak of, and what the row speaks of and the plan does not have.
fn differ(what: &str, has: &BTreeSet<String>, told: &BTreeSet<String>) -> Vec<String> {
    let lacking = told.difference(has).map(|one| format!("{what} {one} is asked for and not in the plan"));
    let extra = has.difference(told).map(|one| format!("{what} {one} is in the plan and not asked for"));
    lacking.chain(extra).collect()
}

fn compare(plan: &Plan, measure: &Measure, row: &Table) -> Vec<String> {
    let text = |key: &str| row[key].as_str().expect("a text").to_string();
    let word = |key: &str| row[key][1].as_str().expect("two texts").to_string();
    let mut wrong = Vec::new();
    let mut same = |what: &str, has: String, told: String| {
        if has != told {
            wrong.push(format!("{what}: the plan has {has}, the table {told}"));
        }
    };
    same("who", plan.department(measure.department()).unwrap().id.clone(), text("who"));
    same("clause", measure.clause.clone(), text("clause"));
    same("comes", measure.rhythm.key().into(), word("comes"));
    same("urgent", measure.urgency.key().into(), word("urgent"));
    same("clock", clock(measure.limit), text("clock"));
    // A text in brackets says where the thing is instead.
    let named = |key: &str| {
        let asked = pairs(row, key).into_iter().map(|(_, ours)| ours);
        asked.filter(|ours| !ours.starts_with('(')).collect::<Vec<_>>()
    };
    let mut own: BTreeSet<String> = pairs(row, "more").into_iter().map(|(key, _)| key).collect();
    for ours in named("record") {
        match ours.split_once('.') {
            Some((register, key)) => {
                let found = plan.registers().iter().find(|one| one.id == register);
                if !found.is_some_and(|one| one.fields.iter().any(|field| field == key)) {
                    wrong.push(format!("no register has {ours}"));
                }
            }
            None => drop(own.insert(ours)),
        }
    }
    wrong.extend(differ("the field", &measure.record.iter().cloned().collect(), &own));
    let mut told: BTreeSet<String> = named("figures").into_iter().collect();
    told.extend(pairs(row, "more_figures").into_iter().map(|(title, _)| title));
    let figures = measure.tally.iter().map(|tally| tally.title.zh.clone()).collect();
    wrong.extend(differ("the figure", &figures, &told));
    wrong.iter().map(|line| format!("{}: {line}", measure.id)).collect()
}

#[test]
fn every_measure_asks_for_what_the_table_asks() {
    let plan = Plan::builtin();
    let table: Table = ASKED.parse().unwrap();
    assert_eq!(table.len(), plan.measures().len());
    let wrong: Vec<String> = plan
        .measures()
        .iter()
        .flat_map(|measure| match table.get(&measure.id).and_then(Value::as_table) {
            Some(row) => compare(&plan, measure, row),
            None => vec![format!("{} is not in the table", measure.id)],
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever is there beyond the table says why in a few words.
#[test]
fn whatever_is_more_has_a_reason() {
    let table: Table = ASKED.parse().unwrap();
    for (id, row) in &table {
        for key in ["more", "more_figures"] {
            for (ours, why) in pairs(row.as_table().unwrap(), key) {
                assert!(why.len() > 5, "{id}: {ours}");
            }
        }
    }
}

/// Nothing is delivered with an empty record, and the day by which the year is told is always written.
#[test]
fn every_delivery_must_say_something() {
    let plan = Plan::builtin();
    for measure in plan.measures() {
        assert!(!measure.required.is_empty(), "{} can be delivered with an empty record", measure.id);
        assert!(measure.required.iter().all(|key| measure.record.contains(key)), "{}", measure.id);
        // Three are told by a day that need not have come: they then count on the day of delivery.
        let may_lack = ["subsidy-first", "adoption-first", "allowance-application"].contains(&measure.id.as_str());
        let told = measure.counted_on.as_ref().is_none_or(|key| measure.required.contains(key));
        assert_eq!(told, !may_lack, "{}", measure.id);
    }
}
