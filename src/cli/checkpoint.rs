//! `fuzhu checkpoint`: the state of the journal on one page, signed where a key is named; and the office's key.

pub(super) mod against;
pub(super) mod wrong;

use super::Means;
use super::attach::new_file;
use super::failure::Failure;
use super::file;
use super::item::show::label;
use super::output::{Mark, Output};
use crate::exchange::checkpoint::{self, Sheet, SigningKey};
use crate::service::answer::Answer;
use crate::service::query::Query;
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use wrong::CheckpointWrong;

/// The most that is read of a sheet or a key, in bytes: a page.
const BYTES_MAX: u64 = 64 << 10;

/// A checkpoint, or a key.
#[derive(Debug, Args)]
pub struct Checkpoint {
    /// 写入这个文件；不写则输出到屏幕 ‖ the file to write; without it standard output
    #[arg(value_name = "FILE")]
    to: Option<PathBuf>,
    /// 用这把密钥签名 ‖ sign with the key in this file
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// 生成签名密钥（及旁边的 .pub 公钥），不出核验单 ‖ make a key to sign with (and its public half in FILE.pub), and no checkpoint
    #[arg(long, value_name = "FILE", conflicts_with_all = ["to", "key"])]
    new_key: Option<PathBuf>,
}

impl Checkpoint {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        if let Some(path) = &self.new_key {
            return new_key(path, out);
        }
        let key = match &self.key {
            Some(path) => {
                let text = file::read(path, BYTES_MAX)?;
                let key = SigningKey::read(&text).map_err(|wrong| CheckpointWrong::NotAKey(shown(path), wrong))?;
                Some(key)
            }
            None => None,
        };
        let client = means.client()?;
        let (at, by) = (client.now(), client.actor().to_string());
        let Answer::Checkpoint(end) = client.ask(&Query::Checkpoint)? else { return Ok(()) };
        let made = checkpoint::Checkpoint {
            at,
            by,
            entry: end.entry.0,
            hash: end.hash,
            families: end.families,
            items: end.items,
        };
        let sheet = match &key {
            Some(key) => made.signed_by(key),
            None => made.unsigned(),
        };
        if let Some(path) = &self.to {
            new_file(path, &mut sheet.text().as_bytes())?;
        }
        match (out.json, &self.to) {
            (true, _) => out.object(&keys(&sheet, self.to.as_deref())),
            (false, None) => out.script(&sheet.text()),
            (false, Some(path)) => told(&sheet, path, out),
        }
    }
}

fn told(sheet: &Sheet, path: &Path, out: &mut Output<'_>) -> Result<(), Failure> {
    let (path, lang) = (path.display(), out.lang);
    out.marked(Mark::Strong, lang.pick(format!("核验单已写入 {path}。"), format!("The checkpoint is in {path}.")))?;
    label(out, "日志末条", "last entry", &sheet.checkpoint.entry.to_string())?;
    label(out, "核验码", "code", &sheet.checkpoint.code().to_string())?;
    if let Some((key, _)) = &sheet.signed {
        label(out, "签名密钥", "signed by", &key.fingerprint().to_string())?;
    }
    out.line(lang.pick(
        "请打印、签字，存放在服务器以外的地方。",
        "Print it, sign it, and keep it somewhere else than the server.",
    ))
}

fn keys(sheet: &Sheet, path: Option<&Path>) -> Value {
    json!({
        "ok": true,
        "at": sheet.checkpoint.at.to_rfc3339(),
        "by": sheet.checkpoint.by,
        "entry": sheet.checkpoint.entry,
        "hash": sheet.checkpoint.hash,
        "families": sheet.checkpoint.families,
        "items": sheet.checkpoint.items,
        "code": sheet.checkpoint.code().to_string(),
        "signed_by": sheet.signed.as_ref().map(|(key, _)| key.fingerprint().to_string()),
        "file": path.map(shown),
    })
}

/// Makes the office's key: the half that signs, and beside it the half that checks.
fn new_key(path: &Path, out: &mut Output<'_>) -> Result<(), Failure> {
    let key = SigningKey::new().map_err(Failure::Output)?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".pub");
    let public = PathBuf::from(beside);
    new_file(&public, &mut key.public().text().as_bytes())?;
    new_file(path, &mut key.text().as_bytes())?;
    let fingerprint = key.public().fingerprint().to_string();
    if out.json {
        return out.object(&json!({
            "ok": true, "key": shown(path), "public_key": shown(&public), "fingerprint": fingerprint,
        }));
    }
    let (key, public, lang) = (path.display(), public.display(), out.lang);
    out.marked(
        Mark::Strong,
        lang.pick(
            format!("签名密钥已写入 {key}，公钥在 {public}。"),
            format!("The key is in {key}, its public half in {public}."),
        ),
    )?;
    label(out, "公钥指纹", "fingerprint", &fingerprint)?;
    out.line(lang.pick(
        "请把密钥移到服务器以外（U 盘，存入保险柜），公钥打印一份另存；密钥丢失时另生成一把，旧核验单仍用旧公钥核验。",
        "Move the key off the server (a stick in a safe) and print the public half. If the key is lost, make another: old checkpoints are still checked by the old public half.",
    ))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
