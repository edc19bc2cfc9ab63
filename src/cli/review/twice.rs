//! Two items of merged families for the same duty and period.

use super::list;
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::table::{Table, text};
use crate::policy::plan::Plan;
use crate::service::answer::{QueueRow, TwicePage};
use serde_json::{Value, json};

pub(super) fn keys(page: &TwicePage) -> Value {
    let item = |row: &QueueRow| json!({ "item": row.item.to_string(), "status": row.status.key() });
    let mut keys = list::keys(&page.row);
    keys.insert("settled".into(), json!(page.settled.map(|seq| seq.0)));
    keys.insert("sides".into(), json!(page.items.iter().map(item).collect::<Vec<_>>()));
    Value::Object(keys)
}

pub(super) fn print(page: &TwicePage, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let question = page.row.question;
    out.marked(Mark::Strong, lang.pick(format!("核对 {question}"), format!("question {question}")))?;
    out.line(page.row.about(lang))?;
    let columns =
        [text("以此为准", "if this stands"), text("事项", "item"), text("措施", "measure"), text("状态", "status")];
    let mut table = Table::new(columns);
    for (answer, row) in ["first", "second"].into_iter().zip(&page.items) {
        let title = plan.measure(row.measure).map_or("", |measure| measure.title.in_lang(lang));
        table.row([
            answer.into(),
            row.item.to_string().into(),
            title.to_string().into(),
            row.status.title().in_lang(lang).into(),
        ]);
    }
    table.print(out)?;
    out.line(lang.pick(
        "first 或 second 为准，另一件撤回；leave 两件都保留。都要写明 --reason。",
        "first or second stands and the other is taken back; leave keeps both. Each with --reason.",
    ))
}
