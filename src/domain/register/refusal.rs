//! Why a row of a small register was not written, and the sentences that say so.

use super::Owner;
use crate::ids::RowId;
use crate::policy::plan::OwnerKind;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// Why a command about a row was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegisterRefusal {
    /// The plan has no such register.
    NoSuchRegister(String),
    /// There is no such row, or it was withdrawn.
    NoSuchRow(RowId),
    /// Rows of this register belong to others: its title (Chinese, English), what was named, what may own one.
    WrongOwner {
        /// Title of the register.
        register: (String, String),
        /// What was named.
        named: OwnerKind,
        /// What may own a row.
        takes: Vec<OwnerKind>,
    },
    /// The register keeps one row for each owner, and there is one.
    OnlyOne {
        /// Title of the register.
        register: (String, String),
        /// Whose.
        owner: Owner,
        /// The row that is there.
        row: RowId,
    },
    /// The row was corrected so often that something else must be wrong.
    CorrectedTooOften(RowId),
    /// A row is not taken out without a reason.
    ReasonMissing,
    /// A file is longer than so many bytes.
    FileTooLong(u64),
    /// A file has nothing in it.
    FileEmpty,
    /// The file with this hash is not there, or is not what was kept.
    FileMissing(String),
}

impl RegisterRefusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            RegisterRefusal::NoSuchRegister(_) => "no-such-register",
            RegisterRefusal::NoSuchRow(_) => "no-such-row",
            RegisterRefusal::WrongOwner { .. } => "wrong-owner",
            RegisterRefusal::OnlyOne { .. } => "only-one-row",
            RegisterRefusal::CorrectedTooOften(_) => "corrected-too-often",
            RegisterRefusal::ReasonMissing => "reason-missing",
            RegisterRefusal::FileTooLong(_) => "file-too-long",
            RegisterRefusal::FileEmpty => "file-empty",
            RegisterRefusal::FileMissing(_) => "no-such-file",
        }
    }

    /// What is the matter.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            RegisterRefusal::NoSuchRegister(id) => {
                lang.pick(format!("方案中没有“{id}”这本台账。"), format!("The plan has no register \"{id}\"."))
            }
            RegisterRefusal::NoSuchRow(row) => {
                lang.pick(format!("没有编号为 {row} 的台账记录。"), format!("There is no row {row} in the registers."))
            }
            RegisterRefusal::WrongOwner { register, named, takes } => {
                let kinds = |lang| takes.iter().map(move |kind| kind.title().in_lang(lang)).collect::<Vec<_>>();
                lang.pick(
                    format!(
                        "“{}”登记的是{}，不能登记在{}名下。",
                        register.0,
                        kinds(Lang::Zh).join("、"),
                        named.title().zh
                    ),
                    format!(
                        "A row of \"{}\" belongs to {}, not to {}.",
                        register.1,
                        kinds(Lang::En).join(" or "),
                        named.title().en
                    ),
                )
            }
            RegisterRefusal::OnlyOne { register, owner, row } => lang.pick(
                format!("{owner} 已有“{}”记录 {row}。", register.0),
                format!("{owner} has a row of \"{}\" already: {row}.", register.1),
            ),
            RegisterRefusal::CorrectedTooOften(row) => lang.pick(
                format!("{row} 更正次数过多，不能再更正。"),
                format!("Row {row} was corrected too often to be corrected again."),
            ),
            RegisterRefusal::FileTooLong(most) => {
                let most = most / (1024 * 1024);
                lang.pick(format!("附件超过 {most} MB。"), format!("The file is longer than {most} MB."))
            }
            RegisterRefusal::FileEmpty => lang.pick("文件是空的。".into(), "The file is empty.".into()),
            RegisterRefusal::FileMissing(hash) => lang.pick(
                format!("校验值为“{hash}”的附件不在数据目录中，或内容已变。"),
                format!("The file with hash \"{hash}\" is not in the data directory, or is not what was kept."),
            ),
            RegisterRefusal::ReasonMissing => {
                lang.pick("撤销台账记录须写明原因。".into(), "To withdraw a row, say why.".into())
            }
        }
    }

    /// What to do next.
    pub fn hint(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            RegisterRefusal::NoSuchRegister(_) | RegisterRefusal::WrongOwner { .. } => {
                ("用 fuzhu register list 查看各本台账。", "`fuzhu register list` shows the registers.")
            }
            RegisterRefusal::NoSuchRow(_) => {
                ("用 fuzhu register list 查看记录编号。", "`fuzhu register list` shows the rows.")
            }
            RegisterRefusal::OnlyOne { .. } => ("请更正那一条。", "Correct that row."),
            RegisterRefusal::CorrectedTooOften(_) => ("请撤销后重新登记。", "Withdraw it and write it anew."),
            RegisterRefusal::FileTooLong(_) => {
                ("请压缩图片或分成几个文件。", "Make the picture smaller, or send it in parts.")
            }
            RegisterRefusal::FileEmpty => ("请核对文件。", "Check the file."),
            RegisterRefusal::FileMissing(_) => (
                "用 fuzhu attach add 重新附上同一文件即可恢复；也可从备份中取回。",
                "Attaching the same file again with `fuzhu attach add` puts it right; or take it from a backup.",
            ),
            RegisterRefusal::ReasonMissing => ("请填写原因（--reason）。", "Give a reason (--reason)."),
        };
        lang.pick(zh, en).to_string()
    }
}
