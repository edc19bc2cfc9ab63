//! `fuzhu calendar due`: a time limit counted out, with the account of what was counted.

use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::wrong::Wrong;
use crate::policy::calendar::{Calendar, ClockHours, WorkingDays, due_by_hours};
use crate::text::{Lang, date};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use clap::Args;
use serde_json::{Value, json};

/// A day and a time limit from it.
#[derive(Debug, Args)]
pub struct Due {
    /// 起算日期，按小时计算时写明时间（2026-11-24T09:30） ‖ the day it starts from; with a time (2026-11-24T09:30) where hours count
    #[arg(long, value_name = "DATE|DATETIME")]
    from: String,
    #[command(flatten)]
    limit: Limit,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Limit {
    /// 工作日数，当日不计 ‖ so many working days, the first day not counted
    #[arg(long, value_name = "N")]
    working_days: Option<u16>,
    /// 小时数，夜间和节假日照计 ‖ so many hours of the clock, nights and days off included
    #[arg(long, value_name = "N")]
    hours: Option<u16>,
}

impl Due {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let offset = *means.now().offset();
        let answer = match (self.limit.working_days, self.limit.hours) {
            (_, Some(hours)) => by_hours(moment(&self.from, offset)?, ClockHours(hours), out.lang),
            (days, None) => {
                let days = WorkingDays(days.unwrap_or_default());
                by_working_days(&*means.calendar()?, day(&self.from, offset)?, days, out.lang)
            }
        };
        match out.json {
            true => out.object(&answer),
            false => out.line(answer["sentence"].as_str().unwrap_or_default()),
        }
    }
}

fn by_working_days(calendar: &Calendar, from: NaiveDate, days: WorkingDays, lang: Lang) -> Value {
    let counted = calendar.add_working_days(from, days);
    let skipped: Vec<String> = counted.skipped.iter().map(|skipped| skipped.date.to_string()).collect();
    let counted_weekend: Vec<String> = counted.counted_weekend.iter().map(NaiveDate::to_string).collect();
    json!({
        "from": from.to_string(),
        "due": counted.due.to_string(),
        "working_days": days.0,
        "skipped": skipped,
        "counted_weekend": counted_weekend,
        "years_not_loaded": counted.not_loaded,
        "sentence": counted.sentence(lang),
    })
}

fn by_hours(from: DateTime<FixedOffset>, hours: ClockHours, lang: Lang) -> Value {
    let due = due_by_hours(from, hours);
    let shown = |moment: DateTime<FixedOffset>| {
        format!("{} {}", date::day_and_weekday(moment.date_naive(), lang), moment.format("%H:%M"))
    };
    let sentence = lang.pick(
        format!("自{}起{}小时，{}到期；夜间和节假日照计。", shown(from), hours.0, shown(due)),
        format!("{} hours from {}: due {}. Nights and days off are counted.", hours.0, shown(from), shown(due)),
    );
    json!({
        "from": from.to_rfc3339(),
        "due": due.to_rfc3339(),
        "hours": hours.0,
        "skipped": [],
        "counted_weekend": [],
        "sentence": sentence,
    })
}

/// The day that a text names, alone or with a time.
fn day(text: &str, offset: FixedOffset) -> Result<NaiveDate, Failure> {
    let alone = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let day = alone.or_else(|| moment(text, offset).ok().map(|moment| moment.date_naive()));
    day.ok_or_else(|| Wrong::NotADay(text.to_string()).into())
}

/// The moment that a text names; without an offset it is the desk's own.
fn moment(text: &str, offset: FixedOffset) -> Result<DateTime<FixedOffset>, Failure> {
    let whole = DateTime::parse_from_rfc3339(text).ok();
    let local = || {
        ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
            .and_then(|local| local.and_local_timezone(offset).single())
    };
    whole.or_else(local).ok_or_else(|| Wrong::NotAMoment(text.to_string()).into())
}

#[cfg(test)]
mod tests {
    use crate::cli::tests::{fails, json, says};

    #[test]
    fn working_days_pass_over_a_holiday_and_count_a_made_up_weekend() {
        let line = &json("calendar due --from 2026-09-25 --working-days 10")[0];
        for key in ["from", "due", "skipped", "counted_weekend", "sentence"] {
            assert!(line.get(key).is_some(), "{key}");
        }
        assert_eq!(line["from"], "2026-09-25");
        assert_eq!(line["due"], "2026-10-15");
        assert_eq!(line["counted_weekend"], serde_json::json!(["2026-10-10"]));
        assert_eq!(line["skipped"].as_array().map(Vec::len), Some(10));
    }

    #[test]
    fn hours_run_through_the_night() {
        let line = &json("calendar due --from 2026-11-24T20:30 --hours 24")[0];
        assert_eq!(line["due"], "2026-11-25T20:30:00+08:00");
        assert_eq!(
            says("calendar due --from 2026-11-24T20:30 --hours 24"),
            "自2026年11月24日（周二） 20:30起24小时，2026年11月25日（周三） 20:30到期；夜间和节假日照计。\n"
        );
    }

    #[test]
    fn a_day_alone_is_no_start_for_hours() {
        assert_eq!(fails("calendar due --from 2026-11-24 --hours 24"), "not-a-moment");
        assert_eq!(fails("calendar due --from 2026-11-31 --working-days 1"), "not-a-day");
    }
}
