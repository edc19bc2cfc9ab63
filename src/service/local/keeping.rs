//! Keeping the verdicts of the register in step beside the clerk, and reading them.

use super::Local;
use crate::domain::sweep::change::Change;
use crate::domain::sweep::kept::{Kept, Tally};
use crate::ids::{FamilyId, MeasureNo, MemberNo};
use crate::service::ask::rows;
use crate::service::failure::Failure;
use crate::service::kept::{self, SweepStanding};
use crate::service::query::EntitlementFilter;
use crate::views::{Cursor, From};
use std::sync::Arc;

/// Families that are judged in one quiet moment: some milliseconds.
const JUDGED_WHEN_IDLE: usize = 32;
/// Kept verdicts that are read at a time.
const ROWS: usize = 500;

/// Somebody whom the kept verdicts name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The family.
    pub family: FamilyId,
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// The measure.
    pub measure: MeasureNo,
    /// The name to show.
    pub subject: String,
    /// What turned the verdict, where the list is of what changed.
    pub change: Option<Change>,
}

impl Local {
    /// A little of judging again what changed, or of the sweep of a new day. True when there is more.
    pub(super) fn keep_some(&mut self) -> bool {
        let (plan, today) = (Arc::clone(&self.plan), self.clock.today());
        // What cannot be kept now is found out, and said, by the next question.
        let (more, otherwise) =
            self.keeper.step(&mut self.store, &plan, today, JUDGED_WHEN_IDLE).unwrap_or((false, false));
        self.changed |= otherwise;
        more
    }

    /// Brings the kept verdicts in step, as far as that takes no time; the question that follows finds out what cannot be read.
    pub(super) fn catch_up(&mut self) {
        let (plan, today) = (Arc::clone(&self.plan), self.clock.today());
        let _ = self.keeper.catch_up(&mut self.store, &plan, today);
    }

    /// By what the kept verdicts are judged, where they are in step with the register, the plan and today; what changed since they were
    /// judged is judged first.
    ///
    /// # Errors
    /// When the views cannot be read or written.
    pub fn kept_in_step(&mut self) -> Result<Option<SweepStanding>, Failure> {
        let (plan, today) = (Arc::clone(&self.plan), self.clock.today());
        self.keeper.catch_up(&mut self.store, &plan, today)?;
        self.keeper.drain(&mut self.store, &plan, today)?;
        let standing = kept::counts(&self.store, &plan, today, None)?.standing;
        Ok(standing.filter(SweepStanding::is_fresh))
    }

    /// What the kept verdicts come to, of a township or of all.
    ///
    /// # Errors
    /// When the views cannot be read.
    pub fn kept_tally(&self, township: Option<i64>) -> Result<Tally, Failure> {
        Ok(self.store.views()?.kept_tally(township))
    }

    /// Everybody whom the kept verdicts name in a list, one after another; `tell` says whether it wants more. Gives how many there are.
    ///
    /// # Errors
    /// When the views cannot be read.
    pub fn kept_named(&self, filter: &EntitlementFilter, tell: &mut dyn FnMut(Named) -> bool) -> Result<u64, Failure> {
        let views = self.store.views()?;
        let (today, mut from) = (self.clock.today(), From::Start);
        loop {
            let found = kept::page(&self.store, &self.plan, today, filter, &from, ROWS)?;
            let Some(page) = found else { return Ok(0) };
            let last = page.rows.last().map(|listed| listed.row.cursor.clone());
            for listed in page.rows.chunk_by(|a, b| a.row.family == b.row.family) {
                let Some(id) = listed.first().map(|first| first.row.family) else { continue };
                let Some(family) = views.family(id)? else { continue };
                for kept::Listed { row, change } in listed {
                    let subject = rows::subject(&family, row.member);
                    let (member, measure) = (row.member, row.measure);
                    if !tell(Named { family: id, member, measure, subject, change: *change }) {
                        return Ok(page.total.unwrap_or(0));
                    }
                }
            }
            match last {
                Some(Cursor(last)) if page.more_after => from = From::After(Cursor(last)),
                _ => return Ok(page.total.unwrap_or(0)),
            }
        }
    }

    /// Keeps what a whole sweep of today found, so that the next one need not judge.
    ///
    /// # Errors
    /// When the views cannot be written.
    pub fn keep_all(&mut self, swept: Vec<(FamilyId, Kept)>) -> Result<(), Failure> {
        let (plan, today) = (Arc::clone(&self.plan), self.clock.today());
        self.keeper.keep_all(&mut self.store, &plan, today, swept)
    }
}
