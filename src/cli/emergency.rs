//! `fuzhu emergency`: lodging one, the board, the page of one, and everything that can be done with it.

pub mod list;
pub mod report;
pub mod show;
pub mod step;

use super::Means;
use super::act::act;
use super::failure::Failure;
use super::output::Output;
use clap::Subcommand;

/// What can be done with emergencies.
#[derive(Debug, Subcommand)]
pub enum EmergencyCommand {
    /// 报急难：家庭、种类、一句话 ‖ lodge an emergency: the family, the kind, one line
    Report(report::ReportArgs),
    /// 急难台，按先到的时限排列 ‖ the board, by the clock that runs out first
    List(list::List),
    /// 查看一件急难：时限、轻重、各部门事项、经过 ‖ show one: clocks, severity, the items of all departments, steps
    Show(show::Show),
    /// 办理 ‖ a step
    #[command(flatten)]
    Step(step::StepCommand),
}

/// Does one of them.
///
/// # Errors
/// When the words stand for nothing, or the service refuses.
pub fn run(command: &EmergencyCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        EmergencyCommand::Report(report) => act(report, means, out),
        EmergencyCommand::List(list) => list.run(means, out),
        EmergencyCommand::Show(show) => show.run(means, out),
        EmergencyCommand::Step(step) => act(step, means, out),
    }
}
