//! What befalls the server: it is killed while it works or while it starts, stopped in its tracks, robbed of its socket, or given no room
//! to write.

use super::Sky;
use super::chance::Chance;
use crate::support::{Office, Server};
use std::fmt;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// How long a strike waits for commands to come through: a server that takes none is struck anyway.
const PATIENCE: Duration = Duration::from_secs(3);

/// The most bytes that a file may have while there is no room, beyond what the journal has: some commands fit, then none.
const ROOM: u64 = 4_096;

pub struct Weather<'a> {
    office: &'a Office,
    server: Option<Server>,
    chance: Chance,
    /// Faults so far.
    pub faults: u64,
    kills: u64,
    at_start: u64,
    halts: u64,
    sockets: u64,
    crowded: u64,
}

impl<'a> Weather<'a> {
    pub fn over(office: &'a Office, chance: Chance) -> Self {
        let server = Some(Server::start(office));
        Self { office, server, chance, faults: 0, kills: 0, at_start: 0, halts: 0, sockets: 0, crowded: 0 }
    }

    /// Lets some commands come through, then strikes.
    pub fn strike(&mut self, sky: &Sky) {
        let seen = sky.acknowledged.load(Ordering::Relaxed);
        let (enough, since) = (seen + self.chance.below(40), Instant::now());
        while sky.acknowledged.load(Ordering::Relaxed) < enough && since.elapsed() < PATIENCE {
            std::thread::park_timeout(Duration::from_millis(1));
        }
        self.faults += 1;
        match self.chance.below(10) {
            0 => self.halt(),
            1 => self.take_socket(),
            2 => self.no_room(),
            3 | 4 => self.kill_at_start(),
            _ => self.kill(),
        }
    }

    fn kill(&mut self) {
        self.kills += 1;
        self.server.take().into_iter().for_each(Server::kill);
        self.server = Some(Server::start(self.office));
    }

    /// Killed while it opens, replays and mends, at whatever moment that is.
    fn kill_at_start(&mut self) {
        self.at_start += 1;
        self.server.take().into_iter().for_each(Server::kill);
        let begun = Server::begin(self.office);
        std::thread::park_timeout(Duration::from_millis(self.chance.below(150)));
        begun.kill();
        self.server = Some(Server::start(self.office));
    }

    fn halt(&mut self) {
        self.halts += 1;
        let Some(server) = &self.server else { return };
        server.halt();
        std::thread::park_timeout(Duration::from_millis(self.chance.below(200)));
        server.go_on();
    }

    fn take_socket(&mut self) {
        self.sockets += 1;
        let socket = self.server.as_ref().map(Server::socket);
        // It may have been taken just now, and not be back yet.
        let _ = socket.map(std::fs::remove_file);
    }

    /// No file may grow any more: the server is ended in the middle of a write by the system, or refuses and says so.
    fn no_room(&mut self) {
        self.crowded += 1;
        self.server.take().into_iter().for_each(Server::kill);
        let largest = largest(&self.office.data());
        let begun = Server::begin_within(self.office, largest + self.chance.below(ROOM));
        std::thread::park_timeout(Duration::from_millis(300));
        begun.kill();
        self.server = Some(Server::start(self.office));
    }

    /// From now on nothing befalls it.
    pub fn clear_up(&mut self) {
        self.server.take().into_iter().for_each(Server::kill);
        self.server = Some(Server::start(self.office));
    }

    /// Ends the server in good order.
    pub fn end(&mut self) {
        if let Some(server) = self.server.take() {
            assert_eq!(server.stop(), (0, String::new()));
        }
    }
}

impl fmt::Display for Weather<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { faults, kills, at_start, halts, sockets, crowded, .. } = self;
        write!(
            f,
            "{faults} faults ({kills} kills, {at_start} while starting, {halts} halts, {sockets} sockets taken, \
             {crowded} without room)"
        )
    }
}

/// The size of the largest file of a directory, in bytes.
fn largest(dir: &std::path::Path) -> u64 {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let size = |file: std::fs::DirEntry| match file.file_type() {
        Ok(kind) if kind.is_dir() => largest(&file.path()),
        _ => file.metadata().map_or(0, |data| data.len()),
    };
    files.map(size).max().unwrap_or(0)
}
