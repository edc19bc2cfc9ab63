//! A phrase in one language, with what it leaves open filled in.

use super::Phrase;
use crate::text::Lang;

impl Phrase {
    /// The text in `lang`, with nothing to fill in.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        self.both().in_lang(lang)
    }

    /// The text in `lang` with `{0}`, `{1}`… filled in.
    pub fn fill(self, lang: Lang, parts: &[&str]) -> String {
        let mut out = String::new();
        let mut rest = self.in_lang(lang);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (number, tail) = after.split_once('}').unwrap_or(("", after));
            out.push_str(number.parse().ok().and_then(|at: usize| parts.get(at)).unwrap_or(&""));
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}
