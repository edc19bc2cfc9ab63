//! What persons are owed and were paid, where it does not come out even: arrears and over-payments, found a slice at a time.

use super::roll::Roll;
use super::{Opening, Pane};
use crate::domain::batch::{Balance, Batch, Stage, is_payable};
use crate::ids::{FamilyId, MeasureNo};
use crate::service::answer::Answer;
use crate::service::answer::batch::{BalanceLine, BatchAnswer};
use crate::service::query::batch::BatchQuery;
use crate::service::query::{Page, Query};
use crate::tui::compose;
use crate::tui::list::{Listed, Step};
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::Sheet;

/// Batches that are looked through for a draft, the newest first.
const BATCHES: usize = 40;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accounts {
    /// The accounts.
    pub roll: Roll<BalanceLine>,
    /// The newest draft, in which arrears can be paid.
    pub draft: Option<Batch>,
    /// The chosen account.
    pub detail: Sheet,
    detailed: Option<<BalanceLine as Listed>::Id>,
    /// The pane in use.
    pub pane: Pane,
}

impl Accounts {
    /// The measure of the accounts: the plan's first that is paid by batch.
    pub fn measure(session: &Session) -> Option<MeasureNo> {
        session.plan.measures().iter().find(|measure| is_payable(measure)).map(|measure| measure.no)
    }

    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        self.detailed = None;
        let Some(measure) = Self::measure(session) else { return Vec::new() };
        let mut queries = vec![Query::Batch(BatchQuery::All { page: Page::first(BATCHES) })];
        let list = Query::Batch(BatchQuery::Uneven { measure, page: Page::first(0) });
        queries.extend(self.roll.ask(list, session, Place::Accounts));
        queries
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

    /// Lets the detail follow the account: all of it is in the row.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        if !self.roll.is_known() {
            return Vec::new();
        }
        let queries = self.roll.rest();
        let chosen = self.roll.list.chosen().map(Listed::id);
        if chosen != self.detailed || chosen.is_none() {
            self.detailed = chosen;
            let lines = self.balance().map(|balance| compose::batch::balance(balance, session));
            self.detail.show(lines.unwrap_or_default());
        }
        queries
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        match answer {
            Answer::Batch(BatchAnswer::Accounts(rows)) if self.roll.asked(query) => {
                self.roll.take(query, rows.clone());
            }
            Answer::Batch(BatchAnswer::Batches(rows)) => {
                let measure = Self::measure(session);
                let draft = |batch: &&Batch| batch.stage == Stage::Draft && Some(batch.measure) == measure;
                self.draft = rows.rows.iter().map(|row| &row.batch).find(draft).cloned();
            }
            _ => {}
        }
    }

    /// The chosen account.
    pub fn balance(&self) -> Option<&Balance> {
        self.roll.list.chosen().map(|row| &row.balance)
    }

    /// What Enter opens: the family.
    pub fn opening(&self) -> Option<Opening> {
        self.family().map(Opening::Family)
    }

    /// The family of the chosen account.
    pub fn family(&self) -> Option<FamilyId> {
        self.balance().map(|balance| balance.family)
    }
}
