//! The keys of the one tree: a letter for the kind of row, then what orders it. Numbers are big-endian, so that keys sort as they count.
//!
//! | letter | then | row |
//! |---|---|---|
//! | `m` | | how far the views are, and their fingerprint |
//! | `b` | register, last day first, row | a row of a small register, within its register |
//! | `a` | kind, date, whose | a date from which something follows later |
//! | `c` | counter | a count |
//! | `d` | batch, the newest first | a batch of payments |
//! | `e` | emergency | an emergency |
//! | `f` | family | the household |
//! | `g` | index, … | a line of a batch by its state, or of a family; a family by its account |
//! | `h` | family, seq | a line of its timeline |
//! | `i` | family, number / 16 | up to sixteen of its items |
//! | `n` | user | an account |
//! | `k` | bucket | tokens of commands seen before |
//! | `o` | family, register, last day first, row | a row of a small register, of a family |
//! | `p` | batch, line | a line of a batch |
//! | `q` | department, group, urgency, due, item | an open item in its queue |
//! | `r` | row | a row of a small register |
//! | `s` | kind, term, 0, family, … | a term that finds the family |
//! | `t` | township, village, family | the register, by place |
//! | `u` | index, … | an emergency on the board, of a family, or with an outcome to tell |
//! | `l` | kind, department, day, item | an item that somebody is to look at |
//! | `v` | settled, review | a question |
//! | `w` | fingerprint, review | a question about a row of a roster |
//! | `x` | what, … | kept verdicts: their mark, records, lists, counts, families to judge again |
//! | `j` | kind, raised or found, … | a question that waits for a clerk |
//! | `y` | 0; or 1 and a cell | what the figures are counted by; an amount of theirs |
//! | `z` | measure, year, family / 64 | whoever of these families has something of the measure in that year |
//!
//! sled pays by the key, not by the byte: items go sixteen to a row, and what has come to its end has no row in a queue.

use crate::domain::item::{Due, Urgency};
use crate::ids::{DepartmentNo, EmergencyId, FamilyId, ItemId, RegisterNo, ReviewId, RowId, Seq};
use chrono::{NaiveDate, Timelike};
use std::ops::Range;

pub(super) const META: u8 = b'm';
pub(super) const BOARD: u8 = b'u';
pub(super) const ACCOUNT: u8 = b'n';
pub(super) const BATCH: u8 = b'd';
pub(super) const PAYMENT: u8 = b'p';
pub(super) const PAID: u8 = b'g';
pub(super) const COUNT: u8 = b'c';
pub(super) const EMERGENCY: u8 = b'e';
pub(super) const AHEAD: u8 = b'a';
pub(super) const WATCH: u8 = b'l';
pub(super) const FAMILY: u8 = b'f';
pub(super) const LINE: u8 = b'h';
pub(super) const ITEMS: u8 = b'i';
pub(super) const TOKENS: u8 = b'k';
pub(super) const QUEUE: u8 = b'q';
pub(super) const TERM: u8 = b's';
pub(super) const PLACE: u8 = b't';
pub(super) const REVIEW: u8 = b'v';
pub(super) const ROW: u8 = b'w';
pub(super) const ENTERED: u8 = b'r';
pub(super) const BY_REGISTER: u8 = b'b';
pub(super) const BY_OWNER: u8 = b'o';
pub(super) const KEPT: u8 = b'x';
pub(super) const QUESTION: u8 = b'j';
pub(super) const FIGURE: u8 = b'y';
pub(super) const HOLDERS: u8 = b'z';

/// The letters of records; the others are of indexes and counts, which follow from records.
pub(super) const RECORDS: [u8; 10] = [FAMILY, LINE, ITEMS, TOKENS, REVIEW, ENTERED, EMERGENCY, BATCH, PAYMENT, ACCOUNT];

/// How many items share a row.
pub(super) const ITEMS_A_ROW: u32 = 16;

/// Items whose clock runs, within a department's queue.
pub(super) const LIVE: u8 = 0;
/// Suspended items, after the live ones.
pub(super) const SUSPENDED: u8 = 1;

/// Day 0 of the queue.
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
/// The last day a queue can tell from others.
const LAST_DAY: u16 = u16::MAX - 1;

/// A key put together from parts.
pub(super) fn key(letter: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut key = Vec::with_capacity(1 + parts.iter().map(|part| part.len()).sum::<usize>());
    key.push(letter);
    parts.iter().for_each(|part| key.extend_from_slice(part));
    key
}

/// The first key after all that begin with `prefix`.
pub(super) fn end_of(prefix: &[u8]) -> Vec<u8> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return end;
        }
    }
    // A prefix of nothing but 255 has no end; no letter is 255.
    vec![u8::MAX; prefix.len() + 1]
}

/// Every key that begins with `prefix`.
pub(super) fn within(prefix: Vec<u8>) -> Range<Vec<u8>> {
    let end = end_of(&prefix);
    prefix..end
}

/// The key right after this one.
pub(super) fn after(key: &[u8]) -> Vec<u8> {
    let mut next = key.to_vec();
    next.push(0);
    next
}

pub(super) fn family(id: FamilyId) -> Vec<u8> {
    key(FAMILY, &[&id.0.to_be_bytes()])
}

pub(super) fn emergency(id: EmergencyId) -> Vec<u8> {
    key(EMERGENCY, &[&id.0.to_be_bytes()])
}

pub(super) fn line(family: FamilyId, seq: Seq) -> Vec<u8> {
    key(LINE, &[&family.0.to_be_bytes(), &seq.0.to_be_bytes()])
}

/// The row that holds an item, with its neighbours.
pub(super) fn items(id: ItemId) -> Vec<u8> {
    key(ITEMS, &[&id.family.0.to_be_bytes(), &(id.number / ITEMS_A_ROW).to_be_bytes()])
}

pub(super) fn items_of(family: FamilyId) -> Vec<u8> {
    key(ITEMS, &[&family.0.to_be_bytes()])
}

pub(super) fn tokens(bucket: u16) -> Vec<u8> {
    key(TOKENS, &[&bucket.to_be_bytes()])
}

pub(super) fn review(settled: bool, id: ReviewId) -> Vec<u8> {
    key(REVIEW, &[&[u8::from(settled)], &id.0.to_be_bytes()])
}

/// The questions about a row of a roster.
pub(super) fn rows(fingerprint: &[u8; 16]) -> Vec<u8> {
    key(ROW, &[fingerprint])
}

pub(super) fn row(fingerprint: &[u8; 16], review: ReviewId) -> Vec<u8> {
    key(ROW, &[fingerprint, &review.0.to_be_bytes()])
}

/// A row of a small register.
pub(super) fn entered(id: RowId) -> Vec<u8> {
    key(ENTERED, &[&id.0.to_be_bytes()])
}

/// The rows of a small register.
pub(super) fn by_register(register: RegisterNo) -> Vec<u8> {
    key(BY_REGISTER, &[&[register.0]])
}

/// The rows of small registers that belong to a family.
pub(super) fn by_owner(family: FamilyId) -> Vec<u8> {
    key(BY_OWNER, &[&family.0.to_be_bytes()])
}

/// The place of a row within its register: the last day first.
pub(super) fn entered_on(day_of: NaiveDate, id: RowId) -> [u8; 6] {
    let [a, b] = (u16::MAX - day(day_of)).to_be_bytes();
    let [c, d, e, f] = (u32::MAX - id.0).to_be_bytes();
    [a, b, c, d, e, f]
}

/// The row at the end of a key.
pub(super) fn row_at_end(key: &[u8]) -> Option<RowId> {
    key.last_chunk::<4>().map(|bytes| RowId(u32::MAX - u32::from_be_bytes(*bytes)))
}

/// The letter of a department's queue.
pub(super) fn queue(department: DepartmentNo) -> Vec<u8> {
    key(QUEUE, &[&[department.0]])
}

/// Where an urgency stands in a queue: the most urgent first.
pub(super) fn urgency(urgency: Urgency) -> u8 {
    match urgency {
        Urgency::Emergency => 0,
        Urgency::High => 1,
        Urgency::Normal => 2,
    }
}

/// A day as a queue counts it; days outside 2000–2179 go to the ends.
pub(super) fn day(day: NaiveDate) -> u16 {
    let days = day.signed_duration_since(EPOCH).num_days().clamp(0, i64::from(LAST_DAY));
    u16::try_from(days).unwrap_or(LAST_DAY)
}

/// When an item is due, as a queue orders it: by day, by minute, no due date last.
pub(super) fn due(due: Option<Due>) -> [u8; 4] {
    let (on, at) = match due {
        None => (u16::MAX, u16::MAX),
        Some(Due { on, at: None }) => (day(on), 24 * 60),
        Some(Due { on, at: Some(at) }) => {
            (day(on), u16::try_from(at.num_seconds_from_midnight() / 60).unwrap_or(u16::MAX))
        }
    };
    (u32::from(on) << 16 | u32::from(at)).to_be_bytes()
}

/// An item at the end of a key.
pub(super) fn item(id: ItemId) -> [u8; 8] {
    (u64::from(id.family.0) << 32 | u64::from(id.number)).to_be_bytes()
}

/// The item at the end of a key.
pub(super) fn item_at_end(key: &[u8]) -> Option<ItemId> {
    let (rest, number) = key.split_last_chunk::<4>()?;
    let family = family_at_end(rest)?;
    Some(ItemId { family, number: u32::from_be_bytes(*number) })
}

/// The family at the end of a key.
pub(super) fn family_at_end(key: &[u8]) -> Option<FamilyId> {
    key.last_chunk::<4>().map(|bytes| FamilyId(u32::from_be_bytes(*bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveTime;
    use proptest::prelude::*;

    #[test]
    fn the_end_of_a_prefix_is_after_everything_that_begins_with_it() {
        for prefix in [&b"q"[..], &[b'q', 255], &[b'q', 3, 255, 255], &[255]] {
            let end = end_of(prefix);
            let mut longest = prefix.to_vec();
            longest.extend([255; 40]);
            assert!(prefix < end.as_slice());
            assert!(longest < end || prefix.iter().all(|byte| *byte == 255));
        }
        assert_eq!(end_of(&[b'q', 255]), vec![b'r']);
    }

    proptest! {
        #[test]
        fn keys_sort_as_due_dates_do(a in proptest::option::of((0i64..60_000, proptest::option::of(0u32..1440))),
                                     b in proptest::option::of((0i64..60_000, proptest::option::of(0u32..1440)))) {
            let due_of = |parts: Option<(i64, Option<u32>)>| parts.map(|(days, minute)| Due {
                on: EPOCH + chrono::Duration::days(days),
                at: minute.map(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap()),
            });
            // No due date is last; no time of day is the end of the day.
            let rank = |due: Option<Due>| due.map_or((1, EPOCH, 1, NaiveTime::MIN), |due| {
                (0, due.on, u8::from(due.at.is_none()), due.at.unwrap_or(NaiveTime::MIN))
            });
            let (a, b) = (due_of(a), due_of(b));
            prop_assert_eq!(due(a).cmp(&due(b)), rank(a).cmp(&rank(b)));
        }

        #[test]
        fn an_item_reads_back_from_the_end_of_a_key(family: u32, number: u32, start in proptest::collection::vec(any::<u8>(), 0..9)) {
            let id = ItemId { family: FamilyId(family), number };
            let mut bytes = start;
            bytes.extend(item(id));
            prop_assert_eq!(item_at_end(&bytes), Some(id));
        }
    }
}
