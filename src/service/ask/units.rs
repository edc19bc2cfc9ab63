//! The yearly reports of the bodies (section five of the plan): who has sent theirs, who has not, and until when there is time.

use super::{Desk, Unanswered};
use crate::domain::figure::book::{Counted, Page, What};
use crate::domain::figure::{ALL_BODIES, Cell, WHOLE};
use crate::domain::item::Item;
use crate::domain::workflow::Status;
use crate::ids::DepartmentNo;
use crate::policy::plan::{Count, Measure, Within};
use crate::service::figure::{ReportState, UnitReport, UnitReports};
use crate::views::From;
use chrono::NaiveDate;

/// The measure that is the yearly report.
const REPORT: &str = "gov-annual-report";
/// The record field that says when it was sent.
const SENT_ON: &str = "sent_on";
/// The most reports of a year that are looked at; there is one for each body.
const REPORTS_MAX: usize = 200;

/// How the reports on a year stand.
pub fn reports(desk: Desk<'_>, year: u16) -> Result<UnitReports, Unanswered> {
    let report = desk.plan.by_id(REPORT);
    let due = report.and_then(|report| due(desk, report, year));
    let (mut sent, mut waiting) = (Vec::new(), Vec::new());
    if let Some(report) = report {
        sent = items(desk, report, Count::Cases, year)?;
        waiting = items(desk, report, Count::Waiting, year)?;
    }
    let of = |department: DepartmentNo| {
        let found = sent.iter().find(|item| item.first_department == department);
        let sent_on = found.and_then(sent_on);
        let state = match (sent_on, due) {
            (Some(sent), Some(due)) if sent > due => ReportState::SentLate,
            (Some(_), _) => ReportState::Sent,
            (None, Some(due)) if desk.today > due => ReportState::Late,
            (None, _) => ReportState::Waiting,
        };
        let waiting = waiting.iter().find(|item| item.first_department == department && item.status.is_open());
        UnitReport { department, state, sent_on, item: found.or(waiting).map(|item| item.id) }
    };
    let units = desk.plan.departments().iter().map(|department| of(department.no)).collect();
    Ok(UnitReports { year, due, units })
}

/// The last working day on or before the day that the plan names.
fn due(desk: Desk<'_>, report: &Measure, year: u16) -> Option<NaiveDate> {
    let Within::YearDay { month, day } = report.limit.within else { return None };
    let named = NaiveDate::from_ymd_opt(year.into(), month, day)?;
    Some(desk.calendar.last_working_day_on_or_before(named))
}

fn items(desk: Desk<'_>, report: &Measure, count: Count, year: u16) -> Result<Vec<Item>, Unanswered> {
    let views = desk.store.views()?;
    let page = views.figure_book().and_then(|book| book.page(report.no));
    let Some(tally) = page.and_then(|page| plain(page, count)) else { return Ok(Vec::new()) };
    let cell = Cell { measure: report.no, body: ALL_BODIES, tally, year, part: WHOLE };
    let found = views.behind(cell, None, &From::Start, REPORTS_MAX)?;
    Ok(found.rows.into_iter().map(|row| row.item).collect())
}

fn sent_on(item: &Item) -> Option<NaiveDate> {
    let step = item.delivery().filter(|_| matches!(item.status, Status::Delivered | Status::Closed))?;
    let told = step.made.record.iter().find(|(key, _)| key == SENT_ON).and_then(|(_, text)| text.parse().ok());
    Some(told.unwrap_or(step.at.date_naive()))
}

/// How many bodies have sent nothing for a year, and until when there is time; none while the figures are not counted or the plan asks for
/// no report. Looks at amounts alone.
pub fn missing(desk: Desk<'_>, year: u16) -> Option<(usize, NaiveDate)> {
    let report = desk.plan.by_id(REPORT)?;
    let due = due(desk, report, year)?;
    let views = desk.store.views().ok()?;
    let (page, amounts) = (views.figure_book()?.page(report.no)?, views.amounts()?);
    let tally = plain(page, Count::Cases)?;
    let sent = |body| amounts.get(Cell { measure: report.no, body, tally, year, part: WHOLE }) > 0;
    Some((desk.plan.departments().iter().filter(|department| !sent(department.no)).count(), due))
}

/// The tally that counts without conditions.
fn plain(page: &Page, count: Count) -> Option<u8> {
    let is = |tally: &Counted| {
        matches!(tally.what, What::Count(of, _) if of == count) && tally.only.is_none() && tally.apart.is_none()
    };
    page.tallies.iter().position(is).and_then(|at| u8::try_from(at).ok())
}
