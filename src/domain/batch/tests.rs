//! Batches as a policy officer would check them: who is in, with how many months, and what keeps the others out; then a batch's whole life,
//! and that nobody is paid twice whatever is done in whatever order.

mod life;
mod merged;
mod table;
mod twice;

use super::{BatchCommand, Line, LineId};
use crate::domain::command::{Command, Edit, Fact};
use crate::domain::decide::tests::world::World;
use crate::domain::member::Role;
use crate::domain::refusal::Refusal;
use crate::ids::{BatchId, FamilyId, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::value::Value;
use chrono::NaiveDate;

pub const MOTHER: MemberNo = MemberNo(1);

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn text(field: Field, text: &str) -> Fact {
    Fact::new(field, Value::Text(text.into()))
}

/// A widowed mother whose child died: on the allowance since a day, reviewed, with an identity number and an account of her own.
pub fn family(world: &mut World, since: Option<&str>) -> FamilyId {
    let number = world.families.len() + 1;
    let mut mother = vec![
        text(Field::Name, "李秀英"),
        Fact::new(Field::Role, Role::Mother.value()),
        Fact::new(Field::Alive, Value::Flag(true)),
        Fact::new(Field::YearlyReviewPassed, Value::Flag(true)),
    ];
    mother.push(Fact { field: Field::SpecialAllowance, since: since.map(day), value: Value::Choice(2) });
    let child = vec![
        text(Field::Name, "王小满"),
        Fact::new(Field::Role, Role::Child.value()),
        Fact::new(Field::Alive, Value::Flag(false)),
    ];
    let facts = vec![
        text(Field::CaseNumber, &format!("NC-{number}")),
        Fact::new(Field::TreatedAs, Value::Choice(1)),
        text(Field::Account, &format!("99990000{number:08}")),
    ];
    world.run(&Command::AddFamily { facts, members: vec![mother, child] }).unwrap();
    let id = *world.families.keys().next_back().unwrap();
    edit(world, id, Some(MOTHER), Field::IdentityNumber, None, Some(Value::Text(identity(number))));
    id
}

/// An invented identity number with a right check digit.
pub fn identity(number: usize) -> String {
    let body = format!("51230219600101{:03}", number * 2 % 1000);
    (0..10)
        .map(|digit| digit.to_string())
        .chain(["X".to_string()])
        .map(|check| format!("{body}{check}"))
        .find(|text| crate::policy::identity_number::IdentityNumber::parse(text, day("2026-11-24")).is_ok())
        .unwrap()
}

pub fn edit(
    world: &mut World,
    family: FamilyId,
    member: Option<MemberNo>,
    field: Field,
    since: Option<&str>,
    value: Option<Value>,
) {
    let edits = vec![Edit { member, field, since: since.map(day), value }];
    match world.run(&Command::EditFamily { family, seen: None, edits, new_members: Vec::new() }) {
        Ok(_) | Err(Refusal::NothingToChange) => {}
        Err(refusal) => panic!("{refusal:?}"),
    }
}

pub fn batch(world: &mut World, command: BatchCommand) -> Result<Seq, Refusal> {
    world.run(&Command::Batch(command))
}

/// Draws a batch up and lists everybody.
pub fn drawn(world: &mut World, of: &str) -> BatchId {
    let measure = world.plan.by_id("allowance-payment").unwrap().no;
    let command = BatchCommand::Draw { measure, period: period(of), department: None, note: String::new() };
    batch(world, command).unwrap();
    let id = *world.batches.keys().next_back().unwrap();
    listed(world, id);
    id
}

/// Lists everybody as they are now.
pub fn listed(world: &mut World, id: BatchId) {
    let families: Vec<FamilyId> = world.families.keys().copied().collect();
    batch(world, BatchCommand::List { batch: id, families, whole: true }).unwrap();
}

/// A batch that the bank has.
pub fn sent(world: &mut World, of: &str) -> BatchId {
    let id = drawn(world, of);
    batch(world, BatchCommand::Freeze { batch: id }).unwrap();
    batch(world, BatchCommand::Send { batch: id }).unwrap();
    id
}

pub fn line(world: &World, batch: BatchId, no: u32) -> &Line {
    &world.lines[&LineId { batch, no }]
}

/// A line as one would read it: months at standards, the money, and why.
pub fn told(line: &Line) -> String {
    let shares = line.listed.shares.iter().map(|share| format!("{}×{}", share.months, share.monthly.0 / 100));
    let shares = shares.collect::<Vec<_>>().join("+");
    let because = line.because(crate::text::Lang::En);
    format!("{} {shares} {because}", line.state().key()).split_whitespace().collect::<Vec<_>>().join(" ")
}
