//! Work on a batch that goes on by itself, a slice at a time, so that the desk stays free and it can be stopped: listing a draft over the whole
//! register, and taking in what the bank says, which is tried first. Stopped or killed, it goes on when it is begun again: what is recorded is
//! not recorded twice.

use super::bulk::{Stage, Sums};
use crate::domain::batch::{BatchCommand, BatchRefusal, LineId, Said};
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::ids::{BatchId, FamilyId};
use crate::service::answer::Done;
use crate::service::answer::batch::Families;
use crate::service::client::Order;
use crate::service::errand::Returned;
use crate::service::query::Query;
use crate::service::query::batch::BatchQuery;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Sheet};
use crate::tui::tone::Tone;
use chrono::NaiveDate;

/// Rows of a slice: they share a sync.
const SLICE: usize = 128;
/// Refusals that are told one by one.
const TOLD_MAX: usize = 200;

/// What is worked on.
#[derive(Clone, Debug, PartialEq)]
enum Job {
    /// Listing over the families after this one.
    List { after: FamilyId, sent: Option<Families> },
    /// The rows of the bank's file from this place on; how many of them are on their way; the day of payment where a row has none.
    Returns { rows: Vec<Returned>, at: usize, sent: Vec<usize>, on: NaiveDate },
}

/// What is wanted next.
#[derive(Clone, Debug, PartialEq)]
pub enum Want {
    /// To be asked.
    Ask(Query),
    /// To be tried.
    Try(Vec<Order>),
    /// To be done.
    Do(Vec<Order>),
    /// Nothing: it has come to an end.
    Nothing,
}

/// Work on a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// The batch.
    pub batch: BatchId,
    /// How far it is.
    pub stage: Stage,
    /// Families, or rows of the file.
    pub total: u64,
    /// What became of them.
    pub sums: Sums,
    /// Rows that say what is recorded already.
    pub same: u64,
    /// The clerk stopped it, or a refusal did, before its end.
    pub stopped: bool,
    /// What was refused, as a page to read.
    pub sheet: Sheet,
    job: Job,
    refusals: Vec<(String, String)>,
}

impl Walk {
    fn new(batch: BatchId, stage: Stage, total: u64, job: Job) -> Self {
        let sums = Sums::default();
        Walk { batch, stage, total, sums, same: 0, stopped: false, sheet: Sheet::default(), job, refusals: Vec::new() }
    }

    /// Lists a draft over so many families.
    pub fn list(batch: BatchId, families: u64) -> Self {
        Self::new(batch, Stage::Opening, families, Job::List { after: FamilyId::DISTRICT, sent: None })
    }

    /// Tries what the bank says.
    pub fn returns(batch: BatchId, rows: Vec<Returned>, on: NaiveDate) -> Self {
        let total = rows.len() as u64;
        Self::new(batch, Stage::Trying, total, Job::Returns { rows, at: 0, sent: Vec::new(), on })
    }

    /// Whether it is listing.
    pub fn is_listing(&self) -> bool {
        matches!(self.job, Job::List { .. })
    }

    /// Whether it goes on by itself.
    pub fn is_at_work(&self) -> bool {
        matches!(self.stage, Stage::Trying | Stage::Opening)
    }

    /// The next slice.
    pub fn next(&mut self, session: &Session) -> Want {
        if !self.is_at_work() {
            return Want::Nothing;
        }
        let batch = self.batch;
        let lang = session.lang;
        match &mut self.job {
            Job::List { after, .. } => Want::Ask(Query::Batch(BatchQuery::Walk { after: *after })),
            Job::Returns { rows, at, .. } if *at >= rows.len() => {
                self.stage = if self.stage == Stage::Trying { Stage::Tried } else { Stage::Over };
                self.tell(session);
                Want::Nothing
            }
            Job::Returns { rows, at, sent, on } => {
                let mut orders = Vec::new();
                let mut wrong = Vec::new();
                sent.clear();
                for (place, row) in rows.iter().enumerate().skip(*at).take(SLICE) {
                    match &row.said {
                        Ok((no, said)) => {
                            let outcome = said.clone().unwrap_or(Said::Paid(*on));
                            let line = LineId { batch, no: *no };
                            let returned = BatchCommand::Return { line, outcome, bounced: false };
                            orders.push(Order::from(Command::Batch(returned)));
                            sent.push(place);
                        }
                        Err((zh, en)) => wrong.push((row.row, lang.pick(zh, en).clone())),
                    }
                }
                *at = rows.len().min(*at + SLICE);
                for (row, why) in wrong {
                    self.sums.refused += 1;
                    self.refuse(session.fill(Phrase::RowOfFile, &[&row.to_string()]), why);
                }
                match (orders.is_empty(), self.stage) {
                    // Nothing in this slice can be sent: the next one is looked at when the desk rests again.
                    (true, _) => Want::Try(Vec::new()),
                    (false, Stage::Trying) => Want::Try(orders),
                    (false, _) => Want::Do(orders),
                }
            }
        }
    }

    /// The families of a slice have come: the order that lists them.
    pub fn families(&mut self, query: &Query, families: &Families) -> Option<Order> {
        let Job::List { after, sent } = &mut self.job else { return None };
        if self.stage != Stage::Opening || *query != Query::Batch(BatchQuery::Walk { after: *after }) {
            return None;
        }
        *sent = Some(families.clone());
        let (batch, families, whole) = (self.batch, families.families.clone(), families.whole);
        Some(Order::from(Command::Batch(BatchCommand::List { batch, families, whole })))
    }

    /// It is known what the orders of a slice would do.
    pub fn tried(&mut self, results: &[Result<(), Refusal>], session: &Session) {
        let results: Vec<Result<(), &Refusal>> = results.iter().map(|result| result.as_ref().copied()).collect();
        self.count(&results, session);
    }

    /// The orders of a slice were carried out, or not.
    pub fn executed(&mut self, results: &[Result<Done, Refusal>], session: &Session) {
        let results: Vec<Result<(), &Refusal>> = results.iter().map(|result| result.as_ref().map(|_| ())).collect();
        let Job::List { after, sent } = &mut self.job else { return self.count(&results, session) };
        let Some(families) = sent.take() else { return };
        match results.first() {
            Some(Err(refusal)) if **refusal != Refusal::NothingToChange => {
                let why = refusal.sentence(session.lang);
                self.refuse(self.batch.to_string(), why);
                self.stop(session);
            }
            Some(_) => {
                *after = families.families.last().copied().unwrap_or(*after);
                self.sums.done += families.families.len() as u64;
                if families.whole {
                    self.stage = Stage::Over;
                    self.tell(session);
                }
            }
            None => self.stop(session),
        }
    }

    /// Counts what became of the rows of a slice: an order without an answer counts as failed.
    fn count(&mut self, results: &[Result<(), &Refusal>], session: &Session) {
        let Job::Returns { sent, rows, .. } = &mut self.job else { return };
        let sent: Vec<u32> =
            std::mem::take(sent).into_iter().filter_map(|at| rows.get(at)).map(|row| row.row).collect();
        for (at, row) in sent.into_iter().enumerate() {
            match results.get(at) {
                Some(Ok(())) => self.sums.done += 1,
                Some(Err(Refusal::Batch(BatchRefusal::Same(_)))) => self.same += 1,
                Some(Err(refusal)) => {
                    let why = refusal.sentence(session.lang);
                    if self.stage == Stage::Trying {
                        self.sums.refused += 1
                    } else {
                        self.sums.failed += 1
                    }
                    self.refuse(session.fill(Phrase::RowOfFile, &[&row.to_string()]), why);
                }
                None => self.sums.failed += 1,
            }
        }
    }

    fn refuse(&mut self, about: String, why: String) {
        if self.refusals.len() < TOLD_MAX {
            self.refusals.push((about, why));
        }
    }

    /// The clerk goes on: what was tried is done.
    pub fn go(&mut self) {
        if let Job::Returns { rows, on, .. } = &self.job {
            let again = Self::returns(self.batch, rows.clone(), *on);
            *self = Walk { stage: Stage::Opening, ..again };
        }
    }

    /// It ends before its end: what was recorded stays.
    pub fn stop(&mut self, session: &Session) {
        self.stopped = true;
        self.stage = Stage::Over;
        self.tell(session);
    }

    fn tell(&mut self, session: &Session) {
        let refused = self.sums.refused + self.sums.failed;
        let others = refused.saturating_sub(self.refusals.len() as u64);
        let told = self.refusals.iter();
        let mut lines: Vec<Line> = told
            .map(|(about, why)| Line::text(format!("{about}  "), Tone::Plain).and(why.clone(), Tone::Alarm))
            .collect();
        if others > 0 {
            lines.push(Line::text(session.fill(Phrase::BulkOthers, &[&others.to_string()]), Tone::Quiet));
        }
        self.sheet.show(lines);
    }
}
