//! A register in memory, grown from a history; every body is held against what the domain would have decided.

use crate::domain::command::{Command, Edit, Fact};
use crate::domain::decide::{Office, Register, decide};
use crate::domain::emergency::Emergency;
use crate::domain::emergency::command::{EmergencyCommand, Report};
use crate::domain::emergency::event::{EmergencyEvent, EmergencyMove};
use crate::domain::emergency::workflow::Act;
use crate::domain::entry::{Body, Entry};
use crate::domain::event::Event;
use crate::domain::facts::Change;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Owner, RegisterCommand, RegisterEvent, Row};
use crate::domain::review::Review;
use crate::domain::rhythm::{Made, RhythmCommand};
use crate::domain::workflow::Verb;
use crate::ids::{EmergencyId, FamilyId, ItemId, MemberNo, RegisterNo, ReviewId, RowId, Seq};
use crate::policy::calendar::Calendar;
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use std::collections::{BTreeMap, HashMap};

/// What the bodies folded so far make.
pub struct World {
    pub plan: Plan,
    pub calendar: Calendar,
    pub families: BTreeMap<FamilyId, Family>,
    pub items: BTreeMap<ItemId, Item>,
    pub entries: Vec<Entry>,
    pub rows: BTreeMap<RowId, Row>,
    pub emergencies: BTreeMap<EmergencyId, Emergency>,
    pub reviews: u32,
    holders: HashMap<String, (FamilyId, MemberNo)>,
    cases: HashMap<String, FamilyId>,
}

impl World {
    pub fn new() -> Self {
        Self {
            plan: Plan::builtin(),
            calendar: Calendar::built_in(),
            families: BTreeMap::new(),
            items: BTreeMap::new(),
            entries: Vec::new(),
            rows: BTreeMap::new(),
            emergencies: BTreeMap::new(),
            reviews: 0,
            holders: HashMap::new(),
            cases: HashMap::new(),
        }
    }

    /// The events that the domain makes of the command that a body stands for, at its moment.
    pub fn decided(&self, body: &Body) -> Result<Vec<Event>, Refusal> {
        let office = Office { plan: &self.plan, calendar: &self.calendar, now: body.at };
        decide(office, self, &command(body))
    }

    /// Folds a body.
    pub fn fold(&mut self, body: Body) {
        let seq = Seq(self.entries.len() as u64 + 1);
        for event in &body.events {
            match event {
                Event::FamilyAdded { family } => {
                    assert!(self.families.insert(*family, Family::new(*family)).is_none(), "{family} twice");
                }
                Event::ItemOpened { item, .. } => {
                    let opened = Item::open(seq, body.at, &body.actor, event).unwrap();
                    assert!(self.items.insert(*item, opened).is_none(), "{item} twice");
                }
                Event::Rhythm(rhythm) => {
                    let item = self.items.get_mut(&rhythm.items()[0]).expect("a known item");
                    item.apply(seq, body.at, &body.actor, event);
                }
                Event::ItemMoved { item, .. } | Event::StepWithdrawn { item, .. } => {
                    self.items.get_mut(item).expect("a known item").apply(seq, body.at, &body.actor, event);
                }
                Event::Register(event) => {
                    let new = || Row::new(event.row(), event.register(), event.owner());
                    self.rows.entry(event.row()).or_insert_with(new).apply(seq, body.at, &body.actor, event);
                }
                Event::Emergency(event) => match self.emergencies.get_mut(&event.emergency()) {
                    Some(known) => known.apply(seq, body.at, &body.actor, event),
                    None => {
                        let lodged = Emergency::lodge(seq, body.at, &body.actor, event).expect("it is lodged first");
                        self.emergencies.insert(lodged.id, lodged);
                    }
                },
                Event::ReviewRaised { .. } => self.reviews += 1,
                _ => {}
            }
            let family = match event {
                Event::FamilyAdded { family }
                | Event::FamilyWithdrawn { family }
                | Event::MemberAdded { family, .. }
                | Event::MemberWithdrawn { family, .. }
                | Event::FactsChanged { family, .. } => Some(*family),
                Event::ItemOpened { item, .. } if !item.family.is_district() => Some(item.family),
                _ => None,
            };
            if let Some(id) = family {
                self.families.get_mut(&id).expect("a known family").apply(seq, event);
            }
            self.remember(event);
        }
        self.entries.push(Entry { seq, body });
    }

    fn remember(&mut self, event: &Event) {
        let Event::FactsChanged { family, member, changes } = event else { return };
        for change in changes {
            match (change.field, &change.after, member) {
                (Field::IdentityNumber, Some(Value::Text(number)), Some(member)) => {
                    self.holders.insert(number.clone(), (*family, *member));
                }
                (Field::CaseNumber, Some(Value::Text(number)), None) => {
                    self.cases.insert(number.clone(), *family);
                }
                _ => {}
            }
        }
    }
}

/// The command that a body stands for.
fn command(body: &Body) -> Command {
    let facts = |changes: &[Change]| -> Vec<Fact> {
        changes.iter().map(|it| Fact { field: it.field, since: it.since, value: it.after.clone().unwrap() }).collect()
    };
    if body.command == "contact" {
        let record = body.events.iter().find_map(|event| match event {
            Event::ItemMoved { step, .. } if step.verb == Verb::Deliver => Some(step.record.clone()),
            _ => None,
        });
        let family = body.events.iter().find_map(|event| match event {
            Event::ItemMoved { item, .. } => Some(item.family),
            _ => None,
        });
        let made = Made { family: family.unwrap(), measure: None, record: record.unwrap() };
        return Command::Rhythm(RhythmCommand::Contact(made));
    }
    match body.events.first().expect("a body holds events") {
        Event::FamilyAdded { .. } => {
            let sheets = body.events.iter().filter_map(|event| match event {
                Event::FactsChanged { changes, .. } => Some(facts(changes)),
                _ => None,
            });
            let mut sheets = sheets.collect::<Vec<_>>().into_iter();
            Command::AddFamily { facts: sheets.next().unwrap(), members: sheets.collect() }
        }
        Event::FactsChanged { family, .. } => {
            let mut edits = Vec::new();
            for event in &body.events {
                let Event::FactsChanged { member, changes, .. } = event else { panic!("{event:?}") };
                edits.extend(changes.iter().map(|it| Edit {
                    member: *member,
                    field: it.field,
                    since: it.since,
                    value: it.after.clone(),
                }));
            }
            Command::EditFamily { family: *family, seen: None, edits, new_members: Vec::new() }
        }
        Event::ItemOpened { item, measure, department, member, note, .. } => Command::OpenItem {
            family: item.family,
            measure: *measure,
            member: *member,
            department: Some(*department),
            urgency: None,
            due: None,
            period: None,
            note: note.clone(),
        },
        Event::ItemMoved { item, step } => Command::MoveItem { item: *item, seen: None, step: step.clone() },
        Event::EntryWithdrawn { of, reason } => Command::Undo { seq: *of, reason: reason.clone() },
        Event::Register(RegisterEvent::Written { register, owner, values, .. }) => {
            let (register, owner, values) = (*register, *owner, values.clone());
            Command::Register(RegisterCommand::Write { register, owner, values })
        }
        Event::Emergency(EmergencyEvent::Lodged(lodged)) => Command::Emergency(EmergencyCommand::Report(Report {
            family: lodged.family,
            kind: lodged.kind,
            member: lodged.member,
            on: lodged.happened_on,
            line: lodged.line.clone(),
            even_so: true,
        })),
        Event::Emergency(EmergencyEvent::Moved { emergency, step, .. }) => {
            // Until when the paper is due, and that a grant has to be asked for first, is the domain's to say.
            let act = if body.command == "emergency grant" { Act::Grant } else { step.act };
            let step = EmergencyMove { act, paper_by: None, ..step.clone() };
            Command::Emergency(EmergencyCommand::Act { emergency: *emergency, seen: None, step, measure: None })
        }
        Event::ReviewRaised { matter, .. } => Command::RaiseReview { matter: matter.clone() },
        other => panic!("no command makes {other:?} first"),
    }
}

impl Register for World {
    fn family(&self, id: FamilyId) -> Option<Family> {
        self.families.get(&id).cloned()
    }
    fn item(&self, id: ItemId) -> Option<Item> {
        self.items.get(&id).cloned()
    }
    fn items(&self, family: FamilyId) -> Vec<Item> {
        let first = |family| ItemId { family, number: 0 };
        self.items.range(first(family)..first(FamilyId(family.0 + 1))).map(|(_, item)| item.clone()).collect()
    }
    fn holder(&self, number: &str) -> Option<(FamilyId, MemberNo)> {
        self.holders.get(number).copied()
    }
    fn case(&self, number: &str) -> Option<FamilyId> {
        self.cases.get(number).copied()
    }
    fn entry(&self, seq: Seq) -> Option<Entry> {
        self.entries.get(usize::try_from(seq.0).unwrap().checked_sub(1)?).cloned()
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
    fn emergency(&self, id: EmergencyId) -> Option<Emergency> {
        self.emergencies.get(&id).cloned()
    }
    fn emergencies(&self, family: FamilyId) -> Vec<Emergency> {
        self.emergencies.values().filter(|one| one.lodged.family == family).cloned().collect()
    }
    fn next_emergency(&self) -> EmergencyId {
        EmergencyId(self.emergencies.keys().next_back().map_or(1, |last| last.0 + 1))
    }
    fn next_family(&self) -> FamilyId {
        FamilyId(self.families.len() as u32 + 1)
    }
    fn next_review(&self) -> ReviewId {
        ReviewId(self.reviews + 1)
    }
    fn next_item(&self, family: FamilyId) -> ItemId {
        let last = self.items(family).last().map_or(0, |item| item.id.number);
        ItemId { family, number: last + 1 }
    }
}
