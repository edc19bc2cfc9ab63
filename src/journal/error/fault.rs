//! What is wrong with bytes that should be part of a journal.

use super::super::seq::Seq;
use crate::text::Lang;

/// What is wrong at one place of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file ends before the frame does.
    Short,
    /// There is no frame where one should begin.
    NotAFrame,
    /// The checksum over the frame's header does not agree with it.
    HeaderChecksum,
    /// The frame says it is longer than a frame can be.
    TooLong,
    /// A newer version of the program wrote it.
    Version(u8),
    /// The checksum over the frame does not agree with it.
    Checksum,
    /// The hash over the frame does not agree with it, though the checksum does: it was changed on purpose.
    Hash,
    /// The frame's last bytes are not the end mark.
    EndMark,
    /// A frame of another number should be here.
    Number {
        /// The number it should have.
        wanted: Seq,
        /// The number it has.
        found: Seq,
    },
    /// The frame does not follow the one before it: one of them was put in the other's place.
    Chain,
    /// The header of a segment is not one.
    SegmentHeader,
    /// The header of a segment names another first frame than the file's name does.
    SegmentName {
        /// The frame that the header names.
        found: Seq,
    },
    /// A segment is missing: its frames are not there.
    SegmentMissing {
        /// The first frame that is not there.
        wanted: Seq,
    },
    /// The segment does not follow the one before it: one of them was removed, cut or replaced.
    SegmentChain,
    /// The journal ends before the frame that its head file says was on disk.
    TailLost {
        /// The last frame that was on disk.
        head: Seq,
    },
    /// The frame that the head file names is another one than was on disk.
    HeadDiffers {
        /// The frame.
        head: Seq,
    },
    /// The head file cannot be read: neither of its two slots is whole.
    Head,
    /// There is a journal but its head file is gone.
    HeadMissing,
}

impl Fault {
    /// What is wrong, as the end of a sentence that has named file and place.
    pub fn text(self, lang: Lang) -> String {
        let plain = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
        match self {
            Fault::Short => plain("记录不完整，文件提前结束", "the file ends in the middle of an entry"),
            Fault::NotAFrame => plain("此处应为一条记录的开头，但内容不是", "an entry should begin here and does not"),
            Fault::HeaderChecksum => plain("记录头的校验码不符", "the checksum of the entry's header does not agree"),
            Fault::TooLong => plain("记录标明的长度超过上限", "the entry claims to be longer than an entry can be"),
            Fault::Version(version) => lang.pick(
                format!("由更新版本的程序写成（格式 {version}）"),
                format!("it was written by a newer version of the program (format {version})"),
            ),
            Fault::Checksum => plain("记录的校验码不符", "the checksum of the entry does not agree"),
            Fault::Hash => plain("记录的哈希值不符，内容可能被人改动", "the hash of the entry does not agree; it may have been altered"),
            Fault::EndMark => plain("记录的结束标志不符", "the entry does not end as an entry does"),
            Fault::Number { wanted, found } => lang.pick(
                format!("此处应为第 {wanted} 号记录，实际是第 {found} 号"),
                format!("entry {wanted} should be here, and entry {found} is"),
            ),
            Fault::Chain => plain("与前一条记录不衔接，其中一条可能被替换", "the entry does not follow the one before it; one of them may have been replaced"),
            Fault::SegmentHeader => plain("分段文件的文件头不符", "the header of the segment is not right"),
            Fault::SegmentName { found } => lang.pick(
                format!("分段文件的文件名与内容不符（内容从第 {found} 号记录开始）"),
                format!("the name of the segment is not that of its content, which begins with entry {found}"),
            ),
            Fault::SegmentMissing { wanted } => lang.pick(
                format!("缺少从第 {wanted} 号记录开始的分段文件"),
                format!("the segment that begins with entry {wanted} is missing"),
            ),
            Fault::SegmentChain => plain("与前一个分段文件不衔接，其中一个可能被删除、截短或替换", "the segment does not follow the one before it; one of them may have been removed, cut or replaced"),
            Fault::TailLost { head } => lang.pick(
                format!("日志到此为止，但第 {head} 号记录曾确认写入磁盘，末尾的记录丢失或损坏"),
                format!("the journal ends here, but entry {head} had been confirmed on disk; the last entries are lost or damaged"),
            ),
            Fault::HeadDiffers { head } => lang.pick(
                format!("第 {head} 号记录与当初写入磁盘的不是同一条"),
                format!("entry {head} is not the one that was confirmed on disk"),
            ),
            Fault::Head => plain("末条记录的备查文件无法读取", "the file that remembers the last entry cannot be read"),
            Fault::HeadMissing => plain("末条记录的备查文件不见了", "the file that remembers the last entry is gone"),
        }
    }
}
