//! A line of text being typed: the text and where the caret stands.
//!
//! The caret moves by what a reader calls a character (a grapheme), so that no letter loses its accent and no wide character is cut.
//! Pasted line breaks become blanks and what cannot be shown is left out. How a line is drawn is `widget/typed.rs`.

use super::action::Action;
use crate::text::{clean, width};
use unicode_segmentation::UnicodeSegmentation;

/// A text and its caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    text: String,
    /// Byte offset of the caret, always between two graphemes.
    caret: usize,
    /// The most characters it takes.
    most: usize,
}

impl Default for Typed {
    fn default() -> Self {
        Self::new(200)
    }
}

impl Typed {
    /// An empty line of at most `most` characters.
    pub fn new(most: usize) -> Self {
        Self { text: String::new(), caret: 0, most }
    }

    /// The line with this text in it and the caret behind it.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.set(text);
        self
    }

    /// Puts this text in place of what is there.
    pub fn set(&mut self, text: &str) {
        self.clear();
        self.insert(text);
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text before and after the caret.
    pub fn halves(&self) -> (&str, &str) {
        self.text.split_at_checked(self.caret).unwrap_or((&self.text, ""))
    }

    /// The cells before the caret.
    pub fn caret_column(&self) -> usize {
        width::columns(self.halves().0)
    }

    /// Types or pastes at the caret; what does not fit any more is left out.
    pub fn insert(&mut self, typed: &str) {
        let room = self.most.saturating_sub(self.text.chars().count());
        let shown = typed.chars().map(|c| if c.is_whitespace() && c != '\u{3000}' { ' ' } else { c });
        let fits: String = shown.filter(|c| clean::is_harmless(*c)).take(room).collect();
        self.text.insert_str(self.caret, &fits);
        self.caret += fits.len();
        self.settle();
    }

    /// Moves one character to the left.
    pub fn left(&mut self) {
        self.caret -= self.halves().0.graphemes(true).next_back().map_or(0, str::len);
        self.settle_back();
    }

    /// Moves one character to the right.
    pub fn right(&mut self) {
        self.caret += self.halves().1.graphemes(true).next().map_or(0, str::len);
        self.settle();
    }

    /// Moves before the first character.
    pub fn start(&mut self) {
        self.caret = 0;
    }

    /// Moves behind the last character.
    pub fn end(&mut self) {
        self.caret = self.text.len();
    }

    /// Erases the character before the caret.
    pub fn erase_back(&mut self) {
        let end = self.caret;
        self.left();
        self.text.replace_range(self.caret..end, "");
        self.settle();
    }

    /// Erases the character behind the caret.
    pub fn erase_forward(&mut self) {
        let start = self.caret;
        self.right();
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
        self.settle();
    }

    /// Erases the word before the caret and the blanks behind it.
    pub fn erase_word(&mut self) {
        let end = self.caret;
        let kept = self.halves().0.trim_end();
        let word = kept.split_word_bounds().next_back().map_or(0, str::len);
        self.caret = kept.len() - word;
        self.text.replace_range(self.caret..end, "");
        self.settle();
    }

    /// Does what an action of editing says; other actions do nothing to a text.
    pub fn edit(&mut self, action: Action) {
        match action {
            Action::CaretLeft => self.left(),
            Action::CaretRight => self.right(),
            Action::CaretStart => self.start(),
            Action::CaretEnd => self.end(),
            Action::EraseBack => self.erase_back(),
            Action::EraseForward => self.erase_forward(),
            Action::EraseWord => self.erase_word(),
            Action::EraseAll => self.clear(),
            _ => {}
        }
    }

    /// Erases everything.
    pub fn clear(&mut self) {
        self.text.clear();
        self.caret = 0;
    }

    /// Typing can join what stood apart (an accent before the caret): the caret then goes behind what it became.
    fn settle(&mut self) {
        let next = self.boundaries().find(|at| *at >= self.caret);
        self.caret = next.unwrap_or(self.text.len());
    }

    fn settle_back(&mut self) {
        let previous = self.boundaries().take_while(|at| *at <= self.caret).last();
        self.caret = previous.unwrap_or(0);
    }

    fn boundaries(&self) -> impl Iterator<Item = usize> {
        let ends = std::iter::once(self.text.len());
        self.text.grapheme_indices(true).map(|(at, _)| at).chain(ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_caret_goes_by_characters() {
        let mut line = Typed::new(20).with("王e\u{301}芳");
        assert_eq!(line.caret_column(), 5);
        line.left();
        line.left();
        assert_eq!(line.halves(), ("王", "e\u{301}芳"));
        line.erase_forward();
        assert_eq!(line.text(), "王芳");
        line.insert("小");
        assert_eq!(line.halves(), ("王小", "芳"));
        line.erase_back();
        line.erase_back();
        line.erase_back();
        assert_eq!(line.text(), "芳");
    }

    #[test]
    fn a_word_goes_at_once() {
        let mut line = Typed::new(20).with("paid on time  ");
        line.erase_word();
        assert_eq!(line.text(), "paid on ");
        line.erase_word();
        line.erase_word();
        line.erase_word();
        assert_eq!(line.text(), "");
    }

    #[test]
    fn pasted_text_is_harmless_and_has_an_end() {
        let mut line = Typed::new(8);
        line.insert("一\r\n二\u{1b}[31m\u{202e}三\t四五六七");
        assert_eq!(line.text(), "一  二[31m");
        line.insert("more");
        assert_eq!(line.text(), "一  二[31m");
    }

    proptest! {
        #[test]
        fn whatever_is_done_the_caret_stands_between_characters(
            steps in proptest::collection::vec((0usize..9, "(\\PC|\u{301}|王|\u{200d}|👩){0,3}"), 0..40)
        ) {
            let mut line = Typed::new(30);
            for (step, text) in steps {
                match step {
                    0 => line.left(),
                    1 => line.right(),
                    2 => line.start(),
                    3 => line.end(),
                    4 => line.erase_back(),
                    5 => line.erase_forward(),
                    6 => line.erase_word(),
                    _ => line.insert(&text),
                }
                prop_assert!(line.boundaries().any(|at| at == line.caret));
                prop_assert!(line.text().chars().count() <= 30);
            }
        }
    }
}
