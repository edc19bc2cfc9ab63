//! The table of standards as rows of a file: headings first, in Chinese or in English, in any order. A broken file is refused whole, each
//! fault with its row and its column.

use super::{Kind, Level, Monthly, Settlement};
use crate::policy::reading;
use crate::text::clean;
use chrono::{Datelike, NaiveDate};

/// The most rows of a file.
pub const ROWS_MAX: usize = 2_000;

/// The earliest year of a standard.
const YEAR_LEAST: i32 = 1900;

/// The most characters of a source or a document number.
const TEXT_MAX: usize = 200;

/// A row of the file: its number and its cells.
pub type Line = (u32, Vec<String>);

/// A column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Kind,
    Settlement,
    Level,
    Amount,
    From,
    Until,
    Source,
    Document,
}

/// Every column: its key, its Chinese heading, whether a file must have it.
const COLUMNS: [(Column, &str, &str, bool); 8] = [
    (Column::Kind, "kind", "特扶类别", true),
    (Column::Settlement, "treated_as", "按城乡认定", false),
    (Column::Level, "level", "层级", true),
    (Column::Amount, "monthly", "月标准", true),
    (Column::From, "from", "起始日期", true),
    (Column::Until, "until", "截止日期", false),
    (Column::Source, "source", "来源", true),
    (Column::Document, "document_no", "文号", false),
];

/// What is wrong with a cell of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The row, as a spreadsheet numbers it.
    pub row: u32,
    /// The heading of the column, Chinese and English; empty where the whole row is meant.
    pub column: (&'static str, &'static str),
    /// What is wrong, in Chinese.
    pub zh: String,
    /// What is wrong, in English.
    pub en: String,
}

impl Fault {
    /// The sentence for people: Chinese and English.
    pub fn sentences(&self) -> (String, String) {
        let Fault { row, column, zh, en } = self;
        match column.0 {
            "" => (format!("第 {row} 行：{zh}。"), format!("row {row}: {en}.")),
            title => (format!("第 {row} 行“{title}”：{zh}。"), format!("row {row}, column {}: {en}.", column.1)),
        }
    }
}

/// The standards of a text with commas.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse(text: &str) -> Result<Vec<Monthly>, Vec<Fault>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (number, record) in (1..).zip(reader.records()) {
        match record {
            Ok(record) => rows.push((number, record.iter().map(str::to_string).collect())),
            Err(_) => return Err(vec![whole(number, "不是以逗号分隔的文字", "this is not text with commas")]),
        }
    }
    read(&rows)
}

/// The standards of the rows of a file, each with its number.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(rows: &[Line]) -> Result<Vec<Monthly>, Vec<Fault>> {
    let Some(((number, headings), rows)) = rows.split_first() else {
        return Err(vec![whole(1, "没有内容", "there is nothing in it")]);
    };
    let columns = columns(*number, headings)?;
    if rows.len() > ROWS_MAX {
        let (zh, en) = (format!("超过 {ROWS_MAX} 行"), format!("there are more than {ROWS_MAX} rows"));
        return Err(vec![Fault { row: *number, column: ("", ""), zh, en }]);
    }
    let mut table: Vec<Monthly> = Vec::new();
    let mut faults = Vec::new();
    for (number, cells) in rows.iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())) {
        match row(*number, cells, &columns) {
            Ok(new) if table.iter().any(|old| old.place() == new.place()) => faults.push(whole(
                *number,
                "与前面一行的类别、城乡、层级、起始日期都相同",
                "an earlier row has the same kind, settlement, level and first day",
            )),
            Ok(new) => table.push(new),
            Err(wrong) => faults.extend(wrong),
        }
    }
    if table.is_empty() && faults.is_empty() {
        faults.push(whole(*number, "标题下面没有内容", "there is nothing below the headings"));
    }
    if faults.is_empty() { Ok(table) } else { Err(faults) }
}

impl Monthly {
    /// What no two standards have in common.
    pub fn place(&self) -> (Kind, Option<Settlement>, Level, NaiveDate) {
        (self.kind, self.settlement, self.level, self.from)
    }
}

fn whole(row: u32, zh: &str, en: &str) -> Fault {
    Fault { row, column: ("", ""), zh: zh.into(), en: en.into() }
}

fn titles(column: Column) -> (&'static str, &'static str) {
    let row = COLUMNS.into_iter().find(|(other, ..)| *other == column);
    row.map_or(("", ""), |(_, key, title, _)| (title, key))
}

/// Which column stands where.
fn columns(number: u32, headings: &[String]) -> Result<Vec<Option<Column>>, Vec<Fault>> {
    let of = |heading: &String| {
        let heading = heading.trim().trim_start_matches('\u{feff}');
        COLUMNS.into_iter().find(|(_, key, title, _)| *key == heading || *title == heading).map(|(column, ..)| column)
    };
    let found: Vec<Option<Column>> = headings.iter().map(of).collect();
    let missing = COLUMNS.into_iter().filter(|(column, _, _, needed)| *needed && !found.contains(&Some(*column)));
    let faults: Vec<Fault> = missing
        .map(|(_, key, title, _)| Fault {
            row: number,
            column: (title, key),
            zh: "缺少这一列".into(),
            en: "the column is missing".into(),
        })
        .collect();
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn row(number: u32, cells: &[String], columns: &[Option<Column>]) -> Result<Monthly, Vec<Fault>> {
    let mut faults = Vec::new();
    let text = |wanted: Column| {
        let at = columns.iter().position(|column| *column == Some(wanted));
        at.and_then(|at| cells.get(at)).map(|cell| cell.trim()).unwrap_or_default()
    };
    let mut wrong = |column: Column, zh: &str, en: &str| {
        faults.push(Fault { row: number, column: titles(column), zh: zh.into(), en: en.into() });
    };
    let kind = Kind::ALL.into_iter().find(|kind| is(text(Column::Kind), kind.key(), kind.title().zh));
    if kind.is_none() {
        wrong(Column::Kind, "只能填：死亡、伤残、农村四级", "one of died, disabled, rural4");
    }
    let level = Level::ALL.into_iter().find(|level| is(text(Column::Level), level.key(), level.title().zh));
    if level.is_none() {
        wrong(Column::Level, "只能填：国家、市、区", "one of nation, city, district");
    }
    let written = text(Column::Settlement);
    let settlement =
        [Settlement::Urban, Settlement::Rural].into_iter().find(|one| is(written, one.key(), one.title().zh));
    if settlement.is_none() && !written.is_empty() {
        wrong(Column::Settlement, "只能填：城镇、农村，或留空", "urban, rural, or nothing");
    }
    let amount = reading::money(text(Column::Amount)).ok().filter(|amount| amount.0 > 0);
    if amount.is_none() {
        wrong(Column::Amount, "应为大于零的金额，如 800.00", "an amount above nothing, like 800.00");
    }
    let from = day(text(Column::From));
    if from.is_none() {
        wrong(Column::From, "应为日期，如 2022-01-01", "a day, like 2022-01-01");
    }
    let until = day(text(Column::Until));
    if until.is_none() && !text(Column::Until).is_empty() {
        wrong(Column::Until, "应为日期，或留空", "a day, or nothing");
    }
    if until.zip(from).is_some_and(|(until, from)| until < from) {
        wrong(Column::Until, "早于起始日期", "it is before the first day");
    }
    let (source, document) = (line(text(Column::Source)), line(text(Column::Document)));
    if source.is_empty() {
        wrong(Column::Source, "须写明来源", "say where it was published");
    }
    match (kind, level, amount, from) {
        (Some(kind), Some(level), Some(amount), Some(from)) if faults.is_empty() => {
            Ok(Monthly { kind, settlement, level, amount, from, until, source, document })
        }
        _ => Err(faults),
    }
}

fn is(text: &str, key: &str, title: &str) -> bool {
    text.eq_ignore_ascii_case(key) || text == title
}

/// A day of a file is never meant as a day of the current year, so none is needed to read it.
fn day(text: &str) -> Option<NaiveDate> {
    reading::date::read(text, NaiveDate::MIN).ok().filter(|day| day.year() >= YEAR_LEAST)
}

fn line(text: &str) -> String {
    clean::free_text(text).trim().chars().take(TEXT_MAX).collect()
}
