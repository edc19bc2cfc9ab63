//! A refusal that comes from the store, or from what stands before it, rather than from a rule.

use super::Refusal;

impl Refusal {
    /// That the store, or what stands before it, cannot take a command: a code for programs, what is the matter and what to do, each
    /// Chinese and English.
    pub fn store(code: &str, sentence: (&str, &str), hint: (&str, &str)) -> Self {
        let both = |(zh, en): (&str, &str)| (zh.to_string(), en.to_string());
        Refusal::Store { code: code.into(), sentence: both(sentence), hint: both(hint) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn both_languages_and_the_code_are_kept() {
        let refusal = Refusal::store("crowded", ("人多。", "Crowded."), ("稍后再试。", "Try later."));
        assert_eq!(refusal.code(), "crowded");
        assert_eq!((refusal.sentence(Lang::Zh), refusal.hint(Lang::En)), ("人多。".into(), "Try later.".into()));
    }
}
