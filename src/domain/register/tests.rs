//! Rows of small registers as an officer would check them.

use super::{Owner, RegisterCommand, Row};
use crate::domain::command::Command;
use crate::domain::decide::tests::world::World;
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, MemberNo, RowId, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::text::Lang;

fn values(text: &str) -> Vec<(String, String)> {
    text.split_whitespace()
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.to_string(), value.to_string()))
        .collect()
}

fn write(world: &mut World, register: &str, owner: Owner, text: &str) -> Result<RowId, Refusal> {
    let register = world.plan.register_called(register).unwrap().no;
    world.run(&Command::Register(RegisterCommand::Write { register, owner, values: values(text) }))?;
    Ok(*world.rows.keys().next_back().unwrap())
}

fn correct(world: &mut World, row: RowId, text: &str) -> Result<Seq, Refusal> {
    world.run(&Command::Register(RegisterCommand::Correct { row, seen: None, values: values(text) }))
}

fn withdraw(world: &mut World, row: RowId) -> Result<Seq, Refusal> {
    world.run(&Command::Register(RegisterCommand::Withdraw { row, seen: None, reason: "录错".into() }))
}

fn undo(world: &mut World, seq: u64) -> Result<Seq, Refusal> {
    world.run(&Command::Undo { seq: Seq(seq), reason: "误操作".into() })
}

fn said(row: &Row) -> String {
    let pairs = row.values().unwrap_or_default().iter();
    pairs.map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" ")
}

fn money(world: &World, family: FamilyId, member: u8, field: Field, on: &str) -> Option<i64> {
    match world.families[&family].member(MemberNo(member)).unwrap().facts.value(field, on.parse().unwrap()) {
        Some(Value::Money(fen)) => Some(*fen),
        _ => None,
    }
}

const STAY: &str = "hospital=区人民医院 admitted_on=2026-10-01 discharged_on=2026-10-09 stay_total=10000 \
                    paid_basic=6000 paid_critical=1000 paid_commercial=0";

#[test]
fn a_stay_is_a_row_and_the_facts_that_the_rule_of_relief_reads() {
    let mut world = World::new();
    let family = world.family();
    let row = write(&mut world, "hospital-stay", Owner::Member(family, MemberNo(2)), STAY).unwrap();
    assert!(said(&world.rows[&row]).ends_with("left_amount=3000.00"), "{}", said(&world.rows[&row]));
    let entry = world.entries.last().unwrap();
    assert_eq!(entry.body.events.len(), 2, "the row and the facts are one entry");
    for (on, total) in [("2026-09-30", None), ("2026-10-01", Some(1_000_000))] {
        assert_eq!(money(&world, family, 2, Field::StayTotal, on), total, "{on}");
    }
    // The total was misread: what is left follows, and so does the fact.
    correct(&mut world, row, "stay_total=12000").unwrap();
    assert!(said(&world.rows[&row]).contains("left_amount=5000.00"));
    assert_eq!(money(&world, family, 2, Field::StayTotal, "2026-11-24"), Some(1_200_000));
    // The day was misread too: nothing stays behind on the wrong day.
    correct(&mut world, row, "admitted_on=2026-10-05").unwrap();
    assert_eq!(money(&world, family, 2, Field::StayTotal, "2026-10-04"), None);
    assert_eq!(money(&world, family, 2, Field::StayTotal, "2026-10-05"), Some(1_200_000));
    withdraw(&mut world, row).unwrap();
    assert_eq!(money(&world, family, 2, Field::StayTotal, "2026-11-24"), None);
    assert_eq!(world.rows[&row].values(), None);
}

#[test]
fn undoing_brings_row_and_facts_back_step_by_step() {
    let mut world = World::new();
    let family = world.family();
    let owner = Owner::Member(family, MemberNo(2));
    let row = write(&mut world, "care-grade", owner, "assessed_on=2026-01-05 care_grade=partial").unwrap();
    let written = world.entries.len() as u64;
    let corrected = correct(&mut world, row, "care_grade=total").unwrap();
    let grade = |world: &World| world.families[&family].member(MemberNo(2)).unwrap().facts.choice(Field::SelfCare);
    assert_eq!(grade(&world), Some(3));
    assert_eq!(undo(&mut world, written).unwrap_err().code(), "changed-since");
    undo(&mut world, corrected.0).unwrap();
    assert_eq!(
        (grade(&world), said(&world.rows[&row]).as_str()),
        (Some(2), "assessed_on=2026-01-05 care_grade=partial")
    );
    undo(&mut world, written).unwrap();
    assert_eq!((grade(&world), world.rows[&row].values()), (None, None));
    assert_eq!(correct(&mut world, row, "care_grade=able").unwrap_err().code(), "no-such-row");
}

#[test]
fn a_fact_that_somebody_recorded_otherwise_since_is_left_alone() {
    let mut world = World::new();
    let family = world.family();
    let owner = Owner::Member(family, MemberNo(2));
    let row = write(&mut world, "care-grade", owner, "assessed_on=2026-01-05 care_grade=partial").unwrap();
    let since = Some("2026-01-05".parse().unwrap());
    let edit = crate::domain::command::Edit {
        member: Some(MemberNo(2)),
        field: Field::SelfCare,
        since,
        value: Some(Value::Choice(3)),
    };
    world.run(&Command::EditFamily { family, seen: None, edits: vec![edit], new_members: Vec::new() }).unwrap();
    withdraw(&mut world, row).unwrap();
    assert_eq!(world.families[&family].member(MemberNo(2)).unwrap().facts.choice(Field::SelfCare), Some(3));
}

#[test]
fn what_does_not_fit_is_refused_with_a_sentence() {
    let mut world = World::new();
    let family = world.family();
    let member = Owner::Member(family, MemberNo(2));
    write(&mut world, "health-record", member, "record_no=1 opened_on=2026-01-05").unwrap();
    let cases = [
        ("hospital-stay", Owner::Family(family), STAY, "wrong-owner"),
        ("hospital-stay", Owner::Member(family, MemberNo(9)), STAY, "no-such-member"),
        ("hospital-stay", Owner::Member(FamilyId(9), MemberNo(1)), STAY, "no-such-family"),
        ("hospital-stay", member, "hospital=x", "record-missing"),
        ("hospital-stay", member, "hospital=x admitted_on=2027-01-01", "record-wrong"),
        ("hospital-stay", member, "hospital=x admitted_on=2026-01-05 discharged_on=2026-01-04", "record-unlike"),
        ("hospital-stay", member, "hospital=x admitted_on=2026-01-05 stay_total=1 paid_basic=2", "record-unlike"),
        ("hospital-stay", member, "hospital=x admitted_on=2026-01-05 stay_total=3 left_amount=1", "record-unlike"),
        ("hospital-stay", member, "hospital=x admitted_on=2026-01-05 amount=3", "record-unknown"),
        ("health-record", member, "record_no=2 opened_on=2026-01-06", "only-one-row"),
        ("meeting", Owner::Department(crate::ids::DepartmentNo(1)), "held_on=2026-01-05 minutes=x", "wrong-owner"),
        ("unit-duty", Owner::Department(crate::ids::DepartmentNo(99)), "leader=x contact=y", "no-such-department"),
        (
            "schooling",
            member,
            "school_year=2026 from_on=2026-09-01 school_stage=sec-voc year_of_study=9",
            "record-wrong",
        ),
    ];
    let before = world.entries.len();
    for (register, owner, text, code) in cases {
        let refusal = write(&mut world, register, owner, text).expect_err(text);
        assert_eq!(refusal.code(), code, "{register} {text}: {}", refusal.sentence(Lang::En));
        for lang in [Lang::Zh, Lang::En] {
            assert!(!refusal.sentence(lang).is_empty() && !refusal.hint(lang).is_empty());
        }
    }
    assert_eq!(world.entries.len(), before);
}

#[test]
fn every_register_of_the_plan_takes_a_row_with_what_it_asks_for() {
    use crate::policy::plan::{OwnerKind, RecordKind};
    let mut world = World::new();
    let family = world.family();
    let item = world.open(family, "subsidy-first", None);
    let plan = world.plan.clone();
    for register in plan.registers() {
        for kind in &register.owners {
            let owner = match kind {
                OwnerKind::Family => Owner::Family(family),
                OwnerKind::Member => Owner::Member(family, MemberNo(2)),
                OwnerKind::Item => Owner::Item(item.clone().unwrap()),
                OwnerKind::Department => Owner::Department(plan.departments()[0].no),
                OwnerKind::District => Owner::District,
            };
            let values = register.fields.iter().filter(|key| register.required.contains(key)).map(|key| {
                let value = match &plan.record(key).unwrap().kind {
                    RecordKind::Date => "2026-03-01".to_string(),
                    RecordKind::Money => "100".into(),
                    RecordKind::Number if key == "year" => "2026".into(),
                    RecordKind::Number => "1".into(),
                    RecordKind::Text if key == "school_year" => "2025-2026".into(),
                    RecordKind::Text => "甲".into(),
                    RecordKind::YesNo => "yes".into(),
                    RecordKind::Choice(options) => options[0].key.clone(),
                };
                (key.clone(), value)
            });
            let command = RegisterCommand::Write { register: register.no, owner, values: values.collect() };
            world
                .run(&Command::Register(command))
                .unwrap_or_else(|refusal| panic!("{}: {}", register.id, refusal.sentence(Lang::En)));
        }
    }
}
