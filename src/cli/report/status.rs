//! `fuzhu report status`: which bodies have sent their yearly report.

use super::year_of;
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::table::{Cell, Table, text};
use crate::cli::word::Word;
use crate::service::answer::Answer;
use crate::service::figure::{FigureAnswer, FigureQuery, ReportState, UnitReports};
use crate::service::query::Query;
use crate::text::date;
use chrono::Datelike;
use clap::Args;
use serde_json::json;

/// Which year.
#[derive(Debug, Args)]
pub struct Reports {
    /// 年度（默认为今年） ‖ the year (default: this year)
    #[arg(value_name = "YEAR")]
    year: Option<Word>,
}

impl Reports {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let plan = means.plan()?;
        let this = means.now().year();
        let year = match &self.year {
            Some(word) => year_of(word, this)?,
            None => u16::try_from(this).unwrap_or_default(),
        };
        let Answer::Figures(FigureAnswer::Units(reports)) =
            means.client()?.ask(&Query::Figures(FigureQuery::Units { year }))?
        else {
            return Ok(());
        };
        let lang = out.lang;
        if !out.json {
            out.marked(Mark::Strong, heading(&reports, out))?;
        }
        let mut table = Table::new([
            text("单位", "body"),
            text("状态", "state"),
            text("报送日期", "sent on"),
            text("事项", "item"),
        ]);
        for unit in &reports.units {
            let department = plan.department(unit.department);
            if out.json {
                out.object(&json!({
                    "year": reports.year,
                    "department": department.map(|one| one.id.clone()),
                    "state": unit.state.key(),
                    "sent_on": unit.sent_on.map(|day| day.to_string()),
                    "due": reports.due.map(|day| day.to_string()),
                    "item": unit.item.map(|item| item.to_string()),
                }))?;
                continue;
            }
            let mark = if unit.state == ReportState::Late { Mark::Alarm } else { Mark::Plain };
            table.row([
                department.map_or("", |one| one.name.in_lang(lang)).into(),
                Cell::marked(mark, unit.state.title().in_lang(lang)),
                unit.sent_on.map(|day| day.to_string()).unwrap_or_default().into(),
                unit.item.map(|item| item.to_string()).unwrap_or_default().into(),
            ]);
        }
        table.print(out)
    }
}

fn heading(reports: &UnitReports, out: &Output<'_>) -> String {
    let due = reports.due.map(|due| date::day_and_weekday(due, out.lang)).unwrap_or_default();
    let (missing, all, year) = (reports.missing(), reports.units.len(), reports.year);
    out.lang.pick(
        format!("{year} 年度报告：{all} 个单位，{} 个已报，{missing} 个未报；期限{due}。", all - missing),
        format!("Reports of {year}: {} of {all} sent, {missing} not; due {due}.", all - missing),
    )
}
