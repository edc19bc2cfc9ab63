//! What one item adds to the figures.

use super::book::{Book, By, Counted, Page, What, Which};
use super::life::{self, End};
use super::{ALL_BODIES, Cell, NOT_RECORDED, WHOLE};
use crate::domain::family::Family;
use crate::domain::item::{Item, Step};
use crate::ids::MemberNo;
use crate::policy::money::Fen;
use crate::policy::plan::{Count, Moment, OfRows};
use crate::policy::value::Value;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

/// Years that are counted; a day outside them is a slip of the pen, and the day of the step stands for it.
const YEARS: std::ops::RangeInclusive<u16> = 1990..=2199;
/// The longest time that a median tells from others, in days or hours: ten years, or fourteen months.
const LONGEST: i64 = 10_000;

/// The tally under which a household is kept that has anything in a year: it finds the items behind a figure.
pub const TOUCHED: u8 = u8::MAX;

/// One mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// An amount is added to a cell.
    Amount(Cell, i64),
    /// Someone is given what the cell counts: a person, or 0 for the household.
    Holder(Cell, MemberNo),
}

/// The year in which a delivery counts, and the day that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The year.
    pub year: u16,
    /// The day.
    pub day: NaiveDate,
}

/// What an item adds; nothing where its household was entered in error.
pub fn marks(book: &Book, item: &Item, family: &Family) -> Vec<Mark> {
    let Some(page) = book.page(item.measure).filter(|_| !family.withdrawn) else { return Vec::new() };
    let mut marks = Vec::new();
    touch(page, item, &mut marks);
    for (tally, counted) in (0..TOUCHED).zip(&page.tallies) {
        of_tally(page, tally, counted, item, family, &mut marks);
    }
    marks
}

/// Whether an item stands behind a tally in a year, under this part of it where one is given.
pub fn is_behind(book: &Book, item: &Item, family: &Family, cell: Cell, part: Option<u32>) -> bool {
    let Some(page) = book.page(item.measure).filter(|_| !family.withdrawn && item.measure == cell.measure) else {
        return false;
    };
    let Some(counted) = page.tallies.get(usize::from(cell.tally)) else { return false };
    if cell.body != ALL_BODIES && !(page.by_body && item.first_department == cell.body) {
        return false;
    }
    if let What::Share | What::Count(Count::Waiting | Count::Overdue, _) = counted.what {
        let late = matches!(counted.what, What::Count(Count::Overdue, _));
        // What is overdue at the end of a year waits then and was due before it ended.
        let due = !late || item.due.and_then(|due| due.on.succ_opt()).is_some_and(|day| year_of(day) <= cell.year);
        let waits = due
            && life::waits(item)
                .iter()
                .any(|(from, to)| year_of(*from) <= cell.year && to.is_none_or(|to| year_of(to) > cell.year));
        let apart = part.is_none_or(|part| part == part_of(counted, item, family, None));
        let delivered = matches!(counted.what, What::Share)
            && matches!(life::end(item), End::Delivered(step) if counts(page, step).year == cell.year);
        return apart && (waits || delivered);
    }
    let mut marks = Vec::new();
    of_tally(page, cell.tally, counted, item, family, &mut marks);
    marks.iter().any(|mark| {
        let (Mark::Amount(at, _) | Mark::Holder(at, _)) = mark;
        at.year == cell.year && part.is_none_or(|part| part == at.part)
    })
}

/// In which year a delivery counts: the day or year that was recorded, else the day of the step.
pub fn counts(page: &Page, step: &Step) -> Counts {
    let made = step.at.date_naive();
    let text = page.counted_on.as_deref().and_then(|key| recorded(step, key));
    let told = text.and_then(|text| match text.parse::<u16>() {
        Ok(year) => Some(Counts { year, day: made }),
        Err(_) => {
            let day: NaiveDate = text.parse().ok()?;
            u16::try_from(day.year()).ok().map(|year| Counts { year, day })
        }
    });
    told.filter(|counts| YEARS.contains(&counts.year)).unwrap_or(Counts { year: year_of(made), day: made })
}

/// Whether a year is one that is counted.
pub(super) fn years(year: u16) -> bool {
    YEARS.contains(&year)
}

/// A length of time as a part: what came before counts as no time at all.
pub(super) fn whole_length(length: i64) -> u32 {
    u32::try_from(length.clamp(0, LONGEST)).unwrap_or(0)
}

/// The year in which a day counts.
pub(super) fn year_of(day: NaiveDate) -> u16 {
    u16::try_from(day.year()).unwrap_or(0).clamp(*YEARS.start(), *YEARS.end())
}

fn recorded<'a>(step: &'a Step, key: &str) -> Option<&'a str> {
    step.made.record.iter().find(|(field, _)| field == key).map(|(_, text)| text.as_str())
}

/// Where the household can be found by the years in which it has anything of a measure.
fn touch(page: &Page, item: &Item, marks: &mut Vec<Mark>) {
    let mut years = vec![year_of(item.opened)];
    match life::end(item) {
        End::Delivered(step) => years.push(counts(page, step).year),
        End::Declined(step) => years.push(year_of(step.at.date_naive())),
        End::Open | End::Withdrawn => {}
    }
    years.sort_unstable();
    years.dedup();
    let cell = |year| Cell { measure: page.measure, body: ALL_BODIES, tally: TOUCHED, year, part: WHOLE };
    marks.extend(years.into_iter().map(|year| Mark::Holder(cell(year), MemberNo(0))));
}

fn of_tally(page: &Page, tally: u8, counted: &Counted, item: &Item, family: &Family, marks: &mut Vec<Mark>) {
    let mut put = |year: u16, part: u32, amount: i64| {
        for body in bodies(page, item) {
            marks.push(Mark::Amount(Cell { measure: page.measure, body, tally, year, part }, amount));
        }
    };
    let waiting = |put: &mut dyn FnMut(u16, u32, i64), part: u32| {
        for (from, to) in life::waits(item) {
            put(year_of(from), part, 1);
            to.into_iter().for_each(|to| put(year_of(to), part, -1));
        }
    };
    let end = life::end(item);
    match (&counted.what, end) {
        (What::Count(Count::Waiting, _), _) => waiting(&mut put, part_of(counted, item, family, None)),
        (What::Count(Count::Overdue, _), _) => {
            let part = part_of(counted, item, family, None);
            for (late, to) in overdue(item) {
                put(year_of(late), part, 1);
                to.into_iter().for_each(|to| put(year_of(to), part, -1));
            }
        }
        (What::Count(Count::Opened, _), end) if end != End::Withdrawn => {
            put(year_of(item.opened), part_of(counted, item, family, None), 1);
        }
        (What::Count(Count::Declined, _), End::Declined(step)) => {
            put(year_of(step.at.date_naive()), part_of(counted, item, family, None), 1);
        }
        (What::Count(Count::Opened | Count::Declined, _), _) => {}
        (What::Rows { of, money, .. }, End::Delivered(step)) => {
            // What was spent of the money that the rows of a register bring in.
            if let OfRows::Sum { spent: Some(spent), .. } = of
                && let Some(text) = recorded(step, spent)
            {
                put(counts(page, step).year, WHOLE, -number(text, *money));
            }
        }
        (What::Rows { .. } | What::Emergencies(_), _) => {}
        (What::Share, end) => {
            // Part 0 is what was delivered in a year; part 1 is what began and ceased to wait, which adds up over the years.
            waiting(&mut put, 1);
            if let End::Delivered(step) = end {
                put(counts(page, step).year, WHOLE, 1);
            }
        }
        (what, End::Delivered(step)) if is_among(counted, item, step) => {
            let when = counts(page, step);
            let part = part_of(counted, item, family, Some((step, when.day)));
            match what {
                What::Count(Count::Families | Count::Persons, _) => {
                    let persons = matches!(what, What::Count(Count::Persons, _));
                    let holder = item.member.filter(|_| persons).unwrap_or(MemberNo(0));
                    for body in bodies(page, item) {
                        let cell = Cell { measure: page.measure, body, tally, year: when.year, part };
                        marks.push(Mark::Holder(cell, holder));
                    }
                }
                What::Sum { field, less, money } => {
                    let amount = |key: &str| recorded(step, key).map_or(0, |text| number(text, *money));
                    let less = less.as_deref().map_or(0, amount);
                    put(when.year, part, amount(field).saturating_sub(less));
                }
                What::Median { from, to, hours } => {
                    if let Some(length) = length(item, step, from, to, *hours) {
                        put(when.year, length, 1);
                    }
                }
                _ => put(when.year, part, 1),
            }
        }
        _ => {}
    }
}

/// The times in which an item waited past its due date: from the day after it on, if it still waited then.
fn overdue(item: &Item) -> impl Iterator<Item = (NaiveDate, Option<NaiveDate>)> {
    let after = item.due.and_then(|due| due.on.succ_opt());
    let waits = after.map_or(Vec::new(), |_| life::waits(item));
    waits.into_iter().filter_map(move |(from, to)| {
        let late = after?.max(from);
        to.is_none_or(|to| to > late).then_some((late, to))
    })
}

/// All bodies together, and the body whose duty it is where each owes it by itself.
fn bodies(page: &Page, item: &Item) -> impl Iterator<Item = crate::ids::DepartmentNo> + use<> {
    let own = page.by_body.then_some(item.first_department);
    [ALL_BODIES].into_iter().chain(own)
}

/// A recorded amount: money in fen, anything else as it is counted.
pub(super) fn number(text: &str, money: bool) -> i64 {
    if money { Fen::parse_yuan(text).map_or(0, |fen| fen.0) } else { text.parse().unwrap_or(0) }
}

fn is_among(counted: &Counted, item: &Item, step: &Step) -> bool {
    match &counted.only {
        None => true,
        Some(Which::Yes(key)) => recorded(step, key) == Some("yes"),
        Some(Which::Given(key)) => recorded(step, key).is_some_and(|text| !text.is_empty()),
        Some(Which::Is(key, choice)) => recorded(step, key) == Some(choice.as_str()),
        Some(Which::Late(key)) => {
            let done = recorded(step, key).and_then(|day| day.parse().ok()).unwrap_or(step.at.date_naive());
            item.due.is_some_and(|due| due.on < done)
        }
    }
}

/// The part of a tally that an item stands in.
fn part_of(counted: &Counted, item: &Item, family: &Family, delivered: Option<(&Step, NaiveDate)>) -> u32 {
    match &counted.apart {
        None => WHOLE,
        Some(By::Choice(key, choices)) => {
            let text = delivered.and_then(|(step, _)| recorded(step, key));
            let at = text.and_then(|text| choices.iter().position(|choice| choice == text));
            at.and_then(|at| u32::try_from(at).ok()).unwrap_or(NOT_RECORDED)
        }
        Some(By::Month) => delivered.map_or(item.opened, |(_, day)| day).month(),
        Some(By::Fact(field)) => {
            let day = delivered.map_or(item.opened, |(_, day)| day);
            match family.facts.value(*field, day) {
                Some(Value::Choice(code)) => u32::from(*code),
                Some(Value::Number(code)) => u32::try_from(*code).unwrap_or(NOT_RECORDED),
                _ => NOT_RECORDED,
            }
        }
    }
}

/// How long it took from one moment to another; what came before the first counts as no time at all.
fn length(item: &Item, step: &Step, from: &Moment, to: &Moment, hours: bool) -> Option<u32> {
    let length = if hours {
        moment(item, step, to)?.signed_duration_since(moment(item, step, from)?).num_hours()
    } else {
        day(item, step, to)?.signed_duration_since(day(item, step, from)?).num_days()
    };
    Some(whole_length(length))
}

fn day(item: &Item, step: &Step, moment: &Moment) -> Option<NaiveDate> {
    match moment {
        Moment::Opened => Some(item.opened),
        Moment::Accepted => life::first_taken(item).map(|step| step.at.date_naive()),
        Moment::Delivered => Some(step.at.date_naive()),
        Moment::Due => item.due.map(|due| due.on),
        Moment::Record(key) => recorded(step, key).and_then(|text| text.parse().ok()),
    }
}

fn moment(item: &Item, step: &Step, moment: &Moment) -> Option<DateTime<FixedOffset>> {
    match moment {
        Moment::Opened => Some(item.opened_at),
        Moment::Accepted => life::first_taken(item).map(|step| step.at),
        Moment::Delivered => Some(step.at),
        Moment::Due | Moment::Record(_) => None,
    }
}
