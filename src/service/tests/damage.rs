//! Views that are lost, damaged or ahead; a journal that lost its end; a second program.

use super::office::{Office, step};
use crate::domain::workflow::Verb;
use crate::ids::Seq;
use crate::journal::{Holder, JournalError};
use crate::service::answer::Answer;
use crate::service::client::Client;
use crate::service::failure::Failure;
use crate::service::maintenance::Maintenance;
use crate::service::query::{Page, Query};
use crate::service::upkeep::Upkeep;
use std::fs;
use std::path::PathBuf;

/// An office with some families and items, closed in good order.
fn filled() -> Office {
    let office = Office::new();
    let mut local = office.open();
    for number in 1..=5 {
        let family = office.family(&mut local, number);
        let item = office.item(&mut local, family, "easy-care", 2);
        local.execute(&[step(item, Verb::Accept)]);
    }
    local.close();
    office
}

fn families(office: &Office) -> usize {
    match office.open().ask(&Query::Families { township: None, page: Page::first(100) }) {
        Ok(Answer::Families(rows)) => rows.rows.len(),
        other => panic!("{other:?}"),
    }
}

fn upkeep(office: &Office) -> Upkeep {
    Upkeep::new(office.dir().to_path_buf(), Holder::default())
}

#[test]
fn views_that_are_gone_are_folded_again() {
    let office = filled();
    fs::remove_dir_all(office.dir().join("views")).unwrap();
    assert_eq!(families(&office), 5);
    assert!(upkeep(&office).verify(&mut |_, _| {}).unwrap().is_sound());
}

/// Flipped bits and zeroed blocks anywhere in the views: every answer is right, or the views are folded again and then it is right.
#[test]
fn no_wrong_answer_from_damaged_views() {
    let office = filled();
    let files: Vec<PathBuf> = files_below(office.dir().join("views"));
    let mut damaged = 0;
    for file in files {
        let good = fs::read(&file).unwrap();
        for at in (0..good.len()).step_by((good.len() / 12).max(1)) {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            fs::write(&file, &bad).unwrap();
            // As if the run before had been killed, so that opening looks twice.
            fs::write(office.dir().join("views/open"), b"").unwrap();
            assert_eq!(families(&office), 5, "{} at {at}", file.display());
            damaged += 1;
            office.open().close();
            if !file.exists() {
                break;
            }
        }
    }
    assert!(damaged > 12, "{damaged}");
}

fn files_below(folder: PathBuf) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

#[test]
fn verify_finds_views_that_are_not_what_the_journal_says() {
    let office = filled();
    let sound = upkeep(&office).verify(&mut |_, _| {}).unwrap();
    assert!(sound.is_sound(), "{:?}", sound.findings);
    assert_eq!((sound.entries, sound.families, sound.items), (15, 5, 5));
    // The views of another office are sound in themselves.
    let other = Office::new();
    let mut local = other.open();
    for number in 1..=15 {
        other.family(&mut local, number);
    }
    local.close();
    fs::remove_dir_all(office.dir().join("views")).unwrap();
    copy(&other.dir().join("views"), &office.dir().join("views"));
    let found = upkeep(&office).verify(&mut |_, _| {}).unwrap();
    let codes: Vec<&str> = found.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["views-disagree"]);
    upkeep(&office).rebuild(&mut |_, _| {}).unwrap();
    assert!(upkeep(&office).verify(&mut |_, _| {}).unwrap().is_sound());
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target)
        } else {
            let _ = fs::copy(&path, &target).unwrap();
        }
    }
}

/// A journal that lost whole entries at its end, and its head file with them, is found out by the views.
#[test]
fn a_journal_shorter_than_the_views_is_not_opened() {
    let office = filled();
    let shorter = Office::new();
    let mut local = shorter.open();
    shorter.family(&mut local, 1);
    local.close();
    fs::remove_dir_all(office.dir().join("journal")).unwrap();
    copy(&shorter.dir().join("journal"), &office.dir().join("journal"));
    let Err(failure) = office.try_open() else { panic!("it opened") };
    assert!(matches!(failure, Failure::JournalShort { views: Seq(15), journal: Seq(1) }), "{failure:?}");
}

#[test]
fn a_second_program_is_told_who_has_it() {
    let office = filled();
    let holder =
        Holder { pid: 4711, user: "tangli".into(), host: "nanchuan-1".into(), since: "2026-11-24 08:30".into() };
    let (_store, _) = crate::service::store::Store::open(office.dir(), &holder, &mut |_, _| {}).unwrap();
    let Err(failure) = office.try_open() else { panic!("it opened twice") };
    assert!(matches!(failure, Failure::Journal(JournalError::InUse { .. })), "{failure:?}");
    for lang in [crate::text::Lang::Zh, crate::text::Lang::En] {
        assert!(
            failure.sentence(lang).contains("tangli") && failure.sentence(lang).contains("4711"),
            "{}",
            failure.sentence(lang)
        );
    }
}

/// Opening looks at the newest part of a long journal only; damage before it is found beside the work and stops writing.
#[test]
fn damage_in_the_old_part_of_a_journal_is_found_beside_the_work() {
    let office = filled();
    let files = files_below(office.dir().join("journal"));
    let segment = files.into_iter().find(|file| !file.ends_with("head")).unwrap();
    let mut local = office.open();
    let mut bytes = fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&segment, bytes).unwrap();
    local.check_the_rest(&crate::service::store::Opened { unchecked_before: true, ..Default::default() });
    while !local.notices().iter().any(|notice| notice.read_only) {
        local.idle();
        std::thread::yield_now();
    }
    let family = crate::ids::FamilyId(1);
    let refused = local.execute(&[office.opening(family, "health-record", 1)]);
    assert_eq!(refused[0].as_ref().unwrap_err().code(), "journal");
}
