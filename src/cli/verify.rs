//! `fuzhu verify`: whether the data directory is whole: chain, checksums, views against journal. Nothing is changed.

use super::Means;
use super::failure::{Failure, Status};
use super::item::show::label;
use super::output::{Mark, Output};
use crate::service::maintenance::{Finding, Verification};
use crate::text::Lang;
use serde_json::{Value, json};

/// Looks the data directory over and says what it found.
///
/// # Errors
/// When something is damaged, or it cannot be looked at.
pub fn run(means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    let checking = out.lang.pick("核对", "checking");
    let result = means.maintenance()?.verify(&mut |done, total| out.progress(checking, done, total));
    out.progress_over();
    let found = result?;
    match out.json {
        true => out.object(&keys(&found, out.lang))?,
        false => print(&found, out)?,
    }
    if found.is_sound() { Ok(()) } else { Err(Failure::Said(Status::Store)) }
}

fn print(found: &Verification, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let verdict = match (found.is_sound(), lang) {
        (true, Lang::Zh) => "数据完好。",
        (true, Lang::En) => "The data is whole.",
        (false, Lang::Zh) => "数据有损坏。",
        (false, Lang::En) => "The data is damaged.",
    };
    out.marked(if found.is_sound() { Mark::Strong } else { Mark::Alarm }, verdict)?;
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
        "findings": found.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
