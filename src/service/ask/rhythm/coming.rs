//! What comes of itself, soonest first: each source is read in the order of its own date, from where the page before ended, and the
//! sources are merged. Nothing is read that is not within the months asked for.

use super::super::{Desk, Unanswered, limit, rows};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::rhythm::{Coming, ComingKind, Term};
use crate::ids::{FamilyId, ItemId, MemberNo};
use crate::policy::field::Field;
use crate::service::answer::Rows;
use crate::service::answer::rhythm::ComingRow;
use crate::service::query::{Cursor, From, PAGE_MAX, Page};
use crate::views::{Kind, Place};
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::{BTreeMap, VecDeque};

/// How many rows of a source are read at a time.
const CHUNK: usize = 200;

/// Where in the list something stands: its day, its source, and the place within the source.
type At = (NaiveDate, u8, NaiveDate, Vec<u8>);

/// Which part of what comes.
#[derive(Clone, Copy)]
pub struct Within {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// Only this kind.
    pub kind: Option<ComingKind>,
}

/// A page of what comes in the months ahead, forward only.
pub fn ahead(desk: Desk<'_>, months: u32, page: &Page) -> Result<Rows<ComingRow>, Unanswered> {
    let last = desk.today.checked_add_months(Months::new(months)).unwrap_or(desk.today);
    let after = match &page.from {
        From::After(Cursor(bytes)) | From::At(Cursor(bytes)) => read(bytes),
        _ => None,
    };
    forward(desk, Within { first: desk.today, last, kind: None }, after, limit(page))
}

/// A page in either direction. Backward it is read from the beginning and the last rows are kept, so what is asked for should be no more than
/// some months.
pub fn page(desk: Desk<'_>, within: Within, page: &Page) -> Result<Rows<ComingRow>, Unanswered> {
    let wanted = limit(page);
    let before = match &page.from {
        From::Start => return forward(desk, within, None, wanted),
        From::After(Cursor(bytes)) => return forward(desk, within, read(bytes), wanted),
        From::At(cursor) => {
            let mut before = backward(desk, within, Some(cursor), 0)?;
            let mut rows = forward(desk, within, before.1.take(), wanted)?;
            rows.more_before = before.0.more_after;
            return Ok(rows);
        }
        From::Before(cursor) => Some(cursor),
        From::End => None,
    };
    backward(desk, within, before, wanted).map(|(rows, _)| rows)
}

/// The last rows before a place, and the place of the last of all of them.
fn backward(
    desk: Desk<'_>,
    within: Within,
    before: Option<&Cursor>,
    wanted: usize,
) -> Result<(Rows<ComingRow>, Option<At>), Unanswered> {
    let mut kept = VecDeque::new();
    let mut after = None;
    let mut passed = false;
    let mut rows = Rows::default();
    loop {
        let found = forward(desk, within, after.clone(), PAGE_MAX)?;
        let more = found.more_after;
        for row in found.rows {
            if before.is_some_and(|before| row.cursor >= *before) {
                rows.more_after = true;
                break;
            }
            after = read(&row.cursor.0);
            kept.push_back(row);
            if kept.len() > wanted {
                kept.pop_front();
                passed = true;
            }
        }
        if rows.more_after || !more {
            break;
        }
    }
    rows.more_before = passed;
    rows.rows = kept.into();
    if wanted == 0 {
        rows.more_after = passed;
    }
    Ok((rows, after))
}

fn forward(desk: Desk<'_>, within: Within, after: Option<At>, wanted: usize) -> Result<Rows<ComingRow>, Unanswered> {
    let Within { first, last, kind } = within;
    let mut found: Vec<ComingRow> = Vec::new();
    let mut cut = false;
    let mut families: BTreeMap<FamilyId, Option<Family>> = BTreeMap::new();
    let terms = Term::all(desk.plan, desk.today);
    for (code, term) in (0u8..).zip(&terms).filter(|(_, term)| kind.is_none_or(|kind| kind == term.kind())) {
        let source = Source { desk, code, after: after.as_ref(), first, last, wanted };
        cut |= source.term(term, &mut families, &mut found)?;
    }
    if kind.is_none_or(|kind| kind == ComingKind::Recorded) {
        let code = u8::try_from(terms.len()).unwrap_or(u8::MAX);
        let source = Source { desk, code, after: after.as_ref(), first, last, wanted };
        cut |= source.recorded(&mut families, &mut found)?;
    }
    found.sort_by(|a, b| a.cursor.cmp(&b.cursor));
    let more = cut || found.len() > wanted;
    found.truncate(wanted);
    Ok(Rows { rows: found, more_before: after.is_some(), more_after: more, total: None, reached: None })
}

struct Source<'a> {
    desk: Desk<'a>,
    code: u8,
    after: Option<&'a At>,
    first: NaiveDate,
    last: NaiveDate,
    wanted: usize,
}

impl Source<'_> {
    /// Whether a place is on this page or a later one.
    fn is_ahead(&self, at: &At) -> bool {
        at.0 >= self.first && at.0 <= self.last && self.after.is_none_or(|after| at > after)
    }

    /// The first day that the page may hold.
    fn start(&self) -> NaiveDate {
        self.after.map_or(self.first, |after| after.0)
    }

    /// Reads a source until it has given as many rows as the page can hold. True when it was cut there.
    fn term(
        &self,
        term: &Term,
        families: &mut BTreeMap<FamilyId, Option<Family>>,
        found: &mut Vec<ComingRow>,
    ) -> Result<bool, Unanswered> {
        let kind = if term.is_age() { Kind::Born } else { Kind::Identified };
        // A day to each side, for 29 February; what is too early or too late is passed over.
        let back = |day: NaiveDate| years_before(day, term.years);
        let (from, until) = (back(self.start()) - Days::new(1), back(self.last) + Days::new(1));
        let mut place = Place::from(from);
        let mut given = 0;
        loop {
            let rows = self.desk.store.views()?.dated(kind, &place, until, CHUNK)?;
            for row in &rows {
                place = Place::after(row.on, &row.rest);
                let Some(on) = term.reached(row.on) else { continue };
                let at = (on, self.code, row.on, row.rest.clone());
                if !self.is_ahead(&at) {
                    continue;
                }
                let Some(family) = self.family(row.family, families)? else { continue };
                let coming = family.member(row.member).and_then(|member| term.coming(family, member, row.on));
                if let Some(coming) = coming {
                    found.push(line(family, at, coming, Some(row.member), None));
                    given += 1;
                    if given > self.wanted {
                        return Ok(true);
                    }
                }
            }
            if rows.len() < CHUNK {
                return Ok(false);
            }
        }
    }

    fn recorded(
        &self,
        families: &mut BTreeMap<FamilyId, Option<Family>>,
        found: &mut Vec<ComingRow>,
    ) -> Result<bool, Unanswered> {
        let mut place = Place::from(self.start());
        let mut given = 0;
        loop {
            let rows = self.desk.store.views()?.recorded_ahead(&place, self.last, CHUNK)?;
            for row in &rows {
                place = Place::after(row.on, &row.rest);
                let at = (row.on, self.code, row.on, row.rest.clone());
                let Some(family) = self.family(row.item.family, families)?.filter(|_| self.is_ahead(&at)) else {
                    continue;
                };
                let item = self.desk.store.views()?.item(row.item)?;
                let seen = |item: &Item| self.desk.bearer.sees_item(self.desk.plan, item, Some(family));
                let Some(item) = item.filter(seen) else { continue };
                let member = family.own(item).member;
                found.push(line(family, at, Coming::Recorded(row.key.clone()), member, Some(row.item)));
                given += 1;
                if given > self.wanted {
                    return Ok(true);
                }
            }
            if rows.len() < CHUNK {
                return Ok(false);
            }
        }
    }

    fn family<'f>(
        &self,
        id: FamilyId,
        families: &'f mut BTreeMap<FamilyId, Option<Family>>,
    ) -> Result<Option<&'f Family>, Unanswered> {
        if let std::collections::btree_map::Entry::Vacant(vacant) = families.entry(id) {
            let seen = |family: &Family| family.is_listed() && self.desk.bearer.sees_family(family);
            vacant.insert(self.desk.store.views()?.kept_family(id)?.filter(seen));
        }
        Ok(families.get(&id).and_then(Option::as_ref))
    }
}

fn line(family: &Family, at: At, coming: Coming, member: Option<MemberNo>, item: Option<ItemId>) -> ComingRow {
    ComingRow {
        cursor: Cursor(written(&at)),
        on: at.0,
        coming,
        family: family.id,
        member,
        item,
        subject: rows::subject(family, member),
        township: family.facts.number(Field::Township).unwrap_or(0),
    }
}

fn years_before(day: NaiveDate, years: u16) -> NaiveDate {
    day.checked_sub_months(Months::new(12 * u32::from(years))).unwrap_or(day)
}

/// A place as a cursor: its bytes are in the order of the list.
fn written(at: &At) -> Vec<u8> {
    let day = |day: NaiveDate| day.num_days_from_ce().to_be_bytes();
    [&day(at.0)[..], &[at.1], &day(at.2), &at.3].concat()
}

fn read(bytes: &[u8]) -> Option<At> {
    let day = |bytes: &[u8]| {
        let number = i32::from_be_bytes(*bytes.first_chunk::<4>()?);
        NaiveDate::from_num_days_from_ce_opt(number)
    };
    Some((day(bytes)?, *bytes.get(4)?, day(bytes.get(5..)?)?, bytes.get(9..)?.to_vec()))
}
