//! Input from the terminal and from the system: one thread reads keys, one waits for signals, and both put what comes into one queue.
//!
//! The queue has an end: a terminal that sends faster than the desk reads waits, as it would in front of a slow program.

use crate::tui::input::{Input, Source};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

const WAITING_MAX: usize = 1024;

/// Keys and signals of this process.
#[derive(Debug)]
pub struct Live {
    queue: Receiver<Input>,
}

impl Live {
    /// Starts listening.
    ///
    /// # Errors
    /// When the signals cannot be had.
    pub fn listen() -> io::Result<Live> {
        // Sets the library listening for changes of size now: one that came between the first frame and the first reading would be lost.
        crossterm::event::poll(Duration::ZERO)?;
        let (sender, queue) = sync_channel(WAITING_MAX);
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
        let on_signal = sender.clone();
        thread::Builder::new().name("signals".into()).spawn(move || {
            for _ in signals.forever() {
                if on_signal.send(Input::Hangup).is_err() {
                    break;
                }
            }
        })?;
        thread::Builder::new().name("keys".into()).spawn(move || read_keys(&sender))?;
        Ok(Live { queue })
    }
}

/// Reads until nobody wants to know any more or the terminal is gone.
fn read_keys(sender: &SyncSender<Input>) {
    loop {
        let input = match crossterm::event::read() {
            Ok(event) => Input::from_event(event),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => None,
            Err(_) => Some(Input::Hangup),
        };
        let ended = input == Some(Input::Hangup);
        let heard = input.is_none_or(|input| sender.send(input).is_ok());
        if ended || !heard {
            break;
        }
    }
}

impl Source for Live {
    fn wait(&mut self, at_most: Duration) -> Option<Input> {
        self.queue.recv_timeout(at_most).ok()
    }

    fn ready(&mut self) -> Option<Input> {
        self.queue.try_recv().ok()
    }
}
