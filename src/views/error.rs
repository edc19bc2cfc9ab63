//! What can go wrong with the views, and what to do about it.
//!
//! Most of it is settled by folding the views again (`rebuild_helps`); a full disk, missing rights and a second process are not. What a
//! library said is kept for the log (`detail`), never put into a sentence.

use crate::ids::{BatchId, EmergencyId, FamilyId, ItemId, Seq};
use crate::text::{Both, Lang, disk};
use std::fmt;
use std::path::PathBuf;

/// What was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Opening the views.
    Opening,
    /// Reading from them.
    Reading,
    /// Folding entries in.
    Writing,
    /// Bringing what was written to the disk.
    Flushing,
    /// Comparing them with their fingerprint.
    Checking,
    /// Putting damaged views aside.
    SettingAside,
}

impl Doing {
    fn words(self) -> Both {
        match self {
            Doing::Opening => Both::new("打开视图", "opening the views"),
            Doing::Reading => Both::new("读取视图", "reading the views"),
            Doing::Writing => Both::new("更新视图", "updating the views"),
            Doing::Flushing => Both::new("视图写盘", "writing the views to disk"),
            Doing::Checking => Both::new("核对视图", "checking the views"),
            Doing::SettingAside => Both::new("移开损坏的视图", "setting damaged views aside"),
        }
    }
}

/// How damage showed itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// The store gave up in the middle.
    Stopped(String),
    /// The store reported an error.
    Refused(String),
    /// A record could not be read.
    Unreadable(String),
    /// An index names a record that is not there, or not as the index says.
    Disagree,
    /// A counter would have gone below zero.
    Miscounted,
    /// The fingerprint is not that of the content.
    Fingerprint,
    /// Damage was found earlier; nothing is answered any more.
    KnownBefore,
}

impl Because {
    fn words(&self) -> Both {
        match self {
            Because::Stopped(_) => Both::new("存储程序中途中断", "the store gave up in the middle"),
            Because::Refused(_) => Both::new("存储程序报告错误", "the store reported an error"),
            Because::Unreadable(_) => Both::new("有记录无法读出", "a record cannot be read"),
            Because::Disagree => Both::new("索引与记录不一致", "an index and a record disagree"),
            Because::Miscounted => Both::new("计数与记录不一致", "a counter and the records disagree"),
            Because::Fingerprint => Both::new("内容与指纹不符", "the content does not match its fingerprint"),
            Because::KnownBefore => Both::new("此前已发现损坏", "damage was found before"),
        }
    }
}

/// A failure of the views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewsError {
    /// The views cannot be trusted.
    Damaged {
        /// What was being done.
        doing: Doing,
        /// How the damage showed itself.
        because: Because,
    },
    /// There are no complete views in the directory.
    Unbuilt {
        /// The directory.
        path: PathBuf,
    },
    /// The views were made by another version of the program.
    Layout {
        /// The directory.
        path: PathBuf,
    },
    /// Another process holds the views.
    InUse {
        /// The directory.
        path: PathBuf,
    },
    /// The disk did not do what was asked.
    Disk {
        /// What was being done.
        doing: Doing,
        /// Where.
        path: PathBuf,
        /// What went wrong, as far as the system says.
        kind: std::io::ErrorKind,
    },
    /// An entry came before the one that must precede it.
    Gap {
        /// The last entry folded in.
        applied: Seq,
        /// The entry that came.
        came: Seq,
    },
    /// An entry speaks of a family that no earlier entry made.
    StrayFamily {
        /// The entry.
        seq: Seq,
        /// The family.
        family: FamilyId,
    },
    /// An entry speaks of an item that no earlier entry made.
    StrayItem {
        /// The entry.
        seq: Seq,
        /// The item.
        item: ItemId,
    },
    /// An entry speaks of an emergency that no earlier one made.
    StrayEmergency {
        /// The entry.
        seq: Seq,
        /// The emergency.
        emergency: EmergencyId,
    },
    /// An entry speaks of a batch, or of a line of one, that no earlier one made.
    StrayBatch {
        /// The entry.
        seq: Seq,
        /// The batch.
        batch: BatchId,
    },
    /// A record is too long to be kept.
    TooLong {
        /// The last entry of the group that made it so.
        seq: Seq,
    },
    /// Building was interrupted on request.
    Interrupted,
}

impl ViewsError {
    pub(super) fn damaged(doing: Doing, because: Because) -> Self {
        ViewsError::Damaged { doing, because }
    }

    /// Whether setting the views aside and folding them again is the remedy.
    pub fn rebuild_helps(&self) -> bool {
        match self {
            ViewsError::Damaged { .. }
            | ViewsError::Unbuilt { .. }
            | ViewsError::Layout { .. }
            | ViewsError::StrayFamily { .. }
            | ViewsError::StrayItem { .. }
            | ViewsError::StrayEmergency { .. }
            | ViewsError::StrayBatch { .. } => true,
            ViewsError::InUse { .. }
            | ViewsError::Disk { .. }
            | ViewsError::Gap { .. }
            | ViewsError::TooLong { .. }
            | ViewsError::Interrupted => false,
        }
    }

    /// What the store itself said, for the log; not for a person at the desk.
    pub fn detail(&self) -> Option<&str> {
        match self {
            ViewsError::Damaged {
                because: Because::Stopped(text) | Because::Refused(text) | Because::Unreadable(text),
                ..
            } => Some(text),
            _ => None,
        }
    }

    /// What happened and what to do next, for a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            ViewsError::Damaged { doing, because } => {
                let (doing, because) = (doing.words().in_lang(lang), because.words().in_lang(lang));
                lang.pick(
                    format!("{doing}时发现视图已损坏（{because}）。日志未受影响；请运行 fuzhu rebuild 重建视图。"),
                    format!(
                        "{doing}: the views are damaged ({because}). The journal is not affected; run fuzhu rebuild to fold them again."
                    ),
                )
            }
            ViewsError::Unbuilt { path } => lang.pick(
                format!("{} 中没有完整的视图，请运行 fuzhu rebuild 重建。", path.display()),
                format!("{} holds no complete views; run fuzhu rebuild.", path.display()),
            ),
            ViewsError::Layout { path } => lang.pick(
                format!("{} 中的视图由其他版本的程序生成，请运行 fuzhu rebuild 重建。", path.display()),
                format!("The views in {} were made by another version; run fuzhu rebuild.", path.display()),
            ),
            ViewsError::InUse { path } => lang.pick(
                format!("{} 正被另一个 fuzhu 进程使用，请先退出该进程。", path.display()),
                format!("{} is in use by another fuzhu process; leave that one first.", path.display()),
            ),
            ViewsError::Disk { doing, path, kind } => lang.pick(
                format!(
                    "{}失败：{}（{}）。请检查磁盘空间和目录权限。",
                    doing.words().zh,
                    path.display(),
                    disk::in_the_way(*kind, lang)
                ),
                format!(
                    "{} failed at {}: {}. Check free space and rights.",
                    doing.words().en,
                    path.display(),
                    disk::in_the_way(*kind, lang)
                ),
            ),
            _ => self.sentence_about_entries(lang),
        }
    }

    fn sentence_about_entries(&self, lang: Lang) -> String {
        match self {
            ViewsError::Gap { applied, came } => lang.pick(
                format!("视图已更新到第 {applied} 条，收到的却是第 {came} 条，中间有缺失。请运行 fuzhu verify 核对日志。"),
                format!("The views stand at entry {applied} and were given entry {came}; entries between are missing. Run fuzhu verify."),
            ),
            ViewsError::StrayFamily { seq, family } => lang.pick(
                format!("第 {seq} 条提到家庭 {family}，此前没有登记过该家庭。请运行 fuzhu verify 核对日志。"),
                format!("Entry {seq} speaks of family {family}, which no earlier entry made. Run fuzhu verify."),
            ),
            ViewsError::StrayItem { seq, item } => lang.pick(
                format!("第 {seq} 条提到事项 {item}，此前没有登记过该事项。请运行 fuzhu verify 核对日志。"),
                format!("Entry {seq} speaks of item {item}, which no earlier entry made. Run fuzhu verify."),
            ),
            ViewsError::StrayEmergency { seq, emergency } => lang.pick(
                format!("第 {seq} 条提到急难 {emergency}，此前没有登记过。请运行 fuzhu verify 核对日志。"),
                format!("Entry {seq} speaks of emergency {emergency}, which no earlier entry made. Run fuzhu verify."),
            ),
            ViewsError::StrayBatch { seq, batch } => lang.pick(
                format!("第 {seq} 条提到批次 {batch}，此前没有登记过。请运行 fuzhu verify 核对日志。"),
                format!("Entry {seq} speaks of batch {batch}, which no earlier entry made. Run fuzhu verify."),
            ),
            ViewsError::TooLong { seq } => lang.pick(
                format!("截至第 {seq} 条，有一条记录过长，视图无法保存。请报告此问题。"),
                format!("By entry {seq} a record has grown too long for the views. Please report this."),
            ),
            _ => lang.pick("重建视图已中止，下次启动时会重新开始。".into(), "Building the views was stopped; it begins anew at the next start.".into()),
        }
    }
}

impl fmt::Display for ViewsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for ViewsError {}
