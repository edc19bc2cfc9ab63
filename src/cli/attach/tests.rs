//! Files: attached, listed, taken out again, withdrawn; and what happens when one is lost.

use crate::cli::tests::Desk;
use crate::service::attachment::BYTES_MAX;
use serde_json::json;
use std::fs;

fn photo(desk: &Desk, name: &str, content: &[u8]) -> String {
    let path = desk.file(name);
    fs::write(&path, content).unwrap();
    path.display().to_string()
}

#[test]
fn a_photograph_of_a_certificate_goes_in_and_comes_out() {
    let mut desk = Desk::with_family();
    let path = photo(&desk, "残疾证.jpg", b"\xff\xd8 a photograph");
    let told = desk.says(&format!("attach add '{path}' --family F1 --member child --note 正面"));
    assert!(told.starts_with("已附上“残疾证.jpg”（R1），"), "{told}");
    desk.says(&format!("attach add '{path}' --family F1"));
    let rows = desk.json("attach list --family F1");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["name"] == json!("残疾证.jpg") && row["bytes"] == json!(15)));
    assert_eq!(rows[0]["hash"], rows[1]["hash"], "the same photograph is kept once");
    assert!(rows.iter().any(|row| row["owner"] == json!("member") && row["note"] == json!("正面")));

    let out = desk.file("out.jpg").display().to_string();
    desk.says(&format!("attach get R1 --out '{out}'"));
    assert_eq!(fs::read(&out).unwrap(), b"\xff\xd8 a photograph");
    assert_eq!(desk.fails(&format!("attach get R1 --out '{out}'")), "file-exists");

    // Withdrawn, it is no longer listed; an undo brings it back, and the bytes were there all the time.
    desk.says("attach remove R1 --reason 附错了");
    assert_eq!(desk.json("attach list --family F1").len(), 1);
    let seq = desk.json("log").last().unwrap()["seq"].clone();
    desk.says(&format!("undo {seq} --reason 没有附错"));
    assert_eq!(desk.json("attach list --family F1").len(), 2);
}

#[test]
fn what_cannot_be_attached_is_refused() {
    let mut desk = Desk::with_family();
    let path = photo(&desk, "a.txt", b"x");
    let empty = photo(&desk, "empty.txt", b"");
    let large = photo(&desk, "large.bin", &vec![0; usize::try_from(BYTES_MAX).unwrap() + 1]);
    assert_eq!(desk.fails(&format!("attach add '{empty}' --family F1")), "file-empty");
    assert_eq!(desk.fails(&format!("attach add '{large}' --family F1")), "file-too-long");
    assert_eq!(desk.fails(&format!("attach add '{path}' --family F9")), "no-such-family");
    assert_eq!(desk.fails(&format!("attach add '{path}' --item F1-7")), "no-such-item");
    assert_eq!(desk.fails(&format!("attach add '{path}'")), "missing");
    assert_eq!(desk.fails("attach add /nowhere/at/all.jpg --family F1"), "unreadable");
    assert_eq!(desk.fails("attach get R7"), "no-such-row");
    assert!(desk.says("attach list").contains("还没有附件"));
    // A row that names a file which nobody kept is not written, whichever way it comes.
    let hash = "0".repeat(64);
    let row = format!("--record file_name=a.txt --record file_bytes=1 --record file_hash={hash}");
    assert_eq!(desk.fails(&format!("register write file --family F1 {row}")), "no-such-file");
}
