//! The loop of the desk on a slow line, with a clock of its own: what follows the cursor follows at rest, and no screen is queued behind
//! another. Keys and answers come at times that the test names; nothing waits in truth.

use crate::bytes::local;
use crate::support::Office;
use fuzhu::text::Lang;
use fuzhu::tui::driver;
use fuzhu::tui::input::{Input, Source};
use fuzhu::tui::key::Key;
use fuzhu::tui::terminal::backend::Encoded;
use fuzhu::tui::{Capabilities, Options};
use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// What the line knows: the time, what was written when, and the answers on their way.
#[derive(Default)]
struct Told {
    now: Duration,
    written: Vec<(Duration, usize)>,
    answers: VecDeque<Duration>,
    /// How long the terminal takes to answer; none when it never does.
    delay: Option<Duration>,
}

/// The terminal at the other end.
#[derive(Clone, Default)]
struct Peer(Arc<Mutex<Told>>);

impl Write for Peer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut told = self.0.lock().expect("the line");
        let now = told.now;
        told.written.push((now, bytes.len()));
        if let Some(delay) = told.delay.filter(|_| bytes.ends_with(b"\x1b[5n")) {
            told.answers.push_back(now + delay);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keys at their times, and the answers when they arrive.
struct Hand {
    peer: Peer,
    keys: VecDeque<(Duration, &'static str)>,
    ends: Duration,
}

impl Hand {
    fn next(&self) -> Option<Duration> {
        let told = self.peer.0.lock().expect("the line");
        self.keys.front().map(|(at, _)| *at).into_iter().chain(told.answers.front().copied()).min()
    }

    fn take(&mut self) -> Option<Input> {
        let mut told = self.peer.0.lock().expect("the line");
        let now = told.now;
        if told.answers.front().is_some_and(|at| *at <= now) {
            told.answers.pop_front();
            return Some(Input::Ready);
        }
        let (_, name) = self.keys.pop_front_if(|(at, _)| *at <= now)?;
        Some(Input::Key(Key::parse(name).expect("a key")))
    }
}

impl Source for Hand {
    fn wait(&mut self, at_most: Duration) -> Option<Input> {
        let until = self.elapsed() + at_most;
        let next = self.next().filter(|next| *next <= until);
        let now = next.unwrap_or(until).max(self.elapsed());
        self.peer.0.lock().expect("the line").now = now;
        if next.is_none() && now > self.ends {
            return Some(Input::Hangup);
        }
        self.take()
    }

    fn ready(&mut self) -> Option<Input> {
        self.take()
    }

    fn elapsed(&self) -> Duration {
        self.peer.0.lock().expect("the line").now
    }
}

/// Runs the desk with these keys on a line with this delay; says what was written when, the first screen left out.
fn written(keys: &[(Duration, &'static str)], delay: Option<Duration>) -> Vec<(Duration, usize)> {
    let office = Office::new();
    office.run(&["demo", "--families", "100"]).ok();
    let peer = Peer::default();
    peer.0.lock().expect("the line").delay = delay;
    let last = keys.last().map_or(Duration::ZERO, |(at, _)| *at);
    let mut hand = Hand { peer: peer.clone(), keys: keys.iter().copied().collect(), ends: last + ms(10_000) };
    let terminal = Encoded::new(peer.clone(), Capabilities::XTERM, || Ok((120, 36))).expect("a terminal");
    let options = Options { lang: Lang::Zh, demo: true, colour: true, ..Options::default() };
    let mut local = local(&office);
    local.open_nothing_by_itself();
    driver::run(terminal, &mut hand, &mut local, options).expect("a sitting");
    local.close();
    let told = peer.0.lock().expect("the line");
    let first = keys.first().map_or(Duration::ZERO, |(at, _)| *at);
    told.written.iter().copied().filter(|(at, _)| *at >= first).collect()
}

/// A key held down: so many repeats, 33 ms apart, long after the first screen.
fn held(key: &'static str, times: u64) -> Vec<(Duration, &'static str)> {
    (0..times).map(|at| (ms(5_000 + 33 * at), key)).collect()
}

#[test]
fn what_belongs_to_the_row_follows_120_milliseconds_after_the_last_key() {
    let keys: Vec<_> = (0..5).map(|at| (ms(5_000 + 100 * at), "Down")).collect();
    let written = written(&keys, Some(ms(1)));
    let (moves, rest): (Vec<_>, Vec<_>) = written.iter().partition(|(at, _)| *at < ms(5_520));
    assert_eq!(moves.len(), 5, "each key moves the mark at once: {written:?}");
    assert!(moves.iter().all(|(_, bytes)| *bytes <= 12), "{written:?}");
    assert!(
        matches!(rest.as_slice(), [(at, bytes)] if *at == ms(5_520) && *bytes > 100),
        "then one frame: {written:?}"
    );
}

#[test]
fn a_held_key_never_queues_screens() {
    for delay in [200, 600, 900] {
        let written = written(&held("PageDown", 30), Some(ms(delay)));
        // While the key is held for a second no more screens are sent than the terminal answers, one more, and the last.
        let most = 990 / delay + 3;
        assert!(written.len() as u64 <= most, "{delay} ms: {written:?}");
        // The last screen is there a delay and a rest after the last key.
        let last = written.last().map_or(Duration::ZERO, |(at, _)| *at);
        assert!(last <= ms(5_000 + 29 * 33 + delay + 250), "{delay} ms: {written:?}");
    }
}

#[test]
fn a_held_cursor_key_costs_little() {
    // As far as a screen of rows goes; what follows at rest comes afterwards.
    let written = written(&held("Down", 27), Some(ms(200)));
    let held: usize = written.iter().filter(|(at, _)| *at < ms(5_000 + 26 * 33 + 120)).map(|(_, bytes)| bytes).sum();
    assert!(held <= 400, "{held} bytes: {written:?}");
}

#[test]
fn a_terminal_that_never_answers_is_waited_for_once() {
    let keys: Vec<_> = (0..90).map(|at| (ms(5_000 + 33 * at), ["PageDown", "PageUp"][at as usize % 2])).collect();
    // The first screen was not answered, so that by now nobody is asked any more: every turn of the key is drawn.
    let written = written(&keys, None);
    assert!(written.len() >= 90, "{}: {written:?}", written.len());
}
