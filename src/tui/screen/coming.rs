//! What comes of itself in the twelve months ahead, month by month: ages reached, certificates that lapse, days that were written down; the
//! family of the chosen row beside it.

use super::queues::{side_opening, walk};
use super::roll::Roll;
use super::side::FamilySide;
use super::{Opening, Pane};
use crate::domain::rhythm::ComingKind;
use crate::ids::FamilyId;
use crate::service::answer::Answer;
use crate::service::answer::rhythm::{ComingRow, RhythmAnswer};
use crate::service::query::rhythm::RhythmQuery;
use crate::service::query::{Page, Query};
use crate::tui::list::Step;
use crate::tui::place::Place;
use crate::tui::session::Session;
use chrono::{Datelike, Months, NaiveDate};

/// Months ahead beside the one that runs.
const AHEAD: usize = 12;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComingScreen {
    /// The chosen month: 0 is the one that runs.
    pub month: usize,
    /// Only this kind.
    pub kind: Option<ComingKind>,
    /// What comes in it.
    pub roll: Roll<ComingRow>,
    /// The month and kind that were asked for last.
    asked: Option<(usize, Option<ComingKind>)>,
    /// The family of the chosen row.
    pub side: FamilySide,
    /// The pane in use.
    pub pane: Pane,
}

impl ComingScreen {
    /// The first days of the months.
    pub fn months(session: &Session) -> Vec<NaiveDate> {
        let today = session.today();
        let first = today.with_day(1).unwrap_or(today);
        (0..=AHEAD).filter_map(|month| first.checked_add_months(Months::new(u32::try_from(month).ok()?))).collect()
    }

    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        let mut queries = self.list(session);
        queries.extend(self.side.again());
        queries
    }

    fn list(&mut self, session: &Session) -> Vec<Query> {
        self.asked = Some((self.month, self.kind));
        let today = session.today();
        let first = Self::months(session).get(self.month).copied().unwrap_or(today);
        let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first);
        let (first, kind, page) = (first.max(today), self.kind, Page::first(0));
        let list = Query::Rhythm(RhythmQuery::ComingIn { first, last, kind, page });
        self.roll.ask(list, session, Place::Coming)
    }

    /// Shows only one kind, or all of them.
    pub fn only(&mut self, kind: Option<ComingKind>, session: &Session) -> Vec<Query> {
        self.kind = kind;
        self.list(session)
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, _: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Scopes => {
                self.month = walk(self.month, step, AHEAD);
                Vec::new()
            }
            Pane::Main => self.roll.go(step),
            Pane::Side => {
                self.side.go(step);
                Vec::new()
            }
        }
    }

    /// Lets the rows follow the month and the family follow the row.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        if self.asked != Some((self.month, self.kind)) {
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
            Answer::Rhythm(RhythmAnswer::Coming(rows)) if self.roll.asked(query) => {
                self.roll.take(query, rows.clone());
            }
            answer => self.side.take(query, answer, session),
        }
    }

    /// What Enter opens: the family.
    pub fn opening(&self) -> Option<Opening> {
        match self.pane {
            Pane::Scopes => Some(Opening::Pane(Pane::Main)),
            Pane::Main => self.family().map(Opening::Family),
            Pane::Side => side_opening(&self.side),
        }
    }

    /// The family of the chosen row.
    pub fn family(&self) -> Option<FamilyId> {
        self.roll.list.chosen().map(|row| row.family)
    }
}
