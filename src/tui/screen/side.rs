//! The family beside the rows: follows the chosen row once the keys rest, so that a held key asks for nothing.

use crate::ids::FamilyId;
use crate::service::answer::{Answer, FamilyPage};
use crate::service::query::Query;
use crate::tui::compose;
use crate::tui::list::Step;
use crate::tui::session::Session;
use crate::tui::sheet::Sheet;

/// The page of a family in the side pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FamilySide {
    /// The family whose page is shown or on its way.
    wanted: Option<FamilyId>,
    /// The page.
    pub page: Option<Box<FamilyPage>>,
    /// Its text.
    pub sheet: Sheet,
}

impl FamilySide {
    /// Follows the choice to another family. The district is no family and has no page.
    pub fn follow(&mut self, family: Option<FamilyId>) -> Vec<Query> {
        let family = family.filter(|family| !family.is_district());
        if self.wanted == family {
            return Vec::new();
        }
        self.wanted = family;
        if family.is_none() {
            self.clear();
        }
        self.again()
    }

    /// Asks again for the family that is shown.
    pub fn again(&self) -> Vec<Query> {
        self.wanted.map(|family| Query::Family { family }).into_iter().collect()
    }

    /// Takes the page, if it is the wanted one.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        let (Query::Family { family }, Answer::Family(page)) = (query, answer) else { return };
        if self.wanted != Some(*family) {
            return;
        }
        let lines = compose::card::card(page, session);
        let same = self.page.as_ref().is_some_and(|shown| shown.row.family == page.row.family);
        if same {
            self.sheet.renew(lines);
        } else {
            self.sheet.show(lines);
        }
        self.page = Some(page.clone());
    }

    /// Moves in the page.
    pub fn go(&mut self, step: Step) {
        self.sheet.go(step);
    }

    /// The family whose page is shown.
    pub fn family(&self) -> Option<FamilyId> {
        self.page.as_ref().map(|page| page.row.family)
    }

    fn clear(&mut self) {
        self.page = None;
        self.sheet = Sheet::default();
    }
}
