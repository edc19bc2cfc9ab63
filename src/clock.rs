//! The one place that reads the time.
//!
//! Everything else is handed a date or a moment. `--today` moves the date for one run, for drills and tests; the time of day goes on
//! as it is, so that the order of what is written stays true.

use chrono::{DateTime, Duration, FixedOffset, Local, NaiveDate};

/// Gives the moment it is, or the moment a drill pretends it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    shift: Duration,
    offset: Option<FixedOffset>,
    told: bool,
}

impl Clock {
    /// The machine's own clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// The machine's clock moved by whole days, so that today is `today`.
    pub fn pretending(today: NaiveDate) -> Self {
        Self { shift: today.signed_duration_since(read().date_naive()), offset: None, told: true }
    }

    /// The machine's clock moved so that it is `moment` now: what depends on the hour is then the same whenever it runs, and wherever.
    pub fn starting(moment: DateTime<FixedOffset>) -> Self {
        Self { shift: moment.signed_duration_since(read()), offset: Some(*moment.offset()), told: true }
    }

    /// Whether this is the machine's own time, not that of a drill.
    pub fn is_real(&self) -> bool {
        self.shift.is_zero()
    }

    /// Whether somebody said which day it is, be it the day that it is: a drill, in which nothing is done by itself.
    pub fn is_told(&self) -> bool {
        self.told
    }

    /// The moment now, with the machine's offset from UTC or that of the moment it was started at.
    pub fn now(&self) -> DateTime<FixedOffset> {
        let real = read();
        let moved = real.checked_add_signed(self.shift).unwrap_or(real);
        self.offset.map_or(moved, |offset| moved.with_timezone(&offset))
    }

    /// The date now, where the machine stands.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place")]
fn read() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drill_moves_the_date() {
        let day = NaiveDate::from_ymd_opt(2015, 2, 28).unwrap();
        assert_eq!(Clock::pretending(day).today(), day);
    }

    #[test]
    fn a_clock_started_at_a_moment_goes_on_from_there() {
        let moment = DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").unwrap();
        let clock = Clock::starting(moment);
        let (first, second) = (clock.now(), clock.now());
        assert!(moment <= first && first <= second && second < moment + Duration::minutes(1), "{first} {second}");
        assert_eq!((first.offset(), clock.is_told(), clock.is_real()), (moment.offset(), true, false));
    }
}
