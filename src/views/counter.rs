//! Counts kept in step with the records, so that no screen counts by reading.
//!
//! A record says which counters it stands in; when it changes, the counters of the old one go down and those of the new one go up, in the
//! same batch. Live items are also counted by department and due day: overdue and due soon follow for any today.

use super::emergency::Tally;
use super::error::{Because, Doing, ViewsError};
use super::key::{self, COUNT};
use super::store::{Store, Way};
use super::{Views, codec};
use crate::domain::question::QuestionKind;
use crate::domain::workflow::Status;
use crate::ids::{DepartmentNo, RegisterNo};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Items due within so many days after today are due soon.
pub(super) const SOON: Days = Days::new(7);
/// How many rows are read at a time when the counters are loaded.
const LOAD: usize = 1_000;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) enum Counter {
    /// Families of the register.
    Families,
    /// Families of a township, 0 where it is not known.
    Township(u32),
    /// Items, whatever their status.
    Items,
    /// Items of a department in a status.
    Status(DepartmentNo, Status),
    /// Live items of a department that are emergencies.
    Emergency(DepartmentNo),
    /// Live items of a department that are due on a day.
    Due(DepartmentNo, u16),
    /// Questions of a kind that wait for a clerk.
    Questions(QuestionKind),
    /// Rows of a small register.
    Register(RegisterNo),
    /// Emergencies.
    Emergencies(Tally),
}

/// Every counter that is not zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counters(BTreeMap<Counter, u64>);

impl Counters {
    /// Reads every counter; there are a few for each department and day that something is due.
    pub fn load(store: &Store) -> Result<Self, ViewsError> {
        let mut counters = BTreeMap::new();
        let mut range = key::within(vec![COUNT]);
        loop {
            let rows = store.scan(&range, Way::Forward, LOAD)?;
            for (key, value) in &rows {
                counters.insert(codec::decode(key.get(1..).unwrap_or_default())?, codec::decode(value)?);
            }
            match rows.last() {
                Some((last, _)) if rows.len() == LOAD => range.start = key::after(last),
                _ => return Ok(Counters(counters)),
            }
        }
    }

    pub fn get(&self, counter: Counter) -> u64 {
        self.0.get(&counter).copied().unwrap_or(0)
    }

    /// The counters with these changes.
    pub fn plus(&self, delta: &BTreeMap<Counter, i64>) -> Result<Vec<(Counter, u64, u64)>, ViewsError> {
        let step = |(counter, delta): (&Counter, &i64)| {
            let before = self.get(*counter);
            let after = before
                .checked_add_signed(*delta)
                .ok_or_else(|| ViewsError::damaged(Doing::Writing, Because::Miscounted))?;
            Ok((*counter, before, after))
        };
        delta.iter().filter(|(_, delta)| **delta != 0).map(step).collect()
    }

    pub fn set(&mut self, counter: Counter, count: u64) {
        match count {
            0 => self.0.remove(&counter),
            _ => self.0.insert(counter, count),
        };
    }

    /// Departments that have or had an item.
    pub fn departments(&self) -> BTreeSet<DepartmentNo> {
        let from = Counter::Status(DepartmentNo(0), Status::Pending);
        let to = Counter::Status(DepartmentNo(u8::MAX), Status::Withdrawn);
        self.0
            .range(from..=to)
            .filter_map(|(counter, _)| match counter {
                Counter::Status(department, _) => Some(*department),
                _ => None,
            })
            .collect()
    }

    /// Items of a department in any of the statuses that `wanted` picks.
    pub fn in_status(&self, department: DepartmentNo, wanted: impl Fn(Status) -> bool) -> u64 {
        Status::ALL.iter().filter(|s| wanted(**s)).map(|s| self.get(Counter::Status(department, *s))).sum()
    }

    /// Live items of a department due on a day from `from` on and before `to`.
    pub fn due(&self, department: DepartmentNo, from: u16, to: u16) -> u64 {
        if from >= to {
            return 0;
        }
        self.0.range(Counter::Due(department, from)..Counter::Due(department, to)).map(|(_, count)| count).sum()
    }

    /// The sum of the counters from one on and before another.
    pub fn between(&self, from: Counter, to: Counter) -> u64 {
        if from < to { self.0.range(from..to).map(|(_, count)| count).sum() } else { 0 }
    }

    /// The row of a counter; a counter at zero has none.
    pub fn row(counter: Counter, count: u64) -> Option<(Vec<u8>, Vec<u8>)> {
        let key = key::key(COUNT, &[&codec::encode(&counter)?]);
        (count > 0).then(|| codec::encode(&count).map(|value| (key, value))).flatten()
    }
}

/// Counts of one department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DepartmentCounts {
    /// The department.
    pub department: DepartmentNo,
    /// Items whose clock runs.
    pub live: u64,
    /// Of these, due today or within the next seven days.
    pub due_soon: u64,
    /// Of these, overdue.
    pub overdue: u64,
    /// Of these, emergencies.
    pub emergency: u64,
    /// Suspended items.
    pub suspended: u64,
}

/// Counts of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Each department that has or had an item, by number.
    pub departments: Vec<DepartmentCounts>,
    /// Families.
    pub families: u64,
    /// Items ever opened.
    pub items: u64,
    /// Questions waiting for a clerk, of every kind.
    pub reviews: u64,
}

impl Views {
    /// Families of these townships; none named means all.
    pub fn families_within(&self, townships: &[u32]) -> u64 {
        match townships {
            [] => self.counters.get(Counter::Families),
            named => named.iter().map(|code| self.counters.get(Counter::Township(*code))).sum(),
        }
    }

    /// The counts as they are on a day.
    pub fn counts(&self, today: NaiveDate) -> Counts {
        let counters = &self.counters;
        let start = key::day(today);
        let soon = key::day(today.checked_add_days(SOON).unwrap_or(today)).saturating_add(1);
        let of = |department| DepartmentCounts {
            department,
            live: counters.in_status(department, Status::is_live),
            due_soon: counters.due(department, start, soon),
            overdue: counters.due(department, 0, start),
            emergency: counters.get(Counter::Emergency(department)),
            suspended: counters.get(Counter::Status(department, Status::Suspended)),
        };
        Counts {
            departments: counters.departments().into_iter().map(of).collect(),
            families: counters.get(Counter::Families),
            items: counters.get(Counter::Items),
            reviews: QuestionKind::ALL.into_iter().map(|kind| self.question_count(kind)).sum(),
        }
    }
}
