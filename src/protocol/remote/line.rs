//! The line to a server: connected, greeted, one request at a time.

use super::refusal;
use crate::domain::refusal::Refusal;
use crate::protocol::frame::{self, Inbox};
use crate::protocol::greeting::{self, Other};
use crate::protocol::message::{Changed, Reply, Request, Told, Welcome};
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// How long a server may take to greet.
const GREETING: Duration = Duration::from_secs(5);

/// Messages that are taken in at once while nobody waits for a reply.
const LISTEN_MAX: usize = 64;

/// Why a server could not be spoken with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreached {
    /// Nobody listens there.
    Nobody,
    /// The server is of another version.
    OtherVersion(Other),
    /// The server says why it does not go on.
    Sent(Box<Refusal>),
    /// The line broke.
    Broken,
}

impl From<io::Error> for Unreached {
    fn from(_: io::Error) -> Self {
        Unreached::Broken
    }
}

/// A queue that is full has a server behind it; any other place that cannot be connected to has none.
fn not_connected(error: &io::Error) -> Unreached {
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Unreached::Broken,
        _ => Unreached::Nobody,
    }
}

impl From<Unreached> for Refusal {
    fn from(unreached: Unreached) -> Self {
        match unreached {
            Unreached::Sent(refusal) => *refusal,
            Unreached::OtherVersion(other) => other_version(&other),
            Unreached::Nobody | Unreached::Broken => super::gone(),
        }
    }
}

fn other_version(other: &Other) -> Refusal {
    let (theirs, own) = (&other.program, env!("CARGO_PKG_VERSION"));
    let zh = format!("服务器的程序版本是 {theirs}，本程序是 {own}，两者不能通话。");
    let en = format!(
        "The server is of version {theirs}, this program of version {own}: they do not understand one another."
    );
    refusal("other-version", (&zh, &en), ("请升级较旧的一方。", "Upgrade the older of the two."))
}

/// A line on which the server has said welcome.
pub struct Line {
    stream: UnixStream,
    inbox: Inbox<Told>,
    changed: Option<Changed>,
}

impl Line {
    /// Connects and is welcomed.
    ///
    /// # Errors
    /// When nobody answers, the server is of another version, or it does not let the clerk in.
    pub fn connect(socket: &Path) -> Result<(Line, Welcome), Unreached> {
        let mut stream = UnixStream::connect(socket).map_err(|error| not_connected(&error))?;
        stream.set_read_timeout(Some(GREETING))?;
        // A server of another version may have ended the line already: its greeting says why.
        let sent = stream.write_all(greeting::own().as_bytes());
        let other = greeting::read(&mut stream)?;
        if !other.is_understood() {
            return Err(Unreached::OtherVersion(other));
        }
        sent?;
        let mut inbox = Inbox::default();
        let first = inbox.wait(&mut stream)?;
        stream.set_read_timeout(None)?;
        match first {
            Some(Told::Welcome(welcome)) => Ok((Line { stream, inbox, changed: None }, welcome)),
            Some(Told::Farewell(refusal)) => Err(Unreached::Sent(Box::new(refusal))),
            _ => Err(Unreached::Broken),
        }
    }

    /// Sends a request and waits for its reply.
    ///
    /// # Errors
    /// When the line breaks, or the server ends it: then nobody knows whether the request arrived.
    pub fn request(&mut self, request: &Request) -> Result<Reply, Unreached> {
        let sent = frame::write(&mut self.stream, request);
        // A server that ended the line may have said why before it did.
        loop {
            match self.inbox.wait(&mut self.stream)? {
                Some(Told::Reply(reply)) if sent.is_ok() => return Ok(reply),
                Some(Told::Changed(changed)) => self.changed = Some(changed),
                Some(Told::Farewell(refusal)) => return Err(Unreached::Sent(Box::new(refusal))),
                Some(Told::Reply(_) | Told::Welcome(_)) | None => return Err(Unreached::Broken),
            }
        }
    }

    /// What the server has said by itself since the last look; does not wait.
    ///
    /// # Errors
    /// When the line is broken or the server has ended it.
    pub fn listen(&mut self) -> Result<Option<Changed>, Unreached> {
        self.stream.set_nonblocking(true)?;
        let heard = self.hear();
        self.stream.set_nonblocking(false)?;
        heard?;
        Ok(self.changed.take())
    }

    fn hear(&mut self) -> Result<(), Unreached> {
        for _ in 0..LISTEN_MAX {
            match self.inbox.take()? {
                Some(Told::Changed(changed)) => self.changed = Some(changed),
                Some(Told::Farewell(refusal)) => return Err(Unreached::Sent(Box::new(refusal))),
                Some(_) => return Err(Unreached::Broken),
                None => match self.inbox.fill(&mut self.stream) {
                    Ok(true) => {}
                    Ok(false) => return Err(Unreached::Broken),
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                    Err(error) => return Err(error.into()),
                },
            }
        }
        Ok(())
    }
}
