//! Where a child of some age goes to school.

use super::sheet::Sheet;
use crate::policy::field::Field;
use crate::policy::value::Value;
use chrono::{Datelike, NaiveDate};

/// The key of the stage and the year of study on a day; none once nobody asks about school any more, or not yet. `track`, a number below 100,
/// decides which way it goes after the compulsory years.
pub fn stage(track: u32, born: NaiveDate, on: NaiveDate) -> Option<(&'static str, u8)> {
    let school_year = if on.month() >= 9 { on.year() } else { on.year() - 1 };
    let year = |from: i32, age: i32| u8::try_from(age - from + 1).unwrap_or(1);
    // Whoever turns six before the term begins in September enters school.
    let age = school_year - born.year() - i32::from(born.month() >= 9);
    match (age, track) {
        (3..=5, _) => Some(("preschool", year(3, age))),
        (6..=11, _) => Some(("compulsory", year(6, age))),
        (12..=14, _) => Some(("compulsory", year(12, age))),
        (15..=17, 0..=44) => Some(("senior-high", year(15, age))),
        (15..=17, 45..=84) => Some(("sec-voc", year(15, age))),
        (18..=20, 0..=15) => Some(("junior-college", year(18, age))),
        (18..=21, 16..=34) => Some(("undergrad", year(18, age))),
        (18..=20, 45..=72) => Some(("higher-voc", year(18, age))),
        (15..=25, _) => Some(("none", 1)),
        _ => None,
    }
}

/// Writes the stage and what goes with it.
pub fn write(sheet: &mut Sheet, stage: Option<(&str, u8)>, in_good_order: bool) {
    let Some((key, year)) = stage else { return };
    sheet.key(Field::Stage, Some(key));
    if key == "none" {
        return;
    }
    sheet.put(Field::SchoolYear, Value::Number(year.into()));
    match key {
        "sec-voc" => {
            sheet.flag(Field::FullTime, in_good_order);
            sheet.flag(Field::Enrolled, in_good_order);
        }
        "higher-voc" | "junior-college" | "undergrad" => {
            sheet.flag(Field::FullTime, in_good_order);
            sheet.flag(Field::RegularInstitution, in_good_order);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn school_begins_in_september() {
        let born = "2010-08-31".parse().unwrap();
        let on = |day: &str, track| stage(track, born, day.parse().unwrap());
        assert_eq!(on("2016-08-31", 0), Some(("preschool", 3)));
        assert_eq!(on("2016-09-01", 0), Some(("compulsory", 1)));
        assert_eq!(on("2024-10-08", 0), Some(("compulsory", 3)));
        assert_eq!(on("2025-10-08", 0), Some(("senior-high", 1)));
        assert_eq!(on("2025-10-08", 50), Some(("sec-voc", 1)));
        assert_eq!(on("2025-10-08", 90), Some(("none", 1)));
        assert_eq!(on("2012-10-08", 0), None);
        assert_eq!(stage(0, "2010-09-01".parse().unwrap(), "2016-10-01".parse().unwrap()), Some(("preschool", 3)));
    }
}
