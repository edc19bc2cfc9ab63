//! The terminal: entered and left in good order, whatever happens. The only file of the program that writes to it.
//!
//! Dropping the guard, a panic anywhere, and an early return all give the terminal back as it was: raw mode off, the other screen, the
//! cursor and bracketed paste. A panic's message comes after that, so that it can be read.

pub mod backend;
pub mod capabilities;
pub mod encoder;
pub mod grid;
pub mod keys;
pub mod line;
pub mod look;
pub mod motion;
pub mod scroll;
pub mod source;

use backend::Encoded;
use capabilities::Capabilities;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Keeps the terminal in the desk's state while it lives.
#[derive(Debug)]
#[must_use = "dropping the guard gives the terminal back"]
pub struct Guard {
    entered: Arc<AtomicBool>,
}

impl Guard {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When there is no terminal, or it does not answer; whatever had been changed by then is changed back.
    pub fn enter() -> io::Result<Guard> {
        let entered = Arc::new(AtomicBool::new(true));
        // From here on an early return drops the guard, which restores.
        let guard = Guard { entered: Arc::clone(&entered) };
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Show)?;
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if crate::service::is_guarded() {
                return;
            }
            restore(&entered);
            previous(panic);
        }));
        Ok(guard)
    }

    /// The screen to draw on, by what the terminal can do.
    ///
    /// # Errors
    /// When the terminal does not say how large it is.
    pub fn backend(&self, able: Capabilities) -> io::Result<Encoded<File>> {
        // Not through the standard library's buffer, which would break a frame at its last line feed: a frame is one write.
        let terminal = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        Encoded::new(terminal, able, crossterm::terminal::size)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore(&self.entered);
    }
}

/// Gives the terminal back, once. A terminal that is gone cannot be restored, and nobody could read an error about it.
fn restore(entered: &AtomicBool) {
    if entered.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = disable_raw_mode();
    }
}
