//! The office of the invented history: its working hours, laid end to end, and the users who work there.
//!
//! Things happen at an *office second*: seconds are counted only while the office is open, so that "a third of the way" between two
//! moments never falls on a night. Each second has its moment on the clock, and later seconds have later moments.

use crate::ids::DepartmentNo;
use crate::policy::calendar::{Calendar, WorkingDays};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime};

/// The first day of the history: three days after the plan was issued, the first working day of the month.
pub const START: NaiveDate = NaiveDate::from_ymd_opt(2014, 12, 1).unwrap();
/// The office is open from 9 to 12 and from 14 to 18 o'clock.
const MORNING: u32 = 3 * 3600;
/// Open seconds of a day.
pub const DAY: u32 = 7 * 3600;
const EAST_8: FixedOffset = FixedOffset::east_opt(8 * 3600).unwrap();

/// Users of the operating system who keep the register and lodge emergencies.
const REGISTRARS: [&str; 4] = ["zhoumin", "tangli", "ranjuan", "luoyong"];
/// Users of the departments.
const CLERKS: [&str; 29] = [
    "wangfang",
    "hejian",
    "zhengwei",
    "liuqing",
    "huangyan",
    "xiaolin",
    "dengbo",
    "fengxue",
    "caixia",
    "yuhong",
    "songtao",
    "panlan",
    "jiangnan",
    "qinyu",
    "mouyan",
    "shenlei",
    "gongping",
    "longjuan",
    "pengcheng",
    "xuhui",
    "tianli",
    "weijing",
    "yanbin",
    "dingmei",
    "kangle",
    "maohua",
    "ouyangjing",
    "shanhong",
    "zengrong",
];

/// An office second: seconds since the start of the history during which the office was open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Second(pub u32);

/// The working days of the history and of the year after it, in order.
#[derive(Clone, Debug)]
pub struct Hours {
    days: Vec<NaiveDate>,
    /// How many of them belong to the history.
    past: usize,
}

impl Hours {
    /// The working days from the start of the history up to the day before `today`.
    pub fn until(today: NaiveDate, calendar: &Calendar) -> Self {
        let horizon = today + Days::new(400);
        let working = |day: &NaiveDate| calendar.is_working_day(*day);
        let days: Vec<NaiveDate> = START.iter_days().take_while(|day| *day < horizon).filter(working).collect();
        let past = days.partition_point(|day| *day < today);
        Self { days, past }
    }

    /// The first second that is not part of the history any more.
    pub fn end(&self) -> Second {
        Second(u32::try_from(self.past).unwrap_or(u32::MAX).saturating_mul(DAY))
    }

    /// The first second on or after a date; it may lie beyond the end.
    pub fn from(&self, date: NaiveDate) -> Second {
        let index = self.days.partition_point(|day| *day < date);
        Second(u32::try_from(index).unwrap_or(u32::MAX).saturating_mul(DAY))
    }

    /// The date of a second; the last day known for one far beyond the end.
    pub fn date(&self, second: Second) -> NaiveDate {
        let index = (second.0 / DAY) as usize;
        self.days.get(index).or(self.days.last()).copied().unwrap_or(START)
    }

    /// The moment of a second on the clock.
    pub fn moment(&self, second: Second) -> DateTime<FixedOffset> {
        let open = second.0 % DAY;
        let clock = if open < MORNING { open + 9 * 3600 } else { open - MORNING + 14 * 3600 };
        let time = NaiveTime::from_num_seconds_from_midnight_opt(clock, 0).unwrap_or_default();
        let local = self.date(second).and_time(time);
        // An offset without summer time maps every local moment to exactly one.
        local.and_local_timezone(EAST_8).single().unwrap_or_default()
    }

    /// The years of the history, in order.
    pub fn years(&self) -> std::ops::RangeInclusive<i32> {
        let last = self.past.checked_sub(1).and_then(|last| self.days.get(last));
        START.year()..=last.map_or(START.year() - 1, NaiveDate::year)
    }

    /// The date of the `count`-th working day after a date; the last day known when it lies beyond.
    pub fn working_day_after(&self, from: NaiveDate, count: WorkingDays) -> NaiveDate {
        let after = self.days.partition_point(|day| *day <= from);
        match usize::from(count.0).checked_sub(1) {
            None => from,
            Some(before) => self.days.get(after + before).or(self.days.last()).copied().unwrap_or(from),
        }
    }

    /// The last working day that is not after a date.
    pub fn working_day_until(&self, date: NaiveDate) -> NaiveDate {
        let after = self.days.partition_point(|day| *day <= date);
        after.checked_sub(1).and_then(|last| self.days.get(last)).copied().unwrap_or(date)
    }
}

/// A user who keeps the register.
pub fn registrar(turn: u32) -> &'static str {
    REGISTRARS[turn as usize % REGISTRARS.len()]
}

/// A user of a department; each department has two or three, none shared with its neighbours.
pub fn clerk(department: DepartmentNo, turn: u32) -> &'static str {
    let first = usize::from(department.0.saturating_sub(1)) * 2;
    CLERKS[(first + turn as usize % 3) % CLERKS.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn later_seconds_have_later_moments_in_office_hours() {
        let calendar = Calendar::built_in();
        let hours = Hours::until(day(2015, 3, 10), &calendar);
        let mut before = hours.moment(Second(0));
        assert_eq!(before.to_rfc3339(), "2014-12-01T09:00:00+08:00");
        for second in (600..hours.end().0).step_by(600) {
            let now = hours.moment(Second(second));
            assert!(now > before && calendar.is_working_day(now.date_naive()), "{now}");
            before = now;
        }
        assert_eq!(before.date_naive(), day(2015, 3, 9));
    }

    #[test]
    fn a_date_and_its_second_agree() {
        let hours = Hours::until(day(2015, 3, 10), &Calendar::built_in());
        assert_eq!(hours.date(hours.from(day(2015, 1, 6))), day(2015, 1, 6));
        // A day of the spring festival leads to the first working day after it, which was a Wednesday.
        assert_eq!(hours.date(hours.from(day(2015, 2, 20))), day(2015, 2, 25));
        assert_eq!(hours.from(day(2015, 3, 10)), hours.end());
        assert_eq!(hours.years(), 2014..=2015);
        assert!(Hours::until(START, &Calendar::built_in()).years().is_empty());
    }

    #[test]
    fn it_counts_working_days_as_the_calendar_does() {
        let calendar = Calendar::built_in();
        let hours = Hours::until(day(2026, 11, 24), &calendar);
        for from in day(2026, 9, 1).iter_days().take(120).chain(day(2015, 1, 30).iter_days().take(40)) {
            for count in [0, 1, 3, 20, 60].map(WorkingDays) {
                assert_eq!(hours.working_day_after(from, count), calendar.working_day_after(from, count));
            }
            assert_eq!(hours.working_day_until(from), calendar.last_working_day_on_or_before(from));
        }
    }
}
