//! What a bank sends back: rows below headings in any order, each told apart by the number of its line or by the person, and checked against
//! what was sent.

use crate::domain::batch::{Line, State};
use crate::exchange::table::{Cell, Row, Table, TableError};
use crate::policy::identity_number::IdentityNumber;
use crate::policy::money::Fen;
use crate::policy::reading;
use crate::text::clean;
use chrono::NaiveDate;
use std::ops::ControlFlow;
use std::path::Path;

/// The most rows of a file.
pub const ROWS_MAX: usize = 40_000;

/// Headings are looked for in so many rows.
const HEADINGS_WITHIN: usize = 20;

/// A column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    No,
    Identity,
    Account,
    Amount,
    Result,
    Reason,
    PaidOn,
}

/// Every column with the headings that it has been seen under.
const COLUMNS: [(Column, &[&str]); 7] = [
    (Column::No, &["序号", "明细号", "明细编号", "行号", "line", "no"]),
    (Column::Identity, &["身份证号", "身份证号码", "证件号码", "证件号", "identity_number", "identity"]),
    (Column::Account, &["银行账号", "账号", "卡号", "银行卡号", "收款账号", "account"]),
    (Column::Amount, &["金额", "发放金额", "交易金额", "amount"]),
    (Column::Result, &["结果", "处理结果", "发放结果", "交易结果", "状态", "处理状态", "result"]),
    (Column::Reason, &["失败原因", "原因", "错误信息", "处理信息", "reason"]),
    (Column::PaidOn, &["发放日期", "交易日期", "入账日期", "处理日期", "日期", "paid_on"]),
];

const PAID: [&str; 10] =
    ["成功", "发放成功", "交易成功", "处理成功", "已发放", "已入账", "已到账", "paid", "success", "ok"];
const FAILED: [&str; 9] = ["失败", "发放失败", "交易失败", "处理失败", "未成功", "退票", "退汇", "failed", "rejected"];

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// The row, as a spreadsheet numbers it.
    pub row: u32,
    /// Which line, and what became of it; or what is wrong with the row.
    pub said: Result<(u32, Outcome), Sentences>,
}

/// A sentence in both languages.
pub type Sentences = (String, String);

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was paid; the day where the row has one.
    Paid(Option<NaiveDate>),
    /// It was not, and why.
    Failed(String),
}

/// Why a file cannot be taken.
#[derive(Debug)]
pub enum Unread {
    /// It is no table.
    Table(TableError),
    /// It has no headings by which lines and results could be told.
    NoHeadings,
    /// It has too many rows.
    TooLong,
}

impl Unread {
    /// What is wrong, Chinese and English.
    pub fn sentences(&self) -> Sentences {
        use crate::text::Lang;
        match self {
            Unread::Table(error) => (error.sentence(Lang::Zh), error.sentence(Lang::En)),
            Unread::NoHeadings => both(
                "没有找到标题：须有“结果”，以及“序号”或“身份证号”",
                "no headings: there must be a result, and a line number or an identity number",
            ),
            Unread::TooLong => (format!("超过 {ROWS_MAX} 行"), format!("there are more than {ROWS_MAX} rows")),
        }
    }
}

/// Reads a file against the lines that were sent.
///
/// # Errors
/// When it cannot be read, or has no headings. What is wrong with one row is said of that row.
pub fn read(path: &Path, lines: &[Line], today: NaiveDate) -> Result<Vec<Return>, Unread> {
    let mut table = Table::open(path).map_err(Unread::Table)?;
    let sheet = table.sheets().into_iter().next().unwrap_or_default();
    let mut rows: Vec<Row> = Vec::new();
    let visit = &mut |row: Row| {
        rows.push(row);
        if rows.len() > ROWS_MAX + HEADINGS_WITHIN { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    table.read(&sheet, visit).map_err(Unread::Table)?;
    if rows.len() > ROWS_MAX {
        return Err(Unread::TooLong);
    }
    let found = rows.iter().take(HEADINGS_WITHIN).enumerate().find_map(|(at, row)| Some((at, columns(row)?)));
    let (at, columns) = found.ok_or(Unread::NoHeadings)?;
    let below = rows.iter().skip(at + 1).filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    let reader = Reader { columns, lines, today };
    Ok(below.filter(|row| !reader.is_total(row)).map(|row| Return { row: row.number, said: reader.row(row) }).collect())
}

/// Which column stands where; none where the row is no row of headings.
fn columns(row: &Row) -> Option<Vec<Option<Column>>> {
    let named = |cell: &Cell| {
        let title = clean::number(&cell.said());
        COLUMNS.into_iter().find(|(_, titles)| titles.iter().any(|other| other.eq_ignore_ascii_case(&title)))
    };
    let columns: Vec<Option<Column>> = row.cells.iter().map(|cell| named(cell).map(|(column, _)| column)).collect();
    let has = |column| columns.contains(&Some(column));
    (has(Column::Result) && (has(Column::No) || has(Column::Identity))).then_some(columns)
}

struct Reader<'a> {
    columns: Vec<Option<Column>>,
    lines: &'a [Line],
    today: NaiveDate,
}

impl Reader<'_> {
    fn text(&self, row: &Row, wanted: Column) -> String {
        let at = self.columns.iter().position(|column| *column == Some(wanted));
        at.and_then(|at| row.cells.get(at)).map(Cell::said).unwrap_or_default().trim().to_string()
    }

    /// A line of sums at the end is no line of the batch.
    fn is_total(&self, row: &Row) -> bool {
        let empty = |column| self.text(row, column).is_empty();
        let words = ["合计", "总计", "小计", "total"];
        let says = row.cells.iter().any(|cell| words.iter().any(|word| cell.said().trim().eq_ignore_ascii_case(word)));
        says && empty(Column::Result)
    }

    fn row(&self, row: &Row) -> Result<(u32, Outcome), Sentences> {
        let line = self.line(row)?;
        self.same(row, line)?;
        let said = clean::number(&self.text(row, Column::Result));
        let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(&said));
        let reason = clean::free_text(&self.text(row, Column::Reason));
        let outcome = if is(&PAID) {
            Outcome::Paid(self.day(row)?)
        } else if is(&FAILED) {
            Outcome::Failed(if reason.is_empty() { said } else { reason })
        } else if said.is_empty() {
            return Err(both("没有写明结果", "it says no result"));
        } else {
            let said: String = said.chars().take(40).collect();
            return Err((format!("看不出“{said}”是成功还是失败"), format!("\"{said}\" is neither paid nor failed")));
        };
        Ok((line.listed.no, outcome))
    }

    fn day(&self, row: &Row) -> Result<Option<NaiveDate>, Sentences> {
        let text = self.text(row, Column::PaidOn);
        if text.is_empty() {
            return Ok(None);
        }
        reading::date::read(&text, self.today).map(Some).map_err(|problem| (problem.zh, problem.en))
    }

    /// The line that a row is about: by its number, else by the person.
    fn line(&self, row: &Row) -> Result<&Line, Sentences> {
        let number = self.text(row, Column::No);
        if !number.is_empty() {
            let digits = number.rsplit(['-', '－']).next().unwrap_or(&number);
            let no: Option<u32> = digits.strip_suffix(".0").unwrap_or(digits).parse().ok();
            let found = no.and_then(|no| self.lines.iter().find(|line| line.listed.no == no));
            let number: String = number.chars().take(20).collect();
            return found.ok_or_else(|| (format!("批次没有序号 {number}"), format!("the batch has no line {number}")));
        }
        let identity = clean::number(&self.text(row, Column::Identity));
        if identity.is_empty() {
            return Err(both("没有序号，也没有身份证号", "there is neither a line number nor an identity number"));
        }
        if clean::lost_digits(&identity) {
            return Err(both(
                "身份证号被表格软件改成了数值",
                "a spreadsheet has turned the identity number into a number",
            ));
        }
        let theirs = |line: &&Line| line.listed.identity.eq_ignore_ascii_case(&identity) && line.state() != State::Out;
        let amount = Fen::parse_yuan(&self.text(row, Column::Amount)).ok();
        let mut found = self.lines.iter().filter(theirs);
        let several = self.lines.iter().filter(theirs).count() > 1;
        let one = if several { found.find(|line| Some(line.amount()) == amount) } else { found.next() };
        one.ok_or_else(|| {
            let shown = IdentityNumber::parse(&identity, self.today)
                .map_or_else(|_| "****".to_string(), |parsed| parsed.number.masked());
            (format!("批次没有 {shown} 这个人"), format!("nobody of the batch is {shown}"))
        })
    }

    /// Whatever else the row says is what was sent. A bank may mask numbers with stars.
    fn same(&self, row: &Row, line: &Line) -> Result<(), Sentences> {
        let unlike =
            |said: &str, sent: &str| !said.is_empty() && !said.contains('*') && !said.eq_ignore_ascii_case(sent);
        if unlike(&clean::number(&self.text(row, Column::Identity)), &line.listed.identity) {
            return Err(both("身份证号与送出的不符", "the identity number is not the one that was sent"));
        }
        let account: String = clean::number(&self.text(row, Column::Account)).chars().filter(|c| *c != '-').collect();
        if unlike(&account, &line.listed.account) {
            return Err(both("银行账号与送出的不符", "the account is not the one that was sent"));
        }
        let amount = self.text(row, Column::Amount);
        match Fen::parse_yuan(&amount) {
            _ if amount.is_empty() => Ok(()),
            Ok(said) if said == line.amount() => Ok(()),
            _ => Err((
                format!("金额与送出的 {} 元不符", line.amount()),
                format!("the amount is not the {} yuan that were sent", line.amount()),
            )),
        }
    }
}

fn both(zh: &str, en: &str) -> Sentences {
    (zh.to_string(), en.to_string())
}
