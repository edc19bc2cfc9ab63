//! Periods: what a duty that comes round is owed for — a year, a quarter, a school year, a festival.
//!
//! An item of such a duty covers one period, and a family or person has one item for each. Which period a day belongs to follows from
//! the rhythm of the measure; the plan is silent on both and what is here is how offices count. This room does not know what day it is.

use super::festival::Festival;
use super::plan::{Measure, Rhythm, Within};
use crate::text::{Both, Lang};
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The month with which a school year and the season of enrolment begin.
const AUTUMN: u32 = 9;
/// The years that a text may name.
const YEARS: std::ops::RangeInclusive<u16> = 2000..=2199;

/// What an item is for. Kept in the journal: variants are only added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Period {
    /// A calendar year.
    Year(u16),
    /// A half of a year: 1 or 2.
    Half(u16, u8),
    /// A quarter: 1 to 4.
    Quarter(u16, u8),
    /// A month: 1 to 12.
    Month(u16, u8),
    /// A school year, named by the autumn in which it begins: 1 September to 31 August.
    School(u16),
    /// An insured year; its premiums are paid in the autumn before it, 1 September to 31 December.
    Enrolment(u16),
    /// A festival of a lunar year; the period is its day.
    Festival(u16, Festival),
}

impl Period {
    /// The period of a rhythm that a day belongs to; none for what does not come round, and for festivals, which are the measure's.
    pub fn of(rhythm: Rhythm, day: NaiveDate) -> Option<Period> {
        let year = u16::try_from(day.year()).ok()?;
        let part = |months: u32| u8::try_from(day.month0() / months + 1).unwrap_or(1);
        Some(match rhythm {
            Rhythm::Yearly | Rhythm::Standing => Period::Year(year),
            Rhythm::HalfYearly => Period::Half(year, part(6)),
            Rhythm::Quarterly | Rhythm::Seasonal => Period::Quarter(year, part(3)),
            Rhythm::Monthly => Period::Month(year, part(1)),
            Rhythm::SchoolYear if day.month() < AUTUMN => Period::School(year.checked_sub(1)?),
            Rhythm::SchoolYear => Period::School(year),
            // Out of season it is for the year that runs: whoever comes late is still insured for it.
            Rhythm::EnrolmentSeason if day.month() < AUTUMN => Period::Enrolment(year),
            Rhythm::EnrolmentSeason => Period::Enrolment(year.checked_add(1)?),
            Rhythm::Festival | Rhythm::PerEvent | Rhythm::OneOff => return None,
        })
    }

    /// The period of a measure that an item opened on this day is for. A visit opened after the last day for it is for the next festival.
    pub fn of_measure(measure: &Measure, day: NaiveDate) -> Option<Period> {
        match measure.limit.within {
            Within::BeforeFestival { days, festivals } if measure.rhythm == Rhythm::Festival => {
                let from = day.checked_add_days(Days::new(u64::from(days)))?;
                festivals
                    .iter()
                    .filter_map(|festival| next_festival(festival, from))
                    .min_by_key(|period| period.first())
            }
            _ => Period::of(measure.rhythm, day),
        }
    }

    /// Whether a measure can be owed for such a period.
    pub fn suits(self, measure: &Measure) -> bool {
        match (self, measure.limit.within) {
            (Period::Festival(_, festival), Within::BeforeFestival { festivals, .. }) => {
                measure.rhythm == Rhythm::Festival && festivals.iter().any(|other| other == festival)
            }
            (Period::Festival(..), _) => false,
            _ => self.is_of(measure.rhythm),
        }
    }

    /// Whether it is a period of this rhythm.
    fn is_of(self, rhythm: Rhythm) -> bool {
        let day = self.last().filter(|_| self.is_whole());
        // The season of enrolment ends in the year before the insured one, like all that is paid ahead.
        day.and_then(|day| Period::of(rhythm, day)) == Some(self)
    }

    /// Whether its number is one that there is: no thirteenth month.
    fn is_whole(self) -> bool {
        match self {
            Period::Half(_, number) => (1..=2).contains(&number),
            Period::Quarter(_, number) => (1..=4).contains(&number),
            Period::Month(_, number) => (1..=12).contains(&number),
            Period::Year(_) | Period::School(_) | Period::Enrolment(_) | Period::Festival(..) => true,
        }
    }

    /// Its first day; none for a festival of a year whose calendar is not known.
    pub fn first(self) -> Option<NaiveDate> {
        let of = |year: u16, month: u32| NaiveDate::from_ymd_opt(i32::from(year), month, 1);
        match self {
            Period::Year(year) => of(year, 1),
            Period::Half(year, number) => of(year, u32::from(number).checked_sub(1)? * 6 + 1),
            Period::Quarter(year, number) => of(year, u32::from(number).checked_sub(1)? * 3 + 1),
            Period::Month(year, number) => of(year, u32::from(number)),
            Period::School(year) => of(year, AUTUMN),
            Period::Enrolment(year) => of(year.checked_sub(1)?, AUTUMN),
            Period::Festival(year, festival) => festival.date(i32::from(year)),
        }
    }

    /// Its last day.
    pub fn last(self) -> Option<NaiveDate> {
        match self {
            Period::Festival(..) => self.first(),
            Period::Enrolment(year) => NaiveDate::from_ymd_opt(i32::from(year), 1, 1)?.pred_opt(),
            _ => self.next()?.first()?.pred_opt(),
        }
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.first().zip(self.last()).is_some_and(|(first, last)| first <= day && day <= last)
    }

    /// The one after it: of a festival, the same one of the next lunar year.
    pub fn next(self) -> Option<Period> {
        let following = |year: u16| year.checked_add(1);
        Some(match self {
            Period::Year(year) => Period::Year(following(year)?),
            Period::Half(year, 2..) => Period::Half(following(year)?, 1),
            Period::Half(year, number) => Period::Half(year, number + 1),
            Period::Quarter(year, 4..) => Period::Quarter(following(year)?, 1),
            Period::Quarter(year, number) => Period::Quarter(year, number + 1),
            Period::Month(year, 12..) => Period::Month(following(year)?, 1),
            Period::Month(year, number) => Period::Month(year, number + 1),
            Period::School(year) => Period::School(following(year)?),
            Period::Enrolment(year) => Period::Enrolment(following(year)?),
            Period::Festival(year, festival) => Period::Festival(following(year)?, festival),
        })
    }

    /// The one before it.
    pub fn previous(self) -> Option<Period> {
        let before = |year: u16| year.checked_sub(1);
        Some(match self {
            Period::Year(year) => Period::Year(before(year)?),
            Period::Half(year, 0..=1) => Period::Half(before(year)?, 2),
            Period::Half(year, number) => Period::Half(year, number - 1),
            Period::Quarter(year, 0..=1) => Period::Quarter(before(year)?, 4),
            Period::Quarter(year, number) => Period::Quarter(year, number - 1),
            Period::Month(year, 0..=1) => Period::Month(before(year)?, 12),
            Period::Month(year, number) => Period::Month(year, number - 1),
            Period::School(year) => Period::School(before(year)?),
            Period::Enrolment(year) => Period::Enrolment(before(year)?),
            Period::Festival(year, festival) => Period::Festival(before(year)?, festival),
        })
    }

    /// What a clerk reads.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Period::Year(year) => lang.pick(format!("{year}年"), year.to_string()),
            Period::Half(year, number) => {
                let half = if number == 1 {
                    Both::new("上半年", "first half")
                } else {
                    Both::new("下半年", "second half")
                };
                lang.pick(format!("{year}年{}", half.zh), format!("{} of {year}", half.en))
            }
            Period::Quarter(year, number) => lang.pick(format!("{year}年{number}季度"), format!("Q{number} {year}")),
            Period::Month(year, number) => {
                let month = self.first().map(|first| first.format("%b").to_string()).unwrap_or_default();
                lang.pick(format!("{year}年{number}月"), format!("{month} {year}"))
            }
            Period::School(year) => {
                let next = year.saturating_add(1);
                lang.pick(format!("{year}—{next}学年"), format!("school year {year}–{next}"))
            }
            Period::Enrolment(year) => lang.pick(format!("{year}年度参保"), format!("cover for {year}")),
            Period::Festival(year, festival) => {
                let title = festival.title();
                lang.pick(format!("{year}年{}", title.zh), format!("{} {year}", title.en))
            }
        }
    }
}

fn next_festival(festival: Festival, from: NaiveDate) -> Option<Period> {
    let years = from.year().checked_sub(1)?..=from.year().checked_add(1)?;
    let mut periods = years.filter_map(|year| Some(Period::Festival(u16::try_from(year).ok()?, festival)));
    periods.find(|period| period.first().is_some_and(|date| date >= from))
}

/// The key of commands, files and JSON: `2026`, `2026-H1`, `2026-Q3`, `2026-03`, `2026-school`, `2027-enrolment`, `2026-spring`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(year) => write!(f, "{year}"),
            Period::Half(year, number) => write!(f, "{year}-H{number}"),
            Period::Quarter(year, number) => write!(f, "{year}-Q{number}"),
            Period::Month(year, number) => write!(f, "{year}-{number:02}"),
            Period::School(year) => write!(f, "{year}-school"),
            Period::Enrolment(year) => write!(f, "{year}-enrolment"),
            Period::Festival(year, festival) => write!(f, "{year}-{}", festival.key()),
        }
    }
}

/// A text that names no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no period: 2026, 2026-H1, 2026-Q3, 2026-03, 2026-school, 2027-enrolment, 2026-spring")]
pub struct NotAPeriod(pub String);

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let wrong = || NotAPeriod(text.chars().take(40).collect());
        let lower = text.trim().to_ascii_lowercase();
        let (year, part) = lower.split_once('-').map_or((lower.as_str(), None), |(year, part)| (year, Some(part)));
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year: u16 = year.parse().ok().filter(|year| digits && YEARS.contains(year)).ok_or_else(wrong)?;
        let period = match part {
            None => Period::Year(year),
            Some("school") => Period::School(year),
            Some("enrolment") => Period::Enrolment(year),
            Some("h1") => Period::Half(year, 1),
            Some("h2") => Period::Half(year, 2),
            Some(part) => match (part.strip_prefix('q'), Festival::from_key(part)) {
                (_, Some(festival)) => Period::Festival(year, festival),
                (Some(number), None) => Period::Quarter(year, one_or_two_digits(number, 1).ok_or_else(wrong)?),
                (None, None) => Period::Month(year, one_or_two_digits(part, 2).ok_or_else(wrong)?),
            },
        };
        Some(period).filter(|period| period.is_whole()).ok_or_else(wrong)
    }
}

fn one_or_two_digits(text: &str, digits: usize) -> Option<u8> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
