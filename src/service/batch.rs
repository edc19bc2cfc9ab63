//! Walks over the register for batches: drawing one up and checking it, what differs since it was frozen, and what is left to pay or was paid
//! too much.
//!
//! A walk is many small commands, each an entry of its own. However often it runs and wherever it was killed, the next one goes on: what is
//! listed already as it is now is not said again.

mod uneven;

pub use uneven::uneven;

use super::client::Order;
use super::execute;
use super::failure::Failure;
use super::register::Stored;
use super::store::Store;
use crate::domain::batch::{
    Balance, Batch, BatchCommand, BatchRefusal, FAMILIES_MAX, Judge, Line, Listed, State, Terms, balances, is_payable,
    known_periods, listing, why_not_payable,
};
use crate::domain::command::Command;
use crate::domain::decide::{Office, Register};
use crate::domain::family::Family;
use crate::domain::merge;
use crate::domain::refusal::Refusal;
use crate::ids::{BatchId, FamilyId, MeasureNo};
use crate::policy::period::Period;
use crate::policy::plan::Measure;
use std::ops::ControlFlow;

/// Told how many families were looked at, of how many; `Break` stops the walk.
pub type Told<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// A walk that lists a batch, a slice at a time.
#[derive(Clone, Debug)]
pub struct Listing {
    batch: BatchId,
    after: FamilyId,
    /// Families looked at.
    pub families: u64,
    /// Whether it came to the end of the register.
    pub whole: bool,
}

impl Listing {
    /// A walk from the first family.
    pub fn new(batch: BatchId) -> Self {
        Self { batch, after: FamilyId::DISTRICT, families: 0, whole: false }
    }

    /// Looks at some families more. True while there are others.
    ///
    /// # Errors
    /// When the batch is no draft, or the store takes nothing.
    pub fn step(&mut self, store: &mut Store, office: Office<'_>, actor: &str) -> Result<bool, Refusal> {
        let next = store.views().and_then(|views| Ok(views.families_after(self.after, FAMILIES_MAX)?));
        let families: Vec<FamilyId> = next.map_err(Refusal::from)?.iter().map(|family| family.id).collect();
        let whole = families.len() < FAMILIES_MAX;
        let reached = families.last().copied().unwrap_or(self.after);
        self.families += u64::try_from(families.len()).unwrap_or(0);
        let command = Command::Batch(BatchCommand::List { batch: self.batch, families, whole });
        match execute::execute(store, office, actor, &[Order::from(command)]).into_iter().next() {
            Some(Err(refusal)) if refusal != Refusal::NothingToChange => return Err(refusal),
            _ => {}
        }
        self.after = reached;
        self.whole = whole;
        Ok(!whole)
    }
}

fn measure<'p>(office: Office<'p>, no: MeasureNo) -> Result<&'p Measure, Refusal> {
    let measure = office.plan.measure(no).ok_or_else(|| Refusal::NoSuchMeasure(no.to_string()))?;
    if is_payable(measure) { Ok(measure) } else { Err(why_not_payable(measure).into()) }
}

/// What drawing a batch up would list, family by family; nothing is written. True when it went to its end.
///
/// # Errors
/// When the store cannot be read, or the measure is not paid by batch.
pub fn trial(
    store: &Store,
    office: Office<'_>,
    (batch, total): (&Batch, u64),
    take: &mut dyn FnMut(Listed),
    told: Told<'_>,
) -> Result<bool, Refusal> {
    let stored = Stored::new(store);
    let (measure, terms) = (measure(office, batch.measure)?, Terms::of(office, &stored)?);
    let judge = Judge { office, register: &stored, measure, terms: &terms };
    each_family(store, total, told, &mut |family| {
        let household = judge.household(family);
        listing(&judge, batch, &household, batch.last_line + 1).into_iter().for_each(&mut *take);
        stored.failure().map_or(Ok(()), Err)
    })
}

/// The lines to be paid of which the register says something else now: each as it stands, and as it would be; none where the person is gone.
///
/// # Errors
/// When the store cannot be read, or there is no such batch.
pub fn differences(store: &Store, office: Office<'_>, batch: BatchId) -> Result<Vec<(Line, Option<Listed>)>, Refusal> {
    let stored = Stored::new(store);
    let known = stored.batch(batch);
    failed(&stored)?;
    let known = known.ok_or(BatchRefusal::NoSuchBatch(batch))?;
    let (measure, terms) = (measure(office, known.measure)?, Terms::of(office, &stored)?);
    let judge = Judge { office, register: &stored, measure, terms: &terms };
    let mut found = Vec::new();
    for line in stored.batch_lines(batch).into_iter().filter(|line| line.state() == State::In) {
        let now = judge.now(&known, &line);
        if now.as_ref() != Some(&line.listed) {
            found.push((line, now));
        }
    }
    failed(&stored)?;
    Ok(found)
}

/// Which accounts are asked for.
#[derive(Clone, Debug)]
pub struct Accounts {
    /// The measure.
    pub measure: MeasureNo,
    /// Only this period.
    pub period: Option<Period>,
    /// Only this family.
    pub family: Option<FamilyId>,
    /// Only those that do not come out even.
    pub uneven: bool,
}

/// What persons are owed and were paid, family by family. True when it went to its end.
///
/// # Errors
/// When the store cannot be read, or the measure is not paid by batch.
pub fn accounts(
    store: &Store,
    office: Office<'_>,
    (asked, total): (&Accounts, u64),
    take: &mut dyn FnMut(Balance),
    told: Told<'_>,
) -> Result<bool, Refusal> {
    let stored = Stored::new(store);
    let (measure, terms) = (measure(office, asked.measure)?, Terms::of(office, &stored)?);
    let judge = Judge { office, register: &stored, measure, terms: &terms };
    let mut periods = known_periods(&stored, asked.measure);
    periods.retain(|period| asked.period.is_none_or(|only| only == *period));
    let mut look = |family: Family| {
        // What was paid to somebody of a family that went into another one stands in the account of that one.
        if !family.is_listed() {
            return Ok(());
        }
        let household = judge.household(family);
        balances(&judge, &household, &periods, asked.uneven).into_iter().for_each(&mut *take);
        stored.failure().map_or(Ok(()), Err)
    };
    if let Some(id) = asked.family {
        let family = merge::kept(&stored, id).ok_or(Refusal::NoSuchFamily(id))?;
        return look(family).map(|()| true).map_err(Refusal::from);
    }
    each_family(store, total, told, &mut look)
}

fn failed(stored: &Stored<'_>) -> Result<(), Refusal> {
    stored.failure().map_or(Ok(()), |failure| Err(failure.into()))
}

/// Every family of the register in the order of their numbers.
fn each_family(
    store: &Store,
    total: u64,
    told: Told<'_>,
    look: &mut dyn FnMut(Family) -> Result<(), Failure>,
) -> Result<bool, Refusal> {
    let (mut after, mut done) = (FamilyId::DISTRICT, 0);
    loop {
        let next = store.views().and_then(|views| Ok(views.families_after(after, FAMILIES_MAX)?));
        let next = next.map_err(Refusal::from)?;
        let Some(last) = next.last() else { return Ok(true) };
        after = last.id;
        for family in next.into_iter().filter(|family| !family.withdrawn) {
            look(family).map_err(Refusal::from)?;
            done += 1;
        }
        if told(done, total).is_break() {
            return Ok(false);
        }
    }
}
