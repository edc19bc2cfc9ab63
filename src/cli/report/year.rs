//! `fuzhu report year`: a body's year as Markdown and xlsx. The same state of the journal gives the same bytes.

use super::Which;
use super::wrong::ReportWrong;
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::file;
use crate::cli::output::Output;
use crate::cli::wrong::Wrong;
use crate::exchange::report::{Source, markdown, workbook};
use crate::policy::plan::Plan;
use crate::service::answer::Answer;
use crate::service::figure::{FigureAnswer, FigureQuery, FigureYear};
use crate::service::query::Query;
use clap::Args;
use serde_json::json;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Which report, and where to.
#[derive(Debug, Args)]
pub struct Year {
    #[command(flatten)]
    which: Which,
    /// 写到这个目录（默认为当前目录） ‖ write to this directory (default: the current one)
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 覆盖内容不同的旧文件 ‖ replace older files of other content
    #[arg(long)]
    force: bool,
}

impl Year {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let figures = self.which.figures(means, out)?;
        let plan = means.plan()?;
        let units = match (figures.department, figures.as_of) {
            (None, None) => match means.client()?.ask(&Query::Figures(FigureQuery::Units { year: figures.year }))? {
                Answer::Figures(FigureAnswer::Units(units)) => Some(units),
                _ => None,
            },
            _ => None,
        };
        let source = Source { plan: &plan, figures: &figures, units: units.as_deref(), lang: out.lang };
        let folder = self.out.clone().unwrap_or_else(|| PathBuf::from("."));
        let stem = stem(&figures, &plan);
        let book = workbook(source).map_err(|error| {
            let why = error.to_string();
            Wrong::Report(ReportWrong::Unwritable(folder.display().to_string(), why.clone(), why))
        })?;
        let files = [("md", markdown(source).into_bytes()), ("xlsx", book)];
        for (ending, bytes) in &files {
            self.free(&folder.join(format!("{stem}.{ending}")), bytes)?;
        }
        for (ending, bytes) in &files {
            let path = folder.join(format!("{stem}.{ending}"));
            write(&folder, &path, bytes).map_err(|error| {
                let (zh, en) = file::why(&error);
                Wrong::Report(ReportWrong::Unwritable(path.display().to_string(), zh, en))
            })?;
            match out.json {
                true => out.object(&json!({
                    "file": path.display().to_string(),
                    "head": figures.state.head,
                    "head_hash": figures.state.hash,
                }))?,
                false => out.line(
                    out.lang.pick(format!("已写入 {}", path.display()), format!("written: {}", path.display())),
                )?,
            }
        }
        Ok(())
    }

    /// A file that somebody may have added to is not replaced unasked.
    fn free(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        match fs::read(path) {
            Ok(there) if there != bytes && !self.force => {
                Err(Wrong::Report(ReportWrong::Exists(path.display().to_string())).into())
            }
            _ => Ok(()),
        }
    }
}

/// `report-2026-finance`, with the day where it is of a past one.
fn stem(figures: &FigureYear, plan: &Plan) -> String {
    let body = figures.department.and_then(|no| plan.department(no)).map(|body| format!("-{}", body.id));
    let day = figures.as_of.map(|day| format!("-as-of-{day}"));
    format!("report-{}{}{}", figures.year, body.unwrap_or_default(), day.unwrap_or_default())
}

/// The file is there whole or not at all.
fn write(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    if fs::metadata(path).is_ok_and(|known| known.is_dir()) {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut file = tempfile::Builder::new().permissions(owned()).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A report holds no names, but it is the office's to hand on.
fn owned() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o640)
}
