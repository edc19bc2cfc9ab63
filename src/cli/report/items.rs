//! `fuzhu report items`: the items behind a figure; the rows or the emergencies behind one that is made of these.

use super::wrong::ReportWrong;
use super::year_of;
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::paging::{Limit, pages};
use crate::cli::plan;
use crate::cli::queue::List;
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::cli::{emergency, register};
use crate::domain::figure::part;
use crate::domain::figure::{ALL_BODIES, NOT_RECORDED};
use crate::policy::plan::{Measure, Plan, Subject, TallyOf};
use crate::service::figure::{FigureOf, FigureQuery};
use crate::service::query::Query;
use crate::text::Both;
use chrono::Datelike;
use clap::Args;

/// Codes of parts up to this one are tried out; townships are named by their own.
const CODES: u32 = 64;

/// Which figure.
#[derive(Debug, Args)]
pub struct Items {
    /// 年度 ‖ the year
    #[arg(value_name = "YEAR")]
    year: Word,
    /// 措施：编号或名称 ‖ the measure: id or title
    #[arg(long, value_name = "MEASURE")]
    measure: Word,
    /// 第几个统计项（默认第 1 个） ‖ which of its figures, from 1 (default 1)
    #[arg(long, value_name = "N")]
    tally: Option<usize>,
    /// 只看这个分项：如 died、死亡 ‖ only this part, like died
    #[arg(long, value_name = "PART")]
    part: Option<Word>,
    /// 只看这个部门自己的（各单位分别承担的措施） ‖ only what this department owes itself (duties that every body has)
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<Word>,
    #[command(flatten)]
    limit: Limit,
}

impl Items {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let plan = means.plan()?;
        let today = means.now().date_naive();
        let year = year_of(&self.year, today.year())?;
        let measure = plan::measure(&plan, &self.measure)?;
        let department = self.department.as_ref().map(|word| plan::department(&plan, word)).transpose()?;
        let of = FigureOf {
            measure: measure.no,
            body: department.filter(|_| measure.subject == Subject::District).unwrap_or(ALL_BODIES),
            tally: self.tally(measure)?,
            part: self.part(&plan, measure)?,
            year,
        };
        let client = means.client()?;
        match measure.tally.get(usize::from(of.tally)).map(|tally| &tally.of) {
            Some(TallyOf::Rows { .. }) => {
                let query = |page| Query::Figures(FigureQuery::Rows { of, page });
                return register::list::every(client, self.limit, query, out);
            }
            Some(TallyOf::Emergencies(_)) => {
                let query = |page| Query::Figures(FigureQuery::Emergencies { of, page });
                let nothing = Both::new("没有这样的急难。", "There is no such emergency.");
                return emergency::list::every(client, self.limit, query, &nothing, out);
            }
            _ => {}
        }
        let mut list = List::new(&plan, today);
        let query = |page| Query::Figures(FigureQuery::Items { of, page });
        let rest = pages(client, self.limit.rows(out), query, |rows| list.print(&rows, out))?;
        list.end(out)?;
        if out.json { Ok(()) } else { rest.tell(out) }
    }

    /// The place of the tally, from 0.
    fn tally(&self, measure: &Measure) -> Result<u8, Failure> {
        let wanted = self.tally.unwrap_or(1);
        let at = wanted.checked_sub(1).filter(|at| *at < measure.tally.len()).and_then(|at| u8::try_from(at).ok());
        at.ok_or_else(|| {
            Wrong::Report(ReportWrong::NoSuchTally(measure.id.clone(), wanted, measure.tally.len())).into()
        })
    }

    fn part(&self, plan: &Plan, measure: &Measure) -> Result<Option<u32>, Failure> {
        let Some(word) = &self.part else { return Ok(None) };
        let text = word.as_str().trim();
        let tally = measure.tally.get(usize::from(self.tally(measure)?)).filter(|tally| tally.by.is_some());
        let township = text
            .parse::<u32>()
            .ok()
            .or_else(|| crate::policy::reading::township(text).ok().map(|township| township.code.number()));
        let codes = (0..CODES).chain([NOT_RECORDED]).chain(township);
        let named = |code: &u32| {
            tally.is_some_and(|tally| {
                let (key, name) = part::name(plan, tally, *code);
                key == text || name.zh == text || name.en.eq_ignore_ascii_case(text)
            })
        };
        let found = codes.into_iter().find(named);
        found.map(Some).ok_or_else(|| Wrong::Report(ReportWrong::NoSuchPart(word.0.clone())).into())
    }
}
