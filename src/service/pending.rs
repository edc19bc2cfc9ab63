//! What has been decided but is not in the views yet: the entries of a group before they are synced, or of a trial run that never will be.
//!
//! A command sees the world as the commands before it in the group leave it. Looked up here first, then in the views.

use crate::domain::access::Account;
use crate::domain::batch::{Batch, BatchEvent, Line, LineId};
use crate::domain::decide::Register;
use crate::domain::emergency::Emergency;
use crate::domain::emergency::event::EmergencyEvent;
use crate::domain::entry::{Body, Entry};
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::register::{Owner, RegisterEvent, Row};
use crate::domain::review::Review;
use crate::ids::{BatchId, EmergencyId, FamilyId, ItemId, MemberNo, RegisterNo, ReviewId, RowId, Seq};
use crate::policy::allowance::Monthly;
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Entries laid over a register.
pub struct Pending<'a, R> {
    beneath: &'a R,
    entries: Vec<Entry>,
    families: HashMap<FamilyId, Family>,
    items: HashMap<ItemId, Item>,
    holders: HashMap<String, (FamilyId, MemberNo)>,
    cases: HashMap<String, FamilyId>,
    undone: HashSet<Seq>,
    reviews: HashMap<ReviewId, Review>,
    rows: BTreeMap<RowId, Row>,
    next_family: FamilyId,
    next_review: ReviewId,
    emergencies: HashMap<EmergencyId, Emergency>,
    next_emergency: EmergencyId,
    batches: BTreeMap<BatchId, Batch>,
    lines: BTreeMap<LineId, Line>,
    accounts: BTreeMap<String, Account>,
}

impl<'a, R: Register> Pending<'a, R> {
    /// Nothing decided yet.
    pub fn over(beneath: &'a R) -> Self {
        Self {
            beneath,
            entries: Vec::new(),
            families: HashMap::new(),
            items: HashMap::new(),
            holders: HashMap::new(),
            cases: HashMap::new(),
            undone: HashSet::new(),
            reviews: HashMap::new(),
            rows: BTreeMap::new(),
            next_family: beneath.next_family(),
            next_review: beneath.next_review(),
            emergencies: HashMap::new(),
            next_emergency: beneath.next_emergency(),
            batches: BTreeMap::new(),
            lines: BTreeMap::new(),
            accounts: BTreeMap::new(),
        }
    }

    /// The entries laid over it, oldest first.
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// The entry that carries a token, if one of these does.
    pub fn with_token(&self, token: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.body.token.as_deref() == Some(token))
    }

    /// Lays an entry over what is there.
    pub fn push(&mut self, entry: Entry) {
        for event in &entry.body.events {
            self.fold(&entry, event);
        }
        self.entries.push(entry);
    }

    fn fold(&mut self, entry: &Entry, event: &Event) {
        match event {
            Event::FamilyAdded { family } => {
                self.families.insert(*family, Family::new(*family));
                self.next_family = FamilyId(self.next_family.0.max(family.0.saturating_add(1)));
                self.fold_family(entry, *family, event);
            }
            Event::FamilyWithdrawn { family }
            | Event::MemberAdded { family, .. }
            | Event::MemberWithdrawn { family, .. } => self.fold_family(entry, *family, event),
            Event::Merge(merge) => {
                for family in merge.families() {
                    self.fold_family(entry, family, event);
                }
            }
            Event::Gap(gap) => self.fold_family(entry, gap.family(), event),
            Event::Conflict(conflict) => self.fold_family(entry, conflict.family(), event),
            Event::FactsChanged { family, member, changes } => {
                for change in changes {
                    self.fold_key(*family, *member, change.field, change.after.as_ref());
                }
                self.fold_family(entry, *family, event);
            }
            Event::ItemOpened { item, .. } => {
                self.items.extend(
                    Item::open(entry.seq, entry.body.at, &entry.body.actor, event).map(|opened| (*item, opened)),
                );
                if !item.family.is_district() {
                    self.fold_family(entry, item.family, event);
                }
            }
            Event::ItemMoved { item, .. } | Event::StepWithdrawn { item, .. } => {
                if let Some(mut known) = self.item(*item) {
                    known.apply(entry.seq, entry.body.at, &entry.body.actor, event);
                    self.items.insert(*item, known);
                }
            }
            Event::Rhythm(rhythm) => {
                for item in rhythm.items() {
                    if let Some(mut known) = self.item(*item) {
                        known.apply(entry.seq, entry.body.at, &entry.body.actor, event);
                        self.items.insert(*item, known);
                    }
                }
            }
            Event::Emergency(event) => self.fold_emergency(entry, event),
            Event::Batch(event) => self.fold_batch(entry, event),
            Event::Access(event) => {
                let Some(user) = event.user() else { return };
                let after = Account::after(self.account(user), entry.seq, event);
                self.accounts.extend(after.map(|account| (user.to_string(), account)));
            }
            Event::EntryWithdrawn { of, .. } => {
                self.undone.insert(*of);
            }
            Event::ReviewRaised { review, .. } => {
                self.reviews.extend(Review::raise(entry.seq, event).map(|raised| (*review, raised)));
                self.next_review = ReviewId(self.next_review.0.max(review.0.saturating_add(1)));
            }
            Event::ReviewSettled { review, .. } => self.fold_review(entry.seq, *review, event),
            Event::Review(what) => self.fold_review(entry.seq, what.review(), event),
            Event::Register(event) => self.fold_row(entry, event),
        }
    }

    fn fold_row(&mut self, entry: &Entry, event: &RegisterEvent) {
        let known = self.row(event.row());
        let mut row = known.unwrap_or_else(|| Row::new(event.row(), event.register(), event.owner()));
        row.apply(entry.seq, entry.body.at, &entry.body.actor, event);
        self.rows.insert(row.id, row);
        if let Some(mut family) = event.owner().family().and_then(|family| self.family(family)) {
            family.version = entry.seq;
            self.families.insert(family.id, family);
        }
    }

    fn fold_emergency(&mut self, entry: &Entry, event: &EmergencyEvent) {
        let (seq, Body { at, actor, .. }) = (entry.seq, &entry.body);
        let id = event.emergency();
        let known = match self.emergency(id) {
            Some(mut known) => {
                known.apply(seq, *at, actor, event);
                Some(known)
            }
            None => Emergency::lodge(seq, *at, actor, event),
        };
        if let EmergencyEvent::Lodged(lodged) = event
            && let Some(mut family) = self.family(lodged.family)
        {
            family.version = seq;
            self.families.insert(family.id, family);
        }
        self.next_emergency = EmergencyId(self.next_emergency.0.max(id.0.saturating_add(1)));
        self.emergencies.extend(known.map(|known| (id, known)));
    }

    fn fold_batch(&mut self, entry: &Entry, event: &BatchEvent) {
        let (seq, at, id) = (entry.seq, entry.body.at, event.batch());
        let mut batch = match self.batch(id) {
            Some(mut known) => {
                known.apply(seq, at, event);
                known
            }
            None => match Batch::draw(seq, at, &entry.body.actor, event) {
                Some(drawn) => drawn,
                None => return,
            },
        };
        if let BatchEvent::Listed { measure, lines, .. } = event {
            for listed in lines {
                let old = self.batch_line(LineId { batch: id, no: listed.no });
                let mut new = old.clone().unwrap_or_else(|| Line::new(id, *measure, listed.clone()));
                new.listed = listed.clone();
                batch.totals.replace(old.as_ref(), &new);
                self.lines.insert(new.id(), new);
            }
        }
        if let Some(old) = event.line().and_then(|no| self.batch_line(LineId { batch: id, no })) {
            let mut new = old.clone();
            new.apply(event);
            batch.totals.replace(Some(&old), &new);
            self.lines.insert(new.id(), new);
        }
        self.batches.insert(id, batch);
    }

    fn fold_family(&mut self, entry: &Entry, id: FamilyId, event: &Event) {
        if let Some(mut family) = self.family(id) {
            family.apply_on(entry.seq, entry.body.at.date_naive(), event);
            self.families.insert(id, family);
        }
    }

    fn fold_review(&mut self, seq: Seq, id: ReviewId, event: &Event) {
        if let Some(mut review) = self.review(id) {
            review.apply(seq, event);
            self.reviews.insert(id, review);
        }
    }

    /// Lines from beneath with those of this group laid over them, in their order.
    fn laid_over(&self, mut lines: Vec<Line>, wanted: impl Fn(&Line) -> bool) -> Vec<Line> {
        lines.retain(|line| !self.lines.contains_key(&line.id()));
        lines.extend(self.lines.values().filter(|line| wanted(line)).cloned());
        lines.sort_by_key(Line::id);
        lines
    }

    fn fold_key(&mut self, family: FamilyId, member: Option<MemberNo>, field: Field, after: Option<&Value>) {
        let Some(Value::Text(text)) = after else { return };
        match (field, member) {
            (Field::IdentityNumber, Some(member)) => {
                self.holders.insert(text.clone(), (family, member));
            }
            (Field::CaseNumber, None) => {
                self.cases.insert(text.clone(), family);
            }
            _ => {}
        }
    }
}

impl<R: Register> Register for Pending<'_, R> {
    fn family(&self, id: FamilyId) -> Option<Family> {
        self.families.get(&id).cloned().or_else(|| self.beneath.family(id))
    }

    fn item(&self, id: ItemId) -> Option<Item> {
        self.items.get(&id).cloned().or_else(|| self.beneath.item(id))
    }

    fn items(&self, family: FamilyId) -> Vec<Item> {
        let mut items = self.beneath.items(family);
        items.retain(|item| !self.items.contains_key(&item.id));
        items.extend(self.items.values().filter(|item| item.id.family == family).cloned());
        items.sort_by_key(|item| item.id);
        items
    }

    fn holder(&self, identity_number: &str) -> Option<(FamilyId, MemberNo)> {
        let still_theirs = |(family, member): (FamilyId, MemberNo)| {
            // The views do not know yet that a number was taken away again in this group.
            match self.families.get(&family) {
                Some(known) => {
                    !known.withdrawn
                        && known.member(member).is_some_and(|member| member.identity_number() == identity_number)
                }
                None => true,
            }
        };
        let found = self.holders.get(identity_number).copied();
        found.or_else(|| self.beneath.holder(identity_number)).filter(|holder| still_theirs(*holder))
    }

    fn case(&self, case_number: &str) -> Option<FamilyId> {
        let still_theirs = |family: FamilyId| match self.families.get(&family) {
            Some(known) => !known.withdrawn && known.case_number() == case_number,
            None => true,
        };
        let found = self.cases.get(case_number).copied();
        found.or_else(|| self.beneath.case(case_number)).filter(|family| still_theirs(*family))
    }

    fn entry(&self, seq: Seq) -> Option<Entry> {
        self.entries.iter().find(|entry| entry.seq == seq).cloned().or_else(|| self.beneath.entry(seq))
    }

    fn undone(&self, seq: Seq) -> bool {
        self.undone.contains(&seq) || self.beneath.undone(seq)
    }

    fn emergency(&self, id: EmergencyId) -> Option<Emergency> {
        self.emergencies.get(&id).cloned().or_else(|| self.beneath.emergency(id))
    }

    fn emergencies(&self, family: FamilyId) -> Vec<Emergency> {
        let mut known = self.beneath.emergencies(family);
        known.retain(|one| !self.emergencies.contains_key(&one.id));
        known.extend(self.emergencies.values().filter(|one| one.family() == family && !one.withdrawn).cloned());
        known.sort_by_key(|one| one.id);
        known
    }

    fn next_emergency(&self) -> EmergencyId {
        self.next_emergency
    }

    fn account(&self, user: &str) -> Option<Account> {
        self.accounts.get(user).cloned().or_else(|| self.beneath.account(user))
    }

    fn accounts(&self) -> usize {
        let new = self.accounts.keys().filter(|user| self.beneath.account(user).is_none()).count();
        self.beneath.accounts() + new
    }

    fn batch(&self, id: BatchId) -> Option<Batch> {
        self.batches.get(&id).cloned().or_else(|| self.beneath.batch(id))
    }

    fn batch_line(&self, id: LineId) -> Option<Line> {
        self.lines.get(&id).cloned().or_else(|| self.beneath.batch_line(id))
    }

    fn batch_lines(&self, batch: BatchId) -> Vec<Line> {
        self.laid_over(self.beneath.batch_lines(batch), |line| line.batch == batch)
    }

    fn payments(&self, family: FamilyId) -> Vec<Line> {
        self.laid_over(self.beneath.payments(family), |line| line.listed.family == family)
    }

    fn batches(&self, limit: usize) -> Vec<Batch> {
        let mut known = self.beneath.batches(limit);
        known.retain(|batch| !self.batches.contains_key(&batch.id));
        known.extend(self.batches.values().cloned());
        known.sort_by_key(|batch| std::cmp::Reverse(batch.id));
        known.truncate(limit);
        known
    }

    fn next_batch(&self) -> BatchId {
        let here = self.batches.keys().next_back().map_or(0, |batch| batch.0.saturating_add(1));
        BatchId(self.beneath.next_batch().0.max(here))
    }

    fn standards(&self, plan: &Plan) -> Vec<Monthly> {
        self.beneath.standards(plan)
    }

    fn account_families(&self, account: &str) -> Vec<FamilyId> {
        self.beneath.account_families(account)
    }

    fn review(&self, id: ReviewId) -> Option<Review> {
        self.reviews.get(&id).cloned().or_else(|| self.beneath.review(id))
    }

    fn row(&self, id: RowId) -> Option<Row> {
        self.rows.get(&id).cloned().or_else(|| self.beneath.row(id))
    }

    fn row_of(&self, owner: Owner, register: RegisterNo) -> Option<RowId> {
        let is_it = |row: &&Row| row.owner == owner && row.register == register && row.values().is_some();
        let here = self.rows.values().find(is_it).map(|row| row.id);
        // One that was withdrawn in this group is still in the views.
        here.or_else(|| self.beneath.row_of(owner, register).filter(|id| !self.rows.contains_key(id)))
    }

    fn next_row(&self) -> RowId {
        let here = self.rows.keys().next_back().map_or(0, |row| row.0.saturating_add(1));
        RowId(self.beneath.next_row().0.max(here))
    }

    fn next_family(&self) -> FamilyId {
        self.next_family
    }

    fn next_review(&self) -> ReviewId {
        self.next_review
    }

    fn next_item(&self, family: FamilyId) -> ItemId {
        let beneath = self.beneath.next_item(family);
        let here = self.items.keys().filter(|item| item.family == family).map(|item| item.number).max();
        ItemId { family, number: here.map_or(beneath.number, |number| beneath.number.max(number.saturating_add(1))) }
    }
}
