//! The small registers: which there are, the rows of the chosen one, and the chosen row with its versions; of the whole office, or of one
//! family.

use super::queues::walk;
use super::roll::Roll;
use super::{Opening, Pane};
use crate::ids::{FamilyId, RegisterNo, RowId};
use crate::policy::plan::Register;
use crate::service::answer::Answer;
use crate::service::answer::register::{RegisterAnswer, RegisterLine};
use crate::service::query::register::RegisterQuery;
use crate::service::query::{Page, Query};
use crate::tui::compose;
use crate::tui::list::{Listed, Step};
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::Sheet;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registers {
    /// Only this family's rows.
    pub of: Option<FamilyId>,
    /// The place of the chosen register among those shown.
    pub scope: usize,
    /// How many rows each register has.
    pub counts: Vec<(RegisterNo, u64)>,
    /// The rows of the chosen register.
    pub roll: Roll<RegisterLine>,
    /// The register that the rows belong to.
    listed: Option<RegisterNo>,
    /// The chosen row.
    pub detail: Sheet,
    detailed: Option<RowId>,
    /// The pane in use.
    pub pane: Pane,
}

impl Registers {
    /// The registers of a family, at one of them.
    pub fn of_family(family: FamilyId, at: Option<RegisterNo>, session: &Session) -> Self {
        let mut screen = Self { of: Some(family), pane: Pane::Scopes, ..Self::default() };
        let place = at.and_then(|no| screen.shown(session).iter().position(|register| register.no == no));
        if let Some(place) = place {
            (screen.scope, screen.pane) = (place, Pane::Main);
        }
        screen
    }

    /// The registers that are shown: a family has only those whose rows belong to families.
    pub fn shown<'s>(&self, session: &'s Session) -> Vec<&'s Register> {
        let all = session.plan.registers().iter();
        all.filter(|register| self.of.is_none() || register.is_of_families()).collect()
    }

    /// The chosen register.
    pub fn register<'s>(&self, session: &'s Session) -> Option<&'s Register> {
        self.shown(session).get(self.scope).copied()
    }

    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        self.detailed = None;
        let mut queries = vec![Query::Register(RegisterQuery::Counts { family: self.of })];
        queries.extend(self.list(session));
        queries
    }

    fn list(&mut self, session: &Session) -> Vec<Query> {
        self.listed = self.register(session).map(|register| register.no);
        let Some(register) = self.listed else { return Vec::new() };
        let rows = RegisterQuery::Rows { register, family: self.of, page: Page::first(0) };
        self.roll.ask(Query::Register(rows), session, Place::Registers)
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, session: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Scopes => {
                self.scope = walk(self.scope, step, self.shown(session).len().saturating_sub(1));
                Vec::new()
            }
            Pane::Main => self.roll.go(step),
            Pane::Side => {
                self.detail.go(step);
                Vec::new()
            }
        }
    }

    /// Lets the rows follow the register and the detail follow the row.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        if self.listed != self.register(session).map(|register| register.no) {
            return self.list(session);
        }
        if !self.roll.is_known() {
            return Vec::new();
        }
        let mut queries = self.roll.rest();
        let chosen = self.roll.list.chosen().map(Listed::id);
        if chosen != self.detailed {
            self.detailed = chosen;
            self.detail = Sheet::default();
            queries.extend(chosen.map(|row| Query::Register(RegisterQuery::Row { row })));
        }
        queries
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        let (Query::Register(asked), Answer::Register(answer)) = (query, answer) else { return };
        match (asked, answer) {
            (RegisterQuery::Counts { family }, RegisterAnswer::Counts(counts)) if *family == self.of => {
                self.counts.clone_from(counts);
            }
            (_, RegisterAnswer::Rows(rows)) if self.roll.asked(query) => self.roll.take(query, rows.clone()),
            (RegisterQuery::Row { row }, RegisterAnswer::Row(page)) if Some(*row) == self.detailed => {
                self.detail.show(compose::register::page(page, session));
            }
            _ => {}
        }
    }

    /// What Enter opens: the rows of the register, the family of a row.
    pub fn opening(&self) -> Option<Opening> {
        match self.pane {
            Pane::Scopes => Some(Opening::Pane(Pane::Main)),
            _ if self.of.is_some() => self.row().map(|_| Opening::Pane(Pane::Side)),
            _ => self.row().and_then(|row| row.owner.family()).map(Opening::Family),
        }
    }

    /// The chosen row.
    pub fn row(&self) -> Option<&RegisterLine> {
        self.roll.list.chosen()
    }

    /// The family of the rows, or of the chosen one.
    pub fn family(&self) -> Option<FamilyId> {
        self.of.or_else(|| self.row().and_then(|row| row.owner.family()))
    }
}
