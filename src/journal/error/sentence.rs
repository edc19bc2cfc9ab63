//! What a person is told when the journal cannot do something: what happened and where, then what to do about it.

use std::io::ErrorKind;
use std::path::Path;

use super::super::limits::{GROUP_BYTES_MAX, PAYLOAD_BYTES_MAX};
use super::super::lock::Holder;
use super::{Damage, Doing, Failure, JournalError, Reason};
use crate::text::Lang;

impl JournalError {
    /// What happened, to what, and where.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            JournalError::Damaged(damage) => damage.sentence(lang),
            JournalError::Newer { file, version } => lang.pick(
                format!("日志文件 {} 由更新版本的程序写成（格式 {version}），本程序不能打开。", shown(file)),
                format!("The journal file {} was written by a newer version of the program (format {version}).", shown(file)),
            ),
            JournalError::InUse { directory, holder } => in_use(directory, holder.as_ref(), lang),
            JournalError::Poisoned(reason) => lang.pick(
                format!("日志已停止写入，本次操作没有保存。原因：{}", reason.sentence(lang)),
                format!("The journal takes no more entries; nothing was saved. The reason: {}", reason.sentence(lang)),
            ),
            JournalError::Uncertain(failure) => lang.pick(
                format!("{}刚才的操作是否已保存，要重新启动后才能确定；在此之前不再写入。", failure.sentence(lang)),
                format!("{} Whether the last change was saved is known only after a restart; nothing is written until then.", failure.sentence(lang)),
            ),
            JournalError::NoSpace { file } => lang.pick(
                format!("磁盘已满，无法写入 {}；本次操作没有保存，已有的记录不受影响。", shown(file)),
                format!("The disk is full: {} could not be written. Nothing was saved; what was there is unharmed.", shown(file)),
            ),
            JournalError::NoRights { file } => lang.pick(
                format!("没有访问 {} 的权限。", shown(file)),
                format!("You have no right to use {}.", shown(file)),
            ),
            JournalError::ReadOnlyDisk { file } => lang.pick(
                format!("{} 所在的磁盘只能读取，不能写入。", shown(file)),
                format!("The disk that holds {} can only be read.", shown(file)),
            ),
            JournalError::NotADirectory { file } => lang.pick(
                format!("{} 不是目录，不能存放数据。", shown(file)),
                format!("{} is not a directory, so it cannot hold the data.", shown(file)),
            ),
            JournalError::Missing { file } => lang.pick(
                format!("找不到 {}。", shown(file)),
                format!("{} is not there.", shown(file)),
            ),
            JournalError::EntryTooLong { bytes } => too_long("一条记录", "One entry", *bytes, PAYLOAD_BYTES_MAX, lang),
            JournalError::GroupTooLong { bytes } => too_long("一次写入的记录", "The entries of one write", *bytes, GROUP_BYTES_MAX, lang),
            JournalError::Failed(failure) => failure.sentence(lang),
        }
    }

    /// What to do next.
    pub fn advice(&self, lang: Lang) -> &'static str {
        match self {
            JournalError::Damaged(_) => lang.pick(
                "请不要删除或改动任何文件。先把整个数据目录复制一份，再用最近的备份恢复（fuzhu restore）。损坏处之前的记录仍可用 fuzhu log 查看。",
                "Do not delete or change any file. Copy the whole data directory aside, then restore the latest backup (fuzhu restore). What comes before the damage can still be read with fuzhu log.",
            ),
            JournalError::Newer { .. } => lang.pick("请改用最新版本的程序打开。", "Open it with the newest version of the program."),
            JournalError::InUse { .. } => lang.pick(
                "请等对方退出后再试；只查看不修改时可用 fuzhu log 或 fuzhu verify。",
                "Try again when they have left. To look without changing anything, use fuzhu log or fuzhu verify.",
            ),
            JournalError::Poisoned(Reason::Damage(_)) => lang.pick(
                "请退出，把整个数据目录复制一份，再运行 fuzhu verify 查看损坏情况。",
                "Leave, copy the whole data directory aside, then run fuzhu verify to see what is damaged.",
            ),
            JournalError::Poisoned(Reason::Failure(_)) | JournalError::Uncertain(_) => lang.pick(
                "请记下未保存的内容，检查磁盘（空间、线缆、网络盘是否断开），然后退出并重新启动本程序。",
                "Note down what was not saved, check the disk (space, cable, network share), then leave and start the program again.",
            ),
            JournalError::NoSpace { .. } => lang.pick("请清理磁盘空间后再试一次。", "Make room on the disk, then try again."),
            JournalError::NoRights { .. } => lang.pick(
                "请用数据目录所属的用户登录，或请管理员授予权限；也可用 --data 指定其他目录。",
                "Work as the user who owns the data directory, ask the administrator for the right, or name another directory with --data.",
            ),
            JournalError::ReadOnlyDisk { .. } => lang.pick(
                "请管理员检查磁盘状态（出错后系统可能改为只读），或用 --data 指定其他目录。",
                "Ask the administrator about the disk (the system may have made it read-only after an error), or name another directory with --data.",
            ),
            JournalError::NotADirectory { .. } => lang.pick("请用 --data 指定一个目录。", "Name a directory with --data."),
            JournalError::Missing { .. } => lang.pick("请检查 --data 所指的目录是否正确、磁盘是否已挂载。", "See whether --data names the right directory and the disk is mounted."),
            JournalError::EntryTooLong { .. } => lang.pick("请缩短备注等文字后再试。", "Shorten the notes and try again."),
            JournalError::GroupTooLong { .. } => lang.pick("请分批进行。", "Do it in smaller portions."),
            JournalError::Failed(_) => lang.pick("请检查磁盘后再试一次。", "Check the disk and try again."),
        }
    }
}

impl Damage {
    /// Where the damage is and what it is.
    pub fn sentence(&self, lang: Lang) -> String {
        let (file, offset, what) = (shown(&self.file), self.offset, self.fault.text(lang));
        lang.pick(
            format!("日志文件 {file} 第 {offset} 字节处有损坏：{what}。"),
            format!("The journal is damaged in {file} at byte {offset}: {what}."),
        )
    }
}

impl Reason {
    /// What made the journal read-only.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Reason::Failure(failure) => failure.sentence(lang),
            Reason::Damage(damage) => damage.sentence(lang),
        }
    }
}

impl Failure {
    /// What was being done to which file, and what the operating system said.
    pub fn sentence(&self, lang: Lang) -> String {
        let (file, doing, why) = (shown(&self.file), self.doing.text(lang), refusal(self.kind, self.code, lang));
        lang.pick(format!("{doing} {file} 时失败：{why}。"), format!("{doing} {file} failed: {why}."))
    }
}

impl Doing {
    fn text(self, lang: Lang) -> &'static str {
        match self {
            Doing::Opening => lang.pick("打开", "Opening"),
            Doing::Creating => lang.pick("新建", "Creating"),
            Doing::Listing => lang.pick("列出", "Listing"),
            Doing::Reading => lang.pick("读取", "Reading"),
            Doing::Writing => lang.pick("写入", "Writing to"),
            Doing::CuttingBack => lang.pick("撤回未写完的部分", "Taking back an unfinished write to"),
            Doing::Syncing => lang.pick("把数据存入磁盘", "Putting on disk"),
            Doing::Locking => lang.pick("锁定", "Locking"),
        }
    }
}

fn refusal(kind: ErrorKind, code: Option<i32>, lang: Lang) -> String {
    let known = match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => lang.pick("磁盘已满", "the disk is full"),
        ErrorKind::PermissionDenied => lang.pick("没有权限", "no right to do so"),
        ErrorKind::NotFound => lang.pick("文件不存在", "it is not there"),
        ErrorKind::ReadOnlyFilesystem => lang.pick("磁盘只能读取", "the disk can only be read"),
        ErrorKind::FileTooLarge => lang.pick("文件过大", "the file would be too large"),
        _ => lang.pick("磁盘或系统出错", "the disk or the system reported an error"),
    };
    match code {
        Some(code) => lang.pick(format!("{known}（系统错误 {code}）"), format!("{known} (system error {code})")),
        None => known.to_owned(),
    }
}

fn in_use(directory: &Path, holder: Option<&Holder>, lang: Lang) -> String {
    let directory = shown(directory);
    match holder {
        Some(Holder { pid, user, host, since }) => lang.pick(
            format!("数据目录 {directory} 正在使用中：用户 {user}，主机 {host}，进程号 {pid}，自 {since} 起。"),
            format!("The data directory {directory} is in use by {user} on {host} (process {pid}, since {since})."),
        ),
        None => lang.pick(
            format!("数据目录 {directory} 正被另一个程序使用。"),
            format!("The data directory {directory} is in use by another program."),
        ),
    }
}

fn too_long(zh: &str, en: &str, bytes: usize, most: usize, lang: Lang) -> String {
    lang.pick(
        format!("{zh}有 {bytes} 字节，超过上限 {most} 字节；没有保存。"),
        format!("{en} would take {bytes} bytes, and {most} is the most there can be; nothing was saved."),
    )
}

/// A path as it may be shown: control characters in a name are not for the terminal.
pub(in super::super) fn shown(path: &Path) -> String {
    path.to_string_lossy().chars().map(|letter| if letter.is_control() { '\u{FFFD}' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::seq::Seq;
    use super::super::Fault;
    use super::*;

    #[test]
    fn damage_names_file_and_place_in_both_languages() {
        let damage = Damage {
            file: "d/journal/1.seg".into(),
            offset: 152,
            fault: Fault::Number { wanted: Seq(3), found: Seq(4) },
        };
        let error = JournalError::Damaged(damage);
        for lang in [Lang::Zh, Lang::En] {
            let sentence = error.sentence(lang);
            assert!(["d/journal/1.seg", "152", "3", "4"].iter().all(|part| sentence.contains(part)), "{sentence}");
            assert!(error.advice(lang).contains("fuzhu restore"));
        }
    }

    #[test]
    fn a_full_disk_says_that_nothing_was_saved() {
        let error = JournalError::of_io(Doing::Writing, "d/1.seg".into(), &ErrorKind::StorageFull.into());
        assert!(error.sentence(Lang::Zh).contains("没有保存"));
        assert!(error.sentence(Lang::En).contains("Nothing was saved"));
        assert!(error.nothing_taken());
    }

    #[test]
    fn an_unconfirmed_write_does_not_say_that_nothing_was_saved() {
        let failure = Failure::new(Doing::Syncing, "d/1.seg".into(), &std::io::Error::from_raw_os_error(5));
        let error = JournalError::Uncertain(failure);
        assert!(!error.nothing_taken());
        assert!(!error.sentence(Lang::Zh).contains("没有保存") && error.sentence(Lang::Zh).contains("系统错误 5"));
    }

    #[test]
    fn a_name_cannot_send_codes_to_the_terminal() {
        let error = JournalError::Missing { file: "a\u{1b}[2Jb".into() };
        assert!(!error.sentence(Lang::En).contains('\u{1b}'));
    }
}
