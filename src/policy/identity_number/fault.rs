//! What can be wrong with an identity number, and what is only unusual, each as a sentence.
//!
//! The number itself is never part of a sentence: who may see it is decided elsewhere.

use super::Sex;
use crate::policy::age::Years;
use crate::text::{Lang, date};
use chrono::NaiveDate;

/// Why a text is not an identity number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum IdentityNumberError {
    /// Nothing is written.
    Empty,
    /// Neither eighteen nor fifteen characters.
    Length {
        /// How many there are.
        found: usize,
    },
    /// A character that is not a digit (nor X in the last place).
    Character {
        /// The character.
        found: char,
        /// Its place, from 1.
        position: usize,
    },
    /// The eight digits of the birth date are no date.
    Date {
        /// The eight digits.
        written: String,
    },
    /// The birth date lies after today.
    NotYetBorn {
        /// The birth date.
        born: NaiveDate,
    },
    /// The check character does not fit the digits before it: some character is wrong, most often one digit or two neighbours
    /// swapped.
    Check {
        /// The last character as written.
        found: char,
    },
    /// A spreadsheet has turned the number into a rounded value.
    Rounded,
}

/// What is unusual about a well-formed number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityNumberWarning {
    /// It was written in the old form of fifteen digits and completed to eighteen.
    FifteenDigits,
    /// Its first digits are those of no province.
    UnknownDivision {
        /// The six digits.
        code: String,
    },
    /// It was not given by Nanchuan under any of its names.
    NotOfNanchuan {
        /// The six digits.
        code: String,
    },
    /// The person would be older than anyone is expected to be.
    VeryOld {
        /// Completed years.
        age: Years,
    },
    /// It says another sex than the form.
    OtherSex {
        /// What the form says.
        stated: Sex,
    },
    /// It says another birth date than the form.
    OtherBirthDate {
        /// The date in the number.
        born: NaiveDate,
        /// What the form says.
        stated: NaiveDate,
    },
}

impl IdentityNumberError {
    /// The fault as a person reads it, with what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.pick("身份证号未填写。".into(), "The identity number is missing.".into()),
            Self::Length { found } => lang.pick(
                format!("身份证号应为18位，现为{found}位，请对照证件补正。"),
                format!("An identity number has 18 characters, this has {found}. Check it against the card."),
            ),
            Self::Character { found, position } => lang.pick(
                format!("身份证号第{position}位「{found}」不是数字（只有末位可为X），请对照证件更正。"),
                format!("Character {position} of the identity number, \"{found}\", is not a digit (only the last may be X)."),
            ),
            Self::Date { written } => lang.pick(
                format!("身份证号中的出生日期{written}不存在，请对照证件更正。"),
                format!("The birth date in the identity number, {written}, does not exist. Check it against the card."),
            ),
            Self::NotYetBorn { born } => lang.pick(
                format!("身份证号中的出生日期{}晚于今天，请对照证件更正。", date::day(*born, lang)),
                format!("The birth date in the identity number, {}, lies after today.", date::day(*born, lang)),
            ),
            Self::Check { found } => lang.pick(
                format!("身份证号校验码不符（末位为{found}），多为某位录错或相邻两位颠倒，请对照证件逐位核对。"),
                format!(
                    "The last character of the identity number, {found}, does not fit the others: a digit is wrong or two are swapped. \
                     Check it against the card."
                ),
            ),
            Self::Rounded => lang.pick(
                "身份证号被表格软件当作数值保存，末几位已丢失，请将单元格设为文本后按证件重新录入。".into(),
                "A spreadsheet kept the identity number as a number and its last digits are lost. Format the cell as text and type it again."
                    .into(),
            ),
        }
    }
}

impl IdentityNumberWarning {
    /// The warning as a person reads it.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::FifteenDigits => lang.pick(
                "身份证号为15位旧号，已按规则升为18位，请与现用证件核对。".into(),
                "The identity number was in the old form of 15 digits and was completed to 18. Compare it with the card in use.".into(),
            ),
            Self::UnknownDivision { code } => lang.pick(
                format!("身份证号前六位{code}不是已知的行政区划代码，请核对。"),
                format!("The first six digits of the identity number, {code}, are no known division. Check them."),
            ),
            Self::NotOfNanchuan { code } => lang.pick(
                format!("身份证号前六位{code}不是南川历年代码，如系外地迁入可不理会。"),
                format!("The identity number was not given in Nanchuan ({code}). In order if the person moved here."),
            ),
            Self::VeryOld { age } => lang.pick(
                format!("按身份证号推算已{}岁，请核对是否健在、号码是否有误。", age.0),
                format!("By the identity number the person is {} years old. Check the number, and whether the person is alive.", age.0),
            ),
            Self::OtherSex { stated } => lang.pick(
                format!("所填性别为{}，与身份证号不一致，请核对。", stated.name(lang)),
                format!("The form says {}, the identity number says otherwise. Check both.", stated.name(lang).to_lowercase()),
            ),
            Self::OtherBirthDate { born, stated } => {
                let (born, stated) = (date::day(*born, lang), date::day(*stated, lang));
                lang.pick(
                    format!("所填出生日期{stated}与身份证号中的{born}不一致，请核对。"),
                    format!("The form says born {stated}, the identity number says {born}. Check both."),
                )
            }
        }
    }
}
