//! Why a conflict was not settled.

use super::ConflictId;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// Why a conflict was not settled. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConflictRefusal {
    /// The facts agree, or somebody found them right as they stand.
    NotThere(ConflictId),
    /// Both are said to be right and nobody said why.
    ReasonMissing(ConflictId),
    /// The values given do not belong to it.
    NotOfIt(ConflictId),
    /// With what was given, the facts still contradict each other.
    Remains(ConflictId),
}

impl ConflictRefusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            ConflictRefusal::NotThere(_) => "no-such-conflict",
            ConflictRefusal::ReasonMissing(_) => "conflict-reason-missing",
            ConflictRefusal::NotOfIt(_) => "conflict-other-field",
            ConflictRefusal::Remains(_) => "conflict-remains",
        }
    }

    /// What is the matter, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let title = |id: &ConflictId| id.title().in_lang(lang);
        match self {
            ConflictRefusal::NotThere(id) => lang.pick(
                format!("{id} 已不是待核对的问题：信息已一致，或已核为无误。"),
                format!("{id} waits no more: the facts agree, or were found right as they stand."),
            ),
            ConflictRefusal::ReasonMissing(id) => lang.pick(
                format!("{id} 核为两者都对，须写明原因。"),
                format!("{id}: both are said to be right without a reason."),
            ),
            ConflictRefusal::NotOfIt(id) => {
                lang.pick(format!("填写的栏目与 {id} 无关。"), format!("What was given is about neither fact of {id}."))
            }
            ConflictRefusal::Remains(id) => lang.pick(
                format!("这样填写后仍不一致：{}。", title(id)),
                format!("The facts would still contradict each other: {}.", title(id)),
            ),
        }
    }

    /// What to do next, as one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        let text = match self {
            ConflictRefusal::NotThere(_) => {
                lang.pick("用 fuzhu review list 查看待核对的问题。", "See `fuzhu review list`.")
            }
            ConflictRefusal::ReasonMissing(_) => lang.pick("用 --reason 写明。", "Say why with --reason."),
            ConflictRefusal::NotOfIt(_) | ConflictRefusal::Remains(_) => {
                lang.pick("用 fuzhu review show 查看互相矛盾的两项。", "See the two facts with `fuzhu review show`.")
            }
        };
        text.to_string()
    }
}
