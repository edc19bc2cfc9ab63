//! The account of an import as it goes: a line a row for programs, what wants attention for people, and the sums.

use super::status;
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::exchange::roster::{ImportError, Opening, Outcome, Problem, RowReport, Summary, Told, Watch};
use crate::text::Lang;
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whoever is told how an import goes.
pub struct Account<'a, 'o> {
    out: &'a mut Output<'o>,
    dry_run: bool,
    interrupted: Arc<AtomicBool>,
    /// The first failure to write. The import goes on: its rows count, whether anybody reads of them or not.
    unheard: Option<Failure>,
}

impl<'a, 'o> Account<'a, 'o> {
    /// Nothing told yet.
    pub fn new(out: &'a mut Output<'o>, dry_run: bool, interrupted: Arc<AtomicBool>) -> Self {
        Self { out, dry_run, interrupted, unheard: None }
    }

    /// The sums, and how the import ended.
    ///
    /// # Errors
    /// When it did not go to its end, or rows were refused.
    pub fn end(mut self, result: Result<Summary, ImportError>) -> Result<(), Failure> {
        self.out.progress_over();
        let (summary, error) = match result {
            Ok(summary) => (Some(summary), None),
            Err(error) => (done_before(&error), Some(error)),
        };
        if let Some(summary) = &summary {
            self.tell(|out| sums(summary, out));
        }
        match (error, self.unheard, summary) {
            (Some(error), _, _) => Err(error.into()),
            (None, Some(failure @ Failure::Output(_)), _) => Err(failure),
            (None, _, Some(summary)) => status(&summary),
            (None, _, None) => Ok(()),
        }
    }

    fn tell(&mut self, write: impl FnOnce(&mut Output<'o>) -> Result<(), Failure>) {
        if self.unheard.is_none() {
            self.unheard = write(self.out).err();
        }
    }
}

/// What was done before an import failed, where anything was.
fn done_before(error: &ImportError) -> Option<Summary> {
    match error {
        ImportError::Table { done, .. } | ImportError::Register { done, .. } => {
            Some(*done).filter(|done| done.rows() > 0)
        }
        ImportError::Headings { .. } => None,
    }
}

impl Watch for Account<'_, '_> {
    fn opened(&mut self, opening: &Opening) {
        if self.out.json {
            return;
        }
        self.tell(|out| {
            let lang = out.lang;
            let left = |names: &[String]| names.join(lang.pick("、", ", "));
            if !opening.sheet.is_empty() {
                out.line(lang.pick(
                    format!("工作表“{}”，识别 {} 列。", opening.sheet, opening.columns),
                    format!("Sheet \"{}\": {} columns are understood.", opening.sheet, opening.columns),
                ))?;
            }
            if !opening.unknown.is_empty() {
                let names = left(&opening.unknown);
                out.line(
                    lang.pick(
                        format!("未识别、不导入的列：{names}。"),
                        format!("Left alone, not understood: {names}."),
                    ),
                )?;
            }
            if !opening.repeated.is_empty() {
                let names = left(&opening.repeated);
                out.line(
                    lang.pick(format!("重复、不导入的列：{names}。"), format!("Left alone, said before: {names}.")),
                )?;
            }
            Ok(())
        });
    }

    fn row(&mut self, report: RowReport) {
        let dry_run = self.dry_run;
        self.tell(|out| match out.json {
            true => out.object(&keys(&report, out.lang)),
            false => lines(&report, dry_run, out),
        });
    }

    fn progress(&mut self, row: u32, part: f32) -> ControlFlow<()> {
        let what = self.out.lang.pick("导入", "importing");
        let row = u64::from(row);
        // The part is told in thousandths; the number of rows is not known beforehand.
        let thousandths = (part.clamp(0.0, 1.0) * 1000.0) as u64;
        if row % 50 == 0 {
            self.out.progress(&format!("{what} {row}"), thousandths, 1000);
        }
        if self.interrupted.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

fn keys(report: &RowReport, lang: Lang) -> Value {
    let problem = |problem: &Problem| {
        json!({
            "field": problem.field,
            "code": problem.code(),
            "value": problem.value,
            "message": problem.message(lang),
        })
    };
    let change = |told: &Told| json!({ "field": told.field, "before": told.before, "after": told.after });
    json!({
        "row": report.row,
        "action": report.outcome.key(),
        "family": report.family.map(|family| family.to_string()),
        "problems": report.problems.iter().map(problem).collect::<Vec<_>>(),
        "changes": report.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

/// A row for people: only what wants attention, and with a dry run also what would happen.
fn lines(report: &RowReport, dry_run: bool, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let quiet = report.problems.is_empty() && !(dry_run && report.outcome != Outcome::Same);
    if quiet && matches!(report.outcome, Outcome::New | Outcome::Changed | Outcome::Same) {
        return Ok(());
    }
    let family = report.family.map(|family| format!(" {family}")).unwrap_or_default();
    let outcome = report.outcome.title(lang);
    let head =
        lang.pick(format!("第 {} 行 {outcome}{family}", report.row), format!("row {}: {outcome}{family}", report.row));
    let mark = if report.outcome == Outcome::Refused { Mark::Alarm } else { Mark::Plain };
    out.marked(mark, head)?;
    for problem in &report.problems {
        let value = if problem.value.is_empty() {
            String::new()
        } else {
            lang.pick(format!("“{}”", problem.value), format!(" \"{}\"", problem.value))
        };
        let about = format!("{}{value}", problem.field);
        let between = if about.is_empty() { "" } else { lang.pick("：", ": ") };
        out.line(format!("  {about}{between}{}", problem.message(lang)))?;
    }
    for told in report.changes.iter().filter(|_| dry_run) {
        out.line(format!("  {}: {} → {}", told.field, told.before, told.after))?;
    }
    Ok(())
}

fn sums(summary: &Summary, out: &mut Output<'_>) -> Result<(), Failure> {
    let Summary { new, changed, same, refused, review, left_out, interrupted, dry_run } = *summary;
    let rows = summary.rows();
    let left_out = left_out.blank + left_out.headings + left_out.below;
    if out.json {
        return out.object(&json!({ "summary": {
            "rows": rows, "new": new, "changed": changed, "same": same, "refused": refused, "review": review,
            "left_out": left_out, "interrupted": interrupted, "dry_run": dry_run,
        } }));
    }
    let lang = out.lang;
    out.marked(
        Mark::Strong,
        lang.pick(
            format!("共 {rows} 行：新增 {new}，变更 {changed}，无变化 {same}，未导入 {refused}，待核对 {review}。"),
            format!(
                "{rows} rows: {new} new, {changed} changed, {same} the same, {refused} refused, {review} for review."
            ),
        ),
    )?;
    if interrupted {
        out.line(lang.pick(
            "导入中途停止；以上各行已保存，重新导入同一文件即可继续。",
            "It was interrupted; the rows above are saved. Import the same file again to go on.",
        ))?;
    }
    if dry_run {
        out.line(lang.pick("这是试运行，没有写入。", "This was a dry run: nothing was written."))?;
    }
    Ok(())
}
