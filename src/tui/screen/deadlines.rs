//! F5: what falls due, of all departments, by date alone; the family of the chosen item beside it.

use super::queues::side_opening;
use super::roll::Roll;
use super::side::FamilySide;
use super::{Opening, Pane};
use crate::ids::FamilyId;
use crate::service::answer::{Answer, QueueRow};
use crate::service::query::rhythm::{RhythmQuery, WatchList};
use crate::service::query::{Page, Query, QueueFilter};
use crate::tui::list::Step;
use crate::tui::place::Place;
use crate::tui::session::Session;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deadlines {
    /// Which items.
    pub filter: QueueFilter,
    /// Items that somebody is to look at; none for all that falls due.
    pub list: Option<WatchList>,
    /// The items.
    pub roll: Roll<QueueRow>,
    /// The family of the chosen item.
    pub side: FamilySide,
    /// The pane in use.
    pub pane: Pane,
}

impl Deadlines {
    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        let (department, township) = (self.filter.department, self.filter.township);
        let list = match self.list {
            Some(list) => Query::Rhythm(RhythmQuery::Watched { list, department, township, page: Page::first(0) }),
            None => Query::Deadlines { filter: self.filter.clone(), page: Page::first(0) },
        };
        let mut queries = self.roll.ask(list, session, Place::Deadlines);
        queries.extend(self.side.again());
        queries
    }

    /// Shows the next list: all that falls due, what is new at each stage, what is to be resumed, what is cold.
    pub fn next_list(&mut self, session: &Session) -> Vec<Query> {
        let at = self.list.and_then(|list| WatchList::ALL.iter().position(|other| *other == list));
        self.list = WatchList::ALL.get(at.map_or(0, |at| at + 1)).copied();
        self.again(session)
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

    /// Lets the family follow the item.
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
            Answer::Queue(rows) if self.roll.asked(query) => self.roll.take(query, rows.clone()),
            answer => self.side.take(query, answer, session),
        }
    }

    /// What Enter opens.
    pub fn opening(&self) -> Option<Opening> {
        match self.pane {
            Pane::Side => side_opening(&self.side),
            _ => self.roll.list.chosen().map(|row| Opening::Item(row.item)),
        }
    }

    /// The family of the chosen item.
    pub fn family(&self) -> Option<FamilyId> {
        self.roll.list.chosen().map(|row| row.item.family)
    }
}
