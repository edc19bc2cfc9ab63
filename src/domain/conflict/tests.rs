//! Every rule on a family that breaks it, and what each answer leaves.

use super::*;
use crate::domain::command::{Command, Edit};
use crate::domain::decide::tests::world::World;
use crate::domain::family::Family;
use crate::domain::member::Role;
use crate::domain::refusal::Refusal;
use crate::ids::Seq;

const CHILD: MemberNo = MemberNo(3);
const FATHER: MemberNo = MemberNo(1);

fn day(text: &str) -> Value {
    Value::Date(text.parse().unwrap())
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// Whose fact, which, its value, the day from which it holds.
type Fact = (Option<MemberNo>, Field, Value, Option<&'static str>);

/// Every rule with the facts that break it, given to a family whose child is disabled and lives.
fn first_cases() -> Vec<(&'static str, Vec<Fact>)> {
    let of = |member, field, value| (Some(member), field, value, None);
    let number = "512302196001010015";
    let certificate = "51230219550612131422";
    vec![
        (
            "number-sex",
            vec![
                of(FATHER, Field::IdentityNumber, text("51232319550612121X")),
                of(FATHER, Field::Sex, Value::Choice(2)),
            ],
        ),
        (
            "number-birth",
            vec![
                of(FATHER, Field::IdentityNumber, text("51232319550612121X")),
                of(FATHER, Field::BornOn, day("1955-06-21")),
            ],
        ),
        ("number-twice", vec![of(CHILD, Field::IdentityNumber, text(number))]),
        (
            "certificate-holder",
            vec![
                of(FATHER, Field::IdentityNumber, text("51232319550612121X")),
                of(FATHER, Field::Certificate, text(certificate)),
                of(FATHER, Field::DisabilityGrade, Value::Number(2)),
            ],
        ),
        ("died-living", vec![of(CHILD, Field::DiedOn, day("2013-05-06"))]),
        ("died-born", vec![of(FATHER, Field::BornOn, day("1960-01-01")), of(FATHER, Field::DiedOn, day("1959-01-01"))]),
        (
            "parent-young",
            vec![of(FATHER, Field::BornOn, day("1980-01-01")), of(CHILD, Field::BornOn, day("1993-12-31"))],
        ),
    ]
}

/// Those of what money follows from, and of the rest.
fn later_cases() -> Vec<(&'static str, Vec<Fact>)> {
    let of = |member, field, value| (Some(member), field, value, None);
    let home = |field, value| (None, field, value, None);
    vec![
        ("allowance-living", vec![of(FATHER, Field::SpecialAllowance, Value::Choice(2))]),
        ("declared-living", vec![home(Field::DeclaredKind, Value::Choice(1))]),
        (
            "allowance-birth",
            vec![home(Field::LaterBirthOn, day("2020-03-04")), of(FATHER, Field::SpecialAllowance, Value::Choice(3))],
        ),
        (
            "allowance-adoption",
            vec![
                home(Field::LaterAdoptionOn, day("2020-03-04")),
                of(FATHER, Field::SpecialAllowance, Value::Choice(3)),
            ],
        ),
        (
            "later-birth",
            vec![home(Field::LaterBirthOn, day("1999-03-04")), of(CHILD, Field::BornOn, day("2001-03-04"))],
        ),
        (
            "certificate-grade",
            vec![
                of(MemberNo(2), Field::Certificate, text("51230219600101001522")),
                of(MemberNo(2), Field::DisabilityGrade, Value::Number(4)),
            ],
        ),
        (
            "certificate-kind",
            vec![
                of(MemberNo(2), Field::Certificate, text("51230219600101001522")),
                of(MemberNo(2), Field::DisabilityKinds, Value::Choices(1 << 4)),
            ],
        ),
        (
            "identified-born",
            vec![of(CHILD, Field::BornOn, day("2001-03-04")), of(CHILD, Field::IdentifiedOn, day("2000-03-04"))],
        ),
        (
            "certificate-days",
            vec![
                of(CHILD, Field::IdentifiedOn, day("2010-03-04")),
                of(CHILD, Field::CertificateUntil, day("2009-03-04")),
            ],
        ),
        ("stay-days", vec![of(CHILD, Field::StayIn, day("2026-03-04")), of(CHILD, Field::StayOut, day("2026-03-01"))]),
        (
            "stage-age",
            vec![
                of(CHILD, Field::BornOn, day("2015-03-04")),
                (Some(CHILD), Field::Stage, Value::Choice(8), Some("2026-09-01")),
            ],
        ),
        ("village-township", vec![home(Field::Village, Value::Number(500_119_100_001))]),
    ]
}

fn cases() -> Vec<(&'static str, Vec<Fact>)> {
    first_cases().into_iter().chain(later_cases()).collect()
}

/// A family with these facts, and what is in the way.
fn with(given: &[Fact]) -> (World, Family) {
    let mut world = World::new();
    let family = world.family();
    let edit = |(member, field, value, since): &Fact| Edit {
        member: *member,
        field: *field,
        since: since.map(|day| day.parse().unwrap()),
        value: Some(value.clone()),
    };
    let edits = given.iter().map(edit).collect();
    world.run(&Command::EditFamily { family, seen: None, edits, new_members: Vec::new() }).unwrap();
    let known = world.families[&family].clone();
    (world, known)
}

fn settle(world: &mut World, conflict: ConflictId, answer: Answer, reason: &str) -> Result<Seq, Refusal> {
    world.run(&Command::SettleConflict(Settling { conflict, seen: None, answer, reason: reason.into() }))
}

#[test]
fn every_rule_has_a_case_and_only_it_is_broken_by_it() {
    let keys: Vec<&str> = cases().into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, RULES.iter().map(|rule| rule.key).collect::<Vec<_>>());
    let mut world = World::new();
    let family = world.family();
    assert_eq!(open(&world.families[&family]), []);
    for (key, given) in cases() {
        let (_, family) = with(&given);
        let found: Vec<&str> = open(&family).iter().map(|found| rule(found.id.rule).unwrap().key).collect();
        assert_eq!(found, [key]);
    }
}

#[test]
fn each_side_can_be_right_and_then_nothing_is_in_the_way() {
    for (key, given) in cases() {
        for answer in [Answer::First, Answer::Second] {
            let (mut world, before) = with(&given);
            let conflict = open(&before)[0].id;
            let seq = settle(&mut world, conflict, answer.clone(), "").unwrap_or_else(|why| panic!("{key}: {why:?}"));
            assert_eq!(open(&world.families[&before.id]), [], "{key} {answer:?}");
            world.run(&Command::Undo { seq, reason: "mistake".into() }).unwrap();
            assert_eq!(open(&world.families[&before.id])[0].id, conflict, "{key} {answer:?}");
            assert_eq!(world.families[&before.id].members, before.members);
        }
    }
}

#[test]
fn both_right_holds_until_the_facts_change() {
    for (key, given) in cases() {
        let (mut world, family) = with(&given);
        let conflict = open(&family)[0].id;
        let why = settle(&mut world, conflict, Answer::Both, " ").unwrap_err();
        assert_eq!(why, Refusal::Conflict(ConflictRefusal::ReasonMissing(conflict)));
        let seq = settle(&mut world, conflict, Answer::Both, "seen the papers").unwrap();
        assert_eq!(open(&world.families[&family.id]), [], "{key}");
        let again = settle(&mut world, conflict, Answer::Both, "again").unwrap_err();
        assert_eq!(again, Refusal::Conflict(ConflictRefusal::NotThere(conflict)));
        // Something else changes: it is not asked again.
        let edit = Edit { member: None, field: Field::Note, since: None, value: Some(text("a note")) };
        let command =
            |edit| Command::EditFamily { family: family.id, seen: None, edits: vec![edit], new_members: vec![] };
        world.run(&command(edit)).unwrap();
        assert_eq!(open(&world.families[&family.id]), [], "{key}");
        world.run(&Command::Undo { seq, reason: "mistake".into() }).unwrap();
        assert_eq!(open(&world.families[&family.id])[0].id, conflict, "{key}");
    }
}

#[test]
fn an_accepted_one_comes_back_with_other_facts() {
    let died = |on| vec![(Some(CHILD), Field::DiedOn, day(on), None)];
    let (mut world, family) = with(&died("2013-05-06"));
    let conflict = open(&family)[0].id;
    settle(&mut world, conflict, Answer::Both, "the court says so").unwrap();
    let edit = Edit { member: Some(CHILD), field: Field::DiedOn, since: None, value: Some(day("2014-05-06")) };
    let edits = vec![edit];
    world.run(&Command::EditFamily { family: family.id, seen: None, edits, new_members: vec![] }).unwrap();
    assert_eq!(open(&world.families[&family.id])[0].id, conflict);
}

#[test]
fn another_value_must_put_an_end_to_it() {
    let (mut world, family) = with(&cases()[5].1);
    let conflict = open(&family)[0].id;
    let born = |value| Answer::Values(vec![(Some(FATHER), Field::BornOn, Some(value))]);
    let why = settle(&mut world, conflict, born(day("1959-06-01")), "").unwrap_err();
    assert_eq!(why, Refusal::Conflict(ConflictRefusal::Remains(conflict)));
    let elsewhere = Answer::Values(vec![(None, Field::Phone, Some(text("13800000000")))]);
    let why = settle(&mut world, conflict, elsewhere, "").unwrap_err();
    assert_eq!(why, Refusal::Conflict(ConflictRefusal::NotOfIt(conflict)));
    settle(&mut world, conflict, born(day("1930-01-01")), "").unwrap();
    assert_eq!(open(&world.families[&family.id]), []);
}

#[test]
fn an_adopted_child_may_be_near_in_age_and_a_withdrawn_family_is_left_alone() {
    let mut given = cases().into_iter().find(|(key, _)| *key == "parent-young").unwrap().1;
    given.push((Some(CHILD), Field::Parentage, Value::Choice(2), None));
    assert_eq!(open(&with(&given).1), []);
    let (_, mut family) = with(&cases()[4].1);
    family.withdrawn = true;
    assert_eq!(open(&family), []);
    assert_eq!(family.child().map(|child| child.role()), Some(Role::Child));
}
