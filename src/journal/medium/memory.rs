//! A directory in memory that can run full, fail, and lose its power: for tests of what the journal promises.
//!
//! It keeps each file twice, as a program sees it and as it is on disk. A sync makes the second like the first; a power cut leaves
//! on disk, of what was not synced, nothing, all, the beginning, or any sectors. It is meaner than a real disk, never kinder.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Access, Medium, MediumFile};

mod power;

/// A failure to come, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fail {
    /// The next write stops after this many bytes.
    Write(usize),
    /// The next cut of a file is not done.
    Truncate,
    /// The next sync of a file fails, and what was to be synced never reaches the disk.
    Sync,
    /// The next sync of names fails.
    SyncNames,
    /// The next file cannot be created.
    Create,
    /// The next renaming is not done.
    Rename,
}

/// A directory in memory. A clone is the same directory.
#[derive(Clone, Debug, Default)]
pub struct Memory(Arc<Mutex<State>>);

#[derive(Clone, Debug, Default)]
struct State {
    /// Every file ever made, named or not.
    files: Vec<Content>,
    names: Names,
    /// Names as they are on disk, and what was done to them since, in order.
    synced_names: Names,
    unsynced_names: Vec<NameChange>,
    failures: Vec<Fail>,
    /// Bytes that files may still grow by.
    space: Option<u64>,
    /// Changes that still get through before the power goes.
    power: Option<u64>,
    /// Whether what is written gets to the disk before anyone asks.
    eager: bool,
}

/// Names, each with the number of its file.
type Names = BTreeMap<String, usize>;

/// A name given, or taken away (without a number).
type NameChange = Vec<(String, Option<usize>)>;

#[derive(Clone, Debug, Default)]
struct Content {
    /// What a program reads.
    seen: Vec<u8>,
    /// What the next sync will have put on disk. A failed sync drops the bytes that it should have written, though not the length, and
    /// the next one does not try again, as real systems do.
    due: Vec<u8>,
    on_disk: Vec<u8>,
}

impl Memory {
    /// An empty directory.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets the next operation of that kind fail. Several wait for their turn.
    pub fn fail(&self, failure: Fail) {
        self.state().failures.push(failure);
    }

    /// Leaves room for so many more bytes; `None` for any number.
    pub fn set_space(&self, bytes: Option<u64>) {
        self.state().space = bytes;
    }

    /// Lets what is written get to the disk before it is synced, as a system does that has nothing better to do.
    pub fn write_back_eagerly(&self) {
        self.state().eager = true;
    }

    /// What a program would read from a file now.
    pub fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        let state = self.state();
        let content = state.files.get(*state.names.get(file)?)?;
        Some(content.seen.clone())
    }

    /// Puts a file on disk with these bytes, as a failing disk or a hand would; `None` removes it.
    pub fn set_bytes(&self, file: &str, bytes: Option<Vec<u8>>) {
        let mut state = self.state();
        state.names.remove(file);
        if let Some(bytes) = bytes {
            let number = state.files.len();
            state.files.push(Content { seen: bytes.clone(), due: bytes.clone(), on_disk: bytes });
            state.names.insert(file.to_owned(), number);
        }
        state.settle_names();
    }

    /// Another directory with the same files, none of the failures to come.
    pub fn copy(&self) -> Self {
        let copy = State { failures: Vec::new(), space: None, power: None, eager: false, ..self.state().clone() };
        Memory(Arc::new(Mutex::new(copy)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does one change, unless it is to fail or the power is gone.
    fn change<T>(
        &self,
        kind: impl Fn(Fail) -> bool,
        act: impl FnOnce(&mut State, Option<Fail>) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut state = self.state();
        state.draw_power()?;
        let position = state.failures.iter().position(|failure| kind(*failure));
        let failure = position.map(|at| state.failures.remove(at));
        act(&mut state, failure)
    }
}

impl State {
    fn draw_power(&mut self) -> io::Result<()> {
        match self.power.as_mut() {
            Some(0) => Err(io::Error::other("no power")),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn settle_names(&mut self) {
        self.synced_names = self.names.clone();
        self.unsynced_names.clear();
    }

    fn change_names(&mut self, change: NameChange) {
        apply(&mut self.names, &change);
        self.unsynced_names.push(change);
    }

    fn content(&mut self, number: usize) -> io::Result<&mut Content> {
        self.files.get_mut(number).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

fn apply(names: &mut Names, change: &NameChange) {
    for (name, number) in change {
        match number {
            Some(number) => names.insert(name.clone(), *number),
            None => names.remove(name),
        };
    }
}

impl Medium for Memory {
    type File = MemoryFile;

    fn path(&self, file: &str) -> PathBuf {
        PathBuf::from("memory").join(file)
    }

    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.state().names.keys().cloned().collect())
    }

    fn open(&self, file: &str, access: Access) -> io::Result<MemoryFile> {
        let handle = |number| MemoryFile { memory: self.clone(), number, writable: access != Access::Read };
        if access != Access::Create {
            return self.state().names.get(file).map(|number| handle(*number)).ok_or(io::ErrorKind::NotFound.into());
        }
        self.change(
            |failure| failure == Fail::Create,
            |state, failure| {
                if failure.is_some() {
                    return Err(io::ErrorKind::StorageFull.into());
                }
                let number = state.files.len();
                state.files.push(Content::default());
                state.change_names(vec![(file.to_owned(), Some(number))]);
                Ok(handle(number))
            },
        )
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.change(
            |failure| failure == Fail::Rename,
            |state, failure| {
                if failure.is_some() {
                    return Err(io::Error::other("renaming failed"));
                }
                let number = *state.names.get(from).ok_or(io::ErrorKind::NotFound)?;
                state.change_names(vec![(from.to_owned(), None), (to.to_owned(), Some(number))]);
                Ok(())
            },
        )
    }

    fn remove(&self, file: &str) -> io::Result<()> {
        self.change(
            |_| false,
            |state, _| {
                state.names.get(file).ok_or(io::ErrorKind::NotFound)?;
                state.change_names(vec![(file.to_owned(), None)]);
                Ok(())
            },
        )
    }

    fn sync_names(&self) -> io::Result<()> {
        self.change(
            |failure| failure == Fail::SyncNames,
            |state, failure| {
                if failure.is_some() {
                    return Err(io::Error::other("sync of names failed"));
                }
                state.settle_names();
                Ok(())
            },
        )
    }
}

/// An open file of a [`Memory`].
#[derive(Debug)]
pub struct MemoryFile {
    memory: Memory,
    number: usize,
    writable: bool,
}

impl MediumFile for MemoryFile {
    fn length(&self) -> io::Result<u64> {
        let mut state = self.memory.state();
        Ok(state.content(self.number)?.seen.len() as u64)
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let mut state = self.memory.state();
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let rest = state.content(self.number)?.seen.get(start..).unwrap_or_default();
        let read = rest.len().min(into.len());
        for (to, from) in into.iter_mut().zip(rest) {
            *to = *from;
        }
        Ok(read)
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        if !self.writable {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let number = self.number;
        self.memory.change(
            |failure| matches!(failure, Fail::Write(_)),
            |state, failure| {
                let start = usize::try_from(offset).map_err(io::Error::other)?;
                let length = state.content(number)?.seen.len();
                let growth = (start + bytes.len()).saturating_sub(length);
                let room = state.space.map_or(growth, |space| growth.min(usize::try_from(space).unwrap_or(growth)));
                let mut kept = bytes.len() - (growth - room).min(bytes.len());
                if let Some(Fail::Write(stop)) = failure {
                    kept = kept.min(stop);
                }
                let eager = state.eager;
                let content = state.content(number)?;
                let end = (start + kept).max(length);
                overwrite(&mut content.seen, start, bytes.get(..kept).unwrap_or_default());
                overwrite(&mut content.due, start, bytes.get(..kept).unwrap_or_default());
                if eager {
                    overwrite(&mut content.on_disk, start, bytes.get(..kept).unwrap_or_default());
                }
                let grown = (end - length) as u64;
                state.space = state.space.map(|space| space.saturating_sub(grown));
                if kept == bytes.len() { Ok(()) } else { Err(io::ErrorKind::StorageFull.into()) }
            },
        )
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        let number = self.number;
        self.memory.change(
            |failure| failure == Fail::Truncate,
            |state, failure| {
                if failure.is_some() {
                    return Err(io::Error::other("cutting failed"));
                }
                let content = state.content(number)?;
                let before = content.seen.len();
                let length = usize::try_from(length).unwrap_or(before);
                content.seen.truncate(length);
                content.due.truncate(length);
                let freed = (before - content.seen.len()) as u64;
                state.space = state.space.map(|space| space.saturating_add(freed));
                Ok(())
            },
        )
    }

    fn sync(&mut self) -> io::Result<()> {
        let number = self.number;
        self.memory.change(
            |failure| failure == Fail::Sync,
            |state, failure| {
                let content = state.content(number)?;
                if failure.is_some() {
                    let length = content.seen.len();
                    content.due = content.on_disk.clone();
                    content.due.resize(length, 0);
                    return Err(io::Error::other("sync failed"));
                }
                content.on_disk = content.due.clone();
                Ok(())
            },
        )
    }
}

fn overwrite(file: &mut Vec<u8>, start: usize, bytes: &[u8]) {
    file.resize(file.len().max(start + bytes.len()), 0);
    for (to, from) in file.iter_mut().skip(start).zip(bytes) {
        *to = *from;
    }
}
