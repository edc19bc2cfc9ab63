//! Queues: the items of a department or of all, most urgent first and then by due date; and deadlines, by due date alone.
//!
//! Open items are in the order of their keys: live before suspended, then urgency, due date, item. Items that have come to their end are
//! in no queue; asked for by status they are read in the order of their families.

use super::counter::Counter;
use super::error::{Because, Doing};
use super::image;
use super::list::{Lane, List, SCAN_MAX};
use super::page::{Cursor, From, Page};
use super::{Views, ViewsError, key};
use crate::domain::access::Scope;
use crate::domain::item::{Item, Urgency};
use crate::domain::workflow::Status;
use crate::ids::DepartmentNo;
use chrono::NaiveDate;
use std::ops::Range;

/// Which items of a queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Only this department.
    pub department: Option<DepartmentNo>,
    /// Only this status; none means every item that is still open.
    pub status: Option<Status>,
    /// Only families of this township (nine-digit code).
    pub township: Option<i64>,
    /// Only live items that are overdue on this day.
    pub overdue_on: Option<NaiveDate>,
    /// Only emergencies.
    pub emergency: bool,
    /// Only what lies within this.
    pub within: Scope,
}

/// A line of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The item.
    pub item: Item,
}

impl Views {
    /// Items of one department or of all, most urgent first and then by due date; items without a due date last.
    pub fn queue(&self, filter: &QueueFilter, from: &From, limit: usize) -> Result<Page<QueueRow>, ViewsError> {
        if filter.status.is_some_and(|status| !status.is_open()) {
            return self.ended(filter, from, limit);
        }
        let windows = windows(filter);
        let lane = |department| Lane { prefix: key::queue(department), windows: windows.clone() };
        let lanes = self.departments(filter).into_iter().map(lane).collect();
        let page = self.open_items(lanes, 0, filter, from, limit)?;
        Ok(Page { total: self.total(filter, false), ..page })
    }

    /// Live items by due date alone. The filter's status is not looked at.
    pub fn deadlines(&self, filter: &QueueFilter, from: &From, limit: usize) -> Result<Page<QueueRow>, ViewsError> {
        let filter = QueueFilter { status: None, ..filter.clone() };
        let urgencies =
            Urgency::ALL.iter().copied().filter(|urgency| !filter.emergency || *urgency == Urgency::Emergency);
        let heads: Vec<[u8; 2]> = urgencies.map(|urgency| [key::LIVE, key::urgency(urgency)]).collect();
        let mut lanes = Vec::new();
        for department in self.departments(&filter) {
            for head in &heads {
                let mut lane = Lane::whole([key::queue(department).as_slice(), head].concat());
                if let Some(today) = filter.overdue_on {
                    lane.windows = vec![Vec::new()..key::day(today).to_be_bytes().to_vec()];
                }
                lanes.push(lane);
            }
        }
        let page = self.open_items(lanes, 2, &filter, from, limit)?;
        Ok(Page { total: self.total(&filter, true), ..page })
    }

    /// A page of open items whose place is what remains of the key after department and `skip` bytes.
    fn open_items(
        &self,
        lanes: Vec<Lane>,
        skip: usize,
        filter: &QueueFilter,
        from: &From,
        limit: usize,
    ) -> Result<Page<QueueRow>, ViewsError> {
        let keep = |_: &[u8], value: &[u8]| keeps(filter, value);
        let page = List { lanes, keep: &keep, bound: SCAN_MAX }.page(&self.store, from, limit)?;
        page.try_map(|(place, _)| {
            let item = key::item_at_end(&place).map(|id| self.item(id)).transpose()?.flatten();
            // The item must say of itself that it stands here.
            let stands = |item: &Item| image::queue_place(item).is_some_and(|at| at.get(skip..) == Some(&place));
            let item = item.filter(stands).ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree));
            Ok(QueueRow { item: self.heed(item)?, cursor: Cursor(place) })
        })
    }

    fn departments(&self, filter: &QueueFilter) -> Vec<DepartmentNo> {
        self.lanes_of(filter.department, &filter.within)
    }

    /// The departments whose queues are read: the one that was named or all, as far as they lie within the scope.
    pub(super) fn lanes_of(&self, named: Option<DepartmentNo>, within: &Scope) -> Vec<DepartmentNo> {
        let mut lanes = match named {
            Some(department) => vec![department],
            None => self.counters.departments().into_iter().collect(),
        };
        lanes.retain(|department| within.holds_department(*department));
        lanes
    }

    /// How many rows a list has, where counters tell.
    pub(super) fn total(&self, filter: &QueueFilter, live_only: bool) -> Option<u64> {
        let wanted = |status: Status| match filter.status {
            Some(only) => only == status,
            None => status.is_live() || (status.is_open() && !live_only),
        };
        let count = |department: DepartmentNo| match (filter.overdue_on, filter.emergency) {
            (None, false) => Some(self.counters.in_status(department, wanted)),
            (None, true) if live_only => Some(self.counters.get(Counter::Emergency(department))),
            (Some(today), false) if filter.status.is_none() => Some(self.counters.due(department, 0, key::day(today))),
            _ => None,
        };
        let everywhere = filter.township.is_none() && filter.within.townships.is_empty();
        everywhere.then(|| self.departments(filter).into_iter().map(count).sum()).flatten()
    }
}

/// Whether the filter lets an item with this queue value through.
fn keeps(filter: &QueueFilter, value: &[u8]) -> bool {
    image::queue_value(value).is_some_and(|(status, township)| {
        filter.status.is_none_or(|wanted| wanted == status)
            && filter.township.is_none_or(|wanted| wanted == i64::from(township))
            && filter.within.holds_township(township)
    })
}

/// The parts of a department's queue that can hold what the filter asks for.
fn windows(filter: &QueueFilter) -> Vec<Range<Vec<u8>>> {
    let live = filter.status.is_none_or(Status::is_live);
    let suspended = filter.status.is_none_or(|status| status == Status::Suspended) && filter.overdue_on.is_none();
    let groups = [(live, key::LIVE), (suspended, key::SUSPENDED)];
    let mut windows = Vec::new();
    for (_, group) in groups.into_iter().filter(|(wanted, _)| *wanted) {
        let mut urgencies: Vec<u8> = Urgency::ALL.iter().copied().map(key::urgency).collect();
        urgencies.sort_unstable();
        for urgency in urgencies.into_iter().filter(|at| !filter.emergency || *at == key::urgency(Urgency::Emergency)) {
            let head = vec![group, urgency];
            windows.push(match filter.overdue_on {
                None => key::within(head),
                Some(today) => head.clone()..[head.as_slice(), &key::day(today).to_be_bytes()].concat(),
            });
        }
    }
    windows
}
