//! `fuzhu review list`: the questions that wait.

use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::paging::{Limit, pages};
use crate::cli::table::{Table, text};
use crate::domain::event::Matter;
use crate::domain::facts::Change;
use crate::policy::field::Field;
use crate::policy::value::Value as Known;
use crate::service::answer::ReviewRow;
use crate::service::query::Query;
use clap::Args;
use serde_json::{Map, Value, json};

/// How many.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    limit: Limit,
}

impl List {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let limit = self.limit.rows(out);
        let mut table = Table::new([
            text("编号", "question"),
            text("可能是", "may be"),
            text("报送的姓名", "names sent in"),
            text("来源", "from"),
        ]);
        let mut any = false;
        let rest = pages(
            client,
            limit,
            |page| Query::Reviews { page },
            |rows: Vec<ReviewRow>| {
                any |= !rows.is_empty();
                if out.json {
                    return rows.iter().try_for_each(|row| out.object(&Value::Object(keys(row))));
                }
                for row in &rows {
                    let Matter::LikelyDuplicate { like, source, row: facts, .. } = &row.matter;
                    let like: Vec<String> = like.iter().map(ToString::to_string).collect();
                    let between = out.lang.pick("、", ", ");
                    table.row([
                        row.review.to_string().into(),
                        like.join(between).into(),
                        names(facts).join(between).into(),
                        source.as_str().into(),
                    ]);
                }
                table.print(out)
            },
        )?;
        if out.json {
            return Ok(());
        }
        if !any {
            return out.line(out.lang.pick("没有待核对的问题。", "No question waits."));
        }
        rest.tell(out)
    }
}

/// The names of the people of a row.
pub(super) fn names(row: &[Vec<Change>]) -> Vec<&str> {
    row.iter().skip(1).filter_map(|facts| named(facts)).collect()
}

fn named(facts: &[Change]) -> Option<&str> {
    match facts.iter().find(|change| change.field == Field::Name)?.after.as_ref() {
        Some(Known::Text(name)) => Some(name),
        _ => None,
    }
}

/// A question for programs.
pub(super) fn keys(row: &ReviewRow) -> Map<String, Value> {
    let Matter::LikelyDuplicate { like, source, row: facts, .. } = &row.matter;
    let mut keys = Map::new();
    keys.insert("id".into(), json!(row.review.to_string()));
    keys.insert("matter".into(), json!("likely_duplicate"));
    keys.insert("like".into(), json!(like.iter().map(ToString::to_string).collect::<Vec<_>>()));
    keys.insert("source".into(), json!(source));
    keys.insert("names".into(), json!(names(facts)));
    keys
}
