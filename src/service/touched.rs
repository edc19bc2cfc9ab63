//! What changed, told as the things that it was: whoever shows none of them need not ask.

use super::permission::{Bearer, House, Right};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::rhythm::RhythmEvent;
use crate::ids::{DepartmentNo, FamilyId, ItemId};
use crate::policy::field::Field;
use crate::views::Accounts;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most things that are named; beyond it everything counts as changed.
pub const TOUCHED_MAX: usize = 32;

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// Anything may have.
    pub everything: bool,
    /// Verdicts that are kept of the whole register.
    pub verdicts: bool,
    /// The counts of the desk.
    pub counts: bool,
    /// These families and items.
    pub things: Vec<Touch>,
}

/// A family or an item that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    /// The family, or that of the item.
    pub family: FamilyId,
    /// The item, where it was one.
    pub item: Option<ItemId>,
    /// The departments in whose lists the item is or was; none means any.
    pub departments: Vec<DepartmentNo>,
    /// What lists of families show or go by: it may stand elsewhere in them now.
    pub listed: bool,
    /// Its township, to know whose it is; not told.
    #[serde(skip)]
    pub township: u32,
}

impl Touched {
    /// Anything may have changed.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Whether nothing changed that anybody shows.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Both.
    #[must_use]
    pub fn and(mut self, later: Self) -> Self {
        self.everything |= later.everything;
        self.verdicts |= later.verdicts;
        self.counts |= later.counts;
        for thing in later.things {
            if !self.things.contains(&thing) {
                self.things.push(thing);
            }
        }
        if self.things.len() > TOUCHED_MAX {
            self.everything = true;
        }
        if self.everything { Self::everything() } else { self }
    }

    /// What of it is the bearer's. Of whoever sees only a part it is not known whether the counts of that part changed.
    #[must_use]
    pub fn seen_by(mut self, bearer: &Bearer) -> Self {
        if self.everything || !bearer.is_limited() {
            return self;
        }
        self.things.retain(|thing| {
            let items = thing.item.is_some() && bearer.holds(Right::SeeItems, &thing.departments, thing.township);
            items || bearer.holds(Right::SeeFamilies, &[], thing.township)
        });
        self.counts = !self.things.is_empty() || (self.verdicts && self.counts);
        self
    }

    /// What an event touches.
    pub fn by(event: &Event) -> Self {
        let touch = |family: FamilyId, item: Option<ItemId>, listed: bool| Touch {
            family,
            item,
            departments: Vec::new(),
            listed,
            township: 0,
        };
        let one = |thing: Touch| Self { things: vec![thing], ..Self::default() };
        let of_item = |item: ItemId| one(touch(item.family, Some(item), false));
        match event {
            // From one township to another: whoever lost it is no longer told of it by name.
            Event::FactsChanged { changes, .. } if changes.iter().any(|change| change.field == Field::Township) => {
                Self::everything()
            }
            Event::FactsChanged { family, changes, .. } => {
                let listed = [Field::Village, Field::Name, Field::CaseNumber];
                one(touch(*family, None, changes.iter().any(|change| listed.contains(&change.field))))
            }
            Event::FamilyAdded { family } | Event::MemberAdded { family, .. } => one(touch(*family, None, true)),
            Event::ItemOpened { item, .. }
            | Event::ItemMoved { item, .. }
            | Event::StepWithdrawn { item, .. }
            | Event::Rhythm(RhythmEvent::ItemCovers { item, .. }) => of_item(*item),
            Event::Access(event) => {
                event.family().map_or_else(Self::everything, |family| one(touch(family, None, false)))
            }
            // What was taken back is said by the events beside it.
            Event::EntryWithdrawn { .. } => Self::default(),
            Event::Register(event) => {
                event.owner().family().map_or_else(Self::everything, |family| one(touch(family, None, false)))
            }
            _ => Self::everything(),
        }
    }
}

/// What is needed to know who may be told of what.
#[derive(Clone, Debug)]
pub struct Rights {
    /// The accounts.
    pub accounts: Accounts,
    /// Whose the data directory is.
    pub owner: Option<String>,
    /// Nobody but the owner comes in before accounts are given out.
    pub closed: bool,
}

impl Rights {
    /// What somebody is on a day.
    ///
    /// # Errors
    /// When there are accounts and this user has none.
    pub fn bearer(&self, user: &str, today: NaiveDate) -> Result<Bearer, Refusal> {
        Bearer::of(House { owner: self.owner.as_deref(), closed: self.closed }, &self.accounts, user, today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(number: u32, township: u32) -> Touched {
        let event = Event::FamilyAdded { family: FamilyId(number) };
        let mut touched = Touched::by(&event);
        touched.things.iter_mut().for_each(|thing| thing.township = township);
        touched
    }

    #[test]
    fn too_many_are_everything_and_nothing_is_named_twice() {
        let twice = thing(1, 0).and(thing(1, 0));
        assert_eq!(twice.things.len(), 1);
        let most = (1..=TOUCHED_MAX as u32).fold(Touched::default(), |all, number| all.and(thing(number, 0)));
        assert_eq!((most.things.len(), most.everything), (TOUCHED_MAX, false));
        assert_eq!(most.and(thing(99, 0)), Touched::everything());
    }
}
