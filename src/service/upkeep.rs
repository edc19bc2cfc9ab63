//! The upkeep of a data directory: `Maintenance`, done to the files themselves.

use super::attachment::{self, Attachments, Unsound};
use super::backup::{self, BackedUp, Restored};
use super::failure::Failure;
use super::maintenance::{Filled, Finding, Maintenance, Progress, Rebuilt, Verification};
use super::store::{Store, entry_of};
use crate::domain::entry::{Body, Entry};
use crate::domain::figure::book::Book;
use crate::domain::refusal::Refusal;
use crate::ids::{RowId, Seq};
use crate::journal::{self, Holder, JournalError, Lock};
use crate::policy::calendar::DaysOff;
use crate::text::Lang;
use crate::views::{self, Views, ViewsError};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Rows of the views compared with their fingerprint at a time.
const ROWS: usize = 10_000;

/// Files by their hash, with a row that refers to each.
type Files = BTreeMap<String, RowId>;

/// The upkeep of one data directory.
pub struct Upkeep {
    dir: PathBuf,
    holder: Holder,
}

impl Upkeep {
    /// The upkeep of a data directory, in the name of this holder.
    pub fn new(dir: PathBuf, holder: Holder) -> Self {
        Self { dir, holder }
    }

    fn open(&self, progress: Progress<'_>) -> Result<Store, Failure> {
        Store::open(&self.dir, &self.holder, progress).map(|(store, _)| store)
    }

    /// The journal's part of a verification.
    fn verify_journal(&self, found: &mut Verification, progress: Progress<'_>) -> Result<(), Failure> {
        let report = journal::verify(&self.dir, |told| {
            progress(told.bytes, told.of_bytes);
            ControlFlow::Continue(())
        })?;
        found.entries = report.frames;
        found.segments = report.segments;
        found.bytes = report.bytes;
        found.head = (report.last.seq != Seq::NONE).then_some(report.last.seq);
        found.head_hash = report.last.hash.to_string();
        found.findings.extend(report.problem.as_ref().map(journal_finding));
        if report.unfinished_bytes > 0 {
            found.findings.push(unfinished(report.unfinished_bytes));
        }
        Ok(())
    }

    /// The views' part: their content against their fingerprint, and both against what the journal says they should be. Gives the files that
    /// the journal speaks of, where it was read to the end on the way.
    fn verify_views(&self, found: &mut Verification, progress: Progress<'_>) -> Result<Option<Files>, Failure> {
        let dir = self.dir.join("views");
        let mut views = match Views::open(&dir) {
            Ok(views) => views,
            Err(ViewsError::Unbuilt { .. }) => {
                found.findings.push(views_missing());
                return Ok(None);
            }
            Err(error) => {
                found.findings.push(views_finding(&error));
                return Ok(None);
            }
        };
        if let Err(error) = checked(&mut views, progress) {
            found.findings.push(views_finding(&error));
            return Ok(None);
        }
        let counts = views.counts(NaiveDate::MIN);
        found.families = counts.families;
        found.items = counts.items;
        let (applied, fingerprint) = (views.applied(), views.fingerprint());
        let book = views.figure_book().cloned();
        views.close()?;
        if applied > found.head.unwrap_or(Seq::NONE) {
            let short = Failure::JournalShort { views: applied, journal: found.head.unwrap_or(Seq::NONE) };
            found.findings.push(store_finding("journal-short", &short));
        } else {
            let mut files = Files::new();
            if fingerprint != self.folded_anew(applied, book.as_ref(), &mut files, progress)? {
                found.findings.push(views_disagree());
            }
            return Ok(Some(files));
        }
        Ok(None)
    }

    /// The files that the journal speaks of.
    fn files(&self) -> Result<Files, Failure> {
        let mut files = Files::new();
        for frame in journal::read_only(&self.dir, Seq::FIRST)? {
            let entry = frame.map_err(Failure::from).and_then(entry_of)?;
            entry.body.events.iter().for_each(|event| attachment::referred(event, &mut files));
        }
        Ok(files)
    }

    /// The files beside the journal: every one that it speaks of is there and is what was kept.
    fn verify_files(&self, found: &mut Verification, files: &Files) {
        let attachments = Attachments::of(&self.dir);
        for (hash, row) in files {
            let finding = match attachments.check(hash) {
                Ok(None) => continue,
                Ok(Some(Unsound::Missing)) => file_finding("file-missing", *row, ("不见了", "is gone")),
                Ok(Some(Unsound::Changed)) => file_finding("file-changed", *row, ("内容已变", "is not what was kept")),
                Err(error) => {
                    let why = error.kind().to_string();
                    file_finding(
                        "file-unreadable",
                        *row,
                        (&format!("读不了（{why}）"), &format!("cannot be read ({why})")),
                    )
                }
            };
            found.findings.push(Finding { place: Some(attachments.path(hash).display().to_string()), ..finding });
        }
    }

    /// The fingerprint of views folded anew from the journal up to an entry, in a directory of their own.
    fn folded_anew(
        &self,
        up_to: Seq,
        book: Option<&Book>,
        files: &mut Files,
        progress: Progress<'_>,
    ) -> Result<views::Fingerprint, Failure> {
        let aside = tempfile::Builder::new()
            .prefix("verify-")
            .tempdir_in(&self.dir)
            .map_err(|error| disk(&self.dir, &error))?;
        let entries = journal::read_only(&self.dir, Seq::FIRST)?
            .map(|frame| frame.map_err(Failure::from).and_then(entry_of))
            .take_while(|entry: &Result<Entry, Failure>| entry.as_ref().map_or(true, |entry| entry.seq <= up_to))
            .inspect(|entry| {
                let events = entry.as_ref().map_or(&[][..], |entry| &entry.body.events);
                events.iter().for_each(|event| attachment::referred(event, files));
            });
        let mut told = |told: views::Progress| {
            progress(told.done, if told.stage == views::Stage::Folding { up_to.0 } else { 0 });
            ControlFlow::Continue(())
        };
        let mut views = Views::rebuild(&aside.path().join("views"), entries, &mut told)?;
        if let Some(book) = book {
            views.count_figures(book, &mut told)?;
        }
        let fingerprint = views.fingerprint();
        views.close()?;
        Ok(fingerprint)
    }
}

impl Maintenance for Upkeep {
    fn verify(&mut self, progress: Progress<'_>) -> Result<Verification, Refusal> {
        let mut found = Verification::default();
        // Nobody may write while the two are compared.
        let _lock = Lock::take(&self.dir, &self.holder).map_err(Failure::from)?;
        self.verify_journal(&mut found, progress)?;
        if found.is_sound() {
            let files = match self.verify_views(&mut found, progress)? {
                Some(files) => files,
                None => self.files()?,
            };
            self.verify_files(&mut found, &files);
        }
        found.findings.sort_by_key(|finding| !finding.grave);
        Ok(found)
    }

    fn rebuild(&mut self, progress: Progress<'_>) -> Result<Rebuilt, Refusal> {
        let mut store = self.open_without_views(progress)?;
        store.rebuild(progress)?;
        let counts = store.views()?.counts(NaiveDate::MIN);
        let entries = store.journal().last().seq.0;
        store.close();
        Ok(Rebuilt { entries, families: counts.families, items: counts.items })
    }

    fn fill(&mut self, bodies: &mut dyn Iterator<Item = Body>, progress: Progress<'_>) -> Result<Filled, Refusal> {
        let mut store = self.open(progress)?;
        if store.journal().last().seq != Seq::NONE {
            store.close();
            return Err(not_empty(&self.dir));
        }
        let entries = store.fill(bodies, progress)?;
        let counts = store.views()?.counts(NaiveDate::MIN);
        store.close();
        Ok(Filled { entries, families: counts.families, items: counts.items })
    }

    fn backup(&mut self, to: &Path, at: DateTime<FixedOffset>, progress: Progress<'_>) -> Result<BackedUp, Refusal> {
        Ok(backup::backup(&self.dir, to, at, &self.holder, progress)?)
    }

    fn restore(&mut self, from: &Path, progress: Progress<'_>) -> Result<Restored, Refusal> {
        Ok(backup::restore(from, &self.dir, &self.holder, progress)?)
    }

    fn keep_days_off(&mut self, days: &DaysOff, text: &str) -> Result<(), Refusal> {
        let years: Vec<String> = days.whole_years().iter().map(ToString::to_string).collect();
        let name = if years.is_empty() { "single-days".to_string() } else { years.join("-") };
        let folder = self.dir.join("days-off");
        write_whole(&folder, &format!("{name}.csv"), text.as_bytes()).map_err(|error| disk(&folder, &error).into())
    }
}

impl Upkeep {
    /// The store with its views out of the way first, so that damaged ones are not even opened.
    fn open_without_views(&self, progress: Progress<'_>) -> Result<Store, Failure> {
        {
            let _lock = Lock::take(&self.dir, &self.holder)?;
            fs::remove_dir_all(self.dir.join("views"))
                .or_else(unless_missing)
                .map_err(|error| disk(&self.dir, &error))?;
        }
        self.open(progress)
    }
}

/// Compares all of the views with their fingerprint.
fn checked(views: &mut Views, progress: Progress<'_>) -> Result<(), ViewsError> {
    loop {
        let checked = views.check_some(ROWS)?;
        progress(checked.rows, checked.of);
        if checked.done {
            return Ok(());
        }
    }
}

/// A file is there whole or not at all: written beside its place, brought to disk, then moved there.
fn write_whole(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name)).map_err(|error| error.error)?;
    File::open(folder)?.sync_all()
}

fn unless_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn disk(place: &Path, error: &io::Error) -> Failure {
    Failure::Disk { place: place.to_path_buf(), kind: error.kind() }
}

fn not_empty(dir: &Path) -> Refusal {
    let shown = dir.display();
    Refusal::Store {
        code: "not-empty".into(),
        sentence: (
            format!("数据目录 {shown} 里已有记录，不能用虚构数据填充。"),
            format!("The data directory {shown} holds records already and is not filled with invented ones."),
        ),
        hint: ("请用 --data 指定一个空目录。".into(), "Name an empty directory with --data.".into()),
    }
}

fn told(code: &'static str, grave: bool, sentence: impl Fn(Lang) -> String, hint: impl Fn(Lang) -> String) -> Finding {
    let both = |text: &dyn Fn(Lang) -> String| (text(Lang::Zh), text(Lang::En));
    Finding { code, grave, place: None, sentence: both(&sentence), hint: both(&hint) }
}

fn store_finding(code: &'static str, failure: &Failure) -> Finding {
    told(code, true, |lang| failure.sentence(lang), |lang| failure.hint(lang))
}

fn journal_finding(error: &JournalError) -> Finding {
    let place = match error {
        JournalError::Damaged(damage) => Some(format!("{}:{}", damage.file.display(), damage.offset)),
        _ => None,
    };
    Finding { place, ..told("journal", true, |lang| error.sentence(lang), |lang| error.advice(lang).to_string()) }
}

fn views_finding(error: &ViewsError) -> Finding {
    told("views", true, |lang| error.sentence(lang), rebuild_hint)
}

fn views_disagree() -> Finding {
    told(
        "views-disagree",
        true,
        |lang| lang.pick("视图与日志不一致。", "The views are not what the journal says they should be.").to_string(),
        rebuild_hint,
    )
}

fn file_finding(code: &'static str, row: RowId, (zh, en): (&str, &str)) -> Finding {
    told(
        code,
        true,
        |lang| lang.pick(format!("附件 {row} 的文件{zh}。"), format!("The file of {row} {en}.")),
        |lang| {
            lang.pick(
                "请从备份中取回，或用 fuzhu attach add 重新附上同一文件。",
                "Take it from a backup, or attach the same file again with `fuzhu attach add`.",
            )
            .to_string()
        },
    )
}

fn views_missing() -> Finding {
    told(
        "views-missing",
        false,
        |lang| lang.pick("还没有视图。", "There are no views yet.").to_string(),
        |lang| {
            lang.pick("下次打开时会按日志建立。", "They are folded from the journal at the next opening.").to_string()
        },
    )
}

fn unfinished(bytes: u64) -> Finding {
    told(
        "unfinished",
        false,
        |lang| {
            lang.pick(
                format!("日志末尾有 {bytes} 字节是一次未完成的写入，当时没有确认保存。"),
                format!("The last {bytes} bytes of the journal are a write that was not finished, and had not been confirmed."),
            )
        },
        |lang| lang.pick("下次打开时会去掉。", "They are cut off at the next opening.").to_string(),
    )
}

fn rebuild_hint(lang: Lang) -> String {
    lang.pick(
        "日志完好，请运行 fuzhu rebuild 重建视图。",
        "The journal is sound: run `fuzhu rebuild` to fold the views again.",
    )
    .to_string()
}
