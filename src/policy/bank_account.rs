//! Bank accounts: cards of sixteen to nineteen digits, and passbooks, which follow no common rule.
//!
//! The bank alone knows whether an account exists and whose it is; this is a first sieve, so nothing is refused but what has
//! lost its digits.

use crate::text::{Lang, clean};
use std::fmt;

/// An account without blanks.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankAccount(String);

/// An account as it was read, with what a clerk should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The account.
    pub account: BankAccount,
    /// What is unusual about it; it stops nothing.
    pub warning: Option<BankAccountWarning>,
}

/// Why a text is not an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum BankAccountError {
    /// Nothing is written.
    Empty,
    /// A spreadsheet has turned the number into a rounded value.
    Rounded,
}

/// What is unusual about an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankAccountWarning {
    /// It has other characters than digits.
    NotDigits,
    /// Shorter or longer than accounts are.
    Length {
        /// How many digits it has.
        found: usize,
    },
    /// It begins like a UnionPay card (62) but its check digit does not fit.
    CardCheck,
}

impl BankAccount {
    /// Reads an account as a person or a spreadsheet wrote it.
    pub fn parse(raw: &str) -> Result<Parsed, BankAccountError> {
        let text = clean::number(raw);
        if text.is_empty() {
            return Err(BankAccountError::Empty);
        }
        if clean::lost_digits(&text) {
            return Err(BankAccountError::Rounded);
        }
        let digits: String = text.chars().filter(|c| *c != '-').collect();
        let card = digits.starts_with("62") && (16..=19).contains(&digits.len());
        let warning = match digits.len() {
            _ if !digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(BankAccountWarning::NotDigits),
            found if !(8..=30).contains(&found) => Some(BankAccountWarning::Length { found }),
            _ if card && !luhn(&digits) => Some(BankAccountWarning::CardCheck),
            _ => None,
        };
        let kept = if warning == Some(BankAccountWarning::NotDigits) { text } else { digits };
        Ok(Parsed { account: Self(kept), warning })
    }

    /// The account. Only for paying, storing and the eyes of those who may see it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that may be shown to everyone: the first four digits and the last four, whatever the length.
    pub fn masked(&self) -> String {
        let length = self.0.len();
        match (self.0.get(..4), length.checked_sub(4).and_then(|start| self.0.get(start..))) {
            (Some(first), Some(last)) if length >= 12 => format!("{first} **** **** {last}"),
            _ => "**** ****".to_owned(),
        }
    }
}

impl fmt::Debug for BankAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BankAccount({})", self.masked())
    }
}

/// The check that card numbers carry: every second digit from the right counts double, and the whole is a multiple of ten.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit.wrapping_sub(b'0'));
            if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}

impl BankAccountError {
    /// The fault as a person reads it, with what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.pick("银行账号未填写。".into(), "The bank account is missing.".into()),
            Self::Rounded => lang.pick(
                "银行账号被表格软件当作数值保存，末几位已丢失，请将单元格设为文本后按存折或银行卡重新录入。".into(),
                "A spreadsheet kept the bank account as a number and its last digits are lost. Format the cell as text and type it again."
                    .into(),
            ),
        }
    }
}

impl BankAccountWarning {
    /// The warning as a person reads it.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NotDigits => lang.pick(
                "银行账号中有数字以外的字符，请核对。".into(),
                "The bank account has other characters than digits. Check it.".into(),
            ),
            Self::Length { found } => lang.pick(
                format!("银行账号为{found}位，与常见账号不符，请核对。"),
                format!("The bank account has {found} digits, which is unusual. Check it."),
            ),
            Self::CardCheck => lang.pick(
                "银行卡号校验不符，多为某位录错，请对照卡片核对。".into(),
                "The card number does not pass its own check: a digit is wrong. Compare it with the card.".into(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accounts_are_read_without_blanks() {
        for (raw, kept) in [
            ("6217 0000 0000 0000 004", "6217000000000000004"),
            ("6217-0000-0000-0000-004", "6217000000000000004"),
            ("'6217000000000000004", "6217000000000000004"),
            ("0000123456789", "0000123456789"),
            ("9999000000001234567", "9999000000001234567"), // a passbook need not pass the check of cards
        ] {
            let parsed = BankAccount::parse(raw).unwrap();
            assert_eq!((parsed.account.as_str(), parsed.warning), (kept, None), "{raw}");
        }
    }

    #[test]
    fn what_looks_wrong_is_kept_and_said() {
        use BankAccountWarning::*;
        for (raw, warning) in [
            ("6217000000000000005", CardCheck),
            ("1234567", Length { found: 7 }),
            ("1234567890123456789012345678901", Length { found: 31 }),
            ("农商行62170000", NotDigits),
        ] {
            assert_eq!(BankAccount::parse(raw).unwrap().warning, Some(warning), "{raw}");
            assert!(!warning.sentence(Lang::Zh).is_empty() && !warning.sentence(Lang::En).is_empty());
        }
        assert_eq!(BankAccount::parse("　"), Err(BankAccountError::Empty));
        assert_eq!(BankAccount::parse("6.217E+18"), Err(BankAccountError::Rounded));
    }

    #[test]
    fn the_middle_is_never_shown() {
        let masked = |raw: &str| BankAccount::parse(raw).unwrap().account.masked();
        assert_eq!(masked("6217000000000004567"), "6217 **** **** 4567");
        assert_eq!(masked("621700000004567"), "6217 **** **** 4567");
        assert_eq!(masked("12345678"), "**** ****");
        assert_eq!(masked("农商行六二一七零零"), "**** ****");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_on_a_card_is_found(body in "[0-9]{16}", place in 2usize..18, digit in b'0'..=b'9') {
            let card = (0..10).map(|check| format!("62{body}{check}")).find(|card| luhn(card)).unwrap();
            let mut wrong = card.clone().into_bytes();
            wrong[place] = digit;
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert_eq!(BankAccount::parse(&wrong).unwrap().warning.is_none(), wrong == card);
        }

        #[test]
        fn no_text_makes_it_panic(raw in "\\PC{0,24}") {
            if let Ok(parsed) = BankAccount::parse(&raw) {
                let _ = parsed.account.masked();
            }
        }
    }
}
