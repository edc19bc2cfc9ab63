//! The page of an item, with its family beside it.

use super::queues::side_opening;
use super::side::FamilySide;
use super::{Opening, Pane};
use crate::ids::{FamilyId, ItemId};
use crate::service::answer::{Answer, ItemPage};
use crate::service::query::Query;
use crate::tui::compose;
use crate::tui::list::Step;
use crate::tui::session::Session;
use crate::tui::sheet::Sheet;

/// The state of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemScreen {
    /// The item.
    pub item: ItemId,
    /// Its page.
    pub page: Option<Box<ItemPage>>,
    /// The text of the page.
    pub sheet: Sheet,
    /// Its family.
    pub side: FamilySide,
    /// The pane in use.
    pub pane: Pane,
}

impl ItemScreen {
    /// The page of an item, empty until it comes.
    pub fn new(item: ItemId) -> Self {
        Self { item, page: None, sheet: Sheet::default(), side: FamilySide::default(), pane: Pane::Main }
    }

    /// Asks for the page.
    pub fn again(&mut self, _: &Session) -> Vec<Query> {
        let mut queries = vec![Query::Item { item: self.item }];
        queries.extend(self.side.again());
        queries
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, _: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Side => self.side.go(step),
            _ => self.sheet.go(step),
        }
        Vec::new()
    }

    /// Asks for the family.
    pub fn rest(&mut self, _: &Session) -> Vec<Query> {
        self.side.follow(Some(self.item.family))
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        match (query, answer) {
            (Query::Item { item }, Answer::Item(page)) if *item == self.item => {
                self.sheet.renew(compose::item::page(page, session));
                self.page = Some(page.clone());
            }
            (query, answer) => self.side.take(query, answer, session),
        }
    }

    /// What Enter opens.
    pub fn opening(&self) -> Option<Opening> {
        match self.pane {
            Pane::Side => side_opening(&self.side).filter(|opening| *opening != Opening::Item(self.item)),
            _ => self.family().map(Opening::Family),
        }
    }

    /// The item's family.
    pub fn family(&self) -> Option<FamilyId> {
        Some(self.item.family).filter(|family| !family.is_district())
    }
}
