//! Two households become one, and two again.

use super::{MergeCommand, MergeRefusal, all_items};
use crate::domain::command::{Command, Edit};
use crate::domain::decide::tests::world::World;
use crate::domain::event::Move;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::domain::review::{Answer, Nth, Settling, Spot, Who};
use crate::domain::rhythm::RhythmRefusal;
use crate::domain::workflow::{Status, Verb};
use crate::ids::{FamilyId, MemberNo, ReviewId, Seq};
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::value::Value;
use proptest::prelude::*;

const PHONE: Spot = Spot { who: Who::Household, field: Some(Field::Phone) };

fn edit(world: &mut World, family: FamilyId, member: Option<u8>, field: Field, value: Option<Value>) -> Option<Seq> {
    let edits = vec![Edit { member: member.map(MemberNo), field, since: None, value }];
    world.run(&Command::EditFamily { family, seen: None, edits, new_members: Vec::new() }).ok()
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.into()))
}

fn merge(world: &mut World, keep: FamilyId, other: FamilyId, take: Vec<Spot>, hold: Vec<Spot>) -> Result<Seq, Refusal> {
    let reason = "同一户登记两次".to_string();
    world.run(&Command::Merge(MergeCommand { keep, other, seen: None, take, hold, reason }))
}

fn undo(world: &mut World, seq: Seq) -> Result<Seq, Refusal> {
    world.run(&Command::Undo { seq, reason: "误操作".into() })
}

/// What is known of a family, without when it last changed.
fn known(world: &World, family: FamilyId) -> Family {
    Family { version: Seq(0), facts_on: None, ..world.families[&family].clone() }
}

#[test]
fn what_is_lacking_is_taken_and_what_differs_is_asked() {
    let mut world = World::new();
    let (keep, other) = (world.family(), world.family());
    edit(&mut world, other, None, Field::Address, text("新桥社区 7 号"));
    edit(&mut world, keep, None, Field::Phone, text("13800000001"));
    edit(&mut world, other, None, Field::Phone, text("13800000002"));
    let before = [known(&world, keep), known(&world, other)];
    let why = merge(&mut world, keep, other, vec![], vec![]).unwrap_err();
    assert_eq!(why, MergeRefusal::Undecided(vec!["phone".into()]).into());
    let seq = merge(&mut world, keep, other, vec![PHONE], vec![]).unwrap();
    let now = &world.families[&keep];
    assert_eq!((now.facts.text(Field::Phone), now.facts.text(Field::Address)), ("13800000002", "新桥社区 7 号"));
    assert_eq!((now.case_number(), now.members.len()), ("NC-1", 3));
    assert_eq!(now.merged[0].case_number, "NC-2");
    assert!(now.is_listed() && !world.families[&other].is_listed());
    let why = edit_refused(&mut world, other);
    assert_eq!(why, MergeRefusal::Gone { family: other, into: keep }.into());
    assert_eq!(merge(&mut world, other, keep, vec![], vec![]).unwrap_err(), why);
    undo(&mut world, seq).unwrap();
    assert_eq!([known(&world, keep), known(&world, other)], before);
}

fn edit_refused(world: &mut World, family: FamilyId) -> Refusal {
    let edits = vec![Edit { member: None, field: Field::Note, since: None, value: text("a note") }];
    world.run(&Command::EditFamily { family, seen: None, edits, new_members: Vec::new() }).unwrap_err()
}

#[test]
fn somebody_whom_the_kept_family_does_not_have_comes_along_with_what_is_theirs() {
    let mut world = World::new();
    let (keep, other) = (world.family(), world.family());
    let facts = [(Field::Name, Value::Text("赵敏".into())), (Field::Role, Value::Choice(4))];
    let facts = facts.map(|(field, value)| crate::domain::command::Fact::new(field, value)).to_vec();
    let new_members = vec![facts];
    world.run(&Command::EditFamily { family: other, seen: None, edits: vec![], new_members }).unwrap();
    let item = world.open(other, "gov-eligibility", None).unwrap();
    edit(&mut world, keep, Some(1), Field::Sex, Some(Value::Choice(1)));
    let seq = merge(&mut world, keep, other, vec![], vec![]).unwrap();
    let now = world.families[&keep].clone();
    assert_eq!(now.member(MemberNo(4)).unwrap().name(), "赵敏");
    assert!(all_items(&world, &now).iter().any(|one| one.id == item));
    undo(&mut world, seq).unwrap();
    assert_eq!(world.families[&keep].members.len(), 3);
}

#[test]
fn what_was_given_for_a_period_is_not_given_again() {
    let mut world = World::new();
    let (keep, other) = (world.family(), world.family());
    let first = world.open(keep, "gov-eligibility", None).unwrap();
    let second = world.open(other, "gov-eligibility", None).unwrap();
    let seq = merge(&mut world, keep, other, vec![], vec![]).unwrap();
    assert_eq!(world.reviews[&ReviewId(1)].matter.families(), [keep]);
    let covered = |item| -> Refusal { RhythmRefusal::Covered { item, period: Period::Year(2026) }.into() };
    assert_eq!(world.open(keep, "gov-eligibility", None), Err(covered(first)));
    world.step(first, Verb::Accept).unwrap();
    world.step(second, Verb::Accept).unwrap();
    let record = |step: &mut Move| {
        let given = [
            ("family_kind", "disabled"),
            ("identified_on", "2020-05-06"),
            ("plan_change", "stays"),
            ("treated_as", "urban"),
            ("later_children", "no"),
            ("checked_by", "zhou"),
            ("checked_on", "2026-11-20"),
        ];
        step.record = given.map(|(key, value)| (key.to_string(), value.to_string())).to_vec();
    };
    let delivered = world.step_with(first, Verb::Deliver, record).unwrap();
    assert_eq!(world.step_with(second, Verb::Deliver, record), Err(covered(first)));
    world.run(&Command::Undo { seq: delivered, reason: "误操作".into() }).unwrap();
    let settle =
        |answer, reason: &str| Command::SettleReview(Settling { review: ReviewId(1), answer, reason: reason.into() });
    assert!(world.run(&settle(Answer::Stands(Nth::First), "")).is_err());
    assert!(world.run(&settle(Answer::New, "why")).is_err());
    let settled = world.run(&settle(Answer::Stands(Nth::First), "重复登记")).unwrap();
    assert_eq!(world.items[&second].status, Status::Withdrawn);
    // What was settled depends on the merge: it is taken back first.
    assert_eq!(undo(&mut world, seq), Err(Refusal::ChangedSince { seq, later: settled }));
    undo(&mut world, settled).unwrap();
    assert!(world.reviews[&ReviewId(1)].waits());
    undo(&mut world, seq).unwrap();
    assert!(!world.reviews[&ReviewId(1)].waits());
    assert!(world.families[&other].is_listed());
}

#[test]
fn whatever_was_built_on_a_merge_is_taken_back_first() {
    let mut world = World::new();
    let (keep, other) = (world.family(), world.family());
    let seq = merge(&mut world, keep, other, vec![], vec![]).unwrap();
    let later = edit(&mut world, keep, None, Field::Note, text("a note")).unwrap();
    assert_eq!(undo(&mut world, seq), Err(Refusal::ChangedSince { seq, later }));
}

#[test]
fn what_had_gone_into_the_other_goes_on() {
    let mut world = World::new();
    let (first, second, third) = (world.family(), world.family(), world.family());
    merge(&mut world, second, third, vec![], vec![]).unwrap();
    let before = [first, second, third].map(|family| known(&world, family));
    let seq = merge(&mut world, first, second, vec![], vec![]).unwrap();
    let into = |world: &World, family: FamilyId| world.families[&family].into.as_ref().map(|merged| merged.keep);
    assert_eq!((into(&world, second), into(&world, third)), (Some(first), Some(first)));
    assert_eq!(world.families[&first].merged.len(), 2);
    undo(&mut world, seq).unwrap();
    assert_eq!([first, second, third].map(|family| known(&world, family)), before);
}

#[test]
fn nobody_goes_into_itself_or_into_nobody() {
    let mut world = World::new();
    let (keep, other) = (world.family(), world.family());
    assert_eq!(merge(&mut world, keep, keep, vec![], vec![]).unwrap_err(), MergeRefusal::Itself(keep).into());
    let nobody = FamilyId(99);
    assert_eq!(merge(&mut world, keep, nobody, vec![], vec![]).unwrap_err(), Refusal::NoSuchFamily(nobody));
    assert!(merge(&mut world, keep, other, vec![], vec![Spot { who: Who::Nth(9), field: None }]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_merge_that_is_taken_back_leaves_everything_as_it_was(
        facts in proptest::collection::vec((0usize..2, proptest::option::of(1u8..4), 0usize..7, 0u8..3), 0..24),
        take: bool,
    ) {
        let mut world = World::new();
        let families = [world.family(), world.family()];
        for (family, member, which, value) in facts {
            let (field, value) = match (member, which) {
                (None, 0) => (Field::Phone, Value::Text(format!("1380000000{value}"))),
                (None, 1) => (Field::Hukou, Value::Choice(value + 1)),
                (None, 2) => (Field::LowIncome, Value::Choice(value + 1)),
                (None, _) => (Field::Address, Value::Text(format!("address {value}"))),
                (_, 0) => (Field::Sex, Value::Choice(value % 2 + 1)),
                (_, 1) => (Field::Alive, Value::Flag(value == 0)),
                (_, 2) => (Field::Mobility, Value::Choice(value % 2 + 1)),
                _ => (Field::BornOn, Value::Date(chrono::NaiveDate::from_ymd_opt(1950 + i32::from(value), 1, 1).unwrap())),
            };
            edit(&mut world, families[family], member, field, (value != Value::Choice(3)).then_some(value));
        }
        let [keep, other] = families;
        let before = families.map(|family| known(&world, family));
        let all = vec![Spot { who: Who::Everybody, field: None }];
        let (taken, held) = if take { (all, vec![]) } else { (vec![], all) };
        let seq = merge(&mut world, keep, other, taken, held).unwrap();
        // Nothing that either knew is lost: what the kept one has is what it had or what the other had.
        let now = world.families[&keep].clone();
        for (field, dated) in now.facts.iter() {
            let known = before.iter().any(|family| family.facts.exactly(field, dated.since) == Some(&dated.value));
            prop_assert!(known, "{field:?}");
        }
        undo(&mut world, seq).unwrap();
        prop_assert_eq!(families.map(|family| known(&world, family)), before);
    }
}
