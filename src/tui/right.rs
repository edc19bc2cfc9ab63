//! The right that an action needs, so that nobody is offered what would be refused. The service decides all the same; here it is asked what the
//! account has not at all, not whether it has it for just this item.

use super::action::Action;
use crate::domain::batch::workflow::Act as BatchAct;
use crate::domain::emergency::workflow::Act;
use crate::service::permission::{Right, right_for, right_of};

/// The right without which an action is always refused; none where everybody may, or where it depends on what is chosen.
pub fn right(action: Action) -> Option<Right> {
    let of_act = |act: Act| match act {
        // Whoever lodged it may add to it and has read how it ended.
        Act::AddLine | Act::Acknowledge => None,
        act => Some(right_for(act)),
    };
    let found = action.verb().map(right_of).or_else(|| action.batch_act().map(of_batch));
    found.or_else(|| action.act().and_then(of_act)).or(match action {
        Action::NewFamily
        | Action::EditFacts
        | Action::Birth
        | Action::Adoption
        | Action::Death
        | Action::GradeChange
        | Action::MoveHouse
        | Action::AddMember
        | Action::MergeFamilies
        | Action::SettleSame
        | Action::SettleNew
        | Action::SettleLeave
        | Action::FillGap
        | Action::PutAside
        | Action::FirstIsRight
        | Action::SecondIsRight
        | Action::BothAreRight
        | Action::EnterRight => Some(Right::EnterFamilies),
        Action::NewItem | Action::OpenEntitled => Some(Right::WorkItems),
        Action::RecordContact | Action::NewRow | Action::CorrectRow | Action::WithdrawRow => {
            Some(Right::WriteRegisters)
        }
        Action::AttachFile | Action::ComparePlan => Some(Right::WorkWhole),
        Action::ReportEmergency => Some(Right::LodgeEmergencies),
        Action::DrawBatch | Action::PayArrears | Action::RecoverOver => Some(Right::DrawBatches),
        _ => None,
    })
}

fn of_batch(act: BatchAct) -> Right {
    match act {
        BatchAct::Freeze | BatchAct::Send | BatchAct::Close | BatchAct::Discard => Right::SettleBatches,
        _ => Right::DrawBatches,
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::TABLE;
    use super::super::availability::changes_something;
    use super::*;

    #[test]
    fn what_changes_anything_needs_a_right_unless_it_is_ones_own() {
        let free = [Action::EmergencyAdd, Action::EmergencyAcknowledge, Action::Undo, Action::Seen];
        for action in TABLE.iter().map(|row| row.action).filter(|action| changes_something(*action)) {
            assert_eq!(right(action).is_none(), free.contains(&action), "{action:?}");
        }
        assert_eq!(right(Action::Approve), Some(Right::ApproveItems));
        assert_eq!(right(Action::EmergencyApprove), Some(Right::ApproveRelief));
        assert_eq!(right(Action::Down), None);
    }
}
