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
        let written = format!("{} {}", title.zh, title.en).to_lowercase();
        self.words.iter().all(|word| written.contains(word.as_str()))
            || self
                .sound
                .as_ref()
                .is_some_and(|sound| readings(&title.zh).iter().any(|reading| sound.matches(reading.syllables())))
    }
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
