//! What is lacking is asked for of whom it is lacking, until it is recorded or put aside.

use super::*;
use crate::domain::command::{Command, Edit};
use crate::domain::decide::tests::world::World;
use crate::domain::refusal::Refusal;
use crate::policy::value::Value;

const HOUSEHOLD: MemberNo = MemberNo(0);
const FATHER: MemberNo = MemberNo(1);
const MOTHER: MemberNo = MemberNo(2);
const CHILD: MemberNo = MemberNo(3);

/// A household of which little is known, with a father, a mother and a child whose disability is known.
fn world() -> (World, FamilyId) {
    let mut world = World::new();
    let family = world.family();
    (world, family)
}

fn gap(world: &World, family: FamilyId, member: MemberNo) -> Option<Gap> {
    let day = "2026-11-24".parse().unwrap();
    open(&world.plan, &world.families[&family], day).into_iter().find(|gap| gap.id.member == member)
}

fn fields(gap: Option<Gap>) -> Vec<Field> {
    gap.into_iter().flat_map(|gap| gap.lacks).map(|lacked| lacked.field).collect()
}

fn record(world: &mut World, family: FamilyId, member: MemberNo, field: Field, value: Option<Value>) {
    let member = GapId { family, member }.person();
    let edits = vec![Edit { member, field, since: None, value }];
    world.run(&Command::EditFamily { family, seen: None, edits, new_members: Vec::new() }).unwrap();
}

fn put(family: FamilyId, member: MemberNo, reason: &str) -> Command {
    Command::PutAside(PutAside { gap: GapId { family, member }, seen: None, reason: reason.into() })
}

#[test]
fn each_fact_is_asked_for_of_whom_it_is_lacking() {
    let (world, family) = world();
    let cases = [
        // Whether the household is poor decides over the aid for schooling, sums and places at school.
        (HOUSEHOLD, Field::LowIncome, &[6, 7, 8][..]),
        (HOUSEHOLD, Field::WantsMove, &[23]),
        // A pension wants an age, of each of those who may draw it.
        (FATHER, Field::BornOn, &[19, 20, 26, 34, 35, 41, 59]),
        (MOTHER, Field::SelfCare, &[41]),
        // The wife of the household is a person of it.
        (MOTHER, Field::HasIud, &[37]),
        (CHILD, Field::Stage, &[4, 5, 6, 7, 8]),
        (CHILD, Field::DeviceNeeds, &[47, 48, 49]),
    ];
    for (member, field, measures) in cases {
        let lacks = gap(&world, family, member).unwrap().lacks;
        let found = lacks.iter().find(|lacked| lacked.field == field).unwrap_or_else(|| panic!("{member} {field:?}"));
        assert_eq!(found.measures, measures.iter().map(|no| MeasureNo(*no)).collect::<Vec<_>>(), "{member} {field:?}");
        assert!(lacks.is_sorted_by_key(|lacked| std::cmp::Reverse(lacked.measures.len())));
    }
}

#[test]
fn what_is_recorded_is_asked_for_no_more_and_fewer_wait() {
    let (mut world, family) = world();
    let before = gap(&world, family, FATHER).unwrap();
    record(&mut world, family, FATHER, Field::BornOn, Some(Value::Date("1960-02-01".parse().unwrap())));
    let after = gap(&world, family, FATHER).unwrap();
    assert!(after.waiting < before.waiting);
    assert!(!fields(Some(after)).contains(&Field::BornOn));
    // Nothing was said of the mother.
    assert!(gap(&world, family, MOTHER).is_some());
    world.families.get_mut(&family).unwrap().withdrawn = true;
    assert_eq!(gap(&world, family, MOTHER), None);
}

#[test]
fn what_nobody_knows_is_put_aside_until_something_else_is_lacking_or_it_is_taken_back() {
    let (mut world, family) = world();
    let before = gap(&world, family, MOTHER);
    let id = before.as_ref().unwrap().id;
    assert_eq!(world.run(&put(family, MOTHER, " ")), Err(Refusal::Gap(GapRefusal::ReasonMissing(id))));
    let seq = world.run(&put(family, MOTHER, "the records were burnt")).unwrap();
    assert_eq!(gap(&world, family, MOTHER), None);
    assert!(gap(&world, family, FATHER).is_some());
    assert_eq!(world.run(&put(family, MOTHER, "again")), Err(Refusal::Gap(GapRefusal::NotThere(id))));
    // What has been known until now is asked for, and nothing of what was put aside.
    record(&mut world, family, MOTHER, Field::BornOn, None);
    let now = fields(gap(&world, family, MOTHER));
    assert!(now.contains(&Field::BornOn) && !now.contains(&Field::SelfCare), "{now:?}");
    let later = world.entries.last().unwrap().seq;
    world.run(&Command::Undo { seq: later, reason: "mistake".into() }).unwrap();
    world.run(&Command::Undo { seq, reason: "found".into() }).unwrap();
    assert_eq!(gap(&world, family, MOTHER), before);
}

#[test]
fn a_gap_of_nobody_is_not_there() {
    let (mut world, family) = world();
    let id = GapId { family, member: MemberNo(9) };
    assert_eq!(world.run(&put(family, MemberNo(9), "who")), Err(Refusal::Gap(GapRefusal::NotThere(id))));
}
