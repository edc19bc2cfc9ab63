//! When each household was entered: a great round in the plan's first year, a trickle since. Later numbers are entered later.

use super::chance::{Chance, Purpose};
use super::office::{DAY, Hours, START, Second};
use crate::ids::FamilyId;
use chrono::{Months, NaiveDate};

/// The numbers entered in one year, spread over part of it.
#[derive(Clone, Copy, Debug)]
struct Round {
    year: i32,
    first: u32,
    count: u32,
    from: Second,
    span: u32,
}

/// The rounds of all years.
#[derive(Clone, Debug)]
pub struct Intake {
    seed: u64,
    rounds: Vec<Round>,
}

impl Intake {
    /// Spreads `families` over the years of the history.
    pub fn new(seed: u64, families: u32, hours: &Hours) -> Self {
        let open: Vec<(i32, Second, u32)> = hours.years().filter_map(|year| opened(year, hours)).collect();
        let weight = |year: i32, span: u32| match year {
            // The great round takes ten months whatever else; a later year weighs by the days it has had.
            2014 => 14_u64,
            2015 => 240 * u64::from(span) / u64::from(span.max(200 * DAY)),
            _ => 20 * u64::from(span) / u64::from(250 * DAY),
        };
        let total: u64 = open.iter().map(|(year, _, span)| weight(*year, *span)).sum();
        let (mut rounds, mut seen, mut given) = (Vec::new(), 0, 0);
        for (year, from, span) in open {
            seen += weight(year, span);
            let upto = u32::try_from(u64::from(families) * seen / total.max(1)).unwrap_or(families);
            rounds.push(Round { year, first: given + 1, count: upto - given, from, span });
            given = upto;
        }
        Self { seed, rounds }
    }

    /// When a household is entered.
    pub fn second(&self, id: FamilyId) -> Second {
        let Some(round) = self.round(id) else { return Second(0) };
        let place = |k: u32| (u64::from(round.span) * u64::from(k) / u64::from(round.count.max(1))) as u32;
        let k = id.0 - round.first;
        let spacing = place(k + 1) - place(k);
        let jitter = Chance::new(self.seed, Purpose::Intake, id.0.into()).below(spacing);
        Second(round.from.0 + place(k) + jitter)
    }

    /// How many households have been entered before a second: their numbers are those from 1 up to it.
    pub fn entered_before(&self, second: Second) -> u32 {
        let past = self.rounds.iter().rev().find(|round| round.from <= second);
        past.map_or(0, |round| {
            let elapsed = (second.0 - round.from.0).min(round.span);
            let k = u64::from(elapsed) * u64::from(round.count) / u64::from(round.span.max(1));
            round.first - 1 + k as u32
        })
    }

    /// The case number of the paper file: the year of entry and the place in that year.
    pub fn case_number(&self, id: FamilyId) -> Option<String> {
        let round = self.round(id)?;
        Some(format!("NC{}-{:05}", round.year, id.0 - round.first + 1))
    }

    fn round(&self, id: FamilyId) -> Option<&Round> {
        self.rounds.iter().rev().find(|round| round.count > 0 && round.first <= id.0)
    }
}

/// The part of a year in which households are entered: its first second and its length.
fn opened(year: i32, hours: &Hours) -> Option<(i32, Second, u32)> {
    let last_month = if year == 2015 { 10 } else { 12 };
    let from = hours.from(NaiveDate::from_ymd_opt(year, 1, 1)?.max(START));
    let next = NaiveDate::from_ymd_opt(year, last_month, 1)?.checked_add_months(Months::new(1))?;
    let until = hours.from(next).min(hours.end());
    (until > from).then_some((year, from, until.0 - from.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::calendar::Calendar;
    use chrono::Datelike;

    #[test]
    fn later_numbers_are_entered_later_and_everybody_is_entered() {
        let calendar = Calendar::built_in();
        for (families, today) in [(1, "2026-11-24"), (1500, "2026-11-24"), (40_000, "2015-03-02"), (7, "2016-01-08")] {
            let hours = Hours::until(today.parse().unwrap(), &calendar);
            let intake = Intake::new(3, families, &hours);
            let mut before = Second(0);
            for number in 1..=families {
                let now = intake.second(FamilyId(number));
                assert!(now >= before && now < hours.end(), "{number} of {families}");
                assert!(intake.entered_before(now) < number && intake.entered_before(now) + 2 >= number);
                before = now;
            }
            assert_eq!(intake.entered_before(hours.end()), families);
        }
    }

    #[test]
    fn case_numbers_start_again_every_year() {
        let hours = Hours::until("2026-11-24".parse().unwrap(), &Calendar::built_in());
        let intake = Intake::new(3, 1500, &hours);
        assert_eq!(intake.case_number(FamilyId(1)).as_deref(), Some("NC2014-00001"));
        let first_of_2015 = (1..).find(|n| hours.date(intake.second(FamilyId(*n))).year() == 2015).unwrap();
        assert_eq!(intake.case_number(FamilyId(first_of_2015)).as_deref(), Some("NC2015-00001"));
    }
}
