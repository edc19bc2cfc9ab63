//! Opening what is due in bulk: in groups, each group on disk before the next, so that it can be stopped at any time and goes on where it
//! stopped when it is asked for again.

use super::told::Row;
use crate::cli::failure::{Failure, Status};
use crate::cli::output::{Mark, Output};
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::service::client::{Client, Order};
use crate::service::local::Local;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Items opened together.
const GROUP: usize = 256;
/// Refusals that are told one by one to a person.
const TOLD_MAX: usize = 20;

/// What became of what was selected: the three add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    done: usize,
    refused: usize,
    failed: usize,
}

/// Opens an item for each row, or says what would be done.
pub fn open(
    local: &mut Local,
    rows: &[Row],
    dry_run: bool,
    interrupted: &Arc<AtomicBool>,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let mut sums = Sums::default();
    let mut selected = 0;
    for group in rows.chunks(GROUP) {
        if interrupted.load(Ordering::Relaxed) {
            break;
        }
        let orders: Vec<Order> = group.iter().map(|row| order(row).into()).collect();
        // What would be refused is not sent: what is sent and not done has failed.
        let possible = local.preview(&orders);
        let sent: Vec<Order> =
            orders.iter().zip(&possible).filter(|(_, one)| one.is_ok()).map(|(o, _)| o.clone()).collect();
        let mut results = if dry_run { Vec::new() } else { local.execute(&sent) }.into_iter();
        for (row, possible) in group.iter().zip(possible) {
            selected += 1;
            let (outcome, refusal) = match possible {
                Err(refusal) => ("refused", Some(refusal)),
                Ok(()) if dry_run => ("done", None),
                Ok(()) => match results.next() {
                    Some(Ok(_)) => ("done", None),
                    Some(Err(refusal)) => ("failed", Some(refusal)),
                    None => ("failed", None),
                },
            };
            match outcome {
                "done" => sums.done += 1,
                "refused" => sums.refused += 1,
                _ => sums.failed += 1,
            }
            if refusal.is_some() || out.json {
                told(row, outcome, refusal.as_ref(), &sums, local, out)?;
            }
        }
        let label = out.lang.pick("开办", "opening");
        out.progress(label, selected as u64, rows.len() as u64);
    }
    out.progress_over();
    end(sums, selected, rows.len(), dry_run, out)
}

fn order(row: &Row) -> Command {
    Command::OpenItem {
        family: row.family,
        measure: row.measure,
        member: row.member,
        period: None,
        department: None,
        urgency: None,
        due: None,
        note: String::new(),
    }
}

fn told(
    row: &Row,
    outcome: &str,
    refusal: Option<&Refusal>,
    sums: &Sums,
    local: &Local,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let (lang, plan) = (out.lang, local.plan());
    if out.json {
        let mut keys = row.keys(&plan);
        if let serde_json::Value::Object(keys) = &mut keys {
            keys.insert("outcome".into(), json!(outcome));
            keys.insert("code".into(), json!(refusal.map(Refusal::code)));
            keys.insert("message".into(), json!(refusal.map(|refusal| refusal.sentence(lang))));
        }
        return out.object(&keys);
    }
    let sentence = refusal.map(|refusal| refusal.sentence(lang)).unwrap_or_default();
    match sums.refused + sums.failed <= TOLD_MAX {
        true => out.line(format!("{}  {sentence}", row.about(&plan, lang))),
        false => Ok(()),
    }
}

fn end(sums: Sums, selected: usize, all: usize, dry_run: bool, out: &mut Output<'_>) -> Result<(), Failure> {
    let Sums { done, refused, failed } = sums;
    let lang = out.lang;
    let rest = all.saturating_sub(selected);
    if out.json {
        out.object(&json!({ "summary": {
            "selected": selected, "done": done, "refused": refused, "failed": failed, "left": rest, "dry_run": dry_run,
        } }))?;
    } else {
        let sentence = match dry_run {
            true => lang.pick(
                format!("试运行：选中 {selected} 件，可开办 {done}，不能开办 {refused}，没有写入。"),
                format!(
                    "A dry run: {selected} selected, {done} would be opened, {refused} refused; nothing was written."
                ),
            ),
            false => lang.pick(
                format!("选中 {selected} 件：已开办 {done}，未予提交 {refused}，未办成 {failed}。"),
                format!("{selected} selected: {done} opened, {refused} refused, {failed} failed."),
            ),
        };
        out.marked(Mark::Strong, sentence)?;
        if rest > 0 {
            out.line(lang.pick(
                format!("中途停止，还有 {rest} 件；重新执行同一命令即可接着办。"),
                format!("It was interrupted with {rest} to go: the same command goes on from there."),
            ))?;
        }
    }
    if refused + failed > 0 { Err(Failure::Said(Status::Refused)) } else { Ok(()) }
}
