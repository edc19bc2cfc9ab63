//! A field that somebody else changed meanwhile: what stands in the register now, beside what was typed.

use super::{Entry, Shape};
use crate::text::Lang;

impl Entry {
    /// What was in it when the form was opened.
    pub fn original(&self) -> &str {
        &self.was
    }

    /// What a clerk reads when this is in it.
    pub fn shown(&self, raw: &str, lang: Lang) -> String {
        let mut other = self.clone();
        // Everything that can be chosen, whatever limits it just now.
        other.keep_within("");
        other.set(raw);
        match &other.shape {
            Shape::Text(typed) => typed.text().to_string(),
            Shape::Several { picks, on, .. } => {
                let chosen = picks.iter().zip(on).filter(|(_, on)| **on);
                chosen.map(|(pick, _)| pick.title.in_lang(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "))
            }
            Shape::Choice { .. } | Shape::Search { .. } => {
                other.picked().map_or(String::new(), |pick| pick.title.in_lang(lang).to_string())
            }
        }
    }

    /// From now on this stands in the register. What was typed stays where it is to be kept, and counts as a change of it.
    pub fn found_changed(&mut self, now: &str, keep: bool) {
        let typed = self.raw().into_owned();
        self.set(now);
        self.was = self.raw().into_owned();
        if keep {
            self.set(&typed);
        }
    }
}
