//! Looking the data over: beside a server, on a copy, on a backup; and not one byte is written there.

use crate::support::{Office, Ran, Server};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Everything in a directory: what it is, when it was changed, what is in it.
fn everything(dir: &Path) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        let changed = fs::metadata(&path).and_then(|meta| meta.modified()).expect("a time");
        if path.is_dir() {
            found.extend(everything(&path));
        }
        let content = if path.is_file() { fs::read(&path).expect("a file") } else { Vec::new() };
        found.insert(path, (changed, content));
    }
    found
}

/// Looks a directory over, and that it is left as it was.
fn verify(office: &Office, dir: &Path) -> Ran {
    let before = everything(dir);
    let ran = office.run(&["verify", &dir.display().to_string(), "--json"]);
    assert!(everything(dir) == before, "something was written into {}", dir.display());
    ran
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory") {
        let path = entry.expect("an entry").path();
        let there = to.join(path.file_name().expect("a name"));
        if path.is_dir() { copy(&path, &there) } else { fs::copy(&path, &there).map(|_| ()).expect("a copy") }
    }
}

/// The codes of what was found.
fn codes(ran: &Ran) -> Vec<String> {
    let line = ran.lines().remove(0);
    line["findings"].as_array().expect("a list").iter().map(|it| it["code"].as_str().expect("a code").into()).collect()
}

fn flip(path: &Path, from_the_end: usize) {
    let mut bytes = fs::read(path).expect("a file");
    let at = bytes.len() - from_the_end;
    bytes[at] ^= 1;
    fs::write(path, bytes).expect("it can be written");
}

fn office() -> Office {
    let office = Office::with_an_item();
    let photo = office.file("证件.jpg", b"a photograph").display().to_string();
    office.run(&["attach", "add", &photo, "--family", "F1"]).ok();
    office
}

#[test]
fn beside_a_server_everything_but_the_views_is_looked_over() {
    let office = office();
    let alone = office.run(&["verify", "--json"]).json().remove(0);
    assert_eq!((&alone["views_compared"], &alone["findings"]), (&true.into(), &serde_json::json!([])));
    let server = Server::start(&office);
    let beside = office.run(&["verify", "--json"]);
    assert_eq!(codes(&beside), ["views-not-compared"]);
    let beside = beside.json().remove(0);
    for key in ["ok", "entries", "head_hash", "families", "items"] {
        assert_eq!(beside[key], alone[key], "{key}");
    }
    assert_eq!(beside["views_compared"], false);
    let said = office.run(&["verify"]);
    assert!(said.ok().starts_with("数据完好。") && said.out.contains("没有比对视图"), "{said:?}");
    // The server was not disturbed, and what it writes is seen.
    office.run(&["item", "accept", "F1-1"]).ok();
    assert_eq!(office.run(&["verify", "--json"]).json()[0]["entries"], 4);
    let photo = office.data().join("attachments");
    let photo = everything(&photo).into_keys().find(|path| path.is_file()).expect("the photograph");
    flip(&photo, 1);
    let damaged = office.run(&["verify", "--json"]);
    assert_eq!((damaged.status, codes(&damaged)), (3, vec!["file-changed".into(), "views-not-compared".into()]));
    server.stop();
}

#[test]
fn a_copy_is_looked_over_and_left_as_it_is() {
    let office = office();
    let copied = office.home().join("copy");
    copy(&office.data(), &copied);
    let whole = verify(&office, &copied);
    assert_eq!((whole.status, codes(&whole)), (0, vec!["views-not-compared".into()]), "{whole:?}");
    assert_eq!((&whole.lines()[0]["entries"], &whole.lines()[0]["items"]), (&3.into(), &1.into()));
    // Without its views and files that nobody needs it is as good.
    fs::remove_dir_all(copied.join("views")).expect("views");
    fs::remove_file(copied.join("lock")).expect("a lock");
    assert_eq!(verify(&office, &copied).status, 0);
    flip(&copied.join("journal/00000000000000000001.seg"), 200);
    let damaged = verify(&office, &copied);
    assert_eq!((damaged.status, codes(&damaged).first().map(String::as_str)), (3, Some("journal")), "{damaged:?}");
    let nothing = office.run(&["verify", &office.home().join("nothing").display().to_string()]);
    assert_eq!((nothing.status, nothing.err.contains("nothing")), (3, true), "{nothing:?}");
    office.run(&["verify"]).ok();
}

#[test]
fn a_backup_is_held_against_its_manifest() {
    let office = office();
    let taken = |name: &str| {
        let to = office.home().join(name);
        office.run(&["backup", &to.display().to_string()]).ok();
        to
    };
    let backup = taken("backup");
    let whole = verify(&office, &backup);
    assert_eq!((whole.status, codes(&whole)), (0, vec![]), "{whole:?}");
    assert!(whole.lines()[0]["backup"].is_string(), "{whole:?}");
    assert!(office.run(&["verify", &backup.display().to_string()]).ok().starts_with("备份完好。"));
    // What the next, interrupted one left is no part of it.
    fs::write(backup.join("papers-half"), "x").expect("a file");
    assert_eq!(verify(&office, &backup).status, 0);
    let photo =
        everything(&backup.join("attachments")).into_keys().find(|path| path.is_file()).expect("the photograph");
    flip(&photo, 1);
    let damaged = verify(&office, &backup);
    assert_eq!((damaged.status, codes(&damaged)), (3, vec!["backup-file".into()]));
    fs::remove_file(&photo).expect("it is removed");
    assert_eq!(codes(&verify(&office, &backup)), ["backup-file"]);
    let backup = taken("another");
    flip(&backup.join("journal/00000000000000000001.seg"), 200);
    assert_eq!(codes(&verify(&office, &backup)), ["journal", "backup-file"]);
    let backup = taken("third");
    flip(&backup.join("manifest.json"), 80);
    assert_eq!(office.run(&["verify", &backup.display().to_string()]).status, 3);
}
