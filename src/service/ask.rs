//! Questions in, plain data out: what the views hold, judged by the plan and masked for the actor.

mod access;
mod batch;
mod emergency;
mod entitlements;
mod family;
mod figures;
mod item;
mod log;
mod merge;
mod overview;
mod register;
mod review;
mod rhythm;
pub(super) mod rows;
mod units;

pub use figures::{Told, answer as figures};
pub use log::log_row;
pub use units::missing;

use super::answer::{Answer, JournalEnd, Rows};
use super::failure::Failure;
use super::kept;
use super::permission::{self, Bearer, Right};
use super::query::{self, Page, Query, QueueFilter};
use super::store::Store;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::ids::FamilyId;
use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use crate::policy::reading;
use crate::views;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::ops::ControlFlow;

/// What every answer depends on.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The store.
    pub store: &'a Store,
    /// The plan in force.
    pub plan: &'a Plan,
    /// The working days.
    pub calendar: &'a Calendar,
    /// The day it is.
    pub today: NaiveDate,
    /// The moment it is, for what runs by the hour.
    pub now: DateTime<FixedOffset>,
    /// Who asks.
    pub actor: &'a str,
    /// What that is today.
    pub bearer: &'a Bearer,
    /// The families of which nothing is masked for the moment.
    pub shown: &'a [FamilyId],
}

/// Why a question was not answered.
pub enum Unanswered {
    /// There is no such thing.
    Refused(Refusal),
    /// The store failed; damaged views may be folded again and the question asked once more.
    Failed(Failure),
}

impl From<Unanswered> for Refusal {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::Refused(refusal) => refusal,
            Unanswered::Failed(failure) => failure.into(),
        }
    }
}

impl From<Refusal> for Unanswered {
    fn from(refusal: Refusal) -> Self {
        Unanswered::Refused(refusal)
    }
}

impl From<Failure> for Unanswered {
    fn from(failure: Failure) -> Self {
        Unanswered::Failed(failure)
    }
}

impl From<views::ViewsError> for Unanswered {
    fn from(error: views::ViewsError) -> Self {
        Unanswered::Failed(error.into())
    }
}

impl Desk<'_> {
    /// Whether a family is shown in full.
    pub fn shows(&self, family: FamilyId) -> bool {
        self.shown.contains(&family)
    }

    /// A family that is there and may be seen.
    pub fn family(&self, id: FamilyId) -> Result<Family, Unanswered> {
        let known = self.store.views()?.kept_family(id)?;
        let known = known.filter(|known| !id.is_district() && self.bearer.sees_family(known));
        Ok(known.ok_or(Refusal::NoSuchFamily(id))?)
    }
}

/// Answers a question, as far as whoever asks may know.
pub fn ask(desk: Desk<'_>, query: &Query) -> Result<Answer, Unanswered> {
    let narrowed = permission::narrowed(desk.bearer, query)?;
    match &narrowed {
        Query::Overview => overview::counts(desk).map(Answer::Overview),
        Query::Queue { filter, page } => {
            let views = desk.store.views()?;
            let found = views.queue(&queue_filter(desk, filter), &from(page), limit(page))?;
            rows::queue(desk, found).map(Answer::Queue)
        }
        Query::Deadlines { filter, page } => {
            let views = desk.store.views()?;
            let found = views.deadlines(&queue_filter(desk, filter), &from(page), limit(page))?;
            rows::queue(desk, found).map(Answer::Queue)
        }
        Query::Families { township, page } => {
            let area = area(desk, *township);
            let found = desk.store.views()?.families(&area, &from(page), limit(page))?;
            rows::try_page(found, |row| rows::family(desk, &row.family, row.cursor.0)).map(Answer::Families)
        }
        Query::Search { text, limit } => search(desk, text, *limit).map(Answer::Families),
        Query::Family { family } => family::page(desk, *family).map(|page| Answer::Family(Box::new(page))),
        Query::Item { item } => item::page(desk, *item).map(|page| Answer::Item(Box::new(page))),
        Query::Entitlements { filter, page } => {
            entitlements::page(desk, filter, &from(page), limit(page)).map(Answer::Entitlements)
        }
        Query::Sweep { township } => {
            let mut counts = kept::counts(desk.store, desk.plan, desk.today, *township)?;
            counts.measures.retain(|(no, _)| entitlements::is_own(desk, *no));
            Ok(Answer::Sweep(Box::new(counts)))
        }
        Query::Log { filter, from, limit } => {
            log::entries(desk, filter, *from, (*limit).min(query::PAGE_MAX)).map(Answer::Log)
        }
        Query::Rhythm(query) => rhythm::ask(desk, query),
        Query::Register(query) => register::ask(desk, query).map(Answer::Register),
        Query::Batch(query) => batch::ask(desk, query).map(Answer::Batch),
        Query::Checkpoint => end(desk).map(Answer::Checkpoint),
        Query::Access(query) => access::ask(desk, query).map(Answer::Access),
        Query::Figures(query) => figures::answer(desk, query, &mut |_, _| ControlFlow::Continue(())),
        Query::Reviews { kind, page } => review::list(desk, *kind, page).map(Answer::Reviews),
        Query::Review { question, against } => review::page(desk, *question, *against).map(Answer::Review),
        Query::Merge { keep, other } => merge::page(desk, *keep, *other).map(|page| Answer::Merge(Box::new(page))),
        Query::Emergency(query) => emergency::ask(desk, query).map(Answer::Emergency),
    }
}

/// Where the journal ends now, and what the views come to, which are in step with it.
fn end(desk: Desk<'_>) -> Result<JournalEnd, Unanswered> {
    let (last, counts) = (desk.store.journal().last(), desk.store.views()?.counts(desk.today));
    let hash = last.hash.to_string();
    Ok(JournalEnd { entry: last.seq, hash, families: counts.families, items: counts.items })
}

/// Families by whatever was typed: an id, the words of the search index, or the name of a township or village.
fn search(desk: Desk<'_>, text: &str, limit: usize) -> Result<Rows<super::answer::FamilyRow>, Unanswered> {
    let views = desk.store.views()?;
    let limit = limit.min(query::PAGE_MAX);
    let text = text.trim();
    // Of those found in the whole register only the bearer's own are told: more are looked at, so that few strangers do not hide them.
    let looked = if desk.bearer.sees_every_family() { limit } else { query::PAGE_MAX };
    let mut rows = Rows::default();
    let found = views.search(text, looked)?;
    let cut = found.len() >= looked;
    for found in found {
        if rows.rows.len() == limit {
            break;
        }
        let own = |family: &Family| family.is_listed() && desk.bearer.sees_family(family);
        if let Some(family) = views.family(found.family)?.filter(own) {
            rows.rows.push(rows::family(desk, &family, Vec::new())?);
        }
    }
    if rows.rows.is_empty()
        && let Some(area) =
            area_named(text).filter(|area| desk.bearer.holds(Right::SeeFamilies, &[], area_township(area)))
    {
        let found = views.families(&area, &views::From::Start, limit)?;
        return rows::try_page(found, |row| rows::family(desk, &row.family, row.cursor.0));
    }
    rows.more_after = cut || rows.rows.len() >= limit;
    Ok(rows)
}

fn area_township(area: &views::Area) -> u32 {
    match area {
        views::Area::Township(township) | views::Area::Village(township, _) => u32::try_from(*township).unwrap_or(0),
        views::Area::District | views::Area::Townships(_) => 0,
    }
}

fn area_named(text: &str) -> Option<views::Area> {
    use crate::policy::division::Directory;
    if let Ok(township) = reading::township(text) {
        return Some(views::Area::Township(i64::from(township.code.number())));
    }
    let village = Directory::built_in().village_anywhere(text).ok()?;
    let township = i64::from(village.code.township().number());
    Some(views::Area::Village(township, i64::try_from(village.code.number()).ok()?))
}

/// The part of the register that is listed: the township that was named, or all that may be seen.
fn area(desk: Desk<'_>, township: Option<i64>) -> views::Area {
    let own = desk.bearer.hull(Right::SeeFamilies).townships;
    match township {
        Some(township) => views::Area::Township(township),
        None if own.is_empty() => views::Area::District,
        None => views::Area::Townships(own),
    }
}

fn queue_filter(desk: Desk<'_>, filter: &QueueFilter) -> views::QueueFilter {
    views::QueueFilter {
        department: filter.department,
        status: filter.status,
        township: filter.township,
        overdue_on: filter.overdue.then_some(desk.today),
        emergency: filter.emergency,
        within: desk.bearer.hull(Right::SeeItems),
    }
}

fn limit(page: &Page) -> usize {
    page.limit.min(query::PAGE_MAX)
}

fn from(page: &Page) -> views::From {
    let cursor = |cursor: &query::Cursor| views::Cursor(cursor.0.clone());
    match &page.from {
        query::From::Start => views::From::Start,
        query::From::End => views::From::End,
        query::From::At(at) => views::From::At(cursor(at)),
        query::From::After(after) => views::From::After(cursor(after)),
        query::From::Before(before) => views::From::Before(cursor(before)),
    }
}
