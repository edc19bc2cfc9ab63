//! A household of the register: its people, its facts, and how events change them.

use super::conflict::Accepted;
use super::event::Event;
use super::facts::{Change, Facts};
use super::gap::Aside;
use super::item::Item;
use super::member::{Member, Role};
use super::merge::Merged;
use crate::ids::{FamilyId, MemberNo, Seq};
use crate::policy::field::Field;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// Its number.
    pub id: FamilyId,
    /// What is known of the household.
    pub facts: Facts,
    /// Its people, by number. A number is never given to another person.
    pub members: Vec<Member>,
    /// The last entry that changed it: its version.
    pub version: Seq,
    /// Entered in error and taken back; kept for the record, shown nowhere.
    pub withdrawn: bool,
    /// The highest item number given so far.
    pub last_item: u32,
    /// How many of its items wait for something.
    pub open_items: u32,
    /// The day on which its facts last changed: as of it they are held against each other.
    #[serde(with = "crate::when::maybe_day")]
    pub facts_on: Option<NaiveDate>,
    /// Contradictions that a clerk found to be right as they stand.
    pub accepted: Vec<Accepted>,
    /// The household that it went into, where it did: it is in no list any more, and its items go on.
    pub into: Option<Merged>,
    /// Households that went into it.
    pub merged: Vec<Merged>,
    /// Facts that nobody can find out, as a clerk said.
    pub aside: Vec<Aside>,
}

impl Family {
    /// A household of which nothing is known yet.
    pub fn new(id: FamilyId) -> Self {
        Self {
            id,
            facts: Facts::default(),
            members: Vec::new(),
            version: Seq(0),
            withdrawn: false,
            last_item: 0,
            open_items: 0,
            facts_on: None,
            accepted: Vec::new(),
            into: None,
            merged: Vec::new(),
            aside: Vec::new(),
        }
    }

    /// Whether it stands in the register: not entered in error, not merged into another, not the district.
    pub fn is_listed(&self) -> bool {
        !self.withdrawn && self.into.is_none() && !self.id.is_district()
    }

    /// An item as one of this household: that of a household that went into it is for the same person here.
    pub fn own(&self, item: Item) -> Item {
        match self.merged.iter().find(|merged| merged.other == item.id.family) {
            Some(merged) => merged.seen_from_kept(item),
            None => item,
        }
    }

    /// The person with this number.
    pub fn member(&self, number: MemberNo) -> Option<&Member> {
        self.members.iter().find(|member| member.number == number)
    }

    /// The first person in this role.
    pub fn in_role(&self, role: Role) -> Option<&Member> {
        self.members.iter().find(|member| member.role() == role)
    }

    /// The only child.
    pub fn child(&self) -> Option<&Member> {
        self.in_role(Role::Child)
    }

    /// The number that the next person gets.
    pub fn next_member(&self) -> MemberNo {
        MemberNo(self.members.iter().map(|member| member.number.0).max().unwrap_or(0).saturating_add(1))
    }

    /// The case number of the paper file, empty when not known.
    pub fn case_number(&self) -> &str {
        self.facts.text(Field::CaseNumber)
    }

    /// Folds an event about this family; events about others or about items leave it as it is.
    pub fn apply(&mut self, seq: Seq, event: &Event) {
        match event {
            Event::FamilyAdded { .. } => self.withdrawn = false,
            Event::FamilyWithdrawn { .. } => self.withdrawn = true,
            Event::MemberAdded { member, .. } => self.members.push(Member::new(*member)),
            Event::MemberWithdrawn { member, .. } => self.members.retain(|other| other.number != *member),
            Event::FactsChanged { member, changes, .. } => self.change(*member, changes),
            Event::ItemOpened { item, .. } => self.last_item = self.last_item.max(item.number),
            Event::Conflict(event) => event.apply(&mut self.accepted),
            Event::Merge(event) => event.apply(self),
            Event::Gap(event) => event.apply(&mut self.aside),
            _ => {}
        }
        self.version = seq;
    }

    /// Folds an event of a day: facts are held against each other as of the day on which they last changed.
    pub fn apply_on(&mut self, seq: Seq, day: NaiveDate, event: &Event) {
        if matches!(event, Event::FactsChanged { .. }) {
            self.facts_on = Some(day);
        }
        self.apply(seq, event);
    }

    fn change(&mut self, member: Option<MemberNo>, changes: &[Change]) {
        let facts = match member {
            None => Some(&mut self.facts),
            Some(number) => {
                self.members.iter_mut().find(|member| member.number == number).map(|member| &mut member.facts)
            }
        };
        if let Some(facts) = facts {
            changes.iter().for_each(|change| facts.apply(change));
        }
    }
}
