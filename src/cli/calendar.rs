//! `fuzhu calendar`: when something is due, which days of a year are off, and taking in the notice of a new year.

mod due;
mod import;
mod show;

use super::Means;
use super::failure::Failure;
use super::output::Output;
use clap::Subcommand;

/// What can be asked of the calendar.
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    /// 推算到期日期 ‖ work out when something is due
    Due(due::Due),
    /// 查看一年的放假和调休上班安排 ‖ the days off and make-up working days of a year
    Show(show::Show),
    /// 载入新一年的放假通知 ‖ take in the notice of a new year
    Import(import::Import),
}

/// Does one of them.
///
/// # Errors
/// When the day or the year cannot be taken.
pub fn run(command: &CalendarCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        CalendarCommand::Due(due) => due.run(means, out),
        CalendarCommand::Show(show) => show.run(means, out),
        CalendarCommand::Import(import) => import.run(means, out),
    }
}
