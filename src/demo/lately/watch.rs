//! The households of the script as the domain must see them to decide: themselves, their items, their rows and emergencies, and nothing of the
//! others.

use crate::domain::decide::Register;
use crate::domain::emergency::Emergency;
use crate::domain::emergency::event::EmergencyEvent;
use crate::domain::entry::{Body, Entry};
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::register::{Owner, Row};
use crate::domain::review::Review;
use crate::ids::{EmergencyId, FamilyId, ItemId, MemberNo, RegisterNo, ReviewId, RowId, Seq};
use std::collections::BTreeMap;

/// What is known of some households.
pub struct Watch {
    families: BTreeMap<FamilyId, Option<Family>>,
    items: BTreeMap<ItemId, Item>,
    rows: BTreeMap<RowId, Row>,
    emergencies: BTreeMap<EmergencyId, Emergency>,
    /// The items that an emergency opened.
    opened: BTreeMap<EmergencyId, Vec<ItemId>>,
    reviews: u32,
    /// The entries by which they were entered.
    entered: BTreeMap<FamilyId, Entry>,
}

impl Watch {
    /// Watches these.
    pub fn of(families: impl Iterator<Item = FamilyId>) -> Self {
        Self {
            families: families.map(|family| (family, None)).collect(),
            items: BTreeMap::new(),
            rows: BTreeMap::new(),
            emergencies: BTreeMap::new(),
            opened: BTreeMap::new(),
            reviews: 0,
            entered: BTreeMap::new(),
        }
    }

    /// A watched household, once it is entered.
    pub fn known(&self, id: FamilyId) -> Option<&Family> {
        self.families.get(&id)?.as_ref()
    }

    /// The entry by which a household was entered.
    pub fn entered(&self, id: FamilyId) -> Option<Seq> {
        self.entered.get(&id).map(|entry| entry.seq)
    }

    /// The first item that an emergency opened and nobody has begun.
    pub fn next_open(&self, emergency: EmergencyId) -> Option<ItemId> {
        let opened = self.opened.get(&emergency)?;
        opened.iter().copied().find(|id| self.items.get(id).is_some_and(|item| item.status.is_open()))
    }

    /// Folds an entry; what is about other households is passed over.
    pub fn fold(&mut self, seq: Seq, body: &Body) {
        let mut lodged = None;
        let mut opened = Vec::new();
        for event in &body.events {
            match event {
                Event::FamilyAdded { family } => {
                    if let Some(known) = self.families.get_mut(family) {
                        known.get_or_insert_with(|| Family::new(*family)).apply(seq, event);
                        self.entered.insert(*family, Entry { seq, body: body.clone() });
                    }
                }
                Event::MemberAdded { family, .. }
                | Event::MemberWithdrawn { family, .. }
                | Event::FactsChanged { family, .. }
                | Event::FamilyWithdrawn { family } => self.change(*family, seq, event),
                Event::ItemOpened { item, .. } => {
                    self.change(item.family, seq, event);
                    let watched = self.families.contains_key(&item.family);
                    if let Some(known) = Item::open(seq, body.at, &body.actor, event).filter(|_| watched) {
                        self.items.insert(*item, known);
                        opened.push(*item);
                    }
                }
                Event::ItemMoved { item, .. } | Event::StepWithdrawn { item, .. } => {
                    self.move_item(*item, seq, body, event);
                }
                Event::Rhythm(rhythm) => {
                    rhythm.items().iter().for_each(|item| self.move_item(*item, seq, body, event));
                }
                Event::Register(event) => {
                    let row = self.rows.entry(event.row());
                    let new = || Row::new(event.row(), event.register(), event.owner());
                    row.or_insert_with(new).apply(seq, body.at, &body.actor, event);
                    self.touch(event.owner().family(), seq);
                }
                Event::Emergency(event) => {
                    if matches!(event, EmergencyEvent::Lodged(_)) {
                        lodged = Some(event.emergency());
                    }
                    self.emergency_event(seq, body, event);
                }
                Event::ReviewRaised { .. } => self.reviews += 1,
                _ => {}
            }
        }
        if let Some(emergency) = lodged {
            self.opened.insert(emergency, opened);
        }
    }

    fn change(&mut self, family: FamilyId, seq: Seq, event: &Event) {
        if let Some(Some(family)) = self.families.get_mut(&family) {
            family.apply(seq, event);
        }
    }

    fn touch(&mut self, family: Option<FamilyId>, seq: Seq) {
        if let Some(Some(family)) = family.and_then(|id| self.families.get_mut(&id)) {
            family.version = seq;
        }
    }

    fn move_item(&mut self, item: ItemId, seq: Seq, body: &Body, event: &Event) {
        if let Some(item) = self.items.get_mut(&item) {
            item.apply(seq, body.at, &body.actor, event);
        }
    }

    fn emergency_event(&mut self, seq: Seq, body: &Body, event: &EmergencyEvent) {
        match self.emergencies.get_mut(&event.emergency()) {
            Some(known) => known.apply(seq, body.at, &body.actor, event),
            None => {
                let lodged = Emergency::lodge(seq, body.at, &body.actor, event);
                self.emergencies.extend(lodged.map(|one| (one.id, one)));
                self.touch(Some(event.family()), seq);
            }
        }
    }
}

impl Register for Watch {
    fn family(&self, id: FamilyId) -> Option<Family> {
        self.known(id).cloned()
    }
    fn item(&self, id: ItemId) -> Option<Item> {
        self.items.get(&id).cloned()
    }
    fn items(&self, family: FamilyId) -> Vec<Item> {
        self.items.values().filter(|item| item.id.family == family).cloned().collect()
    }
    fn holder(&self, _: &str) -> Option<(FamilyId, MemberNo)> {
        None
    }
    fn case(&self, _: &str) -> Option<FamilyId> {
        None
    }
    fn entry(&self, seq: Seq) -> Option<Entry> {
        self.entered.values().find(|entry| entry.seq == seq).cloned()
    }
    fn undone(&self, _: Seq) -> bool {
        false
    }
    fn review(&self, _: ReviewId) -> Option<Review> {
        None
    }
    fn row(&self, id: RowId) -> Option<Row> {
        self.rows.get(&id).cloned()
    }
    fn row_of(&self, owner: Owner, register: RegisterNo) -> Option<RowId> {
        let own = |row: &&Row| row.owner == owner && row.register == register && row.on().is_some();
        self.rows.values().find(own).map(|row| row.id)
    }
    fn next_row(&self) -> RowId {
        RowId(self.rows.keys().next_back().map_or(1, |last| last.0 + 1))
    }
    fn next_family(&self) -> FamilyId {
        FamilyId(self.families.keys().next_back().map_or(1, |last| last.0 + 1))
    }
    fn next_review(&self) -> ReviewId {
        ReviewId(self.reviews + 1)
    }
    fn next_item(&self, family: FamilyId) -> ItemId {
        let last = self.items.keys().filter(|item| item.family == family).map(|item| item.number).max();
        ItemId { family, number: last.unwrap_or(0) + 1 }
    }
    fn emergency(&self, id: EmergencyId) -> Option<Emergency> {
        self.emergencies.get(&id).cloned()
    }
    fn emergencies(&self, family: FamilyId) -> Vec<Emergency> {
        self.emergencies.values().filter(|one| one.lodged.family == family).cloned().collect()
    }
    fn next_emergency(&self) -> EmergencyId {
        EmergencyId(self.emergencies.keys().next_back().map_or(1, |last| last.0 + 1))
    }
}
