//! Where the journal lies in a data directory, and the making of both.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::error::{Doing, JournalError};
use super::medium::Disk;

/// Name of the journal's directory in the data directory.
const NAME: &str = "journal";

/// The journal of a data directory; both are made, readable by their owner alone, if they are not there.
///
/// # Errors
/// When one is there and is not a directory, or cannot be made.
pub(super) fn prepare(data: &Path) -> Result<Disk, JournalError> {
    make(data)?;
    let journal = data.join(NAME);
    make(&journal)?;
    Ok(Disk::at(&journal))
}

/// The journal of a data directory that has one.
///
/// # Errors
/// When there is none.
pub(super) fn existing(data: &Path) -> Result<Disk, JournalError> {
    let journal = data.join(NAME);
    match journal.metadata() {
        Ok(found) if found.is_dir() => Ok(Disk::at(&journal)),
        Ok(_) => Err(JournalError::NotADirectory { file: journal }),
        Err(error) => Err(JournalError::of_io(Doing::Opening, journal, &error)),
    }
}

/// Makes a directory and those above it, and has each on disk in the one that holds it.
fn make(directory: &Path) -> Result<(), JournalError> {
    let failed = |error: io::Error| JournalError::of_io(Doing::Creating, directory.to_owned(), &error);
    match directory.metadata() {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => return Err(JournalError::NotADirectory { file: directory.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    let above = match directory.parent() {
        Some(above) if above.as_os_str().is_empty() => PathBuf::from("."),
        Some(above) => above.to_owned(),
        None => PathBuf::from("/"),
    };
    make(&above)?;
    match DirBuilder::new().mode(0o700).create(directory) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(error)),
        _ => {}
    }
    File::open(&above).and_then(|above| above.sync_all()).map_err(failed)
}
