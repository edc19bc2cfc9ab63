//! F4: the register, or what a search found in it; the page of the chosen family beside it.

use super::queues::side_opening;
use super::roll::Roll;
use super::side::FamilySide;
use super::{Opening, Pane};
use crate::ids::FamilyId;
use crate::service::answer::{Answer, FamilyRow};
use crate::service::query::{Page, Query};
use crate::tui::list::Step;
use crate::tui::place::Place;
use crate::tui::session::Session;

/// The most finds of a search; whoever gets more types one more letter.
pub const FOUND_MAX: usize = 100;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Families {
    /// Only this township.
    pub township: Option<i64>,
    /// What was searched for; empty for the whole register.
    pub searched: String,
    /// The families.
    pub roll: Roll<FamilyRow>,
    /// The page of the chosen one.
    pub side: FamilySide,
    /// The pane in use.
    pub pane: Pane,
}

impl Families {
    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        let mut queries = self.list(session);
        queries.extend(self.side.again());
        queries
    }

    /// Shows what this search finds, or the whole register when it is empty.
    pub fn search(&mut self, text: &str, session: &Session) -> Vec<Query> {
        self.searched = text.trim().to_string();
        self.list(session)
    }

    fn list(&mut self, session: &Session) -> Vec<Query> {
        let list = if self.searched.is_empty() {
            Query::Families { township: self.township, page: Page::first(0) }
        } else {
            Query::Search { text: self.searched.clone(), limit: FOUND_MAX }
        };
        self.roll.ask(list, session, Place::Families)
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, _: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Side => {
                self.side.go(step);
                Vec::new()
            }
            _ => self.roll.go(step),
        }
    }

    /// Lets the page follow the family.
    pub fn rest(&mut self, _: &Session) -> Vec<Query> {
        if !self.roll.is_known() {
            return Vec::new();
        }
        let mut queries = self.roll.rest();
        queries.extend(self.side.follow(self.family()));
        queries
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        match answer {
            Answer::Families(rows) if self.roll.asked(query) => {
                let mut rows = rows.clone();
                if matches!(query, Query::Search { .. }) {
                    // A search gives its best finds and no more pages.
                    rows.more_after = false;
                }
                self.roll.take(query, rows);
            }
            answer => self.side.take(query, answer, session),
        }
    }

    /// What Enter opens.
    pub fn opening(&self) -> Option<Opening> {
        match self.pane {
            Pane::Side => side_opening(&self.side),
            _ => self.family().map(Opening::Family),
        }
    }

    /// The chosen family.
    pub fn family(&self) -> Option<FamilyId> {
        self.roll.list.chosen().map(|row| row.family)
    }
}
