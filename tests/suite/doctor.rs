//! `fuzhu doctor` in a terminal that answers, in one that does not, and where there is none.

use crate::support::{Desk, Office, Server};
use serde_json::Value;

/// What the doctor says in a terminal with these variables, which answers the two questions with these places, or not at all.
fn in_a_terminal(office: &Office, variables: &[(&str, &str)], places: Option<(u16, u16)>) -> (Value, Vec<u8>) {
    let data = office.data();
    let arguments = ["--data", &data.to_string_lossy(), "--json", "--lang", "en", "doctor"];
    let mut desk = Desk::start(office, 120, 36, env!("CARGO_BIN_EXE_fuzhu"), &arguments, variables);
    if let Some((chinese, ambiguous)) = places {
        desk.is_sent("\u{1b}[5n");
        desk.send("\u{1b}[0n");
        desk.is_sent("\u{b7}\u{1b}[6n");
        desk.send(&format!("\u{1b}[1;{}R\u{1b}[1;{}R", 10 + chinese, 10 + ambiguous));
    }
    let (_, raw) = desk.stops();
    assert!(!desk.is_raw(), "the terminal is left as a shell wants it");
    let text = String::from_utf8_lossy(&raw).into_owned();
    let line = text.lines().find_map(|line| line.find('{').and_then(|at| serde_json::from_str(line.get(at..)?).ok()));
    (line.unwrap_or_else(|| panic!("no object in {text:?}")), raw)
}

fn codes(told: &Value) -> Vec<&str> {
    told["advice"].as_array().expect("a list").iter().filter_map(|advice| advice["code"].as_str()).collect()
}

#[test]
fn a_terminal_that_answers_is_measured() {
    let office = Office::with_an_item();
    let variables = [("SSH_CONNECTION", "10.0.0.7 50000 10.0.0.1 22"), ("LANG", "zh_CN.UTF-8")];
    let (told, raw) = in_a_terminal(&office, &variables, Some((2, 2)));
    assert_eq!((told["line"]["ssh"].as_bool(), told["line"]["answers"].as_bool()), (Some(true), Some(true)), "{told}");
    assert!(told["line"]["delay_ms"].as_f64().is_some_and(|delay| delay > 0.0), "{told}");
    assert_eq!(
        (told["terminal"]["chinese_cells"].as_u64(), told["terminal"]["ambiguous_cells"].as_u64()),
        (Some(2), Some(2))
    );
    assert_eq!(
        (told["terminal"]["columns"].as_u64(), told["terminal"]["encoding"].as_str()),
        (Some(120), Some("UTF-8"))
    );
    assert_eq!((told["data"]["head"].as_u64(), told["data"]["writable"].as_bool()), (Some(2), Some(true)), "{told}");
    assert_eq!(codes(&told), ["ambiguous-wide", "compression", "keystroke-timing"], "{told}");
    // Nothing of any family, and no character left standing: what was drawn was erased in the same piece.
    let raw = String::from_utf8_lossy(&raw);
    assert!(!raw.contains("王建国") && !raw.contains("512302"), "{raw}");
    assert!(raw.contains("\u{b7}\u{1b}[6n\r\u{1b}[K"), "{raw:?}");
}

#[test]
fn a_terminal_that_is_known_not_to_answer_is_not_asked() {
    let office = Office::new();
    let (told, raw) = in_a_terminal(&office, &[("TERM", "emacs"), ("STY", "1.pts")], None);
    assert!(!raw.contains(&0x1b), "{:?}", String::from_utf8_lossy(&raw));
    let codes = codes(&told);
    assert!(codes.contains(&"silent") && codes.contains(&"multiplexer"), "{told}");
    assert_eq!((told["line"]["inside"].as_str(), told["data"]["exists"].as_bool()), (Some("screen"), Some(false)));
    assert!(!office.data().exists(), "looking makes nothing");
}

#[test]
fn behind_a_pipe_the_data_is_looked_at_all_the_same() {
    let office = Office::with_an_item();
    let told = &office.run(&["doctor", "--json"]).json()[0];
    assert_eq!((told["terminal"]["there"].as_bool(), told["line"]["pace"].as_str()), (Some(false), Some("unknown")));
    assert_eq!(codes(told), ["no-terminal"], "{told}");
    assert_eq!((told["ok"].as_bool(), told["server"]["state"].as_str()), (Some(true), Some("none")));
    std::fs::write(office.data().join("journal/head"), "damaged").expect("a damaged head");
    let ran = office.run(&["doctor"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.out.contains("fuzhu verify"), "{}", ran.out);
}

#[test]
fn a_server_that_answers_is_named_and_its_data_is_not() {
    let office = Office::with_an_item();
    let server = Server::start(&office);
    let told = &office.run(&["doctor", "--json"]).json()[0];
    assert_eq!(told["server"]["state"].as_str(), Some("answers"), "{told}");
    assert!(told["data"].is_null(), "{told}");
    server.stop();
}
