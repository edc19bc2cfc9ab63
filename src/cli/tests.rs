//! Running a command as the program would, without a process, on a data directory of its own: for the tests that stand beside each command.

mod conversion;
mod emergency;
mod journey;
mod reference;
mod registers;

use super::doctor::seen::Seen;
use super::failure::Failure;
use super::output::Output;
use super::{Means, run, usage};
use crate::clock::Clock;
use crate::domain::entry::Body;
use crate::domain::refusal::Refusal;
use crate::ids::Seq;
use crate::journal::Holder;
use crate::policy::calendar::{Calendar, DaysOff};
use crate::policy::plan::Plan;
use crate::service::backup::{BackedUp, Restored};
use crate::service::local::Local;
use crate::service::maintenance::{AsOf, Filled, Finding, Maintenance, Progress, Rebuilt, Verification};
use crate::service::store::Store;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::Value;
use std::ffi::OsString;
use std::io::{Cursor, Read};

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An office on a fixed day, with nothing in it yet.
pub struct Desk {
    home: tempfile::TempDir,
    local: Option<Local>,
    upkeep: Upkeep,
    input: Vec<u8>,
    /// What a doctor sees, once.
    pub seen: Seen,
}

impl Desk {
    /// An empty office; nothing is opened yet.
    pub fn new() -> Self {
        let upkeep = Upkeep { damaged: false, kept: Vec::new() };
        Self { home: tempfile::tempdir().unwrap(), local: None, upkeep, input: Vec::new(), seen: Seen::default() }
    }

    /// The same with a household: 王建国 and 李秀英, whose only child 王磊 has died, in 东城街道.
    pub fn with_family() -> Self {
        let mut desk = Self::new();
        desk.says(FAMILY);
        desk
    }

    /// A file beside the data directory, written or not.
    pub fn file(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Whether the data directory was opened.
    pub fn opened(&self) -> bool {
        self.local.is_some()
    }

    /// Runs words separated by blanks; `'` keeps a word together.
    pub fn ran(&mut self, words: &str, lang: Lang) -> (String, Result<(), Failure>) {
        let words = std::iter::once("fuzhu".to_string()).chain(split(words));
        let arguments: Vec<OsString> = words.map(OsString::from).collect();
        let cli = usage::parse(&arguments, lang).unwrap_or_else(|instead| panic!("{arguments:?}: {instead:?}"));
        let mut sink = Vec::new();
        let mut out = Output::new(&mut sink, lang).json_lines(cli.json);
        let result = run(&cli.command.expect("a command"), self, &mut out);
        (String::from_utf8(sink).unwrap(), result)
    }

    /// What a command that goes well prints in Chinese.
    #[track_caller]
    pub fn says(&mut self, words: &str) -> String {
        let (text, result) = self.ran(words, Lang::Zh);
        result.unwrap_or_else(|failure| panic!("{words}: {failure:?}"));
        text
    }

    /// The JSON lines of a command that goes well.
    #[track_caller]
    pub fn json(&mut self, words: &str) -> Vec<Value> {
        let (text, result) = self.ran(&format!("{words} --json"), Lang::Zh);
        result.unwrap_or_else(|failure| panic!("{words}: {failure:?}"));
        lines(&text)
    }

    /// The code of a command that does not go well.
    #[track_caller]
    pub fn fails(&mut self, words: &str) -> String {
        let (text, result) = self.ran(words, Lang::Zh);
        let failure = result.err().unwrap_or_else(|| panic!("{words} went well: {text}"));
        for lang in [Lang::Zh, Lang::En] {
            assert!(!failure.sentence(lang).is_empty() && !failure.hint(lang).is_empty(), "{failure:?}");
        }
        failure.code().to_string()
    }

    /// The answers to lines of `apply`, and how it ended.
    pub fn apply(&mut self, input: &str) -> (Vec<Value>, Result<(), Failure>) {
        self.input = input.as_bytes().to_vec();
        let (text, result) = self.ran("apply -", Lang::Zh);
        (lines(&text), result)
    }
}

const FAMILY: &str = "family add --set case_number=NC-0001 --set township=东城街道 --set hukou=urban --set treated_as=urban \
    --father name=王建国,identity_number=51232319550612121X,alive=yes --mother name=李秀英,identity_number=51232319570802002X,alive=yes \
    --child name=王磊,sex=male,born_on=1985-03-04,alive=no,died_on=2013-05-06";

impl Means for Desk {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").unwrap()
    }

    fn calendar(&mut self) -> Result<Arc<Calendar>, Failure> {
        Ok(Arc::new(Calendar::built_in()))
    }

    fn plan(&mut self) -> Result<Arc<Plan>, Failure> {
        Ok(Arc::new(Plan::builtin()))
    }

    fn local(&mut self) -> Result<&mut Local, Failure> {
        if self.local.is_none() {
            let holder = Holder { user: "zhoumin".into(), ..Holder::default() };
            let (store, opened) =
                Store::open(&self.home.path().join("data"), &holder, &mut |_, _| {}).map_err(Refusal::from)?;
            let clock = Clock::pretending(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
            let (plan, calendar) = (self.plan()?, self.calendar()?);
            self.local = Some(Local::new(store, &opened, plan, calendar, clock, "zhoumin".into()));
        }
        Ok(self.local.as_mut().unwrap())
    }

    fn serve(&mut self, told: &mut dyn FnMut(&Path) -> Result<(), Failure>) -> Result<(), Failure> {
        told(Path::new("/run/fuzhu/socket"))
    }

    fn maintenance(&mut self) -> Result<&mut dyn Maintenance, Failure> {
        Ok(&mut self.upkeep)
    }

    fn doctor(&mut self) -> Seen {
        std::mem::take(&mut self.seen)
    }

    fn input(&mut self) -> Box<dyn Read> {
        Box::new(Cursor::new(std::mem::take(&mut self.input)))
    }
}

/// Maintenance that says what it is told to say.
pub struct Upkeep {
    /// Whether damage is found.
    pub damaged: bool,
    /// The lists of days off that were taken in.
    pub kept: Vec<String>,
}

impl Maintenance for Upkeep {
    fn verify(&mut self, progress: Progress<'_>) -> Result<Verification, Refusal> {
        progress(1, 1);
        let both = |zh: &str, en: &str| (zh.to_string(), en.to_string());
        let finding = Finding {
            code: "checksum",
            grave: true,
            place: Some("journal/000001.log:4096".into()),
            sentence: both("校验不符。", "A checksum does not match."),
            hint: both("请用备份恢复。", "Restore a backup."),
        };
        Ok(Verification {
            entries: 42,
            segments: 1,
            bytes: 8192,
            head: Some(Seq(42)),
            head_hash: "9f86d081".into(),
            families: 3,
            items: 5,
            findings: self.damaged.then_some(finding).into_iter().collect(),
            ..Verification::default()
        })
    }

    fn verify_elsewhere(&mut self, _: &Path, _: Progress<'_>) -> Result<Verification, Refusal> {
        Err(Refusal::NothingToChange)
    }

    fn as_of(&mut self, _: Option<&Path>, _: Seq, _: Progress<'_>) -> Result<AsOf, Refusal> {
        Ok(AsOf { hash: "9f86d081".into(), families: 3, items: 5 })
    }

    fn rebuild(&mut self, _: Progress<'_>) -> Result<Rebuilt, Refusal> {
        Ok(Rebuilt { entries: 42, families: 3, items: 5 })
    }

    fn fill(&mut self, bodies: &mut dyn Iterator<Item = Body>, _: Progress<'_>) -> Result<Filled, Refusal> {
        Ok(Filled { entries: u64::try_from(bodies.count()).unwrap(), families: 1, items: 1 })
    }

    fn backup(&mut self, _: &Path, _: DateTime<FixedOffset>, _: Progress<'_>) -> Result<BackedUp, Refusal> {
        Err(Refusal::NothingToChange)
    }

    fn restore(&mut self, _: &Path, _: Progress<'_>) -> Result<Restored, Refusal> {
        Err(Refusal::NothingToChange)
    }

    fn keep_days_off(&mut self, _: &DaysOff, text: &str) -> Result<(), Refusal> {
        self.kept.push(text.to_string());
        Ok(())
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
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
    all.retain(|word| !word.is_empty());
    all
}

/// What a command that needs no office prints in Chinese.
#[track_caller]
pub fn says(words: &str) -> String {
    Desk::new().says(words)
}

/// The JSON lines of a command that needs no office.
#[track_caller]
pub fn json(words: &str) -> Vec<Value> {
    Desk::new().json(words)
}

/// The code of a command that needs no office and does not go well.
#[track_caller]
pub fn fails(words: &str) -> String {
    Desk::new().fails(words)
}
