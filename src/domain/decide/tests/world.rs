//! A register in memory: commands in, and the state that their events make.

use super::super::{Office, Register, decide};
use crate::domain::access::Account;
use crate::domain::batch::{Batch, BatchEvent, Line, LineId};
use crate::domain::command::{Command, Fact};
use crate::domain::emergency::Emergency;
use crate::domain::entry::{Body, Entry};
use crate::domain::event::{Event, Move};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::member::Role;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Owner, Row};
use crate::domain::review::Review;
use crate::domain::workflow::Verb;
use crate::ids::{BatchId, EmergencyId, FamilyId, ItemId, MemberNo, RegisterNo, ReviewId, RowId, Seq};
use crate::policy::allowance::{Monthly, built_in};
use crate::policy::calendar::Calendar;
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use chrono::{DateTime, NaiveDate};
use std::collections::BTreeMap;

pub struct World {
    pub plan: Plan,
    calendar: Calendar,
    now: String,
    pub entries: Vec<Entry>,
    pub families: BTreeMap<FamilyId, Family>,
    pub items: BTreeMap<ItemId, Item>,
    pub reviews: BTreeMap<ReviewId, Review>,
    pub rows: BTreeMap<RowId, Row>,
    pub emergencies: BTreeMap<EmergencyId, Emergency>,
    pub batches: BTreeMap<BatchId, Batch>,
    pub lines: BTreeMap<LineId, Line>,
    pub accounts: BTreeMap<String, Account>,
    /// The office's own standards.
    pub own: Vec<Monthly>,
}

impl World {
    pub fn new() -> Self {
        Self {
            plan: Plan::builtin(),
            calendar: Calendar::built_in(),
            now: "2026-11-24T09:00:00+08:00".into(),
            entries: Vec::new(),
            families: BTreeMap::new(),
            items: BTreeMap::new(),
            reviews: BTreeMap::new(),
            rows: BTreeMap::new(),
            emergencies: BTreeMap::new(),
            batches: BTreeMap::new(),
            lines: BTreeMap::new(),
            accounts: BTreeMap::new(),
            own: Vec::new(),
        }
    }

    /// Sets the clock.
    pub fn at(&mut self, now: &str) -> &mut Self {
        self.now = now.into();
        self
    }

    pub fn run(&mut self, command: &Command) -> Result<Seq, Refusal> {
        let now = DateTime::parse_from_rfc3339(&self.now).unwrap();
        let office = Office { plan: &self.plan, calendar: &self.calendar, now };
        let events = decide(office, self, command)?;
        let seq = Seq(self.entries.len() as u64 + 1);
        let body = Body { at: now, actor: "zhou".into(), command: command.word().into(), token: None, events };
        let entry = Entry { seq, body };
        for event in &entry.body.events {
            self.fold(&entry, event);
        }
        self.entries.push(entry);
        Ok(seq)
    }

    fn fold(&mut self, entry: &Entry, event: &Event) {
        match event {
            Event::FamilyAdded { family } => {
                self.families.insert(*family, Family::new(*family));
            }
            Event::ItemOpened { item, .. } => {
                self.items.insert(*item, Item::open(entry.seq, entry.body.at, &entry.body.actor, event).unwrap());
            }
            Event::Rhythm(rhythm) => {
                for item in rhythm.items() {
                    self.items.get_mut(item).unwrap().apply(entry.seq, entry.body.at, &entry.body.actor, event);
                }
            }
            Event::ItemMoved { item, .. } | Event::StepWithdrawn { item, .. } => {
                self.items.get_mut(item).unwrap().apply(entry.seq, entry.body.at, &entry.body.actor, event);
            }
            Event::Emergency(event) => {
                let (seq, at, actor, id) = (entry.seq, entry.body.at, &entry.body.actor, event.emergency());
                match self.emergencies.get_mut(&id) {
                    Some(known) => known.apply(seq, at, actor, event),
                    None => drop(self.emergencies.insert(id, Emergency::lodge(seq, at, actor, event).unwrap())),
                }
            }
            Event::Batch(event) => self.fold_batch(entry, event),
            Event::Access(event) => {
                let known = event.user().and_then(|user| self.accounts.get(user)).cloned();
                self.accounts.extend(Account::after(known, entry.seq, event).map(|one| (one.user.clone(), one)));
            }
            Event::ReviewRaised { review, .. } => {
                self.reviews.extend(Review::raise(entry.seq, event).map(|raised| (*review, raised)));
            }
            Event::Register(event) => {
                let row = Row::new(event.row(), event.register(), event.owner());
                let row = self.rows.entry(event.row()).or_insert(row);
                row.apply(entry.seq, entry.body.at, &entry.body.actor, event);
            }
            _ => self.reviews.values_mut().for_each(|review| review.apply(entry.seq, event)),
        }
        if let Event::Merge(merge) = event {
            let day = entry.body.at.date_naive();
            for family in merge.families() {
                self.families.get_mut(&family).unwrap().apply_on(entry.seq, day, event);
            }
        }
        let family = match event {
            Event::FamilyAdded { family }
            | Event::FamilyWithdrawn { family }
            | Event::MemberAdded { family, .. }
            | Event::MemberWithdrawn { family, .. }
            | Event::FactsChanged { family, .. } => Some(*family),
            Event::ItemOpened { item, .. } => Some(item.family),
            Event::Conflict(event) => Some(event.family()),
            Event::Gap(event) => Some(event.family()),
            _ => None,
        };
        if let Some(known) = family.and_then(|family| self.families.get_mut(&family)) {
            known.apply_on(entry.seq, entry.body.at.date_naive(), event);
        }
    }

    fn fold_batch(&mut self, entry: &Entry, event: &BatchEvent) {
        let (seq, at, id) = (entry.seq, entry.body.at, event.batch());
        let Some(batch) = self.batches.get_mut(&id) else {
            self.batches.insert(id, Batch::draw(seq, at, &entry.body.actor, event).unwrap());
            return;
        };
        batch.apply(seq, at, event);
        if let BatchEvent::Listed { measure, lines, .. } = event {
            for listed in lines {
                let name = LineId { batch: id, no: listed.no };
                let old = self.lines.get(&name).cloned();
                let mut new = old.clone().unwrap_or_else(|| Line::new(id, *measure, listed.clone()));
                new.listed = listed.clone();
                batch.totals.replace(old.as_ref(), &new);
                self.lines.insert(name, new);
            }
        }
        if let Some(no) = event.line() {
            let line = self.lines.get_mut(&LineId { batch: id, no }).unwrap();
            let old = line.clone();
            line.apply(event);
            batch.totals.replace(Some(&old), line);
        }
    }

    /// A family whose only child is disabled, grade 2, in a town.
    pub fn family(&mut self) -> FamilyId {
        let text = |field, text: &str| Fact::new(field, Value::Text(text.into()));
        let person = |role: Role, name: &str| vec![text(Field::Name, name), Fact::new(Field::Role, role.value())];
        let mut child = person(Role::Child, "王小满");
        child.push(Fact::new(Field::Alive, Value::Flag(true)));
        child.push(Fact::new(Field::DisabilityGrade, Value::Number(2)));
        let mut mother = person(Role::Mother, "李秀英");
        mother.push(text(Field::IdentityNumber, "512302196001010015"));
        let command = Command::AddFamily {
            facts: vec![
                text(Field::CaseNumber, &format!("NC-{}", self.families.len() + 1)),
                Fact::new(Field::TreatedAs, Value::Choice(1)),
                Fact::new(Field::Township, Value::Number(500_119_001)),
            ],
            members: vec![person(Role::Father, "王建国"), mother, child],
        };
        // Only the first family has the mother's number.
        let command = match command {
            Command::AddFamily { facts, mut members } if !self.families.is_empty() => {
                members[1].pop();
                Command::AddFamily { facts, members }
            }
            command => command,
        };
        self.run(&command).unwrap();
        *self.families.keys().next_back().unwrap()
    }

    /// Opens an item of a measure.
    pub fn open(&mut self, family: FamilyId, measure: &str, member: Option<u8>) -> Result<ItemId, Refusal> {
        let measure = self.plan.by_id(measure).unwrap().no;
        let member = member.map(MemberNo);
        let command = Command::OpenItem {
            family,
            measure,
            member,
            department: None,
            urgency: None,
            due: None,
            period: None,
            note: String::new(),
        };
        self.run(&command)?;
        Ok(*self.items.keys().rfind(|item| item.family == family).unwrap())
    }

    /// Takes a step with the plainest things that it asks for.
    pub fn step(&mut self, item: ItemId, verb: Verb) -> Result<Seq, Refusal> {
        self.step_with(item, verb, |_| {})
    }

    pub fn step_with(&mut self, item: ItemId, verb: Verb, fill: impl Fn(&mut Move)) -> Result<Seq, Refusal> {
        let mut step = Move::new(verb);
        if verb.wants_reason() {
            step.reason = "材料不全".into();
        }
        fill(&mut step);
        self.run(&Command::MoveItem { item, seen: None, step })
    }

    pub fn day(&self) -> NaiveDate {
        DateTime::parse_from_rfc3339(&self.now).unwrap().date_naive()
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
        self.items.values().filter(|item| item.id.family == family).cloned().collect()
    }
    fn holder(&self, number: &str) -> Option<(FamilyId, MemberNo)> {
        self.families.values().filter(|family| family.is_listed()).find_map(|family| {
            let member = family.members.iter().find(|member| member.identity_number() == number)?;
            Some((family.id, member.number))
        })
    }
    fn case(&self, number: &str) -> Option<FamilyId> {
        self.families
            .values()
            .find(|family| family.is_listed() && family.case_number() == number)
            .map(|family| family.id)
    }
    fn entry(&self, seq: Seq) -> Option<Entry> {
        self.entries.iter().find(|entry| entry.seq == seq).cloned()
    }
    fn undone(&self, seq: Seq) -> bool {
        let undoes = |event: &Event| matches!(event, Event::EntryWithdrawn { of, .. } if *of == seq);
        self.entries.iter().any(|entry| entry.body.events.iter().any(undoes))
    }
    fn review(&self, id: ReviewId) -> Option<Review> {
        self.reviews.get(&id).cloned()
    }
    fn row(&self, id: RowId) -> Option<Row> {
        self.rows.get(&id).cloned()
    }
    fn row_of(&self, owner: Owner, register: RegisterNo) -> Option<RowId> {
        let theirs = |row: &&Row| row.owner == owner && row.register == register && row.values().is_some();
        self.rows.values().find(theirs).map(|row| row.id)
    }
    fn next_row(&self) -> RowId {
        RowId(self.rows.keys().next_back().map_or(1, |last| last.0 + 1))
    }
    fn next_family(&self) -> FamilyId {
        FamilyId(self.families.keys().next_back().map_or(1, |last| last.0 + 1))
    }
    fn next_review(&self) -> ReviewId {
        ReviewId(self.reviews.keys().next_back().map_or(1, |last| last.0 + 1))
    }
    fn next_item(&self, family: FamilyId) -> ItemId {
        let last = self.items.keys().filter(|item| item.family == family).map(|item| item.number).max();
        ItemId { family, number: last.unwrap_or(0) + 1 }
    }
    fn emergency(&self, id: EmergencyId) -> Option<Emergency> {
        self.emergencies.get(&id).cloned()
    }
    fn emergencies(&self, family: FamilyId) -> Vec<Emergency> {
        self.emergencies.values().filter(|one| one.family() == family && !one.withdrawn).cloned().collect()
    }
    fn account(&self, user: &str) -> Option<Account> {
        self.accounts.get(user).cloned()
    }

    fn accounts(&self) -> usize {
        self.accounts.len()
    }

    fn batch(&self, id: BatchId) -> Option<Batch> {
        self.batches.get(&id).cloned()
    }
    fn batch_line(&self, id: LineId) -> Option<Line> {
        self.lines.get(&id).cloned()
    }
    fn batch_lines(&self, batch: BatchId) -> Vec<Line> {
        self.lines.values().filter(|line| line.batch == batch).cloned().collect()
    }
    fn payments(&self, family: FamilyId) -> Vec<Line> {
        self.lines.values().filter(|line| line.listed.family == family).cloned().collect()
    }
    fn batches(&self, limit: usize) -> Vec<Batch> {
        self.batches.values().rev().take(limit).cloned().collect()
    }
    fn next_batch(&self) -> BatchId {
        BatchId(self.batches.keys().next_back().map_or(1, |last| last.0 + 1))
    }
    fn standards(&self, _: &Plan) -> Vec<Monthly> {
        built_in().iter().chain(&self.own).cloned().collect()
    }
    fn account_families(&self, account: &str) -> Vec<FamilyId> {
        let same = |family: &&Family| family.is_listed() && family.facts.text(Field::Account) == account;
        self.families.values().filter(same).map(|family| family.id).collect()
    }
    fn next_emergency(&self) -> EmergencyId {
        EmergencyId(self.emergencies.keys().next_back().map_or(1, |last| last.0 + 1))
    }
}
