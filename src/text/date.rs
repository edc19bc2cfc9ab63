//! Dates as a person reads them, in both languages.
//!
//! Not for files or the wire: those use `YYYY-MM-DD`. The weekday is always shown beside a due date, because that is what a
//! clerk checks first.

use super::Lang;
use chrono::{Datelike, NaiveDate, Weekday};

/// The date without its weekday: `2026年10月9日`, `9 Oct 2026`.
pub fn day(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Lang::En => format!("{} {} {}", date.day(), month_en(date), date.year()),
    }
}

/// The date with its weekday: `2026年10月9日（周五）`, `Fri 9 Oct 2026`.
pub fn day_and_weekday(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}（{}）", day(date, lang), weekday(date, lang)),
        Lang::En => format!("{} {}", weekday(date, lang), day(date, lang)),
    }
}

/// The weekday alone: `周五`, `Fri`.
pub fn weekday(date: NaiveDate, lang: Lang) -> &'static str {
    match date.weekday() {
        Weekday::Mon => lang.pick("周一", "Mon"),
        Weekday::Tue => lang.pick("周二", "Tue"),
        Weekday::Wed => lang.pick("周三", "Wed"),
        Weekday::Thu => lang.pick("周四", "Thu"),
        Weekday::Fri => lang.pick("周五", "Fri"),
        Weekday::Sat => lang.pick("周六", "Sat"),
        Weekday::Sun => lang.pick("周日", "Sun"),
    }
}

/// The date with its weekday, the year left out where the text has already said it: `10月9日（周五）`, `Fri 9 Oct`.
pub fn day_of_year(date: NaiveDate, said: i32, lang: Lang) -> String {
    let day = short(date, said, lang);
    let weekday = weekday(date, lang);
    lang.pick(format!("{day}（{weekday}）"), format!("{weekday} {day}"))
}

/// A run of days, both ends included, the year left out where the text has already said it: `10月1日至7日`, `1 to 7 Oct`; one date
/// if both ends are the same.
pub fn span(first: NaiveDate, last: NaiveDate, said: i32, lang: Lang) -> String {
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    let (start, end) = (short(first, said, lang), short(last, said, lang));
    match lang {
        _ if first == last => start,
        Lang::Zh if same_month => format!("{start}至{}日", last.day()),
        Lang::Zh if same_year => format!("{start}至{}月{}日", last.month(), last.day()),
        Lang::Zh => format!("{start}至{end}"),
        Lang::En if same_month => format!("{} to {end}", first.day()),
        Lang::En if same_year => format!("{} {} to {end}", first.day(), month_en(first)),
        Lang::En => format!("{start} to {end}"),
    }
}

fn short(date: NaiveDate, said: i32, lang: Lang) -> String {
    match lang {
        _ if date.year() != said => day(date, lang),
        Lang::Zh => format!("{}月{}日", date.month(), date.day()),
        Lang::En => format!("{} {}", date.day(), month_en(date)),
    }
}

fn month_en(date: NaiveDate) -> &'static str {
    match date.month() {
        1 => "Jan",
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        _ => "Dec",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_date_carries_its_weekday() {
        assert_eq!(day_and_weekday(date(2026, 10, 9), Lang::Zh), "2026年10月9日（周五）");
        assert_eq!(day_and_weekday(date(2026, 10, 9), Lang::En), "Fri 9 Oct 2026");
    }

    #[test]
    fn a_span_says_no_more_than_it_must() {
        let cases = [
            (date(2026, 10, 1), date(2026, 10, 1), "10月1日", "1 Oct"),
            (date(2026, 10, 1), date(2026, 10, 7), "10月1日至7日", "1 to 7 Oct"),
            (date(2020, 1, 24), date(2020, 2, 2), "2020年1月24日至2月2日", "24 Jan to 2 Feb 2020"),
            (date(2026, 12, 30), date(2027, 1, 1), "12月30日至2027年1月1日", "30 Dec to 1 Jan 2027"),
        ];
        for (first, last, zh, en) in cases {
            assert_eq!(span(first, last, 2026, Lang::Zh), zh);
            assert_eq!(span(first, last, 2026, Lang::En), en);
        }
    }
}
