//! What can be wrong with a checkpoint or a key that somebody names.

use crate::cli::failure::Failure;
use crate::cli::wrong::Wrong;
use crate::exchange::checkpoint::{NotAKey, Unreadable};
use crate::text::Lang;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckpointWrong {
    /// Neither a file nor an entry and its code.
    Mistyped(String),
    /// A file is no checkpoint, or was changed.
    Sheet(String, Unreadable),
    /// A file is not the key that is wanted.
    NotAKey(String, NotAKey),
    /// A checkpoint is not signed by the key that is wanted.
    NotSigned {
        /// The file.
        sheet: String,
        /// Whose signature it says it has: a fingerprint.
        by: Option<String>,
        /// The fingerprint that is wanted.
        wanted: String,
    },
    /// A code alone has no signature.
    NothingSigned,
}

impl CheckpointWrong {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            CheckpointWrong::Mistyped(_) => "code-mistyped",
            CheckpointWrong::Sheet(_, Unreadable::NotASheet) => "not-a-checkpoint",
            CheckpointWrong::Sheet(_, Unreadable::Changed) => "checkpoint-changed",
            CheckpointWrong::NotAKey(..) => "not-a-key",
            CheckpointWrong::NotSigned { .. } | CheckpointWrong::NothingSigned => "not-signed",
        }
    }

    /// What is wrong, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            CheckpointWrong::Mistyped(typed) => lang.pick(
                format!("“{typed}”不是核验单文件，也不是“末条:核验码”：核验码输入有误。"),
                format!("\"{typed}\" is neither the file of a checkpoint nor ENTRY:CODE; the code is mistyped."),
            ),
            CheckpointWrong::Sheet(path, Unreadable::NotASheet) => {
                lang.pick(format!("“{path}”不是核验单。"), format!("\"{path}\" is not a checkpoint."))
            }
            CheckpointWrong::Sheet(path, Unreadable::Changed) => lang.pick(
                format!("核验单“{path}”被改动过：上下两部分或核验码不一致。"),
                format!("The checkpoint \"{path}\" was changed: its two parts or its code do not agree."),
            ),
            CheckpointWrong::NotAKey(path, wrong) => match wrong {
                NotAKey::Neither => {
                    lang.pick(format!("“{path}”里没有密钥。"), format!("There is no key in \"{path}\"."))
                }
                NotAKey::Signing => lang.pick(
                    format!("“{path}”是签名密钥，核验要用公钥（.pub）。"),
                    format!("\"{path}\" is the key that signs; checking takes its public half (.pub)."),
                ),
                NotAKey::Public => lang.pick(
                    format!("“{path}”是公钥，签名要用签名密钥。"),
                    format!("\"{path}\" is the public half; signing takes the key itself."),
                ),
            },
            CheckpointWrong::NotSigned { sheet, by: Some(by), wanted } if by == wanted => lang.pick(
                format!("核验单“{sheet}”的签名不对：内容不是持有密钥 {by} 的人签的。"),
                format!("The signature of \"{sheet}\" is wrong: the holder of {by} did not sign what it says."),
            ),
            CheckpointWrong::NotSigned { sheet, by: Some(by), wanted } => lang.pick(
                format!("核验单“{sheet}”由另一把密钥签名：{by}，要求的是 {wanted}。"),
                format!("\"{sheet}\" is signed by another key: {by}, not {wanted}."),
            ),
            CheckpointWrong::NotSigned { sheet, by: None, .. } => {
                lang.pick(format!("核验单“{sheet}”没有签名。"), format!("\"{sheet}\" is not signed."))
            }
            CheckpointWrong::NothingSigned => {
                lang.pick("只有核验码，没有签名可验。", "A code alone has no signature to check.").to_string()
            }
        }
    }

    /// What to do next, Chinese and English.
    pub fn hints(&self) -> (String, String) {
        let (zh, en) = match self {
            CheckpointWrong::Mistyped(_) => (
                "请照纸上重新输入，如 1234:5QGF-…；大小写和横线不论。",
                "Type it as printed, like 1234:5QGF-…; case and dashes do not matter.",
            ),
            CheckpointWrong::Sheet(..) | CheckpointWrong::NotSigned { .. } => (
                "不要以它为凭；请取存放的原件，用纸上的末条和核验码核验。",
                "Do not rely on it: take the printed original and check its entry and code.",
            ),
            CheckpointWrong::NotAKey(..) => {
                ("用 fuzhu checkpoint --new-key 生成。", "`fuzhu checkpoint --new-key` makes a pair.")
            }
            CheckpointWrong::NothingSigned => {
                ("请去掉 --key，或指定核验单文件。", "Leave --key out, or name the file.")
            }
        };
        (zh.to_string(), en.to_string())
    }
}

impl From<CheckpointWrong> for Failure {
    fn from(wrong: CheckpointWrong) -> Self {
        Failure::Wrong(Wrong::Checkpoint(wrong))
    }
}
