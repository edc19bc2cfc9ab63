//! Dates from which something follows on a later day: births, identifications of a disability, and days ahead that were written down when
//! an item was delivered. Each kind is in the order of its date; what follows from it, and when, is for whoever asks.

use super::image::Image;
use super::store::Way;
use super::{Views, ViewsError, codec, key};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::member::Role;
use crate::domain::workflow::Status;
use crate::ids::{FamilyId, ItemId, MemberNo};
use crate::policy::field::Field;
use chrono::{Datelike, NaiveDate};

/// The most dates of one item's record that are kept.
const DATES_MAX: usize = 8;

/// A kind of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A living grown-up person was born.
    Born,
    /// A living person's disability was identified.
    Identified,
}

impl Kind {
    fn code(self) -> u8 {
        match self {
            Kind::Born => 0,
            Kind::Identified => 1,
        }
    }
}

/// The code of dates in records, after those of persons.
const RECORDED: u8 = 2;

/// A date of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub on: NaiveDate,
    /// Whose.
    pub family: FamilyId,
    /// Who.
    pub member: MemberNo,
    /// Its place among those of the same date.
    pub rest: Vec<u8>,
}

/// A day ahead in the record of a delivered item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The day.
    pub on: NaiveDate,
    /// The item.
    pub item: ItemId,
    /// The key of the record.
    pub key: String,
    /// Its place among those of the same day.
    pub rest: Vec<u8>,
}

/// Where to read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    on: NaiveDate,
    rest: Vec<u8>,
}

impl Place {
    /// From the first row of a date.
    pub fn from(on: NaiveDate) -> Self {
        Place { on, rest: Vec::new() }
    }

    /// After a row.
    pub fn after(on: NaiveDate, rest: &[u8]) -> Self {
        Place { on, rest: key::after(rest) }
    }

    fn key(&self, code: u8) -> Vec<u8> {
        [prefix(code, self.on).as_slice(), &self.rest].concat()
    }
}

fn day_code(day: NaiveDate) -> [u8; 4] {
    u32::try_from(day.num_days_from_ce()).unwrap_or(0).to_be_bytes()
}

fn prefix(code: u8, on: NaiveDate) -> Vec<u8> {
    key::key(key::AHEAD, &[&[code], &day_code(on)])
}

/// The dates of a family's people.
pub(super) fn of_family(family: &Family) -> Vec<(Kind, NaiveDate, MemberNo)> {
    let mut dates = Vec::new();
    for member in &family.members {
        if member.facts.date(Field::DiedOn).is_some() || member.facts.flag(Field::Alive) == Some(false) {
            continue;
        }
        let born = member.facts.date(Field::BornOn).filter(|_| member.role() != Role::Child);
        dates.extend(born.map(|on| (Kind::Born, on, member.number)));
        let identified = member.facts.date(Field::IdentifiedOn);
        dates.extend(identified.map(|on| (Kind::Identified, on, member.number)));
    }
    dates
}

/// The rows of a family.
pub(super) fn family_rows(family: &Family) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> {
    let id = family.id;
    of_family(family).into_iter().map(move |(kind, on, member)| {
        ([prefix(kind.code(), on).as_slice(), &id.0.to_be_bytes(), &[member.0]].concat(), Vec::new())
    })
}

/// The days ahead that were written down with an item's delivery.
pub(super) fn of_item(item: &Item) -> Vec<(NaiveDate, String)> {
    if !matches!(item.status, Status::Delivered | Status::Closed) {
        return Vec::new();
    }
    let Some(step) = item.delivery() else { return Vec::new() };
    let delivered = step.at.date_naive();
    let ahead = step.made.record.iter().filter_map(|(key, value)| Some((value.parse().ok()?, key.clone())));
    ahead.filter(|(on, _): &(NaiveDate, String)| *on > delivered).take(DATES_MAX).collect()
}

/// The rows of an item, one for each day.
pub(super) fn add_item(item: &Item, image: &mut Image) {
    for (at, (on, record)) in (0u8..).zip(of_item(item)) {
        if let Some(value) = codec::encode(&record) {
            image.rows.insert([prefix(RECORDED, on).as_slice(), &[at], &key::item(item.id)].concat(), value);
        }
    }
}

impl Views {
    /// Dates of people from a place to a date, included, in order; at most so many.
    pub fn dated(&self, kind: Kind, from: &Place, last: NaiveDate, limit: usize) -> Result<Vec<Dated>, ViewsError> {
        let range = from.key(kind.code())..key::end_of(&prefix(kind.code(), last));
        let rows = self.store.scan(&range, Way::Forward, limit)?;
        let read = |key: &[u8]| {
            let (member, head) = key.split_last()?;
            let (on, rest) = day_at(key)?;
            Some(Dated { on, family: key::family_at_end(head)?, member: MemberNo(*member), rest })
        };
        Ok(rows.iter().filter_map(|(key, _)| read(key)).collect())
    }

    /// Days ahead in records from a place to a day, included, in order; at most so many.
    pub fn recorded_ahead(&self, from: &Place, last: NaiveDate, limit: usize) -> Result<Vec<Recorded>, ViewsError> {
        let range = from.key(RECORDED)..key::end_of(&prefix(RECORDED, last));
        let rows = self.store.scan(&range, Way::Forward, limit)?;
        let mut found = Vec::new();
        for (row, value) in &rows {
            if let Some(((on, rest), item)) = day_at(row).zip(key::item_at_end(row)) {
                found.push(Recorded { on, item, key: self.heed(codec::decode(value))?, rest });
            }
        }
        Ok(found)
    }
}

/// The date of a key, and what follows it.
fn day_at(key: &[u8]) -> Option<(NaiveDate, Vec<u8>)> {
    let (code, rest) = key.get(2..)?.split_first_chunk::<4>()?;
    let on = NaiveDate::from_num_days_from_ce_opt(i32::try_from(u32::from_be_bytes(*code)).ok()?)?;
    Some((on, rest.to_vec()))
}
