//! `fuzhu report figures`: every tally of a year, with the year before.

use super::{Which, kind, value};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::table::{Table, figure, text};
use crate::domain::figure::part;
use crate::exchange::report::{Line, Source, lines};
use crate::policy::plan::Plan;
use crate::service::figure::{FigureRow, FigureYear};
use clap::Args;
use serde_json::json;

/// Which figures.
#[derive(Debug, Args)]
pub struct Figures {
    #[command(flatten)]
    which: Which,
}

impl Figures {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let found = self.which.figures(means, out)?;
        let plan = means.plan()?;
        if out.json {
            return found.rows.iter().try_for_each(|row| out.object(&keys(row, &found, &plan)));
        }
        let state = &found.state;
        let said = out.lang.pick(
            format!("{} 年统计，日志第 {} 条（{}）", found.year, state.head, short(&state.hash)),
            format!("{}: figures from the journal up to entry {} ({})", found.year, state.head, short(&state.hash)),
        );
        out.marked(Mark::Strong, said)?;
        let all = lines(Source { plan: &plan, figures: &found, units: None, lang: out.lang });
        let mut measure = None;
        let mut table = Table::new([
            text("序号", "no"),
            text("措施", "measure"),
            text("统计项", "figure"),
            text("分项", "part"),
            figure("本年", "this year"),
            figure("上年", "last year"),
        ]);
        for Line { measure: no, title, tally, part, quantity, before, .. } in all {
            let first = measure.replace(no) != Some(no);
            table.row([
                if first { no.to_string() } else { String::new() }.into(),
                if first { title } else { String::new() }.into(),
                tally.into(),
                part.into(),
                quantity.text(out.lang).into(),
                before.map(|before| before.text(out.lang)).unwrap_or_default().into(),
            ]);
        }
        table.print(out)
    }
}

/// The beginning of a hash: enough to compare by eye.
fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

fn keys(row: &FigureRow, found: &FigureYear, plan: &Plan) -> serde_json::Value {
    let measure = plan.measure(row.measure);
    let tally = measure.and_then(|measure| measure.tally.get(usize::from(row.tally)));
    let id = |no| plan.department(no).map(|department| department.id.clone());
    let parts = row.figure.parts.iter().filter_map(|(at, quantity)| {
        let (key, name) = part::name(plan, tally?, *at);
        Some(json!({ "part": key, "title": name.zh, "title_en": name.en, "value": value(*quantity) }))
    });
    let sample = row.figure.whole.or_else(|| row.figure.parts.first().map(|(_, quantity)| *quantity));
    json!({
        "year": found.year,
        "as_of": found.as_of.map(|day| day.to_string()),
        "measure": measure.map(|measure| measure.id.clone()),
        "measure_no": row.measure.0,
        "department": measure.and_then(|measure| id(measure.department())),
        "body": id(row.body),
        "tally": row.tally + 1,
        "title": tally.map(|tally| tally.title.zh.clone()),
        "title_en": tally.map(|tally| tally.title.en.clone()),
        "kind": sample.map(kind),
        "value": row.figure.whole.map(value),
        "parts": parts.collect::<Vec<_>>(),
        "history": row.history.iter().map(|(year, quantity)| json!([year, value(*quantity)])).collect::<Vec<_>>(),
        "head": found.state.head,
        "head_hash": found.state.hash,
    })
}
