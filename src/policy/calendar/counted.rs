//! A due date with the account of how it was counted, and that account as a sentence.
//!
//! A family that asks "why so late" and a clerk who asks "why so soon" get the same answer: from when, how many days, what was
//! passed over, which weekend days were worked, and which year's arrangement was not known.

use super::{Holiday, WorkingDays};
use crate::text::{Lang, date};
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

/// A time limit in working days, counted out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The day of receipt; it does not count.
    pub from: NaiveDate,
    /// How many working days were asked for.
    pub days: WorkingDays,
    /// The last of them.
    pub due: NaiveDate,
    /// The days after `from` up to `due` that were not counted, in order.
    pub skipped: Vec<Skipped>,
    /// The Saturdays and Sundays that were counted because they are worked, in order.
    pub counted_weekend: Vec<NaiveDate>,
    /// The years touched whose arrangement is not loaded: there Monday to Friday was assumed.
    pub not_loaded: Vec<i32>,
}

/// A day that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The day.
    pub date: NaiveDate,
    /// Why it does not count.
    pub why: NotCounted,
}

/// Why a day does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCounted {
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A day off of the holiday named.
    Holiday(Arc<Holiday>),
}

impl Counted {
    /// The account as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let from = date::day_and_weekday(self.from, lang);
        let due = date::day_and_weekday(self.due, lang);
        let days = self.days.0;
        let mut text = match (days, lang) {
            (0, Lang::Zh) => format!("{from}当日到期。"),
            (0, Lang::En) => format!("Due on the same day, {from}."),
            (_, Lang::Zh) => format!("自{from}的次日起计{days}个工作日，{due}到期。"),
            (1, Lang::En) => format!("1 working day, counted from the day after {from}: due {due}."),
            (_, Lang::En) => format!("{days} working days, counted from the day after {from}: due {due}."),
        };
        text.extend(self.passed_over(lang));
        text.extend(self.worked_weekends(lang));
        text.extend(self.years_assumed(lang));
        text
    }

    fn passed_over(&self, lang: Lang) -> Option<String> {
        let mut parts: Vec<String> = self
            .holidays()
            .into_iter()
            .map(|(holiday, first, last)| {
                let span = date::span(first, last, self.from.year(), lang);
                lang.pick(format!("{}{span}", holiday.zh), format!("{} {span}", holiday.en))
            })
            .collect();
        let weekend = self.skipped.iter().filter(|day| day.why == NotCounted::Weekend).count();
        match weekend {
            0 => {}
            1 => parts.push(lang.pick("周末1天".to_owned(), "1 weekend day".to_owned())),
            more => parts.push(lang.pick(format!("周末{more}天"), format!("{more} weekend days"))),
        }
        if parts.is_empty() {
            return None;
        }
        Some(lang.pick(format!("其间不计：{}。", parts.join("、")), format!(" Not counted: {}.", parts.join(", "))))
    }

    /// The holidays passed over, each as one run of days.
    fn holidays(&self) -> Vec<(&Holiday, NaiveDate, NaiveDate)> {
        let mut runs: Vec<(&Holiday, NaiveDate, NaiveDate)> = Vec::new();
        for skipped in &self.skipped {
            let NotCounted::Holiday(holiday) = &skipped.why else { continue };
            match runs.last_mut() {
                Some((name, _, last)) if *name == holiday.as_ref() && last.succ_opt() == Some(skipped.date) => {
                    *last = skipped.date;
                }
                _ => runs.push((holiday, skipped.date, skipped.date)),
            }
        }
        runs
    }

    fn worked_weekends(&self, lang: Lang) -> Option<String> {
        let days: Vec<String> =
            self.counted_weekend.iter().map(|worked| date::day_of_year(*worked, self.from.year(), lang)).collect();
        if days.is_empty() {
            return None;
        }
        Some(lang.pick(
            format!("{}调休上班，照计。", days.join("、")),
            format!(" Counted, being worked to make up for a holiday: {}.", days.join(", ")),
        ))
    }

    fn years_assumed(&self, lang: Lang) -> Option<String> {
        if self.not_loaded.is_empty() {
            return None;
        }
        let years: Vec<String> = self.not_loaded.iter().map(i32::to_string).collect();
        Some(lang.pick(
            format!("{}年放假安排未载入，暂按周一至周五推算，请导入后再核。", years.join("、")),
            format!(
                " The days off of {} are not loaded: Monday to Friday was assumed. Import them and look again.",
                years.join(", ")
            ),
        ))
    }
}
