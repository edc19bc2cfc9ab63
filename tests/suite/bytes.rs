//! What the desk costs a line: each step of a scripted sitting within its budget of bytes, on two sizes of screen. Bytes are exact, so this
//! holds on any machine.

use crate::support::Office;
use chrono::NaiveDate;
use fuzhu::clock::Clock;
use fuzhu::journal::Holder;
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::plan::Plan;
use fuzhu::service::local::Local;
use fuzhu::service::store::Store;
use fuzhu::text::Lang;
use fuzhu::tui::driver::Desk;
use fuzhu::tui::input::{Input, Source};
use fuzhu::tui::key::Key;
use fuzhu::tui::terminal::backend::Encoded;
use fuzhu::tui::{Capabilities, Options};
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// Nothing more comes in.
struct Silence;

impl Source for Silence {
    fn wait(&mut self, _: Duration) -> Option<Input> {
        None
    }

    fn ready(&mut self) -> Option<Input> {
        None
    }
}

/// The service on the data of an office.
pub fn local(office: &Office) -> Local {
    let (store, opened) = Store::open(&office.data(), &Holder::default(), &mut |_, _| {}).expect("an open store");
    let (plan, calendar) = (Arc::new(Plan::builtin()), Arc::new(Calendar::built_in()));
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    Local::new(store, &opened, plan, calendar, Clock::pretending(today), "zhoumin".into())
}

/// A sitting at a terminal that counts.
struct Sitting {
    local: Local,
    desk: Desk<Encoded<io::Sink>>,
    counted: u64,
}

impl Sitting {
    fn open(office: &Office, size: fn() -> io::Result<(u16, u16)>, lean: bool) -> Self {
        let mut local = local(office);
        let terminal = Encoded::new(io::sink(), Capabilities::XTERM, size).expect("a terminal");
        let options = Options { lang: Lang::Zh, demo: true, colour: true, lean: Some(lean), ..Options::default() };
        let desk = Desk::open(terminal, &mut local, options).expect("a desk");
        Self { local, desk, counted: 0 }
    }

    /// The terminal answers that it has read everything.
    fn answer(&mut self) {
        self.desk.turn(Input::Ready, &mut Silence, &mut self.local).expect("an answer");
    }

    /// Bytes since the last time.
    fn bytes(&mut self) -> u64 {
        let all = self.desk.backend().bytes();
        all - std::mem::replace(&mut self.counted, all)
    }

    /// Presses a key: bytes at once, and those of what follows when the cursor rests.
    fn press(&mut self, name: &str) -> (u64, u64) {
        let key = Key::parse(name).expect("a key");
        self.desk.turn(Input::Key(key), &mut Silence, &mut self.local).expect("a turn");
        self.desk.show().expect("a frame");
        self.answer();
        let moved = self.bytes();
        self.desk.settle(&mut self.local).expect("a frame");
        self.answer();
        (moved, self.bytes())
    }
}

/// A step: its keys, the most bytes at once for each of them, and the most when the cursor rests.
type Step = (&'static str, &'static [&'static str], u64, u64);

fn holds_to(size: fn() -> io::Result<(u16, u16)>, lean: bool, first: u64, steps: &[Step]) {
    let office = Office::new();
    office.run(&["demo", "--families", "300"]).ok();
    let mut sitting = Sitting::open(&office, size, lean);
    sitting.desk.settle(&mut sitting.local).expect("a frame");
    sitting.answer();
    let opened = sitting.bytes();
    let mut said = vec![format!("first screen: {opened}, at most {first}")];
    let mut kept = opened <= first;
    for (name, keys, at_once, at_rest) in steps {
        let found: Vec<(u64, u64)> = keys.iter().map(|key| sitting.press(key)).collect();
        kept &= found.iter().all(|(moved, rested)| moved <= at_once && rested <= at_rest);
        said.push(format!("{name}: {found:?}, at most ({at_once}, {at_rest}) each"));
    }
    sitting.desk.settle(&mut sitting.local).expect("a frame");
    let idle = sitting.bytes();
    said.push(format!("an idle desk: {idle}, at most 0"));
    sitting.local.close();
    assert!(kept && idle == 0, "{}", said.join("\n"));
}

#[test]
fn a_sitting_on_a_wide_screen_keeps_to_its_budget() {
    let steps: &[Step] = &[
        ("cursor down", &["Down"; 12], 10, 800),
        ("cursor up", &["Up"; 4], 12, 800),
        ("page down", &["PageDown"; 3], 1_950, 800),
        ("to the end and back", &["End", "Home"], 2_300, 700),
        ("departments", &["Shift-Tab", "Down", "Down", "Tab"], 60, 1_600),
        ("mark and unmark", &["Space", "Esc"], 350, 450),
        ("open an item and back", &["Enter", "Esc"], 1_000, 0),
        ("open the search", &["/"], 45, 100),
        ("first letter", &["w"], 10, 2_300),
        ("next letter", &["j"], 4, 500),
        ("leave the search", &["Esc"], 450, 220),
        ("help and back", &["F1", "Esc"], 1_100, 0),
        ("the other screens", &["F4", "F5", "F6", "F2"], 4_200, 1_250),
    ];
    holds_to(|| Ok((120, 36)), false, 4_600, steps);
}

#[test]
fn a_sitting_on_a_small_screen_keeps_to_its_budget() {
    let steps: &[Step] = &[
        ("cursor down", &["Down"; 12], 10, 750),
        ("page down", &["PageDown"; 3], 1_200, 450),
        ("to the end and back", &["End", "Home"], 1_400, 750),
        ("open an item and back", &["Enter", "Esc"], 1_600, 0),
        ("open the search", &["/"], 45, 100),
        ("letters", &["w", "j"], 10, 1_400),
        ("leave the search", &["Esc"], 1_700, 200),
        ("help and back", &["F1", "Esc"], 950, 0),
        ("the other screens", &["F4", "F5", "F6", "F2"], 2_400, 700),
    ];
    holds_to(|| Ok((80, 24)), false, 2_800, steps);
}

#[test]
fn a_lean_sitting_on_a_wide_screen_keeps_to_its_budget() {
    let steps: &[Step] = &[
        ("cursor down", &["Down"; 12], 10, 150),
        ("cursor up", &["Up"; 4], 16, 150),
        ("page down", &["PageDown"; 3], 1_800, 150),
        ("to the family and back", &["Tab", "Esc"], 2_100, 0),
        ("departments", &["Shift-Tab", "Down", "Down", "Tab"], 750, 130),
        ("mark and unmark", &["Space", "Esc"], 250, 20),
        ("open an item and back", &["Enter", "Esc"], 800, 0),
        ("open the search", &["/"], 45, 100),
        ("first letter", &["w"], 4, 2_100),
        ("next letter", &["j"], 4, 450),
        ("leave the search", &["Esc"], 430, 130),
        ("help and back", &["F1", "Esc"], 800, 0),
        ("the other screens", &["F4", "F5", "F6", "F2"], 2_900, 100),
    ];
    holds_to(|| Ok((120, 36)), true, 2_500, steps);
}

#[test]
fn a_lean_sitting_on_a_small_screen_keeps_to_its_budget() {
    let steps: &[Step] = &[
        ("cursor down", &["Down"; 12], 10, 120),
        ("page down", &["PageDown"; 3], 1_200, 30),
        ("to the family and back", &["Tab", "Esc"], 1_300, 0),
        ("open an item and back", &["Enter", "Esc"], 1_350, 0),
        ("open the search", &["/"], 45, 100),
        ("letters", &["w", "j"], 4, 1_400),
        ("leave the search", &["Esc"], 1_450, 100),
        ("help and back", &["F1", "Esc"], 1_400, 0),
        ("the other screens", &["F4", "F5", "F6", "F2"], 1_850, 100),
    ];
    holds_to(|| Ok((80, 24)), true, 1_750, steps);
}
