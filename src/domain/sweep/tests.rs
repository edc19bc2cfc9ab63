//! The quick judge held against the slow one, over families of every kind.

use super::*;
use crate::domain::event::Event;
use crate::domain::facts::Change;
use crate::domain::member::Role;
use crate::ids::{FamilyId, Seq};
use crate::policy::field::{Entry, Field, Scope};
use crate::policy::value::{Kind, Value};
use crate::policy::verdict::Missing;
use proptest::prelude::*;
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(Plan::builtin);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

/// A value of a field from a number; few different ones, so that families are alike now and then.
fn value(entry: &Entry, pick: u32) -> Value {
    let pick = i64::from(pick);
    let day = |days: i64| Value::Date(today() - chrono::Duration::days(days));
    match entry.kind {
        Kind::Flag => Value::Flag(pick % 2 == 0),
        Kind::Choice(choices) => Value::Choice(choices[pick as usize % choices.len()].code),
        Kind::Choices(choices) => Value::Choices(1 << choices[pick as usize % choices.len()].code),
        Kind::Date if entry.field == Field::BornOn => day((pick % 90) * 365 + pick % 3),
        Kind::Date => day((pick % 40) * 200 - 400),
        Kind::Number(least, most) => Value::Number((least + pick % 7).min(most)),
        Kind::Money => Value::Money((pick % 9) * 10_000),
        Kind::Township | Kind::Village => Value::Number(500_119_001),
        _ => Value::Text("x".into()),
    }
}

/// Some of the facts of a household or a person: `often` of a hundred are known.
fn facts(scope: Scope) -> impl Strategy<Value = Vec<Change>> {
    let entries: Vec<&'static Entry> =
        Field::ALL.iter().filter(|entry| entry.scope == scope && entry.field != Field::Role).collect();
    let count = entries.len();
    (proptest::sample::select(vec![0u32, 5, 30, 95]), proptest::collection::vec((0u32..100, any::<u32>()), count))
        .prop_map(move |(often, picks)| {
            let known = entries.iter().zip(picks).filter(|(_, (chance, _))| *chance < often);
            let change = |(entry, (_, pick)): (&&Entry, (u32, u32))| Change {
                field: entry.field,
                since: None,
                before: None,
                after: Some(value(entry, pick % 1_000)),
            };
            known.map(change).collect()
        })
}

fn families() -> impl Strategy<Value = Family> {
    let role = proptest::sample::select(vec![Role::Father, Role::Mother, Role::Child, Role::Spouse, Role::Other]);
    (facts(Scope::Family), proptest::collection::vec((role, facts(Scope::Member)), 0..5)).prop_map(
        |(household, people)| {
            let id = FamilyId(1);
            let mut family = Family::new(id);
            family.apply(Seq(1), &Event::FactsChanged { family: id, member: None, changes: household });
            for (number, (role, mut changes)) in (1..).zip(people) {
                let member = MemberNo(number);
                changes.push(Change { field: Field::Role, since: None, before: None, after: Some(role.value()) });
                family.apply(Seq(1), &Event::MemberAdded { family: id, member });
                family.apply(Seq(1), &Event::FactsChanged { family: id, member: Some(member), changes });
            }
            family
        },
    )
}

fn one_by_one(family: &Family, as_of: NaiveDate) -> Vec<Judged> {
    let of = |measure: &crate::policy::plan::Measure| {
        let no = measure.no;
        let people = standing::subjects(measure, family).into_iter();
        let members: Vec<Option<MemberNo>> = people.map(|person| person.map(|person| person.number)).collect();
        members.into_iter().map(move |member| {
            let truth = standing::judge(&PLAN, PLAN.measure(no).unwrap(), family, member, as_of);
            Judged { measure: no, member, truth }
        })
    };
    PLAN.measures().iter().flat_map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_quick_verdicts_are_those_of_one_at_a_time(families in proptest::collection::vec(families(), 1..6)) {
        let mut sweeper = Sweeper::new(&PLAN, today());
        for family in &families {
            prop_assert_eq!(sweeper.judge(family), one_by_one(family, today()));
        }
        // What was remembered of the others changes nothing.
        for family in families.iter().rev() {
            prop_assert_eq!(sweeper.judge(family), one_by_one(family, today()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_lacking_is_what_an_explanation_says_is_missing(families in proptest::collection::vec(families(), 1..4)) {
        let mut sweeper = Sweeper::new(&PLAN, today());
        for family in families.iter().chain(&families) {
            for (judged, lacking) in sweeper.judge_and_ask(family) {
                let measure = PLAN.measure(judged.measure).unwrap();
                let wanted = standing::explain(&PLAN, measure, family, judged.member, today());
                prop_assert_eq!(judged.truth, wanted.truth);
                let standard = |at: &usize| format!("standard.{}", PLAN.standards()[*at].key);
                let found: Vec<String> = lacking.iter().flat_map(|lacking| {
                    let facts = lacking.facts.iter().map(|fact| format!("{}.{}", fact.whose.key(), fact.field.key()));
                    facts.chain(lacking.standards.iter().map(standard)).collect::<Vec<_>>()
                }).collect();
                let missing: Vec<String> = wanted.missing.iter().map(|missing| match missing {
                    Missing::Fact { whose, field, .. } => format!("{}.{}", whose.key(), field.key()),
                    Missing::Standard { key, .. } => format!("standard.{key}"),
                }).collect();
                prop_assert_eq!(found, missing);
            }
        }
    }
}

#[test]
fn a_measure_out_of_force_is_nobodys() {
    let before = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
    let mut family = Family::new(FamilyId(1));
    family.apply(Seq(1), &Event::MemberAdded { family: FamilyId(1), member: MemberNo(1) });
    let judged = Sweeper::new(&PLAN, before).judge(&family);
    assert_eq!(judged, one_by_one(&family, before));
    assert!(judged.iter().all(|judged| judged.truth == Truth::No));
}
