//! Batches of payments: the batches, the newest first; their lines, and those in one state; every line of a family; and who has which
//! bank account.

use super::error::{Because, Doing};
use super::fold::{Fold, Past, slot};
use super::image::Image;
use super::list::{Lane, List, SCAN_MAX};
use super::page::{Cursor, From, Page};
use super::store::Way;
use super::{Views, ViewsError, codec, key};
use crate::domain::batch::{Batch, BatchEvent, LINES_MAX, Line, LineId, State};
use crate::domain::entry::Body;
use crate::domain::family::Family;
use crate::ids::{BatchId, FamilyId, Seq};
use crate::policy::field::Field;

/// Which of the indexes a row is in: the byte after the letter.
const BY_STATE: u8 = 0;
const OF_FAMILY: u8 = 1;
const ACCOUNT: u8 = 2;

/// The most lines that one family's people can have had: two people with twelve a year for a lifetime have fewer.
const FAMILY_LINES_MAX: usize = 4_000;

/// The most families that are told of one account.
const SHARING_MAX: usize = 4;

/// A batch in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The batch.
    pub batch: Batch,
}

/// A line in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The line.
    pub line: Line,
}

/// The image of a batch.
pub(super) fn image(batch: &Batch, by: Seq) -> Result<Image, ViewsError> {
    let record = codec::encode(batch).ok_or(ViewsError::TooLong { seq: by })?;
    Ok(Image::row(batch_key(batch.id), record))
}

/// The image of a line.
pub(super) fn line_image(line: &Line, by: Seq) -> Result<Image, ViewsError> {
    let record = codec::encode(line).ok_or(ViewsError::TooLong { seq: by })?;
    let id = line.id();
    let mut image = Image::row(line_key(id), record);
    image.rows.insert([by_state(id.batch, line.state()), id.no.to_be_bytes().to_vec()].concat(), Vec::new());
    image.rows.insert([of_family(line.listed.family), line_place(id).to_vec()].concat(), Vec::new());
    Ok(image)
}

/// The row by which a family is found by its account.
pub(super) fn account_row(family: &Family) -> Option<Vec<u8>> {
    let account = Some(family.facts.text(Field::Account)).filter(|text| !text.is_empty())?;
    Some([account_prefix(account), family.id.0.to_be_bytes().to_vec()].concat())
}

/// The key of a batch: the newest first.
fn batch_key(id: BatchId) -> Vec<u8> {
    key::key(key::BATCH, &[&(u32::MAX - id.0).to_be_bytes()])
}

fn line_place(id: LineId) -> [u8; 8] {
    (u64::from(id.batch.0) << 32 | u64::from(id.no)).to_be_bytes()
}

fn line_key(id: LineId) -> Vec<u8> {
    key::key(key::PAYMENT, &[&line_place(id)])
}

fn lines_of(batch: BatchId) -> Vec<u8> {
    key::key(key::PAYMENT, &[&batch.0.to_be_bytes()])
}

fn by_state(batch: BatchId, state: State) -> Vec<u8> {
    let place = State::ALL.iter().position(|other| *other == state).and_then(|at| u8::try_from(at).ok());
    key::key(key::PAID, &[&[BY_STATE], &batch.0.to_be_bytes(), &[place.unwrap_or(u8::MAX)]])
}

fn of_family(family: FamilyId) -> Vec<u8> {
    key::key(key::PAID, &[&[OF_FAMILY], &family.0.to_be_bytes()])
}

/// Accounts are found by a part of their hash: a key is no place for one.
fn account_prefix(account: &str) -> Vec<u8> {
    let hash = blake3::hash(account.as_bytes());
    let part = hash.as_bytes().first_chunk::<8>().copied().unwrap_or_default();
    key::key(key::PAID, &[&[ACCOUNT], &part])
}

impl<P: Past> Fold<'_, P> {
    /// Something happened to a batch or to its lines; what they come to is kept with the batch.
    pub(super) fn batch_event(&mut self, seq: Seq, body: &Body, event: &BatchEvent) -> Result<(), ViewsError> {
        let (past, id) = (self.past, event.batch());
        let batch = slot::<P, _, _>(&mut self.batches, id, || past.batch(id))?;
        let Some(batch) = batch else {
            *batch = Batch::draw(seq, body.at, &body.actor, event);
            return if batch.is_some() { Ok(()) } else { Err(ViewsError::StrayBatch { seq, batch: id }) };
        };
        batch.apply(seq, body.at, event);
        if let BatchEvent::Listed { measure, lines, .. } = event {
            for listed in lines {
                let name = LineId { batch: id, no: listed.no };
                let line = slot::<P, _, _>(&mut self.payments, name, || past.payment(name))?;
                let old = line.clone();
                let new = line.get_or_insert_with(|| Line::new(id, *measure, listed.clone()));
                new.listed = listed.clone();
                batch.totals.replace(old.as_ref(), new);
            }
        }
        if let Some(no) = event.line() {
            let name = LineId { batch: id, no };
            let line = slot::<P, _, _>(&mut self.payments, name, || past.payment(name))?;
            let old = line.clone();
            let line = line.as_mut().ok_or(ViewsError::StrayBatch { seq, batch: id })?;
            line.apply(event);
            batch.totals.replace(old.as_ref(), line);
        }
        Ok(())
    }
}

impl Views {
    /// A batch.
    pub fn batch(&self, id: BatchId) -> Result<Option<Batch>, ViewsError> {
        self.record(&batch_key(id))
    }

    /// A page of the batches, the newest first.
    pub fn batches(&self, from: &From, limit: usize) -> Result<Page<BatchRow>, ViewsError> {
        let lanes = vec![Lane::whole(vec![key::BATCH])];
        let list = List { lanes, keep: &|_, _| true, bound: SCAN_MAX };
        list.page(&self.store, from, limit)?.try_map(|(place, value)| {
            let batch = self.heed(codec::decode(&value))?;
            Ok(BatchRow { cursor: Cursor(place), batch })
        })
    }

    /// The number for the next batch.
    pub fn next_batch(&self) -> Result<BatchId, ViewsError> {
        let rows = self.store.scan(&key::within(vec![key::BATCH]), Way::Forward, 1)?;
        let last = rows.first().and_then(|(key, _)| key.last_chunk::<4>());
        Ok(BatchId(last.map_or(0, |bytes| u32::MAX - u32::from_be_bytes(*bytes)).saturating_add(1)))
    }

    /// A line of a batch.
    pub fn payment(&self, id: LineId) -> Result<Option<Line>, ViewsError> {
        self.record(&line_key(id))
    }

    /// Every line of a batch, in its order.
    pub fn payments_of(&self, batch: BatchId) -> Result<Vec<Line>, ViewsError> {
        let rows = self.store.scan(&key::within(lines_of(batch)), Way::Forward, LINES_MAX)?;
        rows.iter().map(|(_, value)| self.heed(codec::decode(value))).collect()
    }

    /// A page of the lines of a batch, or of those in one state, in their order.
    pub fn payments(
        &self,
        batch: BatchId,
        state: Option<State>,
        from: &From,
        limit: usize,
    ) -> Result<Page<PaymentRow>, ViewsError> {
        let prefix = state.map_or_else(|| lines_of(batch), |state| by_state(batch, state));
        let list = List { lanes: vec![Lane::whole(prefix)], keep: &|_, _| true, bound: SCAN_MAX };
        list.page(&self.store, from, limit)?.try_map(|(place, _)| {
            let no = place.last_chunk::<4>().map(|bytes| u32::from_be_bytes(*bytes));
            let found = no.map(|no| self.payment(LineId { batch, no })).transpose()?.flatten();
            // The line must say of itself that it stands here.
            let found = found.filter(|line| state.is_none_or(|state| line.state() == state));
            let line = self.heed(found.ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree)))?;
            Ok(PaymentRow { cursor: Cursor(place), line })
        })
    }

    /// Every line of a family's people, the oldest batch first.
    pub fn payments_to(&self, family: FamilyId) -> Result<Vec<Line>, ViewsError> {
        let rows = self.store.scan(&key::within(of_family(family)), Way::Forward, FAMILY_LINES_MAX)?;
        let mut lines = Vec::with_capacity(rows.len());
        for (key, _) in &rows {
            let place = key.last_chunk::<8>().map(|bytes| u64::from_be_bytes(*bytes));
            let part = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or(0);
            let id = place.map(|place| LineId { batch: BatchId(part(place >> 32)), no: part(place) });
            let found = id.map(|id| self.payment(id)).transpose()?.flatten();
            lines.push(self.heed(found.ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree)))?);
        }
        Ok(lines)
    }

    /// The first families that have this bank account.
    pub fn by_account(&self, account: &str) -> Result<Vec<FamilyId>, ViewsError> {
        let rows = self.store.scan(&key::within(account_prefix(account)), Way::Forward, SHARING_MAX)?;
        Ok(rows.iter().filter_map(|(key, _)| key::family_at_end(key)).collect())
    }
}
