//! Duties that come round: items to look at, the account of contact, and what comes of itself.

mod coming;

use super::{Desk, Unanswered, from, limit, rows};
use crate::domain::family::Family;
use crate::domain::rhythm::{self, Account};
use crate::policy::field::Field;
use crate::service::answer::rhythm::{ContactRow, RhythmAnswer};
use crate::service::answer::{Answer, Rows};
use crate::service::permission::Right;
use crate::service::query::rhythm::{RhythmQuery, WatchList};
use crate::service::query::{Cursor, Page};
use crate::views::{self, Watch};
use chrono::NaiveDate;
use coming::Within;

/// Families that one page looks at while it seeks those with a deficit.
const FAMILIES_MAX: usize = 2_000;
/// How many are read at a time.
const CHUNK: usize = 100;

/// Answers a question.
pub fn ask(desk: Desk<'_>, query: &RhythmQuery) -> Result<Answer, Unanswered> {
    match query {
        RhythmQuery::Watched { list, department, township, page } => {
            let (watch, days) = days(desk, *list);
            let within = desk.bearer.hull(Right::SeeItems);
            let views = desk.store.views()?;
            let found = views.watched(watch, *department, (*township, &within), days, &from(page), limit(page))?;
            rows::queue(desk, found).map(Answer::Queue)
        }
        RhythmQuery::Contact { township, deficit, page } => {
            contact(desk, *township, *deficit, page).map(|rows| Answer::Rhythm(RhythmAnswer::Contact(rows)))
        }
        RhythmQuery::Coming { months, page } => {
            let rows = coming::ahead(desk, *months, page)?;
            Ok(Answer::Rhythm(RhythmAnswer::Coming(rows)))
        }
        RhythmQuery::ComingIn { first, last, kind, page } => {
            let within = Within { first: (*first).max(desk.today), last: *last, kind: *kind };
            Ok(Answer::Rhythm(RhythmAnswer::Coming(coming::page(desk, within, page)?)))
        }
    }
}

/// The days under which the items of a list stand.
fn days(desk: Desk<'_>, list: WatchList) -> (Watch, (NaiveDate, NaiveDate)) {
    match list {
        WatchList::New(stage) => (Watch::New(stage), stage.due_dates(desk.plan, desk.today)),
        WatchList::Waking => (Watch::Waking, (NaiveDate::MIN, desk.today)),
        WatchList::Cold => {
            let last = rhythm::cold_since(desk.plan, desk.today);
            // Where the plan sets no number nothing is cold.
            (Watch::Untouched, (NaiveDate::MIN, last.unwrap_or(NaiveDate::MIN)))
        }
    }
}

/// The account of contact with a family.
pub fn account(desk: Desk<'_>, family: &Family) -> Result<Account, Unanswered> {
    let views = desk.store.views()?;
    let delivered = views.delivered(family)?;
    let entered = views.entered_on(family)?;
    Ok(rhythm::account(desk.plan, family, &delivered, entered, desk.today))
}

/// Families with their account, a page at a time; where only a deficit is wanted, so many families are looked at and no more.
fn contact(desk: Desk<'_>, township: Option<i64>, deficit: bool, page: &Page) -> Result<Rows<ContactRow>, Unanswered> {
    let area = super::area(desk, township);
    let wanted = limit(page);
    if !deficit {
        let found = desk.store.views()?.families(&area, &from(page), wanted)?;
        let mut rows: Rows<ContactRow> = Rows { total: found.total, ..Rows::default() };
        (rows.more_before, rows.more_after) = (found.more_before, found.more_after);
        for row in found.rows {
            rows.rows.push(contact_row(desk, &row.family, row.cursor.0)?);
        }
        return Ok(rows);
    }
    let mut rows = Rows::default();
    let mut at = from(page);
    for _ in 0..FAMILIES_MAX / CHUNK {
        let found = desk.store.views()?.families(&area, &at, CHUNK)?;
        for row in found.rows {
            let cursor = row.cursor;
            at = views::From::After(cursor.clone());
            let row = contact_row(desk, &row.family, cursor.0.clone())?;
            if row.account.is_short() {
                rows.rows.push(row);
                if rows.rows.len() == wanted {
                    rows.more_after = true;
                    return Ok(rows);
                }
            }
            rows.reached = Some(Cursor(cursor.0));
        }
        if !found.more_after {
            rows.reached = None;
            return Ok(rows);
        }
    }
    rows.more_after = true;
    Ok(rows)
}

fn contact_row(desk: Desk<'_>, family: &Family, cursor: Vec<u8>) -> Result<ContactRow, Unanswered> {
    Ok(ContactRow {
        cursor: Cursor(cursor),
        family: family.id,
        subject: rows::subject(family, None),
        township: family.facts.number(Field::Township).unwrap_or(0),
        declines: family.facts.flag(Field::RefusesVisit) == Some(true),
        account: account(desk, family)?,
    })
}
