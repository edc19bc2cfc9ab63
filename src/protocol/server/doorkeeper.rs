//! The doorkeeper: takes clients in, one thread each, and lets nobody in whom the operating system does not name.

use super::connection::{self, Calls};
use super::{Admit, CLIENTS_MAX};
use crate::domain::refusal::Refusal;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::collections::HashMap;
use std::fs;
use std::io;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// How soon the end, or a socket that somebody removed, is noticed: a fifth of a second.
const LOOK_UP: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };

/// Bytes of a client's stack: there may be hundreds.
const STACK: usize = 512 << 10;

/// What the doorkeeper works with.
pub struct Door {
    pub listener: UnixListener,
    pub socket: Option<PathBuf>,
    pub admit: Admit,
    pub calls: Calls,
}

/// The clients that are in, by number, so that all can be told the end.
type Inside = Arc<Mutex<HashMap<u64, (UnixStream, JoinHandle<()>)>>>;

/// Starts the doorkeeper.
///
/// # Errors
/// When no thread can be started, or the listener cannot be used.
pub fn start(door: Door) -> io::Result<JoinHandle<()>> {
    door.listener.set_nonblocking(true)?;
    thread::Builder::new().name("door".into()).spawn(move || keep(door))
}

fn keep(mut door: Door) {
    let inside = Inside::default();
    let mut number = 0;
    while !door.calls.watch.is_ended() {
        let mut ready = [PollFd::new(&door.listener, PollFlags::IN)];
        // An interrupted wait is a wait that ended early.
        let _ = poll(&mut ready, Some(&LOOK_UP));
        while let Ok((stream, _)) = door.listener.accept() {
            number += 1;
            let_in(&door, &inside, number, stream);
        }
        clear(&inside);
        door.calls.watch.lapse();
        put_back(&mut door);
    }
    let leaving: Vec<_> = lock(&inside).drain().map(|(_, client)| client).collect();
    // Shutting the reading side lets a client's thread finish the reply that is under way and say goodbye.
    for (stream, _) in &leaving {
        let _ = stream.shutdown(std::net::Shutdown::Read);
    }
    for (_, thread) in leaving {
        let _ = thread.join();
    }
    if let Some(socket) = &door.socket {
        let _ = fs::remove_file(socket);
    }
}

fn let_in(door: &Door, inside: &Inside, number: u64, stream: UnixStream) {
    let full = (lock(inside).len() >= CLIENTS_MAX).then(crowded);
    let Ok(kept) = stream.try_clone() else { return };
    let (admit, calls) = (Arc::clone(&door.admit), door.calls.clone());
    let run = move || connection::run(stream, &admit, &calls.of(number), full);
    let name = format!("client {number}");
    // Where there is no thread for it the stream is dropped, and the client sees the connection end.
    if let Ok(thread) = thread::Builder::new().name(name).stack_size(STACK).spawn(run) {
        lock(inside).insert(number, (kept, thread));
    }
}

/// Forgets clients that have left.
fn clear(inside: &Inside) {
    lock(inside).retain(|_, (_, thread)| !thread.is_finished());
}

/// Makes the socket anew when somebody removed it.
fn put_back(door: &mut Door) {
    let Some(socket) = &door.socket else { return };
    if socket.exists() {
        return;
    }
    if let Ok(listener) = super::listen(socket) {
        door.listener = listener;
    }
}

fn lock(inside: &Inside) -> std::sync::MutexGuard<'_, HashMap<u64, (UnixStream, JoinHandle<()>)>> {
    // Nothing that holds the lock can panic half-way through a change.
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

fn crowded() -> Refusal {
    Refusal::Store {
        code: "crowded".into(),
        sentence: (
            format!("服务器上已有 {CLIENTS_MAX} 个连接，暂时不能再连接。"),
            format!("{CLIENTS_MAX} programs are connected to the server: it takes no more for now."),
        ),
        hint: (
            "请稍后再试，或请同事退出不用的工作台。".into(),
            "Try again later, or ask a colleague to leave a desk that is not used.".into(),
        ),
    }
}
