//! Letters someone typed to find a name, held against a reading of it.
//!
//! The letters are taken as a run of syllables and beginnings of syllables, one for each character of the name from the first
//! on; the name may go on after the letters end. So `w`, `wj`, `wangj`, `wjianguo` find 王建国. A blank or an apostrophe ends a
//! syllable. No pattern language: the letters mean themselves.

use super::syllable;
use std::collections::BTreeSet;

/// More letters than any name is typed with.
const LETTERS_MAX: usize = 32;
/// Initials worth looking up: after four the names left are few.
const INITIALS_MAX: usize = 4;
/// Ranges of an index that one search may look at.
const SEGMENTATIONS_MAX: usize = 16;

/// The letters of a search by sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    letters: Vec<u8>,
    /// Bit n: a syllable must end before letter n.
    cuts: u64,
}

impl Query {
    /// The query that `typed` stands for; nothing if it is not made of one to thirty-two letters with blanks or apostrophes
    /// between.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut query = Self { letters: Vec::new(), cuts: 0 };
        for c in typed.chars() {
            match c.to_ascii_lowercase() {
                'v' | 'ü' | 'Ü' => query.letters.push(b'u'),
                letter @ 'a'..='z' => query.letters.push(u8::try_from(letter).ok()?),
                ' ' | '\'' | '’' => query.cuts |= 1 << query.letters.len(),
                _ => return None,
            }
            if query.letters.len() > LETTERS_MAX {
                return None;
            }
        }
        (!query.letters.is_empty()).then_some(query)
    }

    /// Whether the letters can be a run of syllables and beginnings of the first of `syllables`.
    pub fn matches(&self, syllables: &[&str]) -> bool {
        // Bit n: the letters before n have been used up by the syllables so far, one part each.
        let mut reached: u64 = 1;
        for syllable in syllables {
            let mut next: u64 = 0;
            for at in (0..self.letters.len()).filter(|at| reached & (1 << at) != 0) {
                let common = self
                    .until_cut(at)
                    .iter()
                    .zip(syllable.as_bytes())
                    .take_while(|(typed, letter)| typed == letter)
                    .count();
                next |= (1..=common).fold(0, |bits, used| bits | 1 << (at + used));
            }
            if next & (1 << self.letters.len()) != 0 {
                return true;
            }
            reached = next;
        }
        false
    }

    /// The initials of every way to cut the letters into syllables and beginnings, for looking up an index that is ordered by
    /// initials: every name that the query matches has initials that begin with one of these. At most sixteen, sorted, none
    /// beginning with another; if there were more, they are shortened until there are not. Letters that cannot be cut have
    /// none.
    pub fn segmentations(&self) -> Vec<String> {
        let ways = |parts| Some(self.initials(parts)).filter(|ways| ways.len() <= SEGMENTATIONS_MAX);
        (1..=INITIALS_MAX).rev().find_map(ways).unwrap_or_default()
    }

    /// The initials of the first `parts` parts of every way.
    fn initials(&self, parts: usize) -> Vec<String> {
        let mut ways = BTreeSet::from([(0, String::new())]);
        for _ in 0..parts {
            ways = ways.into_iter().flat_map(|(at, initials)| self.longer_by_a_part(at, initials)).collect();
        }
        let sorted: BTreeSet<String> = ways.into_iter().map(|(_, initials)| initials).collect();
        let mut apart: Vec<String> = Vec::new();
        for initials in sorted {
            if !apart.last().is_some_and(|shorter| initials.starts_with(shorter.as_str())) {
                apart.push(initials);
            }
        }
        apart
    }

    /// The ways that go on from letter `at` by one part; the way itself if the letters are used up.
    fn longer_by_a_part(&self, at: usize, initials: String) -> Vec<(usize, String)> {
        let rest = self.until_cut(at);
        let Some(first) = rest.first().copied().map(char::from) else { return vec![(at, initials)] };
        (1..=rest.len().min(syllable::LETTERS_MAX))
            .take_while(|length| rest.get(..*length).is_some_and(syllable::is_beginning))
            .map(|length| (at + length, format!("{initials}{first}")))
            .collect()
    }

    /// The letters from `at` to the next cut.
    fn until_cut(&self, at: usize) -> &[u8] {
        let end =
            (at + 1..self.letters.len()).find(|place| self.cuts & (1 << place) != 0).unwrap_or(self.letters.len());
        self.letters.get(at..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::readings;
    use super::*;
    use proptest::prelude::*;

    fn finds(typed: &str, name: &str) -> bool {
        let query = Query::parse(typed).unwrap();
        readings(name).iter().any(|reading| query.matches(reading.syllables()))
    }

    #[test]
    fn a_name_is_found_by_letters() {
        for (name, typed) in [
            (
                "王建国",
                [
                    "w",
                    "wj",
                    "wjg",
                    "wang",
                    "wangj",
                    "wangjg",
                    "wjianguo",
                    "wangjianguo",
                    "wajig",
                    "WJG",
                    "wang jian",
                    "w'j'g",
                ]
                .as_slice(),
            ),
            ("单国强", &["sgq", "dgq", "shangq", "shgq", "danguoqiang"]),
            ("曾庆华", &["zqh", "cqh", "zengqh"]),
            ("区德明", &["odm", "qdm", "oudm"]),
            ("解永红", &["xieyh", "xyh", "jyh"]),
            ("吕秀才", &["luxc", "lvxc", "lüxc", "lxc"]),
            ("西安", &["xian", "xi'an", "xa"]),
            ("先", &["xian"]),
            ("覃勇", &["qy", "ty", "qinyong", "tanyong"]),
            ("尉迟恭", &["ycg", "wcg", "yuchi"]),
            ("阿依古丽·买买提", &["aygl", "aygulimmt"]),
        ] {
            for typed in typed {
                assert!(finds(typed, name), "{typed} {name}");
            }
        }
    }

    #[test]
    fn and_not_by_others() {
        for (name, typed) in [
            ("王建国", ["jg", "wg", "wjgg", "wangg", "wjx", "wangjianguoa"].as_slice()),
            ("先", &["xi'an", "xia n"]),
            ("西安", &["xia'n"]),
        ] {
            for typed in typed {
                assert!(!finds(typed, name), "{typed} {name}");
            }
        }
        for typed in ["", " ", "王", "w1", "w_", &"a".repeat(33)] {
            assert_eq!(Query::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_ways_to_cut_what_was_typed() {
        for (typed, ways) in [
            ("w", ["w"].as_slice()),
            ("wjg", &["wjg"]),
            ("wang", &["w"]),
            ("zhang", &["z"]),
            ("xian", &["x"]),
            ("xi'an", &["xa"]),
            ("wangjg", &["wagj", "wajg", "wang", "wgjg", "wjg", "wngj"]),
            ("i", &[]),
            ("iw", &[]),
        ] {
            let found = Query::parse(typed).unwrap().segmentations();
            assert_eq!(found, ways, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn an_index_by_initials_never_misses(
            name in "[王单曾区解吕覃尉安昂欧][建国长乐庆华爱安恩昂][强明红秀安儿]?",
            lengths in prop::collection::vec(1usize..7, 1..4),
            which in 0usize..8,
            apart in any::<bool>(),
        ) {
            let readings = readings(&name);
            let reading = &readings[which % readings.len()];
            let parts: Vec<&str> = reading.syllables().iter().zip(lengths).map(|(syllable, length)| &syllable[..length.min(syllable.len())]).collect();
            let query = Query::parse(&parts.join(if apart { "'" } else { "" })).unwrap();
            prop_assert!(query.matches(reading.syllables()));
            let ways = query.segmentations();
            prop_assert!(ways.iter().any(|way| reading.initials().starts_with(way)), "{parts:?} {ways:?}");
        }

        #[test]
        fn no_typing_is_too_much(typed in "[a-z' ]{0,40}|[aeiounghwz]{28,32}|\\PC{0,8}", name in "\\PC{0,8}|[王国乐]{1,9}") {
            if let Some(query) = Query::parse(&typed) {
                let ways = query.segmentations();
                prop_assert!(ways.len() <= SEGMENTATIONS_MAX && ways.is_sorted());
                for reading in readings(&name) {
                    if query.matches(reading.syllables()) {
                        prop_assert!(ways.iter().any(|way| reading.initials().starts_with(way)));
                    }
                }
            }
        }
    }
}
