//! What the line costs: bytes and frames of the last action, and how long the terminal takes to answer.

use super::phrase::Phrase;
use super::session::Session;
use std::time::Duration;

/// What was counted up to some moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Bytes sent to the terminal.
    pub sent: u64,
    /// Bytes that came from it.
    pub came: u64,
    /// Frames drawn.
    pub frames: u64,
}

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meter {
    /// Of the last action, from its key until the cursor rested; what the meter itself cost is counted with the next.
    pub last: Counts,
    /// Of the whole sitting.
    pub all: Counts,
    /// How long the last answer of the terminal took.
    pub delay: Option<Duration>,
}

impl Counts {
    /// What came to it since.
    #[must_use]
    pub fn since(self, before: Counts) -> Counts {
        Counts {
            sent: self.sent.saturating_sub(before.sent),
            came: self.came.saturating_sub(before.came),
            frames: self.frames.saturating_sub(before.frames),
        }
    }
}

impl Meter {
    /// The line that the clerk reads.
    pub fn text(&self, session: &Session) -> String {
        let delay = self.delay.map_or_else(|| "-".to_string(), |delay| delay.as_millis().to_string());
        let parts = [self.last.sent, self.last.came, self.last.frames, self.all.sent].map(|count| count.to_string());
        let [sent, came, frames, all] = parts.each_ref().map(String::as_str);
        session.fill(Phrase::LineMeter, &[sent, came, frames, all, &delay])
    }
}
