//! What one row of a small register adds to the figures.

use super::book::{Book, By, Counted, Page, What, Which};
use super::mark::{Mark, number, year_of, years};
use super::{ALL_BODIES, Cell, NOT_RECORDED, WHOLE};
use crate::domain::family::Family;
use crate::domain::register::{Made, Owner, Row};
use crate::policy::plan::OfRows;
use chrono::{Datelike, Months, NaiveDate};

/// What a row adds; nothing where it was withdrawn, or its household was entered in error.
pub fn marks(book: &Book, row: &Row, family: Option<&Family>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let Some(on) = row.on().filter(|_| family.is_none_or(|family| !family.withdrawn)) else { return marks };
    for (page, tally, counted) in book.of_register(row.register) {
        let own = match row.owner {
            Owner::Department(body) if page.by_body => Some(body),
            // Where no body owes it by itself, the rows of the measure's own bodies count.
            Owner::Department(body) if !page.bodies.contains(&body) => continue,
            _ => None,
        };
        if !is_among(counted, row) {
            continue;
        }
        for (year, part, amount) in amounts(page, counted, row, on) {
            for body in [ALL_BODIES].into_iter().chain(own) {
                marks.push(Mark::Amount(Cell { measure: page.measure, body, tally, year, part }, amount));
            }
        }
    }
    marks
}

/// Whether a row stands behind a tally in a year, under this part of it where one is given. What is counted as it stands at the end of the year
/// has rows of the years before it too.
pub fn is_behind(book: &Book, row: &Row, family: Option<&Family>, cell: Cell, part: Option<u32>) -> bool {
    let counted = book.page(cell.measure).and_then(|page| page.tallies.get(usize::from(cell.tally)));
    let stands = matches!(
        counted.map(|counted| &counted.what),
        Some(What::Rows { of: OfRows::Standing(_) | OfRows::Stale { .. }, .. })
    );
    let own = |at: &Cell| {
        (at.measure, at.body, at.tally) == (cell.measure, cell.body, cell.tally)
            && part.is_none_or(|part| part == at.part)
            && if stands { at.year <= cell.year } else { at.year == cell.year }
    };
    let amounts = marks(book, row, family).into_iter().filter_map(|mark| match mark {
        Mark::Amount(at, amount) if own(&at) => Some(amount),
        _ => None,
    });
    let amounts: Vec<i64> = amounts.collect();
    if stands { amounts.iter().sum::<i64>() != 0 } else { !amounts.is_empty() }
}

/// The amounts of a row: year, part, how much.
fn amounts(page: &Page, counted: &Counted, row: &Row, on: NaiveDate) -> Vec<(u16, u32, i64)> {
    let What::Rows { of, money, .. } = &counted.what else { return Vec::new() };
    let day = |key: &str| row.value(key).and_then(|text| text.parse::<NaiveDate>().ok());
    let (year, part) = (year(page, row, on), part(counted, row));
    match of {
        OfRows::Dated => vec![(year, part, 1)],
        OfRows::Standing(until) => {
            // On its last day it still stands.
            let gone = until.as_deref().and_then(day).and_then(|day| day.succ_opt());
            let gone = gone.filter(|gone| *gone > on);
            [Some((year_of(on), part, 1)), gone.map(|gone| (year_of(gone), part, -1))].into_iter().flatten().collect()
        }
        OfRows::Stale { field, months } => stale(row, field, *months, part),
        OfRows::Sum { field, less, .. } => {
            let amount = |key: &str| row.value(key).map_or(0, |text| number(text, *money));
            vec![(year, part, amount(field).saturating_sub(less.as_deref().map_or(0, amount)))]
        }
        OfRows::Median(from, to) => {
            let days = day(from).zip(day(to)).map(|(from, to)| to.signed_duration_since(from).num_days());
            days.map(|days| (year, super::mark::whole_length(days), 1)).into_iter().collect()
        }
    }
}

/// The times in which a row was out of date: from so many months after it was brought up to date until it was again.
fn stale(row: &Row, field: &str, months: u32, part: u32) -> Vec<(u16, u32, i64)> {
    let mut days: Vec<NaiveDate> = Vec::new();
    for version in row.versions.iter().filter(|version| !version.withdrawn) {
        let Made::Values { on, values } = &version.made else { continue };
        let told = values.iter().find(|(key, _)| key == field).and_then(|(_, text)| text.parse().ok());
        let day: NaiveDate = told.unwrap_or(*on);
        // A correction may set the day back; then what it says now is what counts.
        days.retain(|other| *other < day);
        days.push(day);
    }
    let mut amounts = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let Some(from) = day.checked_add_months(Months::new(months)).and_then(|day| day.succ_opt()) else { continue };
        match days.get(at + 1) {
            Some(next) if *next > from => amounts.extend([(year_of(from), part, 1), (year_of(*next), part, -1)]),
            Some(_) => {}
            None => amounts.push((year_of(from), part, 1)),
        }
    }
    amounts
}

/// The year of a row: what it says where the measure counts by a year or day that the row has too, else that of its day.
fn year(page: &Page, row: &Row, on: NaiveDate) -> u16 {
    let told = page.counted_on.as_deref().and_then(|key| row.value(key)).and_then(|text| match text.parse::<u16>() {
        Ok(year) => Some(year),
        Err(_) => text.parse::<NaiveDate>().ok().map(year_of),
    });
    told.filter(|year| years(*year)).unwrap_or(year_of(on))
}

fn part(counted: &Counted, row: &Row) -> u32 {
    match &counted.apart {
        Some(By::Choice(key, choices)) => {
            let at = row.value(key).and_then(|text| choices.iter().position(|choice| choice == text));
            at.and_then(|at| u32::try_from(at).ok()).unwrap_or(NOT_RECORDED)
        }
        Some(By::Month) => row.on().map_or(NOT_RECORDED, |on| on.month()),
        Some(By::Fact(_)) | None => WHOLE,
    }
}

fn is_among(counted: &Counted, row: &Row) -> bool {
    match &counted.only {
        None => true,
        Some(Which::Yes(key)) => row.value(key) == Some("yes"),
        Some(Which::Given(key)) => row.value(key).is_some_and(|text| !text.is_empty()),
        Some(Which::Is(key, choice)) => row.value(key) == Some(choice.as_str()),
        // Rows have no due date.
        Some(Which::Late(_)) => false,
    }
}
