//! Why a file could not be read as a table, and what the person who has it can do.

use crate::text::Lang;
use std::path::{Path, PathBuf};

/// A file that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The file.
    pub file: PathBuf,
    /// Why.
    pub fault: Fault,
}

/// What is the matter with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such file.
    Missing,
    /// It is a directory.
    Directory,
    /// It is a pipe, a socket or a device.
    NotRegular,
    /// This user may not read it.
    NotPermitted,
    /// The system could not read it; its own words.
    Unreadable(String),
    /// It has no bytes at all.
    Empty,
    /// It is something else.
    NotATable(NotATable),
    /// It is locked with a password.
    Encrypted,
    /// It is cut off or damaged.
    Damaged,
    /// It is larger than what is read.
    TooLarge(Limit),
    /// It is text, but in no encoding that is known; the line where it stops making sense.
    Encoding {
        /// The line, from 1.
        line: u64,
    },
    /// A line or a row of a text file does not end.
    RecordTooLong {
        /// The row, from 1.
        row: u32,
    },
    /// A row has a value too far to the right.
    TooWide {
        /// The row, from 1.
        row: u32,
        /// The column, from 1.
        column: u32,
    },
    /// The workbook has no sheet of this name.
    NoSuchSheet {
        /// The name that was asked for.
        wanted: String,
        /// The names that there are.
        there: Vec<String>,
    },
}

/// Things that are no tables, however they are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotATable {
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// An archive of files.
    Archive,
    /// A text document.
    Document,
    /// A web page, often saved by another system as ".xls".
    Html,
    /// An XML file.
    Xml,
    /// An OpenDocument table.
    OpenDocument,
    /// A binary workbook (.xlsb).
    BinaryWorkbook,
    /// A file in a form of WPS of its own (.et, .wps).
    Wps,
    /// A workbook older than 1997.
    OldWorkbook,
    /// Bytes that are no text.
    Binary,
}

/// The limits that keep a file from taking all memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of the file.
    File {
        /// Bytes found.
        found: u64,
        /// Bytes allowed.
        most: u64,
    },
    /// Bytes of a part of the workbook after unpacking, of which it claims or has more.
    Unpacked {
        /// Bytes allowed.
        most: u64,
    },
    /// Cells of a sheet.
    Cells {
        /// Cells allowed.
        most: u64,
    },
}

impl TableError {
    pub(super) fn new(file: &Path, fault: Fault) -> Self {
        Self { file: file.to_owned(), fault }
    }

    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match &self.fault {
            Fault::Missing => "file-missing",
            Fault::Directory => "file-is-a-directory",
            Fault::NotRegular => "file-not-regular",
            Fault::NotPermitted => "file-not-permitted",
            Fault::Unreadable(_) => "file-unreadable",
            Fault::Empty => "file-empty",
            Fault::NotATable(_) => "file-not-a-table",
            Fault::Encrypted => "file-encrypted",
            Fault::Damaged => "file-damaged",
            Fault::TooLarge(_) => "file-too-large",
            Fault::Encoding { .. } => "file-encoding",
            Fault::RecordTooLong { .. } => "row-too-long",
            Fault::TooWide { .. } => "row-too-wide",
            Fault::NoSuchSheet { .. } => "no-such-sheet",
        }
    }

    /// What is the matter and what to do, naming the file.
    pub fn sentence(&self, lang: Lang) -> String {
        let file = crate::text::clean::free_text(&self.file.display().to_string());
        match lang {
            Lang::Zh => format!("读取“{file}”：{}", self.fault.chinese()),
            Lang::En => format!("reading \"{file}\": {}", self.fault.english()),
        }
    }
}

impl Fault {
    fn chinese(&self) -> String {
        match self {
            Fault::Missing => "没有这个文件。请核对路径和文件名。".into(),
            Fault::Directory => "这是一个目录。请给出目录中的花名册文件。".into(),
            Fault::NotRegular => "这不是普通文件。请先存成文件再导入。".into(),
            Fault::NotPermitted => "没有读取权限。请文件所有者开放权限，或复制到自己的目录后再导入。".into(),
            Fault::Unreadable(why) => format!("系统读取失败（{why}）。请检查磁盘或移动介质后再试。"),
            Fault::Empty => "文件是空的，一个字节也没有。请重新索取或重新导出。".into(),
            Fault::NotATable(what) => what.chinese().into(),
            Fault::Encrypted => "工作簿设有打开密码。请在电子表格软件中去掉密码，另存后再导入。".into(),
            Fault::Damaged => {
                "文件不完整或已损坏，可能没有下载完或没有拷贝完。请重新索取，或用电子表格软件打开后另存为 xlsx。".into()
            }
            Fault::TooLarge(limit) => limit.chinese(),
            Fault::Encoding { line } => {
                format!(
                    "第 {line} 行的文字编码无法识别（能读 UTF-8、GBK、GB18030）。请用电子表格软件打开，另存为 xlsx 或“CSV UTF-8”。"
                )
            }
            Fault::RecordTooLong { row } => {
                format!("第 {row} 行超过 1 MiB 还没有结束，可能是引号没有配对，或者这不是表格。请检查这一行。")
            }
            Fault::TooWide { row, column } => format!(
                "第 {row} 行第 {column} 列还有内容，最多读 {} 列。请删去表格右侧多余的内容。",
                super::COLUMNS_MAX
            ),
            Fault::NoSuchSheet { wanted, there } => {
                format!("没有名为“{}”的工作表。现有：{}。", clean(wanted), clean(&there.join("、")))
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Fault::Missing => "there is no such file. Check the path and the name.".into(),
            Fault::Directory => "this is a directory. Name the roster inside it.".into(),
            Fault::NotRegular => "this is not a regular file. Save it as a file first.".into(),
            Fault::NotPermitted => "you may not read it. Ask its owner, or copy it to a directory of your own.".into(),
            Fault::Unreadable(why) => format!("the system could not read it ({why}). Check the disk and try again."),
            Fault::Empty => "the file is empty, without a single byte. Ask for it again or export it again.".into(),
            Fault::NotATable(what) => what.english().into(),
            Fault::Encrypted => "the workbook has a password. Remove it in the spreadsheet, save, and import again.".into(),
            Fault::Damaged => {
                "the file is incomplete or damaged; perhaps a download or a copy was cut short. Ask for it again, or open it in a spreadsheet and save it as xlsx.".into()
            }
            Fault::TooLarge(limit) => limit.english(),
            Fault::Encoding { line } => format!(
                "the encoding of line {line} is not known (UTF-8, GBK and GB18030 are read). Open it in a spreadsheet and save it as xlsx or \"CSV UTF-8\"."
            ),
            Fault::RecordTooLong { row } => format!(
                "row {row} has not ended after 1 MiB; a quotation mark may not be closed, or this is not a table. Check that row."
            ),
            Fault::TooWide { row, column } => format!(
                "row {row} still has something in column {column}; at most {} columns are read. Clear what is right of the table.",
                super::COLUMNS_MAX
            ),
            Fault::NoSuchSheet { wanted, there } => {
                format!("no sheet is named \"{}\". There are: {}.", clean(wanted), clean(&there.join(", ")))
            }
        }
    }
}

impl NotATable {
    fn chinese(self) -> &'static str {
        match self {
            NotATable::Pdf => "这是 PDF 文档，不是表格。请索取电子表格原件（xlsx、xls 或 csv）。",
            NotATable::Picture => "这是图片，不是表格。请索取电子表格原件（xlsx、xls 或 csv）。",
            NotATable::Archive => "这是压缩包。请先解压，再导入其中的表格。",
            NotATable::Document => "这是文字文档，不是表格。请把其中的表格复制到电子表格，存为 xlsx 后再导入。",
            NotATable::Html => "这其实是网页，只是文件名像表格。请用电子表格软件打开，另存为 xlsx 后再导入。",
            NotATable::Xml => "这是 XML 文件。请用电子表格软件打开，另存为 xlsx 后再导入。",
            NotATable::OpenDocument => "这是 ods 等开放文档格式。请用电子表格软件打开，另存为 xlsx 后再导入。",
            NotATable::BinaryWorkbook => "这是二进制工作簿（xlsb）。请用电子表格软件打开，另存为 xlsx 后再导入。",
            NotATable::Wps => "这是 WPS 自有格式（et、wps）。请用 WPS 打开，另存为 xlsx 后再导入。",
            NotATable::OldWorkbook => "这是 1997 年以前格式的工作簿。请用电子表格软件打开，另存为 xlsx 后再导入。",
            NotATable::Binary => "这不是表格：内容既不是工作簿，也不是文字。请核对是否拿错了文件。",
        }
    }

    fn english(self) -> &'static str {
        match self {
            NotATable::Pdf => "this is a PDF, not a table. Ask for the spreadsheet itself (xlsx, xls or csv).",
            NotATable::Picture => "this is a picture, not a table. Ask for the spreadsheet itself (xlsx, xls or csv).",
            NotATable::Archive => "this is an archive. Unpack it and import the table inside.",
            NotATable::Document => {
                "this is a text document. Copy its table to a spreadsheet, save it as xlsx and import that."
            }
            NotATable::Html => {
                "this is a web page under the name of a table. Open it in a spreadsheet and save it as xlsx."
            }
            NotATable::Xml => "this is an XML file. Open it in a spreadsheet and save it as xlsx.",
            NotATable::OpenDocument => "this is an OpenDocument file. Open it in a spreadsheet and save it as xlsx.",
            NotATable::BinaryWorkbook => {
                "this is a binary workbook (xlsb). Open it in a spreadsheet and save it as xlsx."
            }
            NotATable::Wps => "this is in a form of WPS of its own (et, wps). Open it in WPS and save it as xlsx.",
            NotATable::OldWorkbook => "this workbook is older than 1997. Open it in a spreadsheet and save it as xlsx.",
            NotATable::Binary => "this is no table: neither a workbook nor text. Check that it is the right file.",
        }
    }
}

impl Limit {
    fn chinese(self) -> String {
        match self {
            Limit::File { found, most } => {
                format!("文件有 {}，最多读 {}。请删去图片和无关的工作表，或分成几个文件导入。", size(found), size(most))
            }
            Limit::Unpacked { most } => {
                format!("工作簿解压后超过 {}，可能不是正常的花名册。请只保留花名册工作表，另存后再导入。", size(most))
            }
            Limit::Cells { most } => {
                format!(
                    "工作表超过 {most} 个单元格，可能在很远处留有内容。请删去表格以外的内容，另存为 xlsx 后再导入。"
                )
            }
        }
    }

    fn english(self) -> String {
        match self {
            Limit::File { found, most } => format!(
                "the file has {}, at most {} are read. Remove pictures and other sheets, or split it.",
                size(found),
                size(most)
            ),
            Limit::Unpacked { most } => format!(
                "the workbook unpacks to more than {}; it may not be an ordinary roster. Keep only the roster's sheet and save it anew.",
                size(most)
            ),
            Limit::Cells { most } => format!(
                "the sheet has more than {most} cells; something may stand far away from the table. Clear it and save as xlsx."
            ),
        }
    }
}

fn clean(text: &str) -> String {
    crate::text::clean::free_text(text)
}

/// Bytes in the unit that people use for files.
fn size(bytes: u64) -> String {
    if bytes < 1 << 20 { format!("{} KiB", bytes >> 10) } else { format!("{} MiB", bytes >> 20) }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.english())
    }
}

impl std::error::Error for Fault {}

impl std::fmt::Display for TableError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for TableError {}
