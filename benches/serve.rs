//! Commands of many clients through the server's socket, each answered when it is on disk, with 1, 8 and 200 clients at once. Beside it in the
//! same run, on the same disk: as many connections to SQLite (WAL, `synchronous=FULL`) making the same change, each as its own transaction.
//! Then how long it takes until another desk hears of a change.
//!
//! `cargo bench --bench serve -- [COMMITS]`, 4,000 without a number, in the directory for temporary files: name another disk by TMPDIR.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

mod peer;

use fuzhu::clock::Clock;
use fuzhu::journal::Holder;
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::plan::Plan;
use fuzhu::protocol::message::Welcome;
use fuzhu::protocol::remote::{Office, Remote, Unreached};
use fuzhu::protocol::server::{Settings, listen, serve};
use fuzhu::service::client::Client;
use fuzhu::service::local::Local;
use fuzhu::service::store::Store;
use peer::{TABLES, change, family, note, rate, timed};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Clients at once.
const CLIENTS: [usize; 3] = [1, 8, 200];

/// Changes of which it is measured when another desk hears of them.
const PUSHES: usize = 20;

/// Time between them: a desk that was just told of a change is left in peace for half a second.
const BETWEEN: Duration = Duration::from_millis(700);

fn main() {
    let given = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let commits: usize = given.unwrap_or(4_000);
    let dir = tempfile::tempdir().unwrap();
    let running = Running::start(&dir.path().join("fuzhu"));
    let peer = peer(dir.path());
    Remote::connect(&running.socket, None, office).unwrap().execute(&[family()]).remove(0).unwrap();
    for clients in CLIENTS {
        let each = (commits / clients).max(1);
        let ours = together(clients, |client| {
            let mut remote = Remote::connect(&running.socket, None, office).unwrap();
            (0..each)
                .map(|number| timed(|| assert!(remote.execute(&[note(format!("{client} 第 {number} 次"))])[0].is_ok())))
                .collect()
        });
        let theirs = together(clients, |client| {
            let mut connection = connected(&peer);
            (0..each)
                .map(|number| timed(|| commit(&mut connection, client * each + number + clients * 1_000_000)))
                .collect()
        });
        print("fuzhu", clients, ours);
        print("SQLite", clients, theirs);
    }
    pushes(&running.socket);
    running.end();
}

/// Clients that begin together: how long each change took, and all of them.
fn together(clients: usize, work: impl Fn(usize) -> Vec<Duration> + Sync) -> (Vec<Duration>, Duration) {
    let begun = Instant::now();
    let times = thread::scope(|scope| {
        let threads: Vec<_> = (0..clients)
            .map(|client| {
                scope.spawn({
                    let work = &work;
                    move || work(client)
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    (times, begun.elapsed())
}

fn print(who: &str, clients: usize, (mut times, all): (Vec<Duration>, Duration)) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_micros();
    let rate = rate(times.len(), all);
    println!("{who:<7} {clients:>3} clients {rate:>7.0} commits/s, median {} us, p99 {} us", at(50), at(99));
}

/// From one desk's order until another desk has heard that something changed.
fn pushes(socket: &Path) {
    let mut working = Remote::connect(socket, None, office).unwrap();
    let mut watching = Remote::connect(socket, None, office).unwrap().staying();
    let mut times: Vec<Duration> = (0..PUSHES)
        .map(|number| {
            thread::park_timeout(BETWEEN);
            watching.idle();
            watching.take_changed();
            timed(|| {
                assert!(working.execute(&[note(format!("0 第 {number} 次"))])[0].is_ok());
                while !watching.take_changed() {
                    watching.idle();
                }
            })
        })
        .collect();
    times.sort_unstable();
    println!(
        "push    order to the other desk: median {} us, longest {} us",
        times[PUSHES / 2].as_micros(),
        times[PUSHES - 1].as_micros()
    );
}

struct Running {
    socket: PathBuf,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Running {
    fn start(dir: &Path) -> Self {
        let (store, opened) = Store::open(dir, &Holder::default(), &mut |_, _| {}).unwrap();
        let socket = dir.join("socket");
        let listener = listen(&socket).unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let Ok(Office { plan, calendar }) = office(&welcome()) else { return };
            let mut local = Local::new(store, &opened, plan, calendar, Clock::system(), "server".into());
            local.open_nothing_by_itself();
            let settings = Settings { listener, socket: None, admit: Arc::new(|_| "clerk".into()), welcome: welcome() };
            serve(&mut local, settings, &stopped).unwrap();
            local.close();
        });
        Self { socket, stop, thread }
    }

    fn end(self) {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().unwrap();
    }
}

fn welcome() -> Welcome {
    let now = Clock::system().now();
    Welcome { actor: String::new(), now, today: None, plan: None, days_off: Vec::new(), notices: Vec::new() }
}

fn office(_: &Welcome) -> Result<Office, Unreached> {
    Ok(Office { plan: Arc::new(Plan::builtin()), calendar: Arc::new(Calendar::built_in()) })
}

/// SQLite's side.
fn peer(dir: &Path) -> PathBuf {
    let path = dir.join("peer.db");
    connected(&path).execute_batch(TABLES).unwrap();
    path
}

fn connected(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.busy_timeout(Duration::from_secs(60)).unwrap();
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").unwrap();
    connection
}

fn commit(connection: &mut Connection, number: usize) {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    change(&transaction, number);
    transaction.commit().unwrap();
}
