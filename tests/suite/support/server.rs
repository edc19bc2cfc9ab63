//! A running server of an office.

use super::office::Office;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A server that runs until it is stopped or killed; dropping it kills it.
pub struct Server {
    child: Child,
    socket: PathBuf,
}

impl Server {
    /// Starts the server of an office and waits until it says that it listens.
    #[track_caller]
    pub fn start(office: &Office) -> Self {
        let mut child = Self::command(office).spawn().expect("the program starts");
        let mut line = String::new();
        // Read a byte at a time: what comes after the line is for whoever waits for the end.
        let out = child.stdout.as_mut().expect("a pipe");
        BufReader::with_capacity(1, out).read_line(&mut line).expect("a line");
        assert!(line.contains("listening"), "{line}");
        Self { child, socket: office.data().join("socket") }
    }

    fn command(office: &Office) -> Command {
        let mut command = office.command();
        command.args(["serve", "--json"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Where it listens.
    pub fn socket(&self) -> PathBuf {
        self.socket.clone()
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("a status");
    }

    /// Asks it to stop, as the system does; gives its exit status and what it wrote on standard error.
    pub fn stop(mut self) -> (i32, String) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::TERM).expect("it can be told");
        let mut told = String::new();
        self.child.stderr.as_mut().expect("a pipe").read_to_string(&mut told).expect("text");
        (self.child.wait().expect("a status").code().unwrap_or(-1), told)
    }

    /// Its process number.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
