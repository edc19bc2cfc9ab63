//! Programs in a terminal: a command's little colour, no line wider than the terminal, and the terminal given back after a fault.

use crate::support::{Desk, Office};
use chrono::{DateTime, FixedOffset};
use fuzhu::domain::refusal::Refusal;
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::plan::Plan;
use fuzhu::service::answer::{Answer, Done, LogRow};
use fuzhu::service::client::{Client, Notice, Order};
use fuzhu::service::query::Query;
use fuzhu::text::Lang;
use fuzhu::tui::{self, Capabilities, Options};
use std::sync::Arc;

#[test]
fn a_list_fits_the_terminal() {
    let office = Office::new();
    office.run(&["demo", "--families", "12", "--items", "40"]).ok();
    for columns in [60, 120] {
        let (status, raw) = Desk::open(&office, columns, 30, &["queue", "--limit", "0"]).ends();
        assert!(status.success(), "{status:?}");
        let raw = String::from_utf8_lossy(&raw);
        assert!(raw.contains("\u{1b}[1m"), "the titles stand out: {raw:?}");
        let widest = raw.lines().map(|line| fuzhu::text::width::columns(&without_colour(line))).max();
        assert!(widest <= Some(usize::from(columns)), "{widest:?} of {columns}: {raw}");
    }
}

fn without_colour(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_string();
    pieces
        .fold(first, |text, piece| text + piece.split_once('m').map_or(piece, |(_, rest)| rest))
        .trim_end()
        .to_string()
}

/// A variable that makes the test below play the program instead of watching it.
const PLAYED: &str = "FUZHU_TEST_PLAYS_A_FAULT";

/// A service with a fault in it: the first question breaks it.
struct Faulty(Plan);

impl Client for Faulty {
    fn ask(&mut self, _: &Query) -> Result<Answer, Refusal> {
        panic!("a fault of the program")
    }

    fn execute(&mut self, _: &[Order]) -> Vec<Result<Done, Refusal>> {
        Vec::new()
    }

    fn preview(&mut self, _: &[Order]) -> Vec<Result<(), Refusal>> {
        Vec::new()
    }

    fn last_own(&mut self) -> Option<LogRow> {
        None
    }

    fn notices(&self) -> Vec<Notice> {
        Vec::new()
    }

    fn plan(&self) -> Arc<Plan> {
        Arc::new(self.0.clone())
    }

    fn calendar(&self) -> Arc<Calendar> {
        Arc::new(Calendar::built_in())
    }

    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").expect("a moment")
    }

    fn actor(&self) -> &str {
        "zhoumin"
    }
}

/// The same test twice: outside it opens a terminal and runs itself in it, inside it opens a desk on a service that breaks.
#[test]
fn a_fault_of_the_program_gives_the_terminal_back() {
    if let Some(drafts) = std::env::var_os(PLAYED) {
        let options = Options {
            lang: Lang::Zh,
            drafts: drafts.into(),
            colour: true,
            able: Capabilities::XTERM,
            ..Options::default()
        };
        tui::run(&mut Faulty(Plan::builtin()), options).expect("the fault comes first");
        return;
    }
    let office = Office::new();
    let itself = std::env::current_exe().expect("this test");
    let drafts = office.home().join("drafts");
    let variables = [(PLAYED, drafts.to_str().expect("a name"))];
    let only = ["--exact", "terminal::a_fault_of_the_program_gives_the_terminal_back", "--nocapture"];
    let mut desk = Desk::start(&office, 80, 24, itself.to_str().expect("a name"), &only, &variables);
    assert!(!desk.is_raw());
    let (status, raw) = desk.stops();
    assert!(!status.success());
    assert!(!desk.is_raw(), "the terminal is left as a shell wants it");
    let raw = String::from_utf8_lossy(&raw);
    let at = |what: &str| raw.find(what).unwrap_or_else(|| panic!("{what:?} is not in {raw:?}"));
    let (entered, left) = (at("\u{1b}[?1049h"), at("\u{1b}[?1049l"));
    assert!(entered < left && at("\u{1b}[?2004l") > entered && raw.rfind("\u{1b}[?25h") > Some(entered), "{raw:?}");
    assert!(at("a fault of the program") > left, "what went wrong is said where it can be read: {raw:?}");
}
