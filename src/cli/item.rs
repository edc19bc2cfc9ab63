//! `fuzhu item`: opening an item, every step it can take, and looking at one.

pub mod open;
pub mod seen;
pub mod show;
pub mod step;

use super::Means;
use super::act::act;
use super::failure::Failure;
use super::output::Output;
use clap::Subcommand;

/// What can be done with items.
#[derive(Debug, Subcommand)]
pub enum ItemCommand {
    /// 登记事项：某个家庭或成员应得的一项措施 ‖ open an item: one measure owed to a family or a person
    Open(open::OpenArgs),
    /// 一步办理 ‖ a step
    #[command(flatten)]
    Step(step::StepCommand),
    /// 记下已看到提醒，不再重复提醒 ‖ keep that somebody has seen that items came to a stage of their clock
    Seen(seen::SeenArgs),
    /// 查看事项、办理经过和期限 ‖ show an item, its steps and its due date
    Show(show::Show),
}

/// Does one of them.
///
/// # Errors
/// When the words stand for nothing, or the service refuses.
pub fn run(command: &ItemCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        ItemCommand::Open(open) => act(open, means, out),
        ItemCommand::Step(step) => act(step, means, out),
        ItemCommand::Seen(seen) => act(seen, means, out),
        ItemCommand::Show(show) => show.run(means, out),
    }
}
