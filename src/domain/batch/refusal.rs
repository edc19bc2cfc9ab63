//! Why something with a batch was not done, and the sentences that say so.

use super::Stage;
use super::line::{LineId, Why};
use crate::domain::refusal::Refusal;
use crate::ids::{BatchId, FamilyId, MemberNo};
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::text::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a command about a batch was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BatchRefusal {
    /// There is no such batch.
    NoSuchBatch(BatchId),
    /// There is no such line.
    NoSuchLine(LineId),
    /// The measure is not paid by the month at a dated standard: its title, Chinese and English.
    NotPayable {
        /// Title of the measure.
        measure: (String, String),
    },
    /// The plan does not say with which month money starts and ends.
    NoProration,
    /// A draft of the same is there.
    DraftThere(BatchId),
    /// The batch is not where this can be done.
    WrongStage {
        /// The batch.
        batch: BatchId,
        /// Where it stands.
        stage: Stage,
        /// Where it would have to stand.
        wanted: Vec<Stage>,
    },
    /// More families than one command may name.
    TooManyFamilies(usize),
    /// More lines than a batch may have.
    TooManyLines(BatchId),
    /// The whole register was not looked at yet.
    NotChecked(BatchId),
    /// Nobody is to be paid.
    Empty(BatchId),
    /// The register says something else of some lines since the batch was checked.
    Moved {
        /// The batch.
        batch: BatchId,
        /// How many lines.
        lines: usize,
        /// The first of them.
        named: Vec<LineId>,
    },
    /// Something ended the claim of some lines, or paid them, since the batch was frozen.
    Stopped {
        /// The batch.
        batch: BatchId,
        /// How many lines.
        lines: usize,
        /// The first of them.
        named: Vec<LineId>,
    },
    /// Lines of which the bank has said nothing.
    StillWaiting {
        /// The batch.
        batch: BatchId,
        /// How many.
        lines: u32,
    },
    /// No failed line was put right.
    NothingCorrected {
        /// The batch.
        batch: BatchId,
        /// How many lines failed.
        failed: u32,
    },
    /// What is in the way is not a mere doubt.
    NotToBePutIn(LineId, Why),
    /// Nothing is owed for the period, or something stands in the way.
    NothingOwed {
        /// The household.
        family: FamilyId,
        /// The person.
        member: MemberNo,
        /// The period.
        period: Period,
        /// What stands in the way.
        why: Option<Why>,
    },
    /// The period was never settled by a batch.
    NotSettled(Period),
    /// The period of the batch itself is listed by checking.
    OwnPeriod(Period),
    /// Another line pays for the same.
    OnItsWay(LineId),
    /// This is what is recorded.
    Same(LineId),
    /// The line never went to the bank.
    NotSent(LineId),
    /// The line was paid.
    PaidAlready(LineId),
    /// The line was put right, to be paid again.
    PutRight(LineId),
    /// The line did not fail.
    NotFailed(LineId),
    /// The day has not come.
    NotYet(#[serde(with = "crate::when::day")] NaiveDate),
    /// So much cannot be taken back of this line.
    NotRecoverable {
        /// The line.
        line: LineId,
        /// What was named.
        amount: Fen,
        /// What could be.
        most: Fen,
    },
    /// A reason is asked for.
    ReasonMissing,
}

impl From<BatchRefusal> for Refusal {
    fn from(refusal: BatchRefusal) -> Self {
        Refusal::Batch(refusal)
    }
}

impl BatchRefusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            BatchRefusal::NoSuchBatch(_) => "no-such-batch",
            BatchRefusal::NoSuchLine(_) => "no-such-line",
            BatchRefusal::NotPayable { .. } => "not-payable",
            BatchRefusal::NoProration => "no-proration",
            BatchRefusal::DraftThere(_) => "draft-there",
            BatchRefusal::WrongStage { .. } => "wrong-stage",
            BatchRefusal::TooManyFamilies(_) => "too-many",
            BatchRefusal::TooManyLines(_) => "too-many-lines",
            BatchRefusal::NotChecked(_) => "not-checked",
            BatchRefusal::Empty(_) => "empty-batch",
            BatchRefusal::Moved { .. } => "register-changed",
            BatchRefusal::Stopped { .. } => "claim-ended",
            BatchRefusal::StillWaiting { .. } => "still-waiting",
            BatchRefusal::NothingCorrected { .. } => "nothing-corrected",
            BatchRefusal::NotToBePutIn(..) => "not-to-be-put-in",
            BatchRefusal::NothingOwed { .. } => "nothing-owed",
            BatchRefusal::NotSettled(_) => "period-not-settled",
            BatchRefusal::OwnPeriod(_) => "own-period",
            BatchRefusal::OnItsWay(_) => "on-its-way",
            BatchRefusal::Same(_) => "same",
            BatchRefusal::NotSent(_) => "not-sent",
            BatchRefusal::PaidAlready(_) => "paid-already",
            BatchRefusal::PutRight(_) => "put-right",
            BatchRefusal::NotFailed(_) => "not-failed",
            BatchRefusal::NotYet(_) => "not-yet",
            BatchRefusal::NotRecoverable { .. } => "not-recoverable",
            BatchRefusal::ReasonMissing => "reason-missing",
        }
    }

    /// What is the matter.
    pub fn sentence(&self, lang: Lang) -> String {
        lang.pick(self.zh(), self.en())
    }

    fn zh(&self) -> String {
        match self {
            BatchRefusal::NoSuchBatch(batch) => format!("没有发放批次 {batch}。"),
            BatchRefusal::NoSuchLine(line) => format!("没有发放明细 {line}。"),
            BatchRefusal::NotPayable { measure } => {
                format!("“{}”不是按月标准发给个人的资金，不能成批发放。", measure.0)
            }
            BatchRefusal::NoProration => "方案没有写明特扶金从哪个月起发、到哪个月止发。".into(),
            BatchRefusal::DraftThere(batch) => format!("批次 {batch} 正在拟定，同一期间不另立批次。"),
            BatchRefusal::WrongStage { batch, stage, wanted } => {
                let wanted: Vec<&str> = wanted.iter().map(|stage| stage.title().zh).collect();
                format!("批次 {batch} 现为“{}”，须在“{}”时办理。", stage.title().zh, wanted.join("”或“"))
            }
            BatchRefusal::TooManyFamilies(given) => {
                format!("一次点了 {given} 户，最多 {} 户。", super::FAMILIES_MAX)
            }
            BatchRefusal::TooManyLines(batch) => format!("批次 {batch} 超过 {} 行。", super::LINES_MAX),
            BatchRefusal::NotChecked(batch) => format!("批次 {batch} 还没有核对完整。"),
            BatchRefusal::Empty(batch) => format!("批次 {batch} 没有应发人员。"),
            BatchRefusal::Moved { batch, lines, named } => {
                format!("批次 {batch} 核对之后，{lines} 人的情况有变（{}）。", join(named, "、"))
            }
            BatchRefusal::Stopped { batch, lines, named } => {
                format!(
                    "批次 {batch} 冻结之后，{lines} 人的资格终止或已另行发放（{}），不能送银行。",
                    join(named, "、")
                )
            }
            BatchRefusal::StillWaiting { batch, lines } => format!("批次 {batch} 还有 {lines} 行没有银行回执。"),
            BatchRefusal::NothingCorrected { batch, failed: 0 } => format!("批次 {batch} 没有发放失败的明细。"),
            BatchRefusal::NothingCorrected { batch, failed } => {
                format!("批次 {batch} 发放失败的 {failed} 行都还没有更正。")
            }
            BatchRefusal::NotToBePutIn(line, why) => format!("{line} 不能列入：{}。", why.text(Lang::Zh)),
            BatchRefusal::NothingOwed { family, member, period, why } => {
                let why = why.iter().map(|why| format!("（{}）", why.text(Lang::Zh))).collect::<String>();
                format!("{family} 第 {member} 位成员{}没有可补发的金额{why}。", period.text(Lang::Zh))
            }
            BatchRefusal::NotSettled(period) => format!("{}还没有冻结过的批次，谈不上补发。", period.text(Lang::Zh)),
            BatchRefusal::OwnPeriod(period) => {
                format!("{}是本批次的期间，由核对列入，不作补发。", period.text(Lang::Zh))
            }
            BatchRefusal::OnItsWay(line) => format!("同一人同一期间已列入 {line}。"),
            BatchRefusal::Same(line) => format!("{line} 的回执已经这样登记。"),
            BatchRefusal::NotSent(line) => format!("{line} 没有送过银行。"),
            BatchRefusal::PaidAlready(line) => format!("{line} 已登记为发放成功。"),
            BatchRefusal::PutRight(line) => format!("{line} 已更正，等待再次发放。"),
            BatchRefusal::NotFailed(line) => format!("{line} 没有发放失败。"),
            BatchRefusal::NotYet(on) => format!("发放日期 {on} 还没有到。"),
            BatchRefusal::NotRecoverable { line, amount, most } => {
                format!("{line} 可追回的最多 {most} 元，填的是 {amount} 元。")
            }
            BatchRefusal::ReasonMissing => "没有写明原因。".into(),
        }
    }

    fn en(&self) -> String {
        match self {
            BatchRefusal::NoSuchBatch(batch) => format!("There is no batch {batch}."),
            BatchRefusal::NoSuchLine(line) => format!("There is no line {line}."),
            BatchRefusal::NotPayable { measure } => {
                format!("\"{}\" is not money paid to persons by a monthly standard, so not by batch.", measure.1)
            }
            BatchRefusal::NoProration => "The plan does not say with which month the allowance starts and ends.".into(),
            BatchRefusal::DraftThere(batch) => format!("Batch {batch} is a draft of the same; there is no second one."),
            BatchRefusal::WrongStage { batch, stage, wanted } => {
                let wanted: Vec<&str> = wanted.iter().map(|stage| stage.title().en).collect();
                format!("Batch {batch} is {}; this is done while it is {}.", stage.title().en, wanted.join(" or "))
            }
            BatchRefusal::TooManyFamilies(given) => {
                format!("{given} families were named at once; {} is the most.", super::FAMILIES_MAX)
            }
            BatchRefusal::TooManyLines(batch) => format!("Batch {batch} has more than {} lines.", super::LINES_MAX),
            BatchRefusal::NotChecked(batch) => format!("Batch {batch} was not checked to its end yet."),
            BatchRefusal::Empty(batch) => format!("Nobody is to be paid in batch {batch}."),
            BatchRefusal::Moved { batch, lines, named } => {
                format!("Since batch {batch} was checked, {lines} of its lines have changed ({}).", join(named, ", "))
            }
            BatchRefusal::Stopped { batch, lines, named } => format!(
                "Since batch {batch} was frozen, the claim of {lines} of its lines has ended or was paid otherwise ({}); it cannot go to the bank.",
                join(named, ", ")
            ),
            BatchRefusal::StillWaiting { batch, lines } => {
                format!("Of {lines} lines of batch {batch} the bank has said nothing yet.")
            }
            BatchRefusal::NothingCorrected { batch, failed: 0 } => format!("No line of batch {batch} failed."),
            BatchRefusal::NothingCorrected { batch, failed } => {
                format!("None of the {failed} failed lines of batch {batch} was put right yet.")
            }
            BatchRefusal::NotToBePutIn(line, why) => format!("{line} cannot be put in: {}.", why.text(Lang::En)),
            BatchRefusal::NothingOwed { family, member, period, why } => {
                let why = why.iter().map(|why| format!(" ({})", why.text(Lang::En))).collect::<String>();
                format!("Nothing can be paid to member {member} of {family} for {}{why}.", period.text(Lang::En))
            }
            BatchRefusal::NotSettled(period) => {
                format!("No batch was frozen for {} yet: there are no arrears of it.", period.text(Lang::En))
            }
            BatchRefusal::OwnPeriod(period) => {
                format!("{} is the batch's own period: checking lists it.", period.text(Lang::En))
            }
            BatchRefusal::OnItsWay(line) => format!("Line {line} pays the same person for the same period."),
            BatchRefusal::Same(line) => format!("That is what is recorded of {line}."),
            BatchRefusal::NotSent(line) => format!("{line} never went to the bank."),
            BatchRefusal::PaidAlready(line) => format!("{line} is recorded as paid."),
            BatchRefusal::PutRight(line) => format!("{line} was put right and waits to be paid again."),
            BatchRefusal::NotFailed(line) => format!("{line} did not fail."),
            BatchRefusal::NotYet(on) => format!("The pay day {on} has not come yet."),
            BatchRefusal::NotRecoverable { line, amount, most } => {
                format!("At most {most} yuan can be taken back of {line}, not {amount}.")
            }
            BatchRefusal::ReasonMissing => "A reason is missing.".into(),
        }
    }

    /// What to do next.
    pub fn hint(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            BatchRefusal::NoSuchBatch(_) | BatchRefusal::NoSuchLine(_) => {
                ("用 fuzhu batch list 查看各批次。".into(), "`fuzhu batch list` has the batches.".into())
            }
            BatchRefusal::NotPayable { .. } => (
                "请逐件办理，落实时填写金额。".into(),
                "Deliver it item by item, with the amount in the record.".into(),
            ),
            BatchRefusal::NoProration => (
                "请在方案文件中写明 allowance_starts 和 allowance_ends。".into(),
                "Set allowance_starts and allowance_ends in the plan file.".into(),
            ),
            BatchRefusal::DraftThere(batch) => (
                format!("请接着办理：fuzhu batch check {batch}。"),
                format!("Go on with it: `fuzhu batch check {batch}`."),
            ),
            BatchRefusal::WrongStage { batch, .. } | BatchRefusal::Empty(batch) => (
                format!("用 fuzhu batch show {batch} 查看。"),
                format!("`fuzhu batch show {batch}` says where it stands."),
            ),
            BatchRefusal::NotChecked(batch) | BatchRefusal::Moved { batch, .. } => (
                format!("请先核对：fuzhu batch check {batch}，看过变化再冻结。"),
                format!("Check it: `fuzhu batch check {batch}`, look at what changed, then freeze it."),
            ),
            BatchRefusal::Stopped { batch, .. } => (
                format!("用 fuzhu batch check {batch} 查看，逐行停发（fuzhu batch hold）后再送银行。"),
                format!("See them with `fuzhu batch check {batch}`, hold each (`fuzhu batch hold`), then export."),
            ),
            BatchRefusal::StillWaiting { batch, .. } => (
                format!("请导入银行回执：fuzhu batch returns {batch} FILE。"),
                format!("Bring in what the bank says: `fuzhu batch returns {batch} FILE`."),
            ),
            BatchRefusal::NothingCorrected { .. } | BatchRefusal::PutRight(_) => (
                "先用 fuzhu batch correct 更正，再用 fuzhu batch repay 再次发放。".into(),
                "Put lines right with `fuzhu batch correct`, then pay them with `fuzhu batch repay`.".into(),
            ),
            BatchRefusal::PaidAlready(_) => (
                "如系银行退汇，请用 fuzhu batch bounce 登记。".into(),
                "If the money came back, say so with `fuzhu batch bounce`.".into(),
            ),
            BatchRefusal::NotToBePutIn(..) | BatchRefusal::NothingOwed { .. } => (
                "请先更正登记情况，再核对批次。".into(),
                "Put right what the register says, then check the batch.".into(),
            ),
            BatchRefusal::NotSettled(_) | BatchRefusal::OwnPeriod(_) => {
                ("用 fuzhu batch arrears 查看欠发。".into(), "`fuzhu batch arrears` lists what is left to pay.".into())
            }
            BatchRefusal::ReasonMissing => ("请用 --reason 写明。".into(), "Say it with --reason.".into()),
            BatchRefusal::TooManyFamilies(_) => ("请分几次。".into(), "Do it in parts.".into()),
            BatchRefusal::TooManyLines(_) => {
                ("请核对期间和范围。".into(), "Check the period and who is in the register.".into())
            }
            BatchRefusal::NotYet(_) => ("请核对发放日期。".into(), "Check the pay day.".into()),
            BatchRefusal::NotRecoverable { .. } => (
                "用 fuzhu batch overpaid 查看多发金额。".into(),
                "`fuzhu batch overpaid` lists what was paid too much.".into(),
            ),
            BatchRefusal::OnItsWay(line)
            | BatchRefusal::Same(line)
            | BatchRefusal::NotSent(line)
            | BatchRefusal::NotFailed(line) => (
                format!("用 fuzhu batch show {} 查看。", line.batch),
                format!("`fuzhu batch show {}` has its lines.", line.batch),
            ),
        };
        lang.pick(zh, en)
    }
}

fn join(lines: &[LineId], between: &str) -> String {
    lines.iter().map(LineId::to_string).collect::<Vec<_>>().join(between)
}
