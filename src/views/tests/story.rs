//! Histories for tests: invented families, their items, and what happens to them, as entries of a journal.

use crate::domain::entry::{Body, Entry};
use crate::domain::event::{Event, Move};
use crate::domain::facts::Change;
use crate::domain::item::{Due, Urgency};
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use chrono::{DateTime, Days, NaiveDate};

/// A journal in the making.
#[derive(Clone, Debug, Default)]
pub struct Story {
    pub entries: Vec<Entry>,
    families: u32,
    items: std::collections::BTreeMap<FamilyId, u32>,
}

/// A day of the story.
pub fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2015, 3, 1).unwrap() + Days::new(n)
}

/// A fact that was not known before.
pub fn fact(field: Field, value: Value) -> Change {
    Change { field, since: None, before: None, after: Some(value) }
}

impl Story {
    /// The last entry.
    pub fn head(&self) -> Seq {
        Seq(self.entries.len() as u64)
    }

    /// An entry with these events.
    pub fn happen(&mut self, token: Option<&str>, events: Vec<Event>) -> Seq {
        let seq = Seq(self.head().0 + 1);
        let at = DateTime::from_timestamp(1_425_168_000 + seq.0 as i64 * 60, 0).unwrap().fixed_offset();
        let token = token.map(str::to_string);
        let body = Body { at, actor: format!("clerk{}", seq.0 % 3), command: "test".into(), token, events };
        self.entries.push(Entry { seq, body });
        seq
    }

    /// A household with its people.
    pub fn family(&mut self, case: &str, township: i64, names: &[&str]) -> FamilyId {
        self.families += 1;
        let family = FamilyId(self.families);
        let facts = vec![
            fact(Field::CaseNumber, Value::Text(case.into())),
            fact(Field::Township, Value::Number(township)),
            fact(Field::Village, Value::Number(township * 1000 + i64::from(self.families % 3))),
        ];
        let mut events =
            vec![Event::FamilyAdded { family }, Event::FactsChanged { family, member: None, changes: facts }];
        for (member, name) in (1..).map(MemberNo).zip(names) {
            events.push(Event::MemberAdded { family, member });
            events.push(self.facts(family, Some(member), Field::Name, Value::Text((*name).into())));
        }
        self.happen(None, events);
        family
    }

    /// The event that records one fact.
    pub fn facts(&self, family: FamilyId, member: Option<MemberNo>, field: Field, value: Value) -> Event {
        Event::FactsChanged { family, member, changes: vec![fact(field, value)] }
    }

    /// An item of normal urgency.
    pub fn item(&mut self, family: FamilyId, department: DepartmentNo, due: Option<NaiveDate>) -> ItemId {
        self.urgent_item(family, department, due.map(Due::on), Urgency::Normal)
    }

    /// An item.
    pub fn urgent_item(
        &mut self,
        family: FamilyId,
        department: DepartmentNo,
        due: Option<Due>,
        urgency: Urgency,
    ) -> ItemId {
        let number = self.items.entry(family).or_default();
        *number += 1;
        let item = ItemId { family, number: *number };
        let opened = Event::ItemOpened {
            item,
            measure: MeasureNo(7),
            department,
            member: None,
            urgency,
            opened: day(0),
            due,
            note: String::new(),
        };
        self.happen(None, vec![opened]);
        item
    }

    /// A step of an item.
    pub fn step(&mut self, item: ItemId, verb: Verb) -> Seq {
        self.happen(None, vec![Event::ItemMoved { item, step: Move::new(verb) }])
    }
}
