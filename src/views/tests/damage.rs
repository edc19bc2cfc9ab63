//! Damaged files: whatever is done to them, the views say so or are right.

use super::super::store::Way;
use super::super::*;
use super::story::{Story, day};
use crate::domain::workflow::Verb;
use crate::ids::DepartmentNo;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What is done to a file.
#[derive(Clone, Copy, Debug)]
enum Harm {
    FlippedBit(u64),
    ZeroedBlock(u64),
    CutOff(u64),
}

/// How it came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    RefusedToOpen,
    FoundByCheck,
    Right,
}

fn long_story(families: u32) -> Story {
    let mut story = Story::default();
    for n in 0..families {
        let family =
            story.family(&format!("NC-{n:05}"), 500_119_100 + i64::from(n % 34), &["王建国", "李秀英", "王强"]);
        for department in 1..4 {
            let item = story.item(family, DepartmentNo(department), Some(day(u64::from(n % 90))));
            story.step(item, Verb::Accept);
            if n % 3 == 0 {
                story.step(item, Verb::Deliver);
            }
        }
    }
    story
}

fn build(dir: &Path, story: &Story) {
    let mut views = Views::create(dir).unwrap();
    story.entries.chunks(50).for_each(|entries| drop(views.apply(entries).unwrap()));
    views.close().unwrap();
}

fn rows(views: &Views) -> Vec<store::Row> {
    views.store.scan(&(Vec::new()..vec![u8::MAX]), Way::Forward, usize::MAX).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &target)
        } else {
            fs::copy(file.path(), target).map(drop).unwrap()
        }
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for file in fs::read_dir(dir).unwrap().map(|file| file.unwrap().path()) {
        if file.is_dir() { files.extend(self::files(&file)) } else { files.push(file) }
    }
    files.sort();
    files
}

/// Does the harm, opens, checks; where nothing is noticed, brings the views up to date and compares every row.
fn suffer(sound: &Path, harmed: &Path, nth: usize, harm: Harm, story: &Story, wanted: &[store::Row]) -> Outcome {
    let _ = fs::remove_dir_all(harmed);
    copy(sound, harmed);
    let files: Vec<PathBuf> = files(harmed).into_iter().filter(|file| fs::metadata(file).unwrap().len() > 0).collect();
    let file = &files[nth % files.len()];
    let mut bytes = fs::read(file).unwrap();
    let length = bytes.len();
    match harm {
        Harm::FlippedBit(at) => bytes[(at / 8) as usize % length] ^= 1 << (at % 8),
        Harm::ZeroedBlock(at) => {
            let start = at as usize % length / 4096 * 4096;
            bytes[start..length.min(start + 4096)].fill(0);
        }
        Harm::CutOff(at) => bytes.truncate(at as usize % length),
    }
    fs::write(file, bytes).unwrap();
    let mut views = match Views::open(harmed) {
        Ok(views) => views,
        Err(error) => {
            assert!(error.rebuild_helps(), "{harm:?}: {error}");
            Views::set_aside(harmed).unwrap();
            assert!(Views::create(harmed).is_ok(), "{harm:?}: views can be built anew in the same process");
            return Outcome::RefusedToOpen;
        }
    };
    loop {
        match views.check_some(1_000) {
            Ok(checked) if checked.done => break,
            Ok(_) => {}
            Err(error) => {
                assert!(matches!(error, ViewsError::Damaged { .. }), "{harm:?}: {error}");
                assert!(views.family(crate::ids::FamilyId(1)).is_err(), "nothing is answered any more");
                return Outcome::FoundByCheck;
            }
        }
    }
    // What was not noticed is no harm: older views, perhaps, that are brought up to date.
    views.apply(&story.entries).unwrap();
    assert!(rows(&views) == wanted, "{harm:?} in {} was not noticed", file.display());
    Outcome::Right
}

/// Many harms, spread over the files; the same ones each time.
fn suffer_all(families: u32, each: u64) -> Vec<Outcome> {
    let dir = tempfile::tempdir().unwrap();
    let (sound, harmed) = (dir.path().join("sound"), dir.path().join("harmed"));
    let story = long_story(families);
    build(&sound, &story);
    let wanted = rows(&Views::open(&sound).unwrap());
    fs::remove_file(sound.join("open")).unwrap();
    let spread =
        |n: u64, salt: u64| (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17).wrapping_add(salt) >> 8;
    let harms = (0..each)
        .flat_map(|n| [Harm::FlippedBit(spread(n, 1)), Harm::ZeroedBlock(spread(n, 2)), Harm::CutOff(spread(n, 3))]);
    // Most of the bytes are in one file, so most harm is done there.
    harms
        .enumerate()
        .map(|(n, harm)| suffer(&sound, &harmed, if n % 5 == 0 { n / 5 } else { 1 }, harm, &story, &wanted))
        .collect()
}

/// So many harms of each sort; more of them for a long trial by `FUZHU_HARMS=200 cargo test --release harm`.
fn harms() -> u64 {
    let asked = std::env::var_os("FUZHU_HARMS").and_then(|text| text.to_str()?.parse().ok());
    asked.unwrap_or(12)
}

#[test]
fn harm_is_noticed_or_is_none() {
    let outcomes = suffer_all(120, harms());
    let count = |wanted| outcomes.iter().filter(|outcome| **outcome == wanted).count();
    let (refused, found, right) = (count(Outcome::RefusedToOpen), count(Outcome::FoundByCheck), count(Outcome::Right));
    assert!(refused > 0 && found + right > 0, "the harms are of every sort: {refused} {found} {right}");
}

#[test]
fn damaged_views_are_set_aside_and_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("views");
    let story = long_story(20);
    assert_eq!(Views::open(&path).err(), Some(ViewsError::Unbuilt { path: path.clone() }));
    assert_eq!(Views::set_aside(&path), Ok(None));
    build(&path, &story);
    let wanted = rows(&Views::open(&path).unwrap());
    for _ in 0..2 {
        let aside = Views::set_aside(&path).unwrap().unwrap();
        assert!(aside.join("tree").is_dir() && !path.exists());
        let entries = story.entries.iter().cloned().map(Ok::<_, ViewsError>);
        let views = Views::rebuild(&path, entries, &mut |_| ControlFlow::Continue(())).unwrap();
        assert!(rows(&views) == wanted);
    }
}

#[test]
fn building_that_is_interrupted_leaves_nothing_that_opens() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("views");
    let story = long_story(60);
    build(&path, &story);
    for stop_at in [Stage::Folding, Stage::Writing] {
        let entries = story.entries.iter().cloned().map(Ok::<_, ViewsError>);
        let mut stop = |progress: Progress| {
            if progress.stage == stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = Views::rebuild(&path, entries, &mut stop);
        assert_eq!(stopped.err(), Some(ViewsError::Interrupted));
        assert_eq!(Views::open(&path).err(), Some(ViewsError::Unbuilt { path: path.clone() }));
    }
}

#[test]
fn views_of_another_layout_are_not_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("views");
    let views = Views::create(&path).unwrap();
    let other = codec::encode(&Meta { layout: views.meta.layout ^ 1, ..views.meta }).unwrap();
    views.store.write([(Meta::KEY, Some(other.as_slice()))].into_iter()).unwrap();
    views.close().unwrap();
    assert_eq!(Views::open(&path).err(), Some(ViewsError::Layout { path }));
}

#[test]
fn an_index_that_names_what_is_not_there_ends_all_answers() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("views");
    let story = long_story(3);
    build(&path, &story);
    let disagree = ViewsError::damaged(Doing::Reading, Because::Disagree);
    let family = crate::ids::FamilyId(2);
    for lost in [key::family(family), key::items(crate::ids::ItemId { family, number: 1 })] {
        let views = Views::open(&path).unwrap();
        let record = views.store.get(&lost).unwrap().unwrap();
        views.store.write([(lost.as_slice(), None)].into_iter()).unwrap();
        let found = match lost.first() {
            Some(&key::FAMILY) => views.families(&Area::District, &From::Start, 10).err(),
            _ => views.queue(&QueueFilter::default(), &From::Start, 10).err(),
        };
        assert_eq!(found, Some(disagree.clone()));
        assert!(views.counts(day(0)).families > 0 && views.next_family().is_err());
        drop(views);
        let store = store::Store::open(&path.join("tree")).unwrap();
        store.write([(lost.as_slice(), Some(record.as_slice()))].into_iter()).unwrap();
    }
}
