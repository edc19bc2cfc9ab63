//! The sheet: what people read above, what programs read below. Both are made from the same, so a sheet on which one was changed is found out.

use super::key::PublicKey;
use super::{Checkpoint, Sheet};
use crate::text::{clean, width};
use chrono::DateTime;

const BEGIN: &str = "-----BEGIN FUZHU CHECKPOINT 1-----";
const END: &str = "-----END FUZHU CHECKPOINT 1-----";
/// Cells of a title.
const TITLE: usize = 24;
/// Digits of a signature on a line.
const HALF: usize = 64;

/// Why a text is no sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no sheet at all.
    NotASheet,
    /// Something on it was changed: what people read is not what programs read, or the code does not fit.
    Changed,
}

/// What is signed, and what a program reads: a line a field.
pub(super) fn fields(checkpoint: &Checkpoint) -> String {
    let Checkpoint { at, by, entry, hash, families, items } = checkpoint;
    let (at, by, code) = (at.to_rfc3339(), clean::free_text(by), checkpoint.code());
    format!("at={at}\nby={by}\nentry={entry}\nhash={hash}\nfamilies={families}\nitems={items}\ncode={code}\n")
}

pub(super) fn text(sheet: &Sheet) -> String {
    let Checkpoint { at, by, entry, hash, families, items } = &sheet.checkpoint;
    let code = sheet.checkpoint.code();
    let line = |title: &str, value: String| format!("  {}{value}\n", width::pad_right(title, TITLE));
    let (half, rest) = hash.split_at_checked(hash.len() / 2).unwrap_or((hash, ""));
    let mut text = String::from("扶 助 核 验 单 · Fuzhu checkpoint\n\n");
    text += &line("制作时间 made", at.format("%Y-%m-%d %H:%M:%S %:z").to_string());
    text += &line("制作人 by", clean::free_text(by));
    text += &line("日志末条 last entry", entry.to_string());
    text += &line("家庭 families", families.to_string());
    text += &line("事项 items", items.to_string());
    text += &line("核验码 code", code.to_string());
    text += &line("校验值 hash", half.to_string());
    text += &line("", rest.to_string());
    let signed = sheet.signed.as_ref().map(|(key, _)| key.fingerprint().to_string());
    text += &line("签名密钥 signed by", signed.unwrap_or_else(|| "未签名 not signed".into()));
    text += &format!(
        "\n  证明：截至上列时间，本单位的日志共有 {entry} 条，末条校验值如上。此后\n  \
         改动、删去其中任何一条，核验码都不再相符。\n  \
         Up to the moment above the journal had {entry} entries. Whatever is changed or\n  \
         removed among them later, the code no longer fits.\n\n  \
         核验 to check:  fuzhu verify --against 本文件 (this file)\n             or  fuzhu verify --against {entry}:{code}\n\n  \
         制作人签字 signature ____________________  见证人 witness ____________________\n  \
         日期 date            ____________________  存放处 kept at ____________________\n\n"
    );
    text += &format!("{BEGIN}\n{}", fields(&sheet.checkpoint));
    if let Some((key, signature)) = &sheet.signed {
        let (first, second) = signature.split_at_checked(HALF).unwrap_or((signature, ""));
        text += &format!("key={}\nsignature={first}\nsignature={second}\n", key.digits());
    }
    text + END + "\n"
}

/// Reads a sheet back.
///
/// # Errors
/// When it is none, or was changed. Whether the signature is right is not asked here.
pub fn read(text: &str) -> Result<Sheet, Unreadable> {
    let lines = || text.lines().map(str::trim);
    let between = lines().skip_while(|line| *line != BEGIN).skip(1).take_while(|line| *line != END);
    let said: Vec<(&str, &str)> = between.filter_map(|line| line.split_once('=')).collect();
    let of = |name: &str| said.iter().find(|(field, _)| *field == name).map(|(_, value)| *value);
    let parsed = || {
        let number = |name: &str| of(name)?.parse().ok();
        Some(Checkpoint {
            at: DateTime::parse_from_rfc3339(of("at")?).ok()?,
            by: of("by")?.to_string(),
            entry: number("entry")?,
            hash: of("hash")?.to_string(),
            families: number("families")?,
            items: number("items")?,
        })
    };
    let checkpoint = parsed().ok_or(Unreadable::NotASheet)?;
    let signature: String = said.iter().filter(|(name, _)| *name == "signature").map(|(_, value)| *value).collect();
    let signed = match of("key") {
        Some(key) => Some((PublicKey::from_digits(key).ok_or(Unreadable::Changed)?, signature)),
        None => None,
    };
    let sheet = Sheet { checkpoint, signed };
    // A printer or a mail program may change the ends of lines; it changes no sign within them.
    let whole = |text: &str| text.lines().map(|line| line.trim_end().to_string()).collect::<Vec<_>>();
    let (mut as_made, mut as_read) = (whole(&sheet.text()), whole(text));
    as_made.retain(|line| !line.is_empty());
    as_read.retain(|line| !line.is_empty());
    if as_made == as_read { Ok(sheet) } else { Err(Unreadable::Changed) }
}
