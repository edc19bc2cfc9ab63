//! How a due date reads: words that say how long is left, never a colour alone.

use crate::domain::item::Due;
use crate::domain::workflow::Status;
use crate::text::{Lang, date};
use crate::tui::phrase::Phrase;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use chrono::NaiveDate;

/// Days within which something is due soon.
const SOON: i64 = 7;

/// Days beyond which the date itself says more than their number.
const FAR: i64 = 99;

/// How long is left, short enough for a column: `逾期 12 天`, `今天到期`, `余 3 天`. An item whose clock does not run shows its date.
pub fn left(due: Option<Due>, status: Status, today: NaiveDate, lang: Lang) -> Span {
    let Some(due) = due else { return Span::new(Phrase::NoDue.in_lang(lang), Tone::Quiet) };
    if !status.is_live() {
        return Span::new(due.on.to_string(), Tone::Quiet);
    }
    let days = due.days_left(today);
    let number = days.unsigned_abs().to_string();
    match (days, due.at) {
        // Three digits and more leave no room for the blanks, and a number must never be cut.
        (days, _) if days < -FAR => Span::new(Phrase::LateManyDays.fill(lang, &[&number]), Tone::Alarm),
        (..0, _) => Span::new(Phrase::LateDays.fill(lang, &[&number]), Tone::Alarm),
        (0, Some(at)) => Span::new(Phrase::DueTodayAt.fill(lang, &[&at.format("%H:%M").to_string()]), Tone::Soon),
        (0, None) => Span::new(Phrase::DueToday.in_lang(lang), Tone::Soon),
        (1, _) => Span::new(Phrase::DueTomorrow.in_lang(lang), Tone::Soon),
        (2..=SOON, _) => Span::new(Phrase::DaysLeft.fill(lang, &[&number]), Tone::Soon),
        (..=FAR, _) => Span::new(Phrase::DaysLeft.fill(lang, &[&number]), Tone::Plain),
        _ => Span::new(due.on.to_string(), Tone::Plain),
    }
}

/// The date with its weekday, and the time of day where hours count.
pub fn full(due: Due, lang: Lang) -> String {
    let day = date::day_and_weekday(due.on, lang);
    due.at.map_or_else(|| day.clone(), |at| format!("{day} {}", at.format("%H:%M")))
}

/// The group of the deadlines that a due date belongs to.
pub fn group(due: Option<Due>, today: NaiveDate) -> Phrase {
    match due.map(|due| due.days_left(today)) {
        Some(..0) => Phrase::GroupOverdue,
        Some(0) => Phrase::GroupToday,
        Some(1..=SOON) => Phrase::GroupWeek,
        Some(_) | None => Phrase::GroupLater,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_said_in_words() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let due = |days: i64| Due::on(today + chrono::Duration::days(days));
        for (days, zh, en, tone, grouped) in [
            (-1610, "逾期1610天", "1610d late", Tone::Alarm, Phrase::GroupOverdue),
            (-99, "逾期 99 天", "99 d late", Tone::Alarm, Phrase::GroupOverdue),
            (-12, "逾期 12 天", "12 d late", Tone::Alarm, Phrase::GroupOverdue),
            (0, "今天到期", "today", Tone::Soon, Phrase::GroupToday),
            (1, "明天到期", "tomorrow", Tone::Soon, Phrase::GroupWeek),
            (7, "余 7 天", "in 7 d", Tone::Soon, Phrase::GroupWeek),
            (8, "余 8 天", "in 8 d", Tone::Plain, Phrase::GroupLater),
            (100, "2027-03-04", "2027-03-04", Tone::Plain, Phrase::GroupLater),
        ] {
            assert_eq!(left(Some(due(days)), Status::Pending, today, Lang::Zh), Span::new(zh, tone));
            assert_eq!(left(Some(due(days)), Status::Accepted, today, Lang::En), Span::new(en, tone));
            assert_eq!(group(Some(due(days)), today), grouped);
        }
        let at = Due { on: today, at: chrono::NaiveTime::from_hms_opt(15, 0, 0) };
        assert_eq!(left(Some(at), Status::Pending, today, Lang::Zh).text, "今天 15:00");
        assert_eq!(left(Some(due(-3)), Status::Suspended, today, Lang::Zh).text, "2026-11-21");
        assert_eq!(left(None, Status::Pending, today, Lang::En).text, "no date");
    }
}
