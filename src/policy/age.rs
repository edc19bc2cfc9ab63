//! Completed years of age (周岁) as of a date. This room does not know what day it is.
//!
//! Who was born on 29 February completes a year on 28 February where there is no 29th: a period of years that has no matching
//! day ends with the last day of the month (Civil Code, article 202).

use chrono::{Datelike, NaiveDate};

/// A number of completed years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Years(pub u16);

/// The age on `date` of someone born on `born`; nothing if that was before the birth.
pub fn completed_years(born: NaiveDate, date: NaiveDate) -> Option<Years> {
    if date < born {
        return None;
    }
    let years = date.year().checked_sub(born.year())?;
    let reached = birthday(born, date.year()).is_some_and(|birthday| birthday <= date);
    u16::try_from(if reached { years } else { years - 1 }).ok().map(Years)
}

/// The day on which someone born on `born` completes `age`; nothing beyond the end of the calendar.
pub fn date_of_age(born: NaiveDate, age: Years) -> Option<NaiveDate> {
    birthday(born, born.year().checked_add(i32::from(age.0))?)
}

/// The birthday in `year`.
fn birthday(born: NaiveDate, year: i32) -> Option<NaiveDate> {
    born.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
    }

    #[test]
    fn a_year_is_completed_on_the_birthday() {
        let cases = [
            ("1955-06-12", "2015-06-11", Some(59)),
            ("1955-06-12", "2015-06-12", Some(60)),
            ("1960-02-29", "2015-02-27", Some(54)),
            ("1960-02-29", "2015-02-28", Some(55)),
            ("1960-02-29", "2016-02-28", Some(55)),
            ("1960-02-29", "2016-02-29", Some(56)),
            ("2026-11-23", "2026-11-23", Some(0)),
            ("2026-11-24", "2026-11-23", None),
            ("1999-12-31", "2000-01-01", Some(0)),
        ];
        for (born, on, age) in cases {
            assert_eq!(completed_years(date(born), date(on)), age.map(Years), "{born} on {on}");
        }
    }

    #[test]
    fn the_day_an_age_is_completed() {
        assert_eq!(date_of_age(date("1960-02-29"), Years(55)), Some(date("2015-02-28")));
        assert_eq!(date_of_age(date("1960-02-29"), Years(60)), Some(date("2020-02-29")));
        assert_eq!(date_of_age(date("1955-06-12"), Years(60)), Some(date("2015-06-12")));
        assert_eq!(date_of_age(NaiveDate::MAX, Years(1)), None);
    }

    proptest! {
        #[test]
        fn the_two_ways_agree(days in 0u64..60_000, age in 0u16..120) {
            let born = date("1900-01-01") + chrono::Days::new(days);
            let reached = date_of_age(born, Years(age)).unwrap();
            prop_assert_eq!(completed_years(born, reached), Some(Years(age)));
            let eve = reached.pred_opt().unwrap();
            prop_assert_eq!(completed_years(born, eve), age.checked_sub(1).map(Years));
        }
    }
}
