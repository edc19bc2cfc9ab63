//! The store as the register that decisions look things up in.
//!
//! A decision asks and cannot be told that the store failed: the first failure is kept here, and whoever asked for the decision looks
//! at it before believing the answer.

use super::failure::Failure;
use super::store::Store;
use crate::domain::access::Account;
use crate::domain::batch::{Batch, Line, LineId};
use crate::domain::decide::Register;
use crate::domain::emergency::Emergency;
use crate::domain::emergency::event::EmergencyEvent;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::register::{Owner, Row};
use crate::domain::review::Review;
use crate::ids::{BatchId, EmergencyId, FamilyId, ItemId, MemberNo, RegisterNo, ReviewId, RowId, Seq};
use crate::policy::allowance::{Monthly, built_in, own};
use crate::policy::plan::Plan;
use crate::views::{self, EmergencyList, Views, ViewsError};
use std::cell::RefCell;

/// The most items of one family that a decision looks at: a family with a hundred a year for a lifetime has fewer.
const ITEMS_MAX: usize = 10_000;

/// The emergencies of one family that a decision looks at: only those of the last days matter.
const EMERGENCIES_MAX: usize = 50;

/// The office's own standards that a decision looks at.
const STANDARDS_MAX: usize = 2_000;

/// The store, looked up by decisions.
pub struct Stored<'a> {
    store: &'a Store,
    failed: RefCell<Option<Failure>>,
}

impl<'a> Stored<'a> {
    /// The store as a register.
    pub fn new(store: &'a Store) -> Self {
        Self { store, failed: RefCell::new(None) }
    }

    /// The data directory.
    pub fn dir(&self) -> &std::path::Path {
        self.store.dir()
    }

    /// The first failure of a look-up since the last time this was asked.
    pub fn failure(&self) -> Option<Failure> {
        self.failed.borrow_mut().take()
    }

    fn look<T>(&self, found: Result<T, Failure>) -> Option<T> {
        found.map_err(|failure| self.failed.borrow_mut().get_or_insert(failure).is_grave()).ok()
    }

    fn views<T>(&self, ask: impl FnOnce(&Views) -> Result<T, ViewsError>) -> Option<T> {
        self.look(self.store.views().and_then(|views| Ok(ask(views)?)))
    }
}

impl Register for Stored<'_> {
    fn family(&self, id: FamilyId) -> Option<Family> {
        self.views(|views| views.family(id)).flatten()
    }

    fn item(&self, id: ItemId) -> Option<Item> {
        self.views(|views| views.item(id)).flatten()
    }

    fn items(&self, family: FamilyId) -> Vec<Item> {
        self.views(|views| views.items_of(family, ITEMS_MAX)).unwrap_or_default()
    }

    fn holder(&self, identity_number: &str) -> Option<(FamilyId, MemberNo)> {
        let found = self.views(|views| views.by_identity_number(identity_number));
        found.and_then(|found| found.first().copied())
    }

    fn case(&self, case_number: &str) -> Option<FamilyId> {
        self.views(|views| views.by_case_number(case_number)).and_then(|found| found.first().copied())
    }

    fn entry(&self, seq: Seq) -> Option<Entry> {
        self.look(self.store.entry(seq)).flatten()
    }

    fn undone(&self, seq: Seq) -> bool {
        let Some(entry) = self.entry(seq) else { return false };
        let struck = |family: FamilyId| {
            let line = self.views(|views| views.timeline(family, Some(seq.next()), 1)).unwrap_or_default();
            line.first().is_some_and(|line| line.seq == seq && line.withdrawn)
        };
        entry.body.events.iter().any(|event| match event {
            Event::FamilyAdded { family } | Event::FactsChanged { family, .. } => struck(*family),
            Event::Conflict(event) => struck(event.family()),
            Event::Gap(event) => struck(event.family()),
            Event::Merge(event) => struck(event.merged().keep),
            Event::ItemMoved { item, .. } => {
                self.item(*item).is_some_and(|item| item.steps.iter().any(|step| step.seq == seq && step.withdrawn))
            }
            Event::Register(event) => {
                let row = self.row(event.row());
                row.is_some_and(|row| row.versions.iter().any(|version| version.seq == seq && version.withdrawn))
            }
            Event::Emergency(EmergencyEvent::Moved { emergency, .. }) => self
                .emergency(*emergency)
                .is_some_and(|known| known.steps.iter().any(|step| step.seq == seq && step.withdrawn)),
            Event::Emergency(EmergencyEvent::Lodged(lodged)) => {
                self.emergency(lodged.emergency).is_some_and(|known| known.withdrawn)
            }
            _ => false,
        })
    }

    fn emergency(&self, id: EmergencyId) -> Option<Emergency> {
        self.views(|views| views.emergency(id)).flatten()
    }

    fn emergencies(&self, family: FamilyId) -> Vec<Emergency> {
        let list = EmergencyList::Family(family);
        let found = self.views(|views| views.emergencies(list, &views::From::End, EMERGENCIES_MAX));
        found.map(|page| page.rows.into_iter().map(|row| row.emergency).collect()).unwrap_or_default()
    }

    fn next_emergency(&self) -> EmergencyId {
        self.views(Views::next_emergency).unwrap_or(EmergencyId(u32::MAX))
    }

    fn account(&self, user: &str) -> Option<Account> {
        self.views(|views| Ok(views.accounts().get(user).cloned())).flatten()
    }

    fn accounts(&self) -> usize {
        self.views(|views| Ok(views.accounts().len())).unwrap_or(0)
    }

    fn batch(&self, id: BatchId) -> Option<Batch> {
        self.views(|views| views.batch(id)).flatten()
    }

    fn batch_line(&self, id: LineId) -> Option<Line> {
        self.views(|views| views.payment(id)).flatten()
    }

    fn batch_lines(&self, batch: BatchId) -> Vec<Line> {
        self.views(|views| views.payments_of(batch)).unwrap_or_default()
    }

    fn payments(&self, family: FamilyId) -> Vec<Line> {
        self.views(|views| views.payments_to(family)).unwrap_or_default()
    }

    fn batches(&self, limit: usize) -> Vec<Batch> {
        let page = self.views(|views| views.batches(&views::From::Start, limit));
        page.map(|page| page.rows.into_iter().map(|row| row.batch).collect()).unwrap_or_default()
    }

    fn next_batch(&self) -> BatchId {
        self.views(Views::next_batch).unwrap_or(BatchId(u32::MAX))
    }

    fn standards(&self, plan: &Plan) -> Vec<Monthly> {
        let mut standards = built_in().to_vec();
        let Some(register) = plan.register_called(own::REGISTER) else { return standards };
        let page = self.views(|views| views.entered_in(register.no, None, &views::From::End, STANDARDS_MAX));
        let rows = page.map(|page| page.rows).unwrap_or_default();
        standards.extend(rows.iter().filter_map(|row| own::standard(row.row.values()?)));
        standards
    }

    fn account_families(&self, account: &str) -> Vec<FamilyId> {
        self.views(|views| views.by_account(account)).unwrap_or_default()
    }

    fn review(&self, id: ReviewId) -> Option<Review> {
        self.views(|views| views.review(id)).flatten()
    }

    fn row(&self, id: RowId) -> Option<Row> {
        self.views(|views| views.entered(id)).flatten()
    }

    fn row_of(&self, owner: Owner, register: RegisterNo) -> Option<RowId> {
        self.views(|views| views.entered_by(owner, register)).flatten()
    }

    fn next_row(&self) -> RowId {
        self.views(Views::next_entered).unwrap_or(RowId(u32::MAX))
    }

    fn next_family(&self) -> FamilyId {
        self.views(Views::next_family).unwrap_or(FamilyId(u32::MAX))
    }

    fn next_review(&self) -> ReviewId {
        self.views(Views::next_review).unwrap_or(ReviewId(u32::MAX))
    }

    fn next_item(&self, family: FamilyId) -> ItemId {
        let last = self.family(family).map_or(0, |family| family.last_item);
        ItemId { family, number: last.saturating_add(1) }
    }
}
