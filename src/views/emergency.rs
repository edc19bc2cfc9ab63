//! Emergencies: their records, the board ordered by the clock that runs out first, those that nobody has answered, those of a family,
//! and outcomes that whoever lodged them has not read yet.

use super::counter::{Counter, Counters};
use super::error::{Because, Doing};
use super::image::Image;
use super::list::{Lane, List, SCAN_MAX};
use super::page::{Cursor, From, Page};
use super::store::Way;
use super::{Views, ViewsError, codec, key};
use crate::domain::emergency::Emergency;
use crate::domain::emergency::clock::minute;
use crate::domain::figure::Cell;
use crate::domain::figure::case::is_behind;
use crate::ids::{EmergencyId, FamilyId, Seq};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// Which of the indexes a row is in: the byte after the letter.
const OPEN: u8 = 0;
const UNANSWERED: u8 = 1;
const OF_FAMILY: u8 = 2;
const TO_TELL: u8 = 3;

/// What is counted of emergencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) enum Tally {
    /// Those that are open.
    Open,
    /// Of these, those that nobody has answered.
    Unanswered,
    /// Red whatever the clock says: the gravest, unanswered.
    Alarm,
    /// The other open ones, by the minute at which their nearer clock runs out.
    Due(u32),
}

/// Counts of emergencies at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EmergencyCounts {
    /// Those that are open.
    pub open: u64,
    /// Of these, those that nobody has answered.
    pub unanswered: u64,
    /// Of these, those that are red: overdue, or of the gravest level and unanswered.
    pub red: u64,
}

/// An emergency in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The emergency.
    pub emergency: Emergency,
}

/// Which emergencies a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmergencyList {
    /// The open ones, by the clock that runs out first.
    Open,
    /// Those that nobody has answered, the gravest first and then by the clock.
    Unanswered,
    /// Those of a family, the oldest first.
    Family(FamilyId),
    /// All, in the order in which they were lodged.
    All,
}

/// The image of an emergency.
pub(super) fn image(emergency: &Emergency, by: Seq) -> Result<Image, ViewsError> {
    let record = codec::encode(emergency).ok_or(ViewsError::TooLong { seq: by })?;
    let mut image = Image::row(key::emergency(emergency.id), record);
    if emergency.withdrawn {
        return Ok(image);
    }
    let mut index = |key: Vec<u8>| image.rows.insert(key, Vec::new());
    index([family_prefix(emergency.family()), id(emergency).to_vec()].concat());
    if emergency.is_to_be_told() {
        index([tell_prefix(&emergency.lodged_by), id(emergency).to_vec()].concat());
    }
    let Some(due) = due(emergency) else { return Ok(image) };
    index([open_prefix(), due.to_be_bytes().to_vec(), id(emergency).to_vec()].concat());
    if emergency.is_unanswered() {
        index([unanswered_prefix(), unanswered_place(emergency, due)].concat());
        image.counts.push(Counter::Emergencies(Tally::Unanswered));
    }
    let how = if emergency.is_alarm() { Tally::Alarm } else { Tally::Due(due) };
    image.counts.extend([Counter::Emergencies(Tally::Open), Counter::Emergencies(how)]);
    Ok(image)
}

/// The minute at which the nearer clock of an open one runs out.
fn due(emergency: &Emergency) -> Option<u32> {
    emergency.is_open().then(|| emergency.nearer().map_or(u32::MAX, |(_, due)| small(minute(due))))
}

fn small(minute: i64) -> u32 {
    u32::try_from(minute.max(0)).unwrap_or(u32::MAX)
}

fn id(emergency: &Emergency) -> [u8; 4] {
    emergency.id.0.to_be_bytes()
}

fn unanswered_place(emergency: &Emergency, due: u32) -> Vec<u8> {
    [&[emergency.severity][..], &due.to_be_bytes(), &id(emergency)].concat()
}

fn open_prefix() -> Vec<u8> {
    key::key(key::BOARD, &[&[OPEN]])
}

fn unanswered_prefix() -> Vec<u8> {
    key::key(key::BOARD, &[&[UNANSWERED]])
}

fn family_prefix(family: FamilyId) -> Vec<u8> {
    key::key(key::BOARD, &[&[OF_FAMILY], &family.0.to_be_bytes()])
}

/// The outcomes for a clerk. No name of the operating system has a byte of 0 in it.
fn tell_prefix(lodged_by: &str) -> Vec<u8> {
    key::key(key::BOARD, &[&[TO_TELL], lodged_by.as_bytes(), &[0]])
}

impl Views {
    /// An emergency; those that were lodged in error are there too.
    pub fn emergency(&self, id: EmergencyId) -> Result<Option<Emergency>, ViewsError> {
        self.record(&key::emergency(id))
    }

    /// The number for the next emergency.
    pub fn next_emergency(&self) -> Result<EmergencyId, ViewsError> {
        let rows = self.store.scan(&key::within(vec![key::EMERGENCY]), Way::Backward, 1)?;
        let last = rows.first().map(|(key, _)| self.emergency_at_end(key)).transpose()?;
        Ok(EmergencyId(last.map_or(0, |last| last.0).saturating_add(1)))
    }

    /// A page of a list.
    pub fn emergencies(
        &self,
        list: EmergencyList,
        from: &From,
        limit: usize,
    ) -> Result<Page<EmergencyRow>, ViewsError> {
        let prefix = match list {
            EmergencyList::Open => open_prefix(),
            EmergencyList::Unanswered => unanswered_prefix(),
            EmergencyList::Family(family) => family_prefix(family),
            EmergencyList::All => vec![key::EMERGENCY],
        };
        let lanes = vec![Lane::whole(prefix)];
        let page = List { lanes, keep: &|_, _| true, bound: SCAN_MAX }.page(&self.store, from, limit)?;
        let total = match list {
            EmergencyList::Open => Some(Tally::Open),
            EmergencyList::Unanswered => Some(Tally::Unanswered),
            EmergencyList::Family(_) | EmergencyList::All => None,
        };
        let total = total.map(|tally| self.counters.get(Counter::Emergencies(tally)));
        let page = page.try_map(|(place, _)| {
            let found = self.emergency(self.emergency_at_end(&place)?)?;
            // The emergency must say of itself that it stands here.
            let stands = |emergency: &Emergency| match list {
                EmergencyList::Open => due(emergency).is_some_and(|due| place.starts_with(&due.to_be_bytes())),
                EmergencyList::Unanswered => {
                    due(emergency).is_some_and(|due| unanswered_place(emergency, due) == place)
                }
                EmergencyList::Family(family) => emergency.family() == family,
                EmergencyList::All => true,
            };
            let found = found.filter(stands).ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree));
            Ok(EmergencyRow { emergency: self.heed(found)?, cursor: Cursor(place) })
        })?;
        Ok(Page { total, ..page })
    }

    /// Every emergency of a family that was not lodged in error, the oldest first.
    pub(super) fn emergencies_of(&self, family: FamilyId) -> Result<Vec<Emergency>, ViewsError> {
        let mut found = Vec::new();
        for (key, _) in &self.store.scan(&key::within(family_prefix(family)), Way::Forward, usize::MAX)? {
            found.extend(self.emergency(self.emergency_at_end(key)?)?);
        }
        Ok(found)
    }

    /// The emergencies behind a tally in a year, in the order in which they were lodged. Nothing for a tally of something else, or while the
    /// figures are not counted.
    pub fn emergencies_behind(&self, cell: Cell, from: &From, limit: usize) -> Result<Page<EmergencyRow>, ViewsError> {
        let read = |place: &[u8]| {
            let found = self.emergency(self.emergency_at_end(place)?)?;
            self.heed(found.ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree)))
        };
        let behind = |place: &[u8]| {
            let (Some(book), one) = (self.figure_book(), read(place)?) else { return Ok(false) };
            let family = self.family(one.family())?;
            Ok::<bool, ViewsError>(is_behind(book, &one, family.as_ref(), cell))
        };
        // What cannot be read is not passed over: it is read once more for the page, and said there.
        let keep = |place: &[u8], _: &[u8]| behind(place).unwrap_or(true);
        let list = List { lanes: vec![Lane::whole(vec![key::EMERGENCY])], keep: &keep, bound: SCAN_MAX };
        list.page(&self.store, from, limit)?
            .try_map(|(place, _)| Ok(EmergencyRow { emergency: read(&place)?, cursor: Cursor(place) }))
    }

    /// Emergencies that a clerk lodged and whose outcome is still to be told, the oldest first.
    pub fn outcomes(&self, lodged_by: &str, limit: usize) -> Result<Vec<Emergency>, ViewsError> {
        let rows = self.store.scan(&key::within(tell_prefix(lodged_by)), Way::Forward, limit)?;
        let mut found = Vec::new();
        for (key, _) in &rows {
            found.extend(self.emergency(self.emergency_at_end(key)?)?);
        }
        Ok(found)
    }

    /// Counts at a moment.
    pub fn emergency_counts(&self, now: DateTime<FixedOffset>) -> EmergencyCounts {
        counts(&self.counters, now)
    }

    fn emergency_at_end(&self, key: &[u8]) -> Result<EmergencyId, ViewsError> {
        let id = key.last_chunk::<4>().map(|bytes| EmergencyId(u32::from_be_bytes(*bytes)));
        self.heed(id.ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree)))
    }
}

fn counts(counters: &Counters, now: DateTime<FixedOffset>) -> EmergencyCounts {
    let get = |tally| counters.get(Counter::Emergencies(tally));
    let due = |minute| Counter::Emergencies(Tally::Due(minute));
    EmergencyCounts {
        open: get(Tally::Open),
        unanswered: get(Tally::Unanswered),
        red: get(Tally::Alarm) + counters.between(due(0), due(small(minute(now)))),
    }
}
