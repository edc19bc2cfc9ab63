//! The one file that names sled: an ordered map on disk, read by ranges and written by atomic batches.
//!
//! sled is believed in nothing that can be checked. Every call goes through a guard that turns a panic or an error into "damaged", after
//! which nothing is answered any more. It flushes when it is told to, not by itself: the journal is what is synced for each command.

use super::error::{Because, Doing, ViewsError};
use std::cell::Cell;
use std::fs::File;
use std::io::ErrorKind;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// What sled may keep of the tree in memory, in bytes.
const CACHE: u64 = 32 << 20;
/// sled keeps what was written since the last flush in memory, so it is flushed after this many changes at the latest.
const UNFLUSHED_MAX: usize = 20_000;

/// How often, and how far apart, a closed store is asked whether its file is free.
const RELEASE_TRIES: u32 = 1_000;
const RELEASE_PAUSE: Duration = Duration::from_millis(1);

/// A key and its value.
pub(super) type Row = (Vec<u8>, Vec<u8>);

/// Which way a range is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Smallest key first.
    Forward,
    /// Largest key first.
    Backward,
}

/// The map.
pub(super) struct Store {
    db: Option<sled::Db>,
    path: PathBuf,
    damaged: AtomicBool,
    unflushed: AtomicUsize,
}

thread_local! {
    static IN_GUARD: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a call to the store. A panic here is caught and becomes an error, so a panic hook should leave the
/// terminal as it is.
pub fn in_guard() -> bool {
    IN_GUARD.get()
}

/// How often, and how far apart, a file that is still held is tried: two seconds in all. Nobody else can hold it: the journal's lock comes first.
const HELD_TRIES: u32 = 200;
const HELD_WAIT: std::time::Duration = std::time::Duration::from_millis(10);

fn is_held(error: &std::io::Error) -> bool {
    error.to_string().contains("could not acquire lock")
}

impl Store {
    /// Opens the store in a directory, or makes one.
    pub fn open(path: &Path) -> Result<Self, ViewsError> {
        let opened = guard(Doing::Opening, path, || {
            let config = sled::Config::new().path(path).cache_capacity(CACHE).flush_every_ms(None);
            let mut tries = 0;
            loop {
                // A store that was closed a moment ago holds its file until the last of its own threads has let go.
                match config.open() {
                    Err(sled::Error::Io(error)) if is_held(&error) && tries < HELD_TRIES => tries += 1,
                    opened => return opened,
                }
                std::thread::park_timeout(HELD_WAIT);
            }
        })?;
        Ok(Store {
            db: Some(opened),
            path: path.to_path_buf(),
            damaged: AtomicBool::new(false),
            unflushed: AtomicUsize::new(0),
        })
    }

    /// The value of a key.
    pub fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ViewsError> {
        self.with(Doing::Reading, |db| Ok(db.get(key)?.map(|value| value.to_vec())))
    }

    /// At most `limit` rows of a range.
    pub fn scan(&self, range: &Range<Vec<u8>>, way: Way, limit: usize) -> Result<Vec<Row>, ViewsError> {
        if range.start >= range.end || limit == 0 {
            return Ok(Vec::new());
        }
        let own = |row: sled::Result<(sled::IVec, sled::IVec)>| row.map(|(key, value)| (key.to_vec(), value.to_vec()));
        self.with(Doing::Reading, |db| {
            let rows = db.range::<&[u8], _>(range.start.as_slice()..range.end.as_slice());
            match way {
                Way::Forward => rows.take(limit).map(own).collect(),
                Way::Backward => rows.rev().take(limit).map(own).collect(),
            }
        })
    }

    /// Puts (or, without a value, removes) keys, all or none of them.
    pub fn write<'a>(&self, changes: impl Iterator<Item = (&'a [u8], Option<&'a [u8]>)>) -> Result<(), ViewsError> {
        let mut batch = sled::Batch::default();
        let mut count = 0;
        for (key, value) in changes {
            count += 1;
            match value {
                Some(value) => batch.insert(key, value),
                None => batch.remove(key),
            }
        }
        self.with(Doing::Writing, |db| db.apply_batch(batch))?;
        if self.unflushed.fetch_add(count, Ordering::Relaxed) + count >= UNFLUSHED_MAX {
            self.flush()?;
        }
        Ok(())
    }

    /// Brings everything written so far to the disk.
    pub fn flush(&self) -> Result<(), ViewsError> {
        if self.unflushed.swap(0, Ordering::Relaxed) > 0 {
            self.with(Doing::Flushing, |db| db.flush().map(drop))?;
        }
        Ok(())
    }

    /// Refuses every later answer: a reader has found that the content is wrong.
    pub fn condemn(&self) {
        self.damaged.store(true, Ordering::Relaxed);
    }

    fn with<T>(&self, doing: Doing, call: impl FnOnce(&sled::Db) -> sled::Result<T>) -> Result<T, ViewsError> {
        let known = || ViewsError::damaged(doing, Because::KnownBefore);
        if self.damaged.load(Ordering::Relaxed) {
            return Err(known());
        }
        let db = self.db.as_ref().ok_or_else(known)?;
        guard(doing, &self.path, || call(db)).inspect_err(|_| self.condemn())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Closing flushes, and may panic like any other call; there is nobody left to tell.
        let db = self.db.take();
        let closed = guard(Doing::Flushing, &self.path, || {
            drop(db);
            Ok(())
        });
        if closed.is_ok() && !self.damaged.load(Ordering::Relaxed) {
            wait_until_free(&self.path);
        }
    }
}

/// Helpers of sled hold its file for a moment after the last handle is gone; whoever opens it next would take them for another process.
fn wait_until_free(path: &Path) {
    let Ok(file) = File::open(path.join("db")) else { return };
    for _ in 0..RELEASE_TRIES {
        if file.try_lock().is_ok() {
            return;
        }
        std::thread::park_timeout(RELEASE_PAUSE);
    }
}

/// Runs a call to sled; a panic and an error come back as what they mean for the views.
fn guard<T>(doing: Doing, path: &Path, call: impl FnOnce() -> sled::Result<T>) -> Result<T, ViewsError> {
    let outer = IN_GUARD.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(call));
    IN_GUARD.set(outer);
    match outcome {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(meaning(doing, path, &error)),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
            Err(ViewsError::damaged(doing, Because::Stopped(text.to_string())))
        }
    }
}

/// A full disk, missing rights and a second process are not damage; everything else that sled complains of is taken for it.
fn meaning(doing: Doing, path: &Path, error: &sled::Error) -> ViewsError {
    if let sled::Error::Io(io) = error {
        let kind = io.kind();
        if kind == ErrorKind::Other && io.to_string().contains("acquire lock") {
            return ViewsError::InUse { path: path.to_path_buf() };
        }
        if matches!(
            kind,
            ErrorKind::PermissionDenied
                | ErrorKind::StorageFull
                | ErrorKind::QuotaExceeded
                | ErrorKind::ReadOnlyFilesystem
                | ErrorKind::FileTooLarge
                | ErrorKind::NotADirectory
        ) {
            return ViewsError::Disk { doing, path: path.to_path_buf(), kind };
        }
    }
    ViewsError::damaged(doing, Because::Refused(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_inside_sled_becomes_damage_and_ends_all_answers() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let failed = store.with(Doing::Reading, |_| -> sled::Result<()> {
            assert!(in_guard());
            panic!("a page that is not there")
        });
        assert_eq!(
            failed,
            Err(ViewsError::damaged(Doing::Reading, Because::Stopped("a page that is not there".into())))
        );
        assert!(!in_guard());
        assert_eq!(store.get(b"m"), Err(ViewsError::damaged(Doing::Reading, Because::KnownBefore)));
        assert!(store.write([(&b"a"[..], None)].into_iter()).is_err());
        assert!(store.flush().is_ok(), "nothing was written, so nothing is flushed");
    }

    #[test]
    fn a_second_holder_is_told_so() {
        let dir = tempfile::tempdir().unwrap();
        let _first = Store::open(dir.path()).unwrap();
        assert_eq!(Store::open(dir.path()).err(), Some(ViewsError::InUse { path: dir.path().to_path_buf() }));
    }

    #[test]
    fn what_is_closed_can_be_opened_at_once() {
        let dir = tempfile::tempdir().unwrap();
        for n in 0..150u8 {
            let store = Store::open(dir.path()).unwrap();
            store.write([(&[n][..], Some(&[0; 100][..]))].into_iter()).unwrap();
        }
        let store = Store::open(dir.path()).unwrap();
        assert_eq!(store.scan(&(vec![0]..vec![255]), Way::Forward, 1_000).unwrap().len(), 150);
    }

    #[test]
    fn a_place_that_is_no_directory_is_not_taken_for_damage() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::write(&file, b"").unwrap();
        assert!(matches!(Store::open(&file.join("views")), Err(ViewsError::Disk { .. })));
    }

    #[test]
    fn ranges_are_half_open_and_read_both_ways() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let keys: Vec<&[u8]> = vec![b"a", b"b", b"ba", b"c", b"d"];
        store.write(keys.iter().map(|key| (*key, Some(&b"x"[..])))).unwrap();
        store.write([(&b"c"[..], None)].into_iter()).unwrap();
        let read = |way, limit| -> Vec<Vec<u8>> {
            let range = b"b".to_vec()..b"d".to_vec();
            store.scan(&range, way, limit).unwrap().into_iter().map(|(key, _)| key).collect()
        };
        assert_eq!(read(Way::Forward, 9), [b"b".to_vec(), b"ba".to_vec()]);
        assert_eq!(read(Way::Backward, 1), [b"ba".to_vec()]);
        assert_eq!(store.scan(&(b"d".to_vec()..b"b".to_vec()), Way::Forward, 9), Ok(Vec::new()));
    }
}
