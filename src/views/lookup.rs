//! Exact look-ups: who has this number, whose case is this, who is called so. They serve import and commands; searching is elsewhere.

use super::store::Way;
use super::term::{self, Kind};
use super::{Views, ViewsError, key};
use crate::ids::{FamilyId, MemberNo};
use crate::text::pinyin;

/// The most people or families that a look-up gives: numbers are unique but for mistakes.
const SAME_MAX: usize = 20;

impl Views {
    /// Families with this case number. Blanks and the case of letters do not count.
    pub fn by_case_number(&self, number: &str) -> Result<Vec<FamilyId>, ViewsError> {
        let found = self.having(Kind::Case, &term::folded(number), SAME_MAX)?;
        Ok(found.into_iter().map(|(family, _)| family).collect())
    }

    /// People with this identity number.
    pub fn by_identity_number(&self, number: &str) -> Result<Vec<(FamilyId, MemberNo)>, ViewsError> {
        let found = self.having(Kind::Identity, &term::backwards(&term::folded(number)), SAME_MAX)?;
        Ok(people(found))
    }

    /// People who may be the one of this name: those who are called so first, then those whose name is read alike; at most `limit`.
    pub fn alike(&self, name: &str, limit: usize) -> Result<Vec<(FamilyId, MemberNo)>, ViewsError> {
        let name = term::plain(name);
        let mut alike = people(self.having(Kind::Name, &name, limit)?);
        for reading in pinyin::readings(&name).iter().take(term::READINGS_MAX) {
            for person in people(self.having(Kind::Sound, &reading.syllables().join(" "), limit)?) {
                if alike.len() < limit && !alike.contains(&person) {
                    alike.push(person);
                }
            }
        }
        Ok(alike)
    }

    /// Who has exactly this term.
    fn having(&self, kind: Kind, term: &str, limit: usize) -> Result<Vec<(FamilyId, Option<MemberNo>)>, ViewsError> {
        if term.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.store.scan(&key::within(term::exactly(kind, term)), Way::Forward, limit)?;
        Ok(rows.iter().filter_map(|(key, _)| term::parse(key)).map(|(_, family, member)| (family, member)).collect())
    }
}

fn people(found: Vec<(FamilyId, Option<MemberNo>)>) -> Vec<(FamilyId, MemberNo)> {
    found.into_iter().filter_map(|(family, member)| Some((family, member?))).collect()
}
