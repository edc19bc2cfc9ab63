//! What comes round on a day: the periods whose items are opened by themselves, of every measure that the plan says so of.
//!
//! A period is open from its first day of opening (`Opens`) to its end. One that passed while nobody was there is caught up where the plan
//! says that it is still owed, back to the day from which the office opens by itself and no further than the plan's number of days. The
//! answer depends on the plan and the day alone; who owes what in it is the domain's to say.

use super::period::Period;
use super::plan::{Measure, Missed, Opens, Plan, Within};
use crate::ids::MeasureNo;
use chrono::{Datelike, Days, NaiveDate};

/// The standard that says from which day the office opens by itself.
const OPENS: &str = "opens_by_itself";
/// The standard that says how many days back missed periods are caught up.
const CAUGHT_UP: &str = "caught_up_days";
/// The most periods of one measure that are open at a time: thirty years of months.
const PERIODS_MAX: usize = 400;

/// A period of a measure whose items are to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Round {
    /// The measure.
    pub measure: MeasureNo,
    /// The period.
    pub period: Period,
    /// The day as of which it is judged who is entitled: today, or the last day of a period that is over.
    pub as_of: NaiveDate,
}

impl Round {
    /// Whether the period was over before the day.
    pub fn is_missed(&self, today: NaiveDate) -> bool {
        self.as_of < today
    }
}

/// The rounds of a day, by measure, the oldest period first; none where the office does not open by itself.
pub fn rounds(plan: &Plan, today: NaiveDate) -> Vec<Round> {
    let Some(from) = since(plan, today) else { return Vec::new() };
    let back = plan.number(CAUGHT_UP, today).unwrap_or(0);
    let earliest = today.checked_sub_days(Days::new(u64::from(back))).map_or(from, |day| day.max(from));
    let mut rounds = Vec::new();
    for measure in plan.measures() {
        let Some(opens) = &measure.opens else { continue };
        for period in periods(measure, opens, today, earliest) {
            let over = period.last().filter(|last| *last < today);
            let as_of = over.unwrap_or(today);
            if measure.in_force(as_of) {
                rounds.push(Round { measure: measure.no, period, as_of });
            }
        }
    }
    rounds
}

/// Since when the office has opened by itself without a break, if it does on this day.
pub fn since(plan: &Plan, today: NaiveDate) -> Option<NaiveDate> {
    let standard = plan.standard(OPENS)?;
    let mut since = None;
    for figure in standard.figures.iter().filter(|figure| figure.from <= today) {
        since = (figure.amount != 0).then(|| since.unwrap_or(figure.from));
    }
    since
}

/// The periods of a measure that are open today, and those that were missed and are still owed.
fn periods(measure: &Measure, opens: &Opens, today: NaiveDate, earliest: NaiveDate) -> Vec<Period> {
    let still_wanted = |period: &Period| {
        let begun = opens.day(*period).is_some_and(|day| day <= today);
        let last = period.last();
        let runs = last.is_some_and(|last| last >= today);
        let caught_up = opens.missed == Missed::Open && last.is_some_and(|last| last >= earliest);
        begun && (runs || caught_up)
    };
    let mut found: Vec<Period> = candidates(measure, today).into_iter().filter(still_wanted).collect();
    if opens.missed == Missed::Open {
        // Further back, one period after the other.
        let mut before = found.iter().copied().min_by_key(|period| period.first()).and_then(Period::previous);
        while let Some(period) = before.filter(still_wanted).filter(|_| found.len() < PERIODS_MAX) {
            found.push(period);
            before = period.previous();
        }
    }
    found.sort_by_key(|period| period.first());
    found.dedup();
    found
}

/// The periods about a day: the one before it, its own, and the one that comes next; of festivals, those of three years.
fn candidates(measure: &Measure, today: NaiveDate) -> Vec<Period> {
    if let Within::BeforeFestival { festivals, .. } = measure.limit.within {
        let years = [today.year() - 1, today.year(), today.year() + 1];
        let years = years.into_iter().filter_map(|year| u16::try_from(year).ok());
        return years.flat_map(|year| festivals.iter().map(move |festival| Period::Festival(year, festival))).collect();
    }
    let Some(now) = Period::of(measure.rhythm, today) else { return Vec::new() };
    [now.previous(), Some(now), now.next()].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
