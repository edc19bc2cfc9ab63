//! From a measure's time limit to a due date: the limit is the plan's, which days an office works is the calendar's.

use super::calendar::{Calendar, ClockHours, due_by_hours};
use super::festival::next_of;
use super::period::Period;
use super::plan::Within;
use crate::text::{Lang, date};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, Timelike};

/// A due date: a day, and a time of it where hours count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub on: NaiveDate,
    /// The time of that day; none means by the end of it.
    pub at: Option<NaiveTime>,
}

/// When something opened at `from` is due; none where there is no limit, or where the festivals known have ended.
pub fn due(within: Within, from: DateTime<FixedOffset>, calendar: &Calendar) -> Option<Deadline> {
    let day = from.date_naive();
    let by_end_of = |on| Some(Deadline { on, at: None });
    match within {
        Within::WorkingDays(days) => by_end_of(calendar.working_day_after(day, days)),
        Within::Hours(hours) => {
            let due = due_by_hours(from, hours);
            Some(Deadline {
                on: due.date_naive(),
                at: due.time().with_second(0).and_then(|time| time.with_nanosecond(0)),
            })
        }
        Within::YearDay { month, day: of_month } => {
            let this_year = last_working_day_by(day.year(), month, of_month, calendar)?;
            if day <= this_year {
                by_end_of(this_year)
            } else {
                by_end_of(last_working_day_by(day.year() + 1, month, of_month, calendar)?)
            }
        }
        Within::BeforeFestival { days, festivals } => {
            // A visit opened after its day is for the next festival.
            let ahead = Days::new(u64::from(days));
            let (_, festival) = next_of(&festivals.iter().collect::<Vec<_>>(), day.checked_add_days(ahead)?)?;
            by_end_of(festival.checked_sub_days(ahead)?)
        }
        Within::Open => None,
    }
}

/// When an item that covers a period is due: a day of the year and a festival are those of the period. What is late already is due at once.
pub fn due_in(
    within: Within,
    period: Option<Period>,
    from: DateTime<FixedOffset>,
    calendar: &Calendar,
) -> Option<Deadline> {
    let of_period = match (within, period) {
        (Within::YearDay { month, day }, Some(Period::Year(year))) => {
            last_working_day_by(i32::from(year), month, day, calendar)
        }
        (Within::BeforeFestival { days, .. }, Some(Period::Festival(..))) => {
            period.and_then(Period::first).and_then(|festival| festival.checked_sub_days(Days::new(u64::from(days))))
        }
        _ => None,
    };
    match of_period {
        Some(on) => Some(Deadline { on: on.max(from.date_naive()), at: None }),
        None => due(within, from, calendar),
    }
}

/// The same for an item that covers a period: a festival is named, and what was late when it was opened is said to be.
pub fn sentence_in(
    within: Within,
    period: Option<Period>,
    from: DateTime<FixedOffset>,
    calendar: &Calendar,
    lang: Lang,
) -> Option<String> {
    let deadline = due_in(within, period, from, calendar)?;
    let day = date::day_and_weekday(deadline.on, lang);
    let told = match (within, period) {
        (Within::BeforeFestival { days, .. }, Some(period @ Period::Festival(..))) => {
            let festival = date::day(period.first()?, lang);
            let title = period.text(lang);
            lang.pick(
                format!("{title}（{festival}）前 {days} 天：{day}。"),
                format!("{days} days before {title} ({festival}): {day}."),
            )
        }
        (Within::YearDay { month, day: of_month }, Some(Period::Year(year))) => lang.pick(
            format!("{year}年{month}月{of_month}日前；遇休息日提前到最近的工作日：{day}。"),
            format!(
                "By {of_month}/{month} of {year}, on the last working day before it where that is a day off: {day}."
            ),
        ),
        _ => return sentence(within, from, calendar, lang),
    };
    let passed = deadline.on == from.date_naive() && due(within, from, calendar).is_none_or(|next| next != deadline);
    let late = lang.pick("登记时已过期限，当日即到期。", " It was late when it was opened, so it was due at once.");
    Some(if passed { told + late } else { told })
}

fn last_working_day_by(year: i32, month: u32, day: u32, calendar: &Calendar) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).map(|day| calendar.last_working_day_on_or_before(day))
}

/// How a due date was worked out, as a sentence; none where there is no limit.
pub fn sentence(within: Within, from: DateTime<FixedOffset>, calendar: &Calendar, lang: Lang) -> Option<String> {
    let deadline = due(within, from, calendar)?;
    let day = date::day_and_weekday(deadline.on, lang);
    Some(match within {
        Within::WorkingDays(days) => calendar.add_working_days(from.date_naive(), days).sentence(lang),
        Within::Hours(ClockHours(hours)) => {
            let started = from.format("%H:%M");
            let time = deadline.at.unwrap_or_default().format("%H:%M");
            let opened = date::day_and_weekday(from.date_naive(), lang);
            lang.pick(
                format!("自{opened}{started}起 {hours} 小时（夜间和节假日照常计算），至{day}{time}。"),
                format!("{hours} hours from {opened} {started}, nights and days off included: {day} {time}."),
            )
        }
        Within::YearDay { month, day: of_month } => lang.pick(
            format!("每年{month}月{of_month}日前；遇休息日提前到最近的工作日：{day}。"),
            format!(
                "Every year by {of_month}/{month}, on the last working day before it where that is a day off: {day}."
            ),
        ),
        Within::BeforeFestival { days, .. } => lang.pick(
            format!("下一个传统节日前 {days} 天：{day}。"),
            format!("{days} days before the next festival: {day}."),
        ),
        Within::Open => return None,
    })
}

mod account;

pub use account::{Chapter, account};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::calendar::WorkingDays;
    use crate::policy::festival::Festival;

    #[test]
    fn limits_as_a_policy_officer_would_check_them() {
        let calendar = Calendar::built_in();
        let festivals = [Festival::Spring, Festival::MidAutumn, Festival::DoubleNinth].into_iter().collect();
        let before_festival = Within::BeforeFestival { days: 3, festivals };
        let cases = [
            // (limit, opened, due, time)
            (Within::WorkingDays(WorkingDays(3)), "2026-09-30T16:00:00+08:00", Some(("2026-10-10", None))),
            (Within::WorkingDays(WorkingDays(1)), "2026-11-20T09:00:00+08:00", Some(("2026-11-23", None))),
            (Within::Hours(ClockHours(24)), "2026-10-01T22:15:40+08:00", Some(("2026-10-02", Some("22:15")))),
            // 15 December 2019 was a Sunday: the last working day before it is Friday the 13th.
            (Within::YearDay { month: 12, day: 15 }, "2019-11-01T09:00:00+08:00", Some(("2019-12-13", None))),
            (Within::YearDay { month: 12, day: 15 }, "2026-12-15T09:00:00+08:00", Some(("2026-12-15", None))),
            (Within::YearDay { month: 12, day: 15 }, "2026-12-16T09:00:00+08:00", Some(("2027-12-15", None))),
            // Mid-autumn 2026 is 25 September.
            (before_festival, "2026-09-01T09:00:00+08:00", Some(("2026-09-22", None))),
            (before_festival, "2026-09-23T09:00:00+08:00", Some(("2026-10-15", None))),
            (Within::Open, "2026-09-23T09:00:00+08:00", None),
        ];
        for (within, from, wanted) in cases {
            let from = DateTime::parse_from_rfc3339(from).unwrap();
            let found = due(within, from, &calendar);
            let shown = found.map(|due| (due.on.to_string(), due.at.map(|at| at.format("%H:%M").to_string())));
            let wanted = wanted.map(|(on, at)| (on.to_string(), at.map(str::to_string)));
            assert_eq!(shown, wanted, "{within:?} from {from}");
            for lang in [Lang::Zh, Lang::En] {
                let text = sentence(within, from, &calendar, lang);
                assert_eq!(text.is_some(), found.is_some(), "{within:?}");
            }
        }
    }
}
