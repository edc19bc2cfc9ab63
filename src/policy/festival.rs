//! The traditional festivals, on which families are visited or left in peace, and their dates.
//!
//! The dates are data (`festivals.csv`), one line a lunar year, from the Spring Festival that opens it to the Laba that falls
//! into the next January. Which festival calls for a visit is the plan's to say. This room does not know what day it is.

use crate::text::Both;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

const DATES: &str = include_str!("festivals.csv");

/// A traditional festival. Kept in the journal: others are only added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Festival {
    /// 春节, the first day of the lunar year.
    Spring,
    /// 元宵节
    Lantern,
    /// 清明节, when the dead are remembered.
    Qingming,
    /// 端午节
    DragonBoat,
    /// 七夕
    Qixi,
    /// 中秋节
    MidAutumn,
    /// 重阳节, the festival of the old.
    DoubleNinth,
    /// 腊八节, mostly in January of the next year.
    Laba,
}

impl Festival {
    /// All of them, in the order of the year.
    pub const ALL: [Self; 8] = [
        Self::Spring,
        Self::Lantern,
        Self::Qingming,
        Self::DragonBoat,
        Self::Qixi,
        Self::MidAutumn,
        Self::DoubleNinth,
        Self::Laba,
    ];

    /// The word of the plan and of the data file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Spring => "spring",
            Self::Lantern => "lantern",
            Self::Qingming => "qingming",
            Self::DragonBoat => "dragonboat",
            Self::Qixi => "qixi",
            Self::MidAutumn => "midautumn",
            Self::DoubleNinth => "doubleninth",
            Self::Laba => "laba",
        }
    }

    /// The festival with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|festival| festival.key() == key)
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Self::Spring => Both::new("春节", "Spring Festival"),
            Self::Lantern => Both::new("元宵节", "Lantern Festival"),
            Self::Qingming => Both::new("清明节", "Tomb-sweeping Day"),
            Self::DragonBoat => Both::new("端午节", "Dragon Boat Festival"),
            Self::Qixi => Both::new("七夕", "Qixi"),
            Self::MidAutumn => Both::new("中秋节", "Mid-autumn Festival"),
            Self::DoubleNinth => Both::new("重阳节", "Double Ninth"),
            Self::Laba => Both::new("腊八节", "Laba Festival"),
        }
    }

    /// Its date in the lunar year that opens in `year`; nothing outside the years known. Only Laba may fall into the year after.
    pub fn date(self, year: i32) -> Option<NaiveDate> {
        let column = Self::ALL.iter().position(|festival| *festival == self)?;
        let line = DATES.lines().skip(1).find(|line| year_of(line) == Some(year))?;
        line.split(',').nth(column + 1)?.parse().ok()
    }

    /// The first one on or after `from`; nothing once the years known are over.
    pub fn next(self, from: NaiveDate) -> Option<NaiveDate> {
        let years = from.year().checked_sub(1)?..=from.year().checked_add(1)?;
        years.into_iter().filter_map(|year| self.date(year)).find(|date| *date >= from)
    }
}

/// The first of `festivals` on or after `from`.
pub fn next_of(festivals: &[Festival], from: NaiveDate) -> Option<(Festival, NaiveDate)> {
    let dates = festivals.iter().filter_map(|festival| festival.next(from).map(|date| (*festival, date)));
    dates.min_by_key(|(_, date)| *date)
}

/// The years whose dates are known: past the last, a reminder must say that it cannot tell.
pub fn years_known() -> RangeInclusive<i32> {
    let mut years = DATES.lines().filter_map(year_of);
    let first = years.next().unwrap_or_default();
    first..=years.next_back().unwrap_or(first)
}

fn year_of(line: &str) -> Option<i32> {
    line.split(',').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_file_is_whole_and_in_the_order_of_the_table() {
        let heading: Vec<&str> = DATES.lines().next().unwrap().split(',').skip(1).collect();
        assert_eq!(heading, Festival::ALL.map(Festival::key));
        assert_eq!(years_known(), 2014..=2035);
        for year in years_known() {
            let dates: Vec<NaiveDate> = Festival::ALL.iter().map(|festival| festival.date(year).unwrap()).collect();
            assert!(dates.is_sorted(), "{year}: {dates:?}");
        }
        assert_eq!(Festival::Spring.date(2013), None);
        assert_eq!(Festival::Spring.date(2036), None);
    }

    #[test]
    fn the_days_off_agree_with_the_festivals() {
        let calendar = crate::policy::calendar::Calendar::built_in();
        for year in 2014..=2026 {
            for festival in [Festival::Spring, Festival::Qingming, Festival::DragonBoat, Festival::MidAutumn] {
                let date = festival.date(year).unwrap();
                assert!(!calendar.is_working_day(date), "{festival:?} {date}");
            }
        }
    }

    #[test]
    fn the_next_festival() {
        use Festival::*;
        let cases = [
            (Spring, "2026-11-23", Some("2027-02-06")),
            (Spring, "2027-02-06", Some("2027-02-06")),
            (Spring, "2027-02-07", Some("2028-01-26")),
            (Laba, "2015-01-01", Some("2015-01-27")), // of the lunar year 2014
            (Laba, "2015-01-28", Some("2016-01-17")),
            (Qingming, "2026-04-06", Some("2027-04-05")),
            (MidAutumn, "2035-09-17", None),
        ];
        for (festival, from, next) in cases {
            assert_eq!(festival.next(date(from)), next.map(date), "{festival:?} from {from}");
        }
        assert_eq!(
            next_of(&[Spring, DragonBoat, MidAutumn, DoubleNinth], date("2026-06-20")),
            Some((MidAutumn, date("2026-09-25")))
        );
        assert_eq!(next_of(&[], date("2026-06-20")), None);
        assert_eq!(Spring.next(NaiveDate::MAX), None);
        assert_eq!(Spring.next(NaiveDate::MIN), None);
    }

    #[test]
    fn a_festival_has_its_word() {
        for festival in Festival::ALL {
            assert_eq!(Festival::from_key(festival.key()), Some(festival));
        }
        assert_eq!(Festival::from_key("christmas"), None);
    }
}
