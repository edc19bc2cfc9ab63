//! What can go wrong with a journal, as data: the file, the place in it, and what was being done.
//!
//! Damage, another program, a disk that is full, rights, and a failure that leaves the outcome open are kept apart, because a person
//! does something different about each. The sentences are in `error/sentence.rs` and `error/fault.rs`.

mod fault;
mod sentence;

use std::fmt;
use std::io;
use std::path::PathBuf;

pub use fault::Fault;
pub(super) use sentence::shown;

use super::lock::Holder;
use crate::text::Lang;

/// Why the journal could not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalError {
    /// Bytes that the journal had promised to keep are not as they were written. It is not opened for writing.
    Damaged(Damage),
    /// A newer version of the program wrote this file.
    Newer {
        /// The file.
        file: PathBuf,
        /// The version it says.
        version: u8,
    },
    /// Another program is writing in this data directory.
    InUse {
        /// The data directory.
        directory: PathBuf,
        /// Who it is, if that could be read.
        holder: Option<Holder>,
    },
    /// An earlier failure has made the journal read-only until the program is started anew. Nothing was taken.
    Poisoned(Reason),
    /// The disk did not confirm. Whether the entry was taken will be known after a restart; the journal is read-only until then.
    Uncertain(Failure),
    /// The disk, or the user's share of it, is full. Nothing was taken.
    NoSpace {
        /// The file that could not grow.
        file: PathBuf,
    },
    /// The operating system does not let this user in.
    NoRights {
        /// The file or directory.
        file: PathBuf,
    },
    /// The disk is mounted for reading only.
    ReadOnlyDisk {
        /// The file or directory that was to be written.
        file: PathBuf,
    },
    /// Something that should be a directory is not one.
    NotADirectory {
        /// What it is that is not one.
        file: PathBuf,
    },
    /// The file or directory is not there.
    Missing {
        /// What is not there.
        file: PathBuf,
    },
    /// One entry is longer than [`super::limits::PAYLOAD_BYTES_MAX`]. Nothing was taken.
    EntryTooLong {
        /// Its length.
        bytes: usize,
    },
    /// The entries of one append are together longer than [`super::limits::GROUP_BYTES_MAX`]. Nothing was taken.
    GroupTooLong {
        /// Their length.
        bytes: usize,
    },
    /// The operating system refused for another reason. Nothing was taken.
    Failed(Failure),
}

/// Where a journal is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub file: PathBuf,
    /// Bytes from its beginning to the frame or header that is wrong.
    pub offset: u64,
    /// What is wrong there.
    pub fault: Fault,
}

/// An operation that the operating system refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What was being done.
    pub doing: Doing,
    /// To which file.
    pub file: PathBuf,
    /// The kind of refusal.
    pub kind: io::ErrorKind,
    /// The number that the operating system gives it.
    pub code: Option<i32>,
}

/// What was being done when something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Opening a file that exists.
    Opening,
    /// Making a file or directory.
    Creating,
    /// Listing a directory.
    Listing,
    /// Reading.
    Reading,
    /// Writing.
    Writing,
    /// Taking back what had been written in part.
    CuttingBack,
    /// Waiting for the disk to confirm.
    Syncing,
    /// Taking the lock.
    Locking,
}

/// Why a journal that is open takes no more entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The disk did not confirm, or would not take back.
    Failure(Failure),
    /// Damage was found after it was opened.
    Damage(Damage),
}

impl JournalError {
    /// Sorts a refusal of the operating system.
    pub(super) fn of_io(doing: Doing, file: PathBuf, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => JournalError::NoSpace { file },
            io::ErrorKind::PermissionDenied => JournalError::NoRights { file },
            io::ErrorKind::ReadOnlyFilesystem => JournalError::ReadOnlyDisk { file },
            io::ErrorKind::NotADirectory => JournalError::NotADirectory { file },
            io::ErrorKind::NotFound => JournalError::Missing { file },
            _ => JournalError::Failed(Failure::new(doing, file, error)),
        }
    }

    /// Something wrong with the bytes at `offset`.
    pub(super) fn of_fault(file: PathBuf, offset: u64, fault: Fault) -> Self {
        match fault {
            Fault::Version(version) => JournalError::Newer { file, version },
            fault => JournalError::Damaged(Damage { file, offset, fault }),
        }
    }

    /// Whether it is certain that nothing of what was to be written will be found in the journal.
    pub fn nothing_taken(&self) -> bool {
        !matches!(self, JournalError::Uncertain(_))
    }
}

impl Failure {
    pub(super) fn new(doing: Doing, file: PathBuf, error: &io::Error) -> Self {
        Failure { doing, file, kind: error.kind(), code: error.raw_os_error() }
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for JournalError {}
