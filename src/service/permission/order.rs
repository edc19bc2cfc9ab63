//! Which right each command needs, and for what. What the bearer may not see is refused as what does not exist.

use super::bearer::{departments_of, right_of};
use super::{Bearer, Right};
use crate::domain::access::{AccessCommand, AccessRefusal};
use crate::domain::batch::{Batch, BatchCommand, BatchRefusal};
use crate::domain::command::{Command, Fact};
use crate::domain::decide::Register;
use crate::domain::emergency::Emergency;
use crate::domain::emergency::command::EmergencyCommand;
use crate::domain::emergency::refusal::EmergencyRefusal;
use crate::domain::emergency::workflow::Act;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::merge::MergeCommand;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Owner, RegisterCommand, RegisterRefusal};
use crate::domain::review::Answer;
use crate::domain::rhythm::RhythmCommand;
use crate::domain::workflow::Verb;
use crate::ids::{BatchId, DepartmentNo, EmergencyId, FamilyId, ItemId, Seq};
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use crate::views;

/// Whether a bearer may do what a command asks for. Where the account's limit makes another command of it, that one.
///
/// # Errors
/// When the bearer may not, or what it is about is not to be seen by the bearer.
pub fn check(
    bearer: &Bearer,
    plan: &Plan,
    register: &impl Register,
    actor: &str,
    command: &Command,
) -> Result<Option<Command>, Refusal> {
    if !bearer.is_limited() {
        return Ok(None);
    }
    let asked = Asked { bearer, plan, register, actor };
    match command {
        Command::AddFamily { facts, .. } => bearer.may_with(Right::EnterFamilies, &[], township_in(facts))?,
        Command::EditFamily { family, .. } | Command::FamilyEvent { family, .. } => {
            asked.family(Right::EnterFamilies, *family)?;
        }
        Command::OpenItem { family, measure, department, .. } => asked.open(*family, *measure, *department)?,
        Command::MoveItem { item, step, .. } => asked.step(*item, step.verb)?,
        Command::Undo { seq, .. } => asked.undo(*seq)?,
        Command::RaiseReview { matter } => {
            bearer.may(Right::EnterFamilies)?;
            matter.families().iter().try_for_each(|family| asked.family(Right::EnterFamilies, *family))?;
        }
        Command::SettleReview(settling) => {
            let review = register.review(settling.review).ok_or(Refusal::NoSuchReview(settling.review))?;
            bearer.may(Right::EnterFamilies)?;
            let theirs = review.matter.families().iter();
            let chosen = if let Answer::Same { family, .. } = &settling.answer { family.as_ref() } else { None };
            let mut all = theirs.chain(chosen);
            all.try_for_each(|family| asked.family(Right::EnterFamilies, *family))?;
        }
        Command::SettleConflict(settling) => asked.family(Right::EnterFamilies, settling.conflict.family)?,
        Command::PutAside(put) => asked.family(Right::EnterFamilies, put.gap.family)?,
        Command::Rhythm(RhythmCommand::Tell { items, .. }) => {
            items.iter().try_for_each(|item| asked.step(*item, Verb::Accept))?;
        }
        Command::Rhythm(RhythmCommand::Contact(made)) => asked.family(Right::WriteRegisters, made.family)?,
        Command::Register(command) => asked.row(command)?,
        Command::Emergency(command) => return asked.emergency(command),
        Command::Batch(command) => asked.batch(command)?,
        Command::Merge(MergeCommand { keep, other, .. }) => {
            asked.family(Right::EnterFamilies, *keep)?;
            asked.family(Right::EnterFamilies, *other)?;
        }
        Command::Access(AccessCommand::Reveal { family, .. }) => asked.family(Right::Reveal, *family)?,
        Command::Access(_) => bearer.may(Right::KeepAccounts)?,
    }
    Ok(None)
}

/// The right that something done with an emergency needs.
pub fn right_for(act: Act) -> Right {
    match act {
        Act::Approve | Act::Refuse => Right::ApproveRelief,
        _ => Right::HandleEmergencies,
    }
}

/// The township that a new household is to be entered in, 0 where none is named.
fn township_in(facts: &[Fact]) -> u32 {
    let code = |field| {
        let of = facts.iter().rev().find(|fact| fact.field == field);
        of.and_then(|fact| if let Value::Number(code) = fact.value { Some(code) } else { None })
    };
    let code = code(Field::Township).or_else(|| code(Field::Village).map(|village| village / 1000));
    code.and_then(|code| u32::try_from(code).ok()).unwrap_or(0)
}

struct Asked<'a, R> {
    bearer: &'a Bearer,
    plan: &'a Plan,
    register: &'a R,
    actor: &'a str,
}

impl<R: Register> Asked<'_, R> {
    /// A right for a family. One that may not be seen is not there.
    fn family(&self, right: Right, id: FamilyId) -> Result<(), Refusal> {
        self.bearer.may(right)?;
        let known = self.register.family(id).filter(|family| self.bearer.sees_family(family));
        let known = known.ok_or(Refusal::NoSuchFamily(id))?;
        self.bearer.may_with(right, &[], views::township_of(&known))
    }

    fn home(&self, item: ItemId) -> Option<Family> {
        self.register.family(item.family).filter(|family| !family.id.is_district())
    }

    /// An item that may be seen.
    fn item(&self, id: ItemId) -> Result<(Item, u32), Refusal> {
        self.bearer.may(Right::SeeItems)?;
        let home = self.home(id);
        let item = self.register.item(id).filter(|item| self.bearer.sees_item(self.plan, item, home.as_ref()));
        Ok((item.ok_or(Refusal::NoSuchItem(id))?, home.as_ref().map_or(0, views::township_of)))
    }

    fn open(
        &self,
        family: FamilyId,
        measure: crate::ids::MeasureNo,
        department: Option<DepartmentNo>,
    ) -> Result<(), Refusal> {
        self.bearer.may(Right::WorkItems)?;
        let known = self.plan.measure(measure).ok_or_else(|| Refusal::NoSuchMeasure(measure.to_string()))?;
        let township = if family.is_district() {
            0
        } else {
            let home = self.register.family(family).filter(|family| self.bearer.sees_family(family));
            views::township_of(&home.ok_or(Refusal::NoSuchFamily(family))?)
        };
        let mut departments = known.departments.clone();
        departments.extend(department);
        self.bearer.may_with(Right::WorkItems, &departments, township)
    }

    fn step(&self, id: ItemId, verb: Verb) -> Result<(), Refusal> {
        let (item, township) = self.item(id)?;
        self.bearer.may_with(right_of(verb), &departments_of(self.plan, &item), township)?;
        // Where money moves, who took it in hand does not approve it as well.
        let taken_by = item.counted().rev().find(|step| step.made.verb == Verb::Accept).map(|step| step.actor.as_str());
        let entered = taken_by.unwrap_or(&item.opened_by);
        if verb == Verb::Approve && entered == self.actor { Err(AccessRefusal::FourEyes.into()) } else { Ok(()) }
    }

    fn row(&self, command: &RegisterCommand) -> Result<(), Refusal> {
        let owner = match command {
            RegisterCommand::Write { owner, .. } => *owner,
            RegisterCommand::Correct { row, .. } | RegisterCommand::Withdraw { row, .. } => {
                let known = self.register.row(*row).filter(|row| self.owner(row.owner).is_ok());
                known.ok_or(Refusal::from(RegisterRefusal::NoSuchRow(*row)))?.owner
            }
        };
        self.owner(owner)
    }

    fn owner(&self, owner: Owner) -> Result<(), Refusal> {
        let right = Right::WriteRegisters;
        match owner {
            Owner::Family(family) | Owner::Member(family, _) => self.family(right, family),
            Owner::Item(item) => {
                let (item, township) = self.item(item)?;
                self.bearer.may_with(right, &departments_of(self.plan, &item), township)
            }
            Owner::Department(department) => self.bearer.may_with(right, &[department], 0),
            Owner::District => self.bearer.may_all(right),
        }
    }

    fn emergency(&self, command: &EmergencyCommand) -> Result<Option<Command>, Refusal> {
        let (id, step) = match command {
            EmergencyCommand::Report(report) => {
                return self.family(Right::LodgeEmergencies, report.family).map(|()| None);
            }
            EmergencyCommand::Act { emergency, step, .. } => (*emergency, step),
        };
        let (known, departments, township) = self.known_emergency(id)?;
        // Who lodged it adds what is learned later, and has read how it ended.
        if matches!(step.act, Act::AddLine | Act::Acknowledge) && known.lodged_by == self.actor {
            return Ok(None);
        }
        self.bearer.may_with(right_for(step.act), &departments, township)?;
        let asked_by = known.counted().rev().find(|step| step.made.act == Act::Ask).map(|step| step.actor.as_str());
        if step.act == Act::Approve && asked_by == Some(self.actor) {
            return Err(AccessRefusal::FourEyes.into());
        }
        let over = |limit: crate::policy::money::Fen| known.granted.0.saturating_add(step.amount.0) > limit.0;
        if step.act != Act::Grant || !self.bearer.grant_limit().is_some_and(over) {
            return Ok(None);
        }
        // Above the limit of the account it is asked for, as above the plan's.
        let mut command = command.clone();
        if let EmergencyCommand::Act { step, .. } = &mut command {
            step.act = Act::Ask;
        }
        Ok(Some(Command::Emergency(command)))
    }

    fn known_emergency(&self, id: EmergencyId) -> Result<(Emergency, Vec<DepartmentNo>, u32), Refusal> {
        self.bearer.may(Right::SeeEmergencies)?;
        let missing = || Refusal::from(EmergencyRefusal::NoSuch(id));
        let known = self.register.emergency(id).ok_or_else(missing)?;
        let departments: Vec<_> = std::iter::once(known.department)
            .chain(known.items().filter_map(|item| self.register.item(item)).map(|item| item.department))
            .collect();
        let family = self.register.family(known.family());
        let seen = self.bearer.sees_emergency(self.actor, &known, &departments, family.as_ref());
        let township = family.as_ref().map_or(0, views::township_of);
        if seen { Ok((known, departments, township)) } else { Err(missing()) }
    }

    fn batch(&self, command: &BatchCommand) -> Result<(), Refusal> {
        let whole = |right: Right, department| {
            self.bearer.may(right)?;
            // A batch goes over every township.
            self.bearer.may_with(right, &[department], 0)
        };
        let (right, id) = match command {
            BatchCommand::Draw { measure, department, .. } => {
                let known = self.plan.measure(*measure).ok_or_else(|| Refusal::NoSuchMeasure(measure.to_string()))?;
                return whole(Right::DrawBatches, department.unwrap_or(known.department()));
            }
            BatchCommand::Again { batch } | BatchCommand::List { batch, .. } | BatchCommand::Add { batch, .. } => {
                (Right::DrawBatches, *batch)
            }
            BatchCommand::Rule { line, .. }
            | BatchCommand::Return { line, .. }
            | BatchCommand::Recover { line, .. } => (Right::DrawBatches, line.batch),
            BatchCommand::Correct(correction) => (Right::DrawBatches, correction.line.batch),
            BatchCommand::Freeze { batch }
            | BatchCommand::Send { batch }
            | BatchCommand::Close { batch }
            | BatchCommand::Discard { batch, .. } => (Right::SettleBatches, *batch),
        };
        let known = self.known_batch(id)?;
        whole(right, known.department)?;
        // Who drew the list up does not settle it as well.
        if matches!(command, BatchCommand::Freeze { .. }) && known.drawn_by == self.actor {
            return Err(AccessRefusal::FourEyes.into());
        }
        Ok(())
    }

    fn known_batch(&self, id: BatchId) -> Result<Batch, Refusal> {
        self.bearer.may(Right::SeePayments)?;
        let known = self.register.batch(id);
        let known = known.filter(|batch| self.bearer.holds(Right::SeePayments, &[batch.department], 0));
        known.ok_or(Refusal::from(BatchRefusal::NoSuchBatch(id)))
    }

    fn undo(&self, seq: Seq) -> Result<(), Refusal> {
        let entry = self.register.entry(seq).ok_or(Refusal::NoSuchEntry(seq))?;
        self.touched(&entry).map_err(|_| Refusal::NoSuchEntry(seq))?;
        if entry.body.actor == self.actor {
            return Ok(());
        }
        self.bearer.may(Right::UndoOthers)
    }

    /// Whether everything that an entry did may be done by the bearer too.
    fn touched(&self, entry: &Entry) -> Result<(), Refusal> {
        entry.body.events.iter().try_for_each(|event| match event {
            Event::FamilyAdded { family }
            | Event::FamilyWithdrawn { family }
            | Event::MemberAdded { family, .. }
            | Event::MemberWithdrawn { family, .. }
            | Event::FactsChanged { family, .. } => self.family(Right::EnterFamilies, *family),
            Event::Conflict(event) => self.family(Right::EnterFamilies, event.family()),
            Event::Gap(event) => self.family(Right::EnterFamilies, event.family()),
            Event::ItemOpened { item, .. } | Event::ItemMoved { item, .. } | Event::StepWithdrawn { item, .. } => {
                let (item, township) = self.item(*item)?;
                self.bearer.may_with(Right::WorkItems, &departments_of(self.plan, &item), township)
            }
            Event::Rhythm(rhythm) => rhythm.items().iter().try_for_each(|item| self.item(*item).map(drop)),
            Event::Merge(event) => {
                event.families().into_iter().try_for_each(|family| self.family(Right::EnterFamilies, family))
            }
            Event::Register(event) => self.owner(event.owner()),
            Event::Emergency(event) => {
                let (_, departments, township) = self.known_emergency(event.emergency())?;
                self.bearer.may_with(Right::HandleEmergencies, &departments, township)
            }
            Event::Batch(event) => self.known_batch(event.batch()).map(drop),
            Event::Access(_) => self.bearer.may(Right::KeepAccounts),
            Event::ReviewRaised { .. } | Event::ReviewSettled { .. } | Event::Review(_) => {
                self.bearer.may(Right::EnterFamilies)
            }
            Event::EntryWithdrawn { .. } => Ok(()),
        })
    }
}
