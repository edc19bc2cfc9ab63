//! How a value of a field reads in each language. No masking here: who may see a value is decided in the service.

use super::Field;
use crate::policy::value::Value;
use crate::text::{Both, Lang};

const YES: Both = Both::new("是", "yes");
const NO: Both = Both::new("否", "no");
const NONE: Both = Both::new("无", "none");

impl Field {
    /// The value as a clerk reads it: titles for choices, `2014-11-28` for days, `350.00元` for money.
    pub fn show(self, value: &Value, lang: Lang) -> String {
        match value {
            Value::Flag(yes) => if *yes { YES } else { NO }.in_lang(lang).to_string(),
            Value::Choice(code) => self.title_of(*code, lang),
            Value::Choices(0) => NONE.in_lang(lang).to_string(),
            Value::Choices(bits) => {
                let held = (0..32u8).filter(|code| bits >> code & 1 == 1).map(|code| self.title_of(code, lang));
                held.collect::<Vec<_>>().join(lang.pick("、", ", "))
            }
            Value::Date(day) => day.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Money(fen) => yuan(*fen, lang),
            Value::Text(text) => text.clone(),
        }
    }

    fn title_of(self, code: u8, lang: Lang) -> String {
        match self.choices().iter().find(|choice| choice.code == code) {
            Some(choice) => choice.title.in_lang(lang).to_string(),
            None => code.to_string(),
        }
    }
}

/// Money in yuan with two decimals.
fn yuan(fen: i64, lang: Lang) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}{}", fen / 100, fen % 100, lang.pick("元", " yuan"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn values_read_in_both_languages() {
        let trades = Value::Choices(1 << 1 | 1 << 4);
        let day = Value::Date(NaiveDate::from_ymd_opt(2014, 11, 28).unwrap());
        let table: [(Field, Value, &str, &str); 7] = [
            (Field::Alive, Value::Flag(false), "否", "no"),
            (Field::Trades, trades, "种植、手工艺", "Planting, Handicraft"),
            (Field::Trades, Value::Choices(0), "无", "none"),
            (Field::DiedOn, day, "2014-11-28", "2014-11-28"),
            (Field::IncomePerHead, Value::Money(35_005), "350.05元", "350.05 yuan"),
            (Field::IncomePerHead, Value::Money(-5), "-0.05元", "-0.05 yuan"),
            (Field::Pension, Value::Choice(31), "31", "31"),
        ];
        for (field, value, zh, en) in table {
            assert_eq!(field.show(&value, Lang::Zh), zh);
            assert_eq!(field.show(&value, Lang::En), en);
        }
    }
}
