//! The one table of what may be done with an emergency at each stage, and where it leads. The board, the command line and `decide` all
//! read it.

use crate::text::Both;
use serde::{Deserialize, Serialize};

/// Where an emergency stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// Nobody has answered.
    Lodged,
    /// A clerk has answered and has it in hand.
    Taken,
    /// Found true.
    Verified,
    /// More than a clerk may grant was asked for.
    Asking,
    /// Relief is in hand; the paper follows.
    Granted,
    /// Done with, its outcome told.
    Closed,
}

impl Stage {
    /// Every stage, in their order.
    pub const ALL: [Stage; 6] =
        [Stage::Lodged, Stage::Taken, Stage::Verified, Stage::Asking, Stage::Granted, Stage::Closed];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Lodged => "lodged",
            Stage::Taken => "taken",
            Stage::Verified => "verified",
            Stage::Asking => "asking",
            Stage::Granted => "granted",
            Stage::Closed => "closed",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Stage::Lodged => Both::new("待接", "waiting"),
            Stage::Taken => Both::new("已接", "taken"),
            Stage::Verified => Both::new("已核实", "verified"),
            Stage::Asking => Both::new("待批", "asking"),
            Stage::Granted => Both::new("已救助", "granted"),
            Stage::Closed => Both::new("已结案", "closed"),
        }
    }
}

/// What can be done with an emergency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Act {
    /// Answer it and take it in hand.
    Take,
    /// Find it true, with what was found out.
    Verify,
    /// Put relief in the family's hand, within the clerk's limit.
    Grant,
    /// Ask for more than the clerk may grant; follows from a grant above the limit.
    Ask,
    /// Approve what was asked for, and so put it in hand.
    Approve,
    /// Refuse what was asked for.
    Refuse,
    /// Hand it to another department or clerk.
    HandOver,
    /// Call in another department.
    CallIn,
    /// Say that it is graver or less grave than the table has it.
    Grade,
    /// Close it with its outcome.
    Close,
    /// Add a line.
    AddLine,
    /// The one who lodged it has read the outcome.
    Acknowledge,
}

impl Act {
    /// Every one, in the order of the action bar.
    pub const ALL: [Act; 12] = [
        Act::Take,
        Act::Verify,
        Act::Grant,
        Act::Ask,
        Act::Approve,
        Act::Refuse,
        Act::HandOver,
        Act::CallIn,
        Act::Grade,
        Act::Close,
        Act::AddLine,
        Act::Acknowledge,
    ];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        self.word().strip_prefix("emergency ").unwrap_or_default()
    }

    /// The word that stands for it in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Act::Take => "emergency take",
            Act::Verify => "emergency verify",
            Act::Grant => "emergency grant",
            Act::Ask => "emergency ask",
            Act::Approve => "emergency approve",
            Act::Refuse => "emergency refuse",
            Act::HandOver => "emergency hand-over",
            Act::CallIn => "emergency call-in",
            Act::Grade => "emergency severity",
            Act::Close => "emergency close",
            Act::AddLine => "emergency add",
            Act::Acknowledge => "emergency acknowledge",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Act::Take => Both::new("接办", "Take"),
            Act::Verify => Both::new("核实", "Verify"),
            Act::Grant => Both::new("救助", "Grant"),
            Act::Ask => Both::new("请批", "Ask"),
            Act::Approve => Both::new("批准", "Approve"),
            Act::Refuse => Both::new("不批准", "Refuse"),
            Act::HandOver => Both::new("转交", "Hand over"),
            Act::CallIn => Both::new("会同", "Call in"),
            Act::Grade => Both::new("定级", "Severity"),
            Act::Close => Both::new("结案", "Close"),
            Act::AddLine => Both::new("补充", "Add a line"),
            Act::Acknowledge => Both::new("知悉", "Noted"),
        }
    }

    /// The one with this key.
    pub fn from_key(key: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.key() == key)
    }

    /// Whether it must be said why, or what.
    pub fn wants_note(self) -> bool {
        matches!(self, Act::Refuse | Act::HandOver | Act::CallIn | Act::Grade | Act::Close | Act::AddLine)
    }
}

/// The stage that `act` leads to from `from`, or none when it is not legal. `taken` says whether a clerk has it: what was handed over is
/// taken again without losing its stage. `Refuse` leads back to where it was asked from, which the emergency itself knows.
pub fn act(from: Stage, act: Act, taken: bool) -> Option<Stage> {
    use Stage::*;
    match (from, act) {
        (Lodged, Act::Take) => Some(Taken),
        (Taken | Verified | Asking | Granted, Act::Take) if !taken => Some(from),
        (Taken, Act::Verify) => Some(Verified),
        (Verified | Asking | Granted, Act::Verify) => Some(from),
        (Verified | Asking | Granted, Act::Grant) => Some(Granted),
        (Verified | Asking | Granted, Act::Ask) => Some(Asking),
        (Asking, Act::Approve) => Some(Granted),
        (Asking, Act::Refuse) => Some(Verified),
        (Lodged | Taken | Verified | Asking | Granted, Act::HandOver | Act::CallIn | Act::Grade | Act::AddLine) => {
            Some(from)
        }
        (Taken | Verified | Granted, Act::Close) => Some(Closed),
        (Closed, Act::Acknowledge) => Some(Closed),
        _ => None,
    }
}

/// What may be asked for at a stage, in the order of the action bar.
pub fn acts(from: Stage, taken: bool) -> impl Iterator<Item = Act> {
    Act::ALL.into_iter().filter(move |one| *one != Act::Ask && act(from, *one, taken).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as a policy officer would check it: a row a stage; `*` only when nobody has it.
    #[test]
    fn the_table_of_what_may_be_done() {
        let wanted = [
            (Stage::Lodged, "take hand-over call-in severity add"),
            (Stage::Taken, "take* verify hand-over call-in severity close add"),
            (Stage::Verified, "take* verify grant hand-over call-in severity close add"),
            (Stage::Asking, "take* verify grant approve refuse hand-over call-in severity add"),
            (Stage::Granted, "take* verify grant hand-over call-in severity close add"),
            (Stage::Closed, "acknowledge"),
        ];
        for (stage, row) in wanted {
            let with: Vec<&str> = acts(stage, true).map(Act::key).collect();
            let without: Vec<&str> = acts(stage, false).map(Act::key).collect();
            let taken: Vec<&str> = row.split(' ').filter(|act| !act.ends_with('*')).collect();
            let free: Vec<&str> = row.split(' ').map(|act| act.trim_end_matches('*')).collect();
            if stage == Stage::Lodged {
                assert_eq!(without, free);
            } else {
                assert_eq!((with, without), (taken, free), "{}", stage.key());
            }
        }
    }

    #[test]
    fn every_stage_can_be_reached_and_keys_read_back() {
        for stage in Stage::ALL.into_iter().skip(1) {
            assert!(Stage::ALL.iter().any(|from| Act::ALL.iter().any(|one| act(*from, *one, true) == Some(stage))));
        }
        assert!(Act::ALL.iter().all(|act| Act::from_key(act.key()) == Some(*act)));
    }
}
