//! What makes two families look alike when no number says that they are the same: the parents' names in one village, or the child's name and birth date.

use super::draft::Draft;
use crate::domain::family::Family;
use crate::domain::member::{Member, Role};
use crate::policy::field::Field;
use chrono::NaiveDate;

/// So many families of one likeness are looked at; common names in one village are fewer.
pub const CANDIDATES_MAX: usize = 32;

/// The traits of a draft by which it may be alike to a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// The parents who are named.
    pub parents: Vec<Named>,
    /// The village, by its code.
    pub village: Option<i64>,
    /// The child's name and birth date, where both are known.
    pub child: Option<(String, NaiveDate)>,
}

/// A parent by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Father or mother.
    pub role: Role,
    /// The name.
    pub name: String,
    /// The identity number, empty when not known.
    pub identity_number: String,
}

impl Likeness {
    /// The traits of a draft; none when it has none to go by.
    pub fn of(draft: &Draft) -> Option<Likeness> {
        let parents: Vec<Named> = [Role::Father, Role::Mother]
            .into_iter()
            .filter_map(|role| draft.in_role(role))
            .filter(|person| !person.name().is_empty())
            .map(|person| Named {
                role: person.role,
                name: person.name().to_owned(),
                identity_number: person.identity_number().to_owned(),
            })
            .collect();
        let child = draft.in_role(Role::Child).filter(|child| !child.name().is_empty());
        let child = child.and_then(|child| Some((child.name().to_owned(), child.born()?)));
        let village = draft.village();
        let usable = child.is_some() || (village.is_some() && !parents.is_empty());
        usable.then_some(Likeness { parents, village, child })
    }

    /// Whether a family is alike.
    pub fn fits(&self, family: &Family) -> bool {
        self.same_child(family) || self.same_parents(family)
    }

    fn same_child(&self, family: &Family) -> bool {
        let (Some((name, born)), Some(child)) = (&self.child, family.child()) else { return false };
        child.name() == name && child.facts.date(Field::BornOn) == Some(*born)
    }

    /// Both names in one village are alike whatever their numbers; a single name is common, and another number makes it another person.
    fn same_parents(&self, family: &Family) -> bool {
        if self.village.is_none() || self.village != family.facts.number(Field::Village) {
            return false;
        }
        let pairs: Vec<(&Named, &Member)> = self
            .parents
            .iter()
            .filter_map(|named| Some((named, family.in_role(named.role).filter(|member| !member.name().is_empty())?)))
            .collect();
        let same_names = pairs.iter().all(|(named, member)| named.name == member.name());
        match pairs.as_slice() {
            [] => false,
            [(named, member)] => {
                let (one, other) = (named.identity_number.as_str(), member.identity_number());
                same_names && (one.is_empty() || other.is_empty() || one == other)
            }
            _ => same_names,
        }
    }
}

/// The words for the journal.
pub fn because() -> String {
    "父母姓名与村居相同，或子女姓名与出生日期相同".to_owned()
}
