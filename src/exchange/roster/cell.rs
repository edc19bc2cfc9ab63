//! From a cell to a value of its column. Text goes to the one reader of the vocabulary (`policy/reading.rs`); here is what only spreadsheets
//! do: days and numbers as cells, numbers that lost their digits, marks for yes, dashes for nothing, remarks behind a name.

use super::problem::Cause;
use crate::exchange::table::Cell;
use crate::policy::bank_account::BankAccount;
use crate::policy::disability_certificate::Certificate;
use crate::policy::field::Field;
use crate::policy::identity_number::IdentityNumber;
use crate::policy::phone::Phone;
use crate::policy::reading::{self, Reader};
use crate::policy::showing;
use crate::policy::value::{Kind, Value};
use crate::text::{Lang, clean, width};
use chrono::{Days, NaiveDate};

/// Whole numbers below this are exact in a spreadsheet, which keeps fifteen digits.
const EXACT: f64 = 1e15;
/// The days of 1 January 1920 and 31 December 2100 as a spreadsheet counts them; a smaller number in a column of dates is a year or a mistake.
const SERIAL_DAYS: std::ops::RangeInclusive<f64> = 7_306.0..=73_415.0;
/// As much of a value as belongs in a report.
const SHOWN_COLUMNS: usize = 40;

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The value; none when the cell says nothing.
    pub value: Option<Value>,
    /// What is unusual about it.
    pub unusual: Vec<Cause>,
    /// A remark behind a name says that the person has died.
    pub died: bool,
}

impl Reading {
    fn of(value: Value) -> Self {
        Self { value: Some(value), ..Self::default() }
    }
}

/// Reads a cell of a column with this field.
///
/// # Errors
/// When the cell holds something that is not a value of the field.
pub fn read(field: Field, cell: &Cell, reader: &Reader) -> Result<Reading, Cause> {
    match cell {
        Cell::Empty => Ok(Reading::default()),
        Cell::Error(_) => Err(Cause::FormulaFailed),
        Cell::Date(day) if field.kind() == Kind::Date => Ok(Reading::of(Value::Date(*day))),
        Cell::Number(number) if field.kind() == Kind::Date => {
            day_of_number(*number).map(|day| Reading::of(Value::Date(day)))
        }
        Cell::Number(number) => read_text(field, &digits_of(*number).ok_or(Cause::Rounded)?, reader),
        Cell::Date(day) => read_text(field, &day.to_string(), reader),
        Cell::Bool(flag) => read_text(field, if *flag { "是" } else { "否" }, reader),
        Cell::Text(text) => read_text(field, text, reader),
    }
}

/// What stands in a cell, for a report: masked where it is personal, cut where it is long.
pub fn shown(field: Field, cell: &Cell) -> String {
    let text = match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Error(text) => clean::free_text(text),
        Cell::Date(day) => day.to_string(),
        Cell::Bool(flag) => flag.to_string(),
        Cell::Number(number) => match digits_of(*number) {
            Some(digits) => digits,
            // A rounded number is shown as the rounded number that it is, so that nobody takes it for the real one.
            None => return format!("{number:.4e}"),
        },
    };
    width::cut(&masked(field, text), SHOWN_COLUMNS).into_owned()
}

fn masked(field: Field, text: String) -> String {
    if showing::is_personal(field) { showing::mask(field, &clean::number(&text)) } else { text }
}

fn read_text(field: Field, text: &str, reader: &Reader) -> Result<Reading, Cause> {
    let text = clean::free_text(text);
    if says_nothing(field, &text) {
        return Ok(Reading::default());
    }
    match field.kind() {
        Kind::IdentityNumber | Kind::Certificate | Kind::Phone | Kind::Account => {
            let unusual = unusual(field, &text, reader.today).into_iter().map(Cause::Unusual).collect();
            Ok(Reading { unusual, ..by_reader(field, &text, reader)? })
        }
        Kind::Name => name(field, &text, reader),
        Kind::Date => date(field, &text, reader),
        Kind::Flag => by_reader(field, flag_word(field, &text), reader),
        Kind::Number(..) if field == Field::DisabilityGrade => by_reader(field, behind_kind(&text), reader),
        Kind::Number(..) if field == Field::SchoolYear => {
            by_reader(field, text.trim_start_matches(['大', '高', '职', '中', '初']), reader)
        }
        Kind::Choices(_) if field == Field::DisabilityKinds => by_reader(field, &without_grades(&text), reader),
        _ => by_reader(field, &text, reader),
    }
}

fn by_reader(field: Field, text: &str, reader: &Reader) -> Result<Reading, Cause> {
    let value = reader.read(field, text).map_err(Cause::Unreadable)?;
    Ok(Reading { value, ..Reading::default() })
}

/// Dashes and words that people put into a cell when they do not know. `无` is a value where it is a choice, a yes or no, or a number.
fn says_nothing(field: Field, text: &str) -> bool {
    let dashes = text.chars().all(|c| matches!(c, '-' | '—' | '－' | '/' | '／' | '\\' | '.' | '*' | '?' | '？'));
    let none = matches!(text, "无" | "没有")
        && !matches!(field.kind(), Kind::Flag | Kind::Choice(_) | Kind::Choices(_) | Kind::Number(..));
    text.is_empty()
        || dashes
        || none
        || matches!(text, "暂无" | "不详" | "未知" | "不清楚" | "待补" | "待查" | "N/A" | "n/a")
}

/// The digits of a whole number, or as much of a fraction as was typed; none when digits were lost.
fn digits_of(number: f64) -> Option<String> {
    if number.fract() == 0.0 {
        return (number.abs() < EXACT).then(|| format!("{number:.0}"));
    }
    // Fifteen significant digits are what was typed; the rest is how the number is kept.
    number.is_finite().then(|| format!("{number:.6}").trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// A number in a column of dates: a day as spreadsheets count them, or the eight digits of one.
fn day_of_number(number: f64) -> Result<NaiveDate, Cause> {
    if number.fract() == 0.0 && (19_000_101.0..=21_001_231.0).contains(&number) {
        let digits = number as i32;
        let (month, day) = (digits / 100 % 100, digits % 100);
        let built = NaiveDate::from_ymd_opt(digits / 10_000, month.unsigned_abs(), day.unsigned_abs());
        return built.ok_or(Cause::NotADay);
    }
    if !SERIAL_DAYS.contains(&number.floor()) {
        return Err(Cause::NotADay);
    }
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(Cause::NotADay)?;
    epoch.checked_add_days(Days::new(number.floor() as u64)).ok_or(Cause::NotADay)
}

/// A roster is read years later and by others, so that a day without its year is no day, and neither is `今天`.
fn date(field: Field, text: &str, reader: &Reader) -> Result<Reading, Cause> {
    let half = |c| match c {
        '／' => '/',
        '．' | '。' => '.',
        '－' | '—' | '–' => '-',
        '：' => ':',
        other => other,
    };
    let bare: String = text.trim_start_matches('\'').chars().map(half).collect();
    let year_first = bare.chars().take(4).filter(char::is_ascii_digit).count() == 4;
    if !year_first {
        return Err(Cause::YearUnclear);
    }
    by_reader(field, &bare, reader)
}

/// What is unusual about a number that was read: nothing that stops it.
fn unusual(field: Field, text: &str, today: NaiveDate) -> Vec<reading::Problem> {
    match field.kind() {
        Kind::IdentityNumber => {
            let warnings = IdentityNumber::parse(text, today).map(|parsed| parsed.warnings).unwrap_or_default();
            warnings.iter().map(|warning| said("identity-number-unusual", |lang| warning.sentence(lang))).collect()
        }
        Kind::Certificate => {
            let warnings = Certificate::parse(text, today).map(|parsed| parsed.warnings).unwrap_or_default();
            warnings.iter().map(|warning| said("certificate-unusual", |lang| warning.sentence(lang))).collect()
        }
        Kind::Phone => {
            let warning = Phone::parse(text).ok().and_then(|parsed| parsed.warning);
            warning.iter().map(|warning| said("phone-unusual", |lang| warning.sentence(lang))).collect()
        }
        Kind::Account => {
            let warning = BankAccount::parse(text).ok().and_then(|parsed| parsed.warning);
            warning.iter().map(|warning| said("account-unusual", |lang| warning.sentence(lang))).collect()
        }
        _ => Vec::new(),
    }
}

/// A name; `王建国（已故）` is the name and a death.
fn name(field: Field, text: &str, reader: &Reader) -> Result<Reading, Cause> {
    let remark = text.trim_end_matches([')', '）']).rsplit_once(['(', '（']);
    let dead = remark
        .filter(|(_, remark)| matches!(remark.trim(), "已故" | "去世" | "已去世" | "死亡" | "已死亡" | "故" | "亡"));
    let reading = by_reader(field, dead.map_or(text, |(name, _)| name), reader)?;
    Ok(Reading { died: dead.is_some(), ..reading })
}

/// Marks and words for yes and no that forms on paper use.
fn flag_word(field: Field, text: &str) -> &str {
    match text {
        "✓" | "✔" | "☑" | "T" | "t" | "TRUE" | "已" => "是",
        "✗" | "✘" | "╳" | "F" | "f" | "FALSE" | "未" => "否",
        // What rosters write about a child who lives with a disability, or about someone's life.
        "伤残" | "残疾" | "存活" | "在世" | "生存" | "健康" if field == Field::Alive => "是",
        "死" | "亡" | "病故" | "亡故" | "已死亡" | "已去世" | "去世了" if field == Field::Alive => "否",
        "谢绝" | "拒绝" if field == Field::RefusesVisit => "是",
        "接受" | "同意" | "不谢绝" if field == Field::RefusesVisit => "否",
        other => other,
    }
}

/// The grade of `肢体二级`.
fn behind_kind(text: &str) -> &str {
    let kinds = Field::DisabilityKinds.choices();
    let names = || kinds.iter().flat_map(|kind| kind.aliases.iter().copied().chain([kind.title.zh]));
    names().find_map(|name| text.strip_prefix(name)).filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// The kinds of `肢体二级、智力三级`.
fn without_grades(text: &str) -> String {
    text.replace("级", "").chars().filter(|c| !"一二三四1234ⅠⅡⅢⅣ".contains(*c)).collect()
}

/// A sentence of the vocabulary's readers in both languages.
pub(super) fn said(code: &'static str, sentence: impl Fn(Lang) -> String) -> reading::Problem {
    reading::Problem::new(code, sentence(Lang::Zh), sentence(Lang::En))
}

#[cfg(test)]
mod tests;
