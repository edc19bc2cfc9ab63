//! `fuzhu rebuild`: the views are deleted and folded again from the journal. Nothing is lost: they hold nothing of their own.

use super::Means;
use super::failure::Failure;
use super::output::Output;
use crate::service::maintenance::Rebuilt;
use serde_json::json;

/// Folds the views again.
///
/// # Errors
/// When the journal is damaged or the disk refuses.
pub fn run(means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    let folding = out.lang.pick("重建", "folding");
    let result = means.maintenance()?.rebuild(&mut |done, total| out.progress(folding, done, total));
    out.progress_over();
    let Rebuilt { entries, families, items } = result?;
    if out.json {
        return out.object(&json!({ "ok": true, "entries": entries, "families": families, "items": items }));
    }
    out.line(out.lang.pick(
        format!("已按 {entries} 条日志重建：家庭 {families} 户，事项 {items} 件。"),
        format!("Folded again from {entries} entries: {families} families, {items} items."),
    ))
}
