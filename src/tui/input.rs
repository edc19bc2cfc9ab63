//! What comes in from outside: keys, pasted text, answers of the terminal, a new size, the end of the line.

use super::key::Key;
use super::layout::Size;
use crate::service::client::Bell;
use std::time::Duration;

/// One thing that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has read everything that was sent before it was asked.
    Ready,
    /// The terminal draws characters of ambiguous width in so many cells.
    Ambiguous(u16),
    /// Something may have changed beside the clerk.
    Bell,
    /// The terminal has another size.
    Resize(Size),
    /// The desk must end: the terminal is gone, or the system asks it to.
    Hangup,
}

/// Where input comes from: the terminal and the signals of the system, or a script in tests.
pub trait Source {
    /// Waits at most so long for the next input.
    fn wait(&mut self, at_most: Duration) -> Option<Input>;

    /// The next input, if one is there already.
    fn ready(&mut self) -> Option<Input>;

    /// What puts a [`Input::Bell`] into the queue; none where nothing comes from other threads.
    fn bell(&self) -> Option<Bell> {
        None
    }

    /// Time since some moment, which only ever goes on: for how long the terminal takes to answer.
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    /// Bytes that came in so far.
    fn bytes(&self) -> u64 {
        0
    }
}
