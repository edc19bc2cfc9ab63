//! When an item is due: the plan's time limits, counted from the moment it was opened, quickly.
//!
//! The answers are those of the domain's own clock; a test holds the two together.

use super::office::Hours;
use crate::domain::item::Due;
use crate::policy::calendar::{ClockHours, due_by_hours};
use crate::policy::festival::{self, Festival};
use crate::policy::plan::Within;
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Timelike};

/// The festivals on which families are visited.
const VISITED: [Festival; 4] = [Festival::Spring, Festival::DragonBoat, Festival::MidAutumn, Festival::DoubleNinth];

/// The dates of the visiting festivals, in order.
#[derive(Clone, Debug)]
pub struct Festivals(Vec<NaiveDate>);

impl Festivals {
    /// All of which the dates are known.
    pub fn known() -> Self {
        let first = super::office::START;
        let next = |from: NaiveDate| festival::next_of(&VISITED, from).map(|(_, date)| date);
        Self(std::iter::successors(next(first), |date| next(*date + Days::new(1))).collect())
    }

    /// The first one that is so many days off, or more.
    pub fn next(&self, from: NaiveDate, days_off: u16) -> Option<NaiveDate> {
        let first = from + Days::new(days_off.into());
        self.0.get(self.0.partition_point(|date| *date < first)).copied()
    }
}

/// When something opened at `now` is due.
pub fn due(within: Within, now: DateTime<FixedOffset>, hours: &Hours, festivals: &Festivals) -> Option<Due> {
    let today = now.date_naive();
    match within {
        Within::WorkingDays(days) => Some(Due::on(hours.working_day_after(today, days))),
        Within::Hours(count) => {
            let due = due_by_hours(now, ClockHours(count));
            let minute = due.time().with_second(0).and_then(|time| time.with_nanosecond(0));
            Some(Due { on: due.date_naive(), at: minute })
        }
        Within::YearDay { month, day } => {
            let of = |year| NaiveDate::from_ymd_opt(year, month, day).map(|day| hours.working_day_until(day));
            of(today.year()).filter(|due| *due >= today).or_else(|| of(today.year() + 1)).map(Due::on)
        }
        Within::BeforeFestival(days) => {
            let festival = festivals.next(today, days)?;
            Some(Due::on(festival - Days::new(days.into())))
        }
        Within::Open => None,
    }
}
