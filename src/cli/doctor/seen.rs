//! What was seen of the terminal, the line and the data: plain data, for `fuzhu doctor` to tell.

use crate::domain::refusal::Refusal;
use crate::service::condition::Condition;
use std::path::PathBuf;
use std::time::Duration;

/// Everything.
#[derive(Debug, Default)]
pub struct Seen {
    /// The terminal.
    pub terminal: Terminal,
    /// The line to it.
    pub line: Line,
    /// The data directory; none when nobody named one and there is no home.
    pub data: Option<Condition>,
    /// The server.
    pub server: Server,
}

/// The terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Keys and screen of this process are a terminal. Where not, only names are known, and nothing was asked.
    pub there: bool,
    /// `TERM`.
    pub name: String,
    /// The terminal database knows that name.
    pub known: bool,
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
    /// The character encoding of the locale, as its name says; none where it names none.
    pub encoding: Option<String>,
    /// What it can do; none when it cannot even place its cursor.
    pub abilities: Option<Abilities>,
    /// `NO_COLOR` is set.
    pub no_colour: bool,
    /// Cells of a Chinese character: two where the terminal understands UTF-8; none where it did not say.
    pub chinese: Option<u16>,
    /// Cells of a character of ambiguous width; none where it did not say.
    pub ambiguous: Option<u16>,
}

/// What a terminal can do, as the terminal database has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Abilities {
    /// Colours: 0 none.
    pub colours: u16,
    /// Repeats a character (REP).
    pub repeat: bool,
    /// Erases cells (ECH).
    pub erase: bool,
    /// Inserts cells (ICH).
    pub insert: bool,
    /// Deletes cells (DCH).
    pub delete: bool,
    /// Scrolls some rows (DECSTBM).
    pub scroll: bool,
    /// Answers questions (DSR), as far as its name tells.
    pub answers: bool,
}

/// What stands between the program and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Between {
    /// Nothing that keeps a screen of its own.
    #[default]
    Nothing,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
    /// mosh.
    Mosh,
}

impl Between {
    /// Its name, the same in both languages; empty for nothing.
    pub fn name(self) -> &'static str {
        match self {
            Between::Nothing => "",
            Between::Tmux => "tmux",
            Between::Screen => "screen",
            Between::Mosh => "mosh",
        }
    }
}

/// The line to the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Over SSH.
    pub ssh: bool,
    /// What answers in the terminal's place.
    pub between: Between,
    /// How long the answer took; none when it was not asked or did not answer.
    pub delay: Option<Duration>,
    /// From this delay on a desk takes the lean look by itself.
    pub slow_from: Duration,
    /// The look that was chosen by `--lean` or `FUZHU_LEAN`: lean or full; none leaves it to the line.
    pub lean: Option<bool>,
}

/// The server.
#[derive(Debug, Default)]
pub enum Server {
    /// None answers where one may be: the data directory is used directly.
    #[default]
    None,
    /// One answers here.
    Answers(PathBuf),
    /// One is there or was named, and cannot be worked with.
    Refuses(Refusal),
}
