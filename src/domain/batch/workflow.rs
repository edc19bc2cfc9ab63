//! What may be done with a batch and with a line of it, and when: the one table that deciding, the desk's keys and its help read.

use super::line::{Line, State};
use super::{Batch, Stage};
use crate::text::Both;
use serde::{Deserialize, Serialize};

/// Something that is done with a batch, or with one of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Act {
    /// List everybody as the register is now.
    Check,
    /// Add somebody for an earlier period.
    Add,
    /// Settle it: the register no longer changes it.
    Freeze,
    /// Hand it to the bank.
    Send,
    /// Take in what the bank says.
    Return,
    /// Everything came back.
    Close,
    /// Pay what failed and was put right again, in a batch of its own.
    Again,
    /// Throw it away before it was sent.
    Discard,
    /// Take a line out.
    Hold,
    /// Put a line in that only looked doubtful, or that a clerk had taken out.
    Include,
    /// The bank paid a line.
    Paid,
    /// The bank could not pay a line.
    Failed,
    /// The money of a paid line came back.
    Bounce,
    /// Put right what made a line fail.
    Correct,
    /// Note that money paid too much is to be taken back.
    Recover,
}

/// A row of the table: what is done, what a clerk reads, at which stages of the batch, with lines in which state; no states where the act is
/// about the whole batch.
type Row = (Act, Both, &'static [Stage], &'static [State]);

const BACK: &[Stage] = &[Stage::Sent, Stage::Closed];

const TABLE: [Row; 15] = [
    (Act::Check, Both::new("核对", "Check"), &[Stage::Draft], &[]),
    (Act::Add, Both::new("补发", "Add"), &[Stage::Draft], &[]),
    (Act::Freeze, Both::new("冻结", "Freeze"), &[Stage::Draft], &[]),
    (Act::Send, Both::new("送银行", "To bank"), &[Stage::Frozen], &[]),
    (Act::Return, Both::new("回执", "Returns"), BACK, &[]),
    (Act::Close, Both::new("结案", "Close"), &[Stage::Sent], &[]),
    (Act::Again, Both::new("再次发放", "Pay again"), BACK, &[]),
    (Act::Discard, Both::new("作废", "Discard"), &[Stage::Draft, Stage::Frozen], &[]),
    // Taking somebody out is still possible once the batch is settled; putting somebody in is not.
    (Act::Hold, Both::new("停发", "Hold"), &[Stage::Draft, Stage::Frozen], &[State::In]),
    (Act::Include, Both::new("列入", "Put in"), &[Stage::Draft], &[State::Out]),
    (Act::Paid, Both::new("成功", "Paid"), BACK, &[State::In, State::Failed, State::Corrected]),
    (Act::Failed, Both::new("失败", "Failed"), BACK, &[State::In, State::Failed]),
    (Act::Bounce, Both::new("退汇", "Came back"), BACK, &[State::Paid]),
    (Act::Correct, Both::new("更正", "Correct"), BACK, &[State::Failed, State::Corrected]),
    (Act::Recover, Both::new("追回", "Take back"), BACK, &[State::Paid]),
];

impl Act {
    /// Every act, in the order of a batch's life.
    pub const ALL: [Act; 15] = {
        let mut all = [Act::Check; 15];
        let mut at = 0;
        while at < all.len() {
            all[at] = TABLE[at].0;
            at += 1;
        }
        all
    };

    fn row(self) -> &'static Row {
        TABLE.iter().find(|(act, ..)| *act == self).unwrap_or(&TABLE[0])
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        self.row().1
    }

    /// At which stages of the batch it may be done.
    pub fn stages(self) -> &'static [Stage] {
        self.row().2
    }

    /// Whether it is done with one line.
    pub fn is_of_line(self) -> bool {
        !self.row().3.is_empty()
    }

    /// Whether it may be done with this batch.
    pub fn suits(self, batch: &Batch) -> bool {
        self.stages().contains(&batch.stage)
    }

    /// Whether it may be done with this line of a batch at this stage. What was left out may be put in only where it was a mere doubt, or a
    /// clerk's own doing.
    pub fn suits_line(self, stage: Stage, line: &Line) -> bool {
        let held = line.ruling.as_ref().is_some_and(|ruling| ruling.hold);
        let doubt = held || line.listed.out.as_ref().is_some_and(super::line::Why::is_doubt);
        self.stages().contains(&stage) && self.row().3.contains(&line.state()) && (self != Act::Include || doubt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_act_has_one_row() {
        let all: BTreeSet<Act> = Act::ALL.into_iter().collect();
        assert_eq!(all.len(), Act::ALL.len());
        assert_eq!(all.len(), Act::Recover as usize + 1);
        for act in Act::ALL {
            assert!(!act.stages().is_empty() && !act.title().zh.is_empty(), "{act:?}");
        }
    }

    #[test]
    fn nothing_is_done_with_what_was_thrown_away() {
        assert!(Act::ALL.iter().all(|act| !act.stages().contains(&Stage::Discarded)));
    }
}
