//! Finding families by what a clerk types: characters or the sound of a name, digits of a number, a case number.
//!
//! Every way of finding reads ranges of terms, and no way reads more than it states; so what a search costs does not depend on how many
//! families there are. Townships and villages are found by their names elsewhere: they are areas of the register.

use super::sound::{Letters, Walk};
use super::store::Way;
use super::term::{self, Kind};
use super::{Views, ViewsError, key};
use crate::domain::family::Family;
use crate::ids::{FamilyId, MemberNo};
use crate::text::pinyin;
use std::collections::HashSet;
use std::ops::Range;

/// The most terms that one search looks at.
const TERMS_MAX: usize = 4_000;
/// How many are read at a time.
const CHUNK: usize = 64;
/// Fewer last digits than this find too many.
const DIGITS_MIN: usize = 4;
/// The most names that are looked at when part of one was typed in characters and part in letters.
const MIXED_MAX: usize = 200;

/// What made a family be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matched {
    /// Its own number.
    Id,
    /// The case number.
    CaseNumber,
    /// An identity number.
    IdentityNumber,
    /// A telephone number.
    Phone,
    /// The characters of a name.
    Name,
    /// The sound of a name.
    Sound,
}

/// A family that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Found {
    /// The family.
    pub family: FamilyId,
    /// The person, where a person was found.
    pub member: Option<MemberNo>,
    /// By what.
    pub by: Matched,
}

impl Views {
    /// Families found by a text, the likelier first, each once: by number (F123), the beginning of a case number, the last digits (four
    /// or more) of an identity or telephone number, the first digits of a telephone number, the beginning of a name or of a given name,
    /// or letters of its sound (full, initials, mixed; also after characters: 王jg).
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<Found>, ViewsError> {
        let mut finder = Finder::new(limit);
        let text = text.trim();
        if let Some(id) = text.parse().ok().filter(|id: &FamilyId| !id.is_district())
            && let Some(family) = self.kept_family(id)?.filter(Family::is_listed)
        {
            finder.add(Found { family: family.id, member: None, by: Matched::Id });
        }
        let number = term::folded(text);
        if number.contains(|c: char| c.is_ascii_digit()) {
            self.find_number(&number, &mut finder)?;
        }
        let name = term::plain(text);
        if name.contains(|c: char| !c.is_ascii()) {
            finder.by = Matched::Name;
            finder.range(self, key::within(term::beginning(Kind::Name, &name)))?;
            self.find_mixed(&name, &mut finder)?;
        } else if let Some(letters) = Letters::parse(text) {
            finder.by = Matched::Sound;
            Walk::new(self, &letters).from("", &mut finder)?;
        }
        Ok(finder.found)
    }

    fn find_number(&self, number: &str, finder: &mut Finder) -> Result<(), ViewsError> {
        finder.by = Matched::CaseNumber;
        finder.range(self, key::within(term::beginning(Kind::Case, number)))?;
        let digits = number.trim_end_matches('X');
        if number.len() < DIGITS_MIN || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(());
        }
        let backwards = term::backwards(number);
        finder.by = Matched::IdentityNumber;
        finder.range(self, key::within(term::beginning(Kind::Identity, &backwards)))?;
        finder.by = Matched::Phone;
        finder.range(self, key::within(term::beginning(Kind::PhoneEnd, &backwards)))?;
        finder.range(self, key::within(term::beginning(Kind::Phone, number)))
    }

    /// A name begun in characters and gone on with in letters.
    fn find_mixed(&self, name: &str, finder: &mut Finder) -> Result<(), ViewsError> {
        let split = name.find(|c: char| c.is_ascii_alphabetic()).and_then(|at| name.split_at_checked(at));
        let Some((characters, letters)) = split.filter(|(characters, _)| !characters.is_empty()) else {
            return Ok(());
        };
        let Some(letters) = Letters::parse(letters) else { return Ok(()) };
        let mut alike = Finder::new(MIXED_MAX);
        let mut walk = Walk::new(self, &letters);
        for reading in pinyin::readings(characters) {
            walk.from(&format!("{} ", reading.syllables().join(" ")), &mut alike)?;
        }
        for found in alike.found {
            let named = |member: MemberNo| -> Result<bool, ViewsError> {
                let family = self.listed(found.family)?;
                Ok(family.member(member).is_some_and(|member| term::plain(member.name()).starts_with(characters)))
            };
            if found.member.map(named).transpose()? == Some(true) {
                finder.add(Found { by: Matched::Sound, ..found });
            }
        }
        Ok(())
    }
}

/// What a search has found so far.
pub(super) struct Finder {
    /// What the next ranges find by.
    pub by: Matched,
    found: Vec<Found>,
    families: HashSet<FamilyId>,
    limit: usize,
    looked: usize,
}

impl Finder {
    fn new(limit: usize) -> Self {
        Finder { by: Matched::Sound, found: Vec::new(), families: HashSet::new(), limit, looked: 0 }
    }

    /// Whether nothing more is to be looked at.
    pub fn is_full(&self) -> bool {
        self.found.len() >= self.limit || self.looked >= TERMS_MAX
    }

    fn add(&mut self, found: Found) {
        if self.found.len() < self.limit && self.families.insert(found.family) {
            self.found.push(found);
        }
    }

    /// Adds the families of a range of terms, as far as there is room.
    pub fn range(&mut self, views: &Views, mut range: Range<Vec<u8>>) -> Result<(), ViewsError> {
        while !self.is_full() {
            let rows = views.store.scan(&range, Way::Forward, CHUNK)?;
            self.looked += rows.len();
            for (_, family, member) in rows.iter().filter_map(|(key, _)| term::parse(key)) {
                self.add(Found { family, member, by: self.by });
            }
            match rows.last() {
                Some((last, _)) if rows.len() == CHUNK => range.start = key::after(last),
                _ => return Ok(()),
            }
        }
        Ok(())
    }
}
