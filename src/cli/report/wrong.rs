//! What can be wrong with what is asked of a report.

use crate::text::Lang;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportWrong {
    /// Not a year.
    NotAYear(String),
    /// The measure has no such figure: its id, what was asked for, how many it has.
    NoSuchTally(String, usize, usize),
    /// The figure has no such part.
    NoSuchPart(String),
    /// There is a file of other content.
    Exists(String),
    /// A new file has the name of one that is there.
    Taken(String),
    /// The system has no program for a printer.
    NoPrinter,
    /// The printer did not take it; the program's own words.
    NotPrinted(String),
    /// A file cannot be written: its name and why, Chinese and English.
    Unwritable(String, String, String),
}

impl ReportWrong {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            ReportWrong::NotAYear(_) => "not-a-year",
            ReportWrong::NoSuchTally(..) => "no-such-figure",
            ReportWrong::NoSuchPart(_) => "no-such-part",
            ReportWrong::Exists(_) | ReportWrong::Taken(_) => "file-exists",
            ReportWrong::Unwritable(..) => "file-not-written",
            ReportWrong::NoPrinter => "no-printer",
            ReportWrong::NotPrinted(_) => "not-printed",
        }
    }

    /// What is wrong, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            ReportWrong::NotAYear(text) => {
                lang.pick(format!("“{text}”不是年度。"), format!("\"{text}\" is not a year."))
            }
            ReportWrong::NoSuchTally(id, wanted, has) => lang.pick(
                format!("{id} 共有 {has} 个统计项，没有第 {wanted} 个。"),
                format!("{id} has {has} figures; there is no number {wanted}."),
            ),
            ReportWrong::NoSuchPart(text) => {
                lang.pick(format!("该统计项没有“{text}”这一分项。"), format!("The figure has no part \"{text}\"."))
            }
            ReportWrong::NoPrinter => {
                lang.pick("系统没有打印程序（lp）。".into(), "The system has no program for printing (lp).".into())
            }
            ReportWrong::NotPrinted(why) => {
                lang.pick(format!("打印机没有接收：{why}。"), format!("The printer did not take it: {why}."))
            }
            ReportWrong::Taken(path) => lang.pick(
                format!("“{path}”已经存在，没有改动它。"),
                format!("\"{path}\" is there already and was left alone."),
            ),
            ReportWrong::Exists(path) => lang.pick(
                format!("“{path}”已经存在，内容不同，没有改动它。"),
                format!("\"{path}\" is there already with other content and was left alone."),
            ),
            ReportWrong::Unwritable(path, zh, en) => {
                lang.pick(format!("写不了“{path}”：{zh}。"), format!("\"{path}\" could not be written: {en}."))
            }
        }
    }

    /// What to do next, Chinese and English.
    pub fn hints(&self) -> (String, String) {
        let (zh, en) = match self {
            ReportWrong::NotAYear(_) => ("请写成 2026 的样子。", "Write it like 2026."),
            ReportWrong::NoSuchTally(..) | ReportWrong::NoSuchPart(_) => {
                ("用 fuzhu report figures 查看全部统计项。", "`fuzhu report figures` lists them.")
            }
            ReportWrong::Exists(_) => (
                "请用 --out 换一个目录，或加 --force 覆盖。",
                "Name another directory with --out, or replace it with --force.",
            ),
            ReportWrong::Taken(_) => ("请另写一个文件名。", "Give it another name."),
            ReportWrong::NoPrinter => (
                "请改为输出到文件（命令行去掉 --printer），在有打印机的电脑上打印。",
                "Put it into a file instead (the command: leave --printer out) and print it where there is a printer.",
            ),
            ReportWrong::NotPrinted(_) => {
                ("请核对打印机名称和状态（lpstat）。", "Check the printer's name and state (lpstat).")
            }
            ReportWrong::Unwritable(..) => {
                ("请检查目录、权限和磁盘空间。", "Check the directory, the rights and the disk.")
            }
        };
        (zh.to_string(), en.to_string())
    }
}

impl From<ReportWrong> for crate::cli::failure::Failure {
    fn from(wrong: ReportWrong) -> Self {
        crate::cli::wrong::Wrong::Report(wrong).into()
    }
}
