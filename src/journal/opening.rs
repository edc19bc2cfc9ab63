//! What opening a journal found out, for people and for whoever checks the rest.

use std::path::PathBuf;

use super::seq::Seq;
use crate::text::Lang;

/// What opening a journal found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What a person should know; usually nothing.
    pub notices: Vec<Notice>,
    /// Frames from here on were read and checked. Of what is before it only the ends of segments were; `verify` checks the rest.
    pub checked_from: Seq,
}

/// Something that opening put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The last write had been interrupted before it was confirmed; what it had left was cut off.
    TornTail {
        /// The segment.
        file: PathBuf,
        /// Its length now.
        offset: u64,
        /// Bytes that were cut off.
        bytes: u64,
    },
}

impl Notice {
    /// The notice for a person.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Notice::TornTail { file, offset, bytes } => {
                let file = super::error::shown(file);
                lang.pick(
                    format!(
                        "上次关闭前有一次写入未完成（当时没有确认保存）。已从 {file} 第 {offset} 字节处去掉这未完成的 {bytes} 字节，此前的记录完整无缺。"
                    ),
                    format!(
                        "The last write before the program stopped was not finished, and had not been confirmed. Its {bytes} bytes were cut from {file} at byte {offset}; everything before is whole."
                    ),
                )
            }
        }
    }
}
