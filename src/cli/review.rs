//! `fuzhu review`: the questions left for a clerk, each side by side with the family that it may be about, and settling them.

pub mod list;
pub mod settle;
pub mod show;

use super::Means;
use super::act::act;
use super::failure::Failure;
use super::output::Output;
use super::word::Word;
use super::wrong::Wrong;
use crate::ids::ReviewId;
use clap::Subcommand;

/// What can be done with questions.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// 待核对的问题，先提出的在前 ‖ the questions that wait, oldest first
    List(list::List),
    /// 查看一个问题：报送的内容与名册逐栏对照 ‖ one question: what was sent in beside what the register has, field by field
    Show(show::Show),
    /// 核对并办结：即该家庭、另立家庭或不作更改 ‖ settle one: it is that family, it is another one, or leave it
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

/// The question with this number.
fn id(word: &Word) -> Result<ReviewId, Failure> {
    let number = word.as_str().trim().parse().ok().filter(|number| *number > 0);
    number.map(ReviewId).ok_or_else(|| Wrong::NotANumber(word.0.clone()).into())
}

#[cfg(test)]
mod tests;
