//! When an item is due: the plan's time limits, counted from the moment it was opened, quickly.
//!
//! The answers are those of the domain's own clock; a test holds the two together.

use super::office::{DAY, Hours, START};
use crate::domain::item::Due;
use crate::policy::calendar::{WorkingDays, due_by_hours};
use crate::policy::festival::{Festival, next_of};
use crate::policy::plan::{Festivals, Within};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Timelike};

/// The dates of the festivals, in order.
#[derive(Clone, Debug)]
pub struct Almanac(Vec<(NaiveDate, Festival)>);

impl Almanac {
    /// All of which the dates are known.
    pub fn known() -> Self {
        let next = |from: NaiveDate| next_of(&Festival::ALL, from).map(|(festival, date)| (date, festival));
        Self(std::iter::successors(next(START), |(date, _)| next(*date + Days::new(1))).collect())
    }

    /// The first of some festivals that is so many days off, or more.
    pub fn next(&self, of: Festivals, from: NaiveDate, days_off: u16) -> Option<(NaiveDate, Festival)> {
        let first = from + Days::new(days_off.into());
        let after = self.0.iter().skip(self.0.partition_point(|(date, _)| *date < first));
        after.copied().find(|(_, festival)| of.iter().any(|wanted| wanted == *festival))
    }
}

/// When something opened at `now` is due.
pub fn due(within: Within, now: DateTime<FixedOffset>, hours: &Hours, almanac: &Almanac) -> Option<Due> {
    let today = now.date_naive();
    match within {
        Within::WorkingDays(days) => Some(Due::on(hours.working_day_after(today, days))),
        Within::Hours(count) => {
            let due = due_by_hours(now, count);
            let minute = due.time().with_second(0).and_then(|time| time.with_nanosecond(0));
            Some(Due { on: due.date_naive(), at: minute })
        }
        Within::YearDay { month, day } => {
            let of = |year| NaiveDate::from_ymd_opt(year, month, day).map(|day| hours.working_day_until(day));
            of(today.year()).filter(|due| *due >= today).or_else(|| of(today.year() + 1)).map(Due::on)
        }
        Within::BeforeFestival { days, festivals } => {
            let (festival, _) = almanac.next(festivals, today, days)?;
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
            Due { on: hours.working_day_after(due.on, WorkingDays(u16::try_from(days).unwrap_or(u16::MAX))), at }
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
    use crate::policy::calendar::{Calendar, ClockHours};
    use crate::policy::deadline;

    #[test]
    fn due_dates_are_those_of_the_policy() {
        let calendar = Calendar::built_in();
        let hours = Hours::until("2026-11-24".parse().unwrap(), &calendar);
        let almanac = Almanac::known();
        let limits = [
            Within::WorkingDays(WorkingDays(3)),
            Within::WorkingDays(WorkingDays(60)),
            Within::Hours(ClockHours(24)),
            Within::YearDay { month: 12, day: 15 },
            Within::BeforeFestival {
                days: 3,
                festivals: [Festival::Spring, Festival::DoubleNinth].into_iter().collect(),
            },
            Within::Open,
        ];
        for second in (0..hours.end().0).step_by(DAY as usize * 7 + 1234) {
            let now = hours.moment(crate::demo::office::Second(second));
            for within in limits {
                let wanted = deadline::due(within, now, &calendar).map(Due::from);
                assert_eq!(due(within, now, &hours, &almanac), wanted, "{within:?} from {now}");
            }
        }
    }
}
