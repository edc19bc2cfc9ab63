//! The working calendar: which days an office works, and what that makes of a time limit.
//!
//! A year's days off and make-up working days come from the notice the State Council gives out each autumn; they are data
//! (`days_off.csv`, replaceable by the office), not rules. A year whose notice is not loaded is counted Monday to Friday, and
//! every answer that leans on such a year says so. This room does not know what day it is.

mod counted;
mod days_off;
#[cfg(test)]
mod tests;

pub use counted::{Counted, NotCounted, Skipped};
pub use days_off::{DaysOff, DaysOffError, DaysOffFault};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, Weekday};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A number of working days, as a time limit gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkingDays(pub u16);

/// A number of hours on the clock, as an emergency gives it: nights and days off run too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockHours(pub u16);

/// The name of a holiday in both languages, as the loaded notice gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Chinese, such as 国庆节.
    pub zh: String,
    /// English, such as "National Day".
    pub en: String,
}

impl Holiday {
    /// The name in `lang`.
    pub fn name(&self, lang: crate::text::Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// What one date is to an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Day {
    /// An ordinary Monday to Friday.
    Working,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A day off by the notice, whatever its weekday.
    Off(Arc<Holiday>),
    /// A Saturday or Sunday that is worked to make up for the holiday named.
    MadeUp(Arc<Holiday>),
}

impl Day {
    /// Whether an office works on such a day.
    pub fn is_working(&self) -> bool {
        matches!(self, Day::Working | Day::MadeUp(_))
    }
}

/// The days that differ from Monday-to-Friday, for all the years loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    marks: BTreeMap<NaiveDate, Day>,
}

impl Calendar {
    /// The years that ship with the program: 2014 to 2026.
    #[expect(clippy::expect_used, reason = "the text is a constant of the program, and a test parses it")]
    pub fn built_in() -> Self {
        let days = DaysOff::parse(include_str!("days_off.csv")).expect("the built-in days off are well formed");
        Self { marks: BTreeMap::new() }.with(days)
    }

    /// This calendar with a further list loaded: a year the list gives whole replaces what was known of that year, and single
    /// days of other years (a make-up day in late December) are added.
    #[must_use]
    pub fn with(mut self, days: DaysOff) -> Self {
        let whole = days.whole_years();
        self.marks.retain(|date, _| !whole.contains(&date.year()));
        self.marks.extend(days.into_marks());
        self
    }

    /// Whether the notice for `year` is loaded. National Day is in every notice, so it stands for the whole.
    pub fn year_loaded(&self, year: i32) -> bool {
        national_day(year).is_some_and(|date| self.marks.contains_key(&date))
    }

    /// What `date` is to an office.
    pub fn day(&self, date: NaiveDate) -> Day {
        match self.marks.get(&date) {
            Some(mark) => mark.clone(),
            None if is_weekend(date) => Day::Weekend,
            None => Day::Working,
        }
    }

    /// The days of `year` that differ from Monday-to-Friday, in order.
    pub fn marked_days(&self, year: i32) -> impl Iterator<Item = (NaiveDate, &Day)> {
        self.marks.iter().map(|(date, day)| (*date, day)).filter(move |(date, _)| date.year() == year)
    }

    /// Whether an office works on `date`.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.marks.get(&date).map_or(!is_weekend(date), Day::is_working)
    }

    /// The date of the `days`-th working day after `from`; the day of receipt itself does not count, and no days gives `from`
    /// back.
    pub fn working_day_after(&self, from: NaiveDate, days: WorkingDays) -> NaiveDate {
        let following = from.iter_days().skip(1).filter(|date| self.is_working_day(*date));
        match days.0.checked_sub(1) {
            None => from,
            Some(before) => following.into_iter().nth(usize::from(before)).unwrap_or(NaiveDate::MAX),
        }
    }

    /// The same, with the account of how it was reached: what was passed over, what was counted though at a weekend.
    pub fn add_working_days(&self, from: NaiveDate, days: WorkingDays) -> Counted {
        let due = self.working_day_after(from, days);
        let passed = || from.iter_days().skip(1).take_while(move |date| *date <= due);
        let mut skipped = Vec::new();
        let mut counted_weekend = Vec::new();
        for date in passed() {
            match self.day(date) {
                Day::Working => {}
                Day::MadeUp(_) => counted_weekend.push(date),
                Day::Weekend => skipped.push(Skipped { date, why: NotCounted::Weekend }),
                Day::Off(holiday) => skipped.push(Skipped { date, why: NotCounted::Holiday(holiday) }),
            }
        }
        let years: BTreeSet<i32> = passed().map(|date| date.year()).collect();
        let not_loaded = years.into_iter().filter(|year| !self.year_loaded(*year)).collect();
        Counted { from, days, due, skipped, counted_weekend, not_loaded }
    }

    /// The nearest working day that is not after `date`: where a fixed date (15 December) falls on a day off, the work is done
    /// before it.
    pub fn last_working_day_on_or_before(&self, date: NaiveDate) -> NaiveDate {
        // Only the days marked off and the weekends between them are passed, so this ends.
        let earlier = std::iter::successors(Some(date), NaiveDate::pred_opt);
        earlier.into_iter().find(|day| self.is_working_day(*day)).unwrap_or(date)
    }

    /// How many working days lie after `from` up to and including `to`: what is left of a time limit. Below zero when `to` is
    /// the earlier, by the working days it is overdue. Costs the marked days between, not the days between.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i32 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let Some(first) = from.succ_opt().filter(|first| *first <= to) else { return 0 };
        let moved: i32 = self
            .marks
            .range(first..=to)
            .map(|(date, day)| i32::from(day.is_working()) - i32::from(!is_weekend(*date)))
            .sum();
        weekdays_until(to) - weekdays_until(from) + moved
    }
}

/// The moment `hours` after `from`. Clock hours run through nights, weekends and holidays, so no calendar is asked.
pub fn due_by_hours(from: DateTime<FixedOffset>, hours: ClockHours) -> DateTime<FixedOffset> {
    from.checked_add_signed(TimeDelta::hours(i64::from(hours.0))).unwrap_or(from)
}

fn national_day(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 10, 1)
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The Mondays to Fridays up to and including `date`, from 1 January of the year 1, which was a Monday.
fn weekdays_until(date: NaiveDate) -> i32 {
    let days = date.num_days_from_ce();
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}
