//! Presses keys at the real loop and reads the screen that comes of it.

use super::office::Office;
use crate::text::{Lang, width};
use crate::tui::driver::{Desk, Options};
use crate::tui::input::{Input, Source};
use crate::tui::key::Key;
use crate::tui::layout::Size;
use crate::tui::model::Model;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

/// Input that is written down beforehand.
#[derive(Debug, Default)]
pub struct Script(pub VecDeque<Input>);

impl Source for Script {
    fn wait(&mut self, _: Duration) -> Option<Input> {
        self.0.pop_front().or(Some(Input::Hangup))
    }

    fn ready(&mut self) -> Option<Input> {
        self.0.pop_front()
    }
}

/// A desk to try things on.
pub struct Bench {
    pub desk: Desk<TestBackend>,
    pub office: Office,
}

/// How a bench is set up.
pub struct Setup {
    pub lang: Lang,
    pub columns: u16,
    pub rows: u16,
    pub office: Office,
    pub drafts: PathBuf,
}

impl Default for Setup {
    fn default() -> Self {
        Self { lang: Lang::Zh, columns: 80, rows: 24, office: Office::with(40), drafts: PathBuf::new() }
    }
}

impl Setup {
    pub fn open(mut self) -> Bench {
        let backend = TestBackend::new(self.columns, self.rows);
        let options = Options { lang: self.lang, demo: true, drafts: self.drafts, colour: false, ..Options::default() };
        let mut desk = Desk::open(backend, &mut self.office, options).unwrap();
        desk.settle(&mut self.office).unwrap();
        Bench { desk, office: self.office }
    }
}

/// A desk of this size and language over forty families.
pub fn bench(columns: u16, rows: u16, lang: Lang) -> Bench {
    Setup { columns, rows, lang, ..Setup::default() }.open()
}

/// Keys by their names, and `text:` before what is to be typed.
pub fn inputs(script: &str) -> Vec<Input> {
    let word = |word: &str| match (word.strip_prefix("text:"), word.strip_prefix("paste:")) {
        (Some(text), _) => text.chars().map(|c| Input::Key(Key::char(c))).collect(),
        (_, Some(text)) => vec![Input::Paste(text.into())],
        _ => vec![Input::Key(Key::parse(word).unwrap_or_else(|| panic!("no key is called {word}")))],
    };
    script.split_whitespace().flat_map(word).collect()
}

impl Bench {
    /// Presses keys one after another, the screen settling after each.
    pub fn press(&mut self, script: &str) -> &mut Self {
        inputs(script).into_iter().for_each(|input| self.give(vec![input]));
        self
    }

    /// Presses keys so fast that they wait behind each other.
    pub fn burst(&mut self, script: &str) -> &mut Self {
        self.give(inputs(script));
        self
    }

    /// Gives input and lets the screen settle.
    pub fn give(&mut self, input: Vec<Input>) {
        let mut script = Script(input.into());
        if let Some(first) = script.0.pop_front() {
            self.desk.turn(first, &mut script, &mut self.office).unwrap();
        }
        self.desk.settle(&mut self.office).unwrap();
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.desk.backend().resize(columns, rows);
        self.give(vec![Input::Resize(Size { columns, rows })]);
    }

    pub fn model(&self) -> &Model {
        self.desk.model()
    }

    /// The screen as text, blanks at the ends of rows left out.
    pub fn screen(&mut self) -> String {
        text(self.desk.backend().buffer())
    }

    /// The cells of the screen.
    pub fn cells(&mut self) -> &Buffer {
        self.desk.backend().buffer()
    }

    /// The row of the notice.
    pub fn notice(&mut self) -> String {
        let rows = self.model().session.size.rows;
        self.screen().lines().nth(rows as usize - 2).unwrap_or_default().to_string()
    }
}

/// The cells of a screen as text.
pub fn text(buffer: &Buffer) -> String {
    let mut rows = Vec::new();
    for row in buffer.content.chunks(buffer.area.width as usize) {
        let mut line = String::new();
        let mut hidden = 0;
        for cell in row {
            if hidden == 0 {
                line.push_str(cell.symbol());
                hidden = width::columns(cell.symbol()).saturating_sub(1);
            } else {
                hidden -= 1;
            }
        }
        rows.push(line.trim_end().to_string());
    }
    rows.join("\n")
}
