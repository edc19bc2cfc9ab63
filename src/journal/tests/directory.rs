//! Data directories as they are found: missing, private, somebody else's, something else.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::super::*;

fn open(directory: &std::path::Path) -> Result<Opening, JournalError> {
    Journal::open(directory, &Holder::default()).map(|(_, opening)| opening)
}

#[test]
fn what_is_made_is_private() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("office/data");
    open(&data).unwrap();
    let mode = |path: &str| fs::metadata(data.join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(["", "journal"].map(mode), [0o700, 0o700]);
    assert_eq!(["lock", "journal/head", "journal/00000000000000000001.seg"].map(mode), [0o600, 0o600, 0o600]);
}

#[test]
fn a_file_is_not_a_directory() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("data");
    fs::write(&file, "").unwrap();
    assert_eq!(open(&file), Err(JournalError::NotADirectory { file: file.clone() }));
    assert_eq!(open(&file.join("below")), Err(JournalError::NotADirectory { file: file.join("below") }));
    let data = directory.path().join("office");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("journal"), "").unwrap();
    assert_eq!(open(&data), Err(JournalError::NotADirectory { file: data.join("journal") }));
}

#[test]
fn reading_makes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let missing = directory.path().join("journal");
    assert_eq!(
        read_only(directory.path(), Seq::FIRST).map(|_| ()),
        Err(JournalError::Missing { file: missing.clone() })
    );
    let verified = verify(directory.path(), |_| std::ops::ControlFlow::Continue(()));
    assert_eq!(verified, Err(JournalError::Missing { file: missing }));
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
fn without_rights_the_directory_is_named() {
    if rustix::process::geteuid().is_root() {
        // The system refuses root nothing.
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o500)).unwrap();
    assert!(matches!(open(&data), Err(JournalError::NoRights { file }) if file.starts_with(&data)));
}

/// A journal that another user may read and not write can be looked at.
#[test]
fn a_journal_that_may_only_be_read_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let (mut journal, _) = Journal::open(directory.path(), &Holder::default()).unwrap();
    journal.append(&["one"]).unwrap();
    drop(journal);
    let inside = directory.path().join("journal");
    for entry in fs::read_dir(&inside).unwrap() {
        fs::set_permissions(entry.unwrap().path(), fs::Permissions::from_mode(0o400)).unwrap();
    }
    fs::set_permissions(&inside, fs::Permissions::from_mode(0o500)).unwrap();
    assert_eq!(read_only(directory.path(), Seq::FIRST).unwrap().map(Result::unwrap).count(), 1);
    fs::set_permissions(&inside, fs::Permissions::from_mode(0o700)).unwrap();
}
