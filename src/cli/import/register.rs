//! The register as an import sees it: the service in this process, unmasked.

use crate::domain::command::Command;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::exchange::roster::likeness::{CANDIDATES_MAX, Likeness};
use crate::exchange::roster::{Fingerprint, Register};
use crate::ids::{FamilyId, MemberNo};
use crate::service::client::{Client, Order};
use crate::service::failure::Failure;
use crate::service::local::Local;

/// People of one name that are looked at: beyond that a name says nothing.
const NAMESAKES_MAX: usize = 500;

/// The service in this process.
pub struct Office<'a> {
    local: &'a mut Local,
}

impl<'a> Office<'a> {
    /// The register behind a service.
    pub fn new(local: &'a mut Local) -> Self {
        Self { local }
    }

    fn known(&self, id: FamilyId) -> Result<Option<Family>, Failure> {
        Ok(self.local.store().views()?.family(id)?.filter(|family| family.is_listed()))
    }

    /// Families that are alike, found by the names of the parents and of the child.
    fn candidates(&self, likeness: &Likeness) -> Result<Vec<FamilyId>, Failure> {
        let child = likeness.child.iter().map(|(name, _)| name);
        let names = likeness.parents.iter().map(|parent| &parent.name).chain(child);
        let mut alike = Vec::new();
        for name in names {
            for (id, _) in self.local.store().views()?.alike(name, NAMESAKES_MAX)? {
                let fits = !alike.contains(&id) && self.known(id)?.is_some_and(|family| likeness.fits(&family));
                if fits && alike.len() < CANDIDATES_MAX {
                    alike.push(id);
                }
            }
        }
        Ok(alike)
    }
}

impl Register for Office<'_> {
    fn by_case_number(&mut self, number: &str) -> Result<Option<FamilyId>, Refusal> {
        let found = self.local.store().views()?.by_case_number(number).map_err(Failure::from)?;
        for id in found {
            // The look-up forgives blanks and the case of letters; a case number does not.
            if self.known(id)?.is_some_and(|family| family.case_number() == number) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn by_identity_number(&mut self, number: &str) -> Result<Vec<(FamilyId, MemberNo)>, Refusal> {
        let mut found = self.local.store().views()?.by_identity_number(number).map_err(Failure::from)?;
        let mut known = Vec::new();
        for (id, member) in found.drain(..) {
            if self.known(id)?.is_some() {
                known.push((id, member));
            }
        }
        Ok(known)
    }

    fn family(&mut self, id: FamilyId) -> Result<Option<Family>, Refusal> {
        Ok(self.known(id)?)
    }

    fn alike(&mut self, likeness: &Likeness) -> Result<Vec<FamilyId>, Refusal> {
        Ok(self.candidates(likeness)?)
    }

    fn asked(&mut self, fingerprint: &Fingerprint) -> Result<bool, Refusal> {
        let found = self.local.store().views()?.review_with_fingerprint(fingerprint).map_err(Failure::from)?;
        Ok(found.is_some())
    }

    fn execute(&mut self, commands: Vec<Command>) -> Vec<Result<Option<FamilyId>, Refusal>> {
        let orders: Vec<Order> = commands.into_iter().map(Order::from).collect();
        let answers = self.local.execute(&orders);
        answers.into_iter().map(|answer| answer.map(|done| done.family)).collect()
    }

    fn preview(&mut self, commands: &[Command]) -> Vec<Result<(), Refusal>> {
        let orders: Vec<Order> = commands.iter().cloned().map(Order::from).collect();
        self.local.preview(&orders)
    }
}
