//! Batches of payments, for whoever works in the same process: walks over the register, and what only a bank's file may hold.

use super::Local;
use crate::domain::batch::{Balance, Batch, BatchRefusal, Line, Listed};
use crate::domain::decide::Office;
use crate::domain::refusal::Refusal;
use crate::ids::BatchId;
use crate::service::batch::{self, Accounts, Listing};
use crate::service::failure::Failure;
use std::sync::Arc;

impl Local {
    fn office(&self) -> Office<'_> {
        Office { plan: &self.plan, calendar: &self.calendar, now: self.clock.now() }
    }

    fn families(&self) -> Result<u64, Refusal> {
        Ok(self.store.views().map_err(Refusal::from)?.counts(self.clock.today()).families)
    }

    /// Lists a draft as the register is now, to its end or until `told` stops it; what was listed until then stays.
    ///
    /// # Errors
    /// When the batch is no draft, or the store takes no entries.
    pub fn list_batch(&mut self, batch: BatchId, told: batch::Told<'_>) -> Result<Listing, Refusal> {
        let (plan, calendar) = (Arc::clone(&self.plan), Arc::clone(&self.calendar));
        let office = Office { plan: &plan, calendar: &calendar, now: self.clock.now() };
        let all = self.families()?;
        let mut walk = Listing::new(batch);
        while walk.step(&mut self.store, office, &self.actor)? {
            if told(walk.families.min(all), all).is_break() {
                break;
            }
        }
        Ok(walk)
    }

    /// What drawing a batch up would list; nothing is written.
    ///
    /// # Errors
    /// As `batch::trial`.
    pub fn try_batch(
        &self,
        draft: &Batch,
        take: &mut dyn FnMut(Listed),
        told: batch::Told<'_>,
    ) -> Result<bool, Refusal> {
        batch::trial(&self.store, self.office(), (draft, self.families()?), take, told)
    }

    /// Of which lines of a batch the register says something else now.
    ///
    /// # Errors
    /// As `batch::differences`.
    pub fn batch_differences(&self, batch: BatchId) -> Result<Vec<(Line, Option<Listed>)>, Refusal> {
        batch::differences(&self.store, self.office(), batch)
    }

    /// What persons are owed and were paid.
    ///
    /// # Errors
    /// As `batch::accounts`.
    pub fn accounts(
        &self,
        asked: &Accounts,
        take: &mut dyn FnMut(Balance),
        told: batch::Told<'_>,
    ) -> Result<bool, Refusal> {
        batch::accounts(&self.store, self.office(), (asked, self.families()?), take, told)
    }

    /// The lines of a batch with everything that a bank must know: for the bank's file and for what comes back from it, nothing else.
    ///
    /// # Errors
    /// When there is no such batch, or the views cannot be read.
    pub fn batch_for_bank(&self, batch: BatchId) -> Result<(Batch, Vec<Line>), Refusal> {
        let views = self.store.views().map_err(Refusal::from)?;
        let read = |error| Refusal::from(Failure::from(error));
        let known = views.batch(batch).map_err(read)?.ok_or(BatchRefusal::NoSuchBatch(batch))?;
        Ok((known, views.payments_of(batch).map_err(read)?))
    }
}
