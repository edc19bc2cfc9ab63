//! How days and moments are written in bytes: small numbers, the same in the journal and in the views.
//!
//! A day is the count of days from 1 January of year 1 (that day is 1), a time of day the minutes since midnight, a moment the
//! milliseconds since 1970 in UTC with the offset in seconds. Each submodule is named in a `#[serde(with = ...)]`.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

fn to_day<E: Error>(number: i32) -> Result<NaiveDate, E> {
    NaiveDate::from_num_days_from_ce_opt(number).ok_or_else(|| E::custom(format!("{number} is no day")))
}

/// A day.
pub mod day {
    use super::*;

    /// Writes a day.
    pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        day.num_days_from_ce().serialize(serializer)
    }

    /// Reads a day.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        to_day(i32::deserialize(deserializer)?)
    }
}

/// A day that may be absent.
pub mod maybe_day {
    use super::*;

    /// Writes a day or none.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(|day| day.num_days_from_ce()).serialize(serializer)
    }

    /// Reads a day or none.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
        Option::<i32>::deserialize(deserializer)?.map(to_day).transpose()
    }
}

/// A time of day that may be absent, to the minute.
pub mod maybe_time {
    use super::*;

    /// Writes the minutes since midnight or none.
    pub fn serialize<S: Serializer>(time: &Option<NaiveTime>, serializer: S) -> Result<S::Ok, S::Error> {
        time.map(|time| time.hour() * 60 + time.minute()).serialize(serializer)
    }

    /// Reads the minutes since midnight or none.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveTime>, D::Error> {
        let read = |minutes: u32| {
            NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
                .ok_or_else(|| D::Error::custom(format!("{minutes} is no minute of a day")))
        };
        Option::<u32>::deserialize(deserializer)?.map(read).transpose()
    }
}

/// A moment with its offset from UTC, to the millisecond.
pub mod moment {
    use super::*;

    /// Writes a moment.
    pub fn serialize<S: Serializer>(moment: &DateTime<FixedOffset>, serializer: S) -> Result<S::Ok, S::Error> {
        (moment.timestamp_millis(), moment.offset().local_minus_utc()).serialize(serializer)
    }

    /// Reads a moment.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<FixedOffset>, D::Error> {
        let (millis, offset) = <(i64, i32)>::deserialize(deserializer)?;
        let offset = FixedOffset::east_opt(offset).ok_or_else(|| D::Error::custom(format!("{offset} is no offset")))?;
        let utc = DateTime::from_timestamp_millis(millis)
            .ok_or_else(|| D::Error::custom(format!("{millis} is no moment")))?;
        Ok(utc.with_timezone(&offset))
    }
}
