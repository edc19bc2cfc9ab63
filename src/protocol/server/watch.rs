//! What has changed, for those who wait for it. Only the latest is kept: whoever is slow hears of many changes at once.

use super::places::Places;
use crate::ids::Seq;
use crate::protocol::message::{Changed, Others};
use crate::service::answer::Overview;
use crate::service::client::{Client, Notice};
use crate::service::local::Local;
use crate::service::presence::Here;
use crate::service::touched::{Rights, Touched};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The turns of which it is kept what they touched: a desk is told twice a second at most.
const RECENT_MAX: usize = 256;

/// The latest change.
pub struct Watch {
    latest: Mutex<Latest>,
    turned: Condvar,
}

struct Latest {
    // How often something changed.
    turn: u64,
    head: Seq,
    notices: Vec<Notice>,
    // What each of the last turns touched, the latest last.
    recent: VecDeque<Touched>,
    counts: Option<Overview>,
    rights: Arc<Rights>,
    places: Places,
    ended: bool,
}

impl Latest {
    /// What the turns after this one touched; everything where so many have gone by that it is not known any more.
    fn since(&self, seen: u64) -> Touched {
        let turns = usize::try_from(self.turn.saturating_sub(seen)).unwrap_or(usize::MAX);
        if turns > self.recent.len() {
            return Touched::everything();
        }
        self.recent.iter().skip(self.recent.len() - turns).cloned().fold(Touched::default(), Touched::and)
    }
}

/// What a desk is to be told.
pub enum News {
    /// Something changed: the turn to wait on from, what is to be told, and who may be told of what.
    Changed(u64, Changed, Arc<Rights>),
    /// Who else is where the desk is.
    Others(Others),
}

impl Watch {
    /// Nothing has changed yet.
    pub fn new(local: &Local) -> Self {
        let latest = Latest {
            turn: 0,
            head: local.head(),
            notices: local.notices(),
            recent: VecDeque::new(),
            counts: local.counts(),
            rights: Arc::new(local.rights()),
            places: Places::default(),
            ended: false,
        };
        Self { latest: Mutex::new(latest), turned: Condvar::new() }
    }

    /// Looks whether anything changed since the last look, and wakes those who wait. `beside` says that verdicts were judged anew.
    pub fn look(&self, local: &Local, beside: bool) {
        let (head, notices) = (local.head(), local.notices());
        let (known, same) = {
            let latest = self.lock();
            (latest.head, latest.notices == notices)
        };
        if same && !beside && known == head {
            return;
        }
        let mut touched = Touched { verdicts: beside, ..local.touched_since(known) };
        // What is judged anew may raise questions or settle them, and they are counted.
        let counts = if known == head && !beside { None } else { local.counts() };
        let rights = touched.everything.then(|| Arc::new(local.rights()));
        let mut latest = self.lock();
        if let Some(counts) = counts {
            touched.counts = latest.counts.as_ref() != Some(&counts);
            latest.counts = Some(counts);
        }
        latest.turn += 1;
        latest.head = head;
        latest.notices = notices;
        latest.rights = rights.unwrap_or_else(|| Arc::clone(&latest.rights));
        latest.recent.push_back(touched);
        if latest.recent.len() > RECENT_MAX {
            latest.recent.pop_front();
        }
        self.turned.notify_all();
    }

    /// What the clerks should know now.
    pub fn notices(&self) -> Vec<Notice> {
        self.lock().notices.clone()
    }

    /// The turn of the latest change: what a client knows that asked just now.
    pub fn turn(&self) -> u64 {
        self.lock().turn
    }

    /// Waits until there is something that a client does not know, having seen this turn; none when the server ends or `gone` says that
    /// nobody waits any more.
    pub fn after(&self, client: u64, seen: u64, gone: &dyn Fn() -> bool) -> Option<News> {
        let mut latest = self.lock();
        while !latest.ended && !gone() {
            if let Some(others) = latest.places.news(client) {
                return Some(News::Others(others));
            }
            if latest.turn > seen {
                let changed =
                    Changed { head: latest.head.0, notices: latest.notices.clone(), touched: latest.since(seen) };
                return Some(News::Changed(latest.turn, changed, Arc::clone(&latest.rights)));
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

    /// A desk is here now, or nowhere: who else is there. Other desks are woken where it is news for them.
    pub fn put(&self, client: u64, name: &str, here: Option<Here>) -> Others {
        let mut latest = self.lock();
        if latest.places.put(client, name, here, Instant::now()) {
            self.turned.notify_all();
        }
        latest.places.others(client)
    }

    /// A desk was heard of: it keeps its place.
    pub fn heard(&self, client: u64) {
        self.lock().places.heard(client, Instant::now());
    }

    /// Lets the places of silent desks lapse.
    pub fn lapse(&self) {
        if self.lock().places.lapse(Instant::now()) {
            self.turned.notify_all();
        }
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
