//! F6: departments and measures with their counts, who stands in the chosen list, and why or why not.

use super::queues::walk;
use super::roll::Roll;
use super::{Opening, Pane};
use crate::domain::sweep::kept::KeptList;
use crate::ids::{DepartmentNo, FamilyId, MeasureNo, MemberNo};
use crate::policy::plan::Subject;
use crate::policy::verdict::Truth;
use crate::service::answer::{Answer, EntitlementRow, SweepCounts};
use crate::service::query::{EntitlementFilter, Page, Query};
use crate::tui::compose;
use crate::tui::list::{Listed, Step};
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Sheet, Target};
use crate::tui::tone::Tone;

/// Whom a verdict is about.
type Case = (FamilyId, Option<MemberNo>, MeasureNo);

/// The most people of one family for whom one measure is judged.
const CASES_MAX: usize = 50;

/// Which verdicts are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Entitled and not begun: what a clerk comes here for.
    #[default]
    Due,
    /// Not known yet.
    Missing,
    /// Judged otherwise than on the first of last month.
    Changed,
    /// Entitled, begun or not.
    Entitled,
}

impl Shown {
    /// The kept lists that it is counted from.
    pub fn lists(self) -> &'static [KeptList] {
        match self {
            Shown::Due => &[KeptList::Due],
            Shown::Missing => &[KeptList::Unknown],
            Shown::Changed => &[KeptList::Changed],
            Shown::Entitled => &[KeptList::Due, KeptList::Handled],
        }
    }
}

/// What rows are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every measure.
    All,
    /// The measures of a department.
    Department(DepartmentNo),
    /// One measure.
    Measure(MeasureNo),
}

impl Scope {
    /// Every scope: the departments in the plan's order, each with its measures that are judged for families or people.
    pub fn all(session: &Session) -> Vec<Scope> {
        let mut scopes = vec![Scope::All];
        for department in session.departments() {
            let own = |measure: &&crate::policy::plan::Measure| {
                measure.department() == department.no && measure.subject != Subject::District
            };
            let measures: Vec<Scope> =
                session.plan.measures().iter().filter(own).map(|measure| Scope::Measure(measure.no)).collect();
            if !measures.is_empty() {
                scopes.push(Scope::Department(department.no));
                scopes.extend(measures);
            }
        }
        scopes
    }

    /// Whether a measure is of it.
    pub fn has(self, measure: MeasureNo, session: &Session) -> bool {
        match self {
            Scope::All => true,
            Scope::Department(no) => session.plan.measure(measure).is_some_and(|one| one.department() == no),
            Scope::Measure(no) => no == measure,
        }
    }
}

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entitlements {
    /// The chosen scope: its place among all.
    pub scope: usize,
    /// Which verdicts.
    pub shown: Shown,
    /// Only families of this township (nine-digit code).
    pub township: Option<i64>,
    /// Every verdict of this family instead of a list.
    pub family: Option<FamilyId>,
    /// What was asked for; the measures in it follow `scope` once the keys rest.
    pub filter: EntitlementFilter,
    /// The verdicts.
    pub roll: Roll<EntitlementRow>,
    /// Everything of the list is marked, on the screen and beyond.
    pub everything: bool,
    /// What the kept verdicts come to.
    pub counts: Option<Box<SweepCounts>>,
    /// Why.
    pub reasons: Sheet,
    explained: Option<Case>,
    /// The pane in use.
    pub pane: Pane,
}

impl Entitlements {
    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        let mut queries = vec![Query::Sweep { township: self.township }];
        queries.extend(self.list(session));
        queries.extend(self.explained.map(explain));
        queries
    }

    fn list(&mut self, session: &Session) -> Vec<Query> {
        let filter = self.wanted(session);
        if filter != self.filter {
            self.everything = false;
            self.filter = filter;
        }
        let list = Query::Entitlements { filter: self.filter.clone(), page: Page::first(0) };
        self.roll.ask(list, session, Place::Entitlements)
    }

    /// The rows that the choices stand for.
    fn wanted(&self, session: &Session) -> EntitlementFilter {
        let (department, measure) = match self.chosen_scope(session) {
            Scope::All => (None, None),
            Scope::Department(no) => (Some(no), None),
            Scope::Measure(no) => (None, Some(no)),
        };
        let of = EntitlementFilter { department, measure, as_kept: true, ..EntitlementFilter::default() };
        if self.family.is_some() {
            return EntitlementFilter { family: self.family, ..of };
        }
        let of = EntitlementFilter { township: self.township, ..of };
        match self.shown {
            Shown::Due => EntitlementFilter { verdict: Some(Truth::Yes), without_item: true, ..of },
            Shown::Entitled => EntitlementFilter { verdict: Some(Truth::Yes), ..of },
            Shown::Missing => EntitlementFilter { verdict: Some(Truth::Unknown), ..of },
            Shown::Changed => EntitlementFilter { changed: true, ..of },
        }
    }

    /// The chosen scope.
    pub fn chosen_scope(&self, session: &Session) -> Scope {
        Scope::all(session).get(self.scope).copied().unwrap_or(Scope::All)
    }

    /// Shows another list.
    pub fn show(&mut self, shown: Shown, session: &Session) -> Vec<Query> {
        self.shown = shown;
        self.family = None;
        self.again(session)
    }

    /// Shows every verdict of one family, or the list again.
    pub fn of_family(&mut self, family: Option<FamilyId>, session: &Session) -> Vec<Query> {
        self.family = family;
        if family.is_some() {
            self.scope = 0;
        }
        self.again(session)
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, session: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Scopes => {
                self.scope = walk(self.scope, step, Scope::all(session).len().saturating_sub(1));
                Vec::new()
            }
            Pane::Main => self.roll.go(step),
            Pane::Side => {
                self.reasons.go(step);
                Vec::new()
            }
        }
    }

    /// Lets the rows follow the scope and the reasons follow the row.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        if self.filter != self.wanted(session) {
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
        match (query, answer) {
            (Query::Sweep { township }, Answer::Sweep(counts)) if *township == self.township => {
                self.counts = Some(counts.clone());
            }
            (_, Answer::Entitlements(rows)) if self.roll.asked(query) => self.roll.take(query, rows.clone()),
            (_, Answer::Entitlements(rows)) if self.explained.map(explain).as_ref() == Some(query) => {
                let row = rows.rows.iter().find(|row| Some(row.id()) == self.explained);
                let mut lines = row.map(|row| compose::family::entitlement_reasons(row, session)).unwrap_or_default();
                let change = self.roll.list.chosen().and_then(|row| row.change);
                if let Some(change) = change {
                    let turned = compose::verdict::turned(change, session);
                    lines.splice(0..0, [Line::text(turned, Tone::Soon), Line::blank()]);
                }
                self.reasons.show(lines);
            }
            _ => {}
        }
    }

    /// How many stand in the shown list, of a scope, where that is kept.
    pub fn count(&self, scope: Scope, session: &Session) -> Option<u64> {
        let counts = self.counts.as_ref().filter(|counts| counts.standing.is_some())?;
        let of = |list: &KeptList| counts.listed(*list, |measure| scope.has(measure, session));
        Some(self.shown.lists().iter().map(of).sum())
    }

    /// Marks the chosen row or takes its mark away; not everything is marked any more.
    pub fn mark(&mut self) {
        self.everything = false;
        self.roll.mark();
    }

    /// Marks the rows on the screen; when they are marked already, everything of the list that is due; then nothing.
    pub fn mark_all(&mut self) {
        let all_marked = !self.roll.list.is_empty() && self.roll.list.shown().0.all(|row| self.roll.marks.has(row));
        let beyond = self.roll.list.total().is_none_or(|total| total > self.roll.marks.rows().len() as u64);
        if self.everything {
            self.clear_marks();
        } else if all_marked && beyond && self.can_mark_everything() {
            self.everything = true;
        } else {
            self.roll.mark_all();
        }
    }

    /// Whether everything of the list can be marked: only what is due can be opened.
    pub fn can_mark_everything(&self) -> bool {
        self.shown == Shown::Due && self.family.is_none()
    }

    /// Takes all marks away.
    pub fn clear_marks(&mut self) {
        self.everything = false;
        self.roll.marks.clear();
    }

    /// How many rows are marked.
    pub fn marked(&self) -> usize {
        match (self.everything, self.roll.list.total()) {
            (true, Some(total)) => usize::try_from(total).unwrap_or(usize::MAX),
            _ => self.roll.marks.rows().len(),
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
