//! Why two households were not merged.

use crate::domain::review::Spot;
use crate::ids::{EmergencyId, FamilyId};
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// Why two households were not merged, or why something is not done with one that was. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MergeRefusal {
    /// It is one and the same.
    Itself(FamilyId),
    /// The household went into another one.
    Gone {
        /// The household.
        family: FamilyId,
        /// The one that is kept.
        into: FamilyId,
    },
    /// An emergency of the household that goes is still open.
    OpenEmergency(EmergencyId),
    /// Both know it and say otherwise, and it was not said which is right: each by its word.
    Undecided(Vec<String>),
    /// The other household says nothing there.
    NotThere(Spot),
    /// So many went into one household already.
    TooMany(FamilyId),
}

impl MergeRefusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            MergeRefusal::Itself(_) => "merge-itself",
            MergeRefusal::Gone { .. } => "family-merged",
            MergeRefusal::OpenEmergency(_) => "merge-open-emergency",
            MergeRefusal::Undecided(_) => "merge-undecided",
            MergeRefusal::NotThere(_) => "merge-not-there",
            MergeRefusal::TooMany(_) => "merge-too-many",
        }
    }

    /// What is the matter, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            MergeRefusal::Itself(family) => {
                lang.pick(format!("{family} 不能与自己合并。"), format!("{family} cannot go into itself."))
            }
            MergeRefusal::Gone { family, into } => {
                lang.pick(format!("家庭 {family} 已并入 {into}。"), format!("Family {family} went into {into}."))
            }
            MergeRefusal::OpenEmergency(emergency) => lang.pick(
                format!("急难 {emergency} 尚未结案，暂不能合并。"),
                format!("Emergency {emergency} is still open: it comes first."),
            ),
            MergeRefusal::Undecided(spots) => lang.pick(
                format!("两户登记的不同，须逐项写明以哪户为准：{}。", spots.join("、")),
                format!("Both know these and say otherwise; say which is right: {}.", spots.join(", ")),
            ),
            MergeRefusal::NotThere(_) => {
                lang.pick("被并入的一户没有这一栏。".into(), "The family that goes says nothing there.".into())
            }
            MergeRefusal::TooMany(family) => {
                lang.pick(format!("并入 {family} 的家庭太多。"), format!("Too many families went into {family}."))
            }
        }
    }

    /// What to do next, as one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            MergeRefusal::Gone { into, .. } => {
                lang.pick(format!("请在 {into} 上办理。"), format!("Do it with {into}."))
            }
            MergeRefusal::OpenEmergency(_) => lang.pick("请先结案。".into(), "Close it first.".into()),
            MergeRefusal::Undecided(_) => lang.pick(
                "用 --take 采用被并入一户的，用 --hold 保留原来的。".into(),
                "--take takes what the one that goes has, --hold keeps what the other has.".into(),
            ),
            MergeRefusal::Itself(_) | MergeRefusal::NotThere(_) | MergeRefusal::TooMany(_) => {
                lang.pick("请用 --dry-run 查看两户对照。".into(), "See both with --dry-run.".into())
            }
        }
    }
}
