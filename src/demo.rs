//! Invented households and their history, for looking around, for drills and for measuring.
//!
//! Nobody here exists: names are drawn from tables, telephone and account numbers follow a pattern that is never given out, and every
//! identity number is made up (with a right check character, so that it passes the same checks as a real one). The places are the
//! district's real townships and villages. The same seed gives the same history for good.

mod agenda;
mod answer;
mod catalogue;
mod chance;
mod chronicle;
mod course;
mod duty;
mod errand;
mod filler;
mod history;
mod household;
mod identity;
mod intake;
mod lately;
mod later;
mod ledger;
mod limit;
mod name;
mod neighbour;
mod occasion;
mod office;
mod papers;
mod person;
mod recorded;
mod school;
mod setting;
mod sheet;
mod standing;
#[cfg(test)]
mod tests;
mod wording;

pub use history::Histories;

use crate::policy::calendar::Calendar;
use crate::policy::division::Directory;
use crate::policy::plan::Plan;
use chrono::NaiveDate;
use setting::Setting;

/// What to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// How many households.
    pub families: u32,
    /// How many items in all.
    pub items: u32,
    /// What decides everything that chance decides.
    pub seed: u64,
    /// The day after the history: it ends with the working day before.
    pub today: NaiveDate,
}

impl Spec {
    /// The usual register: 1,500 households with six items each, and the date of the plan for a seed.
    pub fn usual(today: NaiveDate) -> Self {
        Self::of(1500, today)
    }

    /// So many households with six items each.
    pub fn of(families: u32, today: NaiveDate) -> Self {
        Self { families, items: families.saturating_mul(6), seed: 20_141_128, today }
    }
}

/// The entries of an invented journal, in order, from an empty one: households as they are entered and change, items from their opening to their
/// end. They are made one at a time; memory holds some two hundred bytes a household and what is under way.
///
/// A history that would end before the plan began is empty.
pub fn histories<'a>(spec: &Spec, plan: &'a Plan, calendar: &Calendar, divisions: &'static Directory) -> Histories<'a> {
    Histories::new(Setting::new(spec.seed, spec.families, spec.today, calendar, divisions), plan, spec.items, calendar)
}
