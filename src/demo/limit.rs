//! When an item is due: the plan's time limits, counted from the moment it was opened, quickly.
//!
//! The answers are those of the domain's own clock; a test holds the two together.

use super::office::{DAY, Hours};
use crate::domain::item::Due;
use crate::policy::calendar::{ClockHours, due_by_hours};
use crate::policy::deadline::VISIT_FESTIVALS;
use crate::policy::festival::next_of;
use crate::policy::plan::Within;
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Timelike};

/// The dates of the visiting festivals, in order.
#[derive(Clone, Debug)]
pub struct Festivals(Vec<NaiveDate>);

impl Festivals {
    /// All of which the dates are known.
    pub fn known() -> Self {
        let first = super::office::START;
        let next = |from: NaiveDate| next_of(&VISIT_FESTIVALS, from).map(|(_, date)| date);
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

/// When something is due after its clock stood still from `paused` to `now`: what was left then is left now. Days of the year and festivals do
/// not wait.
pub fn resumed(
    due: Due,
    within: Within,
    paused: DateTime<FixedOffset>,
    now: DateTime<FixedOffset>,
    hours: &Hours,
) -> Due {
    match (within, due.at) {
        (Within::WorkingDays(_), at) => {
            let days = hours.from(now.date_naive()).0 / DAY - hours.from(paused.date_naive()).0 / DAY;
            Due { on: hours.working_day_after(due.on, u16::try_from(days).unwrap_or(u16::MAX)), at }
        }
        (Within::Hours(_), Some(at)) => {
            let moved = due.on.and_time(at) + now.signed_duration_since(paused);
            Due { on: moved.date(), at: Some(moved.time()) }
        }
        _ => due,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::calendar::Calendar;
    use crate::policy::deadline;

    #[test]
    fn due_dates_are_those_of_the_policy() {
        let calendar = Calendar::built_in();
        let hours = Hours::until("2026-11-24".parse().unwrap(), &calendar);
        let festivals = Festivals::known();
        let limits = [
            Within::WorkingDays(3),
            Within::WorkingDays(60),
            Within::Hours(24),
            Within::YearDay { month: 12, day: 15 },
            Within::BeforeFestival(3),
            Within::Open,
        ];
        for second in (0..hours.end().0).step_by(DAY as usize * 7 + 1234) {
            let now = hours.moment(crate::demo::office::Second(second));
            for within in limits {
                let wanted = deadline::due(within, now, &calendar).map(Due::from);
                assert_eq!(due(within, now, &hours, &festivals), wanted, "{within:?} from {now}");
            }
        }
    }
}
