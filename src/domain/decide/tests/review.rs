//! Settling questions: each answer does its work in one entry, and undo puts the question up again.

use super::world::World;
use crate::domain::command::Command;
use crate::domain::event::Matter;
use crate::domain::facts::Change;
use crate::domain::member::Role;
use crate::domain::refusal::Refusal;
use crate::domain::review::{Answer, ReviewRefusal, Settling, Spot, Who};
use crate::ids::{FamilyId, ReviewId, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;

fn change(field: Field, value: Value) -> Change {
    Change { field, since: None, before: None, after: Some(value) }
}

/// A question about a row with another phone, the same child, and a spouse whom the family does not have.
fn raised(world: &mut World, like: Vec<FamilyId>) -> ReviewId {
    let name = |text: &str| change(Field::Name, Value::Text(text.into()));
    let row = vec![
        vec![change(Field::Phone, Value::Text("13800000000".into())), change(Field::TreatedAs, Value::Choice(2))],
        vec![
            change(Field::Role, Role::Child.value()),
            name("王小满"),
            change(Field::DisabilityGrade, Value::Number(1)),
        ],
        vec![change(Field::Role, Role::Spouse.value()), name("赵敏")],
    ];
    let (because, source) = ("names".to_string(), "roster.xlsx 3".to_string());
    let matter = Matter::LikelyDuplicate { like, because, source, fingerprint: [1; 16], row };
    world.run(&Command::RaiseReview { matter }).unwrap();
    *world.reviews.keys().next_back().unwrap()
}

fn settle(world: &mut World, review: ReviewId, answer: Answer, reason: &str) -> Result<Seq, Refusal> {
    world.run(&Command::SettleReview(Settling { review, answer, reason: reason.into() }))
}

fn undo(world: &mut World, seq: Seq) -> Result<Seq, Refusal> {
    world.run(&Command::Undo { seq, reason: "mistake".into() })
}

fn same(take: Vec<Spot>) -> Answer {
    Answer::Same { family: None, seen: None, take, keep: Vec::new() }
}

#[test]
fn the_same_family_takes_what_was_chosen_and_gives_it_back() {
    let mut world = World::new();
    let family = world.family();
    let before = world.families[&family].clone();
    let review = raised(&mut world, vec![family]);
    let grade = Spot { who: Who::Role(Role::Child), field: Some(Field::DisabilityGrade) };
    let seq = settle(&mut world, review, same(vec![grade]), "").unwrap();
    let now = &world.families[&family];
    assert_eq!(now.facts.text(Field::Phone), "13800000000", "what was not known is filled in");
    assert_eq!(now.facts.choice(Field::TreatedAs), Some(1), "what differs is kept");
    assert_eq!(now.child().unwrap().facts.number(Field::DisabilityGrade), Some(1), "unless it was chosen");
    assert_eq!(now.in_role(Role::Spouse).unwrap().name(), "赵敏");
    assert!(!world.reviews[&review].waits());
    assert_eq!(settle(&mut world, review, Answer::New, ""), Err(Refusal::NoSuchReview(review)));

    undo(&mut world, seq).unwrap();
    let after = &world.families[&family];
    assert_eq!((&after.facts, &after.members), (&before.facts, &before.members));
    assert!(world.reviews[&review].waits());
    settle(&mut world, review, Answer::Leave, "asked the township").unwrap();
    assert_eq!(undo(&mut world, seq), Err(Refusal::AlreadyUndone(seq)), "another entry settled it since");
}

#[test]
fn another_family_is_entered_and_can_be_taken_back() {
    let mut world = World::new();
    let family = world.family();
    let review = raised(&mut world, vec![family]);
    let seq = settle(&mut world, review, Answer::New, "two families of one name").unwrap();
    let entered = FamilyId(family.0 + 1);
    assert_eq!(world.families[&entered].in_role(Role::Spouse).unwrap().name(), "赵敏");
    undo(&mut world, seq).unwrap();
    assert!(world.families[&entered].withdrawn && world.reviews[&review].waits());
}

#[test]
fn what_is_missing_in_an_answer_is_asked_for() {
    let mut world = World::new();
    let (one, other) = (world.family(), world.family());
    let review = raised(&mut world, vec![one, other]);
    let none = Spot { who: Who::Household, field: Some(Field::Hukou) };
    let version = world.families[&one].version;
    let aimed = |seen, take| Answer::Same { family: Some(one), seen, take, keep: Vec::new() };
    let stale = Refusal::Stale { what: one.to_string(), seen: Seq(99), now: version };
    let table = [
        (Answer::Leave, ReviewRefusal::ReasonMissing(review).into()),
        (same(Vec::new()), ReviewRefusal::WhichFamily(vec![one, other]).into()),
        (aimed(None, vec![none]), ReviewRefusal::NotInRow(none).into()),
        (aimed(Some(Seq(99)), Vec::new()), stale),
    ];
    for (answer, refusal) in table {
        assert_eq!(settle(&mut world, review, answer, " "), Err(refusal));
    }
    settle(&mut world, review, aimed(Some(version), Vec::new()), "").unwrap();
}
