//! The one place that reads the time.
//!
//! Everything else is handed a date or a moment. `--today` moves the date for one run, for drills and tests; the time of day goes on
//! as it is, so that the order of what is written stays true.

use chrono::{DateTime, FixedOffset, Local, NaiveDate};

/// Gives the moment it is, or the moment a drill pretends it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    shift_days: i64,
    told: bool,
}

impl Clock {
    /// The machine's own clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// The machine's clock moved by whole days, so that today is `today`.
    pub fn pretending(today: NaiveDate) -> Self {
        let real = read().date_naive();
        Self { shift_days: today.signed_duration_since(real).num_days(), told: true }
    }

    /// Whether this is the machine's own time, not that of a drill.
    pub fn is_real(&self) -> bool {
        self.shift_days == 0
    }

    /// Whether somebody said which day it is, be it the day that it is: a drill, in which nothing is done by itself.
    pub fn is_told(&self) -> bool {
        self.told
    }

    /// The moment now, with the machine's offset from UTC.
    pub fn now(&self) -> DateTime<FixedOffset> {
        let real = read();
        real.checked_add_signed(chrono::Duration::days(self.shift_days)).unwrap_or(real)
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
}
