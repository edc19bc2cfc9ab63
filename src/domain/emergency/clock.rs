//! The clocks of an emergency: which run, which is nearer, and whether it is red.

use super::{Emergency, GRAVEST};
use crate::text::Both;
use chrono::{DateTime, FixedOffset, NaiveTime};
use serde::{Deserialize, Serialize};

/// A clock of an emergency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Clock {
    /// Hours to the first answer.
    Answer,
    /// Hours until relief is in hand.
    Relief,
    /// Working days for the paper, once relief is in hand.
    Paper,
}

impl Clock {
    /// Every clock, in the order in which they run out.
    pub const ALL: [Clock; 3] = [Clock::Answer, Clock::Relief, Clock::Paper];

    /// The word of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Clock::Answer => "answer",
            Clock::Relief => "relief",
            Clock::Paper => "paper",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Clock::Answer => Both::new("回应", "answer"),
            Clock::Relief => Both::new("救助", "relief"),
            Clock::Paper => Both::new("手续", "paper"),
        }
    }
}

impl Emergency {
    /// The moment by which a clock must be stopped; none where it has not started.
    pub fn due(&self, clock: Clock) -> Option<DateTime<FixedOffset>> {
        match clock {
            Clock::Answer => Some(self.lodged.answer_by),
            Clock::Relief => Some(self.lodged.relief_by),
            Clock::Paper => {
                let end = self.paper_by?.and_time(NaiveTime::from_hms_opt(23, 59, 0)?);
                end.and_local_timezone(*self.lodged_at.offset()).single()
            }
        }
    }

    /// When a clock was stopped; none while it runs or has not started.
    pub fn stopped(&self, clock: Clock) -> Option<DateTime<FixedOffset>> {
        let closed = self.outcome().map(|step| step.at);
        match clock {
            Clock::Answer => self.answered_at.map(|moment| moment.0).or(closed),
            Clock::Relief => self.relieved_at.map(|moment| moment.0).or(closed),
            Clock::Paper => closed,
        }
    }

    /// The running clock that runs out first, and when.
    pub fn nearer(&self) -> Option<(Clock, DateTime<FixedOffset>)> {
        if !self.is_open() {
            return None;
        }
        let running = Clock::ALL.into_iter().filter(|clock| self.stopped(*clock).is_none());
        running.filter_map(|clock| Some((clock, self.due(clock)?))).min_by_key(|(_, due)| *due)
    }

    /// Whether a clock that runs has run out.
    pub fn is_overdue(&self, now: DateTime<FixedOffset>) -> bool {
        self.nearer().is_some_and(|(_, due)| minute(due) < minute(now))
    }

    /// Of the gravest level, and nobody has answered: red whatever the clock says.
    pub fn is_alarm(&self) -> bool {
        self.severity == GRAVEST && self.is_unanswered()
    }

    /// Whether it is red: overdue, or of the gravest level and unanswered.
    pub fn is_red(&self, now: DateTime<FixedOffset>) -> bool {
        self.is_alarm() || self.is_overdue(now)
    }
}

/// A moment as clocks count it: whole minutes since 1970, so that a clock of 24 hours reads 24:00 in its first minute.
pub fn minute(moment: DateTime<FixedOffset>) -> i64 {
    moment.timestamp().div_euclid(60)
}
