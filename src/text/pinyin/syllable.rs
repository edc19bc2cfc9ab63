//! Which letters can begin a syllable of pinyin, by rule: an initial, and a final after it.
//!
//! Rather too much is taken for a beginning than too little: what no syllable begins with only costs a search that finds nothing.

const INITIALS: [&str; 23] = [
    "b", "c", "ch", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "sh", "t", "w", "x", "y", "z",
    "zh",
];
const FINALS: [&str; 33] = [
    "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang", "iao", "ie", "in", "ing",
    "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "",
];
/// Letters of the longest syllables (`zhuang`).
pub(super) const LETTERS_MAX: usize = 6;

/// Whether some syllable begins with these letters, or is them.
pub(super) fn is_beginning(letters: &[u8]) -> bool {
    let begins_final = |rest: &[u8]| FINALS.iter().any(|last| last.as_bytes().starts_with(rest));
    let alone = matches!(letters.first(), Some(b'a' | b'e' | b'o')) && begins_final(letters);
    let after = |initial: &&str| letters.strip_prefix(initial.as_bytes()).is_some_and(begins_final);
    !letters.is_empty() && (alone || INITIALS.iter().any(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use pinyin::ToPinyinMulti;
    use std::collections::BTreeSet;

    #[test]
    fn every_beginning_of_every_syllable_is_known() {
        let characters = (0x3007..0x32000).filter_map(char::from_u32);
        let syllables: BTreeSet<&str> = characters
            .filter_map(|c| c.to_pinyin_multi())
            .flatten()
            .map(|reading| super::super::without_umlaut(reading.plain()))
            .collect();
        assert!(syllables.len() > 400);
        for syllable in syllables {
            // Interjections, in nobody's name.
            if matches!(syllable, "hm" | "hng" | "ng") {
                continue;
            }
            for length in 1..=syllable.len() {
                assert!(is_beginning(&syllable.as_bytes()[..length]), "{syllable} {length}");
            }
            assert!(syllable.len() <= LETTERS_MAX, "{syllable}");
        }
    }

    #[test]
    fn what_no_syllable_begins_with() {
        for letters in ["", "i", "u", "v", "ii", "wj", "bz", "wangj", "zhuangu", "ngg"] {
            assert!(!is_beginning(letters.as_bytes()), "{letters}");
        }
    }
}
