//! What the desk wants of a terminal beyond cells: to be asked whether it has read what was sent, and to be counted.

use ratatui::backend::Backend;

/// Bytes after which the terminal is asked: less cannot fill a line, and the question is four bytes itself.
pub const ASK_FROM: usize = 48;

/// A terminal at the end of a line.
pub trait Line: Backend {
    /// Whether the terminal is to be asked, once enough was sent, that it has read everything (`CSI 5 n`).
    fn set_asking(&mut self, asking: bool);

    /// Whether it was asked since this was called last.
    fn take_asked(&mut self) -> bool;

    /// Bytes sent so far.
    fn sent(&self) -> u64;

    /// The terminal draws characters of ambiguous width otherwise than was thought.
    fn doubt_widths(&mut self);
}

/// What draws into memory for tests has no line.
#[cfg(test)]
impl Line for ratatui::backend::TestBackend {
    fn set_asking(&mut self, _: bool) {}

    fn take_asked(&mut self) -> bool {
        false
    }

    fn sent(&self) -> u64 {
        0
    }

    fn doubt_widths(&mut self) {}
}
