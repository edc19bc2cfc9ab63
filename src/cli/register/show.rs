//! `fuzhu register show`: one row and how it came to say what it says.

use super::{keys, shown, titled, values, whose};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::happened::register_title;
use crate::cli::item::show::label;
use crate::cli::output::{Mark, Output};
use crate::cli::sense::Sense;
use crate::cli::word::Word;
use crate::policy::plan::Plan;
use crate::service::answer::Answer;
use crate::service::answer::register::{RegisterAnswer, RegisterPage, VersionLine};
use crate::service::query::Query;
use crate::service::query::register::RegisterQuery;
use clap::Args;
use serde_json::{Value, json};

/// Which row.
#[derive(Debug, Args)]
pub struct Show {
    /// 记录编号，如 R12 ‖ the row, like R12
    #[arg(value_name = "ROW")]
    row: Word,
}

impl Show {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let row = Sense::of(&plan, &mut client).row(&self.row)?;
        let query = Query::Register(RegisterQuery::Row { row });
        let Answer::Register(RegisterAnswer::Row(page)) = client.ask(&query)? else { return Ok(()) };
        if out.json {
            let mut object = keys(&page.line, &plan);
            object.insert("withdrawn".into(), json!(page.withdrawn));
            object.insert("versions".into(), Value::Array(page.versions.iter().map(version_keys).collect()));
            return out.object(&Value::Object(object));
        }
        print(&page, &plan, out)
    }
}

fn version_keys(version: &VersionLine) -> Value {
    json!({
        "seq": version.seq.0, "at": version.at.to_rfc3339(), "actor": version.actor,
        "values": version.values.as_deref().map(values), "reason": version.reason, "taken_back": version.taken_back,
    })
}

fn print(page: &RegisterPage, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let (line, lang) = (&page.line, out.lang);
    out.marked(Mark::Strong, format!("{}  {}", line.row, register_title(plan, line.register, lang)))?;
    label(out, "对象", "subject", &whose(line, plan, lang))?;
    if page.withdrawn {
        out.line(lang.pick("已撤销。", "Withdrawn."))?;
    }
    for (key, text) in &line.values {
        out.line(format!("{}  {}", titled(plan, key, lang), shown(plan, key, text, lang)))?;
    }
    out.line("")?;
    for version in &page.versions {
        let at = version.at.format("%Y-%m-%d %H:%M");
        let what = match (&version.values, version.taken_back) {
            (_, true) => lang.pick("（已撤回）".to_string(), "(taken back)".to_string()),
            (Some(said), false) => {
                lang.pick(format!("登记 {} 栏", said.len()), format!("{} fields written", said.len()))
            }
            (None, false) => lang.pick(format!("撤销：{}", version.reason), format!("withdrawn: {}", version.reason)),
        };
        out.line(format!("{at}  {}  {what}", version.actor))?;
    }
    Ok(())
}
