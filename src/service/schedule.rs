//! The scheduler: what comes round opens by itself, a little at a time.
//!
//! What is owed is `domain::rhythm`'s to say, and that a period is covered once is `decide`'s: however often this runs, in whatever
//! order, and wherever it was killed, nothing is opened twice and nothing is left out. How far it came is kept in a file that may be lost
//! (`schedule` in the data directory): it saves looking at every family again on a day that was looked at already.

mod mark;
mod report;

pub use report::{Count, Report};

use super::client::Order;
use super::execute;
use super::failure::Failure;
use super::permission::House;
use super::store::Store;
use crate::domain::decide::Office;
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::domain::rhythm::{self, Looked};
use crate::ids::{FamilyId, Seq};
use crate::policy::schedule::{self, Round};
use chrono::NaiveDate;
use mark::Mark;
use std::collections::BTreeSet;

/// Who opens what comes round, in the journal.
pub const ACTOR: &str = "fuzhu";
/// The most items of one family that are looked at.
const ITEMS_MAX: usize = 10_000;
/// Entries that are looked through for changed families in one slice.
const ENTRIES: usize = 400;

/// A walk through the families for one day.
#[derive(Debug)]
pub struct Schedule {
    day: NaiveDate,
    rounds: Vec<Round>,
    stage: Stage,
    report: Report,
    dry_run: bool,
    refusal: Option<Refusal>,
}

/// How far it came.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    /// The district's own duties are next.
    District,
    /// The families after this one are next; the journal ended with that entry when the walk began.
    After(FamilyId, Seq),
    /// Every family was looked at as of this entry: what changes later is looked at again.
    Through(Seq),
    /// The store takes no entries: nothing more is tried.
    Stopped,
}

impl Schedule {
    /// A walk for a day: from the beginning, or from where an earlier one of the same day came to.
    pub fn new(office: Office<'_>, store: &Store, dry_run: bool, anew: bool) -> Self {
        let day = office.today();
        let through = || mark::read(store.dir()).filter(|mark| mark.day == day).map(|mark| mark.seq);
        let known = through().filter(|seq| !anew && *seq <= store.journal().last().seq);
        Self {
            day,
            rounds: schedule::rounds(office.plan, day),
            stage: known.map_or(Stage::District, Stage::Through),
            report: Report::default(),
            dry_run,
            refusal: None,
        }
    }

    /// The day it is for.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// What it found so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Looks at so many families more, opens what they owe, and says whether there is more to look at now.
    ///
    /// # Errors
    /// When the store cannot be read; the walk can go on afterwards.
    pub fn step(&mut self, store: &mut Store, office: Office<'_>, families: usize) -> Result<bool, Failure> {
        if self.rounds.is_empty() {
            return Ok(false);
        }
        match self.stage {
            Stage::Stopped => Ok(false),
            Stage::District => {
                let began = store.journal().last().seq;
                let items = store.views()?.items_of(FamilyId::DISTRICT, ITEMS_MAX)?;
                let looked = rhythm::by_district(office.plan, &self.rounds, &items);
                self.stage = Stage::After(FamilyId::DISTRICT, began);
                self.open(store, office, vec![looked])?;
                Ok(true)
            }
            Stage::After(last, began) => {
                let next = store.views()?.families_after(last, families)?;
                let Some(reached) = next.last().map(|family| family.id) else {
                    self.came_through(store, began);
                    return Ok(began < store.journal().last().seq);
                };
                self.look_at(store, office, &next)?;
                // Only now: a slice that failed is looked at again.
                if self.stage != Stage::Stopped {
                    self.stage = Stage::After(reached, began);
                }
                Ok(true)
            }
            Stage::Through(seq) => self.look_at_changed(store, office, seq),
        }
    }

    fn look_at_changed(&mut self, store: &mut Store, office: Office<'_>, seq: Seq) -> Result<bool, Failure> {
        if seq >= store.journal().last().seq {
            return Ok(false);
        }
        let mut changed = BTreeSet::new();
        let mut reached = seq;
        for entry in store.entries(seq.next()).take(ENTRIES) {
            let entry = entry?;
            changed.extend(entry.body.events.iter().flat_map(whose_standing));
            reached = entry.seq;
        }
        let mut families = Vec::new();
        for id in changed {
            families.extend(store.views()?.family(id)?);
        }
        self.look_at(store, office, &families)?;
        if self.stage != Stage::Stopped {
            self.came_through(store, reached);
        }
        Ok(self.stage != Stage::Stopped && reached < store.journal().last().seq)
    }

    fn look_at(&mut self, store: &mut Store, office: Office<'_>, families: &[Family]) -> Result<(), Failure> {
        let mut found = Vec::new();
        for family in families.iter().filter(|family| family.is_listed()) {
            self.report.families += 1;
            let views = store.views()?;
            let entered = || Ok::<_, Failure>(views.entered_on(family)?);
            let items = || Ok(views.items_with(family, ITEMS_MAX)?);
            found.push(rhythm::by_family(office.plan, family, &self.rounds, self.day, entered, items)?);
        }
        self.open(store, office, found)
    }

    /// Opens what is owed and keeps the account.
    fn open(&mut self, store: &mut Store, office: Office<'_>, found: Vec<Looked>) -> Result<(), Failure> {
        let owed: Vec<_> = found.iter().flat_map(|looked| looked.owed.iter().cloned()).collect();
        let orders: Vec<Order> = owed.iter().map(|owed| owed.command(self.day).into()).collect();
        let answers = if self.dry_run {
            execute::preview(store, office, House { owner: Some(ACTOR), closed: false }, ACTOR, &orders)
        } else {
            let answers = execute::execute(store, office, ACTOR, &orders);
            answers.into_iter().map(|answer| answer.map(|_| ())).collect()
        };
        found.iter().for_each(|looked| self.report.add(looked));
        for (owed, answer) in owed.iter().zip(&answers) {
            self.report.opened(owed.round, answer.is_ok());
            if let Err(refusal @ Refusal::Store { .. }) = answer {
                self.stage = Stage::Stopped;
                self.refusal = Some(refusal.clone());
            }
        }
        Ok(())
    }

    fn came_through(&mut self, store: &Store, seq: Seq) {
        self.stage = Stage::Through(seq);
        if !self.dry_run {
            mark::write(store.dir(), Mark { day: self.day, seq });
        }
    }

    /// Why nothing more is tried, when the store takes no entries.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }
}

/// The family whose standing an event may change.
fn whose_standing(event: &Event) -> Vec<FamilyId> {
    match event {
        // The kept one has what the other was given, and two again each have their own.
        Event::Merge(event) => event.families().to_vec(),
        Event::FamilyAdded { family }
        | Event::MemberAdded { family, .. }
        | Event::MemberWithdrawn { family, .. }
        | Event::FactsChanged { family, .. } => vec![*family],
        _ => Vec::new(),
    }
}
