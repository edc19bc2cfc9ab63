//! Reading a file that somebody named: never more than it can be, never text that is none.

use super::failure::Failure;
use super::wrong::Wrong;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The text of a file of at most `most` bytes.
///
/// # Errors
/// When it cannot be read, is longer, or is not UTF-8.
pub fn read(path: &Path, most: u64) -> Result<String, Failure> {
    let unreadable = |(zh, en): (String, String)| Failure::from(Wrong::Unreadable(path.display().to_string(), zh, en));
    let opened = open(path)?;
    let mut bytes = Vec::new();
    opened.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unreadable(why(&error)))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Err(unreadable((format!("超过 {most} 字节"), format!("it is longer than {most} bytes"))));
    }
    String::from_utf8(bytes).map_err(|_| unreadable(("不是 UTF-8 文本".into(), "it is not UTF-8 text".into())))
}

/// A file opened for reading.
///
/// # Errors
/// When it cannot be opened, or is a directory.
pub fn open(path: &Path) -> Result<File, Failure> {
    let unreadable = |(zh, en): (String, String)| Failure::from(Wrong::Unreadable(path.display().to_string(), zh, en));
    let opened = File::open(path).map_err(|error| unreadable(why(&error)))?;
    match opened.metadata() {
        Ok(known) if known.is_dir() => Err(unreadable(("这是目录".into(), "it is a directory".into()))),
        _ => Ok(opened),
    }
}

/// The system's reason, Chinese and English.
pub fn why(error: &io::Error) -> (String, String) {
    let both = |zh: &str, en: &str| (zh.to_string(), en.to_string());
    match error.kind() {
        io::ErrorKind::NotFound => both("没有这个文件", "there is no such file"),
        io::ErrorKind::PermissionDenied => both("没有读取权限", "it may not be read"),
        io::ErrorKind::IsADirectory => both("这是目录", "it is a directory"),
        _ => (error.to_string(), error.to_string()),
    }
}
