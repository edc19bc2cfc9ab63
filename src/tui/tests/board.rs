//! The emergency desk of the invented office: what is asked of it, answered from a list in memory.

use super::office::cut;
use crate::domain::emergency::clock::minute;
use crate::domain::emergency::refusal::EmergencyRefusal;
use crate::domain::emergency::workflow::Stage;
use crate::domain::refusal::Refusal;
use crate::service::answer::{EmergencyAnswer, EmergencyCounts, EmergencyRow};
use crate::service::emergency::{EmergencyPage, EmergencyQuery, PINNED_MAX, Strip};
use crate::service::query::Cursor;
use chrono::{DateTime, FixedOffset};

fn red(row: &EmergencyRow, now: DateTime<FixedOffset>) -> bool {
    row.alarm || row.nearer.is_some_and(|(_, due)| minute(due) < minute(now))
}

pub fn counts(all: &[EmergencyPage], now: DateTime<FixedOffset>) -> EmergencyCounts {
    let open = || all.iter().map(|page| &page.row).filter(|row| row.stage != Stage::Closed);
    EmergencyCounts {
        open: open().count() as u64,
        unanswered: open().filter(|row| row.stage == Stage::Lodged).count() as u64,
        red: open().filter(|row| red(row, now)).count() as u64,
    }
}

pub fn ask(
    all: &[EmergencyPage],
    query: &EmergencyQuery,
    _: DateTime<FixedOffset>,
) -> Result<EmergencyAnswer, Refusal> {
    let mut rows: Vec<EmergencyRow> =
        all.iter().map(|page| page.row.clone()).filter(|row| row.stage != Stage::Closed).collect();
    for row in &mut rows {
        let due = row.nearer.map_or(0, |(_, due)| due.timestamp());
        row.cursor = Cursor(format!("{due:012}{:08}", row.emergency.0).into_bytes());
    }
    rows.sort_by(|a, b| a.cursor.cmp(&b.cursor));
    Ok(match query {
        EmergencyQuery::Board { page } | EmergencyQuery::All { page } => {
            EmergencyAnswer::Rows(cut(rows, page, |row| &row.cursor))
        }
        EmergencyQuery::Strip => {
            let mut unanswered: Vec<EmergencyRow> = rows.into_iter().filter(|row| row.stage == Stage::Lodged).collect();
            unanswered.sort_by_key(|row| (row.severity, row.cursor.clone()));
            let total = unanswered.len() as u64;
            unanswered.truncate(PINNED_MAX);
            let outcomes = all.iter().map(|page| &page.row).filter(|row| !row.outcome.is_empty()).cloned().collect();
            EmergencyAnswer::Strip(Strip { unanswered, total, outcomes })
        }
        EmergencyQuery::Page { emergency } => {
            let page = all.iter().find(|page| page.row.emergency == *emergency).cloned();
            EmergencyAnswer::Page(Box::new(page.ok_or(EmergencyRefusal::NoSuch(*emergency))?))
        }
    })
}
