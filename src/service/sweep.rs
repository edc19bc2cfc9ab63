//! The whole register against the whole plan: family after family with its verdicts, the items that carry them out, what is lacking, and
//! what changed since a day.
//!
//! One thread reads families and items, another judges; between them waits a bounded number of chunks. Nothing is kept of a family once it
//! was told.

pub mod before;
pub mod compare;
mod kept;
pub mod totals;

use super::ask::rows;
use super::failure::Failure;
use super::store::Store;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::sweep::kept::Kept;
use crate::domain::sweep::{Judged, Sweeper, carrier};
use crate::ids::{FamilyId, ItemId, MemberNo, Seq};
use crate::policy::plan::Plan;
use crate::policy::rule::Lacking;
use crate::policy::verdict::Truth;
use crate::views::{Area, From, Line, Views};
use chrono::NaiveDate;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// Families read at a time.
const CHUNK: usize = 128;
/// Chunks that wait to be judged, at most.
const WAITING: usize = 4;
/// Items of a family that are looked through for one that carries out a measure.
const ITEMS_MAX: usize = 500;
/// Lines of a family's timeline that are gone back over.
const LINES_MAX: usize = 10_000;

/// What is wanted of a sweep.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Only families of this township (nine-digit code).
    pub township: Option<i64>,
    /// The day as of which is judged.
    pub as_of: NaiveDate,
    /// Whether what is lacking is wanted for verdicts not known yet.
    pub lacking: bool,
    /// The day since which changes are wanted.
    pub since: Option<NaiveDate>,
}

/// A family, judged.
#[derive(Debug)]
pub struct Swept {
    family: Family,
    /// Its verdicts, in the plan's order; no is among them.
    pub verdicts: Vec<Verdict>,
    /// What was judged otherwise on the day since which changes are wanted.
    pub changes: Vec<before::Change>,
}

impl Swept {
    /// The family.
    pub fn family(&self) -> FamilyId {
        self.family.id
    }

    /// What is kept of it until it is judged again.
    pub fn kept(&self) -> Kept {
        kept::of(&self.family, &self.verdicts, &self.changes)
    }

    /// The name to show for a person of it, or for the household.
    pub fn subject(&self, member: Option<MemberNo>) -> String {
        rows::subject(&self.family, member)
    }
}

/// A verdict with what belongs to it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The verdict.
    pub judged: Judged,
    /// The item that carries it out now.
    pub item: Option<ItemId>,
    /// Whether that item is still under way.
    pub open: bool,
    /// What it depends on, where that was wanted and it is not known yet.
    pub lacking: Option<Arc<Lacking>>,
}

/// A family as it was read.
pub(super) struct Known {
    family: Family,
    items: Vec<Item>,
    /// What happened to it since the day, newest first.
    lines: Vec<Line>,
}

/// Sweeps the register. `tell` is given each family, how many were done, and how many there are; it may stop the work. True when it went to
/// its end.
///
/// # Errors
/// When the views cannot be read.
pub fn sweep(
    store: &Store,
    plan: &Plan,
    wanted: Wanted,
    tell: &mut dyn FnMut(Swept, u64, u64) -> ControlFlow<()>,
) -> Result<bool, Failure> {
    let views = store.views()?;
    let first = wanted.since.map(|day| first_since(store, day)).transpose()?;
    let mut judge = Judge::new(plan, wanted);
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(WAITING);
        scope.spawn(move || read(views, wanted, first, &sender));
        let mut done = 0;
        for chunk in receiver {
            let (known, total) = chunk?;
            for known in known {
                done += 1;
                if tell(judge.judge(known), done, total).is_break() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    })
}

type Chunk = Result<(Vec<Known>, u64), Failure>;

/// Reads the register chunk by chunk, until it is at its end or nobody listens any more.
fn read(views: &Views, wanted: Wanted, first: Option<Seq>, sender: &SyncSender<Chunk>) {
    let area = wanted.township.map_or(Area::District, Area::Township);
    let mut from = From::Start;
    loop {
        let chunk = views.families(&area, &from, CHUNK).map_err(Failure::from);
        let (chunk, next) = match chunk {
            Ok(page) => {
                let next = page.rows.last().map(|row| row.cursor.clone()).filter(|_| page.more_after);
                let total = page.total.unwrap_or(0);
                let known: Result<Vec<Known>, Failure> =
                    page.rows.into_iter().map(|row| known(views, first, row.family)).collect();
                (known.map(|known| (known, total)), next)
            }
            Err(failure) => (Err(failure), None),
        };
        let failed = chunk.is_err();
        if sender.send(chunk).is_err() || failed {
            return;
        }
        match next {
            Some(cursor) => from = From::After(cursor),
            None => return,
        }
    }
}

pub(super) fn known(views: &Views, first: Option<Seq>, family: Family) -> Result<Known, Failure> {
    let some = family.last_item > 0 || !family.merged.is_empty();
    let items = if some { views.items_with(&family, ITEMS_MAX)? } else { Vec::new() };
    let lines = match first {
        // Where nothing was recorded since, what was known then is known now.
        Some(first) if family.version >= first => {
            let mut lines = views.timeline(family.id, None, LINES_MAX)?;
            lines.retain(|line| line.seq >= first);
            lines
        }
        _ => Vec::new(),
    };
    Ok(Known { family, items, lines })
}

/// Judges what was read.
pub(super) struct Judge<'p> {
    plan: &'p Plan,
    today: Sweeper<'p>,
    then: Option<Sweeper<'p>>,
    lacking: bool,
}

impl<'p> Judge<'p> {
    /// For what is wanted.
    pub fn new(plan: &'p Plan, wanted: Wanted) -> Self {
        let then = wanted.since.map(|day| Sweeper::new(plan, day));
        Self { plan, today: Sweeper::new(plan, wanted.as_of), then, lacking: wanted.lacking }
    }

    /// Judges a family.
    pub fn judge(&mut self, known: Known) -> Swept {
        let Known { family, items, lines } = known;
        let judged = match self.lacking {
            true => self.today.judge_and_ask(&family),
            false => self.today.judge(&family).into_iter().map(|judged| (judged, None)).collect(),
        };
        let changes = match &mut self.then {
            Some(then) => before::changes(self.plan, &mut self.today, then, &family, &lines, &judged),
            None => Vec::new(),
        };
        let (plan, day) = (self.plan, self.today.as_of());
        let item = |judged: &Judged| {
            let measure = plan.measure(judged.measure)?;
            carrier(plan, measure, &items, judged.member, day).map(|item| (item.id, item.status.is_open()))
        };
        let verdicts = judged.into_iter().map(|(judged, lacking)| {
            let item = if judged.truth == Truth::No { None } else { item(&judged) };
            let open = item.is_some_and(|(_, open)| open);
            Verdict { judged, item: item.map(|(item, _)| item), open, lacking }
        });
        Swept { verdicts: verdicts.collect(), changes, family }
    }
}

/// The first entry of a day or later; entries are in the order of time, save where a clock was set back.
///
/// # Errors
/// When the journal cannot be read.
pub fn first_since(store: &Store, since: NaiveDate) -> Result<Seq, Failure> {
    let (mut low, mut high) = (1, store.journal().last().seq.0 + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let early = store.entry(Seq(middle))?.is_some_and(|entry| entry.body.at.date_naive() < since);
        if early { low = middle + 1 } else { high = middle }
    }
    Ok(Seq(low))
}
