//! A client that does no work: it sends rubbish, announces gigabytes, asks and never reads, or says nothing at all.

use super::Sky;
use super::chance::Chance;
use std::io::Write;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// Lines that it holds open.
const HELD: usize = 24;

/// Between two of its deeds.
const PAUSE: Duration = Duration::from_millis(3);

pub fn pester(socket: &Path, sky: &Sky, mut chance: Chance) {
    let greeting = format!("fuzhu {} {}\n", fuzhu::protocol::PROTOCOL, env!("CARGO_PKG_VERSION"));
    let mut held = Vec::new();
    while !sky.is_over() {
        std::thread::park_timeout(PAUSE);
        let Ok(mut line) = UnixStream::connect(socket) else { continue };
        let _ = line.set_write_timeout(Some(Duration::from_millis(50)));
        let noise: Vec<u8> = (0..chance.below(200)).map(|_| u8::try_from(chance.below(256)).unwrap_or(0)).collect();
        let deed: Vec<&[u8]> = match chance.below(6) {
            0 => vec![],
            1 => vec![&noise],
            2 => vec![greeting.as_bytes(), &noise],
            3 => vec![greeting.as_bytes(), &[0xff, 0xff, 0xff, 0xff, 1, 2, 3]],
            4 => vec![greeting.as_bytes(), &[200, 0, 0, 0, 1]],
            // It watches, asks, and never reads.
            _ => std::iter::once(greeting.as_bytes()).chain(std::iter::repeat_n(&[1u8, 0, 0, 0, 3][..], 500)).collect(),
        };
        // The other end may be gone, or may have stopped listening to it.
        let _ = deed.into_iter().try_for_each(|bytes| line.write_all(bytes));
        held.push(line);
        if held.len() > HELD {
            let at = usize::try_from(chance.below(HELD as u64)).unwrap_or(0);
            held.swap_remove(at);
        }
    }
}
