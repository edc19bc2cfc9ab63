//! Looking a data directory over: the chain and the checksums of the journal, the files beside it, and the views against what the journal says
//! they should be.
//!
//! The journal is read without its lock, so all but the views can be looked over while somebody writes; and elsewhere, on a copy or a backup,
//! without writing anything there.

mod finding;

pub(super) use finding::told;

use super::attachment::{self, Attachments, Unsound};
use super::backup;
use super::failure::Failure;
use super::maintenance::{AsOf, Finding, Progress, Verification};
use super::store::entry_of;
use crate::domain::entry::Entry;
use crate::domain::figure::book::Book;
use crate::domain::refusal::Refusal;
use crate::ids::{RowId, Seq};
use crate::journal::{self, Hash, Holder, JournalError, Lock};
use crate::views::{self, Views, ViewsError};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

/// Rows of the views compared with their fingerprint at a time.
const ROWS: usize = 10_000;

/// Files by their hash, with a row that refers to each.
pub(super) type Files = BTreeMap<String, RowId>;

/// Looks over the data directory of this office. Where somebody is at work, or nothing may be written, the views are left alone.
///
/// # Errors
/// When there is nothing to look at, or it cannot be read.
pub fn own(dir: &Path, holder: &Holder, progress: Progress<'_>) -> Result<Verification, Failure> {
    let look = Look { dir };
    // Nobody may write while journal and views are compared.
    match Lock::take(dir, holder) {
        Ok(_lock) => look.whole(progress),
        Err(JournalError::InUse { holder, .. }) => look.beside(finding::in_use(holder.as_ref()), true, progress),
        Err(JournalError::NoRights { .. } | JournalError::ReadOnlyDisk { .. }) => {
            look.beside(finding::only_read(), journal::held_by(dir).is_some(), progress)
        }
        Err(error) => Err(error.into()),
    }
}

/// Looks over a backup, or a data directory that may be anybody's, and writes nothing there.
///
/// # Errors
/// When there is neither, or it cannot be read.
pub fn elsewhere(dir: &Path, progress: Progress<'_>) -> Result<Verification, Refusal> {
    if let Some(found) = backup::verify(dir, progress)? {
        return Ok(found);
    }
    let holder = journal::held_by(dir);
    let why = holder.as_ref().map_or_else(finding::only_read, |holder| finding::in_use(Some(holder)));
    Ok(Look { dir }.beside(why, holder.is_some(), progress)?)
}

/// What a journal was at an entry that was looked over.
///
/// # Errors
/// When it is not there, or cannot be read.
pub fn as_of(dir: &Path, entry: Seq, progress: Progress<'_>) -> Result<AsOf, Failure> {
    if entry == Seq::NONE {
        return Ok(AsOf { hash: Hash::NONE.to_string(), ..AsOf::default() });
    }
    let frame = journal::read_only(dir, entry)?.next().transpose()?;
    let hash = frame.filter(|frame| frame.seq == entry).map(|frame| frame.hash.to_string());
    let (families, items) = counted(dir, entry, &mut Files::new(), progress)?;
    Ok(AsOf { hash: hash.unwrap_or_default(), families, items })
}

/// Folds the entries of a journal up to one of them, in a directory that is for nothing else; the files that they speak of are noted.
///
/// # Errors
/// When an entry cannot be read, or the disk refuses.
pub(super) fn folded(
    dir: &Path,
    up_to: Seq,
    aside: &Path,
    files: &mut Files,
    progress: Progress<'_>,
) -> Result<Views, Failure> {
    let entries = journal::read_only(dir, Seq::FIRST)?
        .map(|frame| frame.map_err(Failure::from).and_then(entry_of))
        .take_while(|entry: &Result<Entry, Failure>| entry.as_ref().map_or(true, |entry| entry.seq <= up_to))
        .inspect(|entry| {
            let events = entry.as_ref().map_or(&[][..], |entry| &entry.body.events);
            events.iter().for_each(|event| attachment::referred(event, files));
        });
    Views::rebuild(&aside.join("views"), entries, &mut |told| folding(told, up_to, progress))
}

fn folding(told: views::Progress, up_to: Seq, progress: Progress<'_>) -> ControlFlow<()> {
    progress(told.done, if told.stage == views::Stage::Folding { up_to.0 } else { 0 });
    ControlFlow::Continue(())
}

/// Folds a journal for what it comes to: families and items. Shows that every entry can be read.
///
/// # Errors
/// As for [`folded`].
pub(super) fn counted(
    dir: &Path,
    up_to: Seq,
    files: &mut Files,
    progress: Progress<'_>,
) -> Result<(u64, u64), Failure> {
    // Not where it lies: nothing is written there.
    let aside = tempfile::Builder::new()
        .prefix("fuzhu-verify-")
        .tempdir()
        .map_err(|error| disk(&tempfile::env::temp_dir(), &error))?;
    let views = folded(dir, up_to, aside.path(), files, progress)?;
    let counts = views.counts(NaiveDate::MIN);
    views.close()?;
    Ok((counts.families, counts.items))
}

/// Damage of a journal, as a finding.
pub(super) fn of_journal(error: &JournalError) -> Finding {
    finding::journal_finding(error)
}

/// That a file of which the journal speaks is not kept.
pub(super) fn of_missing(row: RowId) -> Finding {
    finding::file_finding("file-missing", row, ("不见了", "is gone"))
}

struct Look<'a> {
    dir: &'a Path,
}

impl Look<'_> {
    /// Everything; nobody else may be at work.
    fn whole(&self, progress: Progress<'_>) -> Result<Verification, Failure> {
        let mut found = Verification::default();
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

    /// Everything but the views, and nothing is written. `live`: somebody is at work, so a write at the end is under way and not torn.
    fn beside(&self, why: Finding, live: bool, progress: Progress<'_>) -> Result<Verification, Failure> {
        let mut found = Verification::default();
        self.verify_journal(&mut found, progress)?;
        if live {
            found.findings.retain(|finding| finding.grave);
        }
        if found.is_sound() {
            let mut files = Files::new();
            let head = found.head.unwrap_or(Seq::NONE);
            (found.families, found.items) = counted(self.dir, head, &mut files, progress)?;
            self.verify_files(&mut found, &files);
        }
        found.findings.push(why);
        found.findings.sort_by_key(|finding| !finding.grave);
        Ok(found)
    }

    /// The journal's part of a verification.
    fn verify_journal(&self, found: &mut Verification, progress: Progress<'_>) -> Result<(), Failure> {
        let report = journal::verify(self.dir, |told| {
            progress(told.bytes, told.of_bytes);
            ControlFlow::Continue(())
        })?;
        found.entries = report.frames;
        found.segments = report.segments;
        found.bytes = report.bytes;
        found.head = (report.last.seq != Seq::NONE).then_some(report.last.seq);
        found.head_hash = report.last.hash.to_string();
        found.findings.extend(report.problem.as_ref().map(finding::journal_finding));
        if report.unfinished_bytes > 0 {
            found.findings.push(finding::unfinished(report.unfinished_bytes));
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
                found.findings.push(finding::views_missing());
                return Ok(None);
            }
            Err(error) => {
                found.findings.push(finding::views_finding(&error));
                return Ok(None);
            }
        };
        if let Err(error) = checked(&mut views, progress) {
            found.findings.push(finding::views_finding(&error));
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
            found.findings.push(finding::store_finding("journal-short", &short));
        } else {
            let mut files = Files::new();
            if fingerprint != self.folded_anew(applied, book.as_ref(), &mut files, progress)? {
                found.findings.push(finding::views_disagree());
            }
            found.compared = true;
            return Ok(Some(files));
        }
        Ok(None)
    }

    /// The files that the journal speaks of.
    fn files(&self) -> Result<Files, Failure> {
        let mut files = Files::new();
        for frame in journal::read_only(self.dir, Seq::FIRST)? {
            let entry = frame.map_err(Failure::from).and_then(entry_of)?;
            entry.body.events.iter().for_each(|event| attachment::referred(event, &mut files));
        }
        Ok(files)
    }

    /// The files beside the journal: every one that it speaks of is there and is what was kept.
    fn verify_files(&self, found: &mut Verification, files: &Files) {
        let attachments = Attachments::of(self.dir);
        for (hash, row) in files {
            let finding = match attachments.check(hash) {
                Ok(None) => continue,
                Ok(Some(Unsound::Missing)) => finding::file_finding("file-missing", *row, ("不见了", "is gone")),
                Ok(Some(Unsound::Changed)) => {
                    finding::file_finding("file-changed", *row, ("内容已变", "is not what was kept"))
                }
                Err(error) => {
                    let why = error.kind().to_string();
                    finding::file_finding(
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
        let aside =
            tempfile::Builder::new().prefix("verify-").tempdir_in(self.dir).map_err(|error| disk(self.dir, &error))?;
        let mut views = folded(self.dir, up_to, aside.path(), files, progress)?;
        if let Some(book) = book {
            views.count_figures(book, &mut |told| folding(told, up_to, progress))?;
        }
        let fingerprint = views.fingerprint();
        views.close()?;
        Ok(fingerprint)
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

pub(super) fn disk(place: &Path, error: &io::Error) -> Failure {
    Failure::Disk { place: place.to_path_buf(), kind: error.kind() }
}
