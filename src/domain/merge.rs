//! Two households of the register that are one: the second goes into the first, under a pointer that every look-up follows.
//!
//! Nothing is moved or renamed. What the second one has (items, emergencies, rows, history) stays under its own number, which stands on
//! paper, and is counted with the first. Its facts as they are stay too, so that an undo finds everything as it was.

mod command;
mod decide;
mod event;
mod refusal;

pub use command::MergeCommand;
pub use decide::{Preview, decide, paid_already, preview};
pub use event::{MergeEvent, reverse};
pub use refusal::MergeRefusal;

use super::batch::Line;
use super::decide::Register;
use super::family::Family;
use super::item::Item;
use crate::ids::{FamilyId, MemberNo};
use serde::{Deserialize, Serialize};

/// The most families that go into one.
pub const MERGED_MAX: usize = 16;

/// A household that went into another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// The household that is kept.
    pub keep: FamilyId,
    /// The household that went into it.
    pub other: FamilyId,
    /// The other one's case number: it still finds the household.
    pub case_number: String,
    /// Its people: number there, number in the kept one.
    pub people: Vec<(MemberNo, MemberNo)>,
}

impl Merged {
    /// The number that a person has in the kept household.
    pub fn person(&self, there: MemberNo) -> Option<MemberNo> {
        self.people.iter().find(|(number, _)| *number == there).map(|(_, number)| *number)
    }

    /// An item of the other household as one of the kept: under its own name, for the same person.
    pub fn seen_from_kept(&self, mut item: Item) -> Item {
        item.member = item.member.map(|member| self.person(member).unwrap_or(member));
        item
    }

    /// A line of a batch that is for somebody of the other household as one of the kept: under its own name, for the same person.
    pub fn paid_to_kept(&self, mut line: Line) -> Line {
        line.listed.member = self.person(line.listed.member).unwrap_or(line.listed.member);
        line.listed.family = self.keep;
        line
    }
}

/// The items that count for a household, by its number or that of one that went into it; each for the same person as in the kept one.
pub fn items(register: &impl Register, family: FamilyId) -> Vec<Item> {
    match kept(register, family) {
        Some(family) => all_items(register, &family),
        None => register.items(family),
    }
}

/// An item as one of the household that its own went into, where it did.
pub fn from_kept(register: &impl Register, item: &Item) -> Item {
    let into = register.family(item.id.family).and_then(|family| family.into);
    into.map_or_else(|| item.clone(), |merged| merged.seen_from_kept(item.clone()))
}

/// The items of a household with those of the households that went into it.
pub fn all_items(register: &impl Register, family: &Family) -> Vec<Item> {
    let mut items = register.items(family.id);
    for merged in &family.merged {
        items.extend(register.items(merged.other).into_iter().map(|item| merged.seen_from_kept(item)));
    }
    items
}

/// The lines of batches that were for a household's people, with those of the households that went into it; each for the same person.
pub fn all_payments(register: &impl Register, family: &Family) -> Vec<Line> {
    let mut lines = register.payments(family.id);
    for merged in &family.merged {
        lines.extend(register.payments(merged.other).into_iter().map(|line| merged.paid_to_kept(line)));
    }
    lines
}

/// A line of a batch as one of the household that its own went into, where it did.
pub fn line_from_kept(register: &impl Register, line: &Line) -> Line {
    let into = register.family(line.listed.family).and_then(|family| family.into);
    into.map_or_else(|| line.clone(), |merged| merged.paid_to_kept(line.clone()))
}

/// The household that another one went into, or the one itself.
pub fn kept(register: &impl Register, family: FamilyId) -> Option<Family> {
    let known = register.family(family)?;
    match &known.into {
        Some(merged) => register.family(merged.keep),
        None => Some(known),
    }
}

#[cfg(test)]
mod tests;
