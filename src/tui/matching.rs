//! Whether what was typed means a title: part of it in either language, or the sound of its beginning (`sl` or `shouli` for 受理).

use crate::policy::words::Words;
use crate::text::pinyin::{self, readings};

/// Something typed, ready to be held against titles.
#[derive(Clone, Debug)]
pub struct Typing {
    words: Vec<String>,
    sound: Option<pinyin::Query>,
}

impl Typing {
    /// What was typed.
    pub fn new(text: &str) -> Self {
        let words = text.split_whitespace().map(str::to_lowercase).collect();
        Self { words, sound: pinyin::Query::parse(text.trim()) }
    }

    /// Whether it means this title. Nothing typed means every title.
    pub fn means(&self, title: &Words) -> bool {
        self.closeness(title).is_some()
    }

    /// How close it comes to the title, the closest first: its beginning or its sound, then any part of it.
    pub fn closeness(&self, title: &Words) -> Option<Closeness> {
        let (zh, en) = (title.zh.to_lowercase(), title.en.to_lowercase());
        let begins = |word: &String| zh.starts_with(word.as_str()) || en.starts_with(word.as_str());
        let sounds = |sound: &pinyin::Query| readings(&title.zh).iter().any(|one| sound.matches(one.syllables()));
        if self.words.iter().all(begins) || self.sound.as_ref().is_some_and(sounds) {
            return Some(Closeness::Beginning);
        }
        let within = |word: &String| zh.contains(word.as_str()) || en.contains(word.as_str());
        self.words.iter().all(within).then_some(Closeness::Part)
    }
}

/// How close what is typed comes to a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// It is the beginning of the title, or sounds like it.
    Beginning,
    /// It is somewhere in the title.
    Part,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_found_by_any_part_or_by_its_sound() {
        let title = Words::new("受理", "Accept");
        for typed in ["", "受", "acc", "CEPT", "sl", "shouli", "shoul"] {
            assert!(Typing::new(typed).means(&title), "{typed}");
        }
        for typed in ["落", "sp", "acceptt"] {
            assert!(!Typing::new(typed).means(&title), "{typed}");
        }
    }
}
