//! What is kept of a family's verdicts between two sweeps, and what they come to when they are added up.
//!
//! Most verdicts are no, and what is no is not kept: how many of them there are follows from how many families and people there are.

use super::change::Change;
use super::lack::Lack;
use crate::ids::{MeasureNo, MemberNo};
use crate::policy::plan::Subject;
use crate::policy::verdict::Truth;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How somebody stands to a measure that is not a plain no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// Entitled, and no item carries it out.
    Due,
    /// Entitled, with an item under way.
    Open,
    /// Entitled, and an item of it was delivered.
    Done,
    /// Not known yet.
    Unknown,
}

impl State {
    /// Every one, in the order of counts.
    pub const ALL: [State; 4] = [State::Due, State::Open, State::Done, State::Unknown];

    /// The verdict that it goes with.
    pub fn truth(self) -> Truth {
        match self {
            State::Due | State::Open | State::Done => Truth::Yes,
            State::Unknown => Truth::Unknown,
        }
    }
}

/// A list that kept verdicts can be read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeptList {
    /// Entitled without an item.
    Due,
    /// Entitled with an item, under way or done.
    Handled,
    /// Not known yet.
    Unknown,
    /// Judged otherwise than on the day since which changes are kept.
    Changed,
}

impl KeptList {
    /// Every one.
    pub const ALL: [KeptList; 4] = [KeptList::Due, KeptList::Handled, KeptList::Unknown, KeptList::Changed];

    /// The list that a state stands in.
    pub fn of(state: State) -> KeptList {
        match state {
            State::Due => KeptList::Due,
            State::Open | State::Done => KeptList::Handled,
            State::Unknown => KeptList::Unknown,
        }
    }
}

/// A verdict that is kept: of which measure, for whom, and how it stands.
pub type Held = (MeasureNo, Option<MemberNo>, State);

/// What is kept of one family.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its township (nine-digit code), 0 where it is not known.
    pub township: u32,
    /// Its people.
    pub people: u8,
    /// Whether it has an only child to judge.
    pub child: bool,
    /// Its verdicts that are not no, in the plan's order.
    pub held: Vec<Held>,
    /// What was judged otherwise on the day since which changes are kept.
    pub changes: Vec<Change>,
    /// What is lacking: how many verdicts depend on it, and how many of these on nothing else.
    pub lacks: Vec<(Lack, u16, u16)>,
    /// Whose facts are lacking and were not put aside (0 is the household), and how many verdicts wait for any of them.
    pub gaps: Vec<(MemberNo, u8)>,
}

/// Counts of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCounts {
    states: [u32; State::ALL.len()],
    /// Verdicts that turned.
    pub changed: u32,
}

impl KeptCounts {
    /// How many stand so.
    pub fn of(&self, state: State) -> u32 {
        State::ALL.iter().zip(self.states).find(|(one, _)| **one == state).map_or(0, |(_, count)| count)
    }

    /// How many stand in a list.
    pub fn listed(&self, list: KeptList) -> u32 {
        match list {
            KeptList::Changed => self.changed,
            _ => State::ALL.into_iter().filter(|state| KeptList::of(*state) == list).map(|state| self.of(state)).sum(),
        }
    }

    fn count(&mut self, state: State, one: impl Fn(u32) -> u32) {
        let at = State::ALL.iter().position(|other| *other == state);
        self.states.iter_mut().skip(at.unwrap_or(State::ALL.len())).take(1).for_each(|count| *count = one(*count));
    }

    fn add(&mut self, other: &KeptCounts) {
        self.states.iter_mut().zip(other.states).for_each(|(count, more)| *count += more);
        self.changed += other.changed;
    }
}

/// What the kept verdicts of a township, or of all, come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Families.
    pub families: u32,
    /// Their people.
    pub people: u32,
    /// Families with an only child to judge.
    pub children: u32,
    /// Counts by measure.
    pub measures: BTreeMap<MeasureNo, KeptCounts>,
    /// What is lacking: verdicts that depend on it, those that depend on nothing else, families.
    pub lacks: BTreeMap<Lack, (u32, u32, u32)>,
    /// Households and people of whom something is lacking.
    pub gaps: u32,
}

impl Tally {
    /// Counts a family in.
    pub fn count(&mut self, kept: &Kept) {
        self.step(kept, |count, by| count.saturating_add(by));
    }

    /// Counts a family out again.
    pub fn discount(&mut self, kept: &Kept) {
        self.step(kept, u32::saturating_sub);
        self.measures.retain(|_, counts| *counts != KeptCounts::default());
        self.lacks.retain(|_, worth| *worth != (0, 0, 0));
    }

    fn step(&mut self, kept: &Kept, step: fn(u32, u32) -> u32) {
        self.families = step(self.families, 1);
        self.people = step(self.people, kept.people.into());
        self.children = step(self.children, kept.child.into());
        for (measure, _, state) in &kept.held {
            self.measures.entry(*measure).or_default().count(*state, |count| step(count, 1));
        }
        for change in &kept.changes {
            let counts = self.measures.entry(change.measure).or_default();
            counts.changed = step(counts.changed, 1);
        }
        self.gaps = step(self.gaps, u32::try_from(kept.gaps.len()).unwrap_or(u32::MAX));
        for (lack, verdicts, alone) in &kept.lacks {
            let worth = self.lacks.entry(*lack).or_default();
            *worth = (step(worth.0, (*verdicts).into()), step(worth.1, (*alone).into()), step(worth.2, 1));
        }
    }

    /// Adds the counts of another township.
    pub fn add(&mut self, other: &Tally) {
        self.families += other.families;
        self.people += other.people;
        self.children += other.children;
        self.gaps += other.gaps;
        for (measure, counts) in &other.measures {
            self.measures.entry(*measure).or_default().add(counts);
        }
        for (lack, (verdicts, alone, families)) in &other.lacks {
            let worth = self.lacks.entry(*lack).or_default();
            *worth = (worth.0 + verdicts, worth.1 + alone, worth.2 + families);
        }
    }

    /// How many are not entitled to a measure that is judged for such a subject.
    pub fn not_entitled(&self, measure: MeasureNo, subject: Subject) -> u32 {
        let judged = match subject {
            Subject::Member => self.people,
            Subject::Child => self.children,
            Subject::Family => self.families,
            Subject::District => 0,
        };
        let counts = self.measures.get(&measure).copied().unwrap_or_default();
        judged.saturating_sub(State::ALL.into_iter().map(|state| counts.of(state)).sum())
    }

    /// Whether nothing is counted.
    pub fn is_empty(&self) -> bool {
        self.families == 0
    }
}
