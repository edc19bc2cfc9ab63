//! `fuzhu import`: a roster comes in, row by row, each row with its account.
//!
//! How a file is read and what becomes of a row is `exchange::roster`; here is what is asked and what is printed.

mod account;
mod register;
#[cfg(test)]
mod tests;

use super::Means;
use super::failure::{Failure, Status};
use super::output::Output;
use crate::exchange::roster::{self, Options, Renaming, Summary};
use account::Account;
use clap::Args;
use register::Office;
use std::path::{Path, PathBuf};

/// The name of the template where none is given.
const TEMPLATE: &str = "花名册.xlsx";

/// A roster, and how to read it.
#[derive(Debug, Args)]
pub struct Import {
    /// 花名册（xlsx、xls 或 csv） ‖ the roster: xlsx, xls or csv
    #[arg(value_name = "FILE", required_unless_present = "template")]
    file: Option<PathBuf>,
    /// 只说明将会怎样，不写入 ‖ say what would be done and write nothing
    #[arg(long)]
    dry_run: bool,
    /// 工作表名称（默认为第一张有花名册的） ‖ the sheet (default: the first that holds a roster)
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// 表头对应关系，如 '户主=父亲姓名'，可写多次 ‖ what a heading means, like '户主=父亲姓名'; more than once if need be
    #[arg(long, value_name = "THEIRS=OURS", value_parser = renaming)]
    map: Vec<Renaming>,
    /// 导出待填写的空白花名册 ‖ write the workbook to fill in
    #[arg(long, value_name = "OUT.xlsx", num_args = 0..=1, default_missing_value = TEMPLATE, conflicts_with_all = ["file", "dry_run", "sheet", "map"])]
    template: Option<PathBuf>,
}

fn renaming(text: &str) -> Result<Renaming, String> {
    Renaming::parse(text).ok_or_else(|| format!("{text:?} is not of the form theirs=ours"))
}

impl Import {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        match (&self.template, &self.file) {
            (Some(template), _) => write_template(template, out),
            (None, Some(file)) => self.import(file, means, out),
            (None, None) => Ok(()),
        }
    }

    fn import(&self, file: &Path, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        // A file that is not there opens no office.
        super::file::open(file)?;
        let options = Options {
            sheet: self.sheet.clone(),
            renamings: self.map.clone(),
            dry_run: self.dry_run,
            today: means.now().date_naive(),
        };
        let interrupted = means.interrupted();
        let mut office = Office::new(means.local()?);
        let mut account = Account::new(out, self.dry_run, interrupted);
        let result = roster::run(file, &options, &mut office, &mut account);
        account.end(result)
    }
}

fn write_template(path: &Path, out: &mut Output<'_>) -> Result<(), Failure> {
    roster::template(path)?;
    let shown = path.display();
    if out.json {
        return out.object(&serde_json::json!({ "ok": true, "template": shown.to_string() }));
    }
    out.line(out.lang.pick(
        format!("已导出“{shown}”，填写后用 fuzhu import 导入。"),
        format!("\"{shown}\" is written: fill it in, then `fuzhu import` it."),
    ))
}

/// How an import that went to its end, ends: rows that were refused are something to look at.
fn status(summary: &Summary) -> Result<(), Failure> {
    if summary.refused > 0 { Err(Failure::Said(Status::Refused)) } else { Ok(()) }
}
