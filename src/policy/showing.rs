//! From the value of a field to the text that a person reads, and the masked form of what is personal.
//!
//! The opposite of `reading`: what is shown here can be typed there again, but for masked forms.

use super::division::{TownshipCode, VillageCode};
use super::field::Field;
use super::money::Fen;
use super::value::{Kind, Value};
use crate::text::Lang;

/// Whether the field holds what is masked unless somebody may see it: identity, certificate, account and telephone numbers.
pub fn is_personal(field: Field) -> bool {
    matches!(field.kind(), Kind::IdentityNumber | Kind::Certificate | Kind::Phone | Kind::Account)
}

/// The value as a person reads it, whole.
pub fn show(field: Field, value: &Value, lang: Lang) -> String {
    match (field.kind(), value) {
        (_, Value::Flag(yes)) => if *yes { lang.pick("是", "yes") } else { lang.pick("否", "no") }.to_string(),
        (_, Value::Choice(code)) => titles(field, 1u32.checked_shl(u32::from(*code)).unwrap_or(0), lang),
        (_, Value::Choices(bits)) => titles(field, *bits, lang),
        (_, Value::Date(date)) => date.to_string(),
        (Kind::Township, Value::Number(code)) => {
            TownshipCode::from_number(*code).map_or_else(|| code.to_string(), |code| code.name().into_owned())
        }
        (Kind::Village, Value::Number(code)) => {
            VillageCode::from_number(*code).map_or_else(|| code.to_string(), |code| code.name().into_owned())
        }
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Money(fen)) => Fen(*fen).to_string(),
        (_, Value::Text(text)) => text.clone(),
    }
}

/// The value as JSON and commands name it: choices by their keys, places by their codes.
pub fn key(field: Field, value: &Value) -> String {
    match value {
        Value::Flag(yes) => if *yes { "yes" } else { "no" }.to_string(),
        Value::Choice(code) => keys(field, 1u32.checked_shl(u32::from(*code)).unwrap_or(0)),
        Value::Choices(bits) => keys(field, *bits),
        Value::Number(number) => number.to_string(),
        other => show(field, other, Lang::En),
    }
}

/// The value with what is personal masked.
pub fn masked(field: Field, value: &Value) -> Value {
    match value {
        Value::Text(text) if is_personal(field) => Value::Text(mask(field, text)),
        other => other.clone(),
    }
}

/// The masked form of a personal text: enough to tell two apart, not enough to use.
pub fn mask(field: Field, text: &str) -> String {
    match field.kind() {
        Kind::IdentityNumber => keep(text, 6, 4),
        Kind::Certificate => keep(text, 6, 2),
        Kind::Phone => keep(text, 3, 4),
        Kind::Account => keep(text, 4, 4),
        _ => text.to_string(),
    }
}

/// A line with the middle of every long run of digits masked: the telephone and account numbers in what people wrote.
pub fn masked_line(line: String) -> String {
    const LONG: usize = 7;
    let mut out = String::with_capacity(line.len());
    let mut digits = String::new();
    let end = |digits: &mut String, out: &mut String| {
        let masked = if digits.len() >= LONG { keep(digits, 3, 4) } else { std::mem::take(digits) };
        out.push_str(&masked);
        digits.clear();
    };
    for letter in line.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            end(&mut digits, &mut out);
            out.push(letter);
        }
    }
    end(&mut digits, &mut out);
    out
}

/// The first and the last characters, stars between; a short text becomes all stars.
fn keep(text: &str, first: usize, last: usize) -> String {
    let count = text.chars().count();
    if count < first + last + 2 {
        return "*".repeat(count);
    }
    let stars = count - first - last;
    let head = text.chars().take(first);
    let tail = text.chars().skip(first + stars);
    head.chain(std::iter::repeat_n('*', stars)).chain(tail).collect()
}

fn titles(field: Field, bits: u32, lang: Lang) -> String {
    let chosen = field.choices().iter().filter(|choice| bits & (1 << choice.code) != 0);
    chosen.map(|choice| choice.title.in_lang(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

fn keys(field: Field, bits: u32) -> String {
    let chosen = field.choices().iter().filter(|choice| bits & (1 << choice.code) != 0);
    chosen.map(|choice| choice.key).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::reading::Reader;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    #[test]
    fn personal_texts_keep_only_their_ends() {
        let cases = [
            (Field::IdentityNumber, "51232319550612121X", "512323********121X"),
            (Field::Certificate, "51232319550612121X43", "512323************43"),
            (Field::Phone, "13800001234", "138****1234"),
            (Field::Account, "6217000000004567", "6217********4567"),
            (Field::Phone, "1234567", "*******"),
        ];
        for (field, text, wanted) in cases {
            assert_eq!(mask(field, text), wanted);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(at in 0usize..Field::ALL.len(), number in 0i64..5, bits in 1u32..8) {
            let field = Field::ALL[at].field;
            let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
            let value = match field.kind() {
                Kind::Flag => Value::Flag(number == 0),
                Kind::Choice(choices) => Value::Choice(choices[number as usize % choices.len()].code),
                Kind::Choices(_) => Value::Choices(bits << 1),
                Kind::Date => Value::Date(today),
                Kind::Number(least, most) => Value::Number(number.clamp(least, most)),
                Kind::Money => Value::Money(number * 12_345),
                _ => return Ok(()),
            };
            for shown in [show(field, &value, Lang::Zh), show(field, &value, Lang::En), key(field, &value)] {
                prop_assert_eq!(Reader::new(today).read(field, &shown), Ok(Some(value.clone())), "{}", shown);
            }
        }
    }
}
