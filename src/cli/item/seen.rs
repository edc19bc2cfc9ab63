//! `fuzhu item seen`: somebody has seen that items came to a stage of their clock; they are not told of it again.

use crate::cli::act::Wording;
use crate::cli::failure::Failure;
use crate::cli::sense::Sense;
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::rhythm::{RhythmCommand, Stage};
use clap::Args;
use serde::Deserialize;

/// What was seen.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenArgs {
    /// 阶段：soon 即将到期、due 到期、overdue 逾期、late 逾期较久 ‖ the stage: soon, due, overdue, late
    #[arg(value_name = "STAGE")]
    stage: Word,
    /// 事项编号，可写多个 ‖ the items, like F12-3
    #[arg(value_name = "ITEM", required = true)]
    items: Vec<Word>,
}

impl Wording for SeenArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let items = self.items.iter().map(|item| sense.item(item)).collect::<Result<_, _>>()?;
        Ok(Command::Rhythm(RhythmCommand::Tell { stage: stage(&self.stage)?, items }))
    }
}

/// A stage by its word or title.
///
/// # Errors
/// When there is none.
pub fn stage(word: &Word) -> Result<Stage, Failure> {
    let text = word.as_str().trim();
    let titled = || Stage::ALL.into_iter().find(|stage| stage.title().zh == text);
    Stage::from_key(text).or_else(titled).ok_or_else(|| {
        let words = Stage::ALL.into_iter().map(Stage::key).collect();
        Wrong::NotOneOf { name: "stage", text: word.0.clone(), words }.into()
    })
}
