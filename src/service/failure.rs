//! What can go wrong with the store itself, and the refusal that a clerk gets for it.

use crate::domain::refusal::Refusal;
use crate::ids::Seq;
use crate::journal::JournalError;
use crate::journal::codec::CodecError;
use crate::text::{Lang, disk};
use crate::views::ViewsError;
use std::io;
use std::path::PathBuf;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The views.
    #[error(transparent)]
    Views(#[from] ViewsError),
    /// A command whose body is longer than an entry may be.
    #[error(transparent)]
    Body(#[from] CodecError),
    /// An entry that cannot be read.
    #[error("entry {seq} of the journal cannot be read: {error}")]
    Entry {
        /// The entry.
        seq: Seq,
        /// Why.
        error: CodecError,
    },
    /// The views hold entries that the journal no longer has: its end was lost.
    #[error("the journal ends at entry {journal}, the views hold entry {views}")]
    JournalShort {
        /// The last entry in the views.
        views: Seq,
        /// The last entry in the journal.
        journal: Seq,
    },
    /// The disk did not do what was asked.
    #[error("{} cannot be used: {kind}", place.display())]
    Disk {
        /// Where.
        place: PathBuf,
        /// What went wrong.
        kind: io::ErrorKind,
    },
    /// Damaged views could not be folded again.
    #[error("the views could not be folded again")]
    NoViews,
}

impl Failure {
    /// Whether the store is damaged or in use, rather than that a command was wrong.
    pub fn is_grave(&self) -> bool {
        !matches!(self, Failure::Body(_))
    }

    /// What is the matter, as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Failure::Journal(error) => error.sentence(lang),
            Failure::Views(error) => error.sentence(lang),
            Failure::Body(_) => lang.pick("这次录入的内容过长，没有保存。", "What was entered is too long and was not saved.").to_string(),
            Failure::Entry { seq, error } => match (lang, error) {
                (Lang::Zh, CodecError::UnknownShape(_)) => format!("日志第 {seq} 条由更新版本的程序写入，本程序读不懂。"),
                (Lang::Zh, _) => format!("日志第 {seq} 条的内容无法读出。"),
                (Lang::En, CodecError::UnknownShape(_)) => {
                    format!("Entry {seq} of the journal was written by a later version of the program.")
                }
                (Lang::En, _) => format!("The content of entry {seq} of the journal cannot be read."),
            },
            Failure::JournalShort { views, journal } => lang.pick(
                format!("日志到第 {journal} 条为止，但视图里已有第 {views} 条：日志末尾的记录丢失了。"),
                format!("The journal ends at entry {journal}, but the views hold entry {views}: the end of the journal was lost."),
            ),
            Failure::Disk { place, kind } => {
                let place = place.display();
                let why = disk::in_the_way(*kind, lang);
                lang.pick(format!("{place} 无法使用：{why}。"), format!("{place} cannot be used: {why}."))
            }
            Failure::NoViews => lang
                .pick("损坏的视图没能重建，暂不能查询。", "The damaged views could not be rebuilt: nothing can be looked up.")
                .to_string(),
        }
    }

    /// What to do next, as a sentence.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Failure::Journal(error) => error.advice(lang).to_string(),
            Failure::Body(_) => lang.pick("请精简后重新录入。", "Shorten it and enter it again.").to_string(),
            Failure::Entry { error: CodecError::UnknownShape(_), .. } => {
                lang.pick("请用较新的版本打开。", "Open it with the later version.").to_string()
            }
            Failure::Views(_) | Failure::NoViews | Failure::Disk { .. } => lang
                .pick(
                    "请查看磁盘空间和权限，再运行 fuzhu rebuild。",
                    "Look at disk space and rights, then run `fuzhu rebuild`.",
                )
                .to_string(),
            Failure::Entry { .. } | Failure::JournalShort { .. } => lang
                .pick(
                    "请不要继续录入；保留数据目录，用最近的备份核对后再处理。",
                    "Enter nothing more; keep the data directory as it is and compare it with the latest backup.",
                )
                .to_string(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Failure::Journal(_) => "journal",
            Failure::Views(_) | Failure::NoViews => "views",
            Failure::Body(_) => "too-long",
            Failure::Disk { .. } => "disk",
            Failure::Entry { .. } | Failure::JournalShort { .. } => "damaged",
        }
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        let both = |text: fn(&Failure, Lang) -> String| (text(&failure, Lang::Zh), text(&failure, Lang::En));
        Refusal::Store { code: failure.code().into(), sentence: both(Failure::sentence), hint: both(Failure::hint) }
    }
}
