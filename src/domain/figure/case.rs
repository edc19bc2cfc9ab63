//! What one emergency adds to the figures: the year in which it was lodged is the one it counts in, however long its clocks run.

use super::book::Book;
use super::mark::{Mark, year_of};
use super::{ALL_BODIES, Cell, WHOLE};
use crate::domain::emergency::{Emergency, Moment};
use crate::domain::family::Family;
use crate::policy::plan::OfEmergencies;
use chrono::{DateTime, FixedOffset};

/// What an emergency adds; nothing where it was lodged in error, or its household was entered in error.
pub fn marks(book: &Book, emergency: &Emergency, family: Option<&Family>) -> Vec<Mark> {
    if emergency.withdrawn || family.is_some_and(|family| family.withdrawn) {
        return Vec::new();
    }
    let year = year_of(emergency.lodged_at.date_naive());
    let counted = book.of_emergencies().filter(|(.., of)| counts(*of, emergency));
    let cells = counted.map(|(measure, tally, _)| Cell { measure, body: ALL_BODIES, tally, year, part: WHOLE });
    cells.map(|cell| Mark::Amount(cell, 1)).collect()
}

/// Whether an emergency stands behind a tally in a year.
pub fn is_behind(book: &Book, emergency: &Emergency, family: Option<&Family>, cell: Cell) -> bool {
    marks(book, emergency, family).contains(&Mark::Amount(cell, 1))
}

fn counts(of: OfEmergencies, emergency: &Emergency) -> bool {
    let within = |at: Option<Moment>, by: DateTime<FixedOffset>| at.is_some_and(|Moment(at)| at <= by);
    match of {
        OfEmergencies::Lodged => true,
        OfEmergencies::Answered => within(emergency.answered_at, emergency.lodged.answer_by),
        OfEmergencies::Relieved => within(emergency.relieved_at, emergency.lodged.relief_by),
    }
}
