//! Duties that come round: one item for each period, whatever was done with the first.

use super::world::World;
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::domain::rhythm::{RhythmCommand, RhythmRefusal, Stage, is_new};
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, ItemId};
use crate::policy::period::Period;

fn of_period(world: &World, family: FamilyId, measure: &str, period: &str) -> Command {
    Command::OpenItem {
        family,
        measure: world.plan.by_id(measure).unwrap().no,
        member: None,
        department: None,
        urgency: None,
        due: None,
        period: Some(period.parse().unwrap()),
        note: "补登记".into(),
    }
}

fn last_item(world: &World, family: FamilyId) -> ItemId {
    *world.items.keys().rfind(|item| item.family == family).unwrap()
}

/// One item for each period, unless the first was taken back or declined.
#[test]
fn a_period_is_covered_once() {
    let mut world = World::new();
    let family = world.family();
    let first = world.open(family, "gov-eligibility", None).unwrap();
    assert_eq!(world.items[&first].period, Some(Period::Year(2026)));
    let covered = |item| Err(RhythmRefusal::Covered { item, period: Period::Year(2026) }.into());
    assert_eq!(world.open(family, "gov-eligibility", None), covered(first));
    // Another year is another item, though the first is still open.
    world.run(&of_period(&world, family, "gov-eligibility", "2025")).unwrap();
    // What was done stands.
    world.step(first, Verb::Accept).unwrap();
    let declined = world.step_with(first, Verb::Decline, |step| step.clause = "二".into()).unwrap();
    let second = world.open(family, "gov-eligibility", None).unwrap();
    // Now the first cannot come back: not by starting anew, not by an undo, not when it is put away.
    assert_eq!(world.step(first, Verb::Reopen).map(|_| first), covered(second));
    assert_eq!(world.run(&Command::Undo { seq: declined, reason: "误操作".into() }).map(|_| first), covered(second));
    world.step(first, Verb::Close).unwrap();
    assert_eq!(world.step(first, Verb::Reopen).map(|_| first), covered(second));
    let withdrawn = world.step(second, Verb::Withdraw).unwrap();
    world.step(first, Verb::Reopen).unwrap();
    assert_eq!(world.run(&Command::Undo { seq: withdrawn, reason: "误操作".into() }).map(|_| second), covered(first));
    world.run(&of_period(&world, family, "gov-eligibility", "2024")).unwrap();
    assert_eq!(world.items[&last_item(&world, family)].period, Some(Period::Year(2024)));
}

/// Items of before, without a period of their own, count for the one in which they were opened.
#[test]
fn an_item_without_a_period_counts_for_its_day() {
    let mut world = World::new();
    let family = world.family();
    let item = world.at("2026-02-10T09:00:00+08:00").open(family, "gov-eligibility", None).unwrap();
    world.items.get_mut(&item).unwrap().period = None;
    world.at("2026-11-24T09:00:00+08:00");
    assert_eq!(world.open(family, "gov-eligibility", None).unwrap_err().code(), "period-covered");
    world.at("2027-01-04T09:00:00+08:00").open(family, "gov-eligibility", None).unwrap();
}

#[test]
fn a_period_must_be_one_of_the_measure() {
    let mut world = World::new();
    let family = world.family();
    for (measure, period) in [("gov-eligibility", "2026-Q1"), ("festival-visit", "2026-lantern"), ("care-fund", "2026")]
    {
        let command = of_period(&world, family, measure, period);
        assert_eq!(world.run(&command).unwrap_err().code(), "wrong-period", "{measure} {period}");
    }
}

/// The day of a festival, and the day of the year, are those of the period.
#[test]
fn the_period_sets_the_due_date() {
    let mut world = World::new();
    let family = world.family();
    for (period, due) in
        [("2027-spring", "2027-02-03"), ("2026-doubleninth", "2026-11-24"), ("2027-midautumn", "2027-09-12")]
    {
        world.run(&of_period(&world, family, "festival-visit", period)).unwrap();
        let item = last_item(&world, family);
        assert_eq!(world.items[&item].due.unwrap().on.to_string(), due, "{period}");
    }
}

/// Each stage is told once, to whoever is to hear of it, and again only when the due date was moved.
#[test]
fn a_stage_is_told_once() {
    let mut world = World::new();
    let family = world.family();
    let item = world.open(family, "care-fund", None).unwrap();
    let due = world.items[&item].due.unwrap().on;
    let tell = |stage| Command::Rhythm(RhythmCommand::Tell { stage, items: vec![item] });
    let on = |days: i64| format!("{}T09:00:00+08:00", due + chrono::Duration::days(days));
    // (days after the due date, the stages that are new then)
    let rows = [
        (-8, ""),
        (-7, "soon"),
        (-1, "soon"),
        (0, "due"),
        (1, "due overdue"),
        (6, "due overdue"),
        (7, "due overdue late"),
    ];
    for (days, wanted) in rows {
        world.at(&on(days));
        let new = |stage: &&Stage| is_new(&world.items[&item], **stage, &world.plan, world.day());
        let found: Vec<&str> = Stage::ALL.iter().filter(new).map(|stage| stage.key()).collect();
        assert_eq!(found.join(" "), wanted, "{days} days after");
    }
    let version = world.items[&item].version;
    world.at(&on(1));
    let told = world.run(&tell(Stage::Overdue)).unwrap();
    assert_eq!(world.run(&tell(Stage::Overdue)), Err(Refusal::NothingToChange));
    assert_eq!(world.run(&tell(Stage::Late)), Err(Refusal::NothingToChange), "it is not there yet");
    assert_eq!(world.items[&item].version, version, "whoever looked at it changed nothing");
    assert_eq!(world.run(&Command::Undo { seq: told, reason: "误操作".into() }), Err(Refusal::NotUndoable(told)));
    world.step(item, Verb::Suspend).unwrap();
    world.at(&on(3));
    world.step(item, Verb::Resume).unwrap();
    assert_ne!(world.items[&item].due.unwrap().on, due);
    world.at(&on(30));
    world.run(&tell(Stage::Overdue)).unwrap();
}
