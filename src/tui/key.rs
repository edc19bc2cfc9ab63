//! A key press as the desk knows it, whatever the terminal library or the input method made of it.
//!
//! Full-width forms that an input method types (`：／？１ｊ`, and `、` which sits on the slash key) work as their ASCII keys; text that is
//! being typed keeps them as they are. Keys have names (`Ctrl-P`, `F2`, `PageDown`) that read back.

use std::fmt;

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, as typed.
    Char(char),
    /// A function key.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Erase before the cursor.
    Backspace,
    /// Erase under the cursor.
    Delete,
}

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// With Ctrl held.
    pub ctrl: bool,
    /// With Alt held.
    pub alt: bool,
}

/// The names of the keys that have one; characters and function keys are spelled out.
const NAMES: [(Code, &str); 15] = [
    (Code::Char(' '), "Space"),
    (Code::Enter, "Enter"),
    (Code::Esc, "Esc"),
    (Code::Tab, "Tab"),
    (Code::BackTab, "Shift-Tab"),
    (Code::Up, "Up"),
    (Code::Down, "Down"),
    (Code::Left, "Left"),
    (Code::Right, "Right"),
    (Code::PageUp, "PageUp"),
    (Code::PageDown, "PageDown"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::Backspace, "Backspace"),
    (Code::Delete, "Delete"),
];

impl Key {
    /// The key alone.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character key.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// The key with Ctrl held.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false }
    }

    /// The character that this key types into a text, if it types one.
    pub fn text(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// The key as the table of keys knows it: full-width forms become the ASCII keys they sit on, Ctrl letters are small.
    #[must_use]
    pub fn folded(self) -> Self {
        let Code::Char(c) = self.code else { return self };
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            '、' => '/',
            _ => c,
        };
        let c = if self.ctrl { c.to_ascii_lowercase() } else { c };
        Self { code: Code::Char(c), ..self }
    }

    /// Whether the key can be pressed while an input method is on: it composes letters and signs, and leaves the rest alone.
    pub fn is_safe_with_input_method(self) -> bool {
        match self.code {
            Code::Char(c) => self.ctrl || c.is_ascii_digit() || c == ' ',
            _ => true,
        }
    }

    /// The key with this name.
    pub fn parse(name: &str) -> Option<Self> {
        if let Some((code, _)) = NAMES.iter().find(|(_, known)| *known == name) {
            return Some(Self::plain(*code));
        }
        if let Some(rest) = name.strip_prefix("Ctrl-") {
            return single(rest).map(|c| Self::ctrl(c.to_ascii_lowercase()));
        }
        if let Some(number) = name.strip_prefix('F').and_then(|digits| digits.parse().ok()) {
            return (1..=12).contains(&number).then_some(Self::plain(Code::F(number)));
        }
        single(name).map(Self::char)
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|c| chars.next().is_none() && !c.is_control())
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::Char(c) if self.ctrl => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            code => match (NAMES.iter().find(|(known, _)| *known == code), code) {
                (Some((_, name)), _) => f.write_str(name),
                (None, Code::F(number)) => write!(f, "F{number}"),
                (None, Code::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for name in
            ["F1", "F12", "?", ":", "/", "Ctrl-P", "Ctrl-Z", "Space", "Shift-Tab", "PageDown", "g", "G", "1", "Esc"]
        {
            assert_eq!(Key::parse(name).unwrap().to_string(), name);
        }
        for name in ["", "F0", "F13", "Ctrl-", "Enterr", "ab"] {
            assert_eq!(Key::parse(name), None, "{name}");
        }
    }

    #[test]
    fn what_an_input_method_types_works_as_the_key_it_sits_on() {
        for (typed, key) in
            [('／', '/'), ('、', '/'), ('？', '?'), ('：', ':'), ('１', '1'), ('ｊ', 'j'), ('　', ' '), ('中', '中')]
        {
            assert_eq!(Key::char(typed).folded(), Key::char(key));
            assert_eq!(Key::char(typed).text(), Some(typed));
        }
        assert_eq!(Key::ctrl('P').folded(), Key::ctrl('p'));
    }

    #[test]
    fn only_a_plain_character_is_text() {
        assert_eq!(Key::char('x').text(), Some('x'));
        for key in [Key::ctrl('x'), Key { alt: true, ..Key::char('x') }, Key::plain(Code::Enter), Key::char('\u{7}')] {
            assert_eq!(key.text(), None, "{key}");
        }
    }
}
