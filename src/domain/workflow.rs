//! The one table of legal steps: what may be done with an item in each status, and where it leads.
//!
//! Queues, action bars, the command line and `decide` all read this table; nobody else knows which step is legal.

use crate::text::Both;
use serde::{Deserialize, Serialize};

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Waits for a department to take it.
    Pending,
    /// Taken by a clerk.
    Accepted,
    /// Found right and released.
    Approved,
    /// Given to the family.
    Delivered,
    /// Counted and done with.
    Closed,
    /// Refused with a reason and a clause.
    Declined,
    /// Waits for something outside; its clock stands still.
    Suspended,
    /// Handed to another department, which has not taken it yet.
    Referred,
    /// Taken back: entered in error or by the family's wish.
    Withdrawn,
}

impl Status {
    /// Every status, in the order of an item's life.
    pub const ALL: [Status; 9] = [
        Status::Pending,
        Status::Accepted,
        Status::Approved,
        Status::Delivered,
        Status::Closed,
        Status::Declined,
        Status::Suspended,
        Status::Referred,
        Status::Withdrawn,
    ];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Status::Pending => "pending",
            Status::Accepted => "accepted",
            Status::Approved => "approved",
            Status::Delivered => "delivered",
            Status::Closed => "closed",
            Status::Declined => "declined",
            Status::Suspended => "suspended",
            Status::Referred => "referred",
            Status::Withdrawn => "withdrawn",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Status::Pending => Both::new("待办", "pending"),
            Status::Accepted => Both::new("已受理", "accepted"),
            Status::Approved => Both::new("已审批", "approved"),
            Status::Delivered => Both::new("已落实", "delivered"),
            Status::Closed => Both::new("已办结", "closed"),
            Status::Declined => Both::new("未予办理", "declined"),
            Status::Suspended => Both::new("暂缓", "suspended"),
            Status::Referred => Both::new("已转办", "referred"),
            Status::Withdrawn => Both::new("已撤回", "withdrawn"),
        }
    }

    /// The status with this key.
    pub fn from_key(key: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.key() == key)
    }

    /// Whether somebody still has to do something and the clock runs.
    pub fn is_live(self) -> bool {
        matches!(self, Status::Pending | Status::Accepted | Status::Approved | Status::Referred)
    }

    /// Whether the item has not come to its end: live or suspended.
    pub fn is_open(self) -> bool {
        self.is_live() || self == Status::Suspended
    }
}

/// What a clerk can do with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verb {
    /// Take it.
    Accept,
    /// Release it.
    Approve,
    /// Record that the family has it.
    Deliver,
    /// Refuse it with a reason and a clause.
    Decline,
    /// Stop its clock.
    Suspend,
    /// Start its clock again.
    Resume,
    /// Hand it to another department.
    Refer,
    /// Take it back.
    Withdraw,
    /// Begin again.
    Reopen,
    /// Count it and put it away.
    Close,
}

impl Verb {
    /// Every verb, in the order of the action bar.
    pub const ALL: [Verb; 10] = [
        Verb::Accept,
        Verb::Approve,
        Verb::Deliver,
        Verb::Decline,
        Verb::Suspend,
        Verb::Resume,
        Verb::Refer,
        Verb::Withdraw,
        Verb::Reopen,
        Verb::Close,
    ];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Verb::Accept => "accept",
            Verb::Approve => "approve",
            Verb::Deliver => "deliver",
            Verb::Decline => "decline",
            Verb::Suspend => "suspend",
            Verb::Resume => "resume",
            Verb::Refer => "refer",
            Verb::Withdraw => "withdraw",
            Verb::Reopen => "reopen",
            Verb::Close => "close",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Verb::Accept => Both::new("受理", "Accept"),
            Verb::Approve => Both::new("审批", "Approve"),
            Verb::Deliver => Both::new("落实", "Deliver"),
            Verb::Decline => Both::new("不予办理", "Decline"),
            Verb::Suspend => Both::new("暂缓", "Suspend"),
            Verb::Resume => Both::new("恢复", "Resume"),
            Verb::Refer => Both::new("转办", "Refer"),
            Verb::Withdraw => Both::new("撤回", "Withdraw"),
            Verb::Reopen => Both::new("重新办理", "Reopen"),
            Verb::Close => Both::new("办结", "Close"),
        }
    }

    /// The verb with this key.
    pub fn from_key(key: &str) -> Option<Verb> {
        Verb::ALL.into_iter().find(|verb| verb.key() == key)
    }

    /// Whether the step asks for a reason.
    pub fn wants_reason(self) -> bool {
        matches!(self, Verb::Decline | Verb::Suspend | Verb::Refer | Verb::Withdraw | Verb::Reopen)
    }
}

/// The status that `verb` leads to from `from`, or none when the step is not legal. `approval` says whether the measure may only be
/// delivered after it was approved (money moves). `Resume` leads back to where the item stood, which the item itself knows: the table
/// says `Pending`.
pub fn step(from: Status, verb: Verb, approval: bool) -> Option<Status> {
    use Status::*;
    match (from, verb) {
        (Pending | Referred, Verb::Accept) => Some(Accepted),
        (Accepted, Verb::Approve) => Some(Approved),
        (Approved, Verb::Deliver) => Some(Delivered),
        (Accepted, Verb::Deliver) if !approval => Some(Delivered),
        (Pending | Accepted | Approved | Referred, Verb::Decline) => Some(Declined),
        (Pending | Accepted | Approved | Referred, Verb::Suspend) => Some(Suspended),
        (Suspended, Verb::Resume) => Some(Pending),
        (Pending | Accepted | Approved | Referred, Verb::Refer) => Some(Referred),
        (Pending | Accepted | Approved | Referred | Suspended, Verb::Withdraw) => Some(Withdrawn),
        (Delivered | Declined | Withdrawn | Closed, Verb::Reopen) => Some(Pending),
        (Delivered | Declined, Verb::Close) => Some(Closed),
        _ => None,
    }
}

/// The verbs that are legal in a status, in the order of the action bar.
pub fn verbs(from: Status, approval: bool) -> impl Iterator<Item = Verb> {
    Verb::ALL.into_iter().filter(move |verb| step(from, *verb, approval).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as a policy officer would check it: a row a status, a column a verb.
    #[test]
    fn the_table_of_legal_steps() {
        let wanted = [
            (Status::Pending, "accept decline suspend refer withdraw"),
            (Status::Accepted, "approve deliver* decline suspend refer withdraw"),
            (Status::Approved, "deliver decline suspend refer withdraw"),
            (Status::Delivered, "reopen close"),
            (Status::Closed, "reopen"),
            (Status::Declined, "reopen close"),
            (Status::Suspended, "resume withdraw"),
            (Status::Referred, "accept decline suspend refer withdraw"),
            (Status::Withdrawn, "reopen"),
        ];
        for (status, row) in wanted {
            let with: Vec<&str> = verbs(status, true).map(Verb::key).collect();
            let without: Vec<&str> = verbs(status, false).map(Verb::key).collect();
            let strict: Vec<&str> = row.split(' ').filter(|verb| !verb.ends_with('*')).collect();
            let free: Vec<&str> = row.split(' ').map(|verb| verb.trim_end_matches('*')).collect();
            assert_eq!(with, strict, "{}", status.key());
            assert_eq!(without, free, "{}", status.key());
        }
    }

    #[test]
    fn every_status_can_be_reached_and_left_again() {
        for status in Status::ALL {
            let reached = status == Status::Pending
                || Status::ALL.iter().any(|from| Verb::ALL.iter().any(|verb| step(*from, *verb, true) == Some(status)));
            assert!(reached, "{}", status.key());
            assert!(verbs(status, true).next().is_some(), "{}", status.key());
        }
    }

    #[test]
    fn keys_read_back() {
        assert!(Status::ALL.iter().all(|status| Status::from_key(status.key()) == Some(*status)));
        assert!(Verb::ALL.iter().all(|verb| Verb::from_key(verb.key()) == Some(*verb)));
    }
}
