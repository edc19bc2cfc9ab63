//! Items that somebody is to look at: those of whose due date it is still to be said that it comes near or has passed, suspended ones that
//! are to be looked at again, and live ones that nobody has touched for long. Each kind is in the order of one day; which days count is for
//! whoever asks, because it depends on the plan and on today.

use super::error::{Because, Doing};
use super::image::{self, Home};
use super::list::{Lane, List, SCAN_MAX};
use super::page::{From, Page};
use super::queue::QueueRow;
use super::{Cursor, Views, ViewsError, key};
use crate::domain::access::Scope;
use crate::domain::item::Item;
use crate::domain::rhythm::{self, Stage};
use crate::ids::DepartmentNo;
use chrono::NaiveDate;

/// Why somebody is to look at an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Watch {
    /// It came to this stage and nobody was told; by due date.
    New(Stage),
    /// It is suspended until a day; by that day.
    Waking,
    /// Its clock runs; by the day on which it was last touched.
    Untouched,
}

impl Watch {
    /// Every one.
    pub const ALL: [Watch; 6] = [
        Watch::New(Stage::Soon),
        Watch::New(Stage::Due),
        Watch::New(Stage::Overdue),
        Watch::New(Stage::Late),
        Watch::Waking,
        Watch::Untouched,
    ];

    fn code(self) -> u8 {
        match self {
            Watch::New(Stage::Soon) => 0,
            Watch::New(Stage::Due) => 1,
            Watch::New(Stage::Overdue) => 2,
            Watch::New(Stage::Late) => 3,
            Watch::Waking => 4,
            Watch::Untouched => 5,
        }
    }

    /// The day that an item stands under, where it is of this kind.
    pub fn day(self, item: &Item) -> Option<NaiveDate> {
        match self {
            Watch::New(stage) => item.due.filter(|_| rhythm::is_untold(item, stage)).map(|due| due.on),
            Watch::Waking => item.suspension().and_then(|step| step.made.until),
            Watch::Untouched => item.status.is_live().then(|| item.touched()),
        }
    }
}

/// The place of an item within its kind and department.
fn place(watch: Watch, item: &Item) -> Option<Vec<u8>> {
    let day = watch.day(item)?;
    Some([&key::day(day).to_be_bytes()[..], &key::item(item.id)].concat())
}

/// The rows of an item, with what filters ask for.
pub(super) fn rows(item: &Item, home: Home) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> + '_ {
    let row = move |watch: Watch| {
        let key = [prefix(watch, item.department), place(watch, item)?].concat();
        Some((key, image::queue_value_of(item, home)))
    };
    Watch::ALL.into_iter().filter_map(row)
}

fn prefix(watch: Watch, department: DepartmentNo) -> Vec<u8> {
    key::key(key::WATCH, &[&[watch.code(), department.0]])
}

impl Views {
    /// Items of one kind, of a department or of all, of a township or of all, as far as they lie within a scope, whose day lies between
    /// these, both included.
    pub fn watched(
        &self,
        watch: Watch,
        department: Option<DepartmentNo>,
        (township, within): (Option<i64>, &Scope),
        days: (NaiveDate, NaiveDate),
        from: &From,
        limit: usize,
    ) -> Result<Page<QueueRow>, ViewsError> {
        let (first, last) = (key::day(days.0), key::day(days.1).saturating_add(1));
        let window = first.to_be_bytes().to_vec()..last.to_be_bytes().to_vec();
        let departments = self.lanes_of(department, within);
        let lane = |department| Lane { prefix: prefix(watch, department), windows: vec![window.clone()] };
        let keep = |_: &[u8], value: &[u8]| {
            let holds = |at: u32| township.is_none_or(|wanted| i64::from(at) == wanted) && within.holds_township(at);
            image::queue_value(value).is_some_and(|(_, at)| holds(at))
        };
        let list = List { lanes: departments.into_iter().map(lane).collect(), keep: &keep, bound: SCAN_MAX };
        list.page(&self.store, from, limit)?.try_map(|(at, _)| {
            let item = key::item_at_end(&at).map(|id| self.item(id)).transpose()?.flatten();
            // The item must say of itself that it stands here.
            let item = item.filter(|item| place(watch, item).as_ref() == Some(&at));
            let item = self.heed(item.ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree)))?;
            Ok(QueueRow { item, cursor: Cursor(at) })
        })
    }
}
