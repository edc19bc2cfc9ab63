//! `fuzhu verify`: whether the data directory is whole: chain, checksums, files, views against journal; or a copy or a backup of it. Nothing is changed.

use super::Means;
use super::checkpoint::against::Claim;
use super::failure::{Failure, Status};
use super::item::show::label;
use super::output::{Mark, Output};
use crate::service::maintenance::{Finding, Verification};
use crate::text::Lang;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What to look over.
#[derive(Debug, Args)]
pub struct Verify {
    /// 核对这个目录（副本或备份），不写入任何内容；不写则为数据目录 ‖ look this directory over (a copy, a backup) and write nothing there; without it the data directory
    #[arg(value_name = "DIR")]
    elsewhere: Option<PathBuf>,
    /// 与核验单比对：核验单文件，或纸上的“末条:核验码” ‖ hold it against a checkpoint: its file, or ENTRY:CODE as printed
    #[arg(long, value_name = "FILE|ENTRY:CODE")]
    against: Option<String>,
    /// 核验单的签名须出自这把公钥 ‖ the checkpoint must be signed by the key in this file
    #[arg(long, value_name = "FILE", requires = "against")]
    key: Option<PathBuf>,
}

impl Verify {
    /// Looks it over and says what it found.
    ///
    /// # Errors
    /// When something is damaged, or it cannot be looked at.
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        // What cannot be read is said before anything long begins.
        let claim = self.against.as_deref().map(|against| Claim::read(against, self.key.as_deref())).transpose()?;
        let checking = out.lang.pick("核对", "checking");
        let upkeep = means.maintenance()?;
        let mut progress = |done, total| out.progress(checking, done, total);
        let result = match &self.elsewhere {
            Some(dir) => upkeep.verify_elsewhere(dir, &mut progress),
            None => upkeep.verify(&mut progress),
        };
        out.progress_over();
        let mut found = result?;
        let mut proved = None;
        if let Some(claim) = &claim {
            let result = claim.hold(&mut found, self.elsewhere.as_deref(), upkeep, &mut |done, total| {
                out.progress(checking, done, total);
            });
            out.progress_over();
            proved = result?;
        }
        match out.json {
            true => {
                let mut keys = keys(&found, out.lang);
                if let Some(claim) = &claim {
                    keys["against"] = claim.keys(proved.as_ref());
                }
                out.object(&keys)?;
            }
            false => {
                print(&found, out)?;
                if let Some(proved) = &proved {
                    proved.print(out)?;
                }
            }
        }
        if found.is_sound() { Ok(()) } else { Err(Failure::Said(Status::Store)) }
    }
}

fn print(found: &Verification, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let verdict = match (found.is_sound(), found.backup) {
        (true, None) => lang.pick("数据完好。", "The data is whole."),
        (false, None) => lang.pick("数据有损坏。", "The data is damaged."),
        (true, Some(_)) => lang.pick("备份完好。", "The backup is whole."),
        (false, Some(_)) => lang.pick("备份有损坏。", "The backup is damaged."),
    };
    out.marked(if found.is_sound() { Mark::Strong } else { Mark::Alarm }, verdict)?;
    if let Some(at) = found.backup {
        label(out, "备份时间", "taken", &at.format("%Y-%m-%d %H:%M:%S").to_string())?;
    }
    let head = found.head.map(|seq| seq.to_string()).unwrap_or_default();
    label(out, "日志记录", "entries", &found.entries.to_string())?;
    label(out, "日志文件", "files", &format!("{} ({} B)", found.segments, found.bytes))?;
    label(out, "最后一条", "last entry", format!("{head} {}", found.head_hash).trim())?;
    label(out, "家庭", "families", &found.families.to_string())?;
    label(out, "事项", "items", &found.items.to_string())?;
    for finding in &found.findings {
        let mark = if finding.grave { Mark::Alarm } else { Mark::Plain };
        let place = finding.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        out.marked(mark, format!("{place}{}", finding.sentence(lang)))?;
        out.line(format!("  {}", finding.hint(lang)))?;
    }
    Ok(())
}

fn keys(found: &Verification, lang: Lang) -> Value {
    let finding = |finding: &Finding| {
        json!({
            "code": finding.code,
            "damage": finding.grave,
            "place": finding.place,
            "message": finding.sentence(lang),
            "hint": finding.hint(lang),
        })
    };
    json!({
        "ok": found.is_sound(),
        "entries": found.entries,
        "files": found.segments,
        "bytes": found.bytes,
        "head": found.head.map(|seq| seq.0),
        "head_hash": found.head_hash,
        "families": found.families,
        "items": found.items,
        "views_compared": found.compared,
        "backup": found.backup.map(|at| at.to_rfc3339()),
        "findings": found.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
