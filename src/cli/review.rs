//! `fuzhu review`: the questions left for a clerk, each side by side with the family that it may be about, and settling them.

mod conflict;
mod gap;
pub mod list;
pub mod settle;
pub mod show;
mod twice;

use super::Means;
use super::act::act;
use super::failure::Failure;
use super::output::Output;
use super::word::Word;
use super::wrong::Wrong;
use crate::domain::question::QuestionId;
use clap::Subcommand;

/// What can be done with questions.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// 待核对的问题：信息不一致、疑似重复、缺资料 ‖ the questions that wait: facts that contradict each other, likely duplicates, missing facts
    List(list::List),
    /// 查看一个问题，逐栏对照 ‖ one question side by side, field by field
    Show(show::Show),
    /// 核对并办结 ‖ settle one
    Settle(settle::SettleArgs),
}

/// Does one of them.
///
/// # Errors
/// When the words stand for nothing, or the service refuses.
pub fn run(command: &ReviewCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        ReviewCommand::List(list) => list.run(means, out),
        ReviewCommand::Show(show) => show.run(means, out),
        ReviewCommand::Settle(settle) => act(settle, means, out),
    }
}

/// The question with this name: a number, or what it is about, as the list writes it.
fn id(word: &Word) -> Result<QuestionId, Failure> {
    word.as_str().parse().map_err(|()| Wrong::NotAQuestion(word.0.clone()).into())
}

#[cfg(test)]
mod tests;
