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

    /// Starts the server of an office and does not wait: it may be killed while it opens.
    pub fn begin(office: &Office) -> Self {
        let child = Self::command(office).spawn().expect("the program starts");
        Self { child, socket: office.data().join("socket") }
    }

    /// The same where no file may be longer than so many bytes, rounded up to blocks.
    pub fn begin_within(office: &Office, bytes: u64) -> Self {
        let server = Self::command(office);
        let mut command = Command::new("/bin/sh");
        // A block of the shell's limit has 512 bytes.
        let limited = format!("ulimit -f {} && exec \"$@\"", bytes.div_ceil(512));
        command.arg("-c").arg(limited).arg("sh").arg(server.get_program()).args(server.get_args());
        command.env_clear().envs(server.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.current_dir(office.home()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("a shell starts");
        Self { child, socket: office.data().join("socket") }
    }

    /// Stops it in its tracks.
    pub fn halt(&self) {
        self.signal(rustix::process::Signal::STOP);
    }

    /// Lets it go on.
    pub fn go_on(&self) {
        self.signal(rustix::process::Signal::CONT);
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, signal).expect("it can be told");
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
        self.signal(rustix::process::Signal::TERM);
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
