//! What can be wrong with a disability certificate number, and what is only unusual, each as a sentence.

use super::{DisabilityGrade, DisabilityKind};
use crate::policy::identity_number::{IdentityNumberError, IdentityNumberWarning};
use crate::text::Lang;

/// Why a text is not a certificate number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum CertificateError {
    /// Nothing is written.
    Empty,
    /// Not twenty characters (nor twenty and a short mark of re-issue).
    Length {
        /// How many there are.
        found: usize,
    },
    /// The first eighteen are no identity number.
    Holder(IdentityNumberError),
    /// The nineteenth character is no kind.
    Kind {
        /// The character.
        found: char,
    },
    /// The twentieth character is no grade.
    Grade {
        /// The character.
        found: char,
    },
    /// A spreadsheet has turned the number into a rounded value.
    Rounded,
}

/// What is unusual about a well-formed certificate number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CertificateWarning {
    /// What is unusual about the identity number in it.
    Holder(IdentityNumberWarning),
    /// Characters follow the twentieth.
    Longer {
        /// Those characters.
        extra: String,
    },
    /// It is another person's than the identity number stated.
    OtherHolder,
    /// It says another grade than the form.
    OtherGrade {
        /// What it says.
        certified: DisabilityGrade,
        /// What the form says.
        stated: DisabilityGrade,
    },
    /// It says a kind that the form does not.
    OtherKind {
        /// What it says.
        certified: DisabilityKind,
    },
    /// It says "multiple", but the form names fewer than two kinds.
    MultipleOfOne,
}

impl CertificateError {
    /// The fault as a person reads it, with what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.pick("残疾证号未填写。".into(), "The disability certificate number is missing.".into()),
            Self::Length { found } => lang.pick(
                format!("残疾证号应为20位（身份证号18位、类别1位、等级1位），现为{found}位，请对照证件补正。"),
                format!(
                    "A disability certificate number has 20 characters (18 of the identity number, kind, grade), this has {found}. \
                     Check it against the card."
                ),
            ),
            Self::Holder(error) => lang.pick(
                format!("残疾证号前18位有误：{}", error.sentence(lang)),
                format!("In the first 18 characters of the disability certificate number: {}", error.sentence(lang)),
            ),
            Self::Kind { found } => lang.pick(
                format!("残疾证号第19位「{found}」不是残疾类别（1至7），请对照证件更正。"),
                format!("Character 19 of the disability certificate number, \"{found}\", is no kind (1 to 7)."),
            ),
            Self::Grade { found } => lang.pick(
                format!("残疾证号第20位「{found}」不是残疾等级（1至4），请对照证件更正。"),
                format!("Character 20 of the disability certificate number, \"{found}\", is no grade (1 to 4)."),
            ),
            Self::Rounded => lang.pick(
                "残疾证号被表格软件当作数值保存，末几位已丢失，请将单元格设为文本后按证件重新录入。".into(),
                "A spreadsheet kept the certificate number as a number and its last digits are lost. Format the cell as text and type it \
                 again."
                    .into(),
            ),
        }
    }
}

impl CertificateWarning {
    /// The warning as a person reads it.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Holder(warning) => lang.pick(
                format!("残疾证号前18位：{}", warning.sentence(lang)),
                format!("In the disability certificate number: {}", warning.sentence(lang)),
            ),
            Self::Longer { extra } => lang.pick(
                format!("残疾证号20位之后另有「{extra}」，已保留；换发的证件可能如此，请核对。"),
                format!("The disability certificate number goes on with \"{extra}\"; kept. Re-issued ones may do so: check it."),
            ),
            Self::OtherHolder => lang.pick(
                "残疾证号前18位与本人身份证号不一致，请核对是否误填他人证号。".into(),
                "The disability certificate does not carry this person's identity number. Check whether it is another's.".into(),
            ),
            Self::OtherGrade { certified, stated } => lang.pick(
                format!("残疾证号所示等级为{}级，所填为{}级，请核对。", certified.digit(), stated.digit()),
                format!("The certificate number says grade {}, the form says {}. Check both.", certified.digit(), stated.digit()),
            ),
            Self::OtherKind { certified } => lang.pick(
                format!("残疾证号所示类别（{}）不在所填残疾类别之中，请核对。", certified.name(lang)),
                format!("The certificate number says {}, which the form does not name. Check both.", certified.name(lang).to_lowercase()),
            ),
            Self::MultipleOfOne => lang.pick(
                "残疾证号所示为多重残疾，所填残疾类别应不少于两种，请补全。".into(),
                "The certificate number says multiple disability; at least two kinds are wanted. Fill them in.".into(),
            ),
        }
    }
}
