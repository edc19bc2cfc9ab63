//! What a terminal sends, byte by byte, as keys, pasted text and answers.
//!
//! Knows the sequences of xterm, the Linux console, VT220, tmux and screen, and rxvt. Text is UTF-8 and may come in bursts, as an input
//! method sends it. Bytes may be cut anywhere: what is not whole yet is kept until more comes or the terminal has been quiet for a moment;
//! a lone Esc is known by that quiet. Rubbish is dropped; nothing is kept without an end.

use crate::tui::key::{Code, Key};
use std::time::Duration;

/// How long the rest of a sequence is waited for; terminals send a sequence in one piece.
const REST_OF_SEQUENCE: Duration = Duration::from_millis(60);
/// How long the rest of pasted text is waited for: a long text takes its time on a slow line.
const REST_OF_PASTE: Duration = Duration::from_secs(5);
/// The longest sequence; what is longer is rubbish.
const SEQUENCE_MAX: usize = 64;
/// The longest string (an answer nobody asked for) that is passed over.
const STRING_MAX: usize = 4096;
/// The most bytes of pasted text that are kept.
const PASTE_MAX: usize = 256 * 1024;

const ESC: u8 = 0x1b;
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// Something that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The terminal has read everything sent so far (the answer to `CSI 5 n`).
    Ready,
    /// Where the cursor is (the answer to `CSI 6 n`): row and column, from 1.
    Place(u16, u16),
}

/// Bytes on their way to being understood.
#[derive(Debug, Default)]
pub struct Keys {
    held: Vec<u8>,
    /// Text that is being pasted.
    pasted: Option<Vec<u8>>,
}

/// What the first bytes are.
enum Start {
    /// Too few to tell.
    Part,
    /// So many bytes, and what they mean, if anything.
    Whole(usize, Option<Heard>),
    /// So many bytes that begin pasted text.
    Paste(usize),
}

impl Keys {
    /// Takes bytes and gives what they mean, as far as they are whole.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Heard> {
        self.held.extend_from_slice(bytes);
        let mut heard = Vec::new();
        while !self.held.is_empty() {
            if self.pasted.is_some() {
                match self.paste() {
                    Some(text) => heard.push(Heard::Paste(text)),
                    None => break,
                }
                continue;
            }
            match start(&self.held) {
                Start::Part => break,
                Start::Whole(taken, meant) => {
                    self.held.drain(..taken);
                    heard.extend(meant);
                }
                Start::Paste(taken) => {
                    self.held.drain(..taken);
                    self.pasted = Some(Vec::new());
                }
            }
        }
        heard
    }

    /// How long more has to come before `quiet` is to be called; none when nothing is waited for.
    pub fn waits(&self) -> Option<Duration> {
        match (&self.pasted, self.held.is_empty()) {
            (Some(_), _) => Some(REST_OF_PASTE),
            (None, false) => Some(REST_OF_SEQUENCE),
            (None, true) => None,
        }
    }

    /// Nothing more came: what is held is all there is.
    pub fn quiet(&mut self) -> Vec<Heard> {
        let held = std::mem::take(&mut self.held);
        if let Some(mut text) = self.pasted.take() {
            text.extend_from_slice(&held);
            return vec![Heard::Paste(String::from_utf8_lossy(&text).into_owned())];
        }
        let key = |key: Key| Heard::Key(key);
        match held.as_slice() {
            [ESC] => vec![key(Key::plain(Code::Esc))],
            [ESC, ESC] => vec![key(Key::plain(Code::Esc)), key(Key::plain(Code::Esc))],
            [ESC, one] if one.is_ascii_graphic() => vec![key(alt(Key::char(char::from(*one))))],
            _ => Vec::new(),
        }
    }

    /// Goes on with pasted text; gives it when it ends.
    fn paste(&mut self) -> Option<String> {
        let pasted = self.pasted.as_mut()?;
        let end = self.held.windows(PASTE_ENDS.len()).position(|bytes| bytes == PASTE_ENDS);
        // The beginning of an end may be the last bytes there are.
        let upto = end.unwrap_or_else(|| self.held.len().saturating_sub(PASTE_ENDS.len() - 1));
        let room = PASTE_MAX.saturating_sub(pasted.len());
        pasted.extend(self.held.drain(..upto).take(room));
        end?;
        self.held.drain(..PASTE_ENDS.len());
        let text = self.pasted.take()?;
        Some(String::from_utf8_lossy(&text).into_owned())
    }
}

fn start(bytes: &[u8]) -> Start {
    match bytes {
        [] => Start::Part,
        [ESC, rest @ ..] => escape(rest),
        _ => character(bytes, 0, false),
    }
}

/// Behind an Esc.
fn escape(rest: &[u8]) -> Start {
    match rest {
        [] | [ESC] => Start::Part,
        // rxvt says Alt and an arrow in this way.
        [ESC, b'[', rest @ ..] => after(1, control(rest), true),
        [ESC, b'O', rest @ ..] => after(1, single(rest), true),
        [ESC, ..] => Start::Whole(1, Some(Heard::Key(Key::plain(Code::Esc)))),
        [b'[', rest @ ..] => control(rest),
        [b'O', rest @ ..] => single(rest),
        [b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => string(rest),
        _ => character(rest, 1, true),
    }
}

/// The same with more bytes before it, and with Alt.
fn after(before: usize, start: Start, with_alt: bool) -> Start {
    match start {
        Start::Whole(taken, Some(Heard::Key(key))) if with_alt => {
            Start::Whole(taken + before, Some(Heard::Key(alt(key))))
        }
        Start::Whole(taken, heard) => Start::Whole(taken + before, heard),
        other => other,
    }
}

fn alt(key: Key) -> Key {
    Key { alt: true, ..key }
}

/// A character, `before` bytes into the sequence.
fn character(bytes: &[u8], before: usize, with_alt: bool) -> Start {
    let Some(first) = bytes.first() else { return Start::Part };
    let whole = |taken: usize, key: Option<Key>| {
        let key = key.map(|key| if with_alt { alt(key) } else { key });
        Start::Whole(before + taken, key.map(Heard::Key))
    };
    let length = match first {
        0x00..=0x7f => return whole(1, Some(ascii(*first))),
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return whole(1, None),
    };
    let good = bytes.iter().skip(1).take(length - 1).take_while(|byte| (0x80..0xc0).contains(*byte)).count() + 1;
    if good < length {
        // Another character begins in its middle: this one is lost.
        return if good < bytes.len() { whole(good, None) } else { Start::Part };
    }
    let text = bytes.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let typed = text.and_then(|text| text.chars().next()).filter(|c| !c.is_control());
    whole(length, typed.map(Key::char))
}

fn ascii(byte: u8) -> Key {
    match byte {
        b'\r' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        ESC => Key::plain(Code::Esc),
        0x7f => Key::plain(Code::Backspace),
        0x00 => Key::ctrl(' '),
        0x01..=0x1a => Key::ctrl(char::from(byte - 1 + b'a')),
        0x1c..=0x1f => Key::ctrl(char::from(byte - 0x1c + b'4')),
        _ => Key::char(char::from(byte)),
    }
}

/// Behind `Esc [`.
fn control(rest: &[u8]) -> Start {
    // The Linux console's first five function keys.
    if let [b'[', ..] = rest {
        return match rest.get(1) {
            None => Start::Part,
            Some(letter @ b'A'..=b'E') => Start::Whole(4, Some(Heard::Key(Key::plain(Code::F(letter - b'A' + 1))))),
            Some(_) => Start::Whole(3, None),
        };
    }
    for (at, byte) in rest.iter().enumerate().take(SEQUENCE_MAX) {
        let parameters = rest.get(..at).unwrap_or_default();
        match byte {
            // rxvt ends a key with Shift in this sign, which elsewhere stands before the last one.
            b'$' if at > 0 && parameters.iter().all(u8::is_ascii_digit) => {
                return Start::Whole(at + 3, numbered(parameters, 0));
            }
            0x20..=0x3f => {}
            0x40..=0x7e => return ended(parameters, *byte, at + 3),
            // Something else begins in its middle: this one is lost.
            _ => return Start::Whole(at + 2, None),
        }
    }
    if rest.len() < SEQUENCE_MAX { Start::Part } else { Start::Whole(SEQUENCE_MAX, None) }
}

/// A sequence with these parameters and this last letter.
fn ended(parameters: &[u8], letter: u8, taken: usize) -> Start {
    let numbers = numbers(parameters);
    let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
    let (ctrl, with_alt) = held(number(1));
    let key = |code: Code| Some(Heard::Key(Key { code, ctrl, alt: with_alt }));
    let meant = match letter {
        b'A' | b'a' => key(Code::Up),
        b'B' | b'b' => key(Code::Down),
        b'C' => key(Code::Right),
        b'D' | b'd' => key(Code::Left),
        b'c' if parameters.is_empty() => key(Code::Right),
        b'H' => key(Code::Home),
        b'F' => key(Code::End),
        b'Z' => Some(Heard::Key(Key::plain(Code::BackTab))),
        b'P' => key(Code::F(1)),
        b'Q' => key(Code::F(2)),
        b'S' => key(Code::F(4)),
        // F3 with Shift, Alt or Ctrl looks like a place in the first row, which is why nobody is asked about that row.
        b'R' if numbers.len() == 2 && !(number(0) == 1 && (2..=8).contains(&number(1))) => {
            Some(Heard::Place(number(0), number(1)))
        }
        b'R' => key(Code::F(3)),
        b'n' if numbers.len() == 1 && [0, 3].contains(&number(0)) => Some(Heard::Ready),
        b'~' if number(0) == 200 => return Start::Paste(taken),
        b'~' if number(0) == 27 && numbers.len() == 3 => coded(number(2), number(1)),
        b'~' => numbered(parameters, number(1)),
        b'^' | b'@' => numbered(parameters, 5),
        b'u' => coded(number(0), number(1)),
        _ => None,
    };
    Start::Whole(taken, meant)
}

/// A key by its number, as VT220 has them and those after it.
fn numbered(parameters: &[u8], modifiers: u16) -> Option<Heard> {
    let (ctrl, alt) = held(modifiers);
    let code = match numbers(parameters).first()? {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        number @ 11..=15 => Code::F(u8::try_from(number - 10).ok()?),
        number @ 17..=21 => Code::F(u8::try_from(number - 11).ok()?),
        number @ 23..=24 => Code::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    };
    Some(Heard::Key(Key { code, ctrl, alt }))
}

/// A key by the number of its character.
fn coded(number: u16, modifiers: u16) -> Option<Heard> {
    let (ctrl, alt) = held(modifiers);
    let plain = char::from_u32(number.into())?;
    let code = match plain {
        '\r' => Code::Enter,
        '\t' => Code::Tab,
        '\x1b' => Code::Esc,
        '\x7f' => Code::Backspace,
        c if c.is_control() => return None,
        c => Code::Char(c),
    };
    Some(Heard::Key(Key { code, ctrl, alt }))
}

/// Whether Ctrl and Alt are held, by the number that says which are (one more than a sum of bits).
fn held(modifiers: u16) -> (bool, bool) {
    let bits = modifiers.saturating_sub(1);
    (bits & 4 != 0, bits & 2 != 0)
}

/// The numbers between semicolons; what is no number is 0. None behind a private sign.
fn numbers(parameters: &[u8]) -> Vec<u16> {
    if parameters.is_empty() || parameters.first().is_some_and(|first| (b'<'..=b'?').contains(first)) {
        return Vec::new();
    }
    let text = |part: &[u8]| std::str::from_utf8(part).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    parameters.split(|byte| *byte == b';').map(text).collect()
}

/// Behind `Esc O`.
fn single(rest: &[u8]) -> Start {
    let (modifiers, rest) = match rest {
        [digit @ b'1'..=b'8', rest @ ..] => (Some(u16::from(digit - b'0')), rest),
        _ => (None, rest),
    };
    let Some(letter) = rest.first() else { return Start::Part };
    let (ctrl, with_alt) = held(modifiers.unwrap_or(0));
    let plain = |code: Code| Some(Key { code, ctrl, alt: with_alt });
    let key = match letter {
        b'A' => plain(Code::Up),
        b'B' => plain(Code::Down),
        b'C' => plain(Code::Right),
        b'D' => plain(Code::Left),
        b'H' => plain(Code::Home),
        b'F' => plain(Code::End),
        b'P'..=b'S' => plain(Code::F(letter - b'P' + 1)),
        b'M' => plain(Code::Enter),
        // The keypad.
        b'j'..=b'y' => plain(Code::Char(char::from(letter - b'j' + b'*'))),
        b'X' => plain(Code::Char('=')),
        // rxvt's arrows with Ctrl.
        b'a' => Some(Key { code: Code::Up, ctrl: true, alt: false }),
        b'b' => Some(Key { code: Code::Down, ctrl: true, alt: false }),
        b'c' => Some(Key { code: Code::Right, ctrl: true, alt: false }),
        b'd' => Some(Key { code: Code::Left, ctrl: true, alt: false }),
        // Something else begins: an Esc with a large O was pressed.
        0x00..=0x1f | 0x80.. => return Start::Whole(2, Some(Heard::Key(alt(Key::char('O'))))),
        _ => None,
    };
    Start::Whole(3 + usize::from(modifiers.is_some()), key.map(Heard::Key))
}

/// A string of the terminal's own, up to its end: an answer that nobody here asked for.
fn string(rest: &[u8]) -> Start {
    for (at, byte) in rest.iter().enumerate().take(STRING_MAX) {
        match *byte {
            0x07 => return Start::Whole(at + 3, None),
            ESC => {
                return match rest.get(at + 1) {
                    None => Start::Part,
                    Some(b'\\') => Start::Whole(at + 4, None),
                    Some(_) => Start::Whole(at + 2, None),
                };
            }
            _ => {}
        }
    }
    if rest.len() < STRING_MAX { Start::Part } else { Start::Whole(STRING_MAX, None) }
}

#[cfg(test)]
mod tests;
