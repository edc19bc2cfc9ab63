//! A list of days off and make-up working days, as a CSV with the columns `date,kind,holiday_en,holiday_zh`.
//!
//! The built-in list and a list an office imports go the same way. A wrong list would move every deadline without anyone seeing
//! it, so a list is taken whole or refused whole, each fault with its line and what to do.

use super::{Day, Holiday, is_weekend, national_day};
use crate::text::Lang;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const COLUMNS: [&str; 4] = ["date", "kind", "holiday_en", "holiday_zh"];
/// More rows than a century of notices: a longer file is not a calendar.
const ROWS_MAX: usize = 8_000;
/// Ample for so many rows.
const BYTES_MAX: usize = 1 << 20;
/// More faults than a person reads.
const FAULTS_MAX: usize = 20;

/// A well-formed list, not yet part of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaysOff {
    marks: BTreeMap<NaiveDate, Day>,
}

/// One fault of a list: where, and what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub struct DaysOffError {
    /// Line of the file, the heading being line 1.
    pub line: u64,
    /// What is wrong there.
    pub fault: DaysOffFault,
}

/// What can be wrong with a list of days off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DaysOffFault {
    /// The first line is not the four column names.
    Heading,
    /// A row that is not readable as comma-separated text, or has another number of columns.
    Columns,
    /// Not a date of the form `2027-01-01`.
    Date(String),
    /// Neither a day off nor a make-up working day.
    Kind(String),
    /// A row without the name of its holiday.
    NoName,
    /// The date was given before, at `first`.
    Repeated {
        /// The date given twice.
        date: NaiveDate,
        /// The line that had it first.
        first: u64,
    },
    /// A make-up working day on a Monday to Friday, which is worked anyway: the date must be a slip.
    MadeUpOnWeekday(NaiveDate),
    /// No year of the list reaches National Day, so none is whole.
    NoWholeYear,
    /// More rows or bytes than any calendar has.
    TooLong,
}

impl DaysOff {
    /// Reads a list. All the faults are returned, up to twenty, in the order of the lines.
    pub fn parse(text: &str) -> Result<Self, Vec<DaysOffError>> {
        if text.len() > BYTES_MAX {
            return Err(vec![DaysOffError { line: 1, fault: DaysOffFault::TooLong }]);
        }
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        if !reader.headers().is_ok_and(|heading| heading.iter().eq(COLUMNS)) {
            return Err(vec![DaysOffError { line: 1, fault: DaysOffFault::Heading }]);
        }
        let mut rows = Rows::default();
        for (index, record) in reader.records().enumerate() {
            if index == ROWS_MAX || rows.faults.len() == FAULTS_MAX {
                if index == ROWS_MAX {
                    rows.fault(rows.line + 1, DaysOffFault::TooLong);
                }
                break;
            }
            rows.take(record);
        }
        rows.finish()
    }

    /// The years of which the list gives National Day, and so the whole.
    pub fn whole_years(&self) -> BTreeSet<i32> {
        let years: BTreeSet<i32> = self.marks.keys().map(|date| date.year()).collect();
        years.into_iter().filter(|year| national_day(*year).is_some_and(|day| self.marks.contains_key(&day))).collect()
    }

    /// How many days the list marks.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Whether the list marks no day. Never so for a parsed list.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    pub(super) fn into_marks(self) -> BTreeMap<NaiveDate, Day> {
        self.marks
    }
}

/// The rows read so far.
#[derive(Default)]
struct Rows {
    marks: BTreeMap<NaiveDate, Day>,
    lines: BTreeMap<NaiveDate, u64>,
    faults: Vec<DaysOffError>,
    line: u64,
}

impl Rows {
    fn take(&mut self, record: Result<csv::StringRecord, csv::Error>) {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(self.line + 1, csv::Position::line);
                return self.fault(line, DaysOffFault::Columns);
            }
        };
        self.line = record.position().map_or(self.line + 1, csv::Position::line);
        match self.read(&record) {
            Ok((date, day)) => {
                self.lines.insert(date, self.line);
                self.marks.insert(date, day);
            }
            Err(fault) => self.fault(self.line, fault),
        }
    }

    fn read(&self, record: &csv::StringRecord) -> Result<(NaiveDate, Day), DaysOffFault> {
        let mut cells = record.iter().map(crate::text::clean::free_text);
        let (Some(date), Some(kind), Some(en), Some(zh)) = (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            return Err(DaysOffFault::Columns);
        };
        let date = NaiveDate::parse_from_str(&date, "%Y-%m-%d").map_err(|_| DaysOffFault::Date(date))?;
        if zh.is_empty() || en.is_empty() {
            return Err(DaysOffFault::NoName);
        }
        let holiday = Arc::new(Holiday { zh, en });
        let day = match kind.as_str() {
            "off" | "休" => Day::Off(holiday),
            "makeup-work" | "班" if !is_weekend(date) => return Err(DaysOffFault::MadeUpOnWeekday(date)),
            "makeup-work" | "班" => Day::MadeUp(holiday),
            _ => return Err(DaysOffFault::Kind(kind)),
        };
        match self.lines.get(&date) {
            Some(first) => Err(DaysOffFault::Repeated { date, first: *first }),
            None => Ok((date, day)),
        }
    }

    fn fault(&mut self, line: u64, fault: DaysOffFault) {
        self.faults.push(DaysOffError { line, fault });
    }

    fn finish(mut self) -> Result<DaysOff, Vec<DaysOffError>> {
        let days = DaysOff { marks: self.marks };
        if self.faults.is_empty() && days.whole_years().is_empty() {
            self.faults.push(DaysOffError { line: self.line + 1, fault: DaysOffFault::NoWholeYear });
        }
        if self.faults.is_empty() { Ok(days) } else { Err(self.faults) }
    }
}

impl DaysOffError {
    /// The fault as a person reads it, with what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let place =
            lang.pick(format!("放假安排第{}行：", self.line), format!("List of days off, line {}: ", self.line));
        let what = match &self.fault {
            DaysOffFault::Heading => lang.pick(
                "首行应为 date,kind,holiday_en,holiday_zh，请补上表头后重新导入。".to_owned(),
                "the first line must be date,kind,holiday_en,holiday_zh. Add it and import again.".to_owned(),
            ),
            DaysOffFault::Columns => lang.pick(
                "应有四列（date,kind,holiday_en,holiday_zh），请检查逗号和引号。".to_owned(),
                "four columns are wanted (date,kind,holiday_en,holiday_zh). Check commas and quotes.".to_owned(),
            ),
            DaysOffFault::Date(value) => lang.pick(
                format!("「{value}」不是日期，请写成 2027-01-01 的样子。"),
                format!("\"{value}\" is not a date. Write it like 2027-01-01."),
            ),
            DaysOffFault::Kind(value) => lang.pick(
                format!("「{value}」无法识别，放假写 off，调休上班写 makeup-work。"),
                format!("\"{value}\" is not known. Write off for a day off, makeup-work for a worked weekend day."),
            ),
            DaysOffFault::NoName => lang.pick(
                "缺少节日名称，请填写中文名和英文名。".to_owned(),
                "the holiday has no name. Give it in English and in Chinese.".to_owned(),
            ),
            DaysOffFault::Repeated { date, first } => lang.pick(
                format!("{date} 在第{first}行已经写过，请删去一行。"),
                format!("{date} was already given at line {first}. Take one of them out."),
            ),
            DaysOffFault::MadeUpOnWeekday(date) => lang.pick(
                format!("{date} 本来就是工作日，不会是调休上班日，请核对日期。"),
                format!("{date} is a Monday to Friday and worked anyway. Check the date."),
            ),
            DaysOffFault::NoWholeYear => lang.pick(
                "没有一个年份写全（至少应有当年10月1日），请按国务院办公厅通知补全后导入。".to_owned(),
                "no year is complete (each needs its 1 October). Fill it in from the official notice.".to_owned(),
            ),
            DaysOffFault::TooLong => lang.pick(
                format!("文件过长（最多{ROWS_MAX}行），不像放假安排，请核对。"),
                format!("too long for a list of days off (at most {ROWS_MAX} rows). Check the file."),
            ),
        };
        place + &what
    }
}
