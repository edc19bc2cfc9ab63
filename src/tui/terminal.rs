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
pub mod probe;
pub mod scroll;
pub mod source;

use backend::Encoded;
use capabilities::Capabilities;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use probe::Found;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

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

    /// The screen to draw on, by what the terminal can do. With the first frame it may ask how wide the terminal draws what is ambiguous.
    ///
    /// # Errors
    /// When the terminal does not say how large it is.
    pub fn backend(&self, able: Capabilities, ask_width: bool) -> io::Result<Encoded<File>> {
        // Not through the standard library's buffer, which would break a frame at its last line feed: a frame is one write.
        let terminal = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let screen = Encoded::new(terminal, able, crossterm::terminal::size)?;
        Ok(if ask_width { screen.asking_width() } else { screen })
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

/// What the terminal of this process is and answers, without opening a desk on it; none where there is no terminal. One that is known not to
/// answer is not `asked`.
///
/// # Errors
/// When the terminal cannot be read or written.
pub fn probe(asked: bool) -> io::Result<Option<Found>> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Ok(None);
    }
    let size = crossterm::terminal::size().ok();
    if !asked {
        return Ok(Some(Found { size, ..Found::default() }));
    }
    let _cooked = Raw::enter()?;
    let mut out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let mut terminal = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let begun = Instant::now();
    let found = probe::ask(&mut out, &mut |at_most| piece(&mut terminal, at_most), &|| begun.elapsed())?;
    Ok(Some(Found { size, ..found }))
}

/// Raw mode while it lives.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Raw> {
        enable_raw_mode().map(|()| Raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

/// What the terminal sends within a time; none when it sends nothing.
fn piece(terminal: &mut File, at_most: Duration) -> io::Result<Option<Vec<u8>>> {
    let wait =
        Timespec { tv_sec: i64::try_from(at_most.as_secs()).unwrap_or(1), tv_nsec: at_most.subsec_nanos().into() };
    if poll(&mut [PollFd::new(&*terminal, PollFlags::IN)], Some(&wait))? == 0 {
        return Ok(None);
    }
    let mut bytes = vec![0; 256];
    let read = terminal.read(&mut bytes)?;
    bytes.truncate(read);
    Ok((read > 0).then_some(bytes))
}
