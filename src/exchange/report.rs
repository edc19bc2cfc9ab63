//! A unit's year as a document and as a workbook, from the figures of the service. The same figures give the same bytes.

mod lines;
mod markdown;
mod workbook;

pub use lines::{Line, lines};
pub use markdown::markdown;
pub use workbook::workbook;

use crate::policy::plan::Plan;
use crate::service::figure::{FigureYear, UnitReports};
use crate::text::Lang;

/// What a report is made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The figures.
    pub figures: &'a FigureYear,
    /// The reports of the bodies, for the report of all of them together.
    pub units: Option<&'a UnitReports>,
    /// The language of the document.
    pub lang: Lang,
}

impl Source<'_> {
    /// The heading.
    fn title(self) -> String {
        let year = self.figures.year;
        let body = self.figures.department.and_then(|no| self.plan.department(no));
        match body {
            Some(body) => self.lang.pick(
                format!("{}{year}年度计划生育特殊家庭扶助工作统计", body.name.zh),
                format!("{}: figures of {year}, assistance of families in special need", body.name.en),
            ),
            None => self.lang.pick(
                format!("{year}年度计划生育特殊家庭扶助工作统计（全区）"),
                format!("Figures of {year}, assistance of families in special need: the whole district"),
            ),
        }
    }

    /// What the figures were made from, a line each: what it is, and what it says.
    fn made_from(self) -> Vec<(&'static str, String)> {
        let state = &self.figures.state;
        let mut said = vec![(self.lang.pick("方案", "Plan"), self.plan.number.clone())];
        if let Some(day) = self.figures.as_of {
            said.push((self.lang.pick("统计截至", "As of"), day.to_string()));
        }
        said.push((self.lang.pick("日志记录", "Journal entry"), state.head.to_string()));
        said.push((self.lang.pick("日志校验值", "Journal hash"), state.hash.clone()));
        let at = state.at.map(|at| at.to_rfc3339()).unwrap_or_default();
        said.push((self.lang.pick("最后一条记录时间", "Time of that entry"), at));
        said
    }
}
