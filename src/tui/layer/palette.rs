//! The palette: the actions of the screen below it and every family, by name, sound or number.

use super::finder::Finder;
use crate::policy::words::Words;
use crate::service::answer::FamilyRow;
use crate::tui::action::{Action, TABLE};
use crate::tui::list::Step;
use crate::tui::matching::{Closeness, Typing};
use crate::tui::place::Place;
use crate::tui::screen::queues::walk;

/// Something that the palette offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Offer<'a> {
    /// To do something.
    Action(Action),
    /// To open a family.
    Family(&'a FamilyRow),
}

/// The palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// The screen that it lies on.
    pub place: Place,
    /// What is typed, and the families that it finds.
    pub finder: Finder,
    /// The chosen offer.
    pub chosen: usize,
}

impl Palette {
    /// The palette over a screen.
    pub fn over(place: Place) -> Self {
        Self { place, finder: Finder::default(), chosen: 0 }
    }

    /// What it offers: actions first, then families.
    pub fn offers(&self) -> Vec<Offer<'_>> {
        let typing = Typing::new(self.finder.typed.text());
        let here = TABLE.iter().filter(|row| row.is_in(self.place) && row.action != Action::Palette);
        let mut fitting: Vec<(Closeness, Action)> = here
            .filter_map(|row| {
                let title = Words::new(row.title.zh, format!("{} {}", row.title.en, row.name));
                typing.closeness(&title).map(|closeness| (closeness, row.action))
            })
            .collect();
        // The table's order stays within each closeness.
        fitting.sort_by_key(|(closeness, _)| *closeness);
        let actions = fitting.into_iter().map(|(_, action)| Offer::Action(action));
        actions.chain(self.finder.found.iter().map(Offer::Family)).collect()
    }

    /// Moves among the offers.
    pub fn go(&mut self, step: Step) {
        self.chosen = walk(self.chosen, step, self.offers().len().saturating_sub(1));
    }

    /// What is typed has changed: the first offer is chosen.
    pub fn settle(&mut self) {
        self.chosen = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_found_by_name_and_sound() {
        let first = |typed: &str| {
            let mut palette = Palette::over(Place::Queues);
            palette.finder.typed.set(typed);
            palette.offers().first().map(|offer| match offer {
                Offer::Action(action) => *action,
                Offer::Family(_) => panic!("no family is known"),
            })
        };
        assert_eq!(first(""), Some(Action::Accept));
        assert_eq!(first("zb"), Some(Action::Refer));
        assert_eq!(first("refer"), Some(Action::Refer));
        assert_eq!(first("期限"), Some(Action::GoDeadlines));
        assert_eq!(first("go-fam"), Some(Action::GoFamilies));
        assert_eq!(first("pp"), Some(Action::GoEntitlements), "a sound comes before a part of a name");
        assert_eq!(first("再生育"), None);
    }
}
