//! What may be allowed or not: the rows of the table.

use crate::text::Both;
use serde::{Deserialize, Serialize};

/// A right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Right {
    /// Families, searches, who is entitled, questions, small registers, contact, what comes.
    SeeFamilies,
    /// Queues, deadlines, items.
    SeeItems,
    /// The board of emergencies.
    SeeEmergencies,
    /// Batches of payments, and what a family was paid.
    SeePayments,
    /// Figures of the year.
    SeeFigures,
    /// The whole journal: who did what, and who looked at whom.
    SeeJournal,
    /// The accounts.
    SeeAccounts,
    /// Where the journal ends and what it comes to, for a sheet of paper.
    MakeCheckpoints,
    /// What is masked, for some minutes and with a reason that is kept.
    Reveal,
    /// Enter and change families, settle questions about them.
    EnterFamilies,
    /// Rows of small registers, and contact with families.
    WriteRegisters,
    /// Open items and take every step with them but approving.
    WorkItems,
    /// Approve items.
    ApproveItems,
    /// Lodge an emergency.
    LodgeEmergencies,
    /// Take, verify, grant within the limit, hand over, close.
    HandleEmergencies,
    /// Approve or refuse relief above the limit.
    ApproveRelief,
    /// Draw batches up, check and correct them, take in what the bank says.
    DrawBatches,
    /// Freeze, send, close and discard batches.
    SettleBatches,
    /// Take back what somebody else entered.
    UndoOthers,
    /// Work on the whole register at once: import, sweep, schedule, reports, files.
    WorkWhole,
    /// Open, change and close accounts.
    KeepAccounts,
}

impl Right {
    /// Every right, in the order of the table.
    pub const ALL: [Right; 21] = [
        Right::SeeFamilies,
        Right::SeeItems,
        Right::SeeEmergencies,
        Right::SeePayments,
        Right::SeeFigures,
        Right::SeeJournal,
        Right::SeeAccounts,
        Right::MakeCheckpoints,
        Right::Reveal,
        Right::EnterFamilies,
        Right::WriteRegisters,
        Right::WorkItems,
        Right::ApproveItems,
        Right::LodgeEmergencies,
        Right::HandleEmergencies,
        Right::ApproveRelief,
        Right::DrawBatches,
        Right::SettleBatches,
        Right::UndoOthers,
        Right::WorkWhole,
        Right::KeepAccounts,
    ];

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Right::SeeFamilies => Both::new("查看家庭档案", "see families"),
            Right::SeeItems => Both::new("查看事项", "see items"),
            Right::SeeEmergencies => Both::new("查看急难", "see emergencies"),
            Right::SeePayments => Both::new("查看发放批次", "see payments"),
            Right::SeeFigures => Both::new("查看报表", "see figures"),
            Right::SeeJournal => Both::new("查看全部日志", "see the whole journal"),
            Right::SeeAccounts => Both::new("查看账户", "see accounts"),
            Right::MakeCheckpoints => Both::new("出具核验单", "make checkpoints"),
            Right::Reveal => Both::new("查看完整证件号和账号", "see what is masked, with a reason"),
            Right::EnterFamilies => Both::new("登记和更改家庭信息", "enter and change families"),
            Right::WriteRegisters => Both::new("填写台账和联系记录", "write registers and contact"),
            Right::WorkItems => Both::new("办理事项", "work items"),
            Right::ApproveItems => Both::new("审批事项", "approve items"),
            Right::LodgeEmergencies => Both::new("上报急难", "lodge emergencies"),
            Right::HandleEmergencies => Both::new("处置急难", "handle emergencies"),
            Right::ApproveRelief => Both::new("批准超限额救助", "approve relief above the limit"),
            Right::DrawBatches => Both::new("拟定和核对发放批次", "draw up and check batches"),
            Right::SettleBatches => Both::new("冻结和送出发放批次", "freeze and send batches"),
            Right::UndoOthers => Both::new("撤销他人的记录", "take back what others entered"),
            Right::WorkWhole => Both::new("全库作业（导入、排查、报送）", "work on the whole register"),
            Right::KeepAccounts => Both::new("管理账户", "keep accounts"),
        }
    }

    /// The same for a refusal: Chinese, English.
    pub fn named(self) -> (String, String) {
        let title = self.title();
        (title.zh.to_string(), title.en.to_string())
    }

    /// Whether it is only to look: an auditor may have nothing else.
    pub fn only_looks(self) -> bool {
        self <= Right::Reveal
    }
}
