//! Opening items for everything of a list, however long: first tried, then done, a slice at a time, so that the desk stays free and the work can
//! be stopped. Whatever was looked at is counted exactly once: selected = done + refused + failed.

use crate::domain::refusal::Refusal;
use crate::ids::Seq;
use crate::service::client::Order;
use crate::service::query::{EntitlementFilter, From, Page, Query};
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Sheet};
use crate::tui::tone::Tone;

/// Rows of a slice.
const SLICE: usize = 64;
/// Refusals that are told one by one.
const TOLD_MAX: usize = 200;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Finding out what would be done.
    Trying,
    /// That is known, and the clerk is asked.
    Tried,
    /// Doing it.
    Opening,
    /// Done, or stopped.
    Over,
}

/// What became of what was looked at: the three add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Opened, or would be.
    pub done: u64,
    /// Refused beforehand, and not sent.
    pub refused: u64,
    /// Sent, and not done.
    pub failed: u64,
}

impl Sums {
    /// What was looked at.
    pub fn selected(self) -> u64 {
        self.done + self.refused + self.failed
    }
}

/// Orders that were sent and not answered, each with what it is about.
type Sent = Vec<(Order, String)>;

/// Everything of a list being opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Bulk {
    /// What is done, in words.
    pub title: String,
    /// How far it is.
    pub stage: Stage,
    /// How many rows the list had when it was marked.
    pub total: u64,
    /// What became of them so far.
    pub sums: Sums,
    /// The clerk stopped it before its end.
    pub stopped: bool,
    /// The entries that it made, the oldest first.
    pub entries: Vec<Seq>,
    /// Who was refused, as a page to read.
    pub sheet: Sheet,
    filter: EntitlementFilter,
    /// Where the next slice begins; none after the last one.
    from: Option<From>,
    sent: Sent,
    refusals: Vec<(String, Refusal)>,
}

impl Bulk {
    /// Tries to open everything that a filter lets through.
    pub fn new(title: String, filter: EntitlementFilter, total: u64) -> Self {
        Bulk {
            title,
            stage: Stage::Trying,
            total,
            sums: Sums::default(),
            stopped: false,
            entries: Vec::new(),
            sheet: Sheet::default(),
            filter,
            from: Some(From::Start),
            sent: Vec::new(),
            refusals: Vec::new(),
        }
    }

    /// Whether it goes on by itself.
    pub fn is_at_work(&self) -> bool {
        matches!(self.stage, Stage::Trying | Stage::Opening)
    }

    /// The next slice, if it goes on.
    pub fn next(&mut self, session: &Session) -> Option<Query> {
        if !self.is_at_work() {
            return None;
        }
        let query = self.query();
        if query.is_none() {
            self.stage = if self.stage == Stage::Trying { Stage::Tried } else { Stage::Over };
            self.tell(session);
        }
        query
    }

    fn query(&self) -> Option<Query> {
        let page = Page { from: self.from.clone()?, limit: SLICE };
        Some(Query::Entitlements { filter: self.filter.clone(), page })
    }

    /// Whether this is the slice that was asked for.
    pub fn asked(&self, query: &Query) -> bool {
        self.is_at_work() && self.query().as_ref() == Some(query)
    }

    /// A slice has come: where the next begins, and the orders for this one. They are tried before they are sent.
    pub fn try_orders(&mut self, sent: Sent, next: Option<From>) -> Vec<Order> {
        self.from = next;
        self.sent = sent;
        self.sent.iter().map(|(order, _)| order.clone()).collect()
    }

    /// It is known what the orders would do. Those that are possible are to be sent, unless it is only being tried.
    pub fn tried(&mut self, results: Vec<Result<(), Refusal>>) -> Vec<Order> {
        let mut possible = Vec::new();
        for ((order, about), result) in std::mem::take(&mut self.sent).into_iter().zip(results) {
            match result {
                Ok(()) => possible.push((order, about)),
                Err(refusal) => {
                    self.sums.refused += 1;
                    self.refuse(about, refusal);
                }
            }
        }
        if self.stage == Stage::Trying {
            self.sums.done += possible.len() as u64;
            return Vec::new();
        }
        self.sent = possible;
        self.sent.iter().map(|(order, _)| order.clone()).collect()
    }

    /// The orders were carried out, or not: an order without an answer counts as failed.
    pub fn executed(&mut self, results: &[Result<crate::service::answer::Done, Refusal>]) {
        let sent = std::mem::take(&mut self.sent);
        let done = results.iter().take(sent.len()).filter_map(|result| result.as_ref().ok());
        let before = self.entries.len();
        self.entries.extend(done.map(|done| done.seq));
        let done = self.entries.len() - before;
        self.sums.done += done as u64;
        self.sums.failed += sent.len().saturating_sub(done) as u64;
        for ((_, about), result) in sent.into_iter().zip(results) {
            if let Err(refusal) = result {
                self.refuse(about, refusal.clone());
            }
        }
    }

    fn refuse(&mut self, about: String, refusal: Refusal) {
        if self.refusals.len() < TOLD_MAX {
            self.refusals.push((about, refusal));
        }
    }

    /// The clerk goes on: what was tried is done.
    pub fn go(&mut self) {
        *self = Bulk { stage: Stage::Opening, ..Bulk::new(self.title.clone(), self.filter.clone(), self.total) };
    }

    /// The clerk wants no more: what was opened stays.
    pub fn stop(&mut self, session: &Session) {
        self.stopped = true;
        self.stage = Stage::Over;
        self.tell(session);
    }

    fn tell(&mut self, session: &Session) {
        let others = (self.sums.refused + self.sums.failed).saturating_sub(self.refusals.len() as u64);
        let mut lines: Vec<Line> = self
            .refusals
            .iter()
            .map(|(about, refusal)| {
                Line::text(format!("{about}  "), Tone::Plain).and(refusal.sentence(session.lang), Tone::Alarm)
            })
            .collect();
        if others > 0 {
            lines.push(Line::text(session.fill(Phrase::BulkOthers, &[&others.to_string()]), Tone::Quiet));
        }
        self.sheet.show(lines);
    }
}
