//! What the desk costs a line: each step of a scripted sitting within its budget of bytes, on two sizes of screen. Bytes are exact, so this
//! holds on any machine.

use crate::support::Office;
use chrono::{DateTime, FixedOffset};
use flate2::{Compress, Compression, FlushCompress};
use fuzhu::clock::Clock;
use fuzhu::domain::command::Command;
use fuzhu::domain::refusal::Refusal;
use fuzhu::domain::workflow::Status;
use fuzhu::ids::{FamilyId, MeasureNo};
use fuzhu::journal::Holder;
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::plan::Plan;
use fuzhu::service::answer::{Answer, Done, LogRow};
use fuzhu::service::client::{Client, Notice, Order};
use fuzhu::service::local::Local;
use fuzhu::service::query::Query;
use fuzhu::service::store::Store;
use fuzhu::text::Lang;
use fuzhu::tui::driver::Desk;
use fuzhu::tui::input::{Input, Source};
use fuzhu::tui::key::Key;
use fuzhu::tui::terminal::backend::Encoded;
use fuzhu::tui::{Capabilities, Options};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
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

/// The service on the data of an office, on a morning: what is left of an emergency's hours, and so what is drawn, depends on the hour.
pub fn local(office: &Office) -> Local {
    let (store, opened) = Store::open(&office.data(), &Holder::default(), &mut |_, _| {}).expect("an open store");
    let (plan, calendar) = (Arc::new(Plan::builtin()), Arc::new(Calendar::built_in()));
    let morning = DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").expect("a moment");
    Local::new(store, &opened, plan, calendar, Clock::starting(morning), "zhoumin".into())
}

/// Everything that was written, and what a compressed line would carry of it.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a part of a step cost: bytes, and the same behind a compression that goes on through the sitting and is flushed with each part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    bytes: u64,
    packed: u64,
}

/// The service of a clerk beside whom a colleague works.
struct Beside {
    local: Local,
    changed: bool,
}

impl Client for Beside {
    fn ask(&mut self, query: &Query) -> Result<Answer, Refusal> {
        self.local.ask(query)
    }

    fn execute(&mut self, orders: &[Order]) -> Vec<Result<Done, Refusal>> {
        self.local.execute(orders)
    }

    fn preview(&mut self, orders: &[Order]) -> Vec<Result<(), Refusal>> {
        self.local.preview(orders)
    }

    fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn last_own(&mut self) -> Option<LogRow> {
        self.local.last_own()
    }

    fn notices(&self) -> Vec<Notice> {
        self.local.notices()
    }

    fn plan(&self) -> Arc<Plan> {
        self.local.plan()
    }

    fn calendar(&self) -> Arc<Calendar> {
        self.local.calendar()
    }

    fn now(&self) -> DateTime<FixedOffset> {
        self.local.now()
    }

    fn actor(&self) -> &str {
        self.local.actor()
    }
}

/// A sitting at a terminal that counts.
struct Sitting {
    clerk: Beside,
    desk: Desk<Encoded<Wire>>,
    wire: Wire,
    packing: Compress,
}

impl Sitting {
    fn open(office: &Office, size: fn() -> io::Result<(u16, u16)>, lean: bool) -> Self {
        let mut clerk = Beside { local: local(office), changed: false };
        let wire = Wire::default();
        let terminal = Encoded::new(wire.clone(), Capabilities::XTERM, size).expect("a terminal");
        let options = Options { lang: Lang::Zh, demo: true, colour: true, lean: Some(lean), ..Options::default() };
        let desk = Desk::open(terminal, &mut clerk, options).expect("a desk");
        Self { clerk, desk, wire, packing: Compress::new(Compression::new(6), true) }
    }

    /// The terminal answers that it has read everything.
    fn answer(&mut self) {
        self.desk.turn(Input::Ready, &mut Silence, &mut self.clerk).expect("an answer");
    }

    /// What was sent since the last time.
    fn cost(&mut self) -> Cost {
        let sent = std::mem::take(&mut *self.wire.0.borrow_mut());
        if sent.is_empty() {
            return Cost::default();
        }
        let mut packed = Vec::with_capacity(sent.len() + 1024);
        self.packing.compress_vec(&sent, &mut packed, FlushCompress::Sync).expect("a compression");
        Cost { bytes: sent.len() as u64, packed: packed.len() as u64 }
    }

    /// The cursor rests until nothing more follows it.
    fn rest(&mut self) -> Cost {
        self.desk.settle(&mut self.clerk).expect("a frame");
        self.answer();
        self.cost()
    }

    /// What this brings: at once, and when the cursor rests.
    fn after(&mut self, input: Input) -> (Cost, Cost) {
        self.desk.turn(input, &mut Silence, &mut self.clerk).expect("a turn");
        self.desk.show().expect("a frame");
        self.answer();
        (self.cost(), self.rest())
    }

    fn key(&mut self, name: &str) -> (Cost, Cost) {
        self.after(Input::Key(Key::parse(name).expect("a key")))
    }

    /// Presses a key, or what a word stands for that no key has.
    fn press(&mut self, name: &str) -> (Cost, Cost) {
        match name {
            A_PENDING_ONE => {
                let pending =
                    |desk: &Desk<_>| desk.model().screen().items().iter().any(|row| row.status == Status::Pending);
                // A list in which none waits would be walked for ever.
                let rows = self.desk.model().screen().items().len();
                for _ in 0..rows {
                    if pending(&self.desk) {
                        break;
                    }
                    self.key("Down");
                }
                assert!(pending(&self.desk), "one of the {rows} items of the list waits");
                self.key("1")
            }
            A_COLLEAGUE => {
                // The last measures of the plan are those of other departments than the chosen one.
                let measures: Vec<_> = self.clerk.plan().measures().iter().rev().map(|measure| measure.no).collect();
                let mut orders = measures.into_iter().map(|measure| Order::from(opening(FamilyId(7), measure)));
                let done = orders.find_map(|order| self.clerk.execute(&[order]).into_iter().find_map(Result::ok));
                done.expect("an item that can be opened");
                self.clerk.changed = true;
                self.after(Input::Bell)
            }
            key => self.key(key),
        }
    }
}

fn opening(family: FamilyId, measure: MeasureNo) -> Command {
    let (member, department, urgency, due, period) = Default::default();
    Command::OpenItem { family, measure, member, department, urgency, due, period, note: String::new() }
}

/// The next item that waits is taken on; what led there is not counted.
const A_PENDING_ONE: &str = "an item that waits: 1";
/// Somebody else opens an item for another department: its count and the sum change.
const A_COLLEAGUE: &str = "a colleague opens an item";

/// From the list to the fifth department, civil affairs, in which items wait, and into its list.
const TO_CIVIL_AFFAIRS: &[&str] = &["Shift-Tab", "Down", "Down", "Down", "Down", "Down", "Tab"];

/// A step: its keys, the most bytes at once for each of them, and the most when the cursor rests.
type Step = (&'static str, &'static [&'static str], u64, u64);

/// The one in the middle.
fn median(costs: impl Iterator<Item = u64>) -> u64 {
    let mut costs: Vec<u64> = costs.collect();
    costs.sort_unstable();
    costs.get(costs.len() / 2).copied().unwrap_or(0)
}

/// Seconds until so many bytes are there, from the key on, on a line of 9,600 bit/s with 600 ms there and back.
fn seconds(bytes: u64) -> f64 {
    0.6 + bytes as f64 * 8.0 / 9_600.0
}

/// Plays the sitting and prints what each step cost: `cargo test --test suite bytes -- --nocapture --test-threads=1`.
#[expect(clippy::print_stdout, reason = "the table is what somebody who runs it alone wants to see")]
fn holds_to(name: &str, size: fn() -> io::Result<(u16, u16)>, lean: bool, first: u64, steps: &[Step]) {
    let office = Office::new();
    office.run(&["demo", "--families", "300"]).ok();
    let mut sitting = Sitting::open(&office, size, lean);
    let opened = sitting.rest();
    let mut table =
        format!("\n{name}\nbytes at once + at rest, most (z: compressed, median) and seconds at 9,600 bit/s, 600 ms\n");
    let mut line = |step: &str, costs: &[(Cost, Cost)], wrong: bool| {
        let both = |part: fn(&(Cost, Cost)) -> u64| {
            (median(costs.iter().map(part)), costs.iter().map(part).max().unwrap_or(0))
        };
        let ((once, once_most), (rest, rest_most)) = (both(|cost| cost.0.bytes), both(|cost| cost.1.bytes));
        let (z_once, z_rest) = (both(|cost| cost.0.packed).0, both(|cost| cost.1.packed).0);
        let (plain, packed) = (seconds(once + rest), seconds(z_once + z_rest));
        let over = if wrong { "  <- OVER" } else { "" };
        table += &format!(
            "{step:<34} {once:>5} + {rest:<5} most {once_most:>5} + {rest_most:<5} z {z_once:>4} + {z_rest:<4} {plain:.1} s, z {packed:.1} s{over}\n"
        );
    };
    let mut kept = opened.bytes <= first;
    line("first screen", &[(opened, Cost::default())], !kept);
    for (step, keys, at_once, at_rest) in steps {
        let found: Vec<(Cost, Cost)> = keys.iter().map(|key| sitting.press(key)).collect();
        let within = found.iter().all(|(moved, rested)| moved.bytes <= *at_once && rested.bytes <= *at_rest);
        line(step, &found, !within);
        kept &= within;
    }
    let idle = sitting.rest();
    line("an idle desk", &[(idle, Cost::default())], idle.bytes > 0);
    sitting.clerk.local.close();
    println!("{table}");
    assert!(kept && idle.bytes == 0, "{table}");
}

#[test]
fn an_answer_about_widths_costs_the_rows_that_it_is_about() {
    let office = Office::new();
    office.run(&["demo", "--families", "30"]).ok();
    let mut sitting = Sitting::open(&office, || Ok((120, 36)), false);
    sitting.rest();
    // The desk itself draws nothing whose width is in doubt.
    assert_eq!(sitting.after(Input::Ambiguous(2)), Default::default());
    sitting.clerk.local.close();
    let office = Office::new();
    let people = ["--father", "name=阿卜杜·买买提", "--mother", "name=李秀英", "--child", "name=王小满,alive=否"];
    office.run(&[["family", "add", "--set", "township=东城街道"].as_slice(), &people].concat()).ok();
    office.run(&["item", "open", "F1", "health-record", "--member", "1"]).ok();
    let mut sitting = Sitting::open(&office, || Ok((120, 36)), false);
    sitting.rest();
    let (cost, _) = sitting.after(Input::Ambiguous(2));
    assert!((40..600).contains(&cost.bytes), "the rows with the name, and no others: {cost:?}");
    sitting.clerk.local.close();
}

#[test]
fn a_sitting_on_a_wide_screen_keeps_to_its_budget() {
    let steps: &[Step] = &[
        ("cursor down", &["Down"; 12], 10, 760),
        ("cursor up", &["Up"; 4], 14, 700),
        ("page down", &["PageDown"; 3], 1_960, 720),
        ("to the end and back", &["End", "Home"], 2_300, 880),
        ("departments", TO_CIVIL_AFFAIRS, 60, 2_150),
        ("mark and unmark", &["Space", "Esc"], 150, 650),
        ("open an item and back", &["Enter", "Esc"], 900, 0),
        ("mark done", &[A_PENDING_ONE], 190, 0),
        ("one count changes", &[A_COLLEAGUE], 24, 0),
        ("palette and back", &["Ctrl-P", "Esc"], 1_220, 0),
        ("open the search", &["/"], 45, 65),
        ("first letter", &["w"], 10, 2_300),
        ("next letter", &["j"], 4, 500),
        ("leave the search", &["Esc"], 900, 220),
        ("help and back", &["F1", "Esc"], 1_200, 0),
        ("the other screens", &["F4", "F5", "F6", "F2"], 4_200, 1_250),
    ];
    holds_to("full look, 120x36", || Ok((120, 36)), false, 4_900, steps);
}

#[test]
fn a_sitting_on_a_small_screen_keeps_to_its_budget() {
    let steps: &[Step] = &[
        ("cursor down", &["Down"; 12], 10, 700),
        ("page down", &["PageDown"; 3], 1_300, 600),
        ("to the end and back", &["End", "Home"], 1_400, 780),
        ("open an item and back", &["Enter", "Esc"], 1_650, 0),
        ("mark done", &[A_PENDING_ONE], 190, 0),
        ("one count changes", &[A_COLLEAGUE], 24, 0),
        ("palette and back", &["Ctrl-P", "Esc"], 950, 0),
        ("open the search", &["/"], 45, 65),
        ("letters", &["w", "j"], 10, 1_400),
        ("leave the search", &["Esc"], 1_700, 200),
        ("help and back", &["F1", "Esc"], 950, 0),
        ("the other screens", &["F4", "F5", "F6", "F2"], 2_400, 700),
    ];
    holds_to("full look, 80x24", || Ok((80, 24)), false, 2_850, steps);
}

#[test]
fn a_lean_sitting_on_a_wide_screen_keeps_to_its_budget() {
    let steps: &[Step] = &[
        ("cursor down", &["Down"; 12], 10, 45),
        ("cursor up", &["Up"; 4], 16, 45),
        ("page down", &["PageDown"; 3], 1_800, 40),
        ("to the family and back", &["Tab", "Esc"], 2_100, 0),
        ("departments", TO_CIVIL_AFFAIRS, 780, 130),
        ("mark and unmark", &["Space", "Esc"], 250, 20),
        ("open an item and back", &["Enter", "Esc"], 800, 0),
        ("mark done", &[A_PENDING_ONE], 190, 0),
        ("one count changes", &[A_COLLEAGUE], 24, 0),
        ("palette and back", &["Ctrl-P", "Esc"], 1_330, 0),
        ("open the search", &["/"], 45, 60),
        ("first letter", &["w"], 4, 2_100),
        ("next letter", &["j"], 4, 450),
        ("leave the search", &["Esc"], 800, 130),
        ("help and back", &["F1", "Esc"], 990, 0),
        ("the other screens", &["F4", "F5", "F6", "F2"], 2_930, 100),
    ];
    holds_to("lean look, 120x36", || Ok((120, 36)), true, 2_650, steps);
}

#[test]
fn a_lean_sitting_on_a_small_screen_keeps_to_its_budget() {
    let steps: &[Step] = &[
        ("cursor down", &["Down"; 12], 10, 45),
        ("page down", &["PageDown"; 3], 1_300, 40),
        ("to the family and back", &["Tab", "Esc"], 1_300, 0),
        ("open an item and back", &["Enter", "Esc"], 1_350, 0),
        ("mark done", &[A_PENDING_ONE], 190, 0),
        ("one count changes", &[A_COLLEAGUE], 24, 0),
        ("palette and back", &["Ctrl-P", "Esc"], 1_500, 0),
        ("open the search", &["/"], 45, 60),
        ("letters", &["w", "j"], 4, 1_400),
        ("leave the search", &["Esc"], 1_450, 110),
        ("help and back", &["F1", "Esc"], 1_480, 0),
        ("the other screens", &["F4", "F5", "F6", "F2"], 1_850, 100),
    ];
    holds_to("lean look, 80x24", || Ok((80, 24)), true, 1_800, steps);
}
