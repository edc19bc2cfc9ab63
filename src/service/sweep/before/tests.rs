//! Going back to a day: what was recorded since is taken back, and what turned a verdict is told apart.

use super::*;
use crate::domain::event::Event;
use crate::domain::facts::Change as FactChange;
use crate::domain::member::Role;
use crate::ids::{FamilyId, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use chrono::{DateTime, NaiveDate};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn change(field: Field, before: Option<Value>, after: Option<Value>) -> FactChange {
    FactChange { field, since: None, before, after }
}

fn line(seq: u64, what: Vec<What>) -> Line {
    let at = DateTime::parse_from_rfc3339("2026-11-02T09:00:00+08:00").unwrap();
    Line { seq: Seq(seq), at, actor: "zhou".into(), what, withdrawn: false }
}

/// A couple in town whose only child died in 2013, registered long ago.
fn family() -> Family {
    let id = FamilyId(1);
    let mut family = Family::new(id);
    let mut enter = |member: u8, facts: Vec<(Field, Value)>| {
        let member = MemberNo(member);
        let changes = facts.into_iter().map(|(field, value)| change(field, None, Some(value))).collect();
        family.apply(Seq(1), &Event::MemberAdded { family: id, member });
        family.apply(Seq(1), &Event::FactsChanged { family: id, member: Some(member), changes });
    };
    let born = |text: &str| (Field::BornOn, Value::Date(day(text)));
    enter(1, vec![(Field::Role, Role::Father.value()), born("1955-06-12")]);
    enter(2, vec![(Field::Role, Role::Mother.value()), born("1957-08-02"), (Field::Sex, Value::Choice(2))]);
    enter(
        3,
        vec![(Field::Role, Role::Child.value()), born("1985-03-04"), (Field::DiedOn, Value::Date(day("2013-05-06")))],
    );
    family
}

#[test]
fn what_was_recorded_since_is_taken_back() {
    let mut now = family();
    let old = now.clone();
    let phone = |text: &str| Some(Value::Text(text.into()));
    let first = change(Field::Phone, None, phone("139"));
    let second = change(Field::Phone, phone("139"), phone("138"));
    for changes in [vec![first.clone()], vec![second.clone()]] {
        now.apply(Seq(9), &Event::FactsChanged { family: now.id, member: None, changes });
    }
    now.apply(Seq(9), &Event::MemberAdded { family: now.id, member: MemberNo(4) });
    let lines = [
        line(12, vec![What::FactsChanged(None, vec![second])]),
        line(11, vec![What::FactsChanged(None, vec![first]), What::MemberAdded(MemberNo(4))]),
    ];
    let then = before(&now, &lines).unwrap();
    assert_eq!((&then.facts, &then.members), (&old.facts, &old.members));
    assert_eq!(before(&now, &lines[..1]).unwrap().facts.text(Field::Phone), "139");
    assert_eq!(before(&now, &[line(3, vec![What::FamilyAdded])]), None);
}

/// The verdicts of one measure that turned since 1 October, and why.
fn turned(family: &Family, lines: &[Line], measure: &str) -> Vec<(Option<Truth>, Truth, Cause)> {
    let plan = Plan::builtin();
    let (mut today, mut then) = (Sweeper::new(&plan, day("2026-11-24")), Sweeper::new(&plan, day("2026-10-01")));
    let now = today.judge_and_ask(family);
    let changes = changes(&plan, &mut today, &mut then, family, lines, &now);
    let no = plan.by_id(measure).unwrap().no;
    changes.iter().filter(|change| change.measure == no).map(|one| (one.before, one.after, one.cause)).collect()
}

#[test]
fn what_turned_a_verdict_is_told_apart() {
    let unchanged = family();
    assert_eq!(turned(&unchanged, &[], "subsidy-first"), []);
    // A later birth was recorded: the family has left the plan.
    let mut birth = family();
    let born = change(Field::LaterBirthOn, None, Some(Value::Date(day("2026-10-20"))));
    birth.apply(Seq(9), &Event::FactsChanged { family: birth.id, member: None, changes: vec![born.clone()] });
    let lines = [line(9, vec![What::FactsChanged(None, vec![born])])];
    assert_eq!(turned(&birth, &lines, "subsidy-first"), [(Some(Truth::Yes), Truth::No, Cause::Recorded)]);
    // The same birth, known all along: only its day has come.
    assert_eq!(turned(&birth, &[], "subsidy-first"), [(Some(Truth::Yes), Truth::No, Cause::Time)]);
    let entered = [line(9, vec![What::FamilyAdded])];
    assert_eq!(turned(&unchanged, &entered, "subsidy-first"), [(None, Truth::Yes, Cause::Entered)]);
}
