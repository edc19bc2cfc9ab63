//! Where a command's answer goes: lines for people, or one JSON object a line for programs.
//!
//! What comes from outside is made harmless here once more, so that nothing a file held can steer a terminal. Colour is a little help to
//! the eye and never carries meaning alone.

use super::failure::Failure;
use crate::text::{Lang, clean};
use serde_json::Value;
use std::borrow::Cow;
use std::io::Write;

/// The way out of a command.
pub struct Output<'a> {
    sink: &'a mut dyn Write,
    aside: Option<&'a mut dyn Write>,
    aside_written: bool,
    /// The language of what people read.
    pub lang: Lang,
    /// JSON lines instead of text.
    pub json: bool,
    /// Whether colour may be used.
    pub colour: bool,
    /// The columns of the terminal; none where the output goes elsewhere and nothing is cut.
    pub columns: Option<usize>,
}

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Not at all.
    #[default]
    Plain,
    /// A heading.
    Strong,
    /// Less than the rest.
    Faint,
    /// What must be seen first.
    Alarm,
}

impl<'a> Output<'a> {
    /// Plain text in `lang` to `sink`, without colour.
    pub fn new(sink: &'a mut dyn Write, lang: Lang) -> Self {
        Self { sink, aside: None, aside_written: false, lang, json: false, colour: false, columns: None }
    }

    /// The same with JSON lines when `json` says so.
    #[must_use]
    pub fn json_lines(mut self, json: bool) -> Self {
        self.json = json;
        self
    }

    /// The same for a terminal of so many columns, with colour or without.
    #[must_use]
    pub fn on_terminal(mut self, columns: usize, colour: bool) -> Self {
        self.columns = Some(columns);
        self.colour = colour;
        self
    }

    /// The same with progress shown on `aside`, which must be a terminal.
    #[must_use]
    pub fn with_progress(mut self, aside: &'a mut dyn Write) -> Self {
        self.aside = Some(aside);
        self
    }

    /// A line for people.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn line(&mut self, text: impl AsRef<str>) -> Result<(), Failure> {
        let text = harmless(text.as_ref());
        writeln!(self.sink, "{text}").map_err(Failure::from)
    }

    /// A line for people that stands out.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn marked(&mut self, mark: Mark, text: impl AsRef<str>) -> Result<(), Failure> {
        let text = self.paint(mark, &harmless(text.as_ref()));
        writeln!(self.sink, "{text}").map_err(Failure::from)
    }

    /// A text of the program's own that has its lines already, as it is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn script(&mut self, text: &str) -> Result<(), Failure> {
        self.sink.write_all(text.as_bytes()).map_err(Failure::from)
    }

    /// A line whose pieces are already harmless and painted.
    pub(super) fn ready(&mut self, line: &str) -> Result<(), Failure> {
        writeln!(self.sink, "{line}").map_err(Failure::from)
    }

    /// The text with its mark, where colour may be used.
    pub fn paint(&self, mark: Mark, text: &str) -> String {
        let code = match mark {
            _ if !self.colour => return text.to_string(),
            Mark::Plain => return text.to_string(),
            Mark::Strong => "1",
            Mark::Faint => "2",
            Mark::Alarm => "31",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[m")
    }

    /// One JSON object on its line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn object(&mut self, value: &Value) -> Result<(), Failure> {
        let text = value.to_string();
        let text = escaped(&text);
        writeln!(self.sink, "{text}").map_err(Failure::from)
    }

    /// Sends on what was written so far.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.sink.flush().map_err(Failure::from)
    }

    /// Shows how far a long command is, where somebody can see it; `total` 0 means nobody knows.
    pub fn progress(&mut self, what: &str, done: u64, total: u64) {
        let Some(aside) = &mut self.aside else { return };
        let figure = match total {
            0 => done.to_string(),
            _ => format!("{done}/{total} ({}%)", (done.min(total) * 100) / total),
        };
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(aside, "\r\u{1b}[K{what} {figure}").and_then(|()| aside.flush());
        self.aside_written = true;
    }

    /// Takes the progress line away.
    pub fn progress_over(&mut self) {
        if let (Some(aside), true) = (&mut self.aside, self.aside_written) {
            let _ = write!(aside, "\r\u{1b}[K").and_then(|()| aside.flush());
        }
        self.aside_written = false;
    }
}

/// The text without what could steer a terminal or hide something.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().all(clean::is_harmless) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| clean::is_harmless(*c)).collect())
    }
}

/// JSON with everything that could steer a terminal written as an escape; outside of its strings JSON has no such characters.
fn escaped(json: &str) -> Cow<'_, str> {
    if json.chars().all(clean::is_harmless) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if clean::is_harmless(c) {
            text.push(c);
        } else {
            let mut units = [0; 2];
            text.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(lang: Lang, write: impl Fn(&mut Output<'_>)) -> String {
        let mut sink = Vec::new();
        write(&mut Output::new(&mut sink, lang));
        String::from_utf8(sink).unwrap()
    }

    #[test]
    fn nothing_from_outside_steers_the_terminal() {
        let nasty = "王\u{1b}[31m芳\u{202e}\u{9b}2J\n";
        assert_eq!(written(Lang::Zh, |out| out.line(nasty).unwrap()), "王[31m芳2J\n");
        let line = written(Lang::Zh, |out| out.object(&json!({ "name": nasty })).unwrap());
        assert!(line.trim_end().chars().all(clean::is_harmless), "{line:?}");
        let back: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(back["name"], nasty);
    }

    #[test]
    fn colour_only_where_it_may_be() {
        let mut sink = Vec::new();
        let out = Output::new(&mut sink, Lang::Zh);
        assert_eq!(out.paint(Mark::Alarm, "逾期"), "逾期");
        let out = out.on_terminal(80, true);
        assert_eq!(out.paint(Mark::Alarm, "逾期"), "\u{1b}[31m逾期\u{1b}[m");
        assert_eq!(out.paint(Mark::Plain, "逾期"), "逾期");
    }

    #[test]
    fn progress_leaves_nothing_behind() {
        let (mut sink, mut aside) = (Vec::new(), Vec::new());
        let mut out = Output::new(&mut sink, Lang::En).with_progress(&mut aside);
        out.progress("rows", 50, 200);
        out.progress_over();
        assert_eq!(String::from_utf8(aside).unwrap(), "\r\u{1b}[Krows 50/200 (25%)\r\u{1b}[K");
        assert!(sink.is_empty());
    }
}
