//! `fuzhu item show`: an item, its steps, what was recorded, and how its due date was worked out.

use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::happened;
use crate::cli::output::{Mark, Output};
use crate::cli::queue::{self, left_in_words, place_name, subject};
use crate::cli::sense::Sense;
use crate::cli::table::{Cell, Table, figure, text};
use crate::cli::word::Word;
use crate::policy::plan::Plan;
use crate::service::answer::{Answer, ItemPage, MemberRow, TimelineRow};
use crate::service::query::Query;
use crate::text::{Lang, date, width};
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Map, Value, json};

/// Cells of the titles on a page.
const TITLE: usize = 14;

/// Which item.
#[derive(Debug, Args)]
pub struct Show {
    /// 事项编号，如 F12-3 ‖ the item, like F12-3
    #[arg(value_name = "ITEM")]
    item: Word,
}

impl Show {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let today = client.now().date_naive();
        let item = Sense::of(&plan, &mut client).item(&self.item)?;
        let Answer::Item(page) = client.ask(&Query::Item { item })? else { return Ok(()) };
        match out.json {
            true => out.object(&Value::Object(keys(&page, &plan, today, out.lang))),
            false => print(&page, &plan, today, out),
        }
    }
}

fn keys(page: &ItemPage, plan: &Plan, today: NaiveDate, lang: Lang) -> Map<String, Value> {
    let mut keys = queue::keys(&page.row, plan, today);
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    put("note", json!(page.note));
    put("opened_by", json!(page.opened_by));
    put("verbs", json!(page.verbs.iter().map(|verb| verb.key()).collect::<Vec<_>>()));
    put("due_sentence", json!(page.due_sentence.as_ref().map(|(zh, en)| lang.pick(zh, en))));
    put("steps", json!(page.steps.iter().map(|step| timeline_keys(step, &[], plan, lang)).collect::<Vec<_>>()));
    let record: Map<String, Value> = page.record.iter().map(|(key, value)| (key.clone(), json!(value))).collect();
    put("record", Value::Object(record));
    keys
}

/// The keys of a line of a timeline in JSON.
pub fn timeline_keys(row: &TimelineRow, members: &[MemberRow], plan: &Plan, lang: Lang) -> Value {
    json!({
        "seq": row.seq.0,
        "at": row.at.to_rfc3339(),
        "actor": row.actor,
        "what": happened::sentence(&row.what, members, plan, lang),
        "withdrawn": row.withdrawn,
    })
}

fn print(page: &ItemPage, plan: &Plan, today: NaiveDate, out: &mut Output<'_>) -> Result<(), Failure> {
    let (lang, row) = (out.lang, &page.row);
    let measure = plan.measure(row.measure);
    let title = measure.map(|measure| measure.title.in_lang(lang)).unwrap_or_default();
    out.marked(Mark::Strong, format!("{}  {title}", row.item))?;
    let department = plan.department(row.department).map(|department| department.name.in_lang(lang).to_string());
    let due = row.due.map(|due| {
        let time = due.at.map(|at| at.format(" %H:%M").to_string()).unwrap_or_default();
        let left = if row.status.is_live() { left_in_words(Some(due), today, lang) } else { String::new() };
        format!("{}{time} {left}", date::day_and_weekday(due.on, lang))
    });
    let verbs: Vec<&str> = page.verbs.iter().map(|verb| verb.title().in_lang(lang)).collect();
    let sentence = page.due_sentence.as_ref().map(|(zh, en)| lang.pick(zh, en).clone());
    label(out, "对象", "subject", format!("{} {}", subject(row, lang), place_name(row.township)).trim())?;
    label(out, "期间", "period", &row.period.map(|period| period.text(lang)).unwrap_or_default())?;
    label(out, "条款", "clause", measure.map(|measure| measure.clause.as_str()).unwrap_or_default())?;
    label(out, "部门", "department", department.unwrap_or_default().as_str())?;
    label(out, "状态", "status", row.status.title().in_lang(lang))?;
    label(out, "轻重缓急", "urgency", row.urgency.title().in_lang(lang))?;
    label(out, "登记", "opened", format!("{} {}", date::day_and_weekday(row.opened, lang), page.opened_by).trim())?;
    label(out, "期限", "due", due.unwrap_or_default().trim())?;
    label(out, "", "", sentence.unwrap_or_default().as_str())?;
    label(out, "办理人", "assignee", &row.assignee)?;
    label(out, "备注", "note", &page.note)?;
    for (key, value) in &page.record {
        let title = plan.record(key).map_or(key.as_str(), |field| field.title.in_lang(lang));
        label(out, title, title, value)?;
    }
    label(out, "可以", "possible", &verbs.join(lang.pick("、", ", ")))?;
    timeline(&page.steps, &[], plan, out)
}

/// A titled line; nothing where there is nothing to say.
///
/// # Errors
/// When it cannot be written.
pub fn label(out: &mut Output<'_>, zh: &str, en: &str, value: &str) -> Result<(), Failure> {
    if value.is_empty() {
        return Ok(());
    }
    let title = out.lang.pick(zh, en);
    let gap = " ".repeat(TITLE.saturating_sub(width::columns(title)).max(2));
    out.line(format!("  {title}{gap}{value}"))
}

/// What happened, a line each.
///
/// # Errors
/// When it cannot be written.
pub fn timeline(rows: &[TimelineRow], members: &[MemberRow], plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let mut table =
        Table::new([figure("日志", "entry"), text("时间", "when"), text("经办", "who"), text("经过", "what")]);
    for row in rows {
        let mark = if row.withdrawn { Mark::Faint } else { Mark::Plain };
        let what = happened::brief(&row.what, members, plan, out.lang);
        let what = if row.withdrawn {
            out.lang.pick(format!("（已撤销）{what}"), format!("(taken back) {what}"))
        } else {
            what
        };
        table.row([
            row.seq.to_string().into(),
            row.at.format("%Y-%m-%d %H:%M").to_string().into(),
            row.actor.as_str().into(),
            Cell::marked(mark, what),
        ]);
    }
    table.print(out)
}
