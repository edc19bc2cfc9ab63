//! Opening, closing and setting aside.
//!
//! In the directory of the views there is sled's tree, and a file `open` from the moment the views are opened until they are closed in
//! good order. Finding that file says that the last run ended otherwise.

use super::account::Accounts;
use super::counter::Counters;
use super::error::{Doing, ViewsError};
use super::figures::Figures;
use super::kept::KeptVerdicts;
use super::meta::{Fingerprint, Meta};
use super::store::Store;
use super::{Views, codec, layout};
use crate::ids::Seq;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const TREE: &str = "tree";
const MARK: &str = "open";

impl Views {
    /// Opens the views in a directory.
    ///
    /// # Errors
    /// `Unbuilt` when there are none or building them did not come to its end, `Layout` when another version made them, damage, a second
    /// process, the disk.
    pub fn open(dir: &Path) -> Result<Views, ViewsError> {
        let unbuilt = || ViewsError::Unbuilt { path: dir.to_path_buf() };
        if !dir.join(TREE).is_dir() {
            return Err(unbuilt());
        }
        let clean = !dir.join(MARK).exists();
        let store = Store::open(&dir.join(TREE))?;
        if Meta::layout(&store)?.ok_or_else(unbuilt)? != layout::number() {
            return Err(ViewsError::Layout { path: dir.to_path_buf() });
        }
        let meta = Meta::load(&store)?.ok_or_else(unbuilt)?;
        let counters = Counters::load(&store)?;
        let accounts = Accounts::load(&store)?;
        let figures = Figures::load(&store)?;
        let kept = KeptVerdicts::load(&store)?;
        set_mark(dir)?;
        let (dir, townships) = (dir.to_path_buf(), OnceLock::new());
        Ok(Views { dir, store, meta, counters, accounts, townships, figures, kept, clean, check: None })
    }

    /// Makes empty views that stand before the first entry, in place of whatever is in the directory.
    pub fn create(dir: &Path) -> Result<Views, ViewsError> {
        let store = begin(dir)?;
        let views = finish(dir, store, Seq(0), Fingerprint::default())?;
        Ok(views)
    }

    /// Brings everything written so far to the disk. To be called at quiet moments: the journal is what is synced for each command.
    pub fn flush(&self) -> Result<(), ViewsError> {
        self.store.flush()
    }

    /// Closes in good order, so that the next run need not check.
    pub fn close(self) -> Result<(), ViewsError> {
        let Views { dir, store, .. } = self;
        store.flush()?;
        drop(store);
        fs::remove_file(dir.join(MARK)).or_else(unless_missing).map_err(|error| disk(Doing::Flushing, &dir, &error))
    }

    /// Moves the views out of the way, in place of views moved there before, and says where they are now; none when there were none.
    pub fn set_aside(dir: &Path) -> Result<Option<PathBuf>, ViewsError> {
        let aside = dir.with_extension("damaged");
        let failed = |error: &io::Error| disk(Doing::SettingAside, dir, error);
        if !dir.exists() {
            return Ok(None);
        }
        fs::remove_dir_all(&aside).or_else(unless_missing).map_err(|error| failed(&error))?;
        fs::rename(dir, &aside).map_err(|error| failed(&error))?;
        Ok(Some(aside))
    }
}

/// An empty store in place of whatever is there; it counts as unbuilt until `finish`.
pub(super) fn begin(dir: &Path) -> Result<Store, ViewsError> {
    fs::remove_dir_all(dir.join(TREE)).or_else(unless_missing).map_err(|error| disk(Doing::Opening, dir, &error))?;
    fs::create_dir_all(dir).map_err(|error| disk(Doing::Opening, dir, &error))?;
    Store::open(&dir.join(TREE))
}

/// Says that the store holds complete views.
pub(super) fn finish(dir: &Path, store: Store, applied: Seq, fingerprint: Fingerprint) -> Result<Views, ViewsError> {
    let meta = Meta { layout: layout::number(), applied, fingerprint, kept: Fingerprint::default() };
    let row = codec::encode(&meta).ok_or(ViewsError::TooLong { seq: applied })?;
    store.flush()?;
    store.write([(Meta::KEY, Some(row.as_slice()))].into_iter())?;
    store.flush()?;
    let counters = Counters::load(&store)?;
    let accounts = Accounts::load(&store)?;
    set_mark(dir)?;
    let (dir, townships) = (dir.to_path_buf(), OnceLock::new());
    Ok(Views { dir, store, meta, counters, accounts, townships, figures: None, kept: None, clean: true, check: None })
}

/// The mark must be on the disk before anything that comes after it.
fn set_mark(dir: &Path) -> Result<(), ViewsError> {
    let set = || -> io::Result<()> {
        File::create(dir.join(MARK))?.sync_all()?;
        File::open(dir)?.sync_all()
    };
    set().map_err(|error| disk(Doing::Opening, dir, &error))
}

fn unless_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn disk(doing: Doing, path: &Path, error: &io::Error) -> ViewsError {
    ViewsError::Disk { doing, path: path.to_path_buf(), kind: error.kind() }
}
