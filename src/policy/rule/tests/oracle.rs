//! The judging held against brute force: random rules over a few facts, every completion of what is not known tried one by one.

use super::*;
use crate::policy::verdict::{Missing, Truth};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The facts that random rules ask for, with every value each can have.
const FACTS: [(&str, &[&str]); 5] = [
    ("child.alive", &["yes", "no"]),
    ("child.disability_grade", &["0", "1", "2", "3", "4"]),
    ("family.treated_as", &["urban", "rural"]),
    ("family.hukou", &["urban", "rural", "unified"]),
    ("family.wants_adopt", &["yes", "no"]),
];

fn leaf() -> impl Strategy<Value = String> {
    let one = |(name, values): (&'static str, &'static [&'static str])| {
        let subset = proptest::sample::subsequence(values, 1..=values.len());
        (subset, any::<bool>()).prop_map(move |(values, except)| {
            format!("{name} {} [{}]", if except { "not in" } else { "in" }, values.join(", "))
        })
    };
    prop_oneof![
        proptest::sample::select(&FACTS[..]).prop_flat_map(one),
        (0..5, proptest::sample::select(vec!["<", "<=", "=", "!=", ">=", ">"]))
            .prop_map(|(grade, relation)| format!("child.disability_grade {relation} {grade}")),
        Just("recorded(family.treated_as)".to_string()),
    ]
}

fn rules() -> impl Strategy<Value = String> {
    leaf().prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" and "))),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" or "))),
            inner.prop_map(|part| format!("not ({part})")),
        ]
    })
}

/// Every way in which the facts can be, those that are known being as they are.
fn completions(known: &[Option<&str>]) -> Vec<Vec<&'static str>> {
    let mut all: Vec<Vec<&'static str>> = vec![Vec::new()];
    for ((_, values), known) in FACTS.iter().zip(known) {
        let open = |value: &&&'static str| known.is_none_or(|known| known == **value);
        let extended = |begun: &Vec<&'static str>| {
            let begun = begun.clone();
            values.iter().filter(open).map(move |value| [&begun[..], &[*value]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(extended).collect();
    }
    all
}

/// Judges a completion. What `recorded` says stays as it was, so its leaf is written as what it says.
fn judged(text: &str, values: &[&str], was_recorded: bool) -> Truth {
    let fixed = if was_recorded { "child.alive in [yes, no]" } else { "child.alive not in [yes, no]" };
    let facts: Vec<String> = FACTS.iter().zip(values).map(|((name, _), value)| format!("{name}={value}")).collect();
    let rule = rule(&text.replace("recorded(family.treated_as)", fixed));
    rule.judge(&terms(), &Sample::new(&facts.join(" ")).case())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_verdict_is_definite_exactly_where_every_completion_agrees(
        text in rules(),
        picks in proptest::collection::vec(proptest::option::of(0usize..5), 5)
    ) {
        let known: Vec<Option<&str>> =
            FACTS.iter().zip(&picks).map(|((_, values), pick)| pick.and_then(|at| values.get(at).copied())).collect();
        let facts: Vec<String> = FACTS.iter().zip(&known)
            .filter_map(|((name, _), value)| value.map(|value| format!("{name}={value}")))
            .collect();
        let verdict = verdict(&text, &facts.join(" "));

        let ways = completions(&known);
        let truths: Vec<Truth> = ways.iter().map(|way| judged(&text, way, known[2].is_some())).collect();
        prop_assert!(truths.iter().all(|truth| truth.is_definite()));
        let wanted = if truths.iter().all(|truth| *truth == truths[0]) { truths[0] } else { Truth::Unknown };
        prop_assert_eq!(verdict.truth, wanted, "{} / {}", text, facts.join(" "));

        // Missing is exactly what can change the verdict: two completions that differ in this fact alone come out differently.
        let mut deciding = BTreeSet::new();
        for (way, truth) in ways.iter().zip(&truths) {
            for (other, other_truth) in ways.iter().zip(&truths) {
                let differs: Vec<usize> = (0..FACTS.len()).filter(|at| way[*at] != other[*at]).collect();
                if let ([at], true) = (differs.as_slice(), truth != other_truth) {
                    deciding.insert(FACTS[*at].0.to_string());
                }
            }
        }
        let missing: BTreeSet<String> = verdict.missing.iter().filter_map(|missing| match missing {
            Missing::Fact { whose, field, .. } => Some(format!("{}.{}", whose.key(), field.key())),
            Missing::Standard { .. } => None,
        }).collect();
        prop_assert_eq!(missing, deciding, "{} / {}", text, facts.join(" "));
    }

    #[test]
    fn days_ages_and_money_are_never_settled_too_soon(
        leaves in proptest::collection::vec((0usize..6, 0usize..6, 0i64..5), 1..5),
        joins in proptest::collection::vec((any::<bool>(), any::<bool>()), 4),
        tries in proptest::collection::vec((0u64..12_000, 0i64..8), 24)
    ) {
        const RELATIONS: [&str; 6] = ["<", "<=", "=", "!=", ">=", ">"];
        let mut text = String::new();
        for ((kind, relation, step), (and, not)) in leaves.into_iter().zip(joins) {
            let relation = RELATIONS[relation];
            let leaf = match kind {
                0 => format!("member.age {relation} {}", 18 + step),
                1 => format!("year(member.born_on) {relation} {}", 1994 + step),
                2 => format!("member.born_on {relation} 199{}-06-01", 4 + step),
                3 => format!("family.income_per_head {relation} {}", 298 + step),
                4 => format!("family.income_per_head - family.family_planning_money {relation} line"),
                _ => format!("year(member.born_on) + limit {relation} this_year + {}", 28 + step),
            };
            let join = match (text.is_empty(), and) { (true, _) => "", (_, true) => " and ", (_, false) => " or " };
            text = format!("{text}{join}{}{leaf}", if not { "not " } else { "" });
        }
        let definite = verdict(&text, "").truth;
        for (days, yuan) in tries {
            let born = chrono::NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(days);
            let born = born.min(chrono::NaiveDate::from_ymd_opt(2015, 6, 1).unwrap());
            let facts = format!("member.born_on={born} family.income_per_head={} family.family_planning_money=0", 297 + yuan);
            let truth = verdict(&text, &facts).truth;
            prop_assert!(definite == Truth::Unknown || definite == truth, "{} / {}: {:?}, {:?}", text, facts, definite, truth);
        }
    }
}
