//! The terms that find a family: what a clerk may type of its names, numbers and telephone.
//!
//! | kind | term | finds by |
//! |---|---|---|
//! | `n` | a name, and what remains of it without its first characters | 王建国, 王建, 建国 |
//! | `p` | a reading of a name, its syllables apart | wangjianguo, wangjg, wjg |
//! | `i` | an identity number, backwards | its last digits |
//! | `r` | a telephone number, backwards | its last digits |
//! | `f` | a telephone number | its first digits |
//! | `c` | the case number | its beginning |
//!
//! A term is followed by 0, the family and, for people, the person; so a range of terms is a page of families. Keys have no value.

use super::key::{self, TERM};
use crate::domain::family::Family;
use crate::domain::member::Member;
use crate::ids::{FamilyId, MemberNo};
use crate::policy::field::Field;
use crate::text::pinyin;

/// The kind of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or its end.
    Name,
    /// A reading of a name.
    Sound,
    /// An identity number backwards.
    Identity,
    /// A telephone number backwards.
    PhoneEnd,
    /// A telephone number.
    Phone,
    /// A case number.
    Case,
}

/// The longest term, in bytes; what is longer is cut.
const TERM_MAX: usize = 96;
/// How many of a name's ends are terms, the whole name included.
const ENDS_MAX: usize = 6;
/// How many readings of a name are terms, the likeliest ones.
pub(super) const READINGS_MAX: usize = 4;
/// How many telephone numbers of a family are terms.
const PHONES_MAX: usize = 4;

impl Kind {
    fn letter(self) -> u8 {
        match self {
            Kind::Name => b'n',
            Kind::Sound => b'p',
            Kind::Identity => b'i',
            Kind::PhoneEnd => b'r',
            Kind::Phone => b'f',
            Kind::Case => b'c',
        }
    }
}

/// The keys of every term of this kind that begins with `start`.
pub(super) fn beginning(kind: Kind, start: &str) -> Vec<u8> {
    key::key(TERM, &[&[kind.letter()], start.as_bytes()])
}

/// The keys of exactly this term.
pub(super) fn exactly(kind: Kind, term: &str) -> Vec<u8> {
    let mut key = beginning(kind, cut(term));
    key.push(0);
    key
}

/// What a key says: the term, the family, the person.
pub(super) fn parse(key: &[u8]) -> Option<(&str, FamilyId, Option<MemberNo>)> {
    let (_, rest) = key.split_at_checked(2)?;
    let zero = rest.iter().position(|byte| *byte == 0)?;
    let (term, rest) = rest.split_at_checked(zero)?;
    let (family, rest) = rest.get(1..)?.split_first_chunk::<4>()?;
    let family = FamilyId(u32::from_be_bytes(*family));
    Some((std::str::from_utf8(term).ok()?, family, rest.first().copied().map(MemberNo)))
}

/// Every term of a family.
pub(super) fn keys(family: &Family) -> Vec<Vec<u8>> {
    let of_family = |kind, term: &str| [exactly(kind, term).as_slice(), &family.id.0.to_be_bytes()].concat();
    let mut keys = Vec::new();
    // The numbers of the files that went into this one find it too.
    let merged = family.merged.iter().map(|merged| merged.case_number.as_str());
    for case in std::iter::once(family.case_number()).chain(merged).map(folded).filter(|case| !case.is_empty()) {
        keys.push(of_family(Kind::Case, &case));
    }
    for digits in phones(family.facts.text(Field::Phone)) {
        keys.push(of_family(Kind::Phone, &digits));
        keys.push(of_family(Kind::PhoneEnd, &backwards(&digits)));
    }
    for member in &family.members {
        keys.extend(of_member(member).into_iter().map(|(kind, term)| {
            let mut key = of_family(kind, &term);
            key.push(member.number.0);
            key
        }));
    }
    keys
}

fn of_member(member: &Member) -> Vec<(Kind, String)> {
    let name = plain(member.name());
    let mut terms: Vec<(Kind, String)> = ends(&name).map(|end| (Kind::Name, end.to_string())).collect();
    terms.extend(
        pinyin::readings(&name).iter().take(READINGS_MAX).map(|reading| (Kind::Sound, reading.syllables().join(" "))),
    );
    let identity = folded(member.identity_number());
    if !identity.is_empty() {
        terms.push((Kind::Identity, backwards(&identity)));
    }
    terms
}

/// A name and its ends of two characters and more, and the second character of a name of two: 王建国, 建国; 王强, 强.
fn ends(name: &str) -> impl Iterator<Item = &str> {
    let count = name.chars().count();
    let starts = count.saturating_sub(1).max(2).min(count).min(ENDS_MAX);
    name.char_indices().take(starts).filter_map(|(at, _)| name.get(at..))
}

/// A name without blanks and signs.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A number as it is compared: letters in one case, no blanks or control characters.
pub(super) fn folded(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace() && !c.is_control()).flat_map(char::to_uppercase).collect()
}

/// The telephone numbers in a text, digits only.
fn phones(text: &str) -> Vec<String> {
    let mut phones = Vec::new();
    for part in text.split(|c: char| !(c.is_ascii_digit() || c == '-' || c == ' ' || c == '+')) {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 5 && !phones.contains(&digits) && phones.len() < PHONES_MAX {
            phones.push(digits);
        }
    }
    phones
}

/// The text from its end.
pub(super) fn backwards(text: &str) -> String {
    text.chars().rev().collect()
}

fn cut(term: &str) -> &str {
    let end = (0..=TERM_MAX.min(term.len())).rev().find(|end| term.is_char_boundary(*end)).unwrap_or(0);
    term.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_names() {
        for (name, wanted) in [
            ("王建国", vec!["王建国", "建国"]),
            ("王强", vec!["王强", "强"]),
            ("欧阳建国", vec!["欧阳建国", "阳建国", "建国"]),
            ("王", vec!["王"]),
            ("", vec![]),
        ] {
            assert_eq!(ends(name).collect::<Vec<_>>(), wanted);
        }
    }

    #[test]
    fn several_telephones_in_one_text() {
        assert_eq!(phones("139 0000 0001、023-71420000(村)"), ["13900000001", "02371420000"]);
        assert_eq!(phones("无"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn a_key_reads_back(term in "[^\\x00]{0,60}", family: u32, member in proptest::option::of(any::<u8>())) {
            let mut key = [exactly(Kind::Name, &term).as_slice(), &family.to_be_bytes()].concat();
            key.extend(member);
            prop_assert_eq!(parse(&key), Some((cut(&term), FamilyId(family), member.map(MemberNo))));
        }
    }
}
