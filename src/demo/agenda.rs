//! What is still to come in the invented history, soonest first. It holds what is under way, never the whole history.

use super::catalogue::Choice;
use super::course::Course;
use super::errand::Errand;
use super::office::Second;
use crate::ids::{DepartmentNo, FamilyId, Seq};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something that will happen.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// A year begins: its share of items and duties is planned.
    Year(i32),
    /// A household is entered.
    Enter(FamilyId),
    /// The note with this place about a household is written down.
    Note(FamilyId, u8),
    /// An item of whatever suits is opened for somebody, and the next one is planned.
    Ordinary(u32),
    /// An item that a note asked for is opened.
    Asked(FamilyId, Choice),
    /// An item that will still be open at the end is opened, on its course.
    Unfinished(FamilyId, Choice, Course),
    /// A duty of the district is opened, for one body.
    Duty(u8, DepartmentNo),
    /// An item takes the step with this place in its course.
    Step(Errand, u8),
    /// That step, which is in this entry, was a slip and is taken back.
    Slip(Errand, u8, Seq),
    /// The line with this place of what happens beside the items.
    Lately(u16),
    /// What was kept for items beside the others and is not used is set free.
    Free,
}

/// The acts to come.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    acts: BinaryHeap<Reverse<Planned>>,
    planned: u64,
}

#[derive(Clone, Debug)]
struct Planned {
    second: Second,
    turn: u64,
    act: Act,
}

impl Agenda {
    /// Plans an act; of two at the same second the one planned first comes first.
    pub fn plan(&mut self, second: Second, act: Act) {
        self.acts.push(Reverse(Planned { second, turn: self.planned, act }));
        self.planned += 1;
    }

    /// The next act.
    pub fn next(&mut self) -> Option<(Second, Act)> {
        self.acts.pop().map(|Reverse(planned)| (planned.second, planned.act))
    }
}

impl Ord for Planned {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.second, self.turn).cmp(&(other.second, other.turn))
    }
}

impl PartialOrd for Planned {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Planned {
    fn eq(&self, other: &Self) -> bool {
        self.turn == other.turn
    }
}

impl Eq for Planned {}
