//! `fuzhu calendar show`: the days of a year that differ from Monday-to-Friday.

use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::table::{Table, text};
use crate::cli::wrong::Wrong;
use crate::policy::calendar::{Day, Holiday};
use crate::text::{Both, date};
use chrono::NaiveDate;
use clap::Args;
use serde_json::json;

/// A year.
#[derive(Debug, Args)]
pub struct Show {
    /// 年份 ‖ the year
    #[arg(value_name = "YEAR")]
    year: i32,
}

const OFF: Both = Both::new("放假", "off");
const MADE_UP: Both = Both::new("调休上班", "worked");

impl Show {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let calendar = means.calendar()?;
        if !calendar.year_loaded(self.year) {
            return Err(Wrong::YearNotLoaded(self.year).into());
        }
        let marked = calendar.marked_days(self.year).filter_map(|(date, day)| marked(date, day));
        if out.json {
            for (date, kind, _, holiday) in marked {
                out.object(&json!({
                    "date": date.to_string(), "kind": kind, "holiday": holiday.zh, "holiday_en": holiday.en,
                }))?;
            }
            return Ok(());
        }
        let mut table =
            Table::new([text("日期", "date"), text("星期", "day"), text("安排", ""), text("节日", "holiday")]);
        for (date, _, title, holiday) in marked {
            table.row([
                date.to_string().into(),
                date::weekday(date, out.lang).into(),
                title.in_lang(out.lang).into(),
                holiday.name(out.lang).into(),
            ]);
        }
        table.print(out)
    }
}

/// A day that differs: its word in the list, what a clerk reads, its holiday.
fn marked(date: NaiveDate, day: &Day) -> Option<(NaiveDate, &'static str, Both, &Holiday)> {
    match day {
        Day::Off(holiday) => Some((date, "off", OFF, holiday)),
        Day::MadeUp(holiday) => Some((date, "makeup-work", MADE_UP, holiday)),
        Day::Working | Day::Weekend => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::tests::{fails, json, says};

    #[test]
    fn a_year_is_told_by_its_differing_days() {
        let lines = json("calendar show 2026");
        assert!(lines.iter().any(|line| line["date"] == "2026-10-01" && line["kind"] == "off"));
        assert!(lines.iter().any(|line| line["date"] == "2026-10-10" && line["kind"] == "makeup-work"));
        assert!(says("calendar show 2026").contains("2026-10-10  周六  调休上班  国庆节\n"));
    }

    #[test]
    fn a_year_without_a_notice_is_not_passed_off_as_one_without_holidays() {
        assert_eq!(fails("calendar show 2031"), "year-not-loaded");
    }
}
