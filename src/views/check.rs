//! Comparing the views with their fingerprint, a little at a time.
//!
//! The content is read from the first key to the last while the desk goes on working: what is written behind the point that was reached
//! is taken into the sum as it is written. `verify` reads to the end at once; after an unclean stop it is done at quiet moments.

use super::error::{Because, Doing};
use super::meta::{Fingerprint, Meta};
use super::store::Way;
use super::{Views, ViewsError, key};

/// A check under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Check {
    /// Everything before this key is in the sum.
    at: Vec<u8>,
    sum: Fingerprint,
}

impl Check {
    /// Takes in a row that changes while the check goes on.
    pub fn notice(&mut self, key: &[u8], old: Option<&[u8]>, new: Option<&[u8]>) {
        if key < self.at.as_slice() {
            self.sum.replace(key, old, new);
        }
    }
}

/// How far a check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Rows compared so far.
    pub rows: u64,
    /// Rows in all.
    pub of: u64,
    /// The check is at its end, and the content is what it should be.
    pub done: bool,
}

impl Views {
    /// Goes on with the check by at most so many rows, or begins one.
    ///
    /// # Errors
    /// Damage, when the content is not what it should be; nothing is answered after that.
    pub fn check_some(&mut self, rows: usize) -> Result<Checked, ViewsError> {
        let mut check = self.check.take().unwrap_or_default();
        let range = check.at.clone()..key::end_of(&[u8::MAX]);
        let content = self.store.scan(&range, Way::Forward, rows.max(1))?;
        for (key, value) in content.iter().filter(|(key, _)| key != Meta::KEY) {
            check.sum.replace(key, None, Some(value));
        }
        if let Some((last, _)) = content.last() {
            check.at = key::after(last);
            let so_far = check.sum.rows();
            self.check = Some(check);
            return Ok(Checked { rows: so_far, of: self.meta.whole().rows(), done: false });
        }
        if check.sum != self.meta.whole() || self.heed(Meta::load(&self.store))? != Some(self.meta) {
            return self.heed(Err(ViewsError::damaged(Doing::Checking, Because::Fingerprint)));
        }
        Ok(Checked { rows: check.sum.rows(), of: check.sum.rows(), done: true })
    }
}
