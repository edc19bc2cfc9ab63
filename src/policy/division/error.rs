//! Why a text names no place of the district, as a sentence that says which names come near.

use crate::text::Lang;

/// Why no township or village was found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum DivisionError {
    /// Nothing is written.
    Empty,
    /// No township has this name or code.
    UnknownTownship {
        /// What was written.
        written: String,
        /// Names that come near, at most three.
        nearest: Vec<&'static str>,
    },
    /// No village has this name or code.
    UnknownVillage {
        /// What was written.
        written: String,
        /// The township that was searched; all of them if none was given.
        township: Option<&'static str>,
        /// Names that come near, at most three.
        nearest: Vec<&'static str>,
    },
    /// Several townships have a village of this name.
    AmbiguousVillage {
        /// What was written.
        written: String,
        /// The townships that have one.
        townships: Vec<&'static str>,
    },
    /// The code is that of a village of another township.
    OtherTownship {
        /// The village the code stands for.
        village: &'static str,
        /// Its township.
        belongs_to: &'static str,
        /// The township that was given.
        township: &'static str,
    },
}

impl DivisionError {
    /// The fault as a person reads it, with what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => {
                lang.pick("未填写所在乡镇（街道）或村（社区）。".into(), "The township or village is missing.".into())
            }
            Self::UnknownTownship { written, nearest } => lang.pick(
                format!("南川区没有「{written}」这个乡镇（街道）{}", meant(nearest, lang)),
                format!("There is no township \"{written}\" in Nanchuan{}", meant(nearest, lang)),
            ),
            Self::UnknownVillage { written, township, nearest } => {
                let place = township.unwrap_or(lang.pick("南川区", "Nanchuan"));
                lang.pick(
                    format!("{place}没有「{written}」这个村（社区）{}", meant(nearest, lang)),
                    format!("There is no village \"{written}\" in {place}{}", meant(nearest, lang)),
                )
            }
            Self::AmbiguousVillage { written, townships } => lang.pick(
                format!("「{written}」在{}都有，请写明乡镇（街道）。", townships.join("、")),
                format!("\"{written}\" exists in {}. Say which township.", townships.join(", ")),
            ),
            Self::OtherTownship { village, belongs_to, township } => lang.pick(
                format!("村（社区）代码对应的是{belongs_to}{village}，与所填{township}不符，请核对。"),
                format!("The village code is that of {village} in {belongs_to}, not in {township}. Check both."),
            ),
        }
    }
}

fn meant(nearest: &[&str], lang: Lang) -> String {
    match (nearest.is_empty(), lang) {
        (true, Lang::Zh) => "，请对照区划名称更正。".to_owned(),
        (true, Lang::En) => ". Correct it by the list of divisions.".to_owned(),
        (false, Lang::Zh) => format!("，是否为{}？", nearest.join("、")),
        (false, Lang::En) => format!(". Perhaps {}?", nearest.join(", ")),
    }
}
