//! A batch from the list to the last return: each step once, in order, and what it refuses.

use super::super::{Balance, Correction, Household, Judge, Stage, State, Terms, balances, known_periods};
use super::*;
use crate::domain::batch::command::Said;
use crate::domain::decide::Office;
use crate::domain::workflow::{Status, Verb};
use crate::policy::allowance::table;
use crate::policy::calendar::Calendar;
use crate::policy::money::Fen;
use crate::text::Lang;

fn returned(world: &mut World, line: LineId, outcome: Said, bounced: bool) -> Result<Seq, Refusal> {
    batch(world, BatchCommand::Return { line, outcome, bounced })
}

fn paid(world: &mut World, batch: BatchId, no: u32) -> Result<Seq, Refusal> {
    let on = world.day();
    returned(world, LineId { batch, no }, Said::Paid(on), false)
}

fn failed(world: &mut World, batch: BatchId, no: u32) -> Result<Seq, Refusal> {
    returned(world, LineId { batch, no }, Said::Failed("账号户名不符".into()), false)
}

fn code<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> String {
    let refusal = answer.unwrap_err();
    for lang in [Lang::Zh, Lang::En] {
        assert!(!refusal.sentence(lang).is_empty() && !refusal.hint(lang).is_empty());
    }
    refusal.code().to_string()
}

/// The accounts of a family; only what does not come out even where `uneven` is set.
pub fn accounts(world: &World, family: FamilyId, uneven: bool) -> Vec<Balance> {
    let calendar = Calendar::built_in();
    let now = world.day().and_hms_opt(9, 0, 0).unwrap().and_utc().fixed_offset();
    let office = Office { plan: &world.plan, calendar: &calendar, now };
    let terms = Terms::of(office, world).unwrap();
    let measure = world.plan.by_id("allowance-payment").unwrap();
    let judge = Judge { office, register: world, measure, terms: &terms };
    let periods = known_periods(world, measure.no);
    let household: Household = judge.household(world.families[&family].clone());
    balances(&judge, &household, &periods, uneven)
}

/// What is uneven of everybody: person, period, owed, paid, arrears, overpaid.
fn uneven(world: &World) -> Vec<String> {
    let of = |family: &crate::domain::family::Family| accounts(world, family.id, true);
    let told = |one: Balance| {
        let (yuan, family) = (|fen: Fen| fen.0 / 100, one.family);
        format!("{family} {} -{} +{}", one.period, yuan(one.arrears()), yuan(one.overpaid()))
    };
    world.families.values().flat_map(of).map(told).collect()
}

#[test]
fn a_batch_from_the_list_to_its_end() {
    let mut world = World::new();
    let families: Vec<FamilyId> = (0..3).map(|_| family(&mut world, None)).collect();
    let id = drawn(&mut world, "2026-H2");
    assert_eq!(world.batches[&id].totals.waiting.lines, 3);
    // Nothing is said again, and no second draft of the same is begun.
    let all = families.clone();
    assert_eq!(
        code(batch(&mut world, BatchCommand::List { batch: id, families: all, whole: false })),
        "nothing-to-change"
    );
    let measure = world.batches[&id].measure;
    let again = BatchCommand::Draw { measure, period: period("2026-H2"), department: None, note: String::new() };
    assert_eq!(code(batch(&mut world, again)), "draft-there");
    assert_eq!(code(paid(&mut world, id, 1)), "wrong-stage");
    // What changed since it was checked keeps it from being frozen.
    edit(&mut world, families[1], None, Field::Account, None, Some(Value::Text("9999000000000077".into())));
    assert_eq!(code(batch(&mut world, BatchCommand::Freeze { batch: id })), "register-changed");
    listed(&mut world, id);
    batch(&mut world, BatchCommand::Freeze { batch: id }).unwrap();
    // From now on the register changes it no more.
    edit(&mut world, families[1], None, Field::Account, None, Some(Value::Text("9999000000000088".into())));
    assert_eq!(line(&world, id, 2).listed.account, "9999000000000077");
    assert_eq!(
        code(batch(&mut world, BatchCommand::List { batch: id, families: families.clone(), whole: true })),
        "wrong-stage"
    );
    batch(&mut world, BatchCommand::Send { batch: id }).unwrap();
    paid(&mut world, id, 1).unwrap();
    failed(&mut world, id, 2).unwrap();
    assert_eq!(code(batch(&mut world, BatchCommand::Close { batch: id })), "still-waiting");
    paid(&mut world, id, 3).unwrap();
    assert_eq!(code(paid(&mut world, id, 3)), "same");
    assert_eq!(code(failed(&mut world, id, 3)), "paid-already");
    let totals = world.batches[&id].totals;
    assert_eq!((totals.paid.lines, totals.failed.lines, totals.waiting.lines), (2, 1, 0));
    batch(&mut world, BatchCommand::Close { batch: id }).unwrap();
    assert_eq!(world.batches[&id].stage, Stage::Closed);
    // What was paid is an item delivered, with what was paid written down.
    let item = line(&world, id, 1).item().unwrap();
    let item = &world.items[&item];
    assert_eq!((item.status, item.period), (Status::Delivered, Some(period("2026-H2"))));
    let record = &item.delivery().unwrap().made.record;
    let value = |key: &str| record.iter().find(|(name, _)| name == key).map(|(_, text)| text.as_str());
    assert_eq!((value("amount"), value("months"), value("bank_return")), (Some("6000.00"), Some("6"), Some("paid")));
    assert_eq!(value("batch"), Some("B1-1"));
    paid_again(&mut world, &families, id);
}

/// The failed line is corrected and paid again, in a batch that names the first; then nobody is left for a third.
fn paid_again(world: &mut World, families: &[FamilyId], id: BatchId) {
    assert_eq!(code(batch(world, BatchCommand::Again { batch: id })), "nothing-corrected");
    let correction = Correction {
        line: LineId { batch: id, no: 2 },
        account: Some("9999 0000 0000 0099".into()),
        bank: None,
        reason: "户名已核对".into(),
    };
    batch(world, BatchCommand::Correct(correction)).unwrap();
    assert_eq!(world.families[&families[1]].facts.text(Field::Account), "9999000000000099");
    batch(world, BatchCommand::Again { batch: id }).unwrap();
    let second = BatchId(2);
    assert_eq!(world.batches[&second].again, Some(id));
    listed(world, second);
    assert_eq!(world.batches[&second].totals.waiting.lines, 1);
    assert_eq!(line(world, second, 1).listed.account, "9999000000000099");
    batch(world, BatchCommand::Freeze { batch: second }).unwrap();
    batch(world, BatchCommand::Send { batch: second }).unwrap();
    // The first line cannot be paid after all while the second is on its way.
    assert_eq!(code(paid(world, id, 2)), "on-its-way");
    paid(world, second, 1).unwrap();
    assert_eq!(uneven(world), Vec::<String>::new());
    // Nobody is left for a second batch of the period.
    let third = drawn(world, "2026-H2");
    assert_eq!(world.batches[&third].totals.waiting.lines, 0);
    assert_eq!(told(line(world, third, 2)), "out 6×1000 paid by B2-1");
    assert_eq!(code(batch(world, BatchCommand::Freeze { batch: third })), "empty-batch");
    batch(world, BatchCommand::Discard { batch: third, reason: "无人".into() }).unwrap();
    // A batch is never taken back by forgetting it.
    assert_eq!(
        code(world.run(&Command::Undo { seq: Seq(world.entries.len() as u64), reason: "x".into() })),
        "not-undoable"
    );
}

#[test]
fn nobody_is_paid_after_a_death_that_came_between_freezing_and_sending() {
    let mut world = World::new();
    let first = family(&mut world, None);
    family(&mut world, None);
    let id = drawn(&mut world, "2026-H2");
    batch(&mut world, BatchCommand::Freeze { batch: id }).unwrap();
    edit(&mut world, first, Some(MOTHER), Field::DiedOn, None, Some(Value::Date(day("2026-11-20"))));
    assert_eq!(code(batch(&mut world, BatchCommand::Send { batch: id })), "claim-ended");
    let line = LineId { batch: id, no: 1 };
    assert_eq!(code(batch(&mut world, BatchCommand::Rule { line, hold: true, reason: " ".into() })), "reason-missing");
    batch(&mut world, BatchCommand::Rule { line, hold: true, reason: "已去世".into() }).unwrap();
    // Once it is frozen nobody is put in.
    assert_eq!(code(batch(&mut world, BatchCommand::Rule { line, hold: false, reason: "x".into() })), "wrong-stage");
    batch(&mut world, BatchCommand::Send { batch: id }).unwrap();
    assert_eq!(code(paid(&mut world, id, 1)), "not-sent");
    assert_eq!(world.batches[&id].totals.waiting.lines, 1);
}

#[test]
fn a_clerk_puts_in_what_only_looks_doubtful_and_nothing_else() {
    let mut world = World::new();
    let (odd, without) = (family(&mut world, None), family(&mut world, None));
    edit(&mut world, odd, None, Field::Account, None, Some(Value::Text("1234567".into())));
    edit(&mut world, without, None, Field::Account, None, None);
    let id = drawn(&mut world, "2026-H2");
    let rule = |no, hold| BatchCommand::Rule { line: LineId { batch: id, no }, hold, reason: "已核对存折".into() };
    assert_eq!(code(batch(&mut world, rule(2, false))), "not-to-be-put-in");
    batch(&mut world, rule(1, false)).unwrap();
    assert_eq!(line(&world, id, 1).state(), State::In);
    // Checking again keeps what the clerk said.
    listed(&mut world, id);
    assert_eq!(line(&world, id, 1).state(), State::In);
    batch(&mut world, rule(1, true)).unwrap();
    assert_eq!(told(line(&world, id, 1)), "out 6×1000 held: 已核对存折");
}

#[test]
fn money_that_came_back_is_no_delivery_any_more() {
    let mut world = World::new();
    family(&mut world, None);
    let id = sent(&mut world, "2026-H2");
    paid(&mut world, id, 1).unwrap();
    let item = line(&world, id, 1).item().unwrap();
    world.step(item, Verb::Close).unwrap();
    let line_id = LineId { batch: id, no: 1 };
    returned(&mut world, line_id, Said::Failed("退汇".into()), true).unwrap();
    assert_eq!((world.items[&item].status, line(&world, id, 1).state()), (Status::Pending, State::Failed));
    // It may be paid again, by the same item.
    let correction = Correction { line: line_id, account: None, bank: None, reason: "银行已处理".into() };
    batch(&mut world, BatchCommand::Correct(correction)).unwrap();
    batch(&mut world, BatchCommand::Again { batch: id }).unwrap();
    listed(&mut world, BatchId(2));
    batch(&mut world, BatchCommand::Freeze { batch: BatchId(2) }).unwrap();
    batch(&mut world, BatchCommand::Send { batch: BatchId(2) }).unwrap();
    paid(&mut world, BatchId(2), 1).unwrap();
    assert_eq!(line(&world, BatchId(2), 1).item(), Some(item));
    assert_eq!(world.items[&item].status, Status::Delivered);
}

/// Delivered by hand is paid, too; an item that a clerk stopped keeps the person out.
#[test]
fn what_was_done_by_hand_counts() {
    let mut world = World::new();
    let (by_hand, stopped) = (family(&mut world, None), family(&mut world, None));
    for (family, verb) in [(by_hand, Verb::Deliver), (stopped, Verb::Suspend)] {
        let item = world.open(family, "allowance-payment", Some(1)).unwrap();
        if verb == Verb::Deliver {
            world.step(item, Verb::Accept).unwrap();
            world.step(item, Verb::Approve).unwrap();
        }
        world
            .step_with(item, verb, |step| {
                if verb == Verb::Deliver {
                    let values = [
                        ("allowance_kind", "died"),
                        ("period", "2026年下半年"),
                        ("monthly_amount", "1000"),
                        ("months", "6"),
                        ("amount", "6000"),
                        ("account", "9999000000000001"),
                        ("paid_on", "2026-11-20"),
                    ];
                    step.record = values.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect();
                }
            })
            .unwrap();
    }
    let id = drawn(&mut world, "2026-H2");
    assert_eq!(told(line(&world, id, 1)), "out 6×1000 delivered as F1-1");
    assert_eq!(told(line(&world, id, 2)), "out 6×1000 item F2-1 is suspended, declined or withdrawn");
}

#[test]
fn arrears_and_what_was_paid_too_much_are_shown_and_never_set_off() {
    let mut world = World::new();
    world.at("2026-06-20T09:00:00+08:00");
    let (died, raised, late) = (family(&mut world, None), family(&mut world, None), family(&mut world, None));
    edit(&mut world, late, None, Field::Account, None, None);
    let id = sent(&mut world, "2026-H1");
    paid(&mut world, id, 1).unwrap();
    paid(&mut world, id, 2).unwrap();
    assert_eq!(uneven(&world), ["F3 2026-H1 -6000 +0"]);
    // A month later: the first had died in May, the standard was raised from April, the third has an account.
    world.at("2026-11-24T09:00:00+08:00");
    edit(&mut world, died, Some(MOTHER), Field::DiedOn, None, Some(Value::Date(day("2026-05-10"))));
    world.own = table::parse("特扶类别,层级,月标准,起始日期,来源\n死亡,区,1200,2026-04-01,区文件\n").unwrap();
    edit(&mut world, late, None, Field::Account, None, Some(Value::Text("9999000000000033".into())));
    // January to April: 4 months, the last of them at 1200; 6000 were paid.
    assert_eq!(uneven(&world), ["F1 2026-H1 -0 +1800", "F2 2026-H1 -600 +0", "F3 2026-H1 -6600 +0"]);
    let second = drawn(&mut world, "2026-H2");
    let add = |family, of: &str| BatchCommand::Add { batch: second, family, member: MOTHER, period: period(of) };
    assert_eq!(code(batch(&mut world, add(died, "2026-H1"))), "nothing-owed");
    assert_eq!(code(batch(&mut world, add(raised, "2025-H2"))), "period-not-settled");
    batch(&mut world, add(raised, "2026-H1")).unwrap();
    batch(&mut world, add(late, "2026-H1")).unwrap();
    assert_eq!(code(batch(&mut world, add(raised, "2026-H1"))), "on-its-way");
    let lines: Vec<String> = world.lines.values().filter(|line| line.batch == second).map(told).collect();
    assert_eq!(lines[3..], ["in 3×200", "in 3×1000+3×1200"], "{lines:?}");
    batch(&mut world, BatchCommand::Freeze { batch: second }).unwrap();
    batch(&mut world, BatchCommand::Send { batch: second }).unwrap();
    for no in 1..=5 {
        if line(&world, second, no).state() == State::In {
            paid(&mut world, second, no).unwrap();
        }
    }
    // What the third got beside has an item of its own: the period's was delivered in June.
    let item = line(&world, second, 4).item().unwrap();
    assert_eq!(world.items[&item].period, Some(period("2026-04")));
    assert_eq!(uneven(&world), ["F1 2026-H1 -0 +1800"]);
    let recover = |amount| BatchCommand::Recover {
        line: LineId { batch: id, no: 1 },
        amount: Fen(amount),
        reason: "家属退回".into(),
    };
    assert_eq!(code(batch(&mut world, recover(700_000))), "not-recoverable");
    batch(&mut world, recover(180_000)).unwrap();
    assert_eq!(uneven(&world), Vec::<String>::new());
}
