//! The program in a terminal: keys in, a screen out. It waits for named conditions on the screen and never sleeps; when one does not
//! come true in time, the failure shows the last screen.

use super::office::Office;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(60);

struct Screen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    ended: bool,
}

/// The program in a terminal of its own.
pub struct Desk {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    screen: Arc<(Mutex<Screen>, Condvar)>,
}

impl Desk {
    /// Opens the workstation of an office in a terminal of this size.
    pub fn open(office: &Office, columns: u16, rows: u16, arguments: &[&str]) -> Self {
        let data = office.data();
        let usual = ["--data", &data.to_string_lossy(), "--today", super::office::TODAY];
        Self::start(office, columns, rows, env!("CARGO_BIN_EXE_fuzhu"), &[&usual, arguments].concat(), &[])
    }

    /// Starts any program in such a terminal, with a few variables more than a clerk has.
    pub fn start(
        office: &Office,
        columns: u16,
        rows: u16,
        program: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        let usual = [("TERM", "xterm-256color"), ("TZ", "Asia/Shanghai"), ("USER", "zhoumin")];
        for (name, value) in usual.iter().chain(variables) {
            command.env(name, value);
        }
        command.env("HOME", office.home());
        command.cwd(office.home());
        command.args(arguments);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let reader = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a keyboard");
        let parser = vt100::Parser::new(rows, columns, 0);
        let screen = Arc::new((Mutex::new(Screen { parser, raw: Vec::new(), ended: false }), Condvar::new()));
        let shown = Arc::clone(&screen);
        std::thread::spawn(move || watch(reader, &shown));
        Self { child, master: pair.master, keyboard, screen }
    }

    /// Types bytes as they are.
    pub fn send(&mut self, bytes: &str) {
        self.keyboard.write_all(bytes.as_bytes()).and_then(|()| self.keyboard.flush()).expect("the keyboard works");
    }

    /// Presses named keys, separated by blanks; other words are typed as they are.
    pub fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            let bytes = named(key).map_or_else(|| key.to_string(), str::to_string);
            self.send(&bytes);
        }
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.screen.0.lock().expect("the screen").parser.screen_mut().set_size(rows, columns);
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).expect("a new size");
    }

    /// Waits until the screen's text fulfils a named condition and gives the text.
    #[track_caller]
    pub fn until(&self, name: &str, condition: impl Fn(&str) -> bool) -> String {
        let (lock, changed) = &*self.screen;
        let deadline = Instant::now() + PATIENCE;
        let mut screen = lock.lock().expect("the screen");
        loop {
            let text = screen.parser.screen().contents();
            if condition(&text) {
                return text;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !screen.ended, "waited for: {name}\nlast screen:\n{text}");
            screen = changed.wait_timeout(screen, left).expect("the screen").0;
        }
    }

    /// Waits until the program has sent these bytes, as a terminal would that answers them.
    #[track_caller]
    pub fn is_sent(&self, bytes: &str) {
        let (lock, changed) = &*self.screen;
        let deadline = Instant::now() + PATIENCE;
        let mut screen = lock.lock().expect("the screen");
        while !String::from_utf8_lossy(&screen.raw).contains(bytes) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !screen.ended,
                "waited for {bytes:?} in {:?}",
                String::from_utf8_lossy(&screen.raw)
            );
            screen = changed.wait_timeout(screen, left).expect("the screen").0;
        }
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn shows(&self, text: &str) -> String {
        self.until(&format!("the text {text:?}"), |screen| screen.contains(text))
    }

    /// Waits for the program to end and gives its status and everything it ever wrote.
    #[track_caller]
    pub fn ends(mut self) -> (ExitStatus, Vec<u8>) {
        self.stops()
    }

    /// Whether the terminal hands on every key as it is pressed, as a desk wants it, and not line by line, as a shell does.
    pub fn is_raw(&self) -> bool {
        let settings = self.master.get_termios().expect("the terminal's settings");
        !format!("{:?}", settings.local_flags).contains("ICANON")
    }

    /// Waits for the program to end; the terminal stays, to be looked at.
    #[track_caller]
    pub fn stops(&mut self) -> (ExitStatus, Vec<u8>) {
        let (lock, changed) = &*self.screen;
        let deadline = Instant::now() + PATIENCE;
        let mut screen = lock.lock().expect("the screen");
        while !screen.ended {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited for the end\nlast screen:\n{}", screen.parser.screen().contents());
            screen = changed.wait_timeout(screen, left).expect("the screen").0;
        }
        let raw = std::mem::take(&mut screen.raw);
        drop(screen);
        (self.child.wait().expect("a status"), raw)
    }

    /// The program's process number.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Ends the program as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("a status");
    }
}

fn watch(mut reader: Box<dyn Read + Send>, shown: &(Mutex<Screen>, Condvar)) {
    let mut buffer = [0; 8192];
    loop {
        // A terminal whose program has ended reports an error rather than an end.
        let read = reader.read(&mut buffer).unwrap_or(0);
        let mut screen = shown.0.lock().expect("the screen");
        let bytes = buffer.get(..read).unwrap_or_default();
        screen.parser.process(bytes);
        screen.raw.extend_from_slice(bytes);
        screen.ended = read == 0;
        shown.1.notify_all();
        if read == 0 {
            return;
        }
    }
}

fn named(key: &str) -> Option<&'static str> {
    let keys = [
        ("Up", "\x1b[A"),
        ("Down", "\x1b[B"),
        ("Right", "\x1b[C"),
        ("Left", "\x1b[D"),
        ("Home", "\x1b[H"),
        ("End", "\x1b[F"),
        ("PageUp", "\x1b[5~"),
        ("PageDown", "\x1b[6~"),
        ("Enter", "\r"),
        ("Esc", "\x1b"),
        ("Tab", "\t"),
        ("BackTab", "\x1b[Z"),
        ("Backspace", "\x7f"),
        ("Space", " "),
        ("F1", "\x1bOP"),
        ("F2", "\x1bOQ"),
        ("F3", "\x1bOR"),
        ("F4", "\x1bOS"),
        ("F5", "\x1b[15~"),
        ("F6", "\x1b[17~"),
        ("F7", "\x1b[18~"),
        ("F8", "\x1b[19~"),
        ("F9", "\x1b[20~"),
        ("F10", "\x1b[21~"),
        ("C-a", "\x01"),
        ("C-p", "\x10"),
        ("C-q", "\x11"),
        ("C-z", "\x1a"),
    ];
    keys.into_iter().find(|(name, _)| *name == key).map(|(_, bytes)| bytes)
}
