//! `fuzhu backup`: the journal, the attachments and the office's own papers, copied while somebody may be working, and looked over.

use super::Means;
use super::failure::{Failure, Status};
use super::item::show::label;
use super::output::{Mark, Output};
use crate::service::attachment::Unsound;
use crate::service::backup::{BackedUp, Manifest};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Where to.
#[derive(Debug, Args)]
pub struct Backup {
    /// 备份目录：空的，或以前的备份 ‖ the directory: empty, or with an earlier backup
    #[arg(value_name = "DIR")]
    to: PathBuf,
}

impl Backup {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let (at, copying) = (means.now(), out.lang.pick("备份", "backing up"));
        let result = means.maintenance()?.backup(&self.to, at, &mut |done, total| out.progress(copying, done, total));
        out.progress_over();
        let done = result?;
        let BackedUp { manifest, bytes, new_bytes, unsound } = &done;
        if out.json {
            let mut keys = keys(manifest);
            keys["bytes"] = json!(bytes);
            keys["new_bytes"] = json!(new_bytes);
            keys["not_kept"] = unsound.iter().map(|(path, _)| path.display().to_string()).collect();
            out.object(&keys)?;
        } else {
            out.marked(Mark::Strong, out.lang.pick("备份完成，已逐项核对。", "Backed up and looked over."))?;
            summary(manifest, out)?;
            label(out, "大小", "size", &format!("{bytes} B (+{new_bytes} B)"))?;
            for (path, why) in unsound {
                let path = path.display();
                let (zh, en) = match why {
                    Unsound::Missing => ("不见了", "is gone"),
                    Unsound::Changed => ("内容已变", "is not what was kept"),
                };
                out.marked(
                    Mark::Alarm,
                    out.lang
                        .pick(format!("附件 {path} {zh}，没有备份。"), format!("{path} {en} and was not backed up.")),
                )?;
                out.line(out.lang.pick(
                    "  请用 fuzhu attach add 重新附上同一文件，再备份一次。",
                    "  Attach the same file again with `fuzhu attach add`, then back up again.",
                ))?;
            }
        }
        if unsound.is_empty() { Ok(()) } else { Err(Failure::Said(Status::Store)) }
    }
}

/// What a backup holds, for people.
pub(super) fn summary(manifest: &Manifest, out: &mut Output<'_>) -> Result<(), Failure> {
    let at = manifest.at.map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string()).unwrap_or_default();
    label(out, "备份时间", "taken", &at)?;
    label(out, "最后一条", "last entry", &format!("{} {}", manifest.entry, manifest.hash))?;
    label(out, "家庭", "families", &manifest.families.to_string())?;
    label(out, "事项", "items", &manifest.items.to_string())?;
    label(out, "文件", "files", &manifest.files.len().to_string())
}

/// The same for programs.
pub(super) fn keys(manifest: &Manifest) -> Value {
    json!({
        "ok": true,
        "at": manifest.at.map(|at| at.to_rfc3339()),
        "entries": manifest.entry,
        "head": manifest.entry,
        "head_hash": manifest.hash,
        "families": manifest.families,
        "items": manifest.items,
        "files": manifest.files.len(),
    })
}
