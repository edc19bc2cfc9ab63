//! What each action of the desk costs at several sizes of the register: from a key to the frame that answers it, and until nothing more follows.
//!
//! `cargo bench --bench screens` takes a township (100 families), ten times and a hundred times as many; `cargo bench --bench screens -- DIR...`
//! takes data directories that `fuzhu demo` has filled, the smallest first. The ratio of the last to the first is the result.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

use chrono::DateTime;
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
use std::io::Sink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Families of a township, and of ten and a hundred.
const SIZES: [u32; 3] = [100, 1_000, 10_000];

/// An action: its name, the keys that lead there, those that are timed, and those that lead back.
type Action = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

const ACTIONS: &[Action] = &[
    ("cursor down", &[], &["Down"], &[]),
    ("page down", &[], &["PageDown"], &[]),
    ("to the end", &[], &["End"], &["Home"]),
    ("another department", &["Shift-Tab"], &["Down"], &["Tab"]),
    ("open an item", &[], &["Enter"], &["Esc"]),
    ("search, first letter", &["/"], &["w"], &["Esc"]),
    ("search, third letter", &["/", "w", "j"], &["g"], &["Esc"]),
    ("F3 emergencies", &["F2"], &["F3"], &["F2"]),
    ("F4 register", &["F2"], &["F4"], &["F2"]),
    ("F4 to the end", &["F4"], &["End"], &["Home", "F2"]),
    ("F5 deadlines", &["F2"], &["F5"], &["F2"]),
    ("F5 coming", &["F5"], &["F11"], &["Esc", "F2"]),
    ("F6 entitlements", &["F2"], &["F6"], &["F2"]),
    ("F7 figures", &["F2"], &["F7"], &["F2"]),
    ("F7 another year", &["F7"], &["1"], &["2", "F2"]),
    ("F7 items behind a figure", &["F7"], &["Enter"], &["Esc", "F2"]),
    ("F8 batches", &["F2"], &["F8"], &["F2"]),
    ("Ctrl-R review list", &["F2"], &["Ctrl-R"], &["F2"]),
    ("a family's page", &["F4", "Down"], &["Enter"], &["Esc", "F2"]),
    ("palette", &[], &["Ctrl-P"], &["Esc"]),
];

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

struct Sitting {
    local: Local,
    desk: Desk<Encoded<Sink>>,
}

impl Sitting {
    /// The desk on a data directory, with the time that each part of opening took, in milliseconds.
    fn open(data: &Path) -> (Self, [f64; 2]) {
        let begun = Instant::now();
        let (store, opened) = Store::open(data, &Holder::default(), &mut |_, _| {}).unwrap();
        let (plan, calendar) = (Arc::new(Plan::builtin()), Arc::new(Calendar::built_in()));
        let morning = Clock::starting(DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").unwrap());
        let mut local = Local::new(store, &opened, plan, calendar, morning, "zhoumin".into());
        let store_open = begun.elapsed().as_secs_f64() * 1e3;
        let begun = Instant::now();
        let terminal = Encoded::new(std::io::sink(), Capabilities::XTERM, || Ok((120, 36))).unwrap();
        let options = Options { lang: Lang::Zh, demo: true, colour: true, ..Options::default() };
        let mut desk = Desk::open(terminal, &mut local, options).unwrap();
        desk.settle(&mut local).unwrap();
        desk.turn(Input::Ready, &mut Silence, &mut local).unwrap();
        (Self { local, desk }, [store_open, begun.elapsed().as_secs_f64() * 1e3])
    }

    /// Milliseconds until the frame of a key is written, and until nothing more follows.
    fn press(&mut self, name: &str) -> [f64; 2] {
        let key = Key::parse(name).unwrap();
        let begun = Instant::now();
        self.desk.turn(Input::Key(key), &mut Silence, &mut self.local).unwrap();
        self.desk.show().unwrap();
        let at_once = begun.elapsed().as_secs_f64() * 1e3;
        self.desk.turn(Input::Ready, &mut Silence, &mut self.local).unwrap();
        self.desk.settle(&mut self.local).unwrap();
        let rested = begun.elapsed().as_secs_f64() * 1e3;
        self.desk.turn(Input::Ready, &mut Silence, &mut self.local).unwrap();
        [at_once, rested]
    }

    /// What is in front, to be sure that an action begins where it should.
    fn place(&self) -> String {
        format!("{:?}", self.desk.model().place())
    }

    /// The medians of an action over several times.
    fn time(&mut self, (name, there, keys, back): &Action) -> [f64; 2] {
        let mut took: [Vec<f64>; 2] = Default::default();
        let begun = Instant::now();
        let home = self.place();
        while took[0].len() < 5 || (took[0].len() < 100 && begun.elapsed() < Duration::from_secs(1)) {
            there.iter().for_each(|key| _ = self.press(key));
            let [at_once, rested] =
                keys.iter().map(|key| self.press(key)).fold([0.0; 2], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
            took[0].push(at_once);
            took[1].push(rested);
            back.iter().for_each(|key| _ = self.press(key));
            assert_eq!(self.place(), home, "{name}: the keys lead back");
        }
        took.map(|mut took| {
            took.sort_by(f64::total_cmp);
            took[took.len() / 2]
        })
    }
}

fn main() {
    let given: Vec<PathBuf> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).map(PathBuf::from).collect();
    let made = tempfile::tempdir().unwrap();
    let data = if given.is_empty() { SIZES.map(|families| demo(made.path(), families)).to_vec() } else { given };
    let mut rows: Vec<(&str, Vec<[f64; 2]>)> =
        ["open the store", "first screen"].map(|name| (name, Vec::new())).to_vec();
    rows.extend(ACTIONS.iter().map(|action| (action.0, Vec::new())));
    for data in &data {
        let (mut sitting, opening) = Sitting::open(data);
        let first = opening.map(|took| [took; 2]);
        let actions = ACTIONS.iter().map(|action| sitting.time(action)).collect::<Vec<_>>();
        for ((_, found), took) in rows.iter_mut().zip(first.into_iter().chain(actions)) {
            found.push(took);
        }
        sitting.local.close();
    }
    let heads: Vec<String> = data.iter().map(|data| data.file_name().unwrap().to_string_lossy().into_owned()).collect();
    println!(
        "milliseconds until the frame of the key / until nothing more follows, medians; the ratio is of the latter"
    );
    print!("{:<26}", "");
    heads.iter().for_each(|head| print!("{head:>20}"));
    println!("{:>9}", "ratio");
    for (name, found) in rows {
        print!("{name:<26}");
        found.iter().for_each(|[at_once, rested]| print!("{at_once:>11.2} /{rested:>7.2}"));
        let ratio = found.first().zip(found.last()).map_or(0.0, |(first, last)| last[1] / first[1].max(0.001));
        println!("{ratio:>9.1}");
    }
}

/// A data directory with so many invented families.
fn demo(made: &Path, families: u32) -> PathBuf {
    let data = made.join(families.to_string());
    let families = families.to_string();
    let mut program = Command::new(env!("CARGO_BIN_EXE_fuzhu"));
    let done =
        program.arg("--data").arg(&data).args(["--today", "2026-11-24", "demo", "--families", &families]).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{done:?}");
    data
}
