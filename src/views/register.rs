//! The register: families and their items by name, and families by township and village.

use super::counter::Counter;
use super::error::{Because, Doing};
use super::image::{self, Head};
use super::list::{Lane, List, SCAN_MAX};
use super::page::{Cursor, From, Page};
use super::store::Way;
use super::{Views, ViewsError, codec, key};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::rhythm::Delivered;
use crate::ids::{FamilyId, ItemId};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;

/// The most rows of items whose heads are read for one family: five hundred items, which is more than ten years of them.
const HEADS_MAX: usize = 32;

/// A part of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Area {
    /// The whole of it.
    District,
    /// One township (nine-digit code); 0 for families whose township is not known.
    Township(i64),
    /// Several townships, their codes ascending.
    Townships(Vec<u32>),
    /// One village (twelve-digit code) of a township.
    Village(i64, i64),
}

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The family.
    pub family: Family,
}

impl Views {
    /// A family, also one that was withdrawn. The district has a record too, once it has an item.
    pub fn family(&self, id: FamilyId) -> Result<Option<Family>, ViewsError> {
        self.record(&key::family(id))
    }

    /// A family that an index has named: it must be there, and not withdrawn.
    pub fn listed(&self, id: FamilyId) -> Result<Family, ViewsError> {
        let family = self.family(id)?.filter(|family| !family.withdrawn);
        self.heed(family.ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree)))
    }

    /// An item, also of a family that was withdrawn.
    pub fn item(&self, id: ItemId) -> Result<Option<Item>, ViewsError> {
        let items = self.items_in_row(&key::items(id))?;
        Ok(items.into_iter().find(|item| item.id == id))
    }

    /// The newest items of a family, newest first.
    pub fn items_of(&self, family: FamilyId, limit: usize) -> Result<Vec<Item>, ViewsError> {
        let rows = limit.div_ceil(key::ITEMS_A_ROW as usize).saturating_add(1);
        let rows = self.store.scan(&key::within(key::items_of(family)), Way::Backward, rows)?;
        let mut items = Vec::new();
        for (_, value) in rows {
            items.extend(self.items_in(&value)?.into_iter().rev());
        }
        items.truncate(limit);
        Ok(items)
    }

    /// A family, or the one that it went into.
    pub fn kept_family(&self, id: FamilyId) -> Result<Option<Family>, ViewsError> {
        let family = self.family(id)?;
        match family.as_ref().and_then(|family| family.into.as_ref()) {
            Some(merged) => self.family(merged.keep),
            None => Ok(family),
        }
    }

    /// The newest items of a family with those of the families that went into it, each for the same person as in the kept one.
    pub fn items_with(&self, family: &Family, limit: usize) -> Result<Vec<Item>, ViewsError> {
        let mut items = self.items_of(family.id, limit)?;
        for merged in &family.merged {
            let theirs = self.items_of(merged.other, limit)?;
            items.extend(theirs.into_iter().map(|item| merged.seen_from_kept(item)));
        }
        Ok(items)
    }

    /// Families by number after this one, at most so many; withdrawn ones too, and the district where it has an item.
    pub fn families_after(&self, after: FamilyId, limit: usize) -> Result<Vec<Family>, ViewsError> {
        let range = key::family(FamilyId(after.0.saturating_add(1)))..key::end_of(&[key::FAMILY]);
        let rows = self.store.scan(&range, Way::Forward, limit)?;
        rows.iter().map(|(_, value)| self.heed(codec::decode(value))).collect()
    }

    /// Families by number before this one, the nearest first, at most so many; withdrawn ones too.
    pub fn families_before(&self, before: FamilyId, limit: usize) -> Result<Vec<Family>, ViewsError> {
        let range = key::family(FamilyId(FamilyId::DISTRICT.0.saturating_add(1)))..key::family(before);
        let rows = self.store.scan(&range, Way::Backward, limit)?;
        rows.iter().map(|(_, value)| self.heed(codec::decode(value))).collect()
    }

    /// What was delivered to a family, or under the number of one that went into it, and the day it counts for, of its newest items. Only the heads of the rows are read.
    pub fn delivered(&self, family: &Family) -> Result<Vec<Delivered>, ViewsError> {
        let mut delivered = self.delivered_as(family.id)?;
        for merged in &family.merged {
            delivered.extend(self.delivered_as(merged.other)?);
        }
        Ok(delivered)
    }

    /// The day from which the office knew of a family, be it under the number of one that went into it.
    pub fn entered_on(&self, family: &Family) -> Result<Option<NaiveDate>, ViewsError> {
        let mut first = None;
        for id in std::iter::once(family.id).chain(family.merged.iter().map(|merged| merged.other)) {
            let day = self.first_line(id)?.map(|line| line.at.date_naive());
            first = first.into_iter().chain(day).min();
        }
        Ok(first)
    }

    fn delivered_as(&self, family: FamilyId) -> Result<Vec<Delivered>, ViewsError> {
        let rows = self.store.scan(&key::within(key::items_of(family)), Way::Backward, HEADS_MAX)?;
        let mut delivered = Vec::new();
        for (_, value) in rows {
            let heads: Vec<Head> = self.heed(codec::decode_start(&value))?;
            let given =
                |head: &Head| Some(Delivered { measure: head.measure, on: head.delivered?, at_home: head.at_home });
            delivered.extend(heads.iter().filter_map(given));
        }
        Ok(delivered)
    }

    /// The number for the next family.
    pub fn next_family(&self) -> Result<FamilyId, ViewsError> {
        let rows = self.store.scan(&key::within(vec![key::FAMILY]), Way::Backward, 1)?;
        let last = rows.first().and_then(|(key, _)| key::family_at_end(key)).unwrap_or(FamilyId::DISTRICT);
        Ok(FamilyId(last.0.saturating_add(1)))
    }

    /// Families of an area by township, village and number; withdrawn ones are not among them.
    pub fn families(&self, area: &Area, from: &From, limit: usize) -> Result<Page<RegisterRow>, ViewsError> {
        let code = |code: i64| u32::try_from(code).unwrap_or(u32::MAX);
        let (window, total) = match area {
            Area::District => (Lane::whole(Vec::new()).windows, Some(Counter::Families)),
            Area::Townships(townships) => {
                let windows = townships.iter().map(|code| key::within(code.to_be_bytes().to_vec()));
                (windows.collect(), None)
            }
            Area::Township(township) => {
                let start = code(*township).to_be_bytes().to_vec();
                (vec![key::within(start)], Some(Counter::Township(code(*township))))
            }
            Area::Village(township, village) => {
                let village = u64::try_from(*village).unwrap_or(u64::MAX);
                let start = [&code(*township).to_be_bytes()[..], &village.to_be_bytes()].concat();
                (vec![key::within(start)], None)
            }
        };
        let list = List {
            lanes: vec![Lane { prefix: vec![key::PLACE], windows: window }],
            keep: &|_, _| true,
            bound: SCAN_MAX,
        };
        let page = list.page(&self.store, from, limit)?.try_map(|(place, _)| {
            let family = key::family_at_end(&place).map(|id| self.family(id)).transpose()?.flatten();
            // The family must say of itself that it stands here.
            let stands = |family: &Family| family.is_listed() && image::place_key(family).get(1..) == Some(&place);
            let family = family.filter(stands).ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree));
            Ok(RegisterRow { family: self.heed(family)?, cursor: Cursor(place) })
        })?;
        Ok(Page { total: total.map(|counter| self.counters.get(counter)), ..page })
    }

    /// Every item of a family, in order.
    pub(super) fn every_item_of(&self, family: FamilyId) -> Result<Vec<Item>, ViewsError> {
        let mut items = self.items_of(family, usize::MAX)?;
        items.reverse();
        Ok(items)
    }

    /// The items of the row with this key.
    pub(super) fn items_in_row(&self, key: &[u8]) -> Result<Vec<Item>, ViewsError> {
        self.store.get(key)?.map_or(Ok(Vec::new()), |value| self.items_in(&value))
    }

    /// The items in a row.
    pub(super) fn items_in(&self, value: &[u8]) -> Result<Vec<Item>, ViewsError> {
        let (_, items): (Vec<Head>, Vec<Item>) = self.heed(codec::decode(value))?;
        Ok(items)
    }

    /// A record by its key.
    pub(super) fn record<T: DeserializeOwned>(&self, key: &[u8]) -> Result<Option<T>, ViewsError> {
        self.store.get(key)?.map(|bytes| self.heed(codec::decode(&bytes))).transpose()
    }
}
