//! The account of an import: one report for each row, and the sums.

use super::column::Form;
use super::difference::Told;
use super::heading::HeadingError;
use super::problem::Problem;
use super::row::LeftOut;
use crate::domain::refusal::Refusal;
use crate::exchange::table::TableError;
use crate::ids::FamilyId;
use crate::text::{Lang, clean};
use std::path::PathBuf;

/// What was done with a row, or would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A family was entered.
    New,
    /// A family was changed.
    Changed,
    /// Everything was already so.
    Same,
    /// The row could not be taken; the problems say why.
    Refused,
    /// The row was left as a question to a clerk.
    Review,
}

impl Outcome {
    /// The word of the JSON lines.
    pub fn key(self) -> &'static str {
        match self {
            Outcome::New => "new",
            Outcome::Changed => "changed",
            Outcome::Same => "same",
            Outcome::Refused => "refused",
            Outcome::Review => "review",
        }
    }

    /// What a clerk reads.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Outcome::New => lang.pick("新增", "new"),
            Outcome::Changed => lang.pick("变更", "changed"),
            Outcome::Same => lang.pick("无变化", "same"),
            Outcome::Refused => lang.pick("未导入", "refused"),
            Outcome::Review => lang.pick("待核对", "review"),
        }
    }
}

/// The account of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReport {
    /// The number that a spreadsheet shows beside it.
    pub row: u32,
    /// What was done.
    pub outcome: Outcome,
    /// The family, where there is one; a family that a dry run would enter has no number yet.
    pub family: Option<FamilyId>,
    /// What is wrong or unusual, each with its heading, value and sentence.
    pub problems: Vec<Problem>,
    /// What changed, or would.
    pub changes: Vec<Told>,
}

/// How the file was understood, told before the first row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The sheet; empty for a text file.
    pub sheet: String,
    /// One family or one person a row.
    pub form: Form,
    /// How many columns are understood.
    pub columns: usize,
    /// Headings that are not understood; their columns are left alone.
    pub unknown: Vec<String>,
    /// Headings that say again what an earlier one says; their columns are left alone.
    pub repeated: Vec<String>,
}

impl Opening {
    /// How the file was understood, with what is left alone.
    pub fn sentence(&self, lang: Lang) -> String {
        let list = |headings: &[String]| headings.join(lang.pick("、", ", "));
        let form = match self.form {
            Form::Families => lang.pick("每户一行", "one family a row"),
            Form::Persons => lang.pick("每人一行", "one person a row"),
        };
        let sheet = match (self.sheet.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("工作表“{}”，", clean::free_text(&self.sheet)),
            (false, Lang::En) => format!("sheet \"{}\", ", clean::free_text(&self.sheet)),
        };
        let mut said = lang.pick(
            format!("{sheet}{form}，认出 {} 栏。", self.columns),
            format!("{sheet}{form}, {} columns understood.", self.columns),
        );
        if !self.unknown.is_empty() {
            let unknown = list(&self.unknown);
            said += &lang.pick(format!("不导入的栏目：{unknown}。"), format!(" Left alone: {unknown}."));
        }
        if !self.repeated.is_empty() {
            let repeated = list(&self.repeated);
            said += &lang.pick(
                format!("意思重复、只取前一栏的栏目：{repeated}。"),
                format!(" Said twice, so that only the first counts: {repeated}."),
            );
        }
        said
    }
}

/// The sums. Every row that counts is counted under exactly one outcome, so that they add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Families entered.
    pub new: u32,
    /// Families changed.
    pub changed: u32,
    /// Rows that said nothing new.
    pub same: u32,
    /// Rows that could not be taken.
    pub refused: u32,
    /// Rows left as questions.
    pub review: u32,
    /// Rows that are none of the table's: blank, headings again, totals and notes.
    pub left_out: LeftOutRows,
    /// The import was ended before the end of the file; the rows above were done.
    pub interrupted: bool,
    /// Nothing was written.
    pub dry_run: bool,
}

/// Rows that are none of the table's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOutRows {
    /// Nothing in any column that is understood.
    pub blank: u32,
    /// The headings again.
    pub headings: u32,
    /// Totals, signatures, notes.
    pub below: u32,
}

impl Summary {
    /// All rows that count.
    pub fn rows(&self) -> u32 {
        self.new + self.changed + self.same + self.refused + self.review
    }

    /// The sums as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let Self { new, changed, same, refused, review, .. } = self;
        let LeftOutRows { blank, headings, below } = self.left_out;
        let rows = self.rows();
        let mut said = lang.pick(
            format!("共 {rows} 行：新增 {new}，变更 {changed}，无变化 {same}，未导入 {refused}，待核对 {review}。"),
            format!("{rows} rows: {new} new, {changed} changed, {same} same, {refused} refused, {review} for review."),
        );
        if blank + headings + below > 0 {
            said += &lang.pick(
                format!("另有空行 {blank}、重复的表头 {headings}、合计或附注 {below}，不计在内。"),
                format!(" Not counted: {blank} blank, {headings} repeated headings, {below} totals or notes."),
            );
        }
        if self.interrupted {
            said += lang.pick("中途停止，其余各行没有导入。", " Ended early; the other rows were not imported.");
        }
        if self.dry_run {
            said += lang.pick("这是试导入，没有写入任何内容。", " This was a dry run; nothing was written.");
        }
        said
    }

    pub(super) fn count(&mut self, outcome: Outcome) {
        let counter = match outcome {
            Outcome::New => &mut self.new,
            Outcome::Changed => &mut self.changed,
            Outcome::Same => &mut self.same,
            Outcome::Refused => &mut self.refused,
            Outcome::Review => &mut self.review,
        };
        *counter += 1;
    }

    pub(super) fn leave_out(&mut self, why: LeftOut) {
        let counter = match why {
            LeftOut::Blank => &mut self.left_out.blank,
            LeftOut::Heading => &mut self.left_out.headings,
            LeftOut::Below => &mut self.left_out.below,
        };
        *counter += 1;
    }
}

/// Why an import could not be done, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The file could not be read. Rows before the fault may have been done.
    Table {
        /// What is the matter with the file.
        error: TableError,
        /// What was done before.
        done: Summary,
    },
    /// The headings cannot be used.
    Headings {
        /// The file.
        file: PathBuf,
        /// The sheets that were looked at.
        sheets: Vec<String>,
        /// What is the matter with them.
        error: HeadingError,
    },
    /// The register cannot be read or takes nothing more: a full disk, a damaged store.
    Register {
        /// The store's own words.
        refusal: Box<Refusal>,
        /// What was done before.
        done: Summary,
        /// The last row of which it is known what became of it.
        last_row: u32,
    },
}

impl ImportError {
    /// A word for programs that never changes.
    pub fn code(&self) -> &str {
        match self {
            ImportError::Table { error, .. } => error.code(),
            ImportError::Headings { error: HeadingError::NotFound { .. }, .. } => "no-headings",
            ImportError::Headings { .. } => "bad-map",
            ImportError::Register { refusal, .. } => refusal.code(),
        }
    }

    /// What is the matter and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            ImportError::Table { error, done } => format!("{}{}", error.sentence(lang), so_far(done, lang)),
            ImportError::Headings { file, sheets, error } => headings(&file.display().to_string(), sheets, error, lang),
            ImportError::Register { refusal, done, last_row } => {
                let (what, hint) = (refusal.sentence(lang), refusal.hint(lang));
                let again = lang.pick(
                    format!("导入到第 {last_row} 行为止，已做的不受影响；排除问题后把同一文件再导入一次即可，不会重复。"),
                    format!(
                        " The import ended after row {last_row}; what was done stands. Import the same file again afterwards: nothing is done twice."
                    ),
                );
                format!("{what}{}{hint}{again}{}", lang.pick("", " "), so_far(done, lang))
            }
        }
    }
}

fn so_far(done: &Summary, lang: Lang) -> String {
    if done.rows() == 0 {
        return String::new();
    }
    lang.pick(
        format!(
            "在此之前：新增 {}，变更 {}，无变化 {}，未导入 {}，待核对 {}。",
            done.new, done.changed, done.same, done.refused, done.review
        ),
        format!(
            " Before that: {} new, {} changed, {} same, {} refused, {} for review.",
            done.new, done.changed, done.same, done.refused, done.review
        ),
    )
}

fn headings(file: &str, sheets: &[String], error: &HeadingError, lang: Lang) -> String {
    let file = clean::free_text(file);
    let list = |texts: &[String]| texts.join(lang.pick("、", ", "));
    match error {
        HeadingError::NotFound { seen } => {
            let sheets: Vec<String> = sheets.iter().filter(|sheet| !sheet.is_empty()).cloned().collect();
            let place = match (sheets.is_empty(), lang) {
                (true, _) => String::new(),
                (false, Lang::Zh) => format!("（工作表：{}）", clean::free_text(&list(&sheets))),
                (false, Lang::En) => format!(" (sheets: {})", clean::free_text(&list(&sheets))),
            };
            let seen = if seen.is_empty() { lang.pick("没有文字", "no text").to_owned() } else { list(seen) };
            lang.pick(
                format!(
                    "读取“{file}”{place}：前 {} 行里没有花名册的表头。要找的是：家庭编号、乡镇街道、父亲姓名、父亲身份证号、母亲姓名、子女姓名等，或：家庭编号、姓名、身份证号、与户主关系。\
                     看到的是：{seen}。请核对工作表（--sheet），或用 --map '原表头=我们的栏目' 对应，也可以用 --template 导出模板。",
                    super::heading::ROWS_SEARCHED
                ),
                format!(
                    "reading \"{file}\"{place}: the first {} rows hold no headings of a roster. Looked for: 家庭编号, 乡镇街道, 父亲姓名, 父亲身份证号, 母亲姓名, 子女姓名…, or \
                     家庭编号, 姓名, 身份证号, 与户主关系. Found: {seen}. Check the sheet (--sheet), say what the headings mean (--map 'their heading=our field'), or start from --template.",
                    super::heading::ROWS_SEARCHED
                ),
            )
        }
        HeadingError::UnknownField { renaming } => lang.pick(
            format!(
                "--map '{}={}'：没有“{}”这一栏。请写模板里的表头，或 father.name 这样的写法。",
                renaming.theirs, renaming.ours, renaming.ours
            ),
            format!(
                "--map '{}={}': there is no field \"{}\". Write a heading of the template, or a name like father.name.",
                renaming.theirs, renaming.ours, renaming.ours
            ),
        ),
        HeadingError::UnknownHeading { renaming, seen } => lang.pick(
            format!(
                "--map '{}={}'：“{file}”里没有“{}”这个表头。现有：{}。",
                renaming.theirs,
                renaming.ours,
                renaming.theirs,
                list(seen)
            ),
            format!(
                "--map '{}={}': \"{file}\" has no heading \"{}\". There are: {}.",
                renaming.theirs,
                renaming.ours,
                renaming.theirs,
                list(seen)
            ),
        ),
    }
}
