//! What goes wrong around the program: it is killed, a second one comes, the journal is damaged, nobody reads its output.

use crate::support::Office;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// `apply` at work: commands go in line by line, answers come out.
struct AtWork {
    child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl AtWork {
    fn start(office: &Office) -> Self {
        let mut command = office.command();
        let mut child = piped(command.args(["apply", "-"])).spawn().expect("the program starts");
        let commands = child.stdin.take().expect("a pipe");
        let answers = BufReader::new(child.stdout.take().expect("a pipe"));
        Self { child, commands, answers }
    }

    fn send(&mut self, line: &str) {
        writeln!(self.commands, "{line}").and_then(|()| self.commands.flush()).expect("it takes commands");
    }

    fn answer(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("it answers");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"))
    }
}

fn piped(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped())
}

fn add(n: usize) -> String {
    let name = char::from_u32(0x4E00 + u32::try_from(n).expect("a small number")).expect("a character");
    format!("{{\"command\":\"family add\",\"father\":{{\"name\":\"周{name}\"}},\"token\":\"t{n}\"}}")
}

#[test]
fn what_was_answered_survives_a_kill_and_is_not_done_twice() {
    let office = Office::new();
    let mut answered = 0;
    for round in 0..4 {
        let mut work = AtWork::start(&office);
        for n in 0..8 {
            work.send(&add(round * 16 + n));
            let answer = work.answer();
            assert_eq!(answer["ok"], true, "{answer}");
            answered += 1;
        }
        // These are under way when the power goes.
        for n in 8..16 {
            work.send(&add(round * 16 + n));
        }
        work.child.kill().expect("it can be killed");
        work.child.wait().expect("it ends");
        let kept = office.run(&["log", "--json"]).json();
        assert!(kept.len() >= answered, "{} kept of {answered} answered", kept.len());
        let seqs: Vec<u64> = kept.iter().filter_map(|line| line["seq"].as_u64()).collect();
        assert!(seqs.iter().copied().eq(1..=u64::try_from(kept.len()).expect("few")), "{seqs:?}");
        answered = kept.len();
    }
    let all: String = (0..64).map(|n| add(n) + "\n").collect();
    office.feed(&["apply", "-"], &all).ok();
    assert_eq!(office.run(&["family", "list", "--json"]).json().len(), 64, "each token was done once");
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}

#[test]
fn an_answer_does_not_wait_for_the_next_command() {
    let office = Office::new();
    let mut work = AtWork::start(&office);
    for n in 0..3 {
        work.send(&add(n));
        assert_eq!(work.answer()["line"], n + 1);
    }
    drop(work.commands);
    assert!(work.child.wait().expect("it ends").success());
}

#[test]
fn a_second_program_is_told_who_is_at_work() {
    let office = Office::new();
    let mut work = AtWork::start(&office);
    work.send(&add(0));
    work.answer();
    let second = office.run(&["queue"]);
    assert_eq!(second.status, 3, "{second:?}");
    assert!(second.err.contains(&work.child.id().to_string()), "{second:?}");
    // What needs no office is not kept from anybody.
    office.run(&["plan"]).ok();
    office.run(&["calendar", "show", "2026"]).ok();
    drop(work.commands);
    assert!(work.child.wait().expect("it ends").success());
    office.run(&["queue"]).ok();
}

#[test]
fn damage_is_named_with_its_file_and_nothing_is_written_over_it() {
    let office = Office::new();
    office.run(&["demo", "--families", "6", "--items", "20"]).ok();
    let journal = office.data().join("journal");
    let mut segments: Vec<_> =
        std::fs::read_dir(&journal).expect("a journal").map(|entry| entry.expect("an entry").path()).collect();
    segments.sort_by_key(|path| std::cmp::Reverse(path.metadata().map_or(0, |known| known.len())));
    let segment = &segments[0];
    let mut bytes = std::fs::read(segment).expect("a segment");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    std::fs::write(segment, &bytes).expect("a damaged segment");
    let name = segment.file_name().expect("a name").to_string_lossy().into_owned();
    let found = office.run(&["verify"]);
    assert_eq!(found.status, 3, "{found:?}");
    assert!(found.out.contains(&name), "{found:?}");
    let refused = office.feed(&["apply", "-"], &add(0));
    assert_eq!(refused.status, 3, "{refused:?}");
    assert!(refused.err.contains(&name), "{refused:?}");
    assert_eq!(std::fs::read(segment).expect("a segment"), bytes);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let office = Office::new();
    office.run(&["demo", "--families", "30", "--items", "60"]).ok();
    let mut child = piped(office.command().args(["match", "--json"])).spawn().expect("the program starts");
    let mut first = [0; 16];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("it writes");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[test]
fn every_ending_has_its_status_and_its_sentence() {
    let office = Office::new();
    for (arguments, status) in [
        (&["queue"] as &[&str], 0),
        (&["--help"], 0),
        (&["item", "accept", "F9-9"], 1),
        (&["family", "show", "无此人"], 1),
        (&["import", "no-such-file.xlsx"], 1),
        (&["apply", "no-such-file.jsonl"], 1),
        (&["--plan", "no-such-plan.toml", "plan"], 1),
        (&["frobnicate"], 2),
        (&["queue", "--limit", "many"], 2),
        (&["item", "accept", "F1-1", "--to", "finance"], 2),
    ] {
        let ran = office.run(arguments);
        assert_eq!(ran.status, status, "{arguments:?} {ran:?}");
        assert_eq!(ran.err.is_empty(), status == 0, "{arguments:?} {ran:?}");
        assert!(!ran.err.contains("Error {") && !ran.err.contains("panicked"), "{arguments:?} {ran:?}");
        let english = office.run(&[&["--lang", "en"], arguments].concat());
        assert_eq!(english.status, status);
        assert!(status == 0 || english.err != ran.err, "{arguments:?} speaks one language only: {english:?}");
    }
    let office = Office::new();
    office.file("data", "not a directory");
    let ran = office.run(&["queue"]);
    assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{ran:?}");
    assert!(!ran.err.is_empty());
}

#[test]
fn output_to_a_pipe_has_no_colour_and_nothing_that_steers() {
    let office = Office::new();
    let nasty = "{\"command\":\"family add\",\"father\":{\"name\":\"周\\u202e红\"},\"set\":{\"note\":\"a\\u001b[31mb\\u009b2J\"}}";
    office.feed(&["apply", "-"], nasty).ok();
    for arguments in [&["family", "show", "F1"] as &[&str], &["family", "show", "F1", "--json"], &["log"], &["agenda"]]
    {
        let out = office.run(arguments).out;
        assert!(!out.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{arguments:?}: {out:?}");
    }
}
