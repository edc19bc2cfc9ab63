//! A list a page at a time, so that neither the service nor the command holds more than a page of it.

use super::failure::Failure;
use super::output::Output;
use crate::service::answer::rhythm::{ComingRow, ContactRow, RhythmAnswer};
use crate::service::answer::{
    Answer, EmergencyAnswer, EmergencyRow, EntitlementRow, FamilyRow, QueueRow, ReviewRow, Rows,
};
use crate::service::client::Client;
use crate::service::query::{Cursor, From, PAGE_MAX, Page, Query};
use clap::Args;

/// Rows that a person is shown unless more are asked for.
const FOR_PEOPLE: usize = 50;

/// How much of a list.
#[derive(Clone, Copy, Debug, Args)]
pub struct Limit {
    /// 最多显示多少条，0 为全部（默认 50，--json 时为全部） ‖ at most so many rows, 0 for all (default 50; with --json all)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Limit {
    /// The most rows, where a number was given.
    pub fn most(self) -> Option<usize> {
        self.limit.map(|limit| if limit == 0 { usize::MAX } else { limit })
    }

    /// The most rows to show.
    pub fn rows(self, out: &Output<'_>) -> usize {
        match self.limit {
            Some(0) => usize::MAX,
            Some(limit) => limit,
            None if out.json => usize::MAX,
            None => FOR_PEOPLE,
        }
    }
}

/// What of a list was not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Nothing.
    Nothing,
    /// So many rows.
    Rows(u64),
    /// More rows; nobody counted them.
    Some,
}

impl Rest {
    /// The last line of a list for people: how many more there are, and how to see them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn tell(self, out: &mut Output<'_>) -> Result<(), Failure> {
        let line = match self {
            Rest::Nothing => return Ok(()),
            Rest::Rows(more) => out
                .lang
                .pick(format!("还有 {more} 条，加 --limit 0 查看全部。"), format!("{more} more; --limit 0 shows all.")),
            Rest::Some => {
                out.lang.pick("还有更多，加 --limit 0 查看全部。".into(), "There are more; --limit 0 shows all.".into())
            }
        };
        out.line(line)
    }
}

/// A row of a list that comes in pages.
pub trait Listed: Sized {
    /// Its place in the list.
    fn cursor(&self) -> &Cursor;
    /// The page that an answer holds.
    fn page(answer: Answer) -> Option<Rows<Self>>;
}

impl Listed for QueueRow {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Queue(rows) = answer { Some(rows) } else { None }
    }
}

impl Listed for FamilyRow {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Families(rows) = answer { Some(rows) } else { None }
    }
}

impl Listed for EmergencyRow {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Emergency(EmergencyAnswer::Rows(rows)) = answer { Some(rows) } else { None }
    }
}

impl Listed for EntitlementRow {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Entitlements(rows) = answer { Some(rows) } else { None }
    }
}

impl Listed for ReviewRow {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Reviews(rows) = answer { Some(rows) } else { None }
    }
}

impl Listed for ContactRow {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Rhythm(RhythmAnswer::Contact(rows)) = answer { Some(rows) } else { None }
    }
}

impl Listed for ComingRow {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Rhythm(RhythmAnswer::Coming(rows)) = answer { Some(rows) } else { None }
    }
}

/// Gives the rows of a list page by page, at most `limit` of them.
///
/// # Errors
/// When the list cannot be read, or what is done with a page fails.
pub fn pages<T: Listed>(
    client: &mut dyn Client,
    limit: usize,
    query: impl Fn(Page) -> Query,
    mut with: impl FnMut(Vec<T>) -> Result<(), Failure>,
) -> Result<Rest, Failure> {
    let mut from = From::Start;
    let mut shown = 0;
    loop {
        let wanted = (limit - shown).min(PAGE_MAX);
        let answer = client.ask(&query(Page { from, limit: wanted }))?;
        let Some(mut page) = T::page(answer) else { return Ok(Rest::Nothing) };
        let last = page.reached.take().or_else(|| page.rows.last().map(|row| row.cursor().clone()));
        let cut = page.rows.len().saturating_sub(limit - shown);
        page.rows.truncate(limit - shown);
        shown += page.rows.len();
        with(page.rows)?;
        match last {
            Some(cursor) if page.more_after && shown < limit => from = From::After(cursor),
            _ if cut > 0 || page.more_after => return Ok(rest(page.total, shown)),
            _ => return Ok(Rest::Nothing),
        }
    }
}

fn rest(total: Option<u64>, shown: usize) -> Rest {
    let shown = u64::try_from(shown).unwrap_or(u64::MAX);
    match total.map(|total| total.saturating_sub(shown)) {
        Some(more) if more > 0 => Rest::Rows(more),
        _ => Rest::Some,
    }
}
