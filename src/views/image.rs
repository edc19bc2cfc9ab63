//! What a record looks like in the store: its own row, its rows in the indexes, and the counters it stands in.
//!
//! Updating is the difference between the image of the old record and that of the new one, and building anew is the image of the last
//! one. So an index cannot be forgotten in one place and kept in another.

use super::counter::Counter;
use super::error::ViewsError;
use super::{ahead, batch, codec, key, question, term, watch};
use crate::domain::family::Family;
use crate::domain::item::{Item, Urgency};
use crate::domain::rhythm;
use crate::domain::workflow::Status;
use crate::ids::{DepartmentNo, MeasureNo, Seq};
use crate::policy::field::Field;
use crate::policy::period::Period;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rows and counters of one record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Image {
    pub rows: BTreeMap<Vec<u8>, Vec<u8>>,
    pub counts: Vec<Counter>,
}

impl Image {
    /// The image of something that is a row and nothing more.
    pub fn row(key: Vec<u8>, value: Vec<u8>) -> Self {
        Image { rows: BTreeMap::from([(key, value)]), counts: Vec::new() }
    }
}

/// What the rows of an item take from its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Home {
    /// Whether the family is in the register; what belongs to one that was withdrawn is in no list and no count.
    pub listed: bool,
    /// The nine-digit code of the township, 0 where it is not known.
    pub township: u32,
}

impl Home {
    /// That of an item whose family is not there.
    pub const NOWHERE: Home = Home { listed: false, township: 0 };

    pub fn of(family: &Family) -> Self {
        let (township, _) = place(family);
        Home { listed: !family.withdrawn, township }
    }
}

/// The township and village of a family, 0 where they are not known. A village tells its township by its first nine digits.
pub(super) fn place(family: &Family) -> (u32, u64) {
    let code = |field| family.facts.number(field).and_then(|code| u64::try_from(code).ok());
    let village = code(Field::Village).unwrap_or(0);
    let township = code(Field::Township).unwrap_or(village / 1000);
    (u32::try_from(township).unwrap_or(0), village)
}

/// The township by which a family is listed (nine-digit code), 0 where it is not known.
pub fn township_of(family: &Family) -> u32 {
    place(family).0
}

/// The key of a family in the register.
pub(super) fn place_key(family: &Family) -> Vec<u8> {
    let (township, village) = place(family);
    key::key(key::PLACE, &[&township.to_be_bytes(), &village.to_be_bytes(), &family.id.0.to_be_bytes()])
}

/// A family: its record and its rows in the indexes.
pub(super) fn of_family(family: &Family, by: Seq) -> Result<Image, ViewsError> {
    let mut image = indexes_of(family);
    let Image { rows, .. } = record_of(family, by)?;
    image.rows.extend(rows);
    Ok(image)
}

/// The record of a family alone.
pub(super) fn record_of(family: &Family, by: Seq) -> Result<Image, ViewsError> {
    Ok(Image::row(key::family(family.id), codec::encode(family).ok_or(ViewsError::TooLong { seq: by })?))
}

/// What finds a family. The district as a whole has a record for its items but is no family of the register.
fn indexes_of(family: &Family) -> Image {
    if !family.is_listed() {
        return Image::default();
    }
    let (township, _) = place(family);
    let keys = term::keys(family).into_iter().chain([place_key(family)]).chain(batch::account_row(family));
    let mut image = Image {
        rows: keys.map(|key| (key, Vec::new())).chain(ahead::family_rows(family)).collect(),
        counts: vec![Counter::Families, Counter::Township(township)],
    };
    question::add_family(family, &mut image);
    image
}

/// Whether two states of a family stand alike in every index: nothing but its counts and version differs.
pub(super) fn found_alike(a: &Family, b: &Family) -> bool {
    a.withdrawn == b.withdrawn
        && a.into == b.into
        && a.merged == b.merged
        && a.facts == b.facts
        && a.members == b.members
        && a.facts_on == b.facts_on
        && a.accepted == b.accepted
}

/// Items that share a row, all of one family. The row begins with their heads, so that they can be passed over without being read.
pub(super) fn of_items(items: &[Item], home: Home, by: Seq) -> Result<Image, ViewsError> {
    let Some(first) = items.first() else {
        return Ok(Image::default());
    };
    let heads: Vec<Head> = items.iter().map(Head::of).collect();
    let record = codec::encode(&(heads, items)).ok_or(ViewsError::TooLong { seq: by })?;
    let mut image = Image::row(key::items(first.id), record);
    for item in items.iter().filter(|_| home.listed) {
        image.rows.extend(queue_row(item, home));
        image.rows.extend(watch::rows(item, home));
        ahead::add_item(item, &mut image);
        image.counts.extend([Counter::Items, Counter::Status(item.department, item.status)]);
        if item.status.is_live() {
            image.counts.extend((item.urgency == Urgency::Emergency).then_some(Counter::Emergency(item.department)));
            image.counts.extend(item.due.map(|due| Counter::Due(item.department, key::day(due.on))));
        }
    }
    Ok(image)
}

/// What a filter asks of an item that has come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    pub department: DepartmentNo,
    pub status: Status,
    pub urgency: Urgency,
    pub measure: MeasureNo,
    /// The day that its delivery counts for.
    #[serde(with = "crate::when::maybe_day")]
    pub delivered: Option<NaiveDate>,
    /// Whether the record says that somebody went to the family's home.
    pub at_home: bool,
}

impl Head {
    pub fn of(item: &Item) -> Self {
        Head {
            department: item.department,
            status: item.status,
            urgency: item.urgency,
            measure: item.measure,
            delivered: delivered_for(item),
            at_home: item.delivery().is_some_and(|step| rhythm::is_at_home(&step.made.record)),
        }
    }
}

/// The day that a delivery counts for: what is written down after the end of its period is still for the period.
fn delivered_for(item: &Item) -> Option<NaiveDate> {
    let given = matches!(item.status, Status::Delivered | Status::Closed).then(|| item.delivery()).flatten()?;
    let on = given.at.date_naive();
    let last = item.period.filter(|period| !matches!(period, Period::Festival(..))).and_then(Period::last);
    Some(last.map_or(on, |last| on.min(last)))
}

/// The place of an open item within the queue of its department.
pub(super) fn queue_place(item: &Item) -> Option<Vec<u8>> {
    let group = if item.status.is_live() { key::LIVE } else { key::SUSPENDED };
    let head = [group, key::urgency(item.urgency)];
    item.status.is_open().then(|| [&head[..], &key::due(item.due), &key::item(item.id)].concat())
}

/// An open item in its queue, with what filters ask for.
fn queue_row(item: &Item, home: Home) -> Option<(Vec<u8>, Vec<u8>)> {
    let key = [key::queue(item.department), queue_place(item)?].concat();
    Some((key, queue_value_of(item, home)))
}

/// Status and township, as rows of lists carry them.
pub(super) fn queue_value_of(item: &Item, home: Home) -> Vec<u8> {
    let [a, b, c, d] = home.township.to_be_bytes();
    vec![status_code(item.status), a, b, c, d]
}

/// The value of a queue row: status and township.
pub(super) fn queue_value(value: &[u8]) -> Option<(Status, u32)> {
    let (status, township) = value.split_first()?;
    Some((*Status::ALL.get(usize::from(*status))?, u32::from_be_bytes(township.try_into().ok()?)))
}

fn status_code(status: Status) -> u8 {
    Status::ALL.iter().position(|other| *other == status).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}
