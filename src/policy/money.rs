//! Money in whole fen, read from what people write in yuan. No floating point anywhere, no rounding, and no sum that wraps round.
//!
//! People and text files see yuan with two decimals (`1234.50`); records hold the integer.

use crate::text::{Lang, clean, width};
use serde::{Deserialize, Serialize};
use std::fmt;

const FEN_PER_YUAN: i64 = 100;

/// An amount in fen, a hundredth of a yuan. May be below zero: a refund, or what insurers paid too much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fen(pub i64);

/// Why a text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum MoneyError {
    /// Nothing is written.
    Empty,
    /// Not a number of yuan.
    NotAnAmount(String),
    /// More than two decimals: there is no coin for that.
    TooFine(String),
    /// More than the program can count.
    TooLarge(String),
}

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Reads an amount in yuan: `1234.5`, `1,234.50`, `￥1234`, `1234.5元`, full-width digits. Thousands separators must stand
    /// every three digits; a lone `1,5` is refused, because nobody knows what it means.
    pub fn parse_yuan(raw: &str) -> Result<Self, MoneyError> {
        let text = clean::number(raw);
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        let written = || width::cut(&text, 40).into_owned();
        let not_an_amount = || MoneyError::NotAnAmount(written());
        let bare = without_unit(&text);
        let (negative, digits) = bare.strip_prefix('-').map_or((false, bare), |rest| (true, without_unit(rest)));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let whole = without_separators(whole).ok_or_else(not_an_amount)?;
        if !all_digits(&whole) || !all_digits(decimals) {
            return Err(not_an_amount());
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > 2 {
            return Err(MoneyError::TooFine(written()));
        }
        let fen: i64 = format!("{whole}{decimals:0<2}").parse().map_err(|_| MoneyError::TooLarge(written()))?;
        Ok(Self(if negative { -fen } else { fen }))
    }

    /// A whole number of yuan, if it can be counted.
    pub fn from_yuan(yuan: i64) -> Option<Self> {
        yuan.checked_mul(FEN_PER_YUAN).map(Self)
    }

    /// The sum, if it can be counted.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, if it can be counted.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The amount `times` over (months, persons), if it can be counted.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The sum of them all, if it can be counted.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// For tables: `1,234.50`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
        let (yuan, fen) = digits.split_once('.').unwrap_or((digits, "00"));
        let mut out = sign.to_owned();
        for (index, digit) in yuan.chars().enumerate() {
            if index > 0 && (yuan.len() - index) % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
        }
        format!("{out}.{fen}")
    }
}

/// Yuan with two decimals: `1234.50`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        let hundred = FEN_PER_YUAN.unsigned_abs();
        f.pad(&format!("{sign}{}.{:02}", fen / hundred, fen % hundred))
    }
}

impl MoneyError {
    /// The fault as a person reads it, with what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.pick("金额未填写。".into(), "The amount is missing.".into()),
            Self::NotAnAmount(written) => lang.pick(
                format!("「{written}」不是金额，请以元为单位填写，如 1234.50。"),
                format!("\"{written}\" is not an amount. Write yuan, like 1234.50."),
            ),
            Self::TooFine(written) => lang.pick(
                format!("「{written}」小数超过两位，金额只精确到分，请核对。"),
                format!("\"{written}\" has more than two decimals; an amount goes down to the fen. Check it."),
            ),
            Self::TooLarge(written) => lang.pick(
                format!("「{written}」数额过大，请核对位数。"),
                format!("\"{written}\" is too large an amount. Check the digits."),
            ),
        }
    }
}

/// The text without the words and signs that only say "yuan".
fn without_unit(text: &str) -> &str {
    let front =
        ["人民币", "RMB", "CNY", "￥", "¥"].iter().fold(text, |text, unit| text.strip_prefix(unit).unwrap_or(text));
    ["整", "元", "圆"].iter().fold(front, |text, unit| text.strip_suffix(unit).unwrap_or(text))
}

/// The digits without their thousands separators; nothing if a separator stands in the wrong place.
fn without_separators(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ways_people_write_money() {
        for (raw, fen) in [
            ("0", 0),
            ("1234", 123_400),
            ("1234.5", 123_450),
            ("1,234.50", 123_450),
            ("１，２３４．５０", 123_450),
            ("1234.5元", 123_450),
            ("1234元整", 123_400),
            ("￥1,234,567.89", 123_456_789),
            ("¥ 12", 1_200),
            ("人民币12圆", 1_200),
            ("-0.01", -1),
            ("-￥3", -300),
            ("￥-3", -300),
            ("12.340000", 1_234),
            (" 007 ", 700),
            ("92233720368547758.07", i64::MAX),
        ] {
            assert_eq!(Fen::parse_yuan(raw), Ok(Fen(fen)), "{raw}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        use MoneyError::*;
        for raw in [
            "元", "一千", "1,5", "1,2345", "1234,567", ",123", "1.2.3", "1.", ".5", "1e3", "--1", "1万", "1-2",
            "12 3a", "1.,5",
        ] {
            assert_eq!(Fen::parse_yuan(raw), Err(NotAnAmount(clean::number(raw))), "{raw}");
        }
        assert_eq!(Fen::parse_yuan(" "), Err(Empty));
        assert_eq!(Fen::parse_yuan("1.005"), Err(TooFine("1.005".into())));
        assert_eq!(Fen::parse_yuan("92233720368547758.08"), Err(TooLarge("92233720368547758.08".into())));
    }

    #[test]
    fn an_amount_is_printed_with_two_decimals() {
        for (fen, plain, grouped) in [
            (0, "0.00", "0.00"),
            (5, "0.05", "0.05"),
            (-5, "-0.05", "-0.05"),
            (12_345, "123.45", "123.45"),
            (100_000, "1000.00", "1,000.00"),
            (-123_456_789, "-1234567.89", "-1,234,567.89"),
            (i64::MIN, "-92233720368547758.08", "-92,233,720,368,547,758.08"),
        ] {
            assert_eq!(Fen(fen).to_string(), plain);
            assert_eq!(Fen(fen).grouped(), grouped);
        }
        assert_eq!(format!("{:>8}", Fen(500)), "    5.00");
    }

    #[test]
    fn a_sum_that_cannot_be_counted_is_no_sum() {
        assert_eq!(Fen::sum([Fen(1), Fen(2)]), Some(Fen(3)));
        assert_eq!(Fen::sum([Fen(i64::MAX), Fen(1)]), None);
        assert_eq!(Fen(i64::MIN).checked_sub(Fen(1)), None);
        assert_eq!(Fen(34_000).checked_mul(12), Some(Fen(408_000)));
        assert_eq!(Fen::from_yuan(i64::MAX), None);
    }

    proptest! {
        #[test]
        fn what_is_printed_can_be_read(fen in any::<i64>().prop_filter("no positive twin", |fen| *fen != i64::MIN)) {
            prop_assert_eq!(Fen::parse_yuan(&Fen(fen).to_string()), Ok(Fen(fen)));
            prop_assert_eq!(Fen::parse_yuan(&Fen(fen).grouped()), Ok(Fen(fen)));
        }

        #[test]
        fn no_text_makes_it_panic(raw in "[-0-9,.元￥a]{0,16}|\\PC{0,8}") {
            let _ = Fen::parse_yuan(&raw);
        }
    }
}
