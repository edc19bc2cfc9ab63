//! `fuzhu report`: the figures of a year, the items behind them, the yearly document, and who has sent theirs.

mod figures;
mod items;
mod status;
#[cfg(test)]
mod tests;
pub mod wrong;
mod year;

use super::Means;
use super::failure::Failure;
use super::output::Output;
use super::sense;
use super::word::Word;
use super::wrong::Wrong;
use crate::domain::figure::reading::{Quantity, percent};
use crate::ids::DepartmentNo;
use crate::policy::plan::Plan;
use crate::service::answer::Answer;
use crate::service::figure::{FigureAnswer, FigureQuery, FigureYear};
use chrono::Datelike;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::ops::ControlFlow;
use wrong::ReportWrong;

/// What is wanted.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// 生成某单位或全区的年度统计（Markdown 和 xlsx） ‖ write a body's year, or the district's, as Markdown and xlsx
    Year(year::Year),
    /// 查看统计数据 ‖ the figures of a year
    Figures(figures::Figures),
    /// 查看某个数据背后的事项 ‖ the items behind a figure
    Items(items::Items),
    /// 各单位年度报告报送情况 ‖ which bodies have sent their yearly report
    Status(status::Reports),
}

/// Runs one of them.
///
/// # Errors
/// When the figures cannot be had.
pub fn run(command: &ReportCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        ReportCommand::Year(year) => year.run(means, out),
        ReportCommand::Figures(figures) => figures.run(means, out),
        ReportCommand::Items(items) => items.run(means, out),
        ReportCommand::Status(status) => status.run(means, out),
    }
}

/// Which figures.
#[derive(Debug, Args)]
pub struct Which {
    /// 年度 ‖ the year
    #[arg(value_name = "YEAR")]
    year: Word,
    /// 只看这个部门：编号或名称 ‖ only this department: id or name
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<Word>,
    /// 截至哪一天（默认为现在） ‖ as they were at the end of this day (default: now)
    #[arg(long, value_name = "DATE")]
    as_of: Option<Word>,
}

impl Which {
    /// The figures.
    ///
    /// # Errors
    /// When the words mean nothing, or the store cannot be read.
    fn figures(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<FigureYear, Failure> {
        let plan = means.plan()?;
        let today = means.now().date_naive();
        let year = year_of(&self.year, today.year())?;
        let department = self.department(&plan)?;
        let as_of = self.as_of.as_ref().map(|word| sense::day(word, today)).transpose()?;
        let query = FigureQuery::Year { year, department, as_of };
        let doing = out.lang.pick("按日志统计", "folding the journal");
        let answer = means.local()?.figures(&query, &mut |done, total| {
            out.progress(doing, done, total);
            ControlFlow::Continue(())
        });
        out.progress_over();
        match answer? {
            Answer::Figures(FigureAnswer::Year(figures)) => Ok(*figures),
            _ => Ok(FigureYear::default()),
        }
    }

    fn department(&self, plan: &Plan) -> Result<Option<DepartmentNo>, Failure> {
        self.department.as_ref().map(|word| super::plan::department(plan, word)).transpose()
    }
}

/// A year as people write it: `2026`, or `今年` and `去年`.
fn year_of(word: &Word, this: i32) -> Result<u16, Failure> {
    let text = word.as_str().trim().trim_end_matches('年');
    let year = match text {
        "今" => Some(this),
        "去" => Some(this - 1),
        text => text.parse().ok(),
    };
    let known = year.and_then(|year| u16::try_from(year).ok()).filter(|year| (1990..=2199).contains(year));
    known.ok_or_else(|| Wrong::Report(ReportWrong::NotAYear(word.0.clone())).into())
}

/// A quantity in JSON: a number, money in yuan as text, a part with what it is of, a time with its unit.
fn value(quantity: Quantity) -> Value {
    match quantity {
        Quantity::Count(count) => json!(count),
        Quantity::Money(fen) => json!(fen.to_string()),
        Quantity::Share { part, of } => json!({ "part": part, "of": of, "percent": percent(part, of) }),
        Quantity::Median { twice, hours, over } => {
            let text = twice.map(|twice| format!("{}{}", twice / 2, if twice % 2 == 0 { ".0" } else { ".5" }));
            json!({ "median": text, "unit": if hours { "hours" } else { "days" }, "over": over })
        }
    }
}

/// The word for the kind of a quantity in JSON.
fn kind(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Count(_) => "count",
        Quantity::Money(_) => "money",
        Quantity::Share { .. } => "share",
        Quantity::Median { .. } => "median",
    }
}
