//! What holds for every family that can be thought of.

use super::*;
use crate::policy::field::{Entry, Field};
use crate::policy::rule::Whose;
use crate::policy::rule::sample::Known;
use crate::policy::value::{Kind, Value};
use crate::policy::verdict::Missing;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::strategy::Union;
use std::sync::LazyLock;

/// Read once: reading it is most of the work of a case.
static PLAN: LazyLock<Plan> = LazyLock::new(plan);

/// The day of judging.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2015, 6, 1).unwrap()
}

/// Fields whose silence means something to a rule: they are presumed, or a rule asks whether they are recorded. Learning them is news
/// that may turn a verdict round; learning any other field may not.
fn silence_means_something(field: Field) -> bool {
    let asked = [
        Field::LaterBirthOn,
        Field::LaterAdoptionOn,
        Field::ClosedOn,
        Field::TreatedAs,
        Field::Alive,
        Field::Stage,
        Field::LowIncome,
    ];
    // What depends on another field's day: these must not contradict it, and are drawn together.
    let dated = [Field::DiedOn, Field::IdentifiedOn];
    field.presumed().is_some() || asked.contains(&field) || dated.contains(&field)
}

fn value(entry: &'static Entry) -> BoxedStrategy<Value> {
    let field = entry.field;
    match field.kind() {
        Kind::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        Kind::Choice(choices) => {
            proptest::sample::select(choices).prop_map(|choice| Value::Choice(choice.code)).boxed()
        }
        Kind::Choices(choices) => proptest::sample::subsequence(choices, 0..=choices.len())
            .prop_map(|held| Value::Choices(held.iter().fold(0, |bits, choice| bits | 1 << choice.code)))
            .boxed(),
        Kind::Date if field == Field::BornOn => (20 * 365u64..90 * 365).prop_map(date).boxed(),
        Kind::Date => (0u64..5_000).prop_map(date).boxed(),
        Kind::Number(least, most) => (least..=most).prop_map(Value::Number).boxed(),
        Kind::Money => (0i64..60_000).prop_map(Value::Money).boxed(),
        _ => Just(Value::Text("text".into())).boxed(),
    }
}

/// So many days before the day of judging.
fn date(days: u64) -> Value {
    Value::Date(today().checked_sub_days(Days::new(days)).unwrap())
}

/// Fields that the plan's rules ask for, by whose they are.
fn fields(whose: Whose) -> Vec<&'static Entry> {
    let text = Plan::BUILTIN;
    let asked = |entry: &&Entry| {
        let names: &[&str] = match whose {
            Whose::Family => &["family"],
            _ => &["child", "wife", "member"],
        };
        entry.scope == whose.scope() && names.iter().any(|name| text.contains(&format!("{name}.{}", entry.key)))
    };
    Field::ALL
        .iter()
        .filter(asked)
        .chain(Field::ALL.iter().filter(|entry| entry.field == Field::BornOn && whose != Whose::Family))
        .collect()
}

/// Some of the facts of one person or household.
fn known(whose: Whose) -> impl Strategy<Value = Known> {
    let facts: Vec<_> = fields(whose)
        .into_iter()
        .map(|entry| proptest::option::of(value(entry)).prop_map(move |value| value.map(|value| (entry.field, value))))
        .collect();
    facts.prop_map(|facts| {
        let mut known: std::collections::BTreeMap<Field, Value> = facts.into_iter().flatten().collect();
        // Whoever has a day of death is not living.
        if known.contains_key(&Field::DiedOn) {
            known.insert(Field::Alive, Value::Flag(false));
        }
        Known(known)
    })
}

fn sample() -> impl Strategy<Value = Sample> {
    let member_is = proptest::sample::select(vec![Whose::Member, Whose::Member, Whose::Child, Whose::Wife]);
    let people = (known(Whose::Family), known(Whose::Child), known(Whose::Wife), known(Whose::Member));
    (people, member_is).prop_map(|((family, child, wife, member), member_is)| Sample {
        family,
        child,
        wife,
        member,
        member_is,
        as_of: today(),
    })
}

/// A fact to be learnt.
fn news() -> impl Strategy<Value = (Whose, Field, Value)> {
    let of = |whose: Whose| {
        let entries = fields(whose).into_iter().filter(|entry| !silence_means_something(entry.field));
        let values: Vec<_> =
            entries.map(|entry| value(entry).prop_map(move |value| (whose, entry.field, value)).boxed()).collect();
        Union::new(values)
    };
    prop_oneof![of(Whose::Family), of(Whose::Child), of(Whose::Wife), of(Whose::Member)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn the_short_and_the_long_answer_agree(sample in sample()) {
        for measure in PLAN.measures() {
            let verdict = PLAN.explain(measure.no, &sample.case());
            prop_assert_eq!(PLAN.judge(measure.no, &sample.case()), verdict.truth, "{}", measure.id);
            prop_assert_eq!(verdict.truth == Truth::Unknown, !verdict.missing.is_empty(), "{}", measure.id);
        }
        prop_assert_eq!(PLAN.in_plan(&sample.case()), PLAN.explain_in_plan(&sample.case()).truth);
    }

    #[test]
    fn knowing_more_never_turns_a_verdict_round(sample in sample(), news in proptest::collection::vec(news(), 1..12)) {
        let mut wiser = sample.clone();
        for (whose, field, value) in news {
            wiser.of(whose).0.entry(field).or_insert(value);
        }
        for measure in PLAN.measures() {
            let (before, after) = (PLAN.judge(measure.no, &sample.case()), PLAN.judge(measure.no, &wiser.case()));
            prop_assert!(before == Truth::Unknown || before == after, "{}: {:?} became {:?}", measure.id, before, after);
        }
    }

    #[test]
    fn what_is_missing_is_not_known(mut sample in sample()) {
        for measure in PLAN.measures() {
            for missing in PLAN.explain(measure.no, &sample.case()).missing {
                if let Missing::Fact { whose, field, .. } = missing {
                    prop_assert!(!sample.of(whose).0.contains_key(&field), "{}: {} is known", measure.id, field.key());
                }
            }
        }
    }
}
