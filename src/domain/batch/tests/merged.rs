//! Two families that are one: what was paid to either was paid to both, and nothing of a family that went into another one goes out by
//! itself.

use super::super::{Correction, Said, State};
use super::*;
use crate::domain::merge::MergeCommand;
use crate::domain::review::{Spot, Who};
use crate::text::Lang;

const KEPT: FamilyId = FamilyId(1);
const OTHER: FamilyId = FamilyId(2);

fn two() -> World {
    let mut world = World::new();
    family(&mut world, None);
    family(&mut world, None);
    world
}

/// The second family goes into the first, which keeps what it has.
pub fn merge(world: &mut World, keep: FamilyId, other: FamilyId) -> Result<Seq, Refusal> {
    let hold = vec![Spot { who: Who::Everybody, field: None }];
    let reason = "同一户登记两次".into();
    world.run(&Command::Merge(MergeCommand { keep, other, seen: None, take: Vec::new(), hold, reason }))
}

fn paid(world: &mut World, batch_id: BatchId, no: u32) -> Result<Seq, Refusal> {
    let on = world.day();
    let command =
        BatchCommand::Return { line: LineId { batch: batch_id, no }, outcome: Said::Paid(on), bounced: false };
    batch(world, command)
}

fn failed(world: &mut World, batch_id: BatchId, no: u32) {
    let line = LineId { batch: batch_id, no };
    batch(world, BatchCommand::Return { line, outcome: Said::Failed("账号不存在".into()), bounced: false }).unwrap();
}

fn hold(world: &mut World, batch_id: BatchId, no: u32) {
    let line = LineId { batch: batch_id, no };
    batch(world, BatchCommand::Rule { line, hold: true, reason: "两户合并".into() }).unwrap();
}

/// The money that came too much for the kept family, and what is left to pay.
fn account(world: &World) -> (i64, i64) {
    let found = super::life::accounts(world, KEPT, false);
    (found.iter().map(|one| one.overpaid().0).sum(), found.iter().map(|one| one.arrears().0).sum())
}

#[test]
fn months_paid_to_the_other_are_not_paid_again() {
    let mut world = two();
    let first = drawn(&mut world, "2026-H1");
    hold(&mut world, first, 1);
    batch(&mut world, BatchCommand::Freeze { batch: first }).unwrap();
    batch(&mut world, BatchCommand::Send { batch: first }).unwrap();
    paid(&mut world, first, 2).unwrap();
    merge(&mut world, KEPT, OTHER).unwrap();
    assert_eq!(account(&world), (0, 0));
    let add = BatchCommand::Add {
        batch: drawn(&mut world, "2026-H2"),
        family: KEPT,
        member: MOTHER,
        period: period("2026-H1"),
    };
    assert!(batch(&mut world, add).is_err());
}

#[test]
fn in_a_draft_the_family_that_went_is_left_out_at_the_next_check() {
    let mut world = two();
    let id = drawn(&mut world, "2026-H2");
    let seq = merge(&mut world, KEPT, OTHER).unwrap();
    assert!(batch(&mut world, BatchCommand::Freeze { batch: id }).is_err(), "line 2 is for nobody any more");
    listed(&mut world, id);
    assert_eq!(line(&world, id, 1).state(), State::In);
    assert_eq!(told(line(&world, id, 2)).split_once(" the ").unwrap().1, "family went into F1");
    batch(&mut world, BatchCommand::Freeze { batch: id }).unwrap();
    // Nobody can put it in by hand.
    let line = LineId { batch: id, no: 2 };
    assert!(batch(&mut world, BatchCommand::Rule { line, hold: false, reason: "核实".into() }).is_err());
    // Two again: what is drawn up next has both.
    batch(&mut world, BatchCommand::Discard { batch: id, reason: "重做".into() }).unwrap();
    world.run(&Command::Undo { seq, reason: "误操作".into() }).unwrap();
    let next = drawn(&mut world, "2026-H2");
    assert_eq!(world.lines.values().filter(|line| line.batch == next && line.state() == State::In).count(), 2);
}

#[test]
fn a_settled_batch_with_both_is_not_sent_before_one_is_held() {
    let mut world = two();
    let id = drawn(&mut world, "2026-H2");
    batch(&mut world, BatchCommand::Freeze { batch: id }).unwrap();
    merge(&mut world, KEPT, OTHER).unwrap();
    let refusal = batch(&mut world, BatchCommand::Send { batch: id }).unwrap_err();
    assert!(refusal.sentence(Lang::En).contains("B1-1") && refusal.sentence(Lang::En).contains("B1-2"), "{refusal:?}");
    hold(&mut world, id, 1);
    batch(&mut world, BatchCommand::Send { batch: id }).unwrap();
    // The line stands under the number it was settled with; what it delivers is the kept family's.
    paid(&mut world, id, 2).unwrap();
    let item = world.lines[&LineId { batch: id, no: 2 }].item().unwrap();
    assert_eq!((item.family, account(&world)), (KEPT, (0, 0)));
}

#[test]
fn what_the_bank_had_paid_to_both_is_told_as_paid_too_much() {
    let mut world = two();
    let id = sent(&mut world, "2026-H2");
    merge(&mut world, KEPT, OTHER).unwrap();
    paid(&mut world, id, 1).unwrap();
    paid(&mut world, id, 2).unwrap();
    let (overpaid, arrears) = account(&world);
    assert!(overpaid > 0 && arrears == 0, "{overpaid} {arrears}");
}

#[test]
fn a_failed_line_of_the_other_is_put_right_and_paid_again_with_the_kept_family() {
    let mut world = two();
    let id = drawn(&mut world, "2026-H2");
    hold(&mut world, id, 1);
    batch(&mut world, BatchCommand::Freeze { batch: id }).unwrap();
    batch(&mut world, BatchCommand::Send { batch: id }).unwrap();
    failed(&mut world, id, 2);
    merge(&mut world, KEPT, OTHER).unwrap();
    let correction = Correction {
        line: LineId { batch: id, no: 2 },
        account: Some("6222020000000000000".into()),
        bank: None,
        reason: "换卡".into(),
    };
    batch(&mut world, BatchCommand::Correct(correction)).unwrap();
    assert_eq!(world.families[&KEPT].facts.text(Field::Account), "6222020000000000000");
    batch(&mut world, BatchCommand::Again { batch: id }).unwrap();
    let again = *world.batches.keys().next_back().unwrap();
    listed(&mut world, again);
    let line = line(&world, again, 1);
    assert_eq!(line.payee(), (KEPT, MOTHER));
}
