//! Histories for tests: invented families, their items, and what happens to them, as entries of a journal.

use crate::domain::entry::{Body, Entry};
use crate::domain::event::{Event, Matter, Move};
use crate::domain::facts::Change;
use crate::domain::item::{Due, Urgency};
use crate::domain::merge::{MergeEvent, Merged};
use crate::domain::register::{Owner, RegisterEvent};
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo, RegisterNo, ReviewId, RowId, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use chrono::{DateTime, Days, NaiveDate};
use std::collections::BTreeMap;

/// A journal in the making.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Households that are one with another, by the one that went into it.
    pub merged: BTreeMap<FamilyId, Merged>,
    pub entries: Vec<Entry>,
    pub families: u32,
    pub items: BTreeMap<FamilyId, u32>,
    pub reviews: u32,
    pub rows: Vec<(RegisterNo, Owner)>,
    pub emergencies: u32,
}

/// A day of the story.
pub fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2015, 3, 1).unwrap() + Days::new(n)
}

/// The event that records facts.
pub fn facts<const N: usize>(family: FamilyId, member: Option<MemberNo>, facts: [(Field, Value); N]) -> Event {
    let change = |(field, value)| Change { field, since: None, before: None, after: Some(value) };
    Event::FactsChanged { family, member, changes: facts.into_iter().map(change).collect() }
}

/// A text value.
pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

impl Story {
    /// The last entry.
    pub fn head(&self) -> Seq {
        Seq(self.entries.len() as u64)
    }

    /// An entry with these events.
    pub fn happen(&mut self, token: Option<String>, events: Vec<Event>) -> Seq {
        let seq = Seq(self.head().0 + 1);
        let at = DateTime::from_timestamp(1_425_168_000 + seq.0 as i64 * 60, 0).unwrap().fixed_offset();
        let body = Body { at, actor: format!("clerk{}", seq.0 % 3), command: "test".into(), token, events };
        self.entries.push(Entry { seq, body });
        seq
    }

    /// The events that enter a household with its people.
    pub fn enter(&mut self, case: &str, township: i64, village: i64, names: &[&str]) -> (FamilyId, Vec<Event>) {
        self.families += 1;
        let family = FamilyId(self.families);
        let place = [
            (Field::CaseNumber, text(case)),
            (Field::Township, Value::Number(township)),
            (Field::Village, Value::Number(township * 1000 + village)),
        ];
        let mut events = vec![Event::FamilyAdded { family }, facts(family, None, place)];
        for (member, name) in (1..).map(MemberNo).zip(names) {
            events.push(Event::MemberAdded { family, member });
            events.push(facts(family, Some(member), [(Field::Name, text(name))]));
        }
        (family, events)
    }

    /// A household with its people, entered.
    pub fn family(&mut self, case: &str, township: i64, names: &[&str]) -> FamilyId {
        let (family, events) = self.enter(case, township, 1, names);
        self.happen(None, events);
        family
    }

    /// The event that opens an item.
    pub fn open(
        &mut self,
        family: FamilyId,
        department: DepartmentNo,
        due: Option<Due>,
        urgency: Urgency,
    ) -> (ItemId, Event) {
        let number = self.items.entry(family).or_default();
        *number += 1;
        let item = ItemId { family, number: *number };
        let (measure, opened, note) = (MeasureNo(7), day(0), String::new());
        (item, Event::ItemOpened { item, measure, department, member: None, urgency, opened, due, note })
    }

    /// An item of normal urgency, opened.
    pub fn item(&mut self, family: FamilyId, department: DepartmentNo, due: Option<NaiveDate>) -> ItemId {
        let (item, event) = self.open(family, department, due.map(Due::on), Urgency::Normal);
        self.happen(None, vec![event]);
        item
    }

    /// A step of an item.
    pub fn step(&mut self, item: ItemId, verb: Verb) -> Seq {
        self.happen(None, vec![Event::ItemMoved { item, step: Move::new(verb) }])
    }

    /// The event that writes a new row.
    pub fn write(&mut self, register: u8, owner: Owner, on: u64, note: &str) -> Event {
        let register = RegisterNo(register);
        self.rows.push((register, owner));
        let row = RowId(self.rows.len() as u32);
        let values = vec![("note".to_string(), note.to_string())];
        Event::Register(RegisterEvent::Written { row, register, owner, on: day(on), values })
    }

    /// The event that merges two households, or parts them again where they are one; none where either is one with another.
    pub fn merge(&mut self, keep: FamilyId, other: FamilyId) -> Option<Event> {
        if let Some(merged) = self.merged.remove(&other) {
            return Some(Event::Merge(MergeEvent::Parted { merged }));
        }
        let busy = |family| self.merged.values().any(|merged| merged.keep == family || merged.other == family);
        if keep == other || self.merged.contains_key(&keep) || busy(other) {
            return None;
        }
        let people = vec![(MemberNo(1), MemberNo(2)), (MemberNo(2), MemberNo(1))];
        let merged = Merged { keep, other, case_number: format!("OLD-{}", other.0), people };
        self.merged.insert(other, merged.clone());
        Some(Event::Merge(MergeEvent::Merged { merged, reason: "one".into() }))
    }

    /// The event that raises a question about a row.
    pub fn raise(&mut self, like: FamilyId, row: u8) -> Event {
        self.reviews += 1;
        let (source, because) = (format!("roster.xlsx:{row}"), "name".to_string());
        let matter =
            Matter::LikelyDuplicate { like: vec![like], because, source, fingerprint: [row; 16], row: Vec::new() };
        Event::ReviewRaised { review: ReviewId(self.reviews), matter }
    }
}
