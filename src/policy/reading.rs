//! From what a person typed to the value of a field: the one reader behind forms, the command line and the cells of a roster.
//!
//! It forgives what people write (full-width digits, `是`, `一级`, `1955年6月12日`) and refuses what it would have to guess. An empty text is
//! no value, never an empty one.

pub mod date;
pub mod form;

use super::bank_account::BankAccount;
use super::disability_certificate::Certificate;
use super::division::{Directory, Township, VillageCode};
use super::field::Field;
use super::identity_number::IdentityNumber;
use super::money::Fen;
use super::phone::Phone;
use super::value::{Choice, Kind, Value};
use crate::text::{Lang, clean, width};
use chrono::NaiveDate;

const NAME_COLUMNS_MAX: usize = 60;

/// What is wrong with a text, in both languages, without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A word for programs that never changes.
    pub code: &'static str,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Problem {
    /// A problem in both languages.
    pub fn new(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, zh: zh.into(), en: en.into() }
    }

    /// The sentence in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// What the reading of some fields depends on.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Today: a birth date must have come, `今天` means it.
    pub today: NaiveDate,
    /// The township in which a village is looked for; none looks in all of them.
    pub township: Option<&'static Township>,
}

impl Reader {
    /// A reader that knows no township.
    pub fn new(today: NaiveDate) -> Self {
        Self { today, township: None }
    }

    /// The value that `text` gives `field`; none when it is empty.
    ///
    /// # Errors
    /// When the text is not a value of the field.
    pub fn read(&self, field: Field, text: &str) -> Result<Option<Value>, Problem> {
        let text = clean::free_text(text);
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        self.read_kind(field, text).map(Some)
    }

    fn read_kind(&self, field: Field, text: &str) -> Result<Value, Problem> {
        match field.kind() {
            Kind::Flag => yes_or_no(text).map(Value::Flag),
            Kind::Choice(choices) => one_choice(choices, text).map(|choice| Value::Choice(choice.code)),
            Kind::Choices(choices) => several_choices(choices, text),
            Kind::Date => date::read(text, self.today).map(Value::Date),
            Kind::Number(least, most) => whole_number(text, least, most).map(Value::Number),
            Kind::Money => money(text).map(|fen| Value::Money(fen.0)),
            Kind::Text(most) => bounded_text(text, most),
            Kind::Name => name(text),
            Kind::IdentityNumber => self.identity_number(text),
            Kind::Certificate => certificate(text, self.today),
            Kind::Phone => phone(text),
            Kind::Account => account(text),
            Kind::Township => township(text).map(|township| Value::Number(i64::from(township.code.number()))),
            Kind::Village => self.village(text),
        }
    }

    fn identity_number(&self, text: &str) -> Result<Value, Problem> {
        IdentityNumber::parse(text, self.today)
            .map(|parsed| Value::Text(parsed.number.as_str().to_string()))
            .map_err(|error| sentence("identity-number", |lang| error.sentence(lang)))
    }

    fn village(&self, text: &str) -> Result<Value, Problem> {
        let directory = Directory::built_in();
        let found = match self.township {
            Some(township) => directory.village(township, text),
            None => directory.village_anywhere(text),
        };
        found
            .map(|village| Value::Number(village_number(village.code)))
            .map_err(|error| sentence("village", |lang| error.sentence(lang)))
    }
}

/// The township that a text names, by present or old name or code.
///
/// # Errors
/// When there is none; the nearest names are in the sentence.
pub fn township(text: &str) -> Result<&'static Township, Problem> {
    Directory::built_in().township(text).map_err(|error| sentence("township", |lang| error.sentence(lang)))
}

fn village_number(code: VillageCode) -> i64 {
    i64::try_from(code.number()).unwrap_or(0)
}

/// A sentence without its full stop, since it stands inside another.
fn sentence(code: &'static str, text: impl Fn(Lang) -> String) -> Problem {
    let bare = |lang| text(lang).trim_end_matches(['。', '.']).to_string();
    Problem::new(code, bare(Lang::Zh), bare(Lang::En))
}

/// A yes or no, in the words that people use for them.
///
/// # Errors
/// When it is neither.
pub fn yes_or_no(text: &str) -> Result<bool, Problem> {
    const YES: &[&str] =
        &["是", "有", "健在", "愿意", "需要", "符合", "困难", "y", "yes", "true", "1", "√", "v", "对", "在"];
    const NO: &[&str] = &[
        "否",
        "无",
        "没有",
        "不",
        "不是",
        "不在",
        "死亡",
        "去世",
        "已故",
        "不愿意",
        "不需要",
        "n",
        "no",
        "false",
        "0",
        "×",
        "x",
    ];
    let word = text.to_lowercase();
    match word.as_str() {
        word if YES.contains(&word) => Ok(true),
        word if NO.contains(&word) => Ok(false),
        _ => Err(Problem::new("yes-or-no", "请填“是”或“否”", "write yes or no")),
    }
}

/// The choice that a word names: its key, one of its titles or another word for it.
pub fn choice_named(choices: &'static [Choice], word: &str) -> Option<&'static Choice> {
    let word = word.trim().to_lowercase();
    let same = |other: &str| other.to_lowercase() == word;
    choices.iter().find(|choice| {
        same(choice.key)
            || same(choice.title.zh)
            || same(choice.title.en)
            || choice.aliases.iter().any(|alias| same(alias))
    })
}

fn one_choice(choices: &'static [Choice], text: &str) -> Result<&'static Choice, Problem> {
    choice_named(choices, text).ok_or_else(|| {
        let titles = |pick: fn(&Choice) -> &'static str, between: &str| {
            choices.iter().map(pick).collect::<Vec<_>>().join(between)
        };
        Problem::new(
            "choice",
            format!("只能填：{}", titles(|choice| choice.title.zh, "、")),
            format!("one of: {}", titles(|choice| choice.key, ", ")),
        )
    })
}

fn several_choices(choices: &'static [Choice], text: &str) -> Result<Value, Problem> {
    let marks = ['、', ',', '，', ';', '；', '/', '+'];
    // A title may hold blanks, so that blanks only separate where nothing else does and the whole is no title.
    let by_blanks = !text.contains(marks) && choice_named(choices, text).is_none();
    let words = text.split(|c| marks.contains(&c) || (by_blanks && c == ' ')).filter(|word| !word.trim().is_empty());
    let mut bits = 0;
    for word in words {
        bits |= 1u32 << one_choice(choices, word)?.code;
    }
    Ok(Value::Choices(bits))
}

/// A whole number from `least` to `most`: digits, `一级`, `Ⅱ`, and `无` for zero.
///
/// # Errors
/// When it is none, or out of bounds.
pub fn whole_number(text: &str, least: i64, most: i64) -> Result<i64, Problem> {
    const CHINESE: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const ROMAN: [&str; 7] = ["", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ"];
    let bare =
        text.trim_start_matches('第').trim_end_matches(['级', '年', '人', '个', '名', '岁']).trim_end_matches('年');
    let position = |words: &[&str]| words.iter().position(|word| *word == bare && !word.is_empty());
    let found = match bare {
        "无" | "否" if least == 0 => Some(0),
        _ => position(&CHINESE)
            .or_else(|| position(&ROMAN))
            .and_then(|at| i64::try_from(at).ok())
            .or_else(|| bare.strip_suffix(".0").unwrap_or(bare).parse().ok()),
    };
    found.filter(|n| (least..=most).contains(n)).ok_or_else(|| {
        Problem::new(
            "number",
            format!("应为 {least} 到 {most} 的整数"),
            format!("must be a whole number from {least} to {most}"),
        )
    })
}

/// An amount in yuan, not below zero.
///
/// # Errors
/// When it is no amount.
pub fn money(text: &str) -> Result<Fen, Problem> {
    let fen = Fen::parse_yuan(text).map_err(|error| sentence("money", |lang| error.sentence(lang)))?;
    if fen < Fen::ZERO {
        return Err(Problem::new("money", "金额不能小于零", "an amount cannot be below zero"));
    }
    Ok(fen)
}

fn bounded_text(text: &str, most: usize) -> Result<Value, Problem> {
    if text.chars().count() > most {
        return Err(Problem::new("too-long", format!("最多 {most} 个字"), format!("at most {most} characters")));
    }
    Ok(Value::Text(text.to_string()))
}

fn name(text: &str) -> Result<Value, Problem> {
    let name = clean::name(text);
    if name.is_empty() || width::columns(&name) > NAME_COLUMNS_MAX || name.chars().any(|c| c.is_ascii_digit()) {
        return Err(Problem::new("name", "不像姓名，请核对", "does not look like a name"));
    }
    Ok(Value::Text(name))
}

fn certificate(text: &str, today: NaiveDate) -> Result<Value, Problem> {
    Certificate::parse(text, today)
        .map(|parsed| Value::Text(parsed.certificate.as_str().to_string()))
        .map_err(|error| sentence("certificate", |lang| error.sentence(lang)))
}

fn phone(text: &str) -> Result<Value, Problem> {
    if !text.chars().any(|c| c.is_ascii_digit()) {
        return Err(Problem::new("phone", "电话里没有数字，请核对", "a telephone number has digits"));
    }
    Phone::parse(text)
        .map(|parsed| Value::Text(parsed.phone.as_str().to_string()))
        .map_err(|error| sentence("phone", |lang| error.sentence(lang)))
}

fn account(text: &str) -> Result<Value, Problem> {
    BankAccount::parse(text)
        .map(|parsed| Value::Text(parsed.account.as_str().to_string()))
        .map_err(|error| sentence("account", |lang| error.sentence(lang)))
}

#[cfg(test)]
mod tests;
