//! What has changed, for those who wait for it. Only the latest is kept: whoever is slow hears of many changes at once.

use crate::protocol::message::Changed;
use crate::service::client::{Client, Notice};
use crate::service::local::Local;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The latest change.
pub struct Watch {
    latest: Mutex<Latest>,
    turned: Condvar,
}

#[derive(Clone)]
struct Latest {
    // How often something changed.
    turn: u64,
    changed: Changed,
    ended: bool,
}

impl Watch {
    /// Nothing has changed yet.
    pub fn new(local: &Local) -> Self {
        let changed = Changed { head: local.head().0, notices: local.notices() };
        Self { latest: Mutex::new(Latest { turn: 0, changed, ended: false }), turned: Condvar::new() }
    }

    /// Looks whether anything changed since the last look, and wakes those who wait.
    pub fn look(&self, local: &Local, beside: bool) {
        let changed = Changed { head: local.head().0, notices: local.notices() };
        let mut latest = self.lock();
        if beside || latest.changed != changed {
            latest.turn += 1;
            latest.changed = changed;
            self.turned.notify_all();
        }
    }

    /// What the clerks should know now.
    pub fn notices(&self) -> Vec<Notice> {
        self.lock().changed.notices.clone()
    }

    /// The turn of the latest change: what a client knows that asked just now.
    pub fn turn(&self) -> u64 {
        self.lock().turn
    }

    /// Waits until something changed after `seen`; none when the server ends or `gone` says that nobody waits any more.
    pub fn after(&self, seen: u64, gone: &dyn Fn() -> bool) -> Option<(u64, Changed)> {
        let mut latest = self.lock();
        while !latest.ended && !gone() {
            if latest.turn > seen {
                return Some((latest.turn, latest.changed.clone()));
            }
            latest = self.turned.wait(latest).unwrap_or_else(PoisonError::into_inner);
        }
        None
    }

    /// Lets some time pass, so that many changes are told as one; shorter when the server ends.
    pub fn rest(&self, calm: Duration, gone: &dyn Fn() -> bool) {
        let latest = self.lock();
        let waiting = |latest: &mut Latest| !latest.ended && !gone();
        drop(self.turned.wait_timeout_while(latest, calm, waiting).unwrap_or_else(PoisonError::into_inner));
    }

    /// Wakes everybody, so that those whose client is gone notice.
    pub fn wake(&self) {
        // Under the lock, so that nobody is between looking and waiting.
        let _latest = self.lock();
        self.turned.notify_all();
    }

    /// Whether the server ends.
    pub fn is_ended(&self) -> bool {
        self.lock().ended
    }

    /// The server ends.
    pub fn end(&self) {
        self.lock().ended = true;
        self.turned.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Latest> {
        // A thread that panicked while it held the lock left a whole value behind: every change of it is one assignment.
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
