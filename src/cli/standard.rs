//! `fuzhu standard`: the dated table of allowance standards: what ships with its sources, and the office's own, which is a small register.

pub mod applies;
pub mod import;
pub mod list;

use super::Means;
use super::failure::Failure;
use super::output::Output;
use crate::ids::RowId;
use crate::policy::allowance::{Monthly, built_in, own};
use crate::policy::plan::{Plan, Register};
use crate::service::answer::Answer;
use crate::service::answer::register::RegisterAnswer;
use crate::service::client::Client;
use crate::service::query::register::RegisterQuery;
use crate::service::query::{From, PAGE_MAX, Page, Query};
use clap::Subcommand;

/// What can be done with standards.
#[derive(Debug, Subcommand)]
pub enum StandardCommand {
    /// 各项标准及依据，或某一天执行的标准 ‖ the standards with their sources, or those in force on a day
    List(list::List),
    /// 某人某日执行哪项标准，为什么 ‖ which standard applies to a person on a day, and why
    For(applies::For),
    /// 导入上级下发的标准 ‖ bring in standards from a file
    Import(import::Import),
}

/// Does one of them.
///
/// # Errors
/// When the file cannot be taken, or the service refuses.
pub fn run(command: &StandardCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        StandardCommand::List(list) => list.run(means, out),
        StandardCommand::For(applies) => applies.run(means, out),
        StandardCommand::Import(import) => import.run(means, out),
    }
}

/// A standard, and the row that it stands in if it is the office's own.
struct Known {
    standard: Monthly,
    row: Option<RowId>,
}

/// The register of the office's own standards, where the plan has one.
fn register(plan: &Plan) -> Option<&Register> {
    plan.register_called(own::REGISTER)
}

/// Every standard: those that ship first, then the office's own.
fn table(client: &mut dyn Client, plan: &Plan) -> Result<Vec<Known>, Failure> {
    let mut known: Vec<Known> =
        built_in().iter().map(|standard| Known { standard: standard.clone(), row: None }).collect();
    let Some(register) = register(plan) else { return Ok(known) };
    let mut from = From::Start;
    loop {
        let page = Page { from, limit: PAGE_MAX };
        let query = RegisterQuery::Rows { register: register.no, family: None, page };
        let Answer::Register(RegisterAnswer::Rows(rows)) = client.ask(&Query::Register(query))? else { break };
        let last = rows.rows.last().map(|line| line.cursor.clone());
        let own = rows
            .rows
            .iter()
            .filter_map(|line| Some(Known { standard: own::standard(&line.values)?, row: Some(line.row) }));
        known.extend(own);
        match last.filter(|_| rows.more_after) {
            Some(cursor) => from = From::After(cursor),
            None => break,
        }
    }
    Ok(known)
}
