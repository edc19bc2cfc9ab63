//! `fuzhu contact`: how often each family was contacted and visited this year, and what is missing.

use super::Means;
use super::failure::Failure;
use super::output::{Mark, Output};
use super::paging::{Limit, pages};
use super::queue::{place, place_name};
use super::sense;
use super::table::{Cell, Table, figure, text};
use super::word::Word;
use crate::domain::rhythm::Debt;
use crate::service::answer::rhythm::ContactRow;
use crate::service::query::Query;
use crate::service::query::rhythm::RhythmQuery;
use crate::text::Lang;
use clap::Args;
use serde_json::{Value, json};

/// Which families.
#[derive(Debug, Args)]
pub struct Contact {
    /// 乡镇街道：名称或代码 ‖ only this township: name or code
    #[arg(long, value_name = "TOWNSHIP")]
    township: Option<Word>,
    /// 只看有欠的 ‖ only families of which something is missing
    #[arg(long)]
    deficit: bool,
    #[command(flatten)]
    limit: Limit,
}

impl Contact {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let township = self.township.as_ref().map(sense::township).transpose()?;
        let query = |page| Query::Rhythm(RhythmQuery::Contact { township, deficit: self.deficit, page });
        let mut table = Table::new([
            text("家庭", "family"),
            text("对象", "subject"),
            text("乡镇街道", "township"),
            figure("应联系", "owed"),
            figure("欠联系", "missing"),
            text("本月", "this month"),
            text("最近联系", "last"),
            figure("应走访", "visits"),
            figure("欠走访", "missing"),
            text("最近走访", "last visit"),
        ]);
        let mut printed = false;
        let rest = pages(client, self.limit.rows(out), query, |rows: Vec<ContactRow>| {
            for row in &rows {
                printed = true;
                if out.json {
                    out.object(&keys(row))?;
                } else {
                    table.row(cells(row, out.lang));
                }
            }
            table.print(out)
        })?;
        if out.json {
            return Ok(());
        }
        if !printed {
            return out.line(out.lang.pick("没有符合条件的家庭。", "There is no such family."));
        }
        rest.tell(out)
    }
}

fn keys(row: &ContactRow) -> Value {
    json!({
        "family": row.family.to_string(),
        "subject": row.subject,
        "township": place(row.township),
        "declines_visits": row.declines,
        "contact": debt(&row.account.contact),
        "visit": debt(&row.account.visit),
    })
}

/// An account in JSON.
pub fn debt(debt: &Debt) -> Value {
    json!({
        "owed": debt.owed,
        "done": debt.done,
        "missing": debt.missing(),
        "now": debt.now,
        "last": debt.last.map(|on| on.to_string()),
    })
}

fn cells(row: &ContactRow, lang: Lang) -> [Cell; 10] {
    let (contact, visit) = (&row.account.contact, &row.account.visit);
    let missing = |debt: &Debt| {
        let mark = if debt.missing() > 0 { Mark::Alarm } else { Mark::Plain };
        Cell::marked(mark, debt.missing().to_string())
    };
    let now = match contact.now {
        None => "",
        Some(true) => lang.pick("已联系", "done"),
        Some(false) => lang.pick("未联系", "not yet"),
    };
    let last = |debt: &Debt| debt.last.map(|on| on.to_string()).unwrap_or_default();
    let visits = if row.declines { lang.pick("谢绝", "declines").to_string() } else { visit.owed.to_string() };
    [
        row.family.to_string().into(),
        row.subject.clone().into(),
        place_name(row.township).into(),
        contact.owed.to_string().into(),
        missing(contact),
        now.into(),
        last(contact).into(),
        visits.into(),
        if row.declines { Cell::default() } else { missing(visit) },
        last(visit).into(),
    ]
}
