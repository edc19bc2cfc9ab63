//! `fuzhu batch draw`, `check` and `repay`: the walk over the register that lists who is to be paid. It can be stopped and run again: it goes on.

use super::list::{lines_table, print_line};
use super::{batch, keys, line_keys, measure, shares, told};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::table::{Table, figure, text};
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::batch::{Batch, BatchCommand, BatchEvent, BatchRefusal, Line, Listed, Stage, Totals};
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::ids::{BatchId, Seq};
use crate::policy::period::Period;
use crate::policy::plan::Plan;
use crate::service::answer::Answer;
use crate::service::answer::batch::BatchAnswer;
use crate::service::client::{Client, Order};
use crate::service::local::Local;
use crate::service::query::Query;
use crate::service::query::batch::BatchQuery;
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Lines of a dry run that are shown to people.
const SHOWN_MAX: usize = 50;

/// What to draw up.
#[derive(Debug, Args)]
pub struct Draw {
    /// 发哪一期，如 2026-H2 ‖ the period, like 2026-H2
    #[arg(value_name = "PERIOD")]
    period: Word,
    /// 发放的措施（默认特扶金兑现） ‖ the measure (default: payment of the special allowance)
    #[arg(long, value_name = "MEASURE")]
    measure: Option<Word>,
    /// 发放单位（默认牵头单位） ‖ the department (default: the measure's)
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<Word>,
    /// 备注 ‖ a line
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// 只看会怎样，不写入 ‖ say what would be listed and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Draw {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let (interrupted, now) = (means.interrupted(), means.now());
        let local = means.local()?;
        let plan = Client::plan(local);
        let measure = measure(&plan, self.measure.as_ref())?;
        let text = self.period.as_str();
        let period: Period = text.parse().map_err(|_| Wrong::NotAPeriod(text.to_string()))?;
        let department = self.department.as_ref().map(|word| crate::cli::plan::department(&plan, word)).transpose()?;
        let command = BatchCommand::Draw { measure: measure.no, period, department, note: self.note.clone() };
        let order = Order::from(Command::Batch(command));
        if self.dry_run {
            if let Some(Err(refusal)) = local.preview(&[order]).into_iter().next() {
                return Err(refusal.into());
            }
            let drawn = BatchEvent::Drawn {
                batch: BatchId(0),
                measure: measure.no,
                period,
                department: department.unwrap_or_else(|| measure.department()),
                again: None,
                note: String::new(),
            };
            let draft = Batch::draw(Seq(0), now, "", &drawn).ok_or(BatchRefusal::NoSuchBatch(BatchId(0)));
            return trial(local, draft.map_err(Refusal::from)?, &interrupted, out);
        }
        let id = begin(local, order)?;
        list(local, id, &interrupted, out)?;
        summary(local, id, &plan, out)
    }
}

/// What to check.
#[derive(Debug, Args)]
pub struct Check {
    /// 批次编号，如 B3 ‖ the batch, like B3
    #[arg(value_name = "BATCH")]
    batch: Word,
}

impl Check {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let interrupted = means.interrupted();
        let local = means.local()?;
        let (id, plan) = (batch(&self.batch)?, Client::plan(local));
        let (known, _) = local.batch_for_bank(id)?;
        if known.stage != Stage::Draft {
            return differences(local, id, out);
        }
        list(local, id, &interrupted, out)?;
        summary(local, id, &plan, out)
    }
}

/// What to pay again.
#[derive(Debug, Args)]
pub struct Repay {
    /// 有失败明细的批次，如 B3 ‖ the batch with the failed lines, like B3
    #[arg(value_name = "BATCH")]
    batch: Word,
}

impl Repay {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let interrupted = means.interrupted();
        let local = means.local()?;
        let (old, plan) = (batch(&self.batch)?, Client::plan(local));
        let id = begin(local, Order::from(Command::Batch(BatchCommand::Again { batch: old })))?;
        list(local, id, &interrupted, out)?;
        summary(local, id, &plan, out)
    }
}

/// Begins a batch; a draft of the same that is there already is gone on with.
fn begin(local: &mut Local, order: Order) -> Result<BatchId, Failure> {
    match local.execute(&[order]).into_iter().next() {
        Some(Ok(done)) => Ok(done.batch.unwrap_or(BatchId(0))),
        Some(Err(Refusal::Batch(BatchRefusal::DraftThere(id)))) => Ok(id),
        Some(Err(refusal)) => Err(refusal.into()),
        None => Err(Refusal::NothingToChange.into()),
    }
}

fn list(local: &mut Local, id: BatchId, interrupted: &Arc<AtomicBool>, out: &mut Output<'_>) -> Result<(), Failure> {
    let label = out.lang.pick("核对", "checking");
    let listing = local.list_batch(id, &mut |done, total| {
        out.progress(label, done, total);
        if interrupted.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    out.progress_over();
    if !listing?.whole {
        return out.line(out.lang.pick(
            format!("已中断，批次 {id} 尚未核对完整；再次运行即接着办理。"),
            format!("Interrupted: batch {id} is not checked to its end; run it again to go on."),
        ));
    }
    Ok(())
}

/// What a batch comes to, and why people are left out.
fn summary(local: &mut Local, id: BatchId, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let Answer::Batch(BatchAnswer::Batch(page)) = local.ask(&Query::Batch(BatchQuery::One { batch: id }))? else {
        return Ok(());
    };
    let (_, lines) = local.batch_for_bank(id)?;
    if out.json {
        let mut object = keys(&page.batch, plan);
        let mut why: BTreeMap<&str, u64> = BTreeMap::new();
        lines.iter().filter_map(|line| why_key(line)).for_each(|key| *why.entry(key).or_default() += 1);
        object.insert("left_out".into(), json!(why));
        return out.object(&Value::Object(object));
    }
    let Totals { waiting, out: left, .. } = page.batch.totals;
    let lang = out.lang;
    out.marked(
        Mark::Strong,
        lang.pick(
            format!("批次 {id}  {}", page.batch.period.text(lang)),
            format!("Batch {id}  {}", page.batch.period.text(lang)),
        ),
    )?;
    out.line(lang.pick(
        format!("应发 {}，不发 {} 人。", told(waiting, lang), left.lines),
        format!("To be paid: {}; left out: {}.", told(waiting, lang), left.lines),
    ))?;
    why_table(lines.iter(), out)?;
    out.line(lang.pick(
        format!("查看明细：fuzhu batch show {id}；无误后冻结：fuzhu batch freeze {id}。"),
        format!("The lines: `fuzhu batch show {id}`; when it is right: `fuzhu batch freeze {id}`."),
    ))
}

fn why_key(line: &Line) -> Option<&'static str> {
    use crate::domain::batch::State;
    let held = line.ruling.as_ref().is_some_and(|ruling| ruling.hold);
    let left = line.state() == State::Out;
    left.then(|| if held { "held" } else { line.listed.out.as_ref().map_or("", |why| why.key()) })
}

/// Why people are left out, each reason once with how many it keeps out and the first of them.
fn why_table<'l>(lines: impl Iterator<Item = &'l Line>, out: &mut Output<'_>) -> Result<(), Failure> {
    let mut why: BTreeMap<&str, (u64, String)> = BTreeMap::new();
    for line in lines {
        let Some(key) = why_key(line) else { continue };
        let first = || format!("{} {} {}", line.id(), line.listed.name, line.because(out.lang));
        why.entry(key).or_insert_with(|| (0, first())).0 += 1;
    }
    let mut table = Table::new([figure("人数", "persons"), text("例如", "for one")]);
    for (count, first) in why.into_values() {
        table.row([count.to_string().into(), first.into()]);
    }
    table.print(out)
}

/// What would be listed; nothing is written.
fn trial(local: &mut Local, draft: Batch, interrupted: &Arc<AtomicBool>, out: &mut Output<'_>) -> Result<(), Failure> {
    let mut lines: Vec<Line> = Vec::new();
    let mut totals = Totals::default();
    let label = out.lang.pick("核对", "checking");
    let mut take = |listed: Listed| {
        let line =
            Line::new(draft.id, draft.measure, Listed { no: u32::try_from(lines.len()).unwrap_or(0) + 1, ..listed });
        totals.replace(None, &line);
        lines.push(line);
    };
    local.try_batch(&draft, &mut take, &mut |done, total| {
        out.progress(label, done, total);
        if interrupted.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    out.progress_over();
    for line in &mut lines {
        mask(line);
    }
    if out.json {
        for line in &lines {
            let mut keys = line_keys(line);
            keys.remove("id");
            keys.remove("batch");
            out.object(&Value::Object(keys))?;
        }
        return out.object(&json!({ "summary": {
            "dry_run": true, "lines": totals.waiting.lines, "amount": totals.waiting.amount.to_string(),
            "left_out": totals.out.lines,
        } }));
    }
    let mut table = lines_table();
    lines.iter().take(SHOWN_MAX).for_each(|line| print_line(&mut table, line, out.lang));
    table.print(out)?;
    let (waiting, left, lang) = (totals.waiting, totals.out.lines, out.lang);
    out.line(lang.pick(
        format!("试运行：应发 {}，不发 {left} 人。没有写入。", told(waiting, lang)),
        format!("Dry run: to be paid {}; left out {left}. Nothing was written.", told(waiting, lang)),
    ))
}

fn mask(line: &mut Line) {
    use crate::policy::field::Field;
    use crate::policy::showing;
    line.listed.identity = showing::mask(Field::IdentityNumber, &line.listed.identity);
    line.listed.account = showing::mask(Field::Account, &line.listed.account);
}

/// What the register says now beside what was frozen.
fn differences(local: &mut Local, id: BatchId, out: &mut Output<'_>) -> Result<(), Failure> {
    let found = local.batch_differences(id)?;
    let mut table = Table::new([
        text("明细", "line"),
        text("姓名", "name"),
        text("冻结时", "when frozen"),
        text("现在", "now"),
        text("说明", "why"),
    ]);
    for (mut was, now) in found.iter().cloned() {
        let mut now = now.map(|listed| Line::new(was.batch, was.measure, listed));
        mask(&mut was);
        now.iter_mut().for_each(mask);
        if out.json {
            let keys = |line: &Line| Value::Object(line_keys(line));
            out.object(&json!({ "line": was.id().to_string(), "frozen": keys(&was), "now": now.as_ref().map(keys) }))?;
            continue;
        }
        let because = now.as_ref().map_or_else(
            || out.lang.pick("已不在名册".to_string(), "no longer in the register".to_string()),
            |now| {
                let because = now.because(out.lang);
                let other = out.lang.pick("账号或姓名等有变", "account, name or the like");
                if because.is_empty() && shares(now) == shares(&was) { other.to_string() } else { because }
            },
        );
        table.row([
            was.id().to_string().into(),
            was.listed.name.as_str().into(),
            was.amount().grouped().into(),
            now.as_ref().map(|now| now.amount().grouped()).unwrap_or_default().into(),
            because.into(),
        ]);
    }
    if out.json {
        return out.object(&json!({ "summary": { "batch": id.to_string(), "differences": found.len() } }));
    }
    table.print(out)?;
    let count = found.len();
    out.line(out.lang.pick(
        match count {
            0 => format!("批次 {id} 与名册一致。"),
            _ => format!("批次 {id} 冻结后，{count} 人的情况有变；批次本身不变。"),
        },
        match count {
            0 => format!("Batch {id} is as the register says."),
            _ => format!(
                "Of {count} lines of batch {id} the register says something else now; the batch stays as it is."
            ),
        },
    ))
}
