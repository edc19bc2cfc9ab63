//! Contact that was made: it is the item of its month that is delivered, opened first where it is not there, and it can be taken back.

use super::world::World;
use super::{day, edit};
use crate::domain::command::Command;
use crate::domain::item::Due;
use crate::domain::quiet::Because;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Owner, RegisterCommand};
use crate::domain::rhythm::{self, Made, RhythmCommand, RhythmRefusal};
use crate::domain::workflow::{Status, Verb};
use crate::ids::FamilyId;
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::plan::Plan;
use crate::policy::value::Value;

fn contact(family: FamilyId, on: &str, way: &str) -> Command {
    let record = [("contact_on", on), ("contact_way", way)];
    let record = record.into_iter().map(|(key, value)| (key.into(), value.into())).collect();
    Command::Rhythm(RhythmCommand::Contact(Made { family, measure: None, record }))
}

#[test]
fn contact_delivers_the_item_of_its_month_and_opens_it_where_it_is_not_there() {
    let mut world = World::new();
    let family = world.family();
    world.run(&edit(family, None, Field::RefusesVisit, Some(Value::Flag(false)))).unwrap();
    let open = world.open(family, "daily-care", None).unwrap();
    world.run(&contact(family, "2026-11-20", "home")).unwrap();
    assert_eq!((world.items.len(), world.items[&open].status), (1, Status::Delivered));
    assert!(rhythm::is_at_home(&world.items[&open].delivery().unwrap().made.record));
    // Another time in the same month: the item is there and done, and the contact stands as a note on it.
    let noted = world.run(&contact(family, "2026-11-21", "phone")).unwrap();
    assert_eq!((world.items.len(), world.items[&open].status), (1, Status::Delivered));
    let row = world.rows.values().next().unwrap();
    assert_eq!(row.owner, Owner::Item(open));
    let note = row.value("note").unwrap();
    assert!(note.starts_with("再次联系：") && note.contains("2026-11-21") && note.contains("电话"), "{note}");
    world.run(&Command::Undo { seq: noted, reason: "记错了家庭".into() }).unwrap();
    assert!(world.rows.values().all(|row| row.values().is_none()), "a note is taken back like anything else");
    // A month without an item: opened, taken and delivered in one entry, which can be taken back whole.
    let seq = world.run(&contact(family, "2026-10-05", "phone")).unwrap();
    let second = *world.items.keys().next_back().unwrap();
    let item = &world.items[&second];
    assert_eq!(
        (item.period, item.status, item.assignee.as_str()),
        (Some(Period::Month(2026, 10)), Status::Delivered, "zhou")
    );
    world.run(&Command::Undo { seq, reason: "记错了家庭".into() }).unwrap();
    assert_eq!(world.items[&second].status, Status::Withdrawn);
    // And then written down again.
    world.run(&contact(family, "2026-10-06", "phone")).unwrap();
    assert_eq!(world.items.len(), 3);
}

#[test]
fn what_a_clerk_had_begun_goes_on() {
    let mut world = World::new();
    let family = world.family();
    let open = world.open(family, "daily-care", None).unwrap();
    world.step(open, Verb::Accept).unwrap();
    world.run(&contact(family, "2026-11-24", "phone")).unwrap();
    let verbs: Vec<Verb> = world.items[&open].counted().map(|step| step.made.verb).collect();
    assert_eq!(verbs, [Verb::Accept, Verb::Deliver]);
}

#[test]
fn a_family_that_declines_visits_is_spoken_with_all_the_same() {
    let mut world = World::new();
    let family = world.family();
    world.run(&edit(family, None, Field::RefusesVisit, Some(Value::Flag(true)))).unwrap();
    world.run(&contact(family, "2026-11-24", "phone")).unwrap();
    assert!(world.items.values().all(|item| item.status == Status::Delivered && item.note.contains("谢绝走访")));
}

#[test]
fn contact_is_refused_with_the_reason() {
    let mut world = World::new();
    let family = world.family();
    let no = |id: &str| world.plan.by_id(id).unwrap().no;
    let (visit, nobody) = (no("festival-visit"), FamilyId(99));
    assert_eq!(world.run(&contact(nobody, "2026-11-24", "phone")), Err(Refusal::NoSuchFamily(nobody)));
    let ahead = world.run(&contact(family, "2026-12-24", "phone"));
    assert!(matches!(ahead, Err(Refusal::RecordWrong { .. })), "{ahead:?}");
    let record = Vec::new();
    let made = Made { family, measure: Some(visit), record };
    let approved = world.run(&Command::Rhythm(RhythmCommand::Contact(made)));
    assert!(matches!(approved, Err(Refusal::Rhythm(RhythmRefusal::NoContact { measure: Some(_) }))), "{approved:?}");
    assert!(world.items.is_empty(), "nothing was written");
    assert_eq!(world.day(), day("2026-11-24"));
}

#[test]
fn nobody_plans_to_call_on_a_quiet_date() {
    let mut world = World::new();
    let family = world.family();
    let child = |field, value| edit(family, Some(3), field, Some(value));
    world.run(&child(Field::Alive, Value::Flag(false))).unwrap();
    world.run(&child(Field::DiedOn, Value::Date(day("2015-12-03")))).unwrap();
    let with_next = |on: &str| {
        let Command::Rhythm(RhythmCommand::Contact(mut made)) = contact(family, "2026-11-24", "phone") else {
            panic!("another command")
        };
        made.record.push(("next_on".into(), on.into()));
        Command::Rhythm(RhythmCommand::Contact(made))
    };
    // The day of the death is a Thursday: the Friday after it would do.
    let quiet = |on: &str, because, next: &str| {
        Err(Refusal::from(RhythmRefusal::Quiet { day: day(on), because, next: Some(day(next)) }))
    };
    assert_eq!(world.run(&with_next("2026-12-03")), quiet("2026-12-03", Because::DeathDay, "2026-12-04"));
    assert_eq!(world.run(&with_next("2027-04-05")), quiet("2027-04-05", Because::Qingming, "2027-04-06"));
    // The family's own, by its row of the small register.
    let register = world.plan.register_called("quiet-date").unwrap().no;
    let write = RegisterCommand::Write {
        register,
        owner: Owner::Family(family),
        values: vec![("quiet_first".into(), "2010-12-04".into()), ("note".into(), "结婚纪念日".into())],
    };
    world.run(&Command::Register(write)).unwrap();
    assert_eq!(world.run(&with_next("2026-12-03")), quiet("2026-12-03", Because::DeathDay, "2026-12-07"));
    // A clerk who sets the day of a visit is told the same; an item that is no visit is not concerned.
    let open = |measure: &str| Command::OpenItem {
        family,
        measure: Plan::builtin().by_id(measure).unwrap().no,
        member: None,
        department: None,
        urgency: None,
        due: Some(Due::on(day("2026-12-03"))),
        period: None,
        note: "约定".into(),
    };
    assert_eq!(world.run(&open("festival-visit")), quiet("2026-12-03", Because::DeathDay, "2026-12-07"));
    world.run(&open("emergency-relief")).unwrap();
    // What has happened is written down as it was.
    world.run(&with_next("2026-12-07")).unwrap();
    assert_eq!(world.items.len(), 2);
}
