//! Every phrase is there in both languages, with the same blanks and no character of doubtful width.

use super::*;
use crate::text::Lang;
use std::collections::BTreeSet;

fn blanks(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn every_text_is_in_both_languages_with_the_same_blanks() {
    for phrase in Phrase::ALL {
        let Both { zh, en } = phrase.both();
        assert!(!zh.is_empty() && en.is_ascii() && !en.is_empty(), "{en}");
        assert!(zh.contains(|c: char| c > '\u{2e80}') || zh == en, "{zh}");
        assert_eq!(blanks(zh), blanks(en), "{zh}");
    }
}

#[test]
fn no_text_has_a_character_of_doubtful_width() {
    for phrase in Phrase::ALL {
        let doubtful = phrase.both().zh.chars().find(|c| "“”‘’—…·→×±①②③√■□●○".contains(*c));
        assert_eq!(doubtful, None, "{}", phrase.both().zh);
    }
}

#[test]
fn blanks_are_filled() {
    assert_eq!(
        Phrase::TooSmall.fill(Lang::En, &["60", "20"]),
        "The window is too small: 80 by 24 is needed, it is 60 by 20."
    );
    assert_eq!(Phrase::LateDays.fill(Lang::Zh, &[]), "逾期  天");
}
