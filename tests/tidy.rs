//! The rules of the house, as tests: who may use whom, which one file may touch what, how large a room may grow, and which words do
//! not belong.

#![expect(
    clippy::expect_used,
    reason = "a file of the project that cannot be read fails the test, and the message says why"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the bottom up: what each may name from `crate::`.
const LAYERS: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("ids", &[]),
    ("when", &[]),
    ("text", &[]),
    ("policy", &["ids", "text", "when"]),
    ("domain", &["ids", "text", "when", "policy"]),
    ("journal", &["ids", "text", "when", "domain"]),
    ("views", &["ids", "text", "when", "policy", "domain"]),
    ("service", &["clock", "ids", "text", "when", "policy", "domain", "journal", "views"]),
    ("protocol", &["clock", "ids", "text", "when", "policy", "domain", "service"]),
    ("exchange", &["ids", "text", "when", "policy", "domain", "service"]),
    ("demo", &["ids", "text", "when", "policy", "domain", "service"]),
    ("tui", &["ids", "text", "when", "policy", "domain", "service"]),
    ("cli", &["clock", "ids", "text", "when", "policy", "domain", "service", "exchange", "demo"]),
];

/// Files that may use something nobody else may: the word, the one file (or folder), why.
const ONLY_HERE: &[(&str, &[&str], &str)] = &[
    ("sled::", &["src/views/store.rs"], "the store can be replaced as long as one file names it"),
    ("Local::now", &["src/clock.rs"], "one file reads the clock"),
    ("SystemTime::now", &["src/clock.rs"], "one file reads the clock"),
    ("env::var", &["src/app.rs"], "one file reads the environment"),
    ("\"attachments\"", &["src/service/attachment.rs"], "one file touches the folder of the files"),
    ("process::Command", &["src/cli/print/printer.rs"], "one file starts another program"),
    (
        "stdout()",
        &["src/tui/terminal.rs", "src/app.rs", "src/app/workstation.rs"],
        "one file writes to the terminal, one to the pipe, one asks whether there is one",
    ),
];

const LINES_MAX: usize = 450;

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a readable file");
                let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("inside the project").to_path_buf();
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

/// The part of a file before its tests.
fn program(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs")
}

/// The first part of a path below `src`: its layer.
fn layer(path: &Path) -> String {
    let part = path.components().nth(1).expect("a file below src").as_os_str().to_string_lossy().into_owned();
    part.trim_end_matches(".rs").to_string()
}

#[test]
fn the_arrows_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let from = layer(&path);
        if ["main", "lib", "app"].contains(&from.as_str()) || is_test(&path) {
            continue;
        }
        let Some(may) = allowed.get(from.as_str()) else {
            panic!("{} is in no layer", path.display());
        };
        for used in program(&text).split("crate::").skip(1) {
            let name: String = used.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            if name != from && !may.contains(&name.as_str()) && !name.is_empty() {
                wrong.push(format!("{} uses crate::{name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn state_does_not_draw_and_drawing_has_no_effects() {
    for (path, text) in sources("src") {
        let name = path.to_string_lossy().into_owned();
        let text = program(&text);
        if ["src/tui/model", "src/tui/update", "src/tui/screen"].iter().any(|state| name.starts_with(state)) {
            assert!(!text.contains("ratatui"), "{name} is state and names ratatui");
        }
        if ["src/tui/view", "src/tui/widget"].iter().any(|drawing| name.starts_with(drawing)) {
            assert!(
                !text.contains("tui::effect") && !text.contains("service::client"),
                "{name} draws and sees effects"
            );
        }
    }
}

#[test]
fn one_file_for_what_only_one_may_do() {
    for (path, text) in sources("src") {
        if is_test(&path) {
            continue;
        }
        let name = path.to_string_lossy().into_owned();
        for (word, homes, why) in ONLY_HERE {
            let code = program(&text).lines().filter(|line| !line.trim_start().starts_with("//"));
            let used = code.into_iter().any(|line| line.contains(word));
            assert!(!used || homes.contains(&name.as_str()), "{name} names {word}: {why}");
        }
    }
}

#[test]
fn rooms_stay_small_and_say_what_they_are() {
    for (path, text) in sources("src") {
        let name = path.display();
        if !is_test(&path) {
            let lines = program(&text).lines().count();
            assert!(lines <= LINES_MAX, "{name} has {lines} lines");
            assert!(text.starts_with("//!"), "{name} does not open with what it is");
        }
    }
}

#[test]
fn words_that_do_not_belong() {
    // Written in halves, so that this file does not hold them.
    let families = ["失", "独"].concat();
    let later = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X"].concat()];
    let mut wrong = Vec::new();
    for folder in ["src", "tests"] {
        for (path, text) in sources(folder) {
            if text.contains(&families) {
                wrong.push(format!("{}: a word that hurts", path.display()));
            }
            wrong.extend(
                later.iter().filter(|word| text.contains(*word)).map(|word| format!("{}: {word}", path.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
