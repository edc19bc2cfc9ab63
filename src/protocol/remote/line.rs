//! The line to a server: connected, greeted, one request at a time.

use crate::domain::refusal::Refusal;
use crate::protocol::frame::{self, Inbox};
use crate::protocol::greeting::{self, Other};
use crate::protocol::message::{Changed, Others, Reply, Request, Told, Welcome};
use crate::service::client::Bell;
use std::io::{self, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a server may take to greet.
const GREETING: Duration = Duration::from_secs(5);

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
    Refusal::store("other-version", (&zh, &en), ("请升级较旧的一方。", "Upgrade the older of the two."))
}

/// A line on which the server has said welcome. A thread reads it: replies go to whoever asked, changes ring the bell.
pub struct Line {
    stream: UnixStream,
    replies: Receiver<Told>,
    heard: Arc<Heard>,
}

/// What the server has said by itself: the latest of each.
#[derive(Debug, Default)]
pub struct Said {
    /// That something changed.
    pub changed: Option<Changed>,
    /// Who else is where this desk is.
    pub others: Option<Others>,
}

/// What is shared with the thread that reads.
#[derive(Default)]
struct Heard {
    said: Mutex<Said>,
    ended: AtomicBool,
}

impl Line {
    /// Connects and is welcomed. `bell` is rung when the server says something by itself, and when the line ends.
    ///
    /// # Errors
    /// When nobody answers, the server is of another version, or it does not let the clerk in.
    pub fn connect(socket: &Path, bell: Option<Bell>) -> Result<(Line, Welcome), Unreached> {
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
            Some(Told::Welcome(welcome)) => Ok((Self::on(stream, inbox, bell)?, welcome)),
            Some(Told::Farewell(refusal)) => Err(Unreached::Sent(Box::new(refusal))),
            _ => Err(Unreached::Broken),
        }
    }

    fn on(stream: UnixStream, inbox: Inbox<Told>, bell: Option<Bell>) -> io::Result<Line> {
        let heard = Arc::new(Heard::default());
        // A reply and a farewell may stand there before anybody looks.
        let (sender, replies) = sync_channel(2);
        let (incoming, shared) = (stream.try_clone()?, Arc::clone(&heard));
        thread::Builder::new()
            .name("line".into())
            .spawn(move || read(incoming, inbox, &shared, &sender, bell.as_ref()))?;
        Ok(Line { stream, replies, heard })
    }

    /// Sends a request and waits for its reply.
    ///
    /// # Errors
    /// When the line breaks, or the server ends it: then nobody knows whether the request arrived.
    pub fn request(&mut self, request: &Request) -> Result<Reply, Unreached> {
        let sent = frame::write(&mut self.stream, request);
        // A server that ended the line may have said why before it did.
        match self.replies.recv() {
            Ok(Told::Reply(reply)) if sent.is_ok() => Ok(reply),
            Ok(Told::Farewell(refusal)) => Err(Unreached::Sent(Box::new(refusal))),
            _ => Err(Unreached::Broken),
        }
    }

    /// What the server has said by itself since the last look; does not wait.
    ///
    /// # Errors
    /// When the line is broken or the server has ended it.
    pub fn listen(&mut self) -> Result<Said, Unreached> {
        if self.heard.ended.load(Ordering::Acquire) {
            return Err(Unreached::Broken);
        }
        Ok(std::mem::take(&mut *self.heard.said.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // The thread that reads holds the socket too, and ends with the line.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// Reads the line to its end.
fn read(
    mut stream: UnixStream,
    mut inbox: Inbox<Told>,
    heard: &Heard,
    replies: &SyncSender<Told>,
    bell: Option<&Bell>,
) {
    let ring = || bell.map(|bell| bell());
    while let Ok(Some(told)) = inbox.wait(&mut stream) {
        match told {
            Told::Changed(changed) => {
                let mut said = heard.said.lock().unwrap_or_else(PoisonError::into_inner);
                let before = said.changed.take().map(|changed| changed.touched).unwrap_or_default();
                said.changed = Some(Changed { touched: before.and(changed.touched), ..changed });
                drop(said);
                ring();
            }
            Told::Others(others) => {
                heard.said.lock().unwrap_or_else(PoisonError::into_inner).others = Some(others);
                ring();
            }
            // More replies than requests: a server that does not keep to the protocol.
            other => {
                if replies.try_send(other).is_err() {
                    break;
                }
            }
        }
    }
    heard.ended.store(true, Ordering::Release);
    ring();
}
