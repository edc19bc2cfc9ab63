//! What the journal asks of the place it is kept in: one flat directory of files.
//!
//! Two kinds: [`Disk`], the real one, and [`Memory`], which fails and loses power on command, so that recovery is tried thousands of
//! times where a real disk would be tried once. Nothing here knows what is in the files.

mod disk;
mod memory;

use std::fmt::Debug;
use std::io;
use std::path::PathBuf;

pub use disk::{Disk, DiskFile};
pub use memory::{Fail, Memory, MemoryFile};

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading only; needs no right to write.
    Read,
    /// Reading and writing a file that exists.
    Write,
    /// A new, empty file; one of the same name is replaced.
    Create,
}

/// A directory that holds a journal. A clone is another view of the same directory.
pub trait Medium: Clone + Debug {
    /// An open file.
    type File: MediumFile;

    /// Where a file is, to tell people; the directory itself for an empty name.
    fn path(&self, file: &str) -> PathBuf;

    /// The names of all files, in any order.
    ///
    /// # Errors
    /// When the directory cannot be read.
    fn list(&self) -> io::Result<Vec<String>>;

    /// Opens a file.
    ///
    /// # Errors
    /// When it does not exist (unless it is to be created) or may not be opened.
    fn open(&self, file: &str, access: Access) -> io::Result<Self::File>;

    /// Gives a file another name, in one step, replacing what had that name. On disk only after [`Medium::sync_names`].
    ///
    /// # Errors
    /// When the name cannot be changed.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a file. On disk only after [`Medium::sync_names`].
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove(&self, file: &str) -> io::Result<()>;

    /// Returns when the names given, changed and removed so far are on disk.
    ///
    /// # Errors
    /// When the directory cannot be synced.
    fn sync_names(&self) -> io::Result<()>;
}

/// An open file of a [`Medium`].
pub trait MediumFile: Debug {
    /// Its length in bytes.
    ///
    /// # Errors
    /// When it cannot be asked.
    fn length(&self) -> io::Result<u64>;

    /// Reads from `offset` until `into` is full or the file ends; says how many bytes were read.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize>;

    /// Writes all of `bytes` at `offset`. On disk only after [`MediumFile::sync`].
    ///
    /// # Errors
    /// When not all could be written; some of them may have been.
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;

    /// Cuts the file to `length` bytes. On disk only after [`MediumFile::sync`].
    ///
    /// # Errors
    /// When it cannot be cut.
    fn truncate(&mut self, length: u64) -> io::Result<()>;

    /// Returns when everything written, and the length, is on disk.
    ///
    /// # Errors
    /// When it is not certain to be. The operating system may have dropped what was not written, so a second try proves nothing.
    fn sync(&mut self) -> io::Result<()>;
}
