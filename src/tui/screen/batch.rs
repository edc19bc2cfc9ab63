//! A batch: its lines, all of them or those in one state, and the chosen line with why it stands where it stands.

use super::roll::Roll;
use super::{Opening, Pane};
use crate::domain::batch::{Batch, Line, LineId, State};
use crate::ids::{BatchId, FamilyId};
use crate::service::answer::Answer;
use crate::service::answer::batch::{BatchAnswer, BatchPage, PaymentLine};
use crate::service::query::batch::BatchQuery;
use crate::service::query::{Page, Query};
use crate::tui::compose;
use crate::tui::list::Step;
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::Sheet;

/// The state of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchScreen {
    /// The batch.
    pub id: BatchId,
    /// What it comes to.
    pub page: Option<Box<BatchPage>>,
    /// Only lines in this state.
    pub state: Option<State>,
    /// The lines.
    pub roll: Roll<PaymentLine>,
    /// The chosen line.
    pub detail: Sheet,
    detailed: Option<LineId>,
    /// The pane in use.
    pub pane: Pane,
}

impl BatchScreen {
    /// The lines of a batch, empty until they come.
    pub fn new(id: BatchId) -> Self {
        Self {
            id,
            page: None,
            state: None,
            roll: Roll::default(),
            detail: Sheet::default(),
            detailed: None,
            pane: Pane::Main,
        }
    }

    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        self.detailed = None;
        let lines = BatchQuery::Lines { batch: self.id, state: self.state, page: Page::first(0) };
        let mut queries = vec![Query::Batch(BatchQuery::One { batch: self.id })];
        queries.extend(self.roll.ask(Query::Batch(lines), session, Place::Batch));
        queries
    }

    /// Shows the lines in one state, or all of them.
    pub fn only(&mut self, state: Option<State>, session: &Session) -> Vec<Query> {
        self.state = state;
        self.again(session)
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, _: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Side => {
                self.detail.go(step);
                Vec::new()
            }
            _ => self.roll.go(step),
        }
    }

    /// Lets the detail follow the line: all of it is in the row.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        if !self.roll.is_known() {
            return Vec::new();
        }
        let queries = self.roll.rest();
        let chosen = self.line().map(Line::id);
        if chosen != self.detailed || chosen.is_none() {
            self.detailed = chosen;
            self.detail.show(self.line().map(|line| compose::batch::line(line, session)).unwrap_or_default());
        }
        queries
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, _: &Session) {
        match answer {
            Answer::Batch(BatchAnswer::Lines(rows)) if self.roll.asked(query) => self.roll.take(query, rows.clone()),
            Answer::Batch(BatchAnswer::Batch(page)) if page.batch.id == self.id => self.page = Some(page.clone()),
            _ => {}
        }
    }

    /// The batch, once it is known.
    pub fn batch(&self) -> Option<&Batch> {
        self.page.as_ref().map(|page| &page.batch)
    }

    /// The chosen line.
    pub fn line(&self) -> Option<&Line> {
        self.roll.list.chosen().map(|row| &row.line)
    }

    /// What Enter opens: the family of the line.
    pub fn opening(&self) -> Option<Opening> {
        self.family().map(Opening::Family)
    }

    /// The family of the chosen line.
    pub fn family(&self) -> Option<FamilyId> {
        self.line().map(|line| line.listed.family)
    }
}
