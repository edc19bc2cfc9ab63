//! One client: greeted, named, then served one request at a time, until either side ends it.

use super::watch::{News, Watch};
use super::{Admit, Call};
use crate::clock::Clock;
use crate::domain::refusal::Refusal;
use crate::protocol::frame::{self, Inbox};
use crate::protocol::greeting;
use crate::protocol::message::{Reply, Request, Told, Welcome};
use crate::service::query::Query;
use crate::service::query::access::AccessQuery;
use crate::service::touched::Touched;
use rustix::net::sockopt::socket_peercred;
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a client may take to say its greeting, and to take what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a desk is left in peace after it was told of a change: each asks again for what it shows, and there may be hundreds.
const CALM: Duration = Duration::from_millis(500);

/// The longest request, in bytes: some thousand orders. Hundreds of clients may each have one under way.
const REQUEST_MAX: usize = 1 << 20;

/// Bytes of the stack of a thread that tells changes.
const STACK: usize = 128 << 10;

/// Where requests go, and what every client is told.
#[derive(Clone)]
pub struct Calls {
    /// The number of the client.
    pub client: u64,
    pub calls: SyncSender<Call>,
    pub watch: Arc<Watch>,
    pub welcome: Arc<Welcome>,
    pub clock: Clock,
}

impl Calls {
    /// The same for the client with this number.
    pub fn of(&self, client: u64) -> Self {
        Self { client, ..self.clone() }
    }
}

/// The side that is written to: replies and changes take turns.
type Outgoing = Arc<Mutex<UnixStream>>;

/// Serves a client until it leaves. What goes wrong with its socket is its own affair: the thread ends, nobody else notices.
pub fn run(stream: UnixStream, admit: &Admit, calls: &Calls, full: Option<Refusal>) {
    let here = Arc::new(AtomicBool::new(true));
    if let Ok(out) = stream.try_clone() {
        let out = Arc::new(Mutex::new(out));
        if let Err(refusal) = serve(stream, admit, calls, full, (&out, &here)) {
            let _ = tell(&out, &Told::Farewell(*refusal));
        }
        let _ = lock(&out).shutdown(std::net::Shutdown::Both);
    }
    here.store(false, Ordering::Relaxed);
    calls.watch.put(calls.client, "", None);
    calls.watch.wake();
}

/// Serves until the client is gone (`Ok`) or is to be told why it must go.
fn serve(
    mut stream: UnixStream,
    admit: &Admit,
    calls: &Calls,
    full: Option<Refusal>,
    (out, here): (&Outgoing, &Arc<AtomicBool>),
) -> Result<(), Box<Refusal>> {
    match greet(&mut stream) {
        Ok(true) => {}
        // One of the two is too old: each has read the other's version and says so itself.
        Ok(false) | Err(_) => return Ok(()),
    }
    if let Some(refusal) = full {
        return Err(Box::new(refusal));
    }
    let Ok(peer) = socket_peercred(&stream) else { return Ok(()) };
    let actor: Arc<str> = admit(peer.uid.as_raw()).into();
    let own = ask(Request::Ask(Query::Access(AccessQuery::Own), None), &actor, calls)?;
    if let Reply::Answered(Err(refusal)) = own {
        return Err(Box::new(refusal));
    }
    let welcome = Welcome {
        actor: actor.to_string(),
        now: calls.clock.now(),
        notices: calls.watch.notices(),
        ..Welcome::clone(&calls.welcome)
    };
    if tell(out, &Told::Welcome(welcome)).is_err() || stream.set_read_timeout(None).is_err() {
        return Ok(());
    }
    let mut inbox = Inbox::up_to(REQUEST_MAX);
    let mut watching = false;
    loop {
        match inbox.wait(&mut stream) {
            Ok(Some(Request::Watch)) if std::mem::replace(&mut watching, true) => {}
            Ok(Some(Request::Watch)) => watch(out, calls, here, &actor),
            Ok(Some(request)) => {
                calls.watch.heard(calls.client);
                pass_on(request, &actor, calls, out)?;
            }
            Ok(None) => return if calls.watch.is_ended() { Err(Box::new(ending())) } else { Ok(()) },
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(Box::new(rubbish())),
            Err(_) => return Ok(()),
        }
    }
}

fn greet(stream: &mut UnixStream) -> io::Result<bool> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(greeting::own().as_bytes())?;
    Ok(greeting::read(stream)?.is_understood())
}

/// What the writer replies to a request.
fn ask(request: Request, actor: &Arc<str>, calls: &Calls) -> Result<Reply, Box<Refusal>> {
    let (reply, answered) = sync_channel(1);
    let call = Call { client: calls.client, actor: Arc::clone(actor), request, reply };
    calls.calls.send(call).map_err(|_| ending())?;
    Ok(answered.recv().map_err(|_| ending())?)
}

/// Hands a request to the writer and its reply to the client.
fn pass_on(request: Request, actor: &Arc<str>, calls: &Calls, out: &Outgoing) -> Result<(), Box<Refusal>> {
    let reply = ask(request, actor, calls)?;
    // Whoever does not take the reply is gone; the next read says so.
    if tell(out, &Told::Reply(reply)).is_err() {
        let _ = lock(out).shutdown(std::net::Shutdown::Both);
    }
    Ok(())
}

/// Tells the client from now on when something changed.
fn watch(out: &Outgoing, calls: &Calls, here: &Arc<AtomicBool>, actor: &Arc<str>) {
    let _ = tell(out, &Told::Reply(Reply::Watching));
    let (out, here, watch, client) = (Arc::clone(out), Arc::clone(here), Arc::clone(&calls.watch), calls.client);
    let (actor, clock) = (Arc::clone(actor), calls.clock);
    let (mut seen, mut noticed) = (watch.turn(), watch.notices());
    let telling = move || {
        let gone = || !here.load(Ordering::Relaxed);
        while let Some(news) = watch.after(client, seen, &gone) {
            let told = match news {
                News::Changed(turn, mut changed, rights) => {
                    seen = turn;
                    // Whoever has lost the account asks, and is told so.
                    changed.touched = match rights.bearer(&actor, clock.today()) {
                        Ok(bearer) => changed.touched.seen_by(&bearer),
                        Err(_) => Touched::everything(),
                    };
                    if changed.touched.is_nothing() && changed.notices == noticed {
                        continue;
                    }
                    noticed.clone_from(&changed.notices);
                    Told::Changed(changed)
                }
                News::Others(others) => Told::Others(others),
            };
            if tell(&out, &told).is_err() {
                // It does not read: it is let go, and comes back when it can.
                let _ = lock(&out).shutdown(std::net::Shutdown::Both);
                return;
            }
            watch.rest(CALM, &gone);
        }
    };
    // Without a thread the client sees changes when it asks the next time.
    let _ = thread::Builder::new().name("watch".into()).stack_size(STACK).spawn(telling);
}

fn tell(out: &Outgoing, told: &Told) -> io::Result<()> {
    let bytes = frame::bytes(told).or_else(|| frame::bytes(&Told::Farewell(too_long()))).unwrap_or_default();
    let mut out = lock(out);
    out.write_all(&bytes)
}

fn lock(out: &Outgoing) -> std::sync::MutexGuard<'_, UnixStream> {
    // A socket has no state that a panic could leave half-way.
    out.lock().unwrap_or_else(PoisonError::into_inner)
}

fn ending() -> Refusal {
    Refusal::store(
        "server-ends",
        ("服务器正在停止。", "The server is stopping."),
        (
            "已答复保存的内容都在；服务器重新启动后会自动连上。",
            "Everything that was saved is there; the desk connects again by itself once the server is back.",
        ),
    )
}

fn rubbish() -> Refusal {
    Refusal::store(
        "rubbish",
        (
            "服务器收到读不懂的内容，连接已断开。",
            "The server was sent something it cannot read and ended the connection.",
        ),
        (
            "请重新打开；若再次出现，请检查程序版本。",
            "Open it again; if it happens again, check the version of the program.",
        ),
    )
}

fn too_long() -> Refusal {
    Refusal::store(
        "too-long",
        ("答复过长，无法发送。", "The answer is too long to be sent."),
        ("请缩小查询范围。", "Ask for less at once."),
    )
}
