//! A day as people write it: `2026-11-24`, `2026/11/24`, `2026.11.24`, `20261124`, `2026年11月24日`, `11-24` of this year, `今天`, `+3`.
//!
//! A month without a day is no day: nobody knows which one was meant.

use super::Problem;
use chrono::{Datelike, Days, NaiveDate};

const AHEAD_MAX: u64 = 3660;

/// The day that a text means.
///
/// # Errors
/// When it means none, or more than one.
pub fn read(text: &str, today: NaiveDate) -> Result<NaiveDate, Problem> {
    let text = text.trim();
    match text {
        "今天" | "今日" | "t" | "today" => return Ok(today),
        "昨天" | "昨日" => return today.pred_opt().ok_or_else(|| wrong(text)),
        "明天" | "明日" => return today.succ_opt().ok_or_else(|| wrong(text)),
        _ => {}
    }
    if let Some(days) = text.strip_prefix('+').or_else(|| text.strip_prefix('＋')) {
        let days: u64 = days.trim().parse().map_err(|_| wrong(text))?;
        return Some(days)
            .filter(|days| *days <= AHEAD_MAX)
            .and_then(|days| today.checked_add_days(Days::new(days)))
            .ok_or_else(|| wrong(text));
    }
    let parts = parts(text)?;
    let built = match parts.as_slice() {
        [year, month, day] => build(*year, *month, *day),
        [month, day] if *month <= 12 => build(u32::try_from(today.year()).unwrap_or(0), *month, *day),
        [year, month] if *year >= 1900 => return Err(month_only(*year, *month)),
        [whole] if (19_000_101..=21_001_231).contains(whole) => build(whole / 10_000, whole / 100 % 100, whole % 100),
        [whole] if (190_001..=210_012).contains(whole) => return Err(month_only(whole / 100, whole % 100)),
        _ => None,
    };
    built.ok_or_else(|| wrong(text))
}

/// The numbers of a date, without the time of day that spreadsheets add.
fn parts(text: &str) -> Result<Vec<u32>, Problem> {
    let day_only = text.split(['T', ' ']).next().unwrap_or(text);
    let whole = if text.contains(':') { day_only } else { text };
    let numbers: Vec<&str> =
        whole.split(|c: char| "-/.年月日号、 ".contains(c)).filter(|part| !part.is_empty()).collect();
    if numbers.len() > 3 {
        return Err(wrong(text));
    }
    numbers.into_iter().map(|part| part.parse().map_err(|_| wrong(text))).collect()
}

fn build(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| (1900..=2200).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn wrong(text: &str) -> Problem {
    let written: String = text.chars().take(30).collect();
    Problem::new(
        "date",
        format!("“{written}”不是日期，请按 2026-11-24 的样式填写"),
        format!("\"{written}\" is no date; write it like 2026-11-24"),
    )
}

fn month_only(year: u32, month: u32) -> Problem {
    Problem::new(
        "date-without-day",
        format!("只写了 {year} 年 {month} 月，缺少日；请核对证件补上"),
        format!("only the month {year}-{month:02} is given; add the day from the paper"),
    )
}
