//! `fuzhu undo`: taking an entry back by a new entry.

use super::act::Wording;
use super::failure::Failure;
use super::sense::{self, Sense};
use super::word::Word;
use crate::domain::command::Command;
use crate::text::clean;
use clap::Args;
use serde::Deserialize;

/// The words that take an entry back.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoArgs {
    /// 日志中的序号 ‖ its number in the journal
    #[arg(value_name = "SEQ")]
    seq: Word,
    /// 撤销原因 ‖ why
    #[arg(long, value_name = "TEXT")]
    reason: Word,
}

impl Wording for UndoArgs {
    fn command(&self, _: &mut Sense<'_>) -> Result<Command, Failure> {
        Ok(Command::Undo { seq: sense::seq(&self.seq)?, reason: clean::free_text(self.reason.as_str()) })
    }
}
