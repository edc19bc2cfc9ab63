//! A list with its marks and the question under way for it: what the screens with long lists have in common.

use crate::service::answer::Rows;
use crate::service::figure::FigureQuery;
use crate::service::query::batch::BatchQuery;
use crate::service::query::register::RegisterQuery;
use crate::service::query::rhythm::RhythmQuery;
use crate::service::query::{EmergencyQuery, Page, Query};
use crate::tui::layout::{HEADS, PINNED};
use crate::tui::list::{List, Listed, Step};
use crate::tui::marks::Marks;
use crate::tui::place::Place;
use crate::tui::session::Session;

/// A list, its marks, and what was asked for it last.
#[derive(Clone, Debug, PartialEq)]
pub struct Roll<T> {
    /// The window onto the list.
    pub list: List<T>,
    /// What is marked.
    pub marks: Marks<T>,
    asked: Option<Query>,
    /// Makes the question for a page of this list; the screen sets it with its filter.
    whole: Option<Query>,
    /// An answer has come, so that an empty list is empty and not merely not here yet.
    known: bool,
}

impl<T> Default for Roll<T> {
    fn default() -> Self {
        Self { list: List::default(), marks: Marks::default(), asked: None, whole: None, known: false }
    }
}

impl<T: Listed + Clone> Roll<T> {
    /// Asks for the rows of this list: from the beginning when it is another list than before, else what is on the screen again.
    pub fn ask(&mut self, list: Query, session: &Session, place: Place) -> Vec<Query> {
        self.list.resize(height(session, place));
        let page = if self.whole.as_ref() == Some(&list) {
            self.list.again()
        } else {
            self.known = false;
            self.marks.clear();
            self.list.restart()
        };
        self.whole = Some(list);
        self.send(page)
    }

    /// The terminal has another size.
    pub fn resize(&mut self, session: &Session, place: Place) -> Vec<Query> {
        let page = self.list.resize(height(session, place));
        page.map_or_else(Vec::new, |page| self.send(page))
    }

    /// Moves in the list.
    pub fn go(&mut self, step: Step) -> Vec<Query> {
        let page = self.list.go(step);
        page.map_or_else(Vec::new, |page| self.send(page))
    }

    /// No key waits: goes on reading where the screen is not full yet.
    pub fn rest(&mut self) -> Vec<Query> {
        self.list.rest();
        let page = if self.asked.is_none() { self.list.fill() } else { None };
        page.map_or_else(Vec::new, |page| self.send(page))
    }

    /// Whether this question was asked for this list and not for an older one.
    pub fn asked(&self, query: &Query) -> bool {
        self.asked.as_ref() == Some(query)
    }

    /// Takes the rows that were asked for.
    pub fn take(&mut self, query: &Query, rows: Rows<T>) {
        if let Some(page) = page_of(query) {
            self.marks.renew(&rows.rows);
            self.list.take(&page, rows);
            self.known = true;
        }
        self.asked = None;
    }

    /// Whether it is known what the list holds.
    pub fn is_known(&self) -> bool {
        self.known
    }

    /// The marked rows, or else the chosen one.
    pub fn targets(&self) -> Vec<T> {
        match self.marks.rows() {
            [] => self.list.chosen().cloned().into_iter().collect(),
            marked => marked.to_vec(),
        }
    }

    /// Marks the chosen row and goes to the next.
    pub fn mark(&mut self) {
        if let Some(row) = self.list.chosen() {
            self.marks.toggle(row);
        }
    }

    /// Marks the rows on the screen.
    pub fn mark_all(&mut self) {
        let shown: Vec<T> = self.list.shown().0.cloned().collect();
        self.marks.toggle_all(shown.iter());
    }

    fn send(&mut self, page: Page) -> Vec<Query> {
        let query = self.whole.clone().map(|query| with_page(query, page));
        self.asked = query.clone();
        query.into_iter().collect()
    }
}

/// The rows that fit into the list of a screen.
fn height(session: &Session, place: Place) -> usize {
    let pinned = if place == Place::Emergencies { PINNED } else { 0 };
    session.panes(place).main.rows.saturating_sub(HEADS + pinned).into()
}

/// The same question about another page. A search has no pages: it gives its best finds at once.
fn with_page(query: Query, page: Page) -> Query {
    match query {
        Query::Queue { filter, .. } => Query::Queue { filter, page },
        Query::Deadlines { filter, .. } => Query::Deadlines { filter, page },
        Query::Families { township, .. } => Query::Families { township, page },
        Query::Entitlements { filter, .. } => Query::Entitlements { filter, page },
        Query::Reviews { kind, .. } => Query::Reviews { kind, page },
        Query::Emergency(EmergencyQuery::Board { .. }) => Query::Emergency(EmergencyQuery::Board { page }),
        Query::Figures(FigureQuery::Items { of, .. }) => Query::Figures(FigureQuery::Items { of, page }),
        Query::Figures(FigureQuery::Rows { of, .. }) => Query::Figures(FigureQuery::Rows { of, page }),
        Query::Figures(FigureQuery::Emergencies { of, .. }) => Query::Figures(FigureQuery::Emergencies { of, page }),
        Query::Register(RegisterQuery::Rows { register, family, .. }) => {
            Query::Register(RegisterQuery::Rows { register, family, page })
        }
        Query::Batch(BatchQuery::All { .. }) => Query::Batch(BatchQuery::All { page }),
        Query::Batch(BatchQuery::Uneven { measure, .. }) => Query::Batch(BatchQuery::Uneven { measure, page }),
        Query::Rhythm(RhythmQuery::ComingIn { first, last, kind, .. }) => {
            Query::Rhythm(RhythmQuery::ComingIn { first, last, kind, page })
        }
        Query::Batch(BatchQuery::Lines { batch, state, .. }) => Query::Batch(BatchQuery::Lines { batch, state, page }),
        Query::Rhythm(RhythmQuery::Watched { list, department, township, .. }) => {
            Query::Rhythm(RhythmQuery::Watched { list, department, township, page })
        }
        other => other,
    }
}

/// Whether a question is one for the rows of a list.
pub fn is_a_list(query: &Query) -> bool {
    !matches!(query, Query::Search { .. }) && page_of(query).is_some()
}

fn page_of(query: &Query) -> Option<Page> {
    match query {
        Query::Queue { page, .. }
        | Query::Deadlines { page, .. }
        | Query::Families { page, .. }
        | Query::Register(RegisterQuery::Rows { page, .. })
        | Query::Entitlements { page, .. }
        | Query::Reviews { page, .. }
        | Query::Emergency(EmergencyQuery::Board { page })
        | Query::Figures(
            FigureQuery::Items { page, .. } | FigureQuery::Rows { page, .. } | FigureQuery::Emergencies { page, .. },
        )
        | Query::Batch(BatchQuery::All { page } | BatchQuery::Lines { page, .. } | BatchQuery::Uneven { page, .. })
        | Query::Rhythm(RhythmQuery::Watched { page, .. } | RhythmQuery::ComingIn { page, .. }) => Some(page.clone()),
        Query::Search { limit, .. } => Some(Page::first(*limit)),
        _ => None,
    }
}
