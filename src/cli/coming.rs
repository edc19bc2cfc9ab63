//! `fuzhu coming`: what comes of itself in the months ahead, with the date worked out.

use super::Means;
use super::failure::Failure;
use super::output::Output;
use super::paging::{Limit, pages};
use super::queue::{place, place_name};
use super::table::{Table, text};
use crate::policy::plan::Plan;
use crate::service::answer::rhythm::ComingRow;
use crate::service::query::Query;
use crate::service::query::rhythm::RhythmQuery;
use crate::text::Lang;
use clap::Args;
use serde_json::{Value, json};

/// Months ahead unless others are asked for.
const MONTHS: u32 = 12;
/// The most months ahead.
const MONTHS_MAX: u32 = 120;

/// How far ahead.
#[derive(Debug, Args)]
pub struct Coming {
    /// 往后看多少个月（默认 12） ‖ so many months ahead (default 12)
    #[arg(long, value_name = "N", default_value_t = MONTHS, value_parser = clap::value_parser!(u32).range(1..=i64::from(MONTHS_MAX)))]
    months: u32,
    #[command(flatten)]
    limit: Limit,
}

impl Coming {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let plan = client.plan();
        let query = |page| Query::Rhythm(RhythmQuery::Coming { months: self.months, page });
        let mut table = Table::new([
            text("日期", "on"),
            text("对象", "who"),
            text("家庭", "family"),
            text("乡镇街道", "township"),
            text("事由", "what"),
        ]);
        let mut printed = false;
        let rest = pages(client, self.limit.rows(out), query, |rows: Vec<ComingRow>| {
            for row in &rows {
                printed = true;
                if out.json {
                    out.object(&keys(row, &plan, out.lang))?;
                    continue;
                }
                table.row([
                    row.on.to_string().into(),
                    row.subject.clone().into(),
                    row.item.map_or_else(|| row.family.to_string(), |item| item.to_string()).into(),
                    place_name(row.township).into(),
                    row.coming.sentence(&plan, out.lang).into(),
                ]);
            }
            table.print(out)
        })?;
        match (out.json, printed) {
            (true, _) => Ok(()),
            (false, true) => rest.tell(out),
            (false, false) => out.line(out.lang.pick("这段时间内没有。", "Nothing comes in that time.")),
        }
    }
}

fn keys(row: &ComingRow, plan: &Plan, lang: Lang) -> Value {
    json!({
        "on": row.on.to_string(),
        "what": row.coming.key(),
        "sentence": row.coming.sentence(plan, lang),
        "family": row.family.to_string(),
        "member": row.member.map(|member| member.to_string()),
        "item": row.item.map(|item| item.to_string()),
        "subject": row.subject,
        "township": place(row.township),
    })
}
