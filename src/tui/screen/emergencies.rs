//! F3: the emergencies that are open, by the clock that runs out first; those that nobody has answered stay in sight above them, and the
//! page of the chosen one stands beside.

use super::roll::Roll;
use super::{Opening, Pane};
use crate::ids::{EmergencyId, FamilyId};
use crate::service::answer::{Answer, EmergencyAnswer, EmergencyRow};
use crate::service::emergency::{EmergencyPage, Strip};
use crate::service::query::{Cursor, EmergencyQuery, Page, Query};
use crate::tui::compose;
use crate::tui::list::{Listed, Step};
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::{Sheet, Target};

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Emergencies {
    /// Those that are open.
    pub roll: Roll<EmergencyRow>,
    /// What stays in sight whatever the cursor does.
    pub strip: Strip,
    /// One that is shown in place of the chosen row: of the strip, just lodged, or opened from elsewhere.
    apart: Option<EmergencyId>,
    /// The one whose page is shown or on its way.
    wanted: Option<EmergencyId>,
    /// Its page.
    pub page: Option<Box<EmergencyPage>>,
    /// The text of the page.
    pub sheet: Sheet,
    /// The pane in use.
    pub pane: Pane,
}

impl Emergencies {
    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        let list = Query::Emergency(EmergencyQuery::Board { page: Page::first(0) });
        let mut queries = vec![Query::Emergency(EmergencyQuery::Strip)];
        queries.extend(self.roll.ask(list, session, Place::Emergencies));
        queries.extend(self.question());
        queries
    }

    /// Moves in the pane in use; in the list that ends what was shown apart.
    pub fn go(&mut self, step: Step, _: &Session) -> Vec<Query> {
        if self.pane == Pane::Side {
            self.sheet.go(step);
            return Vec::new();
        }
        self.apart = None;
        self.roll.go(step)
    }

    /// Lets the page follow the choice.
    pub fn rest(&mut self, _: &Session) -> Vec<Query> {
        if !self.roll.is_known() {
            return Vec::new();
        }
        let mut queries = self.roll.rest();
        if self.chosen() != self.wanted {
            self.wanted = self.chosen();
            self.page = None;
            self.sheet = Sheet::default();
            queries.extend(self.question());
        }
        queries
    }

    fn question(&self) -> Option<Query> {
        self.wanted.map(|emergency| Query::Emergency(EmergencyQuery::Page { emergency }))
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        match answer {
            Answer::Emergency(EmergencyAnswer::Rows(rows)) if self.roll.asked(query) => {
                self.roll.take(query, rows.clone());
            }
            Answer::Emergency(EmergencyAnswer::Strip(strip)) => self.strip = strip.clone(),
            Answer::Emergency(EmergencyAnswer::Page(page)) if self.question().as_ref() == Some(query) => {
                let lines = compose::emergency::page(page, session);
                if self.page.is_some() {
                    self.sheet.renew(lines)
                } else {
                    self.sheet.show(lines)
                }
                self.page = Some(page.clone());
            }
            _ => {}
        }
    }

    /// The chosen emergency: the one shown apart, or else that of the list.
    pub fn chosen(&self) -> Option<EmergencyId> {
        self.apart.or_else(|| self.roll.list.chosen().map(|row| row.emergency))
    }

    /// Whether the cursor is in the list.
    pub fn in_list(&self) -> bool {
        self.apart.is_none()
    }

    /// Shows one apart from the list.
    pub fn show(&mut self, emergency: EmergencyId) {
        self.apart = Some(emergency);
    }

    /// Chooses the next of those that stay in sight, then the list again.
    pub fn next_pinned(&mut self) {
        let pinned: Vec<EmergencyId> = self.pinned().map(|row| row.emergency).collect();
        let at = self.apart.and_then(|apart| pinned.iter().position(|id| *id == apart));
        self.apart = match at {
            None => pinned.first().copied(),
            Some(at) => pinned.get(at + 1).copied(),
        };
    }

    /// The rows that stay in sight: those that nobody has answered, then outcomes for this clerk.
    pub fn pinned(&self) -> impl Iterator<Item = &EmergencyRow> {
        self.strip.unanswered.iter().chain(&self.strip.outcomes)
    }

    /// What Enter opens: first the page beside the list, then what its line stands for.
    pub fn opening(&self) -> Option<Opening> {
        match (self.pane, self.sheet.target()) {
            (Pane::Side, Some(Target::Item(item))) => Some(Opening::Item(item)),
            (Pane::Side, _) => self.family().map(Opening::Family),
            _ => self.page.is_some().then_some(Opening::Pane(Pane::Side)),
        }
    }

    /// The family of the chosen emergency.
    pub fn family(&self) -> Option<FamilyId> {
        self.page.as_ref().map(|page| page.row.family)
    }
}

impl Listed for EmergencyRow {
    type Id = EmergencyId;

    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn id(&self) -> EmergencyId {
        self.emergency
    }
}
