//! The program behind a pipe: one data directory, any number of runs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The date that every journey takes for today, unless it says otherwise.
pub const TODAY: &str = "2026-11-24";

/// A data directory and the program that works on it.
pub struct Office {
    home: tempfile::TempDir,
}

/// What one run of the program printed and how it ended.
#[derive(Debug)]
pub struct Ran {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// The JSON lines of standard output of a run that must have gone well.
    #[track_caller]
    pub fn json(&self) -> Vec<serde_json::Value> {
        assert_eq!(self.status, 0, "{self:?}");
        self.lines()
    }

    /// The JSON lines of standard output, however the run ended.
    #[track_caller]
    pub fn lines(&self) -> Vec<serde_json::Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
            .collect()
    }

    /// Standard output of a run that must have gone well.
    #[track_caller]
    pub fn ok(&self) -> &str {
        assert_eq!(self.status, 0, "{self:?}");
        &self.out
    }
}

impl Office {
    /// An empty office.
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a temporary directory") }
    }

    /// An office with one family and one item of its mother's: F1-1, a health record.
    pub fn with_an_item() -> Self {
        let office = Self::new();
        let family = ["family", "add", "--set", "township=东城街道", "--set", "treated_as=城镇"];
        let people = [
            "--father",
            "name=王建国",
            "--mother",
            "name=李秀英,identity_number=512302196001010023",
            "--child",
            "name=王小满,alive=是,disability_grade=二级",
        ];
        office.run(&[family.as_slice(), people.as_slice()].concat()).ok();
        office.run(&["item", "open", "F1", "health-record", "--member", "2"]).ok();
        office
    }

    /// The directory that is the office's own: data and files beside it.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// A file beside the data directory.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, content).expect("a written file");
        path
    }

    /// The program with a cleared environment, the office's data and the fixed date.
    pub fn command(&self) -> Command {
        self.command_on(TODAY)
    }

    /// The same on another date.
    pub fn command_on(&self, today: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fuzhu"));
        command.env_clear().env("TZ", "Asia/Shanghai").env("USER", "zhoumin").current_dir(self.home());
        command.arg("--data").arg(self.data()).arg("--today").arg(today);
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.feed(arguments, "")
    }

    /// Runs the program to its end on another date.
    pub fn run_on(&self, today: &str, arguments: &[&str]) -> Ran {
        Self::fed(self.command_on(today), arguments, "")
    }

    /// Runs the program with something on its standard input.
    pub fn feed(&self, arguments: &[&str], input: &str) -> Ran {
        Self::fed(self.command(), arguments, input)
    }

    fn fed(mut command: Command, arguments: &[&str], input: &str) -> Ran {
        let mut child = command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_string();
        let feeder = std::thread::spawn(move || {
            // The program may end before it has read everything; that is the test's affair.
            let _ = stdin.write_all(input.as_bytes());
        });
        let output = child.wait_with_output().expect("the program ends");
        feeder.join().expect("the feeder ends");
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
