//! Finding the conflicts of a family. Pure: the day comes with the family, so that the same journal gives the same list.

use super::{Conflict, RULES};
use crate::domain::family::Family;
use chrono::NaiveDate;

/// Every conflict of a family as of a day, in the order of the rules; accepted ones too.
pub fn find(family: &Family, as_of: NaiveDate) -> Vec<Conflict> {
    let mut found = Vec::new();
    if !family.is_listed() {
        return found;
    }
    for rule in RULES {
        (rule.find)(&mut super::rules::Look { family, as_of, rule, found: &mut found });
    }
    found
}

/// The conflicts that wait for a clerk.
pub fn open(family: &Family) -> Vec<Conflict> {
    let Some(as_of) = family.facts_on else { return Vec::new() };
    let mut found = find(family, as_of);
    found.retain(|conflict| !family.accepted.iter().any(|one| one.covers(conflict)));
    found
}

/// The day as of which a family's facts are held against each other: the one on which they last changed.
pub fn day_of(family: &Family, today: NaiveDate) -> NaiveDate {
    family.facts_on.unwrap_or(today)
}
