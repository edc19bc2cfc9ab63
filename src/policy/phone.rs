//! Telephone numbers: a mobile of eleven digits, a fixed line with or without its area code.
//!
//! Numbers are called by people, so nothing is refused but what has lost its digits; what looks wrong is pointed out.

use crate::text::{Lang, clean};
use std::fmt;

/// The area code of Chongqing, meant when a fixed number is given without one.
const AREA: &str = "023";

/// A telephone number in one form: a mobile without anything between its digits, a fixed line as `023-71234567`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// A number as it was read, with what a clerk should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The number.
    pub phone: Phone,
    /// What is unusual about it; it stops nothing.
    pub warning: Option<PhoneWarning>,
}

/// Why a text is not a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum PhoneError {
    /// Nothing is written.
    Empty,
    /// A spreadsheet has turned the number into a rounded value.
    Rounded,
}

/// What is unusual about a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneWarning {
    /// It begins like a mobile but has not eleven digits.
    MobileLength {
        /// How many it has.
        found: usize,
    },
    /// A fixed line has seven or eight digits after its area code.
    FixedLength {
        /// How many it has.
        found: usize,
    },
    /// It has other characters than digits: two numbers in one field, an extension, a remark.
    NotDigits,
}

impl Phone {
    /// Reads a number as a person or a spreadsheet wrote it: blanks, hyphens, brackets and the country code are forgiven.
    pub fn parse(raw: &str) -> Result<Parsed, PhoneError> {
        let text = clean::number(raw);
        if text.is_empty() {
            return Err(PhoneError::Empty);
        }
        if clean::lost_digits(&text) {
            return Err(PhoneError::Rounded);
        }
        let text = text.strip_suffix(".0").unwrap_or(&text);
        let joined: String = text.chars().filter(|c| !matches!(c, '-' | '(' | ')' | '－' | '—')).collect();
        if !joined.bytes().all(|byte| byte.is_ascii_digit()) {
            let national = joined.strip_prefix("+86").filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
            return Ok(national.map_or_else(
                || Parsed { phone: Self(text.to_owned()), warning: Some(PhoneWarning::NotDigits) },
                Self::from_digits,
            ));
        }
        let national = ["0086", "86"].iter().find_map(|code| joined.strip_prefix(code).filter(|rest| rest.len() == 11));
        Ok(Self::from_digits(national.unwrap_or(&joined)))
    }

    fn from_digits(digits: &str) -> Parsed {
        if digits.starts_with('1') && digits.len() > 8 {
            let well_formed = digits.len() == 11 && !matches!(digits.as_bytes().get(1), Some(b'0'..=b'2'));
            let warning = (!well_formed).then_some(PhoneWarning::MobileLength { found: digits.len() });
            return Parsed { phone: Self(digits.to_owned()), warning };
        }
        let (area, line) = area_and_line(digits);
        let warning = (!matches!(line.len(), 7 | 8)).then_some(PhoneWarning::FixedLength { found: line.len() });
        Parsed { phone: Self(format!("{area}-{line}")), warning }
    }

    /// The number in its one form. Only for calling, storing and the eyes of those who may see it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Only the digits, as a search goes through them.
    pub fn digits(&self) -> String {
        self.0.chars().filter(char::is_ascii_digit).collect()
    }

    /// The form that may be shown to everyone: the first three digits and the last four.
    pub fn masked(&self) -> String {
        let digits = self.digits();
        match (digits.get(..3), digits.len().checked_sub(4).and_then(|start| digits.get(start..))) {
            (Some(first), Some(last)) if digits.len() >= 10 => format!("{first}****{last}"),
            _ => "****".to_owned(),
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

/// Area codes have three digits in the great cities (010, 02x) and four elsewhere; a number without one is local.
fn area_and_line(digits: &str) -> (&str, &str) {
    let length = match digits.as_bytes() {
        [b'0', b'1' | b'2', ..] => 3,
        [b'0', ..] => 4,
        _ => return (AREA, digits),
    };
    digits.split_at_checked(length).unwrap_or((AREA, digits))
}

impl PhoneError {
    /// The fault as a person reads it, with what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.pick("联系电话未填写。".into(), "The telephone number is missing.".into()),
            Self::Rounded => lang.pick(
                "联系电话被表格软件当作数值保存，末几位已丢失，请将单元格设为文本后重新录入。".into(),
                "A spreadsheet kept the telephone number as a number and its last digits are lost. Format the cell as text and type it again.".into(),
            ),
        }
    }
}

impl PhoneWarning {
    /// The warning as a person reads it.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::MobileLength { found } => lang.pick(
                format!("手机号码应为11位并以13至19开头，现为{found}位，请核对。"),
                format!("A mobile number has 11 digits and begins with 13 to 19; this has {found}. Check it."),
            ),
            Self::FixedLength { found } => lang.pick(
                format!("固定电话应为区号加7至8位，现为{found}位，请核对。"),
                format!("A fixed line has 7 or 8 digits after its area code; this has {found}. Check it."),
            ),
            Self::NotDigits => lang.pick(
                "联系电话中有数字以外的字符，如系多个号码请分开填写。".into(),
                "The telephone number has other characters than digits. If it is several numbers, give each its own field.".into(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_number_has_one_form() {
        let cases = [
            ("13800001234", "13800001234", "138****1234"),
            ("138 0000 1234", "13800001234", "138****1234"),
            ("138-0000-1234", "13800001234", "138****1234"),
            ("+86 13800001234", "13800001234", "138****1234"),
            ("8613800001234", "13800001234", "138****1234"),
            ("１３８００００１２３４", "13800001234", "138****1234"),
            ("13800001234.0", "13800001234", "138****1234"),
            ("023-71200000", "023-71200000", "023****0000"),
            ("(023)71200000", "023-71200000", "023****0000"),
            ("02371200000", "023-71200000", "023****0000"),
            ("71200000", "023-71200000", "023****0000"),
            ("7120000", "023-7120000", "023****0000"),
            ("0851-28700000", "0851-28700000", "085****0000"),
        ];
        for (raw, form, masked) in cases {
            let parsed = Phone::parse(raw).unwrap();
            assert_eq!((parsed.phone.as_str(), parsed.warning), (form, None), "{raw}");
            assert_eq!(parsed.phone.masked(), masked);
            assert_eq!(Phone::parse(parsed.phone.as_str()).unwrap().phone, parsed.phone);
        }
    }

    #[test]
    fn what_looks_wrong_is_kept_and_said() {
        use PhoneWarning::*;
        let cases = [
            ("1380000123", MobileLength { found: 10 }),
            ("138000012345", MobileLength { found: 12 }),
            ("12800001234", MobileLength { found: 11 }),
            ("712000", FixedLength { found: 6 }),
            ("023-712", FixedLength { found: 3 }),
            ("13800001234、13900001234", NotDigits),
            ("71200000转801", NotDigits),
            ("无", NotDigits),
        ];
        for (raw, warning) in cases {
            let parsed = Phone::parse(raw).unwrap();
            assert_eq!(parsed.warning, Some(warning), "{raw}");
            assert!(!warning.sentence(Lang::Zh).is_empty() && !warning.sentence(Lang::En).is_empty());
        }
        assert_eq!(Phone::parse(" "), Err(PhoneError::Empty));
        assert_eq!(Phone::parse("1.38E+10"), Err(PhoneError::Rounded));
        assert_eq!(Phone::parse("110").unwrap().phone.masked(), "****");
    }

    proptest! {
        #[test]
        fn a_masked_number_never_shows_more_than_seven_digits(raw in "[-+0-9() ]{0,20}|\\PC{0,12}") {
            if let Ok(parsed) = Phone::parse(&raw) {
                prop_assert!(parsed.phone.masked().chars().filter(char::is_ascii_digit).count() <= 7);
            }
        }
    }
}
