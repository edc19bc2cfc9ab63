//! Input from the terminal and from the system: one thread reads bytes, one waits for signals, and both put what comes into one queue.
//!
//! Bytes become keys where they are taken out (`keys.rs`), because only there is it known that nothing more comes. The queue has an end:
//! a terminal that sends faster than the desk reads waits, as it would in front of a slow program.

use super::backend::width_answered;
use super::keys::{Heard, Keys};
use crate::service::client::Bell;
use crate::tui::input::{Input, Source};
use crate::tui::layout::Size;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

const WAITING_MAX: usize = 256;
const PIECE: usize = 4096;

/// What the threads put into the queue.
enum Came {
    Bytes(Vec<u8>),
    Input(Input),
}

/// Keys and signals of this process.
pub struct Live {
    sender: SyncSender<Came>,
    queue: Receiver<Came>,
    keys: Keys,
    /// Understood and not taken yet.
    heard: VecDeque<Input>,
    begun: Instant,
    bytes: u64,
}

impl Live {
    /// Starts listening.
    ///
    /// # Errors
    /// When the signals or the terminal cannot be had.
    pub fn listen() -> io::Result<Live> {
        let (sender, queue) = sync_channel(WAITING_MAX);
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGWINCH])?;
        // Not through the standard library's buffer: whatever is there is taken at once.
        let terminal = File::from(io::stdin().as_fd().try_clone_to_owned()?);
        let (on_signal, own) = (sender.clone(), sender.clone());
        thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                let input = if signal == SIGWINCH { size() } else { Some(Input::Hangup) };
                if input.is_some_and(|input| on_signal.send(Came::Input(input)).is_err()) {
                    break;
                }
            }
        })?;
        thread::Builder::new().name("keys".into()).spawn(move || read(terminal, &sender))?;
        Ok(Live { sender: own, queue, keys: Keys::default(), heard: VecDeque::new(), begun: Instant::now(), bytes: 0 })
    }

    fn take(&mut self, came: Came) {
        match came {
            Came::Bytes(bytes) => {
                self.bytes += bytes.len() as u64;
                let heard = self.keys.feed(&bytes);
                self.understand(heard);
            }
            Came::Input(input) => self.heard.push_back(input),
        }
    }

    fn understand(&mut self, heard: Vec<Heard>) {
        self.heard.extend(heard.into_iter().filter_map(|heard| match heard {
            Heard::Key(key) => Some(Input::Key(key)),
            Heard::Paste(text) => Some(Input::Paste(text)),
            Heard::Ready => Some(Input::Ready),
            Heard::Place(row, column) => width_answered(row, column).map(Input::Ambiguous),
        }));
    }
}

fn size() -> Option<Input> {
    let (columns, rows) = crossterm::terminal::size().ok()?;
    Some(Input::Resize(Size { columns, rows }))
}

/// Reads until nobody wants to know any more or the terminal is gone.
fn read(mut terminal: File, sender: &SyncSender<Came>) {
    let mut piece = vec![0; PIECE];
    loop {
        let came = match terminal.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Ok(0) | Err(_) => Came::Input(Input::Hangup),
            Ok(read) => Came::Bytes(piece.get(..read).unwrap_or_default().to_vec()),
        };
        let ended = matches!(came, Came::Input(Input::Hangup));
        if sender.send(came).is_err() || ended {
            break;
        }
    }
}

impl Source for Live {
    fn wait(&mut self, at_most: Duration) -> Option<Input> {
        let mut left = at_most;
        while self.heard.is_empty() {
            let quiet = self.keys.waits();
            let turn = quiet.map_or(left, |quiet| quiet.min(left));
            match self.queue.recv_timeout(turn) {
                Ok(came) => self.take(came),
                // The threads end only with the terminal.
                Err(RecvTimeoutError::Disconnected) => return Some(Input::Hangup),
                Err(RecvTimeoutError::Timeout) => {
                    // Shorter waits than the quiet that tells an Esc from the beginning of a sequence leave it open.
                    if quiet.is_some_and(|quiet| quiet <= turn) {
                        let heard = self.keys.quiet();
                        self.understand(heard);
                    }
                    left = left.saturating_sub(turn);
                    if left.is_zero() {
                        break;
                    }
                }
            }
        }
        self.heard.pop_front()
    }

    fn ready(&mut self) -> Option<Input> {
        while self.heard.is_empty() {
            match self.queue.try_recv() {
                Ok(came) => self.take(came),
                Err(TryRecvError::Disconnected) => return Some(Input::Hangup),
                Err(TryRecvError::Empty) => return None,
            }
        }
        self.heard.pop_front()
    }

    fn bell(&self) -> Option<Bell> {
        let sender = self.sender.clone();
        // A full queue is looked at anyway.
        Some(Arc::new(move || drop(sender.try_send(Came::Input(Input::Bell)))))
    }

    fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    fn bytes(&self) -> u64 {
        self.bytes
    }
}
