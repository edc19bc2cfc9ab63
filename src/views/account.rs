//! Accounts. They are few and every answer depends on them, so they are kept in memory beside their rows.

use super::error::ViewsError;
use super::fold::{Fold, Past, slot};
use super::image::Image;
use super::store::{Store, Way};
use super::{Views, codec, key};
use crate::domain::access::{ACCOUNTS_MAX, AccessEvent, Account};
use crate::ids::Seq;
use std::collections::BTreeMap;

/// Every account, by user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts(BTreeMap<String, Account>);

impl Accounts {
    pub(super) fn load(store: &Store) -> Result<Self, ViewsError> {
        let rows = store.scan(&key::within(vec![key::ACCOUNT]), Way::Forward, ACCOUNTS_MAX)?;
        let accounts = rows.iter().map(|(_, value)| codec::decode(value));
        let accounts: Vec<Account> = accounts.collect::<Result<_, _>>()?;
        Ok(Accounts(accounts.into_iter().map(|one| (one.user.clone(), one)).collect()))
    }

    pub(super) fn set(&mut self, account: Account) {
        self.0.insert(account.user.clone(), account);
    }

    /// The account of a user, closed or open.
    pub fn get(&self, user: &str) -> Option<&Account> {
        self.0.get(user)
    }

    /// Every account, by user.
    pub fn all(&self) -> impl Iterator<Item = &Account> {
        self.0.values()
    }

    /// How many there are, closed ones too.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none: then nobody's rights are limited.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The image of an account.
pub(super) fn image(account: &Account, by: Seq) -> Result<Image, ViewsError> {
    let record = codec::encode(account).ok_or(ViewsError::TooLong { seq: by })?;
    Ok(Image::row(key::key(key::ACCOUNT, &[account.user.as_bytes()]), record))
}

impl Views {
    /// The accounts.
    pub fn accounts(&self) -> &Accounts {
        &self.accounts
    }
}

impl<P: Past> Fold<'_, P> {
    /// Something happened to an account; that somebody looked changes none.
    pub(super) fn access_event(&mut self, seq: Seq, event: &AccessEvent) -> Result<(), ViewsError> {
        let Some(user) = event.user() else { return Ok(()) };
        let past = self.past;
        let record = slot::<P, _, _>(&mut self.accounts, user.to_string(), || past.account(user))?;
        *record = Account::after(record.take(), seq, event);
        Ok(())
    }
}
