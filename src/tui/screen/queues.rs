//! F2: the departments, the queue of the chosen one, the family of the chosen item.

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
use crate::tui::sheet::Target;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queues {
    /// The chosen department: 0 for all, then the plan's order from 1, then the review list.
    pub scope: usize,
    /// Which items; the department in it follows `scope` once the keys rest.
    pub filter: QueueFilter,
    /// Only what lies still and is to be looked at.
    pub watch: Option<WatchList>,
    /// The items.
    pub roll: Roll<QueueRow>,
    /// The family of the chosen item.
    pub side: FamilySide,
    /// The row of the review list is chosen among the departments.
    pub on_reviews: bool,
    /// The pane in use.
    pub pane: Pane,
}

impl Queues {
    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        let mut queries = vec![Query::Overview];
        queries.extend(self.list(session));
        queries.extend(self.side.again());
        queries
    }

    fn list(&mut self, session: &Session) -> Vec<Query> {
        self.filter.department = self.department(session);
        let QueueFilter { department, township, .. } = self.filter;
        let list = match self.watch {
            Some(list) => Query::Rhythm(RhythmQuery::Watched { list, department, township, page: Page::first(0) }),
            None => Query::Queue { filter: self.filter.clone(), page: Page::first(0) },
        };
        self.roll.ask(list, session, Place::Queues)
    }

    fn department(&self, session: &Session) -> Option<crate::ids::DepartmentNo> {
        self.scope.checked_sub(1).and_then(|at| session.departments().nth(at)).map(|department| department.no)
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, session: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Scopes => {
                // The row after the departments is the review list.
                self.scope = walk(self.scope, step, session.departments().count() + 1);
                self.on_reviews = self.scope > session.departments().count();
                Vec::new()
            }
            Pane::Main => self.roll.go(step),
            Pane::Side => {
                self.side.go(step);
                Vec::new()
            }
        }
    }

    /// Lets the queue follow the department and the family follow the item.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        if self.filter.department != self.department(session) {
            return self.list(session);
        }
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
            Pane::Scopes if self.on_reviews => Some(Opening::Home(Place::Reviews)),
            Pane::Scopes => Some(Opening::Pane(Pane::Main)),
            Pane::Main => self.roll.list.chosen().map(|row| Opening::Item(row.item)),
            Pane::Side => side_opening(&self.side),
        }
    }

    /// The family of the chosen item.
    pub fn family(&self) -> Option<FamilyId> {
        self.roll.list.chosen().map(|row| row.item.family)
    }
}

/// What Enter opens in a family's page beside the rows.
pub fn side_opening(side: &FamilySide) -> Option<Opening> {
    match side.sheet.target()? {
        Target::Item(item) => Some(Opening::Item(item)),
        Target::Emergency(emergency) => Some(Opening::Emergency(emergency)),
        _ => side.family().map(Opening::Family),
    }
}

/// A step in a short list whose last place is `last`.
pub fn walk(at: usize, step: Step, last: usize) -> usize {
    const PAGE: usize = 10;
    let to = match step {
        Step::Up => at.saturating_sub(1),
        Step::Down => at + 1,
        Step::PageUp => at.saturating_sub(PAGE),
        Step::PageDown => at + PAGE,
        Step::First => 0,
        Step::Last => last,
    };
    to.min(last)
}
