//! What is in a backup comes back; what is damaged is found, file by file; what was interrupted is as it was before.

use super::super::attachment::Attachments;
use super::super::tests::office::{Office, step};
use super::manifest::FILE;
use super::{BackedUp, Refused, backup, restore};
use crate::domain::refusal::Refusal;
use crate::domain::workflow::Verb;
use crate::journal::Holder;
use crate::service::client::Client;
use crate::text::Lang;
use chrono::DateTime;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

fn work(office: &Office, numbers: std::ops::RangeInclusive<u32>) {
    let mut local = office.open();
    for number in numbers {
        let family = office.family(&mut local, number);
        let item = office.item(&mut local, family, "easy-care", 2);
        local.execute(&[step(item, Verb::Accept)]);
    }
    local.close();
}

fn taken(data: &Path, to: &Path) -> Result<BackedUp, Refused> {
    let at = DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").unwrap();
    backup(data, to, at, &Holder::default(), &mut |_, _| {})
}

fn put_back(from: &Path, data: &Path) -> Result<super::Restored, Refused> {
    restore(from, data, &Holder::default(), &mut |_, _| {})
}

/// An office with a file and a list of days off, and a place for its backup.
fn filled() -> (Office, tempfile::TempDir, PathBuf) {
    let office = Office::new();
    work(&office, 1..=3);
    Attachments::of(office.dir()).keep(&mut &b"a photograph"[..]).unwrap();
    fs::create_dir_all(office.dir().join("days-off")).unwrap();
    fs::write(office.dir().join("days-off/2027.csv"), "date,kind\n").unwrap();
    let home = tempfile::tempdir().unwrap();
    let to = home.path().join("backup");
    (office, home, to)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { files.extend(self::files(&entry)) } else { files.push(entry) }
    }
    files.sort();
    files
}

#[test]
fn everything_comes_back_and_a_second_run_copies_what_is_new() {
    let (office, home, to) = filled();
    let first = taken(office.dir(), &to).unwrap();
    assert_eq!((first.manifest.families, first.manifest.items), (3, 3));
    assert!(first.unsound.is_empty() && first.new_bytes > 0);
    assert_eq!(taken(office.dir(), &to).unwrap().new_bytes, 0);
    work(&office, 4..=4);
    let second = taken(office.dir(), &to).unwrap();
    assert!(second.new_bytes < first.new_bytes / 2, "{} after {}", second.new_bytes, first.new_bytes);
    for file in files(&to) {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
    let back = home.path().join("back");
    let restored = put_back(&to, &back).unwrap();
    assert_eq!((restored.manifest.families, restored.findings.len()), (4, 0));
    for file in ["journal/head", "days-off/2027.csv"] {
        assert!(back.join(file).is_file(), "{file}");
    }
    assert_eq!(Attachments::of(&back).names().unwrap(), Attachments::of(office.dir()).names().unwrap());
    assert!(!back.join("restoring").exists());
    assert!(matches!(put_back(&to, &back), Err(Refused::NotEmpty(_))));
}

#[test]
fn a_flipped_bit_in_any_file_is_found() {
    let (office, home, to) = filled();
    taken(office.dir(), &to).unwrap();
    let back = home.path().join("back");
    for file in files(&to).iter().filter(|file| !file.ends_with("lock")) {
        let good = fs::read(file).unwrap();
        for at in (0..good.len()).step_by((good.len() / 9).max(1)).chain([good.len() - 1]) {
            let mut bad = good.clone();
            bad[at] ^= 0x04;
            fs::write(file, &bad).unwrap();
            let refused = put_back(&to, &back).err().unwrap_or_else(|| panic!("{} {at}", file.display()));
            let refusal = Refusal::from(refused);
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            assert!(refusal.sentence(Lang::Zh).contains(&name), "{name}: {}", refusal.sentence(Lang::Zh));
            assert!(!refusal.hint(Lang::En).is_empty() && !back.join("journal").exists());
        }
        fs::write(file, &good[..good.len() - 1]).unwrap();
        assert!(put_back(&to, &back).is_err(), "{} cut short", file.display());
        fs::write(file, &good).unwrap();
    }
    put_back(&to, &back).unwrap();
}

#[test]
fn an_interrupted_backup_leaves_the_one_before_it() {
    let (office, home, to) = filled();
    let first = taken(office.dir(), &to).unwrap();
    let manifest = fs::read(to.join(FILE)).unwrap();
    work(&office, 4..=5);
    fs::write(office.dir().join("days-off/2027.csv"), "date,kind,note\n").unwrap();
    taken(office.dir(), &to).unwrap();
    // Everything of the second was written but the manifest, and something is half there.
    fs::write(to.join(FILE), &manifest).unwrap();
    fs::write(to.join("new-half"), "half").unwrap();
    let back = home.path().join("back");
    assert_eq!(put_back(&to, &back).unwrap().manifest, first.manifest);
    assert_eq!(fs::read_to_string(back.join("days-off/2027.csv")).unwrap(), "date,kind\n");
    let again = taken(office.dir(), &to).unwrap();
    assert_eq!(again.manifest.families, 5);
    assert!(!to.join("new-half").exists());
}

#[test]
fn a_first_backup_that_was_interrupted_is_none() {
    let (office, home, to) = filled();
    super::place::claim(office.dir(), &to).unwrap();
    let back = home.path().join("back");
    assert!(matches!(put_back(&to, &back), Err(Refused::NoBackup(_))));
    assert!(matches!(put_back(&home.path().join("nowhere"), &back), Err(Refused::NoBackup(_))));
    assert!(!back.exists());
    taken(office.dir(), &to).unwrap();
    // A restore that was interrupted before the journal had its name.
    fs::create_dir_all(back.join("restoring/journal")).unwrap();
    fs::create_dir_all(back.join("views")).unwrap();
    put_back(&to, &back).unwrap();
}

#[test]
fn only_a_directory_that_is_meant_for_it_takes_a_backup() {
    let (office, home, to) = filled();
    taken(office.dir(), &to).unwrap();
    let other = Office::new();
    work(&other, 1..=9);
    assert!(matches!(taken(other.dir(), &to), Err(Refused::Another(..))));
    let (small, empty) = (Office::new(), Office::new());
    work(&small, 1..=1);
    assert!(matches!(taken(small.dir(), &to), Err(Refused::Shorter { .. })));
    assert!(matches!(taken(office.dir(), other.dir()), Err(Refused::NotABackup(_))));
    assert!(matches!(taken(office.dir(), &office.dir().join("backup")), Err(Refused::Inside(_))));
    assert!(taken(&home.path().join("nothing"), &to).is_err());
    empty.open().close();
    let none = home.path().join("none");
    assert_eq!(taken(empty.dir(), &none).unwrap().manifest.entry, 0);
    put_back(&none, &home.path().join("none-back")).unwrap();
}

#[test]
fn an_attachment_that_the_office_lost_stays_in_the_backup() {
    let (office, home, to) = filled();
    taken(office.dir(), &to).unwrap();
    let kept = Attachments::of(office.dir());
    let lost = kept.names().unwrap().remove(0);
    fs::write(kept.path(&lost), "another").unwrap();
    let whole = kept.keep(&mut &b"another photograph"[..]).unwrap().hash;
    fs::write(kept.path(&whole), "changed").unwrap();
    let done = taken(office.dir(), &to).unwrap();
    assert_eq!(done.unsound.len(), 1, "{:?}", done.unsound);
    let back = home.path().join("back");
    put_back(&to, &back).unwrap();
    assert_eq!(fs::read(Attachments::of(&back).path(&lost)).unwrap(), b"a photograph");
}
