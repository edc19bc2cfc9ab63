//! `fuzhu emergency list`: the board, by the clock that runs out first; or every emergency, closed ones too.

use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::paging::{Limit, pages};
use crate::cli::queue::place;
use crate::cli::table::{Cell, Table, figure, text};
use crate::domain::emergency::clock::minute;
use crate::domain::emergency::told;
use crate::policy::plan::Plan;
use crate::service::answer::EmergencyRow;
use crate::service::client::Client;
use crate::service::query::{EmergencyQuery, Page, Query};
use crate::text::{Both, Lang};
use chrono::{DateTime, FixedOffset};
use clap::Args;
use serde_json::{Map, Value, json};

/// Which emergencies.
#[derive(Debug, Args)]
pub struct List {
    /// 连同已结案的，按报告先后 ‖ closed ones too, in the order in which they were lodged
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    limit: Limit,
}

impl List {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let query = |page| {
            Query::Emergency(if self.all { EmergencyQuery::All { page } } else { EmergencyQuery::Board { page } })
        };
        let nothing = Both::new("没有未结的急难。", "No emergency is open.");
        every(means.client()?, self.limit, query, &nothing, out)
    }
}

/// Prints the emergencies that a question brings, page by page, or says that there is none.
pub fn every(
    client: &mut dyn Client,
    limit: Limit,
    query: impl Fn(Page) -> Query,
    nothing: &Both,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let (plan, now) = (client.plan(), client.now());
    let mut printed = false;
    let mut table = Table::new([
        text("急难", "emergency"),
        figure("级", "level"),
        text("种类", "kind"),
        text("家庭", "family"),
        text("状态", "stage"),
        text("时限", "clock"),
        text("部门", "department"),
        text("经办", "clerk"),
        text("情况", "line"),
    ]);
    let rest = pages(client, limit.rows(out), query, |rows: Vec<EmergencyRow>| {
        for row in &rows {
            printed = true;
            if out.json {
                out.object(&Value::Object(keys(row, &plan, now)))?;
            } else {
                table.row(cells(row, &plan, now, out.lang));
            }
        }
        table.print(out)
    })?;
    if out.json {
        return Ok(());
    }
    if !printed {
        return out.line(nothing.in_lang(out.lang));
    }
    rest.tell(out)
}

/// Minutes left of the nearer clock; below zero once it is overdue.
pub fn minutes_left(row: &EmergencyRow, now: DateTime<FixedOffset>) -> Option<i64> {
    row.nearer.map(|(_, due)| minute(due) - minute(now))
}

/// Whether the row is red at a moment.
pub fn is_red(row: &EmergencyRow, now: DateTime<FixedOffset>) -> bool {
    row.alarm || minutes_left(row, now).is_some_and(|minutes| minutes < 0)
}

/// The nearer clock in words, empty once it is closed.
pub fn clock(row: &EmergencyRow, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let left = minutes_left(row, now).map(|minutes| told::left(minutes, lang)).unwrap_or_default();
    row.nearer.map(|(clock, _)| format!("{} {left}", clock.title().in_lang(lang))).unwrap_or_default()
}

/// The keys of an emergency in JSON.
pub fn keys(row: &EmergencyRow, plan: &Plan, now: DateTime<FixedOffset>) -> Map<String, Value> {
    let kind = plan.emergency().and_then(|part| part.kind(row.kind));
    let department = plan.department(row.department);
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    put("id", json!(row.emergency.to_string()));
    put("kind", json!(kind.map_or_else(|| row.kind.to_string(), |kind| kind.key.clone())));
    put("family", json!(row.family.to_string()));
    put("member", json!(row.member.map(|member| member.to_string())));
    put("subject", json!(row.subject));
    put("township", json!(place(row.township)));
    put("severity", json!(row.severity));
    put("stage", json!(row.stage.key()));
    put("red", json!(is_red(row, now)));
    put("department", json!(department.map_or_else(|| row.department.to_string(), |body| body.id.clone())));
    put("assignee", json!(Some(&row.assignee).filter(|assignee| !assignee.is_empty())));
    put("line", json!(row.line));
    put("clock", json!(row.nearer.map(|(clock, _)| clock.key())));
    put("due", json!(row.nearer.map(|(_, due)| due.to_rfc3339())));
    put("minutes_left", json!(minutes_left(row, now)));
    put("lodged_at", json!(row.lodged_at.to_rfc3339()));
    put("lodged_by", json!(row.lodged_by));
    put("outcome", json!(Some(&row.outcome).filter(|outcome| !outcome.is_empty())));
    put("version", json!(row.version.0));
    keys
}

fn cells(row: &EmergencyRow, plan: &Plan, now: DateTime<FixedOffset>, lang: Lang) -> [Cell; 9] {
    let mark = if is_red(row, now) { Mark::Alarm } else { Mark::Plain };
    let department = plan.department(row.department).map(|one| one.short.in_lang(lang)).unwrap_or_default();
    [
        Cell::marked(mark, row.emergency.to_string()),
        Cell::marked(mark, row.severity.to_string()),
        told::kind(plan, row.kind, lang).into(),
        format!("{} {}", row.family, row.subject).into(),
        row.stage.title().in_lang(lang).into(),
        Cell::marked(mark, clock(row, now, lang)),
        department.into(),
        row.assignee.as_str().into(),
        if row.outcome.is_empty() { row.line.as_str().into() } else { row.outcome.as_str().into() },
    ]
}
