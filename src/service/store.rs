//! The journal and the views of one data directory, kept in step: what is appended is folded, what is behind is caught up, what is
//! damaged is set aside and folded again.
//!
//! The journal is synced before anything is folded: the views may be behind it after a power cut, never ahead.

use super::failure::Failure;
use crate::domain::entry::{Body, Entry};
use crate::domain::figure::book::Book;
use crate::ids::Seq;
use crate::journal::{self, Damage, Holder, Journal, Notice as JournalNotice, codec};
use crate::views::{self, Views, ViewsError};
use chrono::NaiveDate;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The views are caught up in groups of so many entries.
const CATCH_UP_GROUP: usize = 256;
/// With more entries behind than this, folding everything again is quicker than catching up.
const CATCH_UP_MAX: u64 = 50_000;
/// The views are brought to disk after so many entries without a quiet moment.
const FLUSH_EVERY: usize = 2_000;

/// Rows of the views that are compared with their fingerprint at opening, after a run that did not end in good order: all of them in
/// a register of some thousand families. The rest is compared at quiet moments.
const ROWS_AT_OPENING: usize = 200_000;
/// Entries that share a sync while an empty directory is filled.
const FILL_GROUP: usize = 2_000;

/// How far a long work has come: entries done, entries in all.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// The journal and the views of a data directory.
pub struct Store {
    dir: PathBuf,
    views_dir: PathBuf,
    journal: Journal,
    // None only while they are being folded again.
    views: Option<Views>,
    unflushed: usize,
    // The last run did not close them in good order: they are compared with their fingerprint when there is time.
    unchecked: bool,
}

/// What opening a store found out.
#[derive(Debug, Default)]
pub struct Opened {
    /// What the journal put right.
    pub journal: Vec<JournalNotice>,
    /// A part of the journal was only looked at by its ends: it is older than what opening checks.
    pub unchecked_before: bool,
    /// Where damaged views are now, when they were folded again.
    pub set_aside: Option<PathBuf>,
    /// Why the views were folded again, when they were.
    pub rebuilt: Option<ViewsError>,
}

impl Store {
    /// Opens a data directory for writing, making it if it is not there.
    ///
    /// # Errors
    /// When another program has it, when the journal is damaged or shorter than the views, or when the disk refuses.
    pub fn open(dir: &Path, holder: &Holder, progress: Progress<'_>) -> Result<(Store, Opened), Failure> {
        let (journal, opening) = Journal::open(dir, holder)?;
        let views_dir = dir.join("views");
        let mut store =
            Store { dir: dir.to_path_buf(), views_dir, journal, views: None, unflushed: 0, unchecked: false };
        let unchecked_before = opening.checked_from > Seq::FIRST;
        let mut opened = Opened { journal: opening.notices, unchecked_before, ..Opened::default() };
        match Views::open(&store.views_dir) {
            Ok(views) => {
                store.unchecked = !views.was_clean();
                store.views = Some(views);
            }
            Err(error) if error.rebuild_helps() => {
                opened.set_aside = Views::set_aside(&store.views_dir)?;
                opened.rebuilt = Some(error);
            }
            Err(error) => return Err(error.into()),
        }
        store.catch_up(progress)?;
        if store.unchecked
            && let Err(error) = store.check(ROWS_AT_OPENING)
        {
            opened.rebuilt = Some(error);
            opened.set_aside = Views::set_aside(&store.views_dir)?;
            store.rebuild(progress)?;
        }
        Ok((store, opened))
    }

    fn catch_up(&mut self, progress: Progress<'_>) -> Result<(), Failure> {
        let last = self.journal.last().seq;
        let applied = self.views.as_ref().map(Views::applied);
        match applied {
            Some(applied) if applied > last => Err(Failure::JournalShort { views: applied, journal: last }),
            Some(applied) if last.0 - applied.0 <= CATCH_UP_MAX => self.fold_from(Seq(applied.0 + 1), progress),
            _ => self.rebuild(progress),
        }
    }

    fn fold_from(&mut self, from: Seq, progress: Progress<'_>) -> Result<(), Failure> {
        let total = self.journal.last().seq.0;
        let mut group = Vec::new();
        for entry in self.entries(from) {
            group.push(entry?);
            if group.len() == CATCH_UP_GROUP {
                progress(group.last().map_or(0, |entry: &Entry| entry.seq.0), total);
                self.views_mut()?.apply(&group)?;
                group.clear();
            }
        }
        self.views_mut()?.apply(&group)?;
        Ok(())
    }

    /// Folds the views again from the journal alone.
    ///
    /// # Errors
    /// When the journal cannot be read or the disk refuses.
    pub fn rebuild(&mut self, progress: Progress<'_>) -> Result<(), Failure> {
        self.views = None;
        let entries = self.journal.last().seq.0;
        let rows = |told: views::Progress| match told.stage {
            views::Stage::Folding => (told.done, entries),
            views::Stage::Writing => (told.done, 0),
        };
        let mut told = |told| {
            let (done, of) = rows(told);
            progress(done, of);
            ControlFlow::Continue(())
        };
        let views = Views::rebuild(&self.views_dir, journal_entries(&self.journal, Seq::FIRST), &mut told)?;
        self.views = Some(views);
        self.unflushed = 0;
        self.unchecked = false;
        Ok(())
    }

    /// Appends bodies to the journal, and once they are on disk folds them into the views. Their entries come back.
    ///
    /// # Errors
    /// When the journal did not take them. Views that fail are folded again before this returns, where that is possible.
    pub fn append(&mut self, bodies: Vec<Body>) -> Result<Vec<Entry>, Failure> {
        let payloads = bodies.iter().map(codec::encode).collect::<Result<Vec<_>, _>>()?;
        let seqs = self.journal.append(&payloads)?;
        let entries: Vec<Entry> = seqs.into_iter().zip(bodies).map(|(seq, body)| Entry { seq, body }).collect();
        let folded = self.views_mut().and_then(|views| Ok(views.apply(&entries)?));
        match folded {
            Ok(_) => self.flush_when_due(entries.len()),
            // The entries are on disk: what they did is true, whatever becomes of the views. If they cannot be folded again now, the next
            // question says so.
            Err(_) => drop(self.mend()),
        }
        Ok(entries)
    }

    /// Appends bodies as they come and folds the views once at the end: for filling an empty directory.
    ///
    /// # Errors
    /// When the journal does not take them; what was taken until then stays.
    pub fn fill(&mut self, bodies: &mut dyn Iterator<Item = Body>, progress: Progress<'_>) -> Result<u64, Failure> {
        let mut taken = 0;
        loop {
            let group: Vec<Body> = (&mut *bodies).take(FILL_GROUP).collect();
            if group.is_empty() {
                break;
            }
            let payloads = group.iter().map(codec::encode).collect::<Result<Vec<_>, _>>()?;
            self.journal.append(&payloads)?;
            taken += payloads.len() as u64;
            progress(taken, 0);
        }
        self.rebuild(progress)?;
        Ok(taken)
    }

    /// Sets damaged views aside and folds them again.
    ///
    /// # Errors
    /// As for `rebuild`.
    pub fn mend(&mut self) -> Result<(), Failure> {
        self.views = None;
        Views::set_aside(&self.views_dir)?;
        self.rebuild(&mut |_, _| {})
    }

    fn flush_when_due(&mut self, entries: usize) {
        self.unflushed += entries;
        if self.unflushed >= FLUSH_EVERY {
            self.settle();
        }
    }

    /// Counts the figures by a book, unless that is how they are kept.
    ///
    /// # Errors
    /// When the views cannot be read or written.
    pub fn count_figures(&mut self, book: &Book, progress: Progress<'_>) -> Result<(), Failure> {
        let views = self.views_mut()?;
        let items = views.counts(NaiveDate::MIN).items;
        let mut told = |told: views::Progress| {
            progress(told.done, items);
            ControlFlow::Continue(())
        };
        views.count_figures(book, &mut told)?;
        Ok(())
    }

    /// Compares some rows of the views with their fingerprint, if the last run was not closed in good order.
    ///
    /// # Errors
    /// Damage; `mend` puts it right.
    pub fn check(&mut self, rows: usize) -> Result<(), ViewsError> {
        if let (true, Some(views)) = (self.unchecked, self.views.as_mut()) {
            // The end shows itself by there being nothing after the last row.
            self.unchecked = !(views.check_some(rows)?.done || views.check_some(1)?.done);
        }
        Ok(())
    }

    /// Whether the views still have to be compared with their fingerprint.
    pub fn is_unchecked(&self) -> bool {
        self.unchecked
    }

    /// Brings everything to disk that was only folded: for quiet moments.
    pub fn settle(&mut self) {
        self.journal.settle();
        // Views that cannot be flushed are found out at the next opening and folded again.
        let _ = self.views.as_ref().map(Views::flush);
        self.unflushed = 0;
    }

    /// The data directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Takes no more entries: damage was found in the journal.
    pub fn distrust(&mut self, damage: Damage) {
        self.journal.distrust(damage);
    }

    /// The views.
    ///
    /// # Errors
    /// When they could not be folded again after damage.
    pub fn views(&self) -> Result<&Views, Failure> {
        self.views.as_ref().ok_or(Failure::NoViews)
    }

    /// The views, to keep in them what follows from more than the journal.
    ///
    /// # Errors
    /// As for `views`.
    pub(super) fn views_mut(&mut self) -> Result<&mut Views, Failure> {
        self.views.as_mut().ok_or(Failure::NoViews)
    }

    /// The journal.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The entries from `from` on.
    pub fn entries(&self, from: Seq) -> impl Iterator<Item = Result<Entry, Failure>> + use<> {
        journal_entries(&self.journal, from)
    }

    /// One entry, if there is one of that number.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn entry(&self, seq: Seq) -> Result<Option<Entry>, Failure> {
        self.journal.frame(seq)?.map(entry_of).transpose()
    }

    /// Closes in good order.
    pub fn close(mut self) {
        self.settle();
        let _ = self.views.take().map(Views::close);
    }
}

fn journal_entries(journal: &Journal, from: Seq) -> impl Iterator<Item = Result<Entry, Failure>> + use<> {
    journal.read_from(from).map(|frame| frame.map_err(Failure::from).and_then(entry_of))
}

/// The entry in a frame.
///
/// # Errors
/// When its body cannot be read, for instance because a later program wrote it.
pub fn entry_of(frame: journal::Frame) -> Result<Entry, Failure> {
    let body = codec::decode(&frame.payload).map_err(|error| Failure::Entry { seq: frame.seq, error })?;
    Ok(Entry { seq: frame.seq, body })
}
