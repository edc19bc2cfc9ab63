//! The workstation in a real terminal, by its keys: an item on its way, a line that drops, a window that changes, a clerk who leaves.

use crate::support::{Desk, Office};
use signal::send;

/// What gives the other screen back when a program leaves it.
const LEFT_THE_OTHER_SCREEN: &[u8] = b"\x1b[?1049l";

fn status_of(office: &Office, item: &str) -> String {
    office.run(&["item", "show", item, "--json"]).json()[0]["status"].as_str().unwrap_or_default().to_string()
}

#[test]
fn a_key_accepts_an_item_and_a_kill_loses_nothing() {
    let office = Office::with_an_item();
    let mut desk = Desk::open(&office, 120, 36, &[]);
    desk.shows("建立健康档案");
    desk.press("1");
    desk.shows("已受理");
    desk.kill();
    assert_eq!(status_of(&office, "F1-1"), "accepted");
    let log = office.run(&["log", "--item", "F1-1", "--json"]).json();
    assert_eq!(log.len(), 2);
}

#[test]
fn the_terminal_is_asked_how_wide_it_draws_and_its_answer_is_no_key() {
    let office = Office::with_an_item();
    let mut desk = Desk::open(&office, 120, 36, &[]);
    // In the second row, which the first frame erases in the same piece.
    desk.is_sent("\u{1b}[2H\u{b7}\u{1b}[6n\u{1b}[m\u{1b}[H\u{1b}[J");
    desk.send("\u{1b}[2;3R\u{1b}[0n");
    let screen = desk.shows("建立健康档案");
    assert!(!screen.contains('\u{b7}'), "{screen}");
    desk.press("1");
    desk.shows("已受理");
    desk.kill();
}

#[test]
fn what_was_typed_when_the_line_dropped_is_offered_again() {
    let office = Office::with_an_item();
    let mut desk = Desk::open(&office, 80, 24, &[]);
    desk.shows("建立健康档案");
    desk.press("4");
    desk.shows("不予办理");
    desk.send("材料未齐");
    desk.shows("材料未齐");
    send(desk.process(), "HUP");
    let (_, raw) = desk.ends();
    assert!(raw.windows(LEFT_THE_OTHER_SCREEN.len()).any(|bytes| bytes == LEFT_THE_OTHER_SCREEN));
    assert_eq!(status_of(&office, "F1-1"), "pending");
    let mut desk = Desk::open(&office, 80, 24, &[]);
    desk.shows("没有提交，要接着填吗");
    desk.press("Enter");
    desk.shows("材料未齐");
    desk.kill();
}

#[test]
fn a_terminated_desk_gives_the_terminal_back() {
    for signal in ["TERM", "INT", "HUP"] {
        let office = Office::with_an_item();
        let desk = Desk::open(&office, 80, 24, &[]);
        desk.shows("建立健康档案");
        send(desk.process(), signal);
        let (status, raw) = desk.ends();
        assert!(status.success(), "{signal}: {status:?}");
        assert!(raw.windows(LEFT_THE_OTHER_SCREEN.len()).any(|bytes| bytes == LEFT_THE_OTHER_SCREEN), "{signal}");
        // Closed in good order: the next opening has nothing to say.
        assert_eq!(status_of(&office, "F1-1"), "pending");
    }
}

#[test]
fn a_window_too_small_says_so_and_waits() {
    let office = Office::with_an_item();
    let mut desk = Desk::open(&office, 120, 36, &[]);
    desk.shows("建立健康档案");
    desk.resize(60, 15);
    desk.shows("窗口太小");
    desk.resize(200, 60);
    desk.shows("建立健康档案");
    desk.press("F10 Enter");
    let (status, _) = desk.ends();
    assert!(status.success(), "{status:?}");
}

#[test]
fn a_family_is_found_by_the_letters_of_a_name_with_an_input_method_on() {
    let office = Office::with_an_item();
    let mut desk = Desk::open(&office, 80, 24, &["--lang", "en"]);
    desk.shows("Health record");
    desk.press("F4");
    desk.shows("王建国");
    // A full-width slash, as an input method types it.
    desk.send("／");
    desk.send("lxy");
    desk.until("the family that was looked for", |screen| screen.contains("李秀英") && screen.contains("lxy"));
    desk.kill();
}

#[test]
fn a_workstation_without_a_terminal_says_what_to_use_instead() {
    let office = Office::with_an_item();
    let ran = office.run(&[]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("fuzhu queue --json"), "{ran:?}");
}

mod signal {
    use std::process::Command;

    /// Sends a signal to a process by the system's own `kill`.
    pub fn send(process: u32, signal: &str) {
        let sent = Command::new("kill").args([&format!("-{signal}"), &process.to_string()]).status();
        assert!(sent.expect("kill runs").success());
    }
}
