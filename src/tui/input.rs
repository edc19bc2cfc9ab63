//! What comes in from outside: keys, pasted text, a new size, the end of the line. The terminal library's events end here.

use super::key::{Code, Key};
use super::layout::Size;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::time::Duration;

/// One thing that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
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
}

impl Input {
    /// What an event of the terminal library means; none for those the desk has no use for.
    pub fn from_event(event: Event) -> Option<Input> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => from_key(key).map(Input::Key),
            Event::Paste(text) => Some(Input::Paste(text)),
            Event::Resize(columns, rows) => Some(Input::Resize(Size { columns, rows })),
            _ => None,
        }
    }
}

fn from_key(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        _ => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_become_keys() {
        let event = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
        for (from, key) in [
            (event(KeyCode::Char('G'), KeyModifiers::SHIFT), Key::char('G')),
            (event(KeyCode::Char('p'), KeyModifiers::CONTROL), Key::ctrl('p')),
            (event(KeyCode::BackTab, KeyModifiers::SHIFT), Key::plain(Code::BackTab)),
            (event(KeyCode::Char('王'), KeyModifiers::NONE), Key::char('王')),
        ] {
            assert_eq!(Input::from_event(from), Some(Input::Key(key)));
        }
        assert_eq!(Input::from_event(Event::FocusLost), None);
        let size = Size { columns: 90, rows: 30 };
        assert_eq!(Input::from_event(Event::Resize(90, 30)), Some(Input::Resize(size)));
    }
}
