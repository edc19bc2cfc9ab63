//! Holding a journal against a checkpoint: it must have that entry with that hash, and everything before it.

use super::wrong::CheckpointWrong;
use super::{BYTES_MAX, shown};
use crate::cli::failure::Failure;
use crate::cli::file;
use crate::cli::item::show::label;
use crate::cli::output::{Mark, Output};
use crate::exchange::checkpoint::{self, Code, PublicKey, Sheet};
use crate::ids::Seq;
use crate::service::maintenance::{AsOf, Finding, Maintenance, Progress, Verification};
use serde_json::{Value, json};
use std::path::Path;

/// What a journal is to be at an entry.
pub struct Claim {
    entry: u64,
    code: Code,
    sheet: Option<Sheet>,
    /// The key that must have signed was named.
    asked_for: bool,
}

/// That it is so.
pub struct Proved {
    entry: u64,
    later: u64,
    /// The key by which the sheet is signed, and whether it is the one that was asked for.
    signed: Option<(String, bool)>,
}

impl Claim {
    /// What somebody typed: a file, or an entry and its code. `key` is where the key lies that must have signed the file.
    ///
    /// # Errors
    /// When the file cannot be read or was changed, is not signed by that key, or the code is mistyped.
    pub fn read(against: &str, key: Option<&Path>) -> Result<Self, Failure> {
        if let Some((entry, code)) = against.split_once([':', '：']).filter(|_| !Path::new(against).exists()) {
            return match (key, entry.trim().parse()) {
                (Some(_), Ok(_)) => Err(CheckpointWrong::NothingSigned.into()),
                (None, Ok(entry)) => {
                    let code = Code::read(code).map_err(|_| CheckpointWrong::Mistyped(against.to_string()))?;
                    Ok(Claim { entry, code, sheet: None, asked_for: false })
                }
                (_, Err(_)) => Err(CheckpointWrong::Mistyped(against.to_string()).into()),
            };
        }
        let path = Path::new(against);
        let text = file::read(path, BYTES_MAX)?;
        let sheet = checkpoint::read(&text).map_err(|wrong| CheckpointWrong::Sheet(shown(path), wrong))?;
        let (entry, code) = (sheet.checkpoint.entry, sheet.checkpoint.code());
        let by = match key {
            Some(path) => {
                let text = file::read(path, BYTES_MAX)?;
                Some(PublicKey::read(&text).map_err(|wrong| CheckpointWrong::NotAKey(shown(path), wrong))?)
            }
            None => sheet.signed.as_ref().map(|(key, _)| key.clone()),
        };
        match by {
            Some(key) if !sheet.is_signed_by(&key) => Err(CheckpointWrong::NotSigned {
                sheet: shown(path),
                by: sheet.signed.as_ref().map(|(key, _)| key.fingerprint().to_string()),
                wanted: key.fingerprint().to_string(),
            }
            .into()),
            Some(_) | None => Ok(Claim { entry, code, sheet: Some(sheet), asked_for: key.is_some() }),
        }
    }

    /// Holds what was looked over against it: a finding where it does not fit.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn hold(
        &self,
        found: &mut Verification,
        dir: Option<&Path>,
        upkeep: &mut dyn Maintenance,
        progress: Progress<'_>,
    ) -> Result<Option<Proved>, Failure> {
        if !found.is_sound() {
            found.findings.push(not_held());
            return Ok(None);
        }
        let head = found.head.map_or(0, |head| head.0);
        if head < self.entry {
            found.findings.insert(0, tail_lost(self.entry, head));
            return Ok(None);
        }
        let there = upkeep.as_of(dir, Seq(self.entry), progress)?;
        if let Some(finding) = self.differs(&there) {
            found.findings.insert(0, finding);
            return Ok(None);
        }
        let signed = self.sheet.as_ref().and_then(|sheet| sheet.signed.as_ref());
        let signed = signed.map(|(key, _)| (key.fingerprint().to_string(), self.asked_for));
        Ok(Some(Proved { entry: self.entry, later: head - self.entry, signed }))
    }

    fn differs(&self, there: &AsOf) -> Option<Finding> {
        let code = Code::of_entry(self.entry, &there.hash);
        let wanted = self.sheet.as_ref().map(|sheet| &sheet.checkpoint);
        if code != self.code || wanted.is_some_and(|wanted| wanted.hash != there.hash) {
            return Some(altered(self.entry, &self.code, &code));
        }
        let counts = wanted.map(|wanted| (wanted.families, wanted.items)).unwrap_or((there.families, there.items));
        (counts != (there.families, there.items)).then(|| miscounted(counts, (there.families, there.items)))
    }

    /// For programs.
    pub fn keys(&self, proved: Option<&Proved>) -> Value {
        json!({
            "entry": self.entry,
            "code": self.code.to_string(),
            "proved": proved.is_some(),
            "later_entries": proved.map(|proved| proved.later),
            "signed_by": self.sheet.as_ref().and_then(|sheet| sheet.signed.as_ref()).map(|(key, _)| key.fingerprint().to_string()),
            "key_was_named": self.asked_for,
        })
    }
}

impl Proved {
    /// For people.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print(&self, out: &mut Output<'_>) -> Result<(), Failure> {
        let (entry, later, lang) = (self.entry, self.later, out.lang);
        out.marked(
            Mark::Strong,
            lang.pick(
                format!("与核验单相符：前 {entry} 条日志一条未改、一条未少；其后新增 {later} 条。"),
                format!(
                    "It fits the checkpoint: the first {entry} entries are unaltered and complete; {later} came later."
                ),
            ),
        )?;
        match &self.signed {
            None => Ok(()),
            Some((key, true)) => label(out, "签名相符", "signed by", key),
            Some((key, false)) => {
                label(out, "签名密钥", "signed by", key)?;
                out.line(lang.pick(
                    "  没有指定公钥：请核对这个指纹是否为本单位的，或用 --key 指定公钥。",
                    "  No key was named: see that this fingerprint is the office's, or name its public key with --key.",
                ))
            }
        }
    }
}

fn finding(code: &'static str, grave: bool, sentence: (String, String), hint: (&str, &str)) -> Finding {
    Finding { code, grave, place: None, sentence, hint: (hint.0.to_string(), hint.1.to_string()) }
}

fn not_held() -> Finding {
    finding(
        "checkpoint-not-held",
        false,
        (
            "数据有损坏，没有与核验单比对。".into(),
            "The data is damaged and was not held against the checkpoint.".into(),
        ),
        ("请先处理上列损坏，或核对一份备份。", "See to the damage first, or look a backup over."),
    )
}

fn tail_lost(wanted: u64, there: u64) -> Finding {
    finding(
        "checkpoint-tail",
        true,
        (
            format!("核验单上的日志有 {wanted} 条，这里只有 {there} 条：末尾的记录被去掉了，或这是较早的副本。"),
            format!(
                "The checkpoint has {wanted} entries, here are {there}: the end was removed, or this is an earlier copy."
            ),
        ),
        KEEP,
    )
}

fn altered(entry: u64, wanted: &Code, there: &Code) -> Finding {
    finding(
        "checkpoint-altered",
        true,
        (
            format!(
                "第 {entry} 条及以前的日志与核验单不符（单上 {wanted}，这里 {there}）：其中有记录被改写，或这是另一个数据目录。"
            ),
            format!(
                "The entries up to {entry} are not those of the checkpoint ({wanted} there, {there} here): one of them was rewritten, or this is another data directory."
            ),
        ),
        KEEP,
    )
}

fn miscounted(wanted: (u64, u64), there: (u64, u64)) -> Finding {
    let ((families, items), (families_here, items_here)) = (wanted, there);
    finding(
        "checkpoint-counts",
        true,
        (
            format!(
                "日志与核验单相符，但单上的户数、事项数（{families}、{items}）与日志所得（{families_here}、{items_here}）不符。"
            ),
            format!(
                "The journal fits, but the sheet counts {families} families and {items} items, the journal {families_here} and {items_here}."
            ),
        ),
        (
            "核验单上的数字不可靠，请与存放的原件核对。",
            "The figures on the sheet cannot be relied on: compare it with the original.",
        ),
    )
}

/// What to do when a journal is not what it was.
const KEEP: (&str, &str) = (
    "请停止录入，保留数据目录和核验单，用 fuzhu verify 目录 --against 逐份核对备份，并报告审计人员。",
    "Enter nothing more, keep the directory and the sheet, hold each backup against it (`fuzhu verify DIR --against`), and tell the auditor.",
);
