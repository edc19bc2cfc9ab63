//! `fuzhu restore`: a backup put back into an empty data directory, looked over before and after.

use super::Means;
use super::backup::{keys, summary};
use super::failure::Failure;
use super::output::{Mark, Output};
use crate::service::backup::Restored;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Where from.
#[derive(Debug, Args)]
pub struct Restore {
    /// 备份目录 ‖ the directory of the backup
    #[arg(value_name = "DIR")]
    from: PathBuf,
}

impl Restore {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let lang = out.lang;
        let restoring = lang.pick("恢复", "restoring");
        let result = means.maintenance()?.restore(&self.from, &mut |done, total| out.progress(restoring, done, total));
        out.progress_over();
        let Restored { manifest, data, findings } = result?;
        let data = data.display().to_string();
        if out.json {
            let mut keys = keys(&manifest);
            keys["data"] = json!(data);
            keys["findings"] = findings.iter().map(|finding| finding.sentence(lang)).collect();
            return out.object(&keys);
        }
        out.marked(
            Mark::Strong,
            lang.pick(format!("已恢复到 {data}，核对无误。"), format!("Restored into {data} and proved.")),
        )?;
        summary(&manifest, out)?;
        for finding in &findings {
            out.marked(Mark::Alarm, finding.sentence(lang))?;
            out.line(format!("  {}", finding.hint(lang)))?;
        }
        Ok(())
    }
}
