//! One writer a data directory: a lock that the operating system holds for as long as the program lives.
//!
//! The file also says who holds it, for the second program's sentence. It stays when the lock is gone: what counts is the lock, not
//! the file, so a killed program leaves nothing behind that would have to be removed by hand.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

use super::error::{Doing, JournalError};
use crate::text::clean::free_text;

/// Name of the lock file in the data directory.
const FILE: &str = "lock";
/// Most that is read of a lock file, in bytes.
const TEXT_BYTES_MAX: u64 = 1024;
/// Most that is kept of a name, in characters.
const NAME_CHARS_MAX: usize = 80;

/// Who writes in a data directory. The caller says it; the journal only passes it on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// Process number.
    pub pid: u32,
    /// The user, as the operating system calls him.
    pub user: String,
    /// The machine.
    pub host: String,
    /// Since when, as text for people.
    pub since: String,
}

impl Holder {
    fn to_text(&self) -> String {
        let Holder { pid, user, host, since } = self;
        format!("{pid}\n{}\n{}\n{}\n", line(user), line(host), line(since))
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let pid = lines.next()?.parse().ok()?;
        let mut next = || lines.next().map(line);
        Some(Holder { pid, user: next()?, host: next()?, since: next()? })
    }
}

/// Text that fits on one line and sends nothing to a terminal.
fn line(text: &str) -> String {
    free_text(text).chars().take(NAME_CHARS_MAX).collect()
}

/// The lock on a data directory; gives it back when dropped or when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock of a data directory.
    ///
    /// # Errors
    /// [`JournalError::InUse`] if someone else has it; otherwise what the operating system says.
    pub fn take(directory: &Path, holder: &Holder) -> Result<Lock, JournalError> {
        let path = directory.join(FILE);
        let failed = |doing, error: &io::Error| JournalError::of_io(doing, path.clone(), error);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let mut file = options.open(&path).map_err(|error| failed(Doing::Opening, &error))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => {
                return Err(JournalError::InUse { directory: directory.to_owned(), holder: read(&mut file) });
            }
            Err(errno) => return Err(failed(Doing::Locking, &errno.into())),
        }
        // On a full disk there is still the lock, only without a name in it.
        let _ = name(&mut file, &holder.to_text());
        Ok(Lock { file })
    }
}

/// Who has the lock of a data directory now, as far as can be seen without taking it: none where nobody does, or it cannot be read.
pub fn held_by(directory: &Path) -> Option<Holder> {
    let mut file = File::open(directory.join(FILE)).ok()?;
    // A name goes with its lock; only a killed program leaves one behind, and only then is the lock itself tried, for a moment.
    let holder = read(&mut file)?;
    match flock(&file, FlockOperation::NonBlockingLockShared) {
        Err(rustix::io::Errno::WOULDBLOCK) => Some(holder),
        _ => None,
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The name goes before the lock does, so that nobody is told of a holder who has left.
        let _ = name(&mut self.file, "");
    }
}

fn name(file: &mut File, text: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.as_bytes())
}

fn read(file: &mut File) -> Option<Holder> {
    let mut text = Vec::new();
    file.take(TEXT_BYTES_MAX).read_to_end(&mut text).ok()?;
    Holder::from_text(&String::from_utf8_lossy(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn holder() -> Holder {
        Holder { pid: 42, user: "chen".into(), host: "nanchuan".into(), since: "2026-03-01 09:00".into() }
    }

    #[test]
    fn the_second_is_told_who_the_first_is() {
        let directory = tempfile::tempdir().unwrap();
        let first = Lock::take(directory.path(), &holder()).unwrap();
        let refused = Lock::take(directory.path(), &Holder::default()).unwrap_err();
        assert_eq!(refused, JournalError::InUse { directory: directory.path().to_owned(), holder: Some(holder()) });
        assert_eq!(held_by(directory.path()), Some(holder()));
        drop(first);
        assert_eq!(held_by(directory.path()), None);
        Lock::take(directory.path(), &Holder::default()).unwrap();
    }

    #[test]
    fn a_lock_file_left_by_a_killed_program_stops_nobody() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join(FILE), holder().to_text()).unwrap();
        assert_eq!(held_by(directory.path()), None);
        Lock::take(directory.path(), &Holder::default()).unwrap();
    }

    #[test]
    fn a_holder_cannot_send_codes_to_the_terminal() {
        let read = Holder::from_text("7\nch\u{1b}[2Jen\nh\ns\n").unwrap();
        assert_eq!(read.user, "ch[2Jen");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".{0,200}") {
            let _ = Holder::from_text(&text);
        }
    }
}
