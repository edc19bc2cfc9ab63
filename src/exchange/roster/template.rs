//! The workbook to fill in, made from the table of columns: both forms of a roster, and a sheet that says what each column wants.
//!
//! Columns of numbers that are names (identity, certificate, account) are text, so that no spreadsheet rounds them; choices drop down.

use super::column::{Column, FAMILIES, Heading, PERSONS, Whose};
use crate::policy::division::Directory;
use crate::policy::field::Field;
use crate::policy::value::Kind;
use crate::text::{Both, Lang, clean, width};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet,
    XlsxError,
};
use std::fs::OpenOptions;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The sheet of one family a row.
pub const FAMILIES_SHEET: &str = "花名册";
/// The sheet that says what to write.
pub const GUIDE_SHEET: &str = "填写说明";
/// The sheet of one person a row.
pub const PERSONS_SHEET: &str = "每人一行";

/// The last row that has formats and lists, from 0.
const LAST_ROW: u32 = 5_000;
/// Where the names of the townships stand in the guide, for the lists: the column, and the first row from 0.
const TOWNSHIPS: (u16, u32) = (5, 2);

/// Why the template could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum TemplateError {
    /// There is a file already; it may be a roster that somebody filled in.
    Exists(PathBuf),
    /// The system could not write it; its own words.
    NotWritten(PathBuf, String),
}

impl TemplateError {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            TemplateError::Exists(_) => "file-exists",
            TemplateError::NotWritten(..) => "file-not-written",
        }
    }

    /// What is the matter and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let shown = |path: &PathBuf| clean::free_text(&path.display().to_string());
        match self {
            TemplateError::Exists(path) => lang.pick(
                format!("“{}”已经存在，没有改动它。请换一个文件名。", shown(path)),
                format!("\"{}\" is already there and was left alone. Choose another name.", shown(path)),
            ),
            TemplateError::NotWritten(path, why) => lang.pick(
                format!("写不了“{}”（{why}）。请检查目录、权限和磁盘空间。", shown(path)),
                format!(
                    "\"{}\" could not be written ({why}). Check the directory, the rights and the disk.",
                    shown(path)
                ),
            ),
        }
    }
}

/// Writes the template to a file that is not there yet.
///
/// # Errors
/// When there is a file of that name, or it cannot be written.
pub fn template(path: &Path) -> Result<(), TemplateError> {
    let not_written = |why: String| TemplateError::NotWritten(path.to_owned(), why);
    let bytes =
        workbook().and_then(|mut book| book.save_to_buffer()).map_err(|error| not_written(error.to_string()))?;
    let file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => TemplateError::Exists(path.to_owned()),
        _ => not_written(error.to_string()),
    })?;
    let mut writer = BufWriter::new(file);
    writer.write_all(&bytes).and_then(|()| writer.flush()).map_err(|error| not_written(error.to_string()))
}

/// The workbook, before it is written.
pub(super) fn workbook() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The library would write the time of day into the file; the same template has the same bytes.
    let made = ExcelDateTime::from_ymd(2014, 11, 28)?;
    book.set_properties(&DocProperties::new().set_title("计划生育特殊家庭花名册").set_creation_datetime(&made));
    roster(book.add_worksheet().set_name(FAMILIES_SHEET)?, FAMILIES)?;
    guide(book.add_worksheet().set_name(GUIDE_SHEET)?)?;
    roster(book.add_worksheet().set_name(PERSONS_SHEET)?, PERSONS)?;
    Ok(book)
}

/// A sheet of headings over empty columns that know what belongs in them.
fn roster(sheet: &mut Worksheet, headings: &[Heading]) -> Result<(), XlsxError> {
    let head = head_format();
    for (at, heading) in (0u16..).zip(headings) {
        let wide = width::columns(heading.title).max(content_width(heading.column.field));
        sheet.set_column_width(at, wide as f64 + 2.0)?;
        sheet.set_column_format(at, &content_format(heading.column.field))?;
        sheet.write_string_with_format(0, at, heading.title, &head)?;
        sheet.add_data_validation(1, at, LAST_ROW, at, &validation(heading)?)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn head_format() -> Format {
    Format::new().set_bold().set_background_color("D9E1F2").set_align(FormatAlign::Center).set_num_format("@")
}

/// Dates are dates and money is money; everything else is text, so that nothing is rounded and no leading zero is lost.
fn content_format(field: Field) -> Format {
    Format::new().set_num_format(match field.kind() {
        Kind::Date => "yyyy-mm-dd",
        Kind::Money => "0.00",
        _ => "@",
    })
}

fn content_width(field: Field) -> usize {
    match field.kind() {
        Kind::IdentityNumber | Kind::Certificate | Kind::Account => 22,
        Kind::Text(most) if most > 40 => 30,
        Kind::Date | Kind::Phone | Kind::Township | Kind::Village => 12,
        _ => 8,
    }
}

/// The list of a column, if it has one, and what it says when it is entered. It warns and never forbids: a roster may hold what the list does
/// not, and the import says so better.
fn validation(heading: &Heading) -> Result<DataValidation, XlsxError> {
    let field = heading.column.field;
    let validation = match (field.kind(), field) {
        (Kind::Township, _) => {
            let column = char::from(b'A' + TOWNSHIPS.0 as u8);
            let last = TOWNSHIPS.1 as usize + Directory::built_in().townships().len();
            let range = format!("='{GUIDE_SHEET}'!${column}${}:${column}${last}", TOWNSHIPS.1 + 1);
            DataValidation::new().allow_list_formula(range.as_str().into())
        }
        _ => match words(heading.column) {
            words if words.is_empty() => DataValidation::new(),
            words => DataValidation::new().allow_list_strings(&words)?,
        },
    };
    let validation = validation.set_error_style(DataValidationErrorStyle::Warning);
    // A spreadsheet shows at most 32 and 255 characters.
    validation.set_input_title(heading.title)?.set_input_message(wanted(heading.column).zh)
}

/// The words that drop down.
fn words(column: Column) -> Vec<String> {
    let words: Vec<&str> = match (column.field.kind(), column.field) {
        _ if column == (Column { whose: Whose::Child, field: Field::Alive }) => vec!["健在", "死亡"],
        (Kind::Flag, _) => vec!["是", "否"],
        (Kind::Choice(_), Field::Role) => vec!["户主", "配偶", "父亲", "母亲", "子女", "其他"],
        (Kind::Choice(choices), _) => choices.iter().map(|choice| choice.title.zh).collect(),
        (Kind::Number(..), Field::DisabilityGrade) => vec!["1", "2", "3", "4"],
        _ => Vec::new(),
    };
    words.into_iter().map(str::to_owned).collect()
}

/// What a column wants, in both languages.
struct Wanted {
    zh: String,
    en: String,
}

fn wanted(column: Column) -> Wanted {
    let words = words(column);
    let of = |zh: String, en: String| Wanted { zh, en };
    let plain = |text: Both| Wanted { zh: text.zh.to_owned(), en: text.en.to_owned() };
    match (column.field.kind(), column.field) {
        (_, Field::DisabilityGrade) => {
            plain(Both::new("1 至 4，1 最重；无残疾填 0", "1 to 4, 1 is the heaviest; 0 for none"))
        }
        (Kind::Number(least, most), _) => {
            of(format!("{least} 至 {most} 的整数"), format!("a whole number from {least} to {most}"))
        }
        (Kind::Choices(choices), _) => {
            let titles: Vec<&str> = choices.iter().map(|choice| choice.title.zh).collect();
            of(
                format!("可填几项，用顿号隔开：{}", titles.join("、")),
                format!("one or several, with 、 between: {}", titles.join("、")),
            )
        }
        (Kind::Choice(_) | Kind::Flag, _) => {
            of(format!("填其中一项：{}", words.join("、")), format!("one of: {}", words.join("、")))
        }
        (Kind::Date, _) => plain(Both::new("年月日齐全，如 1985-09-09", "a full date, like 1985-09-09")),
        (Kind::Money, _) => plain(Both::new("以元为单位，如 1234.50", "yuan, like 1234.50")),
        (Kind::Text(most), _) => of(format!("文字，最多 {most} 个字"), format!("text, at most {most} characters")),
        (Kind::Name, _) => plain(Both::new("姓名，与身份证一致", "the name as on the identity card")),
        (Kind::IdentityNumber, _) => {
            plain(Both::new("18 位，本列须为文本格式", "18 characters; the column must be text"))
        }
        (Kind::Certificate, _) => plain(Both::new("20 位，本列须为文本格式", "20 characters; the column must be text")),
        (Kind::Phone, _) => {
            plain(Both::new("手机号，或带区号的座机号", "a mobile number, or a fixed line with its area code"))
        }
        (Kind::Account, _) => {
            plain(Both::new("银行卡号或存折账号，本列须为文本格式", "card or passbook; the column must be text"))
        }
        (Kind::Township, _) => {
            plain(Both::new("名称或 9 位代码，原名也可以", "the name or the code of 9 digits; old names will do"))
        }
        (Kind::Village, _) => plain(Both::new("名称或 12 位代码", "the name or the code of 12 digits")),
    }
}

/// Whose a column is.
fn owner(whose: Whose) -> Both {
    match whose {
        Whose::Household => Both::new("家庭", "household"),
        Whose::Father => Both::new("父亲", "father"),
        Whose::Mother => Both::new("母亲", "mother"),
        Whose::Child => Both::new("子女", "child"),
        Whose::Parents => Both::new("健在的父母", "each living parent"),
        Whose::Person => Both::new("本人", "the person of the row"),
    }
}

/// Says what each column wants. Its own headings are none of a roster's, so that it is never taken for one.
fn guide(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let head = head_format();
    let note = "每户一行填“花名册”，或每人一行填“每人一行”，填一张即可。不知道的留空：空格不会清除已登记的内容。栏目次序可以调整，多出的栏目不导入。";
    sheet.write_string(0, 0, note)?;
    for (at, title) in (0u16..).zip(["栏目", "填谁的", "怎么填", "Whose", "What to write", "乡镇街道名称"])
    {
        sheet.write_string_with_format(1, at, title, &head)?;
    }
    for (at, wide) in (0u16..).zip([20.0, 12.0, 52.0, 20.0, 60.0, 16.0]) {
        sheet.set_column_width(at, wide)?;
    }
    let repeats = |heading: &Heading| FAMILIES.iter().any(|other| other.title == heading.title);
    let headings = FAMILIES.iter().chain(PERSONS.iter().filter(|heading| !repeats(heading)));
    for (row, heading) in (2u32..).zip(headings) {
        let (owner, wanted) = (owner(heading.column.whose), wanted(heading.column));
        for (at, text) in (0u16..).zip([heading.title, owner.zh, &wanted.zh, owner.en, &wanted.en]) {
            sheet.write_string(row, at, text)?;
        }
    }
    for (row, township) in (TOWNSHIPS.1..).zip(Directory::built_in().townships()) {
        sheet.write_string(row, TOWNSHIPS.0, township.name)?;
    }
    sheet.set_freeze_panes(2, 1)?;
    Ok(())
}
