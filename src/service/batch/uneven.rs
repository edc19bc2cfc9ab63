//! The accounts that do not come out even as a list: page by page in either direction, each page within a bound of looking, so that no desk
//! waits for the whole register.

use super::super::answer::Rows;
use super::super::answer::batch::BalanceLine;
use super::super::ask::Unanswered;
use super::super::query::{Cursor, From, Page};
use super::super::register::Stored;
use super::super::store::Store;
use super::measure;
use crate::domain::batch::{FAMILIES_MAX, Judge, Terms, balances, known_periods};
use crate::domain::decide::Office;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, MeasureNo};

/// Families that one page looks through: some tens of milliseconds.
const LOOKED_AT: usize = 4 * FAMILIES_MAX;

/// The place of an account: its family, and its number among those of the family.
type Place = (FamilyId, u16);

/// A page of the accounts that do not come out even, by family. It may hold few rows or none, and then says how far it came.
///
/// # Errors
/// When the store cannot be read, or the measure is not paid by batch.
pub fn uneven(
    store: &Store,
    office: Office<'_>,
    (no, page, limit): (MeasureNo, &Page, usize),
) -> Result<Rows<BalanceLine>, Unanswered> {
    let stored = Stored::new(store);
    let (measure, terms) = (measure(office, no)?, Terms::of(office, &stored).map_err(Refusal::from)?);
    let judge = Judge { office, register: &stored, measure, terms: &terms };
    let periods = known_periods(&stored, no);
    let (forward, edge) = edge(&page.from);
    let mut rows =
        Rows { more_before: edge.is_some() == forward, more_after: !forward && edge.is_some(), ..Rows::default() };
    let mut more = false;
    let mut at = start(forward, edge);
    for _ in (0..LOOKED_AT).step_by(FAMILIES_MAX) {
        // Before any batch was settled nobody is owed anything by one.
        let next = if periods.is_empty() { Vec::new() } else { next(store, forward, at)? };
        more = next.len() == FAMILIES_MAX;
        for family in next {
            at = family.id;
            if !family.is_listed() || rows.rows.len() > limit {
                continue;
            }
            let household = judge.household(family);
            let own =
                (0u16..).zip(balances(&judge, &household, &periods, true)).map(|(nth, balance)| ((at, nth), balance));
            let mut own: Vec<_> =
                own.filter(|(place, _)| edge.is_none_or(|edge| (*place > edge) == forward && *place != edge)).collect();
            if !forward {
                own.reverse();
            }
            rows.rows.extend(own.into_iter().map(|(place, balance)| BalanceLine { cursor: written(place), balance }));
        }
        if !more || rows.rows.len() > limit {
            break;
        }
    }
    if let Some(failure) = stored.failure() {
        return Err(failure.into());
    }
    let cut = rows.rows.len() > limit;
    rows.rows.truncate(limit);
    rows.reached = (more && !cut).then(|| written((at, if forward { u16::MAX } else { 0 })));
    if forward {
        rows.more_after = more || cut;
    } else {
        rows.more_before = more || cut;
        rows.rows.reverse();
    }
    Ok(rows)
}

fn next(store: &Store, forward: bool, at: FamilyId) -> Result<Vec<Family>, Unanswered> {
    let views = store.views()?;
    Ok(if forward { views.families_after(at, FAMILIES_MAX)? } else { views.families_before(at, FAMILIES_MAX)? })
}

/// Which way the page goes, and the place that it lies beyond.
fn edge(from: &From) -> (bool, Option<Place>) {
    match from {
        From::Start => (true, None),
        From::End => (false, None),
        From::After(cursor) => (true, read(cursor)),
        From::Before(cursor) => (false, read(cursor)),
        From::At(cursor) => (true, read(cursor).map(before)),
    }
}

/// The place before this one.
fn before((family, nth): Place) -> Place {
    match nth.checked_sub(1) {
        Some(nth) => (family, nth),
        None => (FamilyId(family.0.saturating_sub(1)), u16::MAX),
    }
}

/// The family beyond which the first one to look at stands: that of the edge may have more accounts.
fn start(forward: bool, edge: Option<Place>) -> FamilyId {
    match (forward, edge) {
        (true, None) => FamilyId::DISTRICT,
        (true, Some((family, _))) => FamilyId(family.0.saturating_sub(1)),
        (false, None) => FamilyId(u32::MAX),
        (false, Some((family, _))) => FamilyId(family.0.saturating_add(1)),
    }
}

fn written((family, nth): Place) -> Cursor {
    Cursor([&family.0.to_be_bytes()[..], &nth.to_be_bytes()].concat())
}

fn read(Cursor(bytes): &Cursor) -> Option<Place> {
    let family = bytes.first_chunk::<4>()?;
    let nth = bytes.last_chunk::<2>()?;
    Some((FamilyId(u32::from_be_bytes(*family)), u16::from_be_bytes(*nth)))
}
