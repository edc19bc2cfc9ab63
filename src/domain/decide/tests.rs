mod contact;
mod period;
mod review;
pub mod world;

use crate::domain::command::{Command, Edit, Fact, Happening};
use crate::domain::item::{Due, Urgency};
use crate::domain::refusal::Refusal;
use crate::domain::standing;
use crate::domain::workflow::{Status, Verb};
use crate::ids::{DepartmentNo, FamilyId, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::policy::verdict::Truth;
use crate::text::Lang;
use chrono::NaiveDate;
use world::World;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn edit(family: FamilyId, member: Option<u8>, field: Field, value: Option<Value>) -> Command {
    let edit = Edit { member: member.map(MemberNo), field, since: None, value };
    Command::EditFamily { family, seen: None, edits: vec![edit], new_members: Vec::new() }
}

/// Whether the family is in the plan on a day.
fn in_plan(world: &World, family: FamilyId, on: &str) -> Truth {
    standing::in_plan(&world.plan, &world.families[&family], day(on))
}

#[test]
fn an_identity_number_tells_birth_and_sex_where_nothing_else_does() {
    let mut world = World::new();
    let family = world.family();
    let mother = world.families[&family].member(MemberNo(2)).unwrap();
    assert_eq!(mother.facts.date(Field::BornOn), Some(day("1960-01-01")));
    assert_eq!(mother.facts.choice(Field::Sex), Some(1));
}

#[test]
fn what_cannot_be_recorded_is_refused_with_a_sentence_and_changes_nothing() {
    let mut world = World::new();
    let family = world.family();
    let other = world.family();
    let text = |text: &str| Some(Value::Text(text.into()));
    let cases = [
        (edit(FamilyId(99), None, Field::Phone, text("1")), "no-such-family"),
        (edit(family, Some(9), Field::Name, text("王")), "no-such-member"),
        (edit(family, Some(1), Field::IdentityNumber, text("512302196001010016")), "bad-value"),
        (edit(other, Some(1), Field::IdentityNumber, text("512302196001010015")), "identity-taken"),
        (edit(other, None, Field::CaseNumber, text("NC-1")), "case-number-taken"),
        (edit(family, Some(3), Field::DisabilityGrade, Some(Value::Number(7))), "bad-value"),
        (edit(family, Some(3), Field::BornOn, Some(Value::Date(day("2030-01-01")))), "not-yet"),
        (edit(family, Some(3), Field::DisabilityGrade, Some(Value::Number(2))), "nothing-to-change"),
        (Command::AddFamily { facts: Vec::new(), members: vec![Vec::new()] }, "nobody-named"),
        (Command::Undo { seq: Seq(99), reason: "r".into() }, "no-such-entry"),
        (
            Command::FamilyEvent { family, happening: Happening::Death { member: MemberNo(2), on: day("1950-01-01") } },
            "before-birth",
        ),
        (Command::EditFamily { family, seen: Some(Seq(77)), edits: Vec::new(), new_members: Vec::new() }, "stale"),
    ];
    let (families, entries) = (world.families.clone(), world.entries.len());
    for (command, code) in cases {
        let refusal = world.run(&command).expect_err(code);
        assert_eq!(refusal.code(), code, "{command:?}");
        for lang in [Lang::Zh, Lang::En] {
            assert!(!refusal.sentence(lang).is_empty() && !refusal.hint(lang).is_empty(), "{code}");
            assert!(!refusal.sentence(lang).contains("512302196001010015"), "{code} shows an identity number");
        }
    }
    assert_eq!((families, entries), (world.families.clone(), world.entries.len()));
}

#[test]
fn two_people_of_one_command_cannot_share_a_number() {
    let mut world = World::new();
    let person = || {
        vec![
            Fact::new(Field::Name, Value::Text("王建国".into())),
            Fact::new(Field::IdentityNumber, Value::Text("512302196001010015".into())),
        ]
    };
    let refusal = world.run(&Command::AddFamily { facts: Vec::new(), members: vec![person(), person()] }).unwrap_err();
    assert_eq!(refusal.code(), "identity-taken");
}

/// Section two and the ninth trap: a later birth ends the standing from its day, not before.
#[test]
fn standing_is_judged_as_of_a_day() {
    let mut world = World::new();
    let family = world.family();
    assert_eq!(in_plan(&world, family, "2026-11-24"), Truth::Yes);
    world.run(&Command::FamilyEvent { family, happening: Happening::Birth { on: day("2020-05-01") } }).unwrap();
    assert_eq!(in_plan(&world, family, "2020-04-30"), Truth::Yes);
    assert_eq!(in_plan(&world, family, "2020-05-01"), Truth::No);
    assert_eq!(in_plan(&world, family, "2026-11-24"), Truth::No);
}

#[test]
fn a_grade_change_holds_from_its_day() {
    let mut world = World::new();
    let family = world.family();
    let happening = Happening::GradeChange { member: MemberNo(3), grade: 4, on: day("2025-03-01"), certificate: None };
    world.run(&Command::FamilyEvent { family, happening }).unwrap();
    // Grade 4 in a town is not in the plan.
    assert_eq!(in_plan(&world, family, "2025-02-28"), Truth::Yes);
    assert_eq!(in_plan(&world, family, "2025-03-01"), Truth::No);
}

#[test]
fn an_item_from_pending_to_closed() {
    let mut world = World::new();
    let family = world.family();
    let item = world.open(family, "health-record", Some(2)).unwrap();
    assert_eq!(world.items[&item].status, Status::Pending);
    world.step(item, Verb::Accept).unwrap();
    assert_eq!(world.items[&item].assignee, "zhou");
    let measure = world.plan.by_id("health-record").unwrap().clone();
    let missing = world.step(item, Verb::Deliver).unwrap_err();
    assert!(matches!(missing, Refusal::RecordMissing(_)), "{missing:?}");
    let record: Vec<(String, String)> = measure.record.iter().map(|key| (key.clone(), sample(&world, key))).collect();
    world.step_with(item, Verb::Deliver, |step| step.record = record.clone()).unwrap();
    world.step(item, Verb::Close).unwrap();
    assert_eq!(world.items[&item].status, Status::Closed);
    assert_eq!(world.items[&item].delivery().unwrap().made.record.len(), measure.record.len());
}

/// A text that fits a record field.
fn sample(world: &World, key: &str) -> String {
    use crate::policy::plan::RecordKind;
    match &world.plan.record(key).unwrap().kind {
        RecordKind::Date => "2026-11-20".into(),
        RecordKind::Money => "100".into(),
        RecordKind::Number => "3".into(),
        RecordKind::Text => "好".into(),
        RecordKind::YesNo => "是".into(),
        RecordKind::Choice(choices) => choices[0].title.zh.clone(),
    }
}

#[test]
fn steps_ask_for_what_they_need() {
    let mut world = World::new();
    let family = world.family();
    let item = world.open(family, "subsidy-first", None).unwrap();
    let here = world.items[&item].department;
    let bare = |verb| Command::MoveItem { item, seen: None, step: crate::domain::event::Move::new(verb) };
    let cases: [(Command, &str); 5] = [
        (bare(Verb::Decline), "reason-missing"),
        (bare(Verb::Resume), "illegal-step"),
        (bare(Verb::Close), "illegal-step"),
        (bare(Verb::Refer), "reason-missing"),
        (bare(Verb::Reopen), "illegal-step"),
    ];
    for (command, code) in cases {
        assert_eq!(world.run(&command).unwrap_err().code(), code);
    }
    assert_eq!(world.step(item, Verb::Decline).unwrap_err().code(), "clause-missing");
    assert_eq!(
        world.step_with(item, Verb::Refer, |step| step.department = Some(here)).unwrap_err().code(),
        "refer-to-same"
    );
    let far = Some(DepartmentNo(99));
    assert_eq!(
        world.step_with(item, Verb::Refer, |step| step.department = far).unwrap_err().code(),
        "no-such-department"
    );
    let past = Some(world.day());
    assert_eq!(world.step_with(item, Verb::Suspend, |step| step.until = past).unwrap_err().code(), "not-ahead");
    let other = DepartmentNo(if here == DepartmentNo(1) { 2 } else { 1 });
    world.step_with(item, Verb::Refer, |step| step.department = Some(other)).unwrap();
    assert_eq!((world.items[&item].status, world.items[&item].department), (Status::Referred, other));
}

#[test]
fn the_clock_stands_still_while_an_item_is_suspended() {
    let mut world = World::new();
    let family = world.family();
    // Opened on Monday 14 September 2026 with 20 working days: Mid-Autumn and National Day lie between.
    world.at("2026-09-14T10:00:00+08:00");
    let item = world.open(family, "subsidy-first", None).unwrap();
    let Some(first) = world.items[&item].due else { return assert!(world.items[&item].due.is_none()) };
    world.at("2026-09-15T10:00:00+08:00").step(item, Verb::Suspend).unwrap();
    assert_eq!(world.items[&item].status, Status::Suspended);
    // 16, 17, 18, 20 (a worked Sunday) and 21 September are five working days.
    world.at("2026-09-21T10:00:00+08:00").step(item, Verb::Resume).unwrap();
    let calendar = crate::policy::calendar::Calendar::built_in();
    let now = world.items[&item].due.unwrap();
    assert_eq!(calendar.working_days_between(first.on, now.on), 5);
    assert_eq!(world.items[&item].status, Status::Pending);
}

#[test]
fn an_emergency_is_due_in_hours_and_night_counts() {
    let mut world = World::new();
    let family = world.family();
    let misfortune = [(Field::Misfortune, Value::Choice(2)), (Field::MisfortuneOn, Value::Date(day("2026-10-01")))];
    for (field, value) in misfortune {
        world.run(&edit(family, None, field, Some(value))).unwrap();
    }
    world.at("2026-10-01T22:15:00+08:00");
    let item = world.open(family, "emergency-relief", None).unwrap();
    let item = &world.items[&item];
    assert_eq!(item.urgency, Urgency::Emergency);
    assert_eq!(item.due, Some(Due { on: day("2026-10-02"), at: chrono::NaiveTime::from_hms_opt(22, 15, 0) }));
}

#[test]
fn a_measure_that_does_not_apply_is_opened_only_with_a_word_why() {
    let mut world = World::new();
    let family = world.family();
    world.run(&Command::FamilyEvent { family, happening: Happening::Birth { on: day("2020-05-01") } }).unwrap();
    let refusal = world.open(family, "subsidy-first", None).unwrap_err();
    assert_eq!(refusal.code(), "not-entitled");
    let told = refusal.sentence(Lang::Zh);
    assert!(told.contains("各类补贴优先保障") && told.contains("并非“家庭再生育日期已登记”，现为"), "{told}");
    let measure = world.plan.by_id("subsidy-first").unwrap().no;
    let note = "2014年起已在办，补登记".to_string();
    let command = Command::OpenItem {
        family,
        measure,
        member: None,
        department: None,
        urgency: None,
        due: None,
        period: None,
        note,
    };
    world.run(&command).unwrap();
}

#[test]
fn what_comes_once_is_not_opened_twice() {
    let mut world = World::new();
    let family = world.family();
    let first = world.open(family, "health-record", Some(2)).unwrap();
    assert_eq!(world.open(family, "health-record", Some(2)), Err(Refusal::AlreadyOpen(first)));
    world.open(family, "health-record", Some(1)).unwrap();
}

/// Section five: each unit names a leader and sends its report.
#[test]
fn a_duty_of_the_district_is_owed_once_by_each_body() {
    let mut world = World::new();
    let measure = world.plan.by_id("gov-annual-report").unwrap().no;
    let by = |department| Command::OpenItem {
        family: FamilyId::DISTRICT,
        measure,
        member: None,
        department: Some(DepartmentNo(department)),
        urgency: None,
        due: None,
        period: None,
        note: String::new(),
    };
    for department in 1..=13 {
        world.run(&by(department)).unwrap();
    }
    assert_eq!(world.run(&by(5)).unwrap_err().code(), "period-covered");
}

#[test]
fn undo_takes_back_exactly_what_was_done() {
    let mut world = World::new();
    let family = world.family();
    let item = world.open(family, "health-record", Some(2)).unwrap();
    let undo = |seq| Command::Undo { seq, reason: "误操作".into() };
    let before = (world.families[&family].facts.clone(), world.items[&item].status);
    let change = world.run(&edit(family, None, Field::Township, Some(Value::Number(500_119_002)))).unwrap();
    let accepted = world.step(item, Verb::Accept).unwrap();
    world.run(&undo(change)).unwrap();
    world.run(&undo(accepted)).unwrap();
    assert_eq!((world.families[&family].facts.clone(), world.items[&item].status), before);
    assert_eq!(world.items[&item].steps.len(), 1, "the step stays, marked");
    assert!(world.items[&item].steps[0].withdrawn);
    assert_eq!(world.run(&undo(change)), Err(Refusal::AlreadyUndone(change)));
    let last = Seq(world.entries.len() as u64);
    assert_eq!(world.run(&undo(last)), Err(Refusal::NotUndoable(last)));
}

#[test]
fn undo_refuses_where_something_was_built_on_it() {
    let mut world = World::new();
    let family = world.family();
    let set = |value| edit(family, None, Field::Phone, Some(Value::Text(value)));
    let first = world.run(&set("13800000001".into())).unwrap();
    let second = world.run(&set("13800000002".into())).unwrap();
    assert_eq!(
        world.run(&Command::Undo { seq: first, reason: "r".into() }),
        Err(Refusal::ChangedSince { seq: first, later: second })
    );
    world.run(&Command::Undo { seq: second, reason: "r".into() }).unwrap();
    world.run(&Command::Undo { seq: first, reason: "r".into() }).unwrap();
    assert_eq!(world.families[&family].facts.text(Field::Phone), "");
}

#[test]
fn a_family_entered_in_error_can_be_taken_back_until_something_happened() {
    let mut world = World::new();
    let family = world.family();
    world.run(&Command::Undo { seq: Seq(1), reason: "重复登记".into() }).unwrap();
    assert!(world.families[&family].withdrawn);
    assert_eq!(
        world.run(&edit(family, None, Field::Phone, Some(Value::Text("1".into())))).unwrap_err(),
        Refusal::NoSuchFamily(family)
    );
    // Its case number and identity numbers are free again.
    let again = world.family();
    assert_ne!(again, family);
}
