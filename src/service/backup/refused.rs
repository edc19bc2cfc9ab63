//! Why a backup was not taken or not put back, as sentences.

use crate::domain::refusal::Refusal;
use crate::journal::{JournalError, NotCopied};
use crate::service::failure::Failure;
use crate::service::maintenance::Finding;
use crate::service::verify::told;
use crate::text::Lang;
use std::io;
use std::path::{Path, PathBuf};

/// Why a backup was not taken, or not put back.
#[derive(Debug)]
pub enum Refused {
    /// The directory for the backup holds something else.
    NotABackup(PathBuf),
    /// The backup would lie in the data directory, or the data directory in the backup.
    Inside(PathBuf),
    /// There is no backup, or it was interrupted before it was whole.
    NoBackup(PathBuf),
    /// The backup is of another data directory: its entry of this number is another one.
    Another(PathBuf, u64),
    /// The journal ends before the backup of it does.
    Shorter {
        /// The last entry of the journal.
        journal: u64,
        /// The last entry of the backup.
        backup: u64,
    },
    /// A file of the backup is not what was kept.
    Damaged {
        /// The file.
        file: PathBuf,
        /// Where it is wrong, as far as is known.
        offset: u64,
    },
    /// The journal in the backup is damaged.
    Copy(JournalError),
    /// A later program made the backup.
    Later(PathBuf),
    /// What is to be filled is not empty.
    NotEmpty(PathBuf),
    /// What was put back is not what the manifest says.
    Differs {
        /// What the manifest says, and what there is: last entry, families, items.
        wanted: (u64, u64, u64),
        /// The same of what was put back.
        found: (u64, u64, u64),
    },
    /// Something is wrong with what was put back.
    Unsound(Box<Finding>),
    /// The data directory itself.
    Store(Box<Failure>),
    /// What was put back cannot be looked over.
    Refusal(Box<Refusal>),
}

impl Refused {
    pub(super) fn disk(place: &Path, error: &io::Error) -> Self {
        Failure::Disk { place: place.to_path_buf(), kind: error.kind() }.into()
    }

    pub(super) fn of_copying(backup: &Path, error: NotCopied) -> Self {
        match error {
            NotCopied::Journal(JournalError::Damaged(damage)) if damage.file.starts_with(backup) => {
                Refused::Copy(JournalError::Damaged(damage))
            }
            NotCopied::Journal(error) => Failure::from(error).into(),
            NotCopied::Shorter { journal, copy } => Refused::Shorter { journal: journal.0, backup: copy.0 },
            NotCopied::Another(seq) => Refused::Another(backup.to_path_buf(), seq.0),
        }
    }

    /// The same as something that was found in looking a backup over.
    pub(super) fn finding(&self, code: &'static str) -> Finding {
        told(code, true, |lang| self.sentence(lang), |lang| self.hint(lang))
    }

    fn code(&self) -> &'static str {
        match self {
            Refused::NotABackup(_) => "not-a-backup",
            Refused::Inside(_) => "backup-inside",
            Refused::NoBackup(_) => "no-backup",
            Refused::Another(..) => "backup-of-another",
            Refused::Later(_) => "backup-later",
            Refused::NotEmpty(_) => "not-empty",
            Refused::Shorter { .. } | Refused::Damaged { .. } | Refused::Copy(_) | Refused::Differs { .. } => "damaged",
            Refused::Unsound(_) => "damaged",
            Refused::Store(_) | Refused::Refusal(_) => "store",
        }
    }

    fn sentence(&self, lang: Lang) -> String {
        match self {
            Refused::NotABackup(dir) => {
                let dir = dir.display();
                lang.pick(format!("{dir} 里有别的内容，不是备份目录。"), format!("{dir} holds something else and is not a backup."))
            }
            Refused::Inside(dir) => {
                let dir = dir.display();
                lang.pick(
                    format!("备份目录 {dir} 与数据目录互相包含。"),
                    format!("The backup {dir} and the data directory lie one in the other."),
                )
            }
            Refused::NoBackup(dir) => {
                let dir = dir.display();
                lang.pick(format!("{dir} 里没有做完的备份。"), format!("There is no finished backup in {dir}."))
            }
            Refused::Another(dir, entry) => {
                let dir = dir.display();
                lang.pick(
                    format!("{dir} 是另一个数据目录的备份：第 {entry} 条日志不同。"),
                    format!("{dir} is a backup of another data directory: entry {entry} is a different one."),
                )
            }
            Refused::Shorter { journal, backup } => lang.pick(
                format!("日志到第 {journal} 条为止，备份里已有第 {backup} 条：日志末尾的记录丢失了。备份没有改动。"),
                format!("The journal ends at entry {journal}, the backup has entry {backup}: the end of the journal was lost. The backup was not changed."),
            ),
            Refused::Damaged { file, offset } => {
                let file = file.display();
                lang.pick(
                    format!("备份文件 {file} 第 {offset} 字节起与备份时不符。"),
                    format!("The backup's file {file} is not what was kept, from byte {offset} on."),
                )
            }
            Refused::Copy(error) => {
                lang.pick(format!("备份已损坏：{}", error.sentence(lang)), format!("The backup is damaged: {}", error.sentence(lang)))
            }
            Refused::Later(path) => {
                let path = path.display();
                lang.pick(format!("{path} 由更新版本的程序写成。"), format!("{path} was written by a later version of the program."))
            }
            Refused::NotEmpty(dir) => {
                let dir = dir.display();
                lang.pick(
                    format!("数据目录 {dir} 里已有内容，不在其上恢复。"),
                    format!("The data directory {dir} holds something already and is not restored over."),
                )
            }
            Refused::Differs { wanted, found } => {
                let ((entry, families, items), (entry_now, families_now, items_now)) = (wanted, found);
                lang.pick(
                    format!("恢复的内容与备份清单不符：应为第 {entry} 条、{families} 户、{items} 件，实为第 {entry_now} 条、{families_now} 户、{items_now} 件。"),
                    format!("What was put back is not what the manifest says: entry {entry}, {families} families, {items} items there; entry {entry_now}, {families_now} families, {items_now} items here."),
                )
            }
            Refused::Unsound(finding) => finding.sentence(lang).to_string(),
            Refused::Store(failure) => failure.sentence(lang),
            Refused::Refusal(refusal) => refusal.sentence(lang),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        let hint = match self {
            Refused::NotABackup(_) | Refused::Inside(_) => (
                "请指定一个空目录，或以前的备份目录。",
                "Name an empty directory, or one with an earlier backup, outside the data directory.",
            ),
            Refused::NoBackup(_) => (
                "请检查目录；备份若曾中断，请再运行一次 fuzhu backup。",
                "See that it is the right directory; if a backup was interrupted, run `fuzhu backup` again.",
            ),
            Refused::Another(..) => {
                ("每个数据目录请用各自的备份目录。", "Give each data directory a backup of its own.")
            }
            Refused::Shorter { .. } => (
                "请停止录入，保留两个目录，从备份恢复到新的数据目录后核对。",
                "Enter nothing more, keep both directories, and restore the backup into a new data directory.",
            ),
            Refused::Damaged { .. } | Refused::Copy(_) => (
                "这份备份不可靠，没有使用。请用另一份备份恢复；并在空目录中重做备份。",
                "This backup cannot be relied on and was not used. Restore from another one, and take a new one in an empty directory.",
            ),
            Refused::Later(_) => ("请用较新的版本。", "Use the later version."),
            Refused::NotEmpty(_) => {
                ("请用 --data 指定一个空的或尚不存在的目录。", "Name an empty or missing directory with --data.")
            }
            Refused::Differs { .. } => (
                "没有启用。请用写成备份的同一版本恢复；仍不符时请保留备份并报告维护人员。",
                "Nothing was put in place. Restore with the version that took the backup; if it still differs, keep the backup and report it.",
            ),
            Refused::Unsound(finding) => return finding.hint(lang).to_string(),
            Refused::Store(failure) => return failure.hint(lang),
            Refused::Refusal(refusal) => return refusal.hint(lang),
        };
        lang.pick(hint.0, hint.1).to_string()
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Refused::Store(Box::new(failure))
    }
}

impl From<JournalError> for Refused {
    fn from(error: JournalError) -> Self {
        Failure::from(error).into()
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Refusal {
        let refused = match refused {
            Refused::Store(failure) => return (*failure).into(),
            Refused::Refusal(refusal) => return *refusal,
            refused => refused,
        };
        let both = |text: fn(&Refused, Lang) -> String| (text(&refused, Lang::Zh), text(&refused, Lang::En));
        Refusal::Store { code: refused.code().into(), sentence: both(Refused::sentence), hint: both(Refused::hint) }
    }
}
