//! F6: the measures, who is entitled to the chosen one, and why or why not.

use super::queues::walk;
use super::roll::Roll;
use super::{Opening, Pane};
use crate::ids::{FamilyId, MeasureNo, MemberNo};
use crate::policy::verdict::Truth;
use crate::service::answer::{Answer, EntitlementRow};
use crate::service::query::{EntitlementFilter, Page, Query};
use crate::tui::compose;
use crate::tui::list::{Listed, Step};
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::{Sheet, Target};

/// Whom a verdict is about.
type Case = (FamilyId, Option<MemberNo>, MeasureNo);

/// The most people of one family for whom one measure is judged.
const CASES_MAX: usize = 50;

/// The state of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Entitlements {
    /// The chosen measure: 0 for all, then the plan's order from 1.
    pub scope: usize,
    /// Which verdicts; the measure in it follows `scope` once the keys rest.
    pub filter: EntitlementFilter,
    /// The verdicts.
    pub roll: Roll<EntitlementRow>,
    /// Why.
    pub reasons: Sheet,
    explained: Option<Case>,
    /// The pane in use.
    pub pane: Pane,
}

impl Default for Entitlements {
    fn default() -> Self {
        // What is owed and not begun is what a clerk comes here for.
        let filter = EntitlementFilter { verdict: Some(Truth::Yes), without_item: true, ..Default::default() };
        Self {
            scope: 0,
            filter,
            roll: Roll::default(),
            reasons: Sheet::default(),
            explained: None,
            pane: Pane::default(),
        }
    }
}

impl Entitlements {
    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        let mut queries = self.list(session);
        queries.extend(self.explained.map(explain));
        queries
    }

    fn list(&mut self, session: &Session) -> Vec<Query> {
        self.filter.measure = self.measure(session);
        let list = Query::Entitlements { filter: self.filter.clone(), page: Page::first(0) };
        self.roll.ask(list, session, Place::Entitlements)
    }

    fn measure(&self, session: &Session) -> Option<MeasureNo> {
        let measures = session.plan.measures();
        self.scope.checked_sub(1).and_then(|at| measures.get(at)).map(|measure| measure.no)
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, session: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Scopes => {
                self.scope = walk(self.scope, step, session.plan.measures().len());
                Vec::new()
            }
            Pane::Main => self.roll.go(step),
            Pane::Side => {
                self.reasons.go(step);
                Vec::new()
            }
        }
    }

    /// Lets the rows follow the measure and the reasons follow the row.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        if self.filter.measure != self.measure(session) {
            return self.list(session);
        }
        let chosen = self.roll.list.chosen().map(Listed::id);
        let mut queries = self.roll.rest();
        if !self.roll.is_known() || chosen == self.explained {
            return queries;
        }
        self.explained = chosen;
        if chosen.is_none() {
            self.reasons = Sheet::default();
        }
        queries.extend(chosen.map(explain));
        queries
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        let Answer::Entitlements(rows) = answer else { return };
        if self.roll.asked(query) {
            self.roll.take(query, rows.clone());
        } else if self.explained.map(explain).as_ref() == Some(query) {
            let row = rows.rows.iter().find(|row| Some(row.id()) == self.explained);
            self.reasons.show(row.map(|row| compose::family::entitlement_reasons(row, session)).unwrap_or_default());
        }
    }

    /// What Enter opens: the item where there is one, else the family.
    pub fn opening(&self) -> Option<Opening> {
        let chosen = self.roll.list.chosen();
        match (self.pane, self.reasons.target()) {
            (Pane::Scopes, _) => Some(Opening::Pane(Pane::Main)),
            (Pane::Side, Some(Target::Item(item))) => Some(Opening::Item(item)),
            _ => chosen.map(|row| row.item.map_or(Opening::Family(row.family), Opening::Item)),
        }
    }

    /// The family of the chosen row.
    pub fn family(&self) -> Option<FamilyId> {
        self.roll.list.chosen().map(|row| row.family)
    }
}

/// Asks for the reasons of one verdict.
pub fn explain((family, _, measure): Case) -> Query {
    let filter = EntitlementFilter {
        family: Some(family),
        measure: Some(measure),
        explain: true,
        ..EntitlementFilter::default()
    };
    Query::Entitlements { filter, page: Page::first(CASES_MAX) }
}
