//! The resident identity number (GB 11643-1999): six digits of the division that gave it, eight of the birth date, three of
//! sequence, one check.
//!
//! It tells the birth date, the sex, and where the number was given; not the birthplace, not the present household
//! registration, and not that the person exists. Most parents in the plan carry a code that Nanchuan had before it was a
//! district, so a strange code is a warning and never an error.

mod county_code;
mod fault;
#[cfg(test)]
mod tests;

pub use county_code::CountyCode;
pub use fault::{IdentityNumberError, IdentityNumberWarning};

use super::{
    age::{self, Years},
    field::Field,
};
use crate::text::{Lang, clean};
use chrono::NaiveDate;
use std::fmt;

/// Nobody older is expected in a register.
const AGE_MAX: Years = Years(110);
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// A well-formed number of eighteen characters: digits, a real birth date, the right check character. Printing it for debugging
/// shows the masked form only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityNumber {
    characters: [u8; 18],
    born: NaiveDate,
}

/// Male or female, as the number or a form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

/// A number as it was read, with what a clerk should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The number in its eighteen-character form.
    pub number: IdentityNumber,
    /// What is unusual about it; none of it stops anything.
    pub warnings: Vec<IdentityNumberWarning>,
}

impl IdentityNumber {
    /// Reads a number as a person or a spreadsheet wrote it: blanks, full-width digits, a small x and the marks that keep a
    /// cell text are forgiven. The old form of fifteen digits is read as the eighteen it became, with a warning.
    pub fn parse(raw: &str, today: NaiveDate) -> Result<Parsed, IdentityNumberError> {
        let text = clean::number(raw).to_uppercase();
        if text.is_empty() {
            return Err(IdentityNumberError::Empty);
        }
        if clean::lost_digits(&text) {
            return Err(IdentityNumberError::Rounded);
        }
        let (number, mut warnings) = match text.chars().count() {
            15 => (Self::from_fifteen(&text)?, vec![IdentityNumberWarning::FifteenDigits]),
            _ => (Self::from_eighteen(&text)?, Vec::new()),
        };
        warnings.extend(number.unusual(today)?);
        Ok(Parsed { number, warnings })
    }

    /// Reads a number as it is kept in records: the eighteen characters and nothing else. No date is at hand there to judge it
    /// by.
    pub fn from_eighteen(text: &str) -> Result<Self, IdentityNumberError> {
        let length = || IdentityNumberError::Length { found: text.chars().count() };
        for (index, found) in text.chars().enumerate().take(18) {
            if !(found.is_ascii_digit() || (index == 17 && found == 'X')) {
                return Err(if text.chars().count() == 18 {
                    IdentityNumberError::Character { found, position: index + 1 }
                } else {
                    length()
                });
            }
        }
        let characters: [u8; 18] = text.as_bytes().try_into().map_err(|_| length())?;
        let date = String::from_utf8_lossy(&characters[6..14]).into_owned();
        let born =
            NaiveDate::parse_from_str(&date, "%Y%m%d").map_err(|_| IdentityNumberError::Date { written: date })?;
        let wanted = char::from(check_character(&characters));
        let found = char::from(characters[17]);
        if wanted != found {
            return Err(IdentityNumberError::Check { found });
        }
        Ok(Self { characters, born })
    }

    /// The old form has a two-digit year, always of the twentieth century, and no check character.
    fn from_fifteen(text: &str) -> Result<Self, IdentityNumberError> {
        if let Some((index, found)) = text.chars().enumerate().find(|(_, c)| !c.is_ascii_digit()) {
            return Err(IdentityNumberError::Character { found, position: index + 1 });
        }
        let (code, rest) = text.split_at_checked(6).ok_or(IdentityNumberError::Length { found: 15 })?;
        let body = format!("{code}19{rest}");
        let check = char::from(check_character(body.as_bytes()));
        Self::from_eighteen(&format!("{body}{check}"))
    }

    fn unusual(&self, today: NaiveDate) -> Result<Vec<IdentityNumberWarning>, IdentityNumberError> {
        let age = age::completed_years(self.born, today).ok_or(IdentityNumberError::NotYetBorn { born: self.born })?;
        let mut warnings = Vec::new();
        if !county_code::is_province(self.division_code()) {
            warnings.push(IdentityNumberWarning::UnknownDivision { code: self.division_code().to_owned() });
        } else if self.county().is_none() {
            warnings.push(IdentityNumberWarning::NotOfNanchuan { code: self.division_code().to_owned() });
        }
        if age > AGE_MAX {
            warnings.push(IdentityNumberWarning::VeryOld { age });
        }
        Ok(warnings)
    }

    /// The eighteen characters. Only for storing, comparing and the eyes of those who may see it.
    pub fn as_str(&self) -> &str {
        self.part(0..18)
    }

    /// The birth date.
    pub fn birth_date(&self) -> NaiveDate {
        self.born
    }

    /// The sex: an odd sequence is a man's.
    pub fn sex(&self) -> Sex {
        if self.characters[16] % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// The six digits of the division at the time the number was given.
    pub fn division_code(&self) -> &str {
        self.part(0..6)
    }

    /// The name Nanchuan had when it gave the number; nothing if the number was given elsewhere.
    pub fn county(&self) -> Option<CountyCode> {
        CountyCode::find(self.division_code())
    }

    /// The form that may be shown to everyone: the first six and the last four.
    pub fn masked(&self) -> String {
        format!("{}********{}", self.part(0..6), self.part(14..18))
    }

    /// The last four characters, by which a clerk finds a person.
    pub fn last_four(&self) -> &str {
        self.part(14..18)
    }

    /// A warning if the number says another sex than the person's place in the family or the form.
    pub fn against_sex(&self, stated: Sex) -> Option<IdentityNumberWarning> {
        (self.sex() != stated).then_some(IdentityNumberWarning::OtherSex { stated })
    }

    /// A warning if the number says another birth date than the form.
    pub fn against_birth_date(&self, stated: NaiveDate) -> Option<IdentityNumberWarning> {
        (self.born != stated).then_some(IdentityNumberWarning::OtherBirthDate { born: self.born, stated })
    }

    fn part(&self, range: std::ops::Range<usize>) -> &str {
        self.characters.get(range).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl Sex {
    /// Its code among the choices of the field of sex.
    pub fn code(self) -> u8 {
        match self {
            Self::Male => 1,
            Self::Female => 2,
        }
    }

    /// The sex with this code.
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::Male, Self::Female].into_iter().find(|sex| sex.code() == code)
    }

    /// The word for it.
    pub fn name(self, lang: Lang) -> &'static str {
        let choice = Field::Sex.choices().iter().find(|choice| choice.code == self.code());
        choice.map_or("", |choice| choice.title.in_lang(lang))
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityNumber({})", self.masked())
    }
}

/// The check character of the seventeen digits before it.
fn check_character(digits: &[u8]) -> u8 {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    CHECKS[(sum % 11) as usize]
}
