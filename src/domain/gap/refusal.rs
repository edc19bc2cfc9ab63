//! Why a gap was not put aside.

use super::GapId;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// Why a gap was not put aside. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GapRefusal {
    /// Nothing waits for a fact of it any more, or somebody put it aside.
    NotThere(GapId),
    /// Nobody said why it cannot be found out.
    ReasonMissing(GapId),
}

impl GapRefusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            GapRefusal::NotThere(_) => "no-such-gap",
            GapRefusal::ReasonMissing(_) => "gap-reason-missing",
        }
    }

    /// What is the matter, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            GapRefusal::NotThere(id) => lang.pick(
                format!("{id} 已不缺资料：已补齐，或已暂搁。"),
                format!("{id} waits no more: the facts are recorded, or were put aside."),
            ),
            GapRefusal::ReasonMissing(id) => lang.pick(
                format!("暂搁 {id} 须写明为何查不到。"),
                format!("{id} is put aside without saying why nobody can find it out."),
            ),
        }
    }

    /// What to do next, as one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        let text = match self {
            GapRefusal::NotThere(_) => {
                lang.pick("用 fuzhu review list --kind gap 查看缺项。", "See `fuzhu review list --kind gap`.")
            }
            GapRefusal::ReasonMissing(_) => lang.pick("用 --reason 写明。", "Say why with --reason."),
        };
        text.to_string()
    }
}
