//! What the operating system said about a file, in the words of a clerk.

use super::Lang;
use std::io::ErrorKind;

/// What is in the way, without a full stop.
pub fn in_the_way(kind: ErrorKind, lang: Lang) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            lang.pick("磁盘空间不足", "there is no space left on the disk")
        }
        ErrorKind::PermissionDenied => lang.pick("没有权限", "the rights are missing"),
        ErrorKind::NotFound => lang.pick("找不到", "it is not there"),
        ErrorKind::ReadOnlyFilesystem => lang.pick("磁盘只读", "the disk is read-only"),
        ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
            lang.pick("文件与目录不符", "a file stands for a directory, or the other way round")
        }
        ErrorKind::Interrupted | ErrorKind::TimedOut | ErrorKind::WouldBlock => {
            lang.pick("设备没有及时响应", "the device did not answer in time")
        }
        _ => lang.pick("设备或系统报错", "the device or the system reported an error"),
    }
}
