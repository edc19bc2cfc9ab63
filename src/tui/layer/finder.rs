//! Searching for a family: what is typed, what it finds, the chosen find. Asks once the keys rest, so that fast typing asks once.

use crate::service::answer::FamilyRow;
use crate::service::query::Query;
use crate::tui::list::Step;
use crate::tui::screen::families::FOUND_MAX;
use crate::tui::screen::queues::walk;
use crate::tui::typed::Typed;

/// A search under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finder {
    /// What is typed.
    pub typed: Typed,
    /// What was found.
    pub found: Vec<FamilyRow>,
    /// The chosen find.
    pub chosen: usize,
    /// What was asked for last.
    asked: String,
    /// The answer to what was asked last has come.
    answered: bool,
}

impl Finder {
    /// A search that goes on from this text.
    pub fn from(text: &str) -> Self {
        Self { typed: Typed::default().with(text), ..Self::default() }
    }

    /// No key waits: asks for what is typed, if that is not asked already.
    pub fn rest(&mut self) -> Option<Query> {
        let text = self.typed.text().trim().to_string();
        if text == self.asked {
            return None;
        }
        self.asked = text.clone();
        self.answered = false;
        if text.is_empty() {
            self.take(&text, Vec::new());
            return None;
        }
        Some(Query::Search { text, limit: FOUND_MAX })
    }

    /// Takes what was found, unless something else is typed by now.
    pub fn take(&mut self, text: &str, found: Vec<FamilyRow>) {
        if text == self.asked {
            self.found = found;
            self.chosen = 0;
            self.answered = true;
        }
    }

    /// Moves among the finds.
    pub fn go(&mut self, step: Step) {
        self.chosen = walk(self.chosen, step, self.found.len().saturating_sub(1));
    }

    /// What the finds were found for; none while there is nothing to show, and what was on the screen before stays.
    pub fn answered(&self) -> Option<&str> {
        (self.answered && !self.asked.is_empty()).then_some(self.asked.as_str())
    }

    /// The chosen find.
    pub fn family(&self) -> Option<&FamilyRow> {
        self.found.get(self.chosen)
    }
}
