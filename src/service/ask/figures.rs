//! The figures of a year, now or as of a day, and the items behind them.

use super::{Desk, Unanswered, from, limit, rows};
use crate::domain::figure::book::Book;
use crate::domain::figure::reading::{self, Figure};
use crate::domain::figure::{ALL_BODIES, Amounts, Cell, WHOLE};
use crate::ids::{DepartmentNo, Seq};
use crate::policy::plan::Measure;
use crate::service::answer::Answer;
use crate::service::answer::register::RegisterAnswer;
use crate::service::failure::Failure;
use crate::service::figure::{FigureAnswer, FigureOf, FigureQuery, FigureRow, FigureYear, State};
use crate::service::store::Store;
use crate::service::sweep::first_since;
use crate::views::{Progress, Stage, Views};
use chrono::{Datelike, NaiveDate};
use std::ops::ControlFlow;

/// Years of a figure's history, this one included.
const HISTORY: usize = 12;

/// How far folding has come: entries, and in all. `Break` stops it.
pub type Told<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// Answers a question about figures.
pub fn answer(desk: Desk<'_>, query: &FigureQuery, told: Told<'_>) -> Result<Answer, Unanswered> {
    match query {
        FigureQuery::Year { year, department, as_of } => {
            let found = figures_of(desk, *year, *department, *as_of, told)?;
            Ok(Answer::Figures(FigureAnswer::Year(Box::new(found))))
        }
        FigureQuery::Items { of, page } => {
            let FigureOf { measure, body, tally, part, year } = *of;
            let cell = Cell { measure, body, tally, year, part: WHOLE };
            let found = desk.store.views()?.behind(cell, part, &from(page), limit(page))?;
            rows::queue(desk, found).map(Answer::Queue)
        }
        FigureQuery::Rows { of, page } => {
            let FigureOf { measure, body, tally, part, year } = *of;
            let cell = Cell { measure, body, tally, year, part: WHOLE };
            let found = desk.store.views()?.entered_behind(cell, part, &from(page), limit(page))?;
            Ok(Answer::Register(RegisterAnswer::Rows(super::register::lines(desk, found)?)))
        }
        FigureQuery::Emergencies { of, page } => {
            let FigureOf { measure, body, tally, year, .. } = *of;
            let cell = Cell { measure, body, tally, year, part: WHOLE };
            super::emergency::behind(desk, cell, page).map(Answer::Emergency)
        }
        FigureQuery::Units { year } => {
            Ok(Answer::Figures(FigureAnswer::Units(Box::new(super::units::reports(desk, *year)?))))
        }
    }
}

fn figures_of(
    desk: Desk<'_>,
    year: u16,
    department: Option<DepartmentNo>,
    as_of: Option<NaiveDate>,
    told: Told<'_>,
) -> Result<FigureYear, Unanswered> {
    let book = Book::of(desk.plan);
    let last = desk.store.journal().last();
    let head = match as_of {
        // The last entry of that day or before.
        Some(day) => day.succ_opt().map_or(Ok(last.seq), |next| first_since(desk.store, next))?,
        None => Seq(last.seq.0 + 1),
    };
    let head = if as_of.is_some() { Seq(head.0.saturating_sub(1)) } else { last.seq };
    let folded;
    let amounts: &Amounts = if head == last.seq {
        desk.store.views()?.amounts().ok_or(Failure::NoViews)?
    } else {
        folded = fold(desk.store, &book, head, told)?;
        &folded
    };
    let mut years = amounts.years();
    years.extend([year, year.saturating_sub(1), u16::try_from(desk.today.year()).unwrap_or(year)]);
    let years: Vec<u16> = years.into_iter().collect();
    let mut found = FigureYear { year, department, as_of, state: state(desk.store, head)?, years, rows: Vec::new() };
    for measure in desk.plan.measures() {
        let Some(body) = shown_for(measure, department, &book, amounts, year) else { continue };
        let page = book.page(measure.no).map_or(0, |page| page.tallies.len());
        for tally in (0u8..).take(page) {
            let of = |year| reading::figure(&book, amounts, measure.no, body, tally, year);
            let Some(figure) = of(year) else { continue };
            let history = history(&figure, &found.years, year, of);
            found.rows.push(FigureRow { measure: measure.no, body, tally, figure, history });
        }
    }
    Ok(found)
}

/// For which body a measure is counted in the figures of a department; none where it does not belong in them.
fn shown_for(
    measure: &Measure,
    department: Option<DepartmentNo>,
    book: &Book,
    amounts: &Amounts,
    year: u16,
) -> Option<DepartmentNo> {
    let Some(department) = department else { return Some(ALL_BODIES) };
    let by_body = book.page(measure.no).is_some_and(|page| page.by_body);
    let carries_out = measure.departments.contains(&department);
    // A joint duty stands in each body's figures with that body's part; a duty that every body owes, with its own.
    if by_body && carries_out && measure.departments.len() > 1 {
        return Some(department);
    }
    if carries_out {
        return Some(ALL_BODIES);
    }
    (by_body && amounts.has(measure.no, department, year)).then_some(department)
}

fn history(
    figure: &Figure,
    years: &[u16],
    year: u16,
    of: impl Fn(u16) -> Option<Figure>,
) -> Vec<(u16, reading::Quantity)> {
    if figure.whole.is_none() {
        return Vec::new();
    }
    let last = years.iter().rev().filter(|other| **other <= year).take(HISTORY);
    let mut history: Vec<_> =
        last.filter_map(|year| of(*year).and_then(|figure| figure.whole).map(|whole| (*year, whole))).collect();
    history.reverse();
    history
}

/// The figures as the journal made them up to an entry.
fn fold(store: &Store, book: &Book, head: Seq, told: Told<'_>) -> Result<Amounts, Failure> {
    let entries = store.entries(Seq(1)).take_while(|entry| entry.as_ref().map_or(true, |entry| entry.seq <= head));
    let mut progress = |progress: Progress| match progress.stage {
        Stage::Folding => told(progress.done, head.0),
        Stage::Writing => ControlFlow::Continue(()),
    };
    Ok(Views::figures_of(book, entries, &mut progress)?.amounts)
}

fn state(store: &Store, head: Seq) -> Result<State, Failure> {
    let hash = store.journal().frame(head)?.map(|frame| frame.hash.to_string()).unwrap_or_default();
    Ok(State { head: head.0, hash, at: store.entry(head)?.map(|entry| entry.body.at) })
}
