//! Folding entries: the records that a group of entries touches, as they were and as they are.
//!
//! It does not know where records come from (`Past`) nor what becomes of them: keeping the views up to date and building them anew
//! fold with the same code. A later entry of a group sees what the earlier ones did.

use super::ViewsError;
use super::timeline::{self, Line, What};
use super::token::{self, Bucket};
use crate::domain::access::Account;
use crate::domain::batch::{Batch, Line as Payment, LineId};
use crate::domain::emergency::Emergency;
use crate::domain::emergency::event::EmergencyEvent;
use crate::domain::entry::{Body, Entry};
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::register::{RegisterEvent, Row};
use crate::domain::review::Review;
use crate::ids::{BatchId, EmergencyId, FamilyId, ItemId, ReviewId, RowId, Seq};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Place;

/// Where records are as they were before the group.
pub(super) trait Past {
    /// Whether records as they were are wanted afterwards, beside those as they are.
    const COMPARED: bool;

    fn family(&self, id: FamilyId) -> Result<Option<Family>, ViewsError>;
    fn item(&self, id: ItemId) -> Result<Option<Item>, ViewsError>;
    fn line(&self, family: FamilyId, seq: Seq) -> Result<Option<Line>, ViewsError>;
    fn review(&self, id: ReviewId) -> Result<Option<Review>, ViewsError>;
    fn bucket(&self, number: u16) -> Result<Option<Bucket>, ViewsError>;
    fn entered(&self, id: RowId) -> Result<Option<Row>, ViewsError>;
    fn emergency(&self, id: EmergencyId) -> Result<Option<Emergency>, ViewsError>;
    fn batch(&self, id: BatchId) -> Result<Option<Batch>, ViewsError>;
    fn payment(&self, id: LineId) -> Result<Option<Payment>, ViewsError>;
    fn account(&self, user: &str) -> Result<Option<Account>, ViewsError>;
}

/// A record before and after.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot<T> {
    pub old: Option<T>,
    pub new: Option<T>,
}

/// Records by name.
pub(super) type Slots<K, T> = BTreeMap<K, Slot<T>>;

/// A group of entries being folded.
pub(super) struct Fold<'a, P> {
    pub(super) past: &'a P,
    /// The last entry that is folded in.
    pub applied: Seq,
    pub families: Slots<FamilyId, Family>,
    pub items: Slots<ItemId, Item>,
    pub lines: Slots<(FamilyId, Seq), Line>,
    pub reviews: Slots<ReviewId, Review>,
    pub buckets: Slots<u16, Bucket>,
    pub entered: Slots<RowId, Row>,
    pub emergencies: Slots<EmergencyId, Emergency>,
    pub batches: Slots<BatchId, Batch>,
    pub payments: Slots<LineId, Payment>,
    pub accounts: Slots<String, Account>,
}

impl<'a, P: Past> Fold<'a, P> {
    /// A fold that goes on after an entry.
    pub fn new(past: &'a P, applied: Seq) -> Self {
        Fold {
            past,
            applied,
            families: Slots::new(),
            items: Slots::new(),
            lines: Slots::new(),
            reviews: Slots::new(),
            buckets: Slots::new(),
            entered: Slots::new(),
            emergencies: Slots::new(),
            batches: Slots::new(),
            payments: Slots::new(),
            accounts: Slots::new(),
        }
    }

    /// Folds one entry; one that is folded in already is passed over, and one that does not follow is refused.
    pub fn entry(&mut self, entry: &Entry) -> Result<(), ViewsError> {
        if entry.seq <= self.applied {
            return Ok(());
        }
        if entry.seq.0 != self.applied.0 + 1 {
            return Err(ViewsError::Gap { applied: self.applied, came: entry.seq });
        }
        self.applied = entry.seq;
        let mut said: BTreeMap<FamilyId, Vec<What>> = BTreeMap::new();
        for event in &entry.body.events {
            self.event(entry.seq, &entry.body, event)?;
            if let Some(family) = family_of(event) {
                let said = said.entry(family).or_default();
                said.extend(timeline::what(event, said));
            }
        }
        for event in &entry.body.events {
            if let Event::EntryWithdrawn { of, reason } = event {
                for (family, said) in &mut said {
                    self.strike(*family, *of, true)?;
                    said.push(What::Undone(*of, reason.clone()));
                }
            }
        }
        for (family, what) in said.into_iter().filter(|(_, what)| !what.is_empty()) {
            let Body { at, actor, .. } = &entry.body;
            let line = Line { seq: entry.seq, at: *at, actor: actor.clone(), what, withdrawn: false };
            self.lines.insert((family, entry.seq), Slot { old: None, new: Some(line) });
        }
        if let Some(token) = &entry.body.token {
            let (past, number) = (self.past, token::bucket(token));
            let bucket = slot::<P, _, _>(&mut self.buckets, number, || past.bucket(number))?;
            bucket.get_or_insert_default().remember(token, entry.seq);
        }
        Ok(())
    }

    fn event(&mut self, seq: Seq, body: &Body, event: &Event) -> Result<(), ViewsError> {
        match event {
            Event::FamilyAdded { family } => {
                self.family(*family)?.get_or_insert_with(|| Family::new(*family)).apply(seq, event);
            }
            Event::FamilyWithdrawn { family }
            | Event::MemberAdded { family, .. }
            | Event::MemberWithdrawn { family, .. }
            | Event::FactsChanged { family, .. } => {
                self.known_family(seq, *family)?.apply_on(seq, body.at.date_naive(), event);
            }
            Event::Merge(merge) => {
                for family in merge.families() {
                    self.known_family(seq, family)?.apply(seq, event);
                }
            }
            Event::Gap(gap) => self.known_family(seq, gap.family())?.apply(seq, event),
            Event::Conflict(conflict) => self.known_family(seq, conflict.family())?.apply(seq, event),
            Event::ItemOpened { item, .. } => {
                if item.family.is_district() {
                    self.family(item.family)?.get_or_insert_with(|| Family::new(item.family));
                }
                self.known_family(seq, item.family)?.apply(seq, event);
                self.change_item(seq, *item, |record| *record = Item::open(seq, body.at, &body.actor, event))?;
            }
            Event::ItemMoved { item, .. } | Event::StepWithdrawn { item, .. } => {
                self.change_item(seq, *item, |record| {
                    if let Some(record) = record {
                        record.apply(seq, body.at, &body.actor, event);
                    }
                })?;
            }
            Event::ReviewRaised { review, .. } => *self.review(*review)? = Review::raise(seq, event),
            Event::ReviewSettled { review, .. } => self.change_review(seq, *review, event)?,
            Event::Review(what) => self.change_review(seq, what.review(), event)?,
            Event::Rhythm(rhythm) => {
                for item in rhythm.items() {
                    self.change_item(seq, *item, |record| {
                        if let Some(record) = record {
                            record.apply(seq, body.at, &body.actor, event);
                        }
                    })?;
                }
            }
            Event::Emergency(event) => self.change_emergency(seq, body, event)?,
            Event::Batch(event) => self.batch_event(seq, body, event)?,
            Event::Access(event) => self.access_event(seq, event)?,
            Event::EntryWithdrawn { .. } => {}
            Event::Register(event) => self.register_event(seq, body, event)?,
        }
        Ok(())
    }

    fn change_review(&mut self, seq: Seq, id: ReviewId, event: &Event) -> Result<(), ViewsError> {
        if let Some(review) = self.review(id)? {
            review.apply(seq, event);
        }
        Ok(())
    }

    /// Something happened to a row of a small register; its family has changed with it.
    fn register_event(&mut self, seq: Seq, body: &Body, event: &RegisterEvent) -> Result<(), ViewsError> {
        if let Some(family) = event.owner().family() {
            self.known_family(seq, family)?.version = seq;
        }
        let (past, id) = (self.past, event.row());
        let row = slot::<P, _, _>(&mut self.entered, id, || past.entered(id))?;
        let row = row.get_or_insert_with(|| Row::new(id, event.register(), event.owner()));
        row.apply(seq, body.at, &body.actor, event);
        Ok(())
    }

    /// Changes an item and keeps its family's count of open items.
    fn change_item(&mut self, seq: Seq, id: ItemId, change: impl FnOnce(&mut Option<Item>)) -> Result<(), ViewsError> {
        let past = self.past;
        let item = slot::<P, _, _>(&mut self.items, id, || past.item(id))?;
        let open = |item: &Option<Item>| u32::from(item.as_ref().is_some_and(|item| item.status.is_open()));
        let before = open(item);
        change(item);
        if item.is_none() {
            return Err(ViewsError::StrayItem { seq, item: id });
        }
        let after = open(item);
        if before != after {
            let family = self.known_family(seq, id.family)?;
            family.open_items = (family.open_items + after).saturating_sub(before);
        }
        Ok(())
    }

    fn change_emergency(&mut self, seq: Seq, body: &Body, event: &EmergencyEvent) -> Result<(), ViewsError> {
        let (past, id) = (self.past, event.emergency());
        if matches!(event, EmergencyEvent::Lodged(_)) {
            self.known_family(seq, event.family())?.version = seq;
        }
        let record = slot::<P, _, _>(&mut self.emergencies, id, || past.emergency(id))?;
        match record {
            Some(record) => record.apply(seq, body.at, &body.actor, event),
            None => *record = Emergency::lodge(seq, body.at, &body.actor, event),
        }
        if record.is_some() { Ok(()) } else { Err(ViewsError::StrayEmergency { seq, emergency: id }) }
    }

    /// Marks the line of an entry as taken back. Taking back an undoing makes the line it had struck stand again.
    fn strike(&mut self, family: FamilyId, of: Seq, withdrawn: bool) -> Result<(), ViewsError> {
        let past = self.past;
        let Some(line) = slot::<P, _, _>(&mut self.lines, (family, of), || past.line(family, of))? else {
            return Ok(());
        };
        line.withdrawn = withdrawn;
        let undone = line.what.iter().find_map(|what| match what {
            What::Undone(earlier, _) if *earlier < of => Some(*earlier),
            _ => None,
        });
        undone.map_or(Ok(()), |earlier| self.strike(family, earlier, !withdrawn))
    }

    fn known_family(&mut self, seq: Seq, id: FamilyId) -> Result<&mut Family, ViewsError> {
        self.family(id)?.as_mut().ok_or(ViewsError::StrayFamily { seq, family: id })
    }

    fn family(&mut self, id: FamilyId) -> Result<&mut Option<Family>, ViewsError> {
        let past = self.past;
        slot::<P, _, _>(&mut self.families, id, || past.family(id))
    }

    fn review(&mut self, id: ReviewId) -> Result<&mut Option<Review>, ViewsError> {
        let past = self.past;
        slot::<P, _, _>(&mut self.reviews, id, || past.review(id))
    }
}

/// The record as it is now, read from the past the first time it is asked for.
pub(super) fn slot<P: Past, K: Ord, T: Clone>(
    slots: &mut Slots<K, T>,
    key: K,
    load: impl FnOnce() -> Result<Option<T>, ViewsError>,
) -> Result<&mut Option<T>, ViewsError> {
    match slots.entry(key) {
        Place::Occupied(slot) => Ok(&mut slot.into_mut().new),
        Place::Vacant(place) => {
            let new = load()?;
            let old = if P::COMPARED { new.clone() } else { None };
            Ok(&mut place.insert(Slot { old, new }).new)
        }
    }
}

/// The family that an event is about.
fn family_of(event: &Event) -> Option<FamilyId> {
    match event {
        Event::FamilyAdded { family }
        | Event::FamilyWithdrawn { family }
        | Event::MemberAdded { family, .. }
        | Event::MemberWithdrawn { family, .. }
        | Event::FactsChanged { family, .. } => Some(*family),
        Event::ItemOpened { item, .. } | Event::ItemMoved { item, .. } | Event::StepWithdrawn { item, .. } => {
            Some(item.family)
        }
        Event::Emergency(event) => Some(event.family()),
        Event::Conflict(event) => Some(event.family()),
        Event::Gap(event) => Some(event.family()),
        Event::Merge(event) => Some(event.merged().keep),
        Event::Access(event) => event.family(),
        Event::Rhythm(rhythm) => rhythm.items().first().map(|item| item.family),
        Event::EntryWithdrawn { .. }
        | Event::ReviewRaised { .. }
        | Event::ReviewSettled { .. }
        | Event::Review(_)
        | Event::Batch(_) => None,
        Event::Register(event) => event.owner().family(),
    }
}
