//! Finding families by what a clerk types: a name or its beginning, the last digits of a number, a case number.
//!
//! Every way of finding is a range of terms, so what a search costs does not depend on how many families there are.

use super::store::Way;
use super::term::{self, Kind};
use super::{Views, ViewsError, key};
use crate::ids::{FamilyId, MemberNo};

/// The most terms that one way of finding looks at.
const TERMS_MAX: usize = 2_000;

/// What made a family be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matched {
    /// The characters of a name.
    Name,
    /// The sound of a name.
    Sound,
    /// An identity number.
    IdentityNumber,
    /// A telephone number.
    Phone,
    /// The case number.
    CaseNumber,
}

/// A family that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The family.
    pub family: FamilyId,
    /// The person, where a person was found.
    pub member: Option<MemberNo>,
    /// By what.
    pub by: Matched,
}

impl Views {
    /// Families found by a text, the likelier first, each once.
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<Found>, ViewsError> {
        let name = term::plain(text);
        let mut found = Vec::new();
        self.find(&mut found, Matched::Name, &term::beginning(Kind::Name, &name), limit)?;
        Ok(found)
    }

    /// Adds the families of a range of terms.
    fn find(&self, found: &mut Vec<Found>, by: Matched, start: &[u8], limit: usize) -> Result<(), ViewsError> {
        let mut range = key::within(start.to_vec());
        let mut looked = 0;
        while found.len() < limit && looked < TERMS_MAX {
            let chunk = (limit - found.len()).max(32);
            let rows = self.store.scan(&range, Way::Forward, chunk)?;
            for (key, _) in &rows {
                if let Some((_, family, member)) = term::parse(key)
                    && found.len() < limit
                    && found.iter().all(|other| other.family != family)
                {
                    found.push(Found { family, member, by });
                }
            }
            looked += rows.len();
            match rows.last() {
                Some((last, _)) if rows.len() == chunk => range.start = key::after(last),
                _ => break,
            }
        }
        Ok(())
    }
}
