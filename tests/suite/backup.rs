//! A backup taken while a server works, killed half-way and taken again, put back, and asked the same questions.

use crate::support::{Office, Ran, Server, TODAY};
use std::path::Path;
use std::process::{Command, Stdio};

fn add(n: usize) -> String {
    let name = char::from_u32(0x4E00 + u32::try_from(n).expect("a small number")).expect("a character");
    format!("{{\"command\":\"family add\",\"father\":{{\"name\":\"周{name}\"}},\"token\":\"t{n}\"}}\n")
}

/// Runs the program on another data directory than the office's.
fn on(data: &Path, office: &Office, words: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuzhu"));
    command.env_clear().env("TZ", "Asia/Shanghai").env("USER", "zhoumin").current_dir(office.home());
    let output =
        command.arg("--data").arg(data).args(["--today", TODAY]).args(words).output().expect("the program ends");
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn a_backup_while_a_server_works_comes_back_with_the_same_answers() {
    let office = Office::with_an_item();
    office.run(&["item", "accept", "F1-1"]).ok();
    let photo = office.file("证件.jpg", b"a photograph").display().to_string();
    office.run(&["attach", "add", &photo, "--family", "F1"]).ok();
    let server = Server::start(&office);
    let to = office.home().join("backup").display().to_string();
    let lines: String = (0..300).map(add).collect();
    let (mut taken, mut last) = (0, 0);
    std::thread::scope(|scope| {
        let feeding = scope.spawn(|| office.feed(&["apply", "-"], &lines).ok().lines().count());
        while !feeding.is_finished() || taken < 2 {
            let done = office.run(&["backup", &to, "--json"]).json().remove(0);
            let entry = done["head"].as_u64().expect("a number");
            assert!(entry >= last, "{entry} after {last}");
            (taken, last) = (taken + 1, entry);
        }
        assert_eq!(feeding.join().expect("it ends"), 300, "nobody was disturbed");
    });
    // One is killed as soon as it has begun.
    let aside = office.home().join("aside");
    let mut half = office.command();
    half.arg("backup").arg(&aside).stdout(Stdio::null()).stderr(Stdio::null());
    let mut half = half.spawn().expect("the program starts");
    while !aside.exists() && half.try_wait().expect("a status").is_none() {}
    half.kill().expect("it can be killed");
    half.wait().expect("it ends");
    let aside = aside.display().to_string();
    let whole = office.run(&["backup", &aside, "--json"]).json().remove(0);
    let done = office.run(&["backup", &to, "--json"]).json().remove(0);
    assert_eq!((&done["head_hash"], &done["families"]), (&whole["head_hash"], &301.into()));
    server.stop();
    let back = office.home().join("back");
    for (from, back) in [(&to, &back), (&aside, &office.home().join("back-too"))] {
        let restored = on(back, &office, &["restore", from, "--json"]).json().remove(0);
        assert_eq!(restored["head_hash"], done["head_hash"]);
        assert_eq!(on(back, &office, &["verify", "--json"]).json()[0]["head_hash"], done["head_hash"]);
    }
    let questions: [&[&str]; 6] = [
        &["queue", "--json"],
        &["family", "list", "--json"],
        &["item", "show", "F1-1", "--json"],
        &["search", "wjg", "--json"],
        &["log", "--json", "--limit", "0"],
        &["attach", "list", "--family", "F1", "--json"],
    ];
    for question in questions {
        assert_eq!(on(&back, &office, question).ok(), office.run(question).ok(), "{question:?}");
    }
}

#[test]
fn a_restore_never_goes_over_what_is_there_and_says_what_is_wrong() {
    let office = Office::with_an_item();
    let to = office.home().join("backup");
    let shown = to.display().to_string();
    assert!(office.run(&["backup", &shown]).ok().contains("备份完成"));
    let over = office.run(&["restore", &shown]);
    assert_eq!((over.status, over.err.contains("里已有内容")), (1, true), "{over:?}");
    let segment = to.join("journal/00000000000000000001.seg");
    let mut bytes = std::fs::read(&segment).expect("a segment");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&segment, &bytes).expect("a damaged segment");
    let back = office.home().join("back");
    let refused = on(&back, &office, &["restore", &shown]);
    assert_eq!(refused.status, 3, "{refused:?}");
    assert!(refused.err.contains("00000000000000000001.seg"), "{refused:?}");
    assert!(!back.exists());
    // Nor does a backup go on upon a damaged one.
    office.run(&["item", "accept", "F1-1"]).ok();
    assert_eq!(office.run(&["backup", &shown]).status, 3);
    office.run(&["verify"]).ok();
}

#[test]
fn a_torn_tail_is_not_copied() {
    let office = Office::with_an_item();
    let segment = office.data().join("journal/00000000000000000001.seg");
    let mut bytes = std::fs::read(&segment).expect("a segment");
    bytes.extend_from_slice(&[0; 40]);
    std::fs::write(&segment, &bytes).expect("a torn tail");
    let to = office.home().join("backup").display().to_string();
    let taken = office.run(&["backup", &to, "--json"]).json().remove(0);
    assert_eq!(taken["head"], 2);
    let back = office.home().join("back");
    on(&back, &office, &["restore", &to]).ok();
    assert_eq!(on(&back, &office, &["verify", "--json"]).json()[0]["findings"], serde_json::json!([]));
}
