//! A queue on paper: a heading on every page, the page's number, and what the list was filtered by, so that nobody takes a part for the
//! whole.

use super::{COLUMNS, LINES, columns, fitted, rule};
use crate::domain::item::Urgency;
use crate::policy::division::TownshipCode;
use crate::policy::plan::Plan;
use crate::service::answer::QueueRow;
use crate::text::{Lang, date};
use chrono::NaiveDate;

/// Lines of a page above its rows.
const HEAD: usize = 4;
/// The cells of the columns: item, urgency, whom for, measure, place, status, due; the last takes what is left.
const CELLS: [usize; 6] = [9, 4, 14, 24, 10, 0];

/// The pages; at least one.
pub fn queue(rows: &[QueueRow], filter: &str, plan: &Plan, today: NaiveDate, lang: Lang) -> Vec<Vec<String>> {
    let room = LINES - HEAD - 1;
    let pages = rows.len().div_ceil(room).max(1);
    let mut parts: Vec<&[QueueRow]> = rows.chunks(room).collect();
    if parts.is_empty() {
        parts.push(&[]);
    }
    let page = |(at, rows): (usize, &[QueueRow])| {
        let number = lang.pick(format!("第 {}/{pages} 页", at + 1), format!("page {}/{pages}", at + 1));
        let title = lang.pick("待办清单", "Queue").to_string();
        let mut lines = vec![
            columns([&title, &date::day_and_weekday(today, lang), &number], [30, 32, 0]),
            fitted(filter, COLUMNS),
            columns(heads(lang), CELLS),
            rule(),
        ];
        lines.extend(rows.iter().map(|row| line(row, plan, today, lang)));
        if rows.is_empty() {
            lines.push(lang.pick("没有符合条件的事项。", "There is no such item.").to_string());
        }
        if at + 1 == pages {
            let all =
                lang.pick(format!("共 {} 件", rows.len() + at * room), format!("{} items", rows.len() + at * room));
            lines.push(all);
        }
        lines
    };
    parts.into_iter().enumerate().map(page).collect()
}

fn heads(lang: Lang) -> [&'static str; 6] {
    lang.pick(["事项", "急", "对象", "措施", "乡镇街道", "期限"], ["Item", "!", "For", "Measure", "Township", "Due"])
}

fn line(row: &QueueRow, plan: &Plan, today: NaiveDate, lang: Lang) -> String {
    let measure = plan.measure(row.measure).map_or("", |measure| measure.short.in_lang(lang));
    let urgent = match row.urgency {
        Urgency::Emergency => lang.pick("急", "!!"),
        Urgency::High => lang.pick("优", "!"),
        Urgency::Normal => "",
    };
    let place = TownshipCode::from_number(row.township).filter(|_| row.township > 0);
    let place = place.map(|code| code.name().into_owned()).unwrap_or_default();
    let due = match row.due.filter(|_| row.status.is_live()) {
        Some(due) if due.days_left(today) < 0 => {
            lang.pick(format!("逾{}天", -due.days_left(today)), format!("{} d late", -due.days_left(today)))
        }
        Some(due) => due.on.format("%m-%d").to_string(),
        None => row.status.title().in_lang(lang).to_string(),
    };
    columns([&row.item.to_string(), urgent, &row.subject, measure, &place, &due], CELLS)
}
