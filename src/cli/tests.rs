//! Running a command as the program would, without a process: for the tests that stand beside each command.

use super::failure::Failure;
use super::output::Output;
use super::{Means, run, usage};
use crate::policy::calendar::Calendar;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use std::ffi::OsString;
use std::sync::Arc;

/// An office at a fixed moment.
pub struct Desk;

impl Means for Desk {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").unwrap()
    }

    fn calendar(&mut self) -> Result<Arc<Calendar>, Failure> {
        Ok(Arc::new(Calendar::built_in()))
    }
}

/// Runs words separated by blanks; `'` keeps a word together.
pub fn ran(words: &str, lang: Lang) -> (String, Result<(), Failure>) {
    let arguments: Vec<OsString> =
        std::iter::once("fuzhu".to_string()).chain(split(words)).map(OsString::from).collect();
    let cli = usage::parse(&arguments, lang).unwrap_or_else(|instead| panic!("{words}: {instead:?}"));
    let mut sink = Vec::new();
    let mut out = Output::new(&mut sink, lang).json_lines(cli.json);
    let result = run(&cli.command.expect("a command"), &mut Desk, &mut out);
    (String::from_utf8(sink).unwrap(), result)
}

fn split(words: &str) -> Vec<String> {
    let mut quoted = false;
    let mut all = vec![String::new()];
    for c in words.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => all.push(String::new()),
            c => all.last_mut().unwrap().push(c),
        }
    }
    all
}

/// What a command that goes well prints in Chinese.
#[track_caller]
pub fn says(words: &str) -> String {
    let (text, result) = ran(words, Lang::Zh);
    result.unwrap_or_else(|failure| panic!("{words}: {failure:?}"));
    text
}

/// The JSON lines of a command that goes well.
#[track_caller]
pub fn json(words: &str) -> Vec<Value> {
    let (text, result) = ran(&format!("{words} --json"), Lang::Zh);
    result.unwrap_or_else(|failure| panic!("{words}: {failure:?}"));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The code of a command that does not go well.
#[track_caller]
pub fn fails(words: &str) -> &'static str {
    let (text, result) = ran(words, Lang::Zh);
    let failure = result.err().unwrap_or_else(|| panic!("{words} went well: {text}"));
    for lang in [Lang::Zh, Lang::En] {
        assert!(!failure.sentence(lang).is_empty() && !failure.hint(lang).is_empty(), "{failure:?}");
    }
    failure.code()
}
