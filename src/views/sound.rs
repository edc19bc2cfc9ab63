//! Finding names by the letters of their sound: a walk over the readings, which are sorted syllable by syllable.
//!
//! `wjg` has nothing to do with the order of `wang jian guo`, but there are only some four hundred syllables: the walk steps from one
//! syllable that is there to the next and goes into those that can use up the next letters. So it looks at a few hundred places at
//! most, however many names there are. What letters mean is said by `text::pinyin::Query`, and a test holds the walk to it.

use super::search::Finder;
use super::store::Way;
use super::term::{self, Kind};
use super::{Views, ViewsError, key};
use crate::text::pinyin::Query;
use std::collections::BTreeSet;

/// The most places one walk looks at.
const STEPS_MAX: usize = 2_000;
/// After the letter or blank that ends a syllable and before any letter that would go on with it.
const AFTER_SYLLABLE: u8 = b' ' + 1;

/// Letters as they were typed, and where a syllable must end.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    letters: Vec<u8>,
    /// Bit n: a syllable ends before letter n.
    cuts: u64,
}

/// How far the letters are used up: bit n says that the syllables so far can stand for the letters before n.
type Reach = u64;

impl Letters {
    /// The letters of a text that asks for a sound, none when it does not.
    pub fn parse(text: &str) -> Option<Letters> {
        Query::parse(text)?;
        let mut typed = Letters { letters: Vec::new(), cuts: 0 };
        for c in text.chars().flat_map(char::to_lowercase) {
            match c {
                'v' | 'ü' => typed.letters.push(b'u'),
                'a'..='z' => typed.letters.extend(u8::try_from(c)),
                _ => typed.cuts |= 1 << typed.letters.len(),
            }
        }
        Some(typed)
    }

    /// From letter `at` to the next cut.
    fn until_cut(&self, at: usize) -> &[u8] {
        let end = (at + 1..self.letters.len()).find(|at| self.cuts & (1 << at) != 0).unwrap_or(self.letters.len());
        self.letters.get(at..end).unwrap_or_default()
    }

    fn places(&self, reach: Reach) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.letters.len()).filter(move |at| reach & (1 << at) != 0)
    }

    /// How far the letters are used up after one more syllable.
    fn after(&self, reach: Reach, syllable: &str) -> Reach {
        let mut next = 0;
        for at in self.places(reach) {
            let common = self.until_cut(at).iter().zip(syllable.as_bytes()).take_while(|(a, b)| a == b).count();
            next |= (1..=common).fold(0, |bits, used| bits | 1 << (at + used));
        }
        next
    }

    fn are_used_up(&self, reach: Reach) -> bool {
        reach & (1 << self.letters.len()) != 0
    }

    /// What remains as one beginning of a syllable, for each way to have come so far; the longest first.
    fn remainders(&self, reach: Reach) -> impl Iterator<Item = &str> {
        let whole = |at: &usize| at + self.until_cut(*at).len() == self.letters.len();
        let remainders = self.places(reach).filter(whole).map(|at| self.until_cut(at));
        remainders.filter_map(|letters| std::str::from_utf8(letters).ok())
    }

    /// The letters that the next syllable may begin with.
    fn next(&self, reach: Reach) -> BTreeSet<char> {
        self.places(reach).filter_map(|at| self.letters.get(at)).map(|letter| char::from(*letter)).collect()
    }
}

/// A walk for one search.
pub(super) struct Walk<'a> {
    views: &'a Views,
    letters: &'a Letters,
    steps: usize,
}

impl<'a> Walk<'a> {
    pub fn new(views: &'a Views, letters: &'a Letters) -> Self {
        Walk { views, letters, steps: 0 }
    }

    /// Finds the names that begin with these syllables (each with a blank after it) and go on as the letters say.
    pub fn from(&mut self, start: &str, finder: &mut Finder) -> Result<(), ViewsError> {
        self.descend(start, 1, finder)
    }

    fn descend(&mut self, start: &str, reach: Reach, finder: &mut Finder) -> Result<(), ViewsError> {
        // Names whose next syllable begins with all that remains come first: `wang` means 王 before 万国.
        for remainder in self.letters.remainders(reach) {
            self.steps += 1;
            finder.range(self.views, key::within(term::beginning(Kind::Sound, &format!("{start}{remainder}"))))?;
        }
        for letter in self.letters.next(reach) {
            let mut range = key::within(term::beginning(Kind::Sound, &format!("{start}{letter}")));
            while self.steps < STEPS_MAX && !finder.is_full() {
                self.steps += 1;
                let Some((key, _)) = self.views.store.scan(&range, Way::Forward, 1)?.pop() else { break };
                let Some(syllable) = term::parse(&key).and_then(|(term, ..)| syllable_after(start, term)) else {
                    break;
                };
                let here = format!("{start}{syllable}");
                let mut end = term::beginning(Kind::Sound, &here);
                end.push(AFTER_SYLLABLE);
                let reach = self.letters.after(reach, syllable);
                if self.letters.are_used_up(reach) {
                    finder.range(self.views, term::beginning(Kind::Sound, &here)..end.clone())?;
                } else if reach != 0 {
                    self.descend(&format!("{here} "), reach, finder)?;
                }
                range.start = end;
            }
        }
        Ok(())
    }
}

fn syllable_after<'a>(start: &str, term: &'a str) -> Option<&'a str> {
    term.strip_prefix(start)?.split(' ').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_mean_what_a_query_says(typed in "[a-zA-Zvü' ]{0,12}|[wjgn]{1,6}|.{0,4}",
                                          syllables in proptest::collection::vec("[a-z]{1,4}|wang|jian|guo|lu|n", 0..5)) {
            let query = Query::parse(&typed);
            let letters = Letters::parse(&typed);
            prop_assert_eq!(query.is_some(), letters.is_some());
            if let (Some(query), Some(letters)) = (query, letters) {
                let mut reach = 1;
                let mut matched = false;
                for syllable in &syllables {
                    reach = letters.after(reach, syllable);
                    matched |= letters.are_used_up(reach);
                }
                let syllables: Vec<&str> = syllables.iter().map(String::as_str).collect();
                prop_assert_eq!(matched, query.matches(&syllables));
            }
        }
    }
}
