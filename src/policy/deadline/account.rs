//! The whole account of a due date: how it was worked out when the item was opened, where the clock stood still, where it began anew.

use super::{Deadline, due_in, sentence, sentence_in};
use crate::policy::calendar::{Calendar, NotCounted};
use crate::policy::period::Period;
use crate::policy::plan::Within;
use crate::text::{Lang, date};
use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveTime};

/// The most pauses and new starts that a sentence tells of, the latest ones.
const CHAPTERS_MAX: usize = 4;

/// Something that set or moved a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// The item was opened.
    Opened {
        /// From when the limit counts.
        from: DateTime<FixedOffset>,
        /// When it was due then.
        due: Deadline,
    },
    /// The clock stood still.
    Paused {
        /// From when.
        from: DateTime<FixedOffset>,
        /// Until when; none while it still does.
        until: Option<DateTime<FixedOffset>>,
        /// When it was due before.
        before: Deadline,
        /// When it was due afterwards.
        due: Deadline,
    },
    /// It was begun anew.
    Anew {
        /// From when the limit counts.
        from: DateTime<FixedOffset>,
        /// When it was due then.
        due: Deadline,
    },
}

/// The account as sentences; the first chapter is the opening. Of what came before a new start nothing is told.
pub fn account(
    within: Within,
    period: Option<Period>,
    chapters: &[Chapter],
    calendar: &Calendar,
    lang: Lang,
) -> Option<String> {
    let anew = chapters.iter().rposition(|chapter| matches!(chapter, Chapter::Anew { .. })).unwrap_or(0);
    let chapters = chapters.get(anew..)?;
    let (first, rest) = chapters.split_first()?;
    let told = rest.get(rest.len().saturating_sub(CHAPTERS_MAX)..)?;
    let mut sentences = vec![chapter(within, period, first, calendar, lang)];
    sentences.extend(told.iter().map(|one| chapter(within, period, one, calendar, lang)));
    Some(sentences.join(lang.pick("", " ")))
}

fn chapter(within: Within, period: Option<Period>, one: &Chapter, calendar: &Calendar, lang: Lang) -> String {
    match *one {
        Chapter::Opened { from, due } => {
            let by_plan = [due_in(within, period, from, calendar), super::due(within, from, calendar)];
            let told = match by_plan {
                [Some(plan), _] if near(plan, due) => sentence_in(within, period, from, calendar, lang),
                [_, Some(plan)] if near(plan, due) => sentence(within, from, calendar, lang),
                _ => None,
            };
            told.unwrap_or_else(|| {
                let day = date::day_and_weekday(due.on, lang);
                lang.pick(format!("登记时由经办人定为{day}。"), format!("Set by the clerk who opened it: {day}."))
            })
        }
        Chapter::Anew { from, due } => {
            let on = date::day_and_weekday(from.date_naive(), lang);
            let counted = sentence(within, from, calendar, lang)
                .filter(|_| super::due(within, from, calendar).is_some_and(|plan| near(plan, due)));
            let counted = counted.unwrap_or_else(|| {
                let day = date::day_and_weekday(due.on, lang);
                lang.pick(format!("{day}到期。"), format!("Due {day}."))
            });
            lang.pick(format!("{on}重新办理：{counted}"), format!("Begun anew on {on}: {counted}"))
        }
        Chapter::Paused { from, until: None, .. } => {
            let on = date::day_and_weekday(from.date_naive(), lang);
            lang.pick(format!("{on}起暂缓，期限停止计算。"), format!("Suspended since {on}: the clock stands still."))
        }
        Chapter::Paused { from, until: Some(until), before, due } => {
            paused(within, (from, until), (before, due), calendar, lang)
        }
    }
}

fn paused(
    within: Within,
    (from, until): (DateTime<FixedOffset>, DateTime<FixedOffset>),
    (before, due): (Deadline, Deadline),
    calendar: &Calendar,
    lang: Lang,
) -> String {
    let (first, last) = (from.date_naive(), until.date_naive());
    let (shown_first, shown_last) = (date::day(first, lang), date::day(last, lang));
    let day = date::day_and_weekday(due.on, lang);
    match within {
        Within::WorkingDays(_) => {
            let days = calendar.working_days_between(first, last);
            let passed = passed_over(first, last, calendar, lang);
            lang.pick(
                format!("{shown_first}暂缓、{shown_last}恢复，其间{days}个工作日不计{passed}，期限顺延至{day}。"),
                format!(
                    "Suspended {shown_first}, resumed {shown_last}: {days} working days do not count{passed}; due {day}."
                ),
            )
        }
        Within::Hours(_) => {
            let stood = until.signed_duration_since(from).max(Duration::zero());
            let (hours, minutes) = (stood.num_hours(), stood.num_minutes() % 60);
            let time = due.at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
            lang.pick(
                format!("暂缓 {hours} 小时 {minutes} 分不计，期限顺延至{day}{time}。"),
                format!("Suspended for {hours} h {minutes} min, which do not count: due {day} {time}."),
            )
        }
        _ if due == before => lang.pick(
            format!("{shown_first}暂缓、{shown_last}恢复；这一期限不因暂缓顺延。"),
            format!("Suspended {shown_first}, resumed {shown_last}; this date does not wait."),
        ),
        _ => lang.pick(
            format!("{shown_first}暂缓、{shown_last}恢复，现为{day}。"),
            format!("Suspended {shown_first}, resumed {shown_last}: now {day}."),
        ),
    }
}

/// The holidays within a pause that were no working days anyway, by name.
fn passed_over(first: NaiveDate, last: NaiveDate, calendar: &Calendar, lang: Lang) -> String {
    let days = u16::try_from(calendar.working_days_between(first, last)).unwrap_or(0);
    let counted = calendar.add_working_days(first, crate::policy::calendar::WorkingDays(days));
    let mut names: Vec<&str> = Vec::new();
    for skipped in counted.skipped.iter().filter(|skipped| skipped.date <= last) {
        if let NotCounted::Holiday(holiday) = &skipped.why
            && !names.contains(&holiday.name(lang))
        {
            names.push(holiday.name(lang));
        }
    }
    if names.is_empty() {
        return String::new();
    }
    lang.pick(format!("（{}假期本不计）", names.join("、")), format!(" ({}: days off in any case)", names.join(", ")))
}

/// The same day, and the same minute or the next: an entry is written a moment after it was decided.
fn near(one: Deadline, other: Deadline) -> bool {
    let within_a_minute =
        |one: NaiveTime, other: NaiveTime| one.signed_duration_since(other).abs() <= Duration::minutes(1);
    one.on == other.on
        && match (one.at, other.at) {
            (Some(one), Some(other)) => within_a_minute(one, other),
            (one, other) => one == other,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::calendar::{ClockHours, WorkingDays};
    use crate::policy::festival::Festival;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
    }

    fn by_end_of(text: &str) -> Deadline {
        Deadline { on: text.parse().unwrap(), at: None }
    }

    fn told(within: Within, period: Option<Period>, chapters: &[Chapter]) -> [String; 2] {
        let calendar = Calendar::built_in();
        [Lang::Zh, Lang::En].map(|lang| account(within, period, chapters, &calendar, lang).unwrap())
    }

    /// National Day 2026: off 1 to 7 October, worked on Saturday 10 October (and Sunday 20 September for Mid-autumn).
    #[test]
    fn working_days_with_a_pause_over_a_holiday() {
        let days = Within::WorkingDays(WorkingDays(11));
        let opened = Chapter::Opened { from: at("2026-09-18T09:00"), due: by_end_of("2026-10-10") };
        let paused = Chapter::Paused {
            from: at("2026-09-22T10:00"),
            until: Some(at("2026-10-09T10:00")),
            before: by_end_of("2026-10-10"),
            due: by_end_of("2026-10-20"),
        };
        let [zh, en] = told(days, None, &[opened, paused]);
        assert_eq!(
            zh,
            "自2026年9月18日（周五）的次日起计11个工作日，2026年10月10日（周六）到期。其间不计：中秋节9月25日至27日、\
             国庆节10月1日至7日、周末1天。9月20日（周日）、10月10日（周六）调休上班，照计。2026年9月22日暂缓、2026年10月9日恢复，\
             其间7个工作日不计（中秋节、国庆节假期本不计），期限顺延至2026年10月20日（周二）。"
        );
        assert!(
            en.contains("7 working days do not count (Mid-autumn Festival, National Day: days off in any case)"),
            "{en}"
        );
        let standing = Chapter::Paused {
            from: at("2026-09-22T10:00"),
            until: None,
            before: by_end_of("2026-10-10"),
            due: by_end_of("2026-10-10"),
        };
        let [zh, en] = told(days, None, &[opened, standing]);
        assert!(zh.ends_with("2026年9月22日（周二）起暂缓，期限停止计算。"), "{zh}");
        assert!(en.ends_with("Suspended since Tue 22 Sep 2026: the clock stands still."), "{en}");
    }

    #[test]
    fn other_limits_and_new_starts() {
        let hours = Within::Hours(ClockHours(24));
        let due = Deadline { on: "2026-10-02".parse().unwrap(), at: NaiveTime::from_hms_opt(22, 15, 0) };
        let later = Deadline { on: "2026-10-03".parse().unwrap(), at: NaiveTime::from_hms_opt(1, 45, 0) };
        let opened = Chapter::Opened { from: at("2026-10-01T22:15"), due };
        let pause = Chapter::Paused {
            from: at("2026-10-02T08:00"),
            until: Some(at("2026-10-02T11:30")),
            before: due,
            due: later,
        };
        let [zh, _] = told(hours, None, &[opened, pause]);
        assert!(zh.ends_with("暂缓 3 小时 30 分不计，期限顺延至2026年10月3日（周六）01:45。"), "{zh}");
        // Of what was before a new start nothing is told.
        let anew = Chapter::Anew { from: at("2026-11-02T09:00"), due: by_end_of("2026-11-05") };
        let [zh, en] = told(Within::WorkingDays(WorkingDays(3)), None, &[opened, pause, anew]);
        assert!(zh.starts_with("2026年11月2日（周一）重新办理：自2026年11月2日（周一）的次日起计3个工作日"), "{zh}");
        assert!(en.starts_with("Begun anew on Mon 2 Nov 2026: 3 working days"), "{en}");
    }

    #[test]
    fn a_festival_a_day_of_the_year_and_the_clerks_own_date() {
        let festivals = [Festival::Spring].into_iter().collect();
        let before = Within::BeforeFestival { days: 3, festivals };
        let spring = Some(Period::Festival(2027, Festival::Spring));
        let opened = Chapter::Opened { from: at("2027-01-07T09:00"), due: by_end_of("2027-02-03") };
        let pause = Chapter::Paused {
            from: at("2027-01-10T08:00"),
            until: Some(at("2027-01-20T08:00")),
            before: by_end_of("2027-02-03"),
            due: by_end_of("2027-02-03"),
        };
        let [zh, en] = told(before, spring, &[opened, pause]);
        assert_eq!(
            zh,
            "2027年春节（2027年2月6日）前 3 天：2027年2月3日（周三）。2027年1月10日暂缓、2027年1月20日恢复；这一期限不因暂缓顺延。"
        );
        assert!(en.starts_with("3 days before Spring Festival 2027 (6 Feb 2027): Wed 3 Feb 2027."), "{en}");
        let by = Within::YearDay { month: 12, day: 15 };
        let opened = Chapter::Opened { from: at("2026-12-20T09:00"), due: by_end_of("2026-12-20") };
        let [zh, _] = told(by, Some(Period::Year(2026)), &[opened]);
        assert!(zh.ends_with("登记时已过期限，当日即到期。"), "{zh}");
        let own = Chapter::Opened { from: at("2026-11-24T09:00"), due: by_end_of("2026-12-31") };
        let [zh, en] = told(Within::WorkingDays(WorkingDays(5)), None, &[own]);
        assert_eq!(
            (zh.as_str(), en.as_str()),
            ("登记时由经办人定为2026年12月31日（周四）。", "Set by the clerk who opened it: Thu 31 Dec 2026.")
        );
    }
}
