//! `fuzhu batch export` and `returns`: the file for the bank, and what it says of each line.

use super::{batch, told};
use crate::cli::Means;
use crate::cli::failure::{Failure, Status};
use crate::cli::file;
use crate::cli::output::Output;
use crate::cli::report::wrong::ReportWrong;
use crate::cli::sense;
use crate::cli::table::{Table, figure, text};
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::batch::{Batch, BatchCommand, BatchRefusal, Line, LineId, Said, Stage, State, Sum};
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::exchange::bank::returns::{Outcome, Return, read};
use crate::exchange::bank::{separated, workbook};
use crate::ids::BatchId;
use crate::policy::plan::Plan;
use crate::service::client::{Client, Order};
use crate::service::local::Local;
use crate::text::Lang;
use chrono::NaiveDate;
use clap::Args;
use serde_json::json;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Rows that share a sync.
const AT_ONCE: usize = 200;

/// Where to write the bank's file.
#[derive(Debug, Args)]
pub struct Export {
    /// 批次编号，如 B3 ‖ the batch, like B3
    #[arg(value_name = "BATCH")]
    batch: Word,
    /// 写到哪个文件：.xlsx 或 .csv ‖ the file to write: .xlsx or .csv
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 只看会怎样，不写入 ‖ say what would be done and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Export {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let (known, sum) = export(means.local()?, batch(&self.batch)?, &self.file, self.dry_run)?;
        self.tell(&known, sum, out)
    }

    fn tell(&self, batch: &Batch, sum: Sum, out: &mut Output<'_>) -> Result<(), Failure> {
        let (path, lang, id) = (self.file.display().to_string(), out.lang, batch.id);
        if out.json {
            return out.object(&json!({
                "ok": true, "dry_run": self.dry_run, "batch": id.to_string(), "file": path, "lines": sum.lines,
                "amount": sum.amount.to_string(), "masked": false,
            }));
        }
        let would = if self.dry_run { lang.pick("试运行：", "dry run: ") } else { "" };
        out.line(lang.pick(
            format!("{would}批次 {id} 送银行 {}，文件 {path}。", told(sum, lang)),
            format!("{would}batch {id} for the bank: {}, file {path}.", told(sum, lang)),
        ))?;
        out.line(lang.pick(
            "文件中的身份证号和银行账号未遮盖，只供银行代发使用，用后请妥善保管或销毁。",
            "Identity numbers and accounts stand in the file in full: it is for the bank alone; keep it safe or destroy it.",
        ))
    }
}

/// Writes the bank's file of a batch, by its ending, and records that the bank has it. A batch that was sent already is written once more as
/// it was sent. A dry run does everything but writing.
///
/// # Errors
/// When the batch may not be sent, or the file cannot be written: then nothing is recorded.
pub fn export(local: &mut Local, id: BatchId, file: &Path, dry_run: bool) -> Result<(Batch, Sum), Failure> {
    let plan = Client::plan(local);
    let (known, mut lines) = local.batch_for_bank(id)?;
    let send = Order::from(Command::Batch(BatchCommand::Send { batch: known.id }));
    if matches!(known.stage, Stage::Sent | Stage::Closed) {
        // The same file once more: what was sent, whatever came back since.
        lines.retain(|line| line.state() != State::Out);
    } else {
        if let Some(Err(refusal)) = local.preview(std::slice::from_ref(&send)).into_iter().next() {
            return Err(refusal.into());
        }
        lines.retain(|line| line.state() == State::In);
    }
    let bytes = bytes(file, &plan, &known, &lines)?;
    if !dry_run {
        written(file, &bytes).map_err(|error| unwritable(file, &error))?;
        if !matches!(known.stage, Stage::Sent | Stage::Closed) {
            local.execute(&[send]).into_iter().collect::<Result<Vec<_>, _>>()?;
        }
    }
    let mut sum = Sum::default();
    lines.iter().for_each(|line| {
        sum.lines += 1;
        sum.amount.0 += line.amount().0;
    });
    Ok((known, sum))
}

/// Reads what the bank says of the lines of a batch; nothing is recorded.
///
/// # Errors
/// When the bank does not have the batch, or the file cannot be taken.
pub fn read_returns(
    local: &Local,
    id: BatchId,
    file: &Path,
    today: NaiveDate,
) -> Result<(Batch, Vec<Return>), Failure> {
    let (known, lines) = local.batch_for_bank(id)?;
    if !matches!(known.stage, Stage::Sent | Stage::Closed) {
        let wanted = vec![Stage::Sent, Stage::Closed];
        return Err(Refusal::from(BatchRefusal::WrongStage { batch: known.id, stage: known.stage, wanted }).into());
    }
    let rows = read(file, &lines, today).map_err(|unread| {
        Failure::from(Wrong::BadFile { path: file.display().to_string(), faults: vec![unread.sentences()] })
    })?;
    Ok((known, rows))
}

fn bytes(path: &Path, plan: &Plan, batch: &Batch, lines: &[Line]) -> Result<Vec<u8>, Failure> {
    let failed = |error: String| ReportWrong::Unwritable(path.display().to_string(), error.clone(), error);
    let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default().to_ascii_lowercase();
    match kind.as_str() {
        "xlsx" => workbook(plan, batch, lines).map_err(|error| failed(error.to_string()).into()),
        "csv" => separated(plan, batch, lines).map_err(|error| failed(error.to_string()).into()),
        _ => {
            let words = vec![".xlsx", ".csv"];
            Err(Wrong::NotOneOf { name: "FILE", text: path.display().to_string(), words }.into())
        }
    }
}

/// Written for its owner's eyes alone.
fn written(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    let (zh, en) = file::why(error);
    ReportWrong::Unwritable(path.display().to_string(), zh, en).into()
}

/// The bank's answer.
#[derive(Debug, Args)]
pub struct Returns {
    /// 批次编号，如 B3 ‖ the batch, like B3
    #[arg(value_name = "BATCH")]
    batch: Word,
    /// 银行回执文件（csv、xlsx、xls） ‖ the bank's file (csv, xlsx, xls)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 文件没有发放日期时用这一天（默认今天） ‖ the pay day where the file has none (default: today)
    #[arg(long, value_name = "DATE")]
    on: Option<Word>,
    /// 只看会怎样，不写入 ‖ say what would be done and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// How many rows came to what.
#[derive(Default)]
struct Count {
    rows: usize,
    paid: usize,
    failed: usize,
    same: usize,
    refused: usize,
}

impl Returns {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let today = means.now().date_naive();
        let on = self.on.as_ref().map(|word| sense::day(word, today)).transpose()?.unwrap_or(today);
        let local = means.local()?;
        let (known, rows) = read_returns(local, batch(&self.batch)?, &self.file, today)?;
        let mut count = Count { rows: rows.len(), ..Count::default() };
        let mut table = Table::new([figure("行", "row"), text("明细", "line"), text("问题", "problem")]);
        for some in rows.chunks(AT_ONCE) {
            out.progress(out.lang.pick("回执", "returns"), count_of(&count), u64::try_from(rows.len()).unwrap_or(0));
            self.take(local, (&known, on), some, &mut count, &mut table, out)?;
        }
        out.progress_over();
        let Count { rows, paid, failed, same, refused } = count;
        if out.json {
            out.object(&json!({ "summary": {
                "batch": known.id.to_string(), "dry_run": self.dry_run, "rows": rows, "paid": paid, "failed": failed,
                "same": same, "refused": refused,
            } }))?;
        } else {
            table.print(out)?;
            let would = if self.dry_run { out.lang.pick("试运行：", "dry run: ") } else { "" };
            out.line(out.lang.pick(
                format!("{would}回执 {rows} 行：成功 {paid}，失败 {failed}，已登记 {same}，退回 {refused}。"),
                format!("{would}{rows} rows: {paid} paid, {failed} failed, {same} known already, {refused} refused."),
            ))?;
        }
        if refused > 0 { Err(Failure::Said(Status::Refused)) } else { Ok(()) }
    }

    fn take(
        &self,
        local: &mut Local,
        (batch, on): (&Batch, NaiveDate),
        rows: &[Return],
        count: &mut Count,
        table: &mut Table<3>,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        let order = |row: &Return| {
            let (no, outcome) = row.said.as_ref().ok()?;
            let outcome = match outcome {
                Outcome::Paid(day) => Said::Paid(day.unwrap_or(on)),
                Outcome::Failed(reason) => Said::Failed(reason.clone()),
            };
            let line = LineId { batch: batch.id, no: *no };
            Some(Order::from(Command::Batch(BatchCommand::Return { line, outcome, bounced: false })))
        };
        let orders: Vec<Order> = rows.iter().filter_map(order).collect();
        let answers: Vec<Result<(), Refusal>> = if self.dry_run {
            local.preview(&orders)
        } else {
            local.execute(&orders).into_iter().map(|answer| answer.map(|_| ())).collect()
        };
        let mut answers = answers.into_iter();
        for row in rows {
            let (line, action, problem) = match &row.said {
                Err(problem) => (None, "refused", Some(problem.clone())),
                Ok((no, outcome)) => {
                    let line = Some(LineId { batch: batch.id, no: *no });
                    let done = if matches!(outcome, Outcome::Paid(_)) { "paid" } else { "failed" };
                    match answers.next() {
                        Some(Ok(())) => (line, done, None),
                        Some(Err(Refusal::Batch(BatchRefusal::Same(_)))) => (line, "same", None),
                        Some(Err(refusal)) => {
                            (line, "refused", Some((refusal.sentence(Lang::Zh), refusal.sentence(Lang::En))))
                        }
                        None => (line, "refused", None),
                    }
                }
            };
            *match action {
                "paid" => &mut count.paid,
                "failed" => &mut count.failed,
                "same" => &mut count.same,
                _ => &mut count.refused,
            } += 1;
            let name = line.map(|line| line.to_string());
            let said = problem.map(|(zh, en)| out.lang.pick(zh, en));
            if out.json {
                out.object(&json!({ "row": row.row, "line": name, "action": action, "problem": said }))?;
            } else if let Some(said) = said {
                table.row([row.row.to_string().into(), name.unwrap_or_default().into(), said.into()]);
            }
        }
        Ok(())
    }
}

fn count_of(count: &Count) -> u64 {
    u64::try_from(count.paid + count.failed + count.same + count.refused).unwrap_or(0)
}
