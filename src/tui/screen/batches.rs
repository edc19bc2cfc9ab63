//! F8: the allowance batches, the newest first, and what the chosen one comes to.

use super::roll::Roll;
use super::{Opening, Pane};
use crate::domain::batch::Batch;
use crate::ids::{BatchId, FamilyId, Seq};
use crate::service::answer::Answer;
use crate::service::answer::batch::{BatchAnswer, BatchLine};
use crate::service::query::batch::BatchQuery;
use crate::service::query::{Page, Query};
use crate::tui::compose;
use crate::tui::list::Step;
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::Sheet;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batches {
    /// The batches.
    pub roll: Roll<BatchLine>,
    /// The chosen one in detail.
    pub detail: Sheet,
    /// The batch in detail, and its version.
    detailed: Option<(BatchId, Seq)>,
    /// The pane in use.
    pub pane: Pane,
}

impl Batches {
    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        self.detailed = None;
        self.roll.ask(Query::Batch(BatchQuery::All { page: Page::first(0) }), session, Place::Batches)
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

    /// Lets the detail follow the choice.
    pub fn rest(&mut self, _: &Session) -> Vec<Query> {
        if !self.roll.is_known() {
            return Vec::new();
        }
        let mut queries = self.roll.rest();
        let chosen = self.batch().map(|batch| (batch.id, batch.version));
        if chosen != self.detailed {
            self.detailed = chosen;
            if chosen.is_none() {
                self.detail = Sheet::default();
            }
            queries.extend(chosen.map(|(batch, _)| Query::Batch(BatchQuery::One { batch })));
        }
        queries
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        match (query, answer) {
            (_, Answer::Batch(BatchAnswer::Batches(rows))) if self.roll.asked(query) => {
                self.roll.take(query, rows.clone());
            }
            (_, Answer::Batch(BatchAnswer::Batch(page)))
                if self.batch().map(|batch| batch.id) == Some(page.batch.id) =>
            {
                self.detail.renew(compose::batch::page(page, session));
            }
            _ => {}
        }
    }

    /// The chosen batch.
    pub fn batch(&self) -> Option<&Batch> {
        self.roll.list.chosen().map(|row| &row.batch)
    }

    /// What Enter opens: the lines of the batch.
    pub fn opening(&self) -> Option<Opening> {
        self.batch().map(|batch| Opening::Batch(batch.id))
    }

    /// No family is chosen here.
    pub fn family(&self) -> Option<FamilyId> {
        None
    }
}
