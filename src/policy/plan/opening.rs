//! What a measure's items do by themselves: when those of a period are opened, and whether their delivery counts as contact with the
//! family. The plan is silent on both, so what the file says is a proposal that an office may change.

use super::fault::{PlanFault, Shape};
use super::load_measure::year_day;
use super::measure::Within;
use super::reader::{Reader, Section};
use super::vocabulary::{Contact, Missed, Rhythm};
use crate::policy::period::Period;
use chrono::{Days, NaiveDate};

/// When the items of a measure that comes round are opened by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opens {
    /// The first day on which the item of a period is opened.
    pub start: Start,
    /// What becomes of a period that passed while nobody was there to open it.
    pub missed: Missed,
    /// Whether every body of the leading group owes its own, and not only those that the measure names.
    pub every_body: bool,
    /// The plan is silent and this is a proposal.
    pub proposal: bool,
}

/// The first day on which the item of a period is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// So many days before the period begins: 0 means on its first day. A festival's period is its day.
    Ahead(u16),
    /// A day of the year that is the period.
    YearDay {
        /// Month.
        month: u32,
        /// Day.
        day: u32,
    },
}

impl Opens {
    /// The first day on which the item of a period is opened; none where the calendar of the period is not known.
    pub fn day(&self, period: Period) -> Option<NaiveDate> {
        match (self.start, period) {
            (Start::Ahead(days), _) => period.first()?.checked_sub_days(Days::new(u64::from(days))),
            (Start::YearDay { month, day }, Period::Year(year)) => NaiveDate::from_ymd_opt(i32::from(year), month, day),
            (Start::YearDay { .. }, _) => period.first(),
        }
    }
}

/// The key `opens` of a measure, where it has one.
pub(super) fn opens(
    reader: &mut Reader<'_>,
    measure: &mut Section<'_>,
    rhythm: Option<Rhythm>,
) -> Option<Option<Opens>> {
    if !measure.has("opens") {
        return Some(None);
    }
    let mut section = measure.section(reader, "opens")?;
    let start = match (section.has("on"), section.has("ahead_days")) {
        (true, false) => on(reader, &mut section, rhythm),
        _ => section.number(reader, "ahead_days", 0..200).map(|days| Start::Ahead(u16::try_from(days).unwrap_or(0))),
    };
    let keys = Missed::ALL.iter().map(|missed| missed.key());
    let missed = section.one_of(reader, "missed", Missed::from_key, keys);
    let every_body = section.flag(reader, "every_body", false);
    let proposal = section.flag(reader, "proposal", false);
    section.end(reader);
    let comes_round = |rhythm: Rhythm| !matches!(rhythm, Rhythm::PerEvent | Rhythm::OneOff);
    if rhythm.is_some_and(|rhythm| !comes_round(rhythm)) {
        return measure.fault(reader, "opens", PlanFault::NoPeriods);
    }
    Some(Some(Opens { start: start?, missed: missed?, every_body: every_body?, proposal: proposal? }))
}

fn on(reader: &mut Reader<'_>, section: &mut Section<'_>, rhythm: Option<Rhythm>) -> Option<Start> {
    let text = section.text(reader, "on")?;
    let yearly = rhythm.is_none_or(|rhythm| matches!(rhythm, Rhythm::Yearly | Rhythm::Standing));
    match year_day(reader, &text)? {
        Within::YearDay { month, day } if yearly => Some(Start::YearDay { month, day }),
        _ => reader.fault(text.at.clone(), &text.place, PlanFault::Wanted(Shape::Number)),
    }
}

/// The key `contact` of a measure, where it has one.
pub(super) fn contact(reader: &mut Reader<'_>, measure: &mut Section<'_>) -> Option<Option<Contact>> {
    if !measure.has("contact") {
        return Some(None);
    }
    let keys = Contact::ALL.iter().map(|contact| contact.key());
    measure.one_of(reader, "contact", Contact::from_key, keys).map(Some)
}
