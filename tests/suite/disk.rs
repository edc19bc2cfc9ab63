//! A disk that does not do what it is asked: a directory without rights, a disk that is full. What was saved stays, and a sentence says
//! what to do.

use crate::support::Office;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Nobody in particular: a user without rights, for when the test itself may do everything.
const NOBODY: u32 = 65_534;

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("rights are set");
}

fn everything(said: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr))
}

/// The program at a place where anybody may run it.
fn for_anybody(office: &Office) -> PathBuf {
    let program = office.home().join("fuzhu");
    fs::copy(env!("CARGO_BIN_EXE_fuzhu"), &program).expect("a copy of the program");
    allow(office.home(), 0o755);
    allow(&program, 0o755);
    program
}

/// Runs the program as somebody whom rights hold back.
fn run(office: &Office, program: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.env_clear().env("TZ", "Asia/Shanghai").current_dir(office.home());
    if nix::unistd::getuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.arg("--data").arg(office.data()).args(arguments).output().expect("the program starts")
}

#[test]
fn a_directory_without_rights_is_said_and_left_alone() {
    let office = Office::new();
    office.run(&["family", "add", "--father", "name=王建国"]).ok();
    let program = for_anybody(&office);
    // Nothing may be read; it may be read and not written; there is none and none may be made.
    for (name, prepare) in [
        ("closed", (|data| allow(data, 0o000)) as fn(&Path)),
        ("read only", |data| allow(data, 0o555)),
        ("missing", |data| {
            allow(data, 0o755);
            fs::rename(data, data.with_extension("away")).expect("it can be moved");
            allow(data.parent().expect("a home"), 0o555);
        }),
    ] {
        prepare(&office.data());
        for arguments in [&["queue"] as &[&str], &["family", "add", "--father", "name=李国华"]] {
            let ran = run(&office, &program, arguments);
            let said = everything(&ran);
            assert!(matches!(ran.status.code(), Some(1 | 3)), "{name} {arguments:?}: {said}");
            assert!(said.contains("data") && said.contains('。'), "{name} {arguments:?} names the place: {said}");
            assert!(!said.contains("panicked") && !said.contains("Os {"), "{name} {arguments:?}: {said}");
        }
    }
    allow(office.home(), 0o755);
    fs::rename(office.data().with_extension("away"), office.data()).expect("it can be moved back");
    assert_eq!(office.run(&["family", "list", "--json"]).json().len(), 1);
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}

/// Runs the program where no file may grow beyond so many blocks of 512 bytes: a disk that takes no more.
fn on_a_full_disk(office: &Office, blocks: u32, arguments: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.env_clear().env("TZ", "Asia/Shanghai").current_dir(office.home());
    command.args(["-c", &script, env!("CARGO_BIN_EXE_fuzhu"), "--data"]).arg(office.data());
    command.args(["--today", crate::support::TODAY]).args(arguments).output().expect("a shell")
}

fn roster(families: u32) -> String {
    let heading = "家庭编号,乡镇街道,家庭类别,父亲姓名,母亲姓名,子女姓名,子女状况\n".to_string();
    (0..families).fold(heading, |text, n| {
        let name = char::from_u32(0x4E00 + n).unwrap_or('一');
        text + &format!("NC-{n:05},东城街道,死亡,王{name}国,李{name}英,王小{name},死亡\n")
    })
}

#[test]
fn a_full_disk_in_the_middle_of_an_import_loses_nothing_that_was_answered() {
    let office = Office::new();
    let families = 1_200;
    office.file("roster.csv", roster(families));
    // The journal of so many families takes more than this.
    let ran = on_a_full_disk(&office, 256, &["import", "roster.csv", "--json"]);
    let said = everything(&ran);
    assert!(matches!(ran.status.code(), Some(1 | 3)), "{said}");
    assert!(!said.contains("panicked") && !said.contains("Os {"), "{said}");
    let answered = said.lines().filter(|line| line.contains("\"action\":\"new\"")).count();
    let kept = office.run(&["family", "list", "--limit", "0", "--json"]).json().len();
    assert!(kept >= answered && kept > 0 && kept < families as usize, "{kept} kept of {answered} answered");
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
    // The same file again, on a disk with room, brings in the rest and nobody twice.
    office.run(&["import", "roster.csv"]).ok();
    assert_eq!(office.run(&["family", "list", "--limit", "0", "--json"]).json().len(), families as usize);
}

#[test]
fn a_full_disk_under_a_command_is_a_sentence_and_the_next_one_goes_on() {
    let office = Office::new();
    office.file("roster.csv", roster(300));
    office.run(&["import", "roster.csv"]).ok();
    // No file may grow at all beyond a quarter of the journal.
    let ran = on_a_full_disk(&office, 16, &["family", "add", "--father", "name=李国华"]);
    let said = everything(&ran);
    assert!(matches!(ran.status.code(), Some(1 | 3)), "{said}");
    assert!(said.contains('。') && !said.contains("panicked"), "{said}");
    assert_eq!(office.run(&["family", "list", "--limit", "0", "--json"]).json().len(), 300);
    office.run(&["family", "add", "--father", "name=李国华"]).ok();
    assert_eq!(office.run(&["family", "list", "--limit", "0", "--json"]).json().len(), 301);
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}
