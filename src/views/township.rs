//! Counts of open items by township, for clerks who are told of theirs alone.
//!
//! They are added up from the rows of the queues the first time somebody asks and kept in step from then on; nothing of them is stored,
//! because a store whose clerks all see everything never needs them.

use super::counter::{Counts, DepartmentCounts, SOON};
use super::error::ViewsError;
use super::store::{Store, Way};
use super::{Views, image, key};
use crate::ids::DepartmentNo;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Rows that are read at a time.
const CHUNK: usize = 1_000;

/// Open items by township and department.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Townships(BTreeMap<(u32, DepartmentNo), Open>);

/// Open items of one department in one township.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Open {
    live: u64,
    emergency: u64,
    suspended: u64,
    due: BTreeMap<u16, u64>,
}

impl Townships {
    fn count(store: &Store) -> Result<Self, ViewsError> {
        let mut counted = Townships::default();
        let mut range = key::within(vec![key::QUEUE]);
        loop {
            let rows = store.scan(&range, Way::Forward, CHUNK)?;
            rows.iter().for_each(|(key, value)| counted.replace(key, None, Some(value)));
            match rows.last() {
                Some((last, _)) if rows.len() == CHUNK => range.start = key::after(last),
                _ => return Ok(counted),
            }
        }
    }

    /// A row was, and is now; rows that are in no queue do not count.
    pub fn replace(&mut self, key: &[u8], old: Option<&[u8]>, new: Option<&[u8]>) {
        let [key::QUEUE, department, group, urgency, a, b, ..] = key else { return };
        let (live, day) = (*group == key::LIVE, u16::from_be_bytes([*a, *b]));
        let mut by = |value: Option<&[u8]>, step: fn(&mut u64)| {
            let Some((_, township)) = value.and_then(image::queue_value) else { return };
            let open = self.0.entry((township, DepartmentNo(*department))).or_default();
            step(if live { &mut open.live } else { &mut open.suspended });
            if live && *urgency == 0 {
                step(&mut open.emergency);
            }
            if live && day < u16::MAX {
                step(open.due.entry(day).or_default());
            }
        };
        by(old, |count| *count = count.saturating_sub(1));
        by(new, |count| *count += 1);
    }

    fn of(&self, townships: &[u32], department: DepartmentNo, today: NaiveDate) -> DepartmentCounts {
        let start = key::day(today);
        let soon = key::day(today.checked_add_days(SOON).unwrap_or(today)).saturating_add(1);
        let mut counts = DepartmentCounts { department, live: 0, due_soon: 0, overdue: 0, emergency: 0, suspended: 0 };
        for open in townships.iter().filter_map(|township| self.0.get(&(*township, department))) {
            counts.live += open.live;
            counts.emergency += open.emergency;
            counts.suspended += open.suspended;
            counts.overdue += open.due.range(..start).map(|(_, count)| count).sum::<u64>();
            counts.due_soon += open.due.range(start..soon).map(|(_, count)| count).sum::<u64>();
        }
        counts
    }
}

impl Views {
    /// The counts as they are on a day, of these townships; none named means all. Of named ones `items` counts the open items, and
    /// questions are not counted.
    ///
    /// # Errors
    /// When the views cannot be read.
    pub fn counts_within(&self, today: NaiveDate, townships: &[u32]) -> Result<Counts, ViewsError> {
        if townships.is_empty() {
            return Ok(self.counts(today));
        }
        let counted = match self.townships.get() {
            Some(counted) => counted,
            None => {
                let counted = Townships::count(&self.store)?;
                self.townships.get_or_init(|| counted)
            }
        };
        let of = |department| counted.of(townships, department, today);
        let departments: Vec<_> = self.counters.departments().into_iter().map(of).collect();
        Ok(Counts {
            families: self.families_within(townships),
            items: departments.iter().map(|counts| counts.live + counts.suspended).sum(),
            reviews: 0,
            departments,
        })
    }
}
