//! `fuzhu print`: a family on one page, a queue as a list, on standard output or through the system's printer.

mod printer;
#[cfg(test)]
mod tests;

use super::Means;
use super::failure::Failure;
use super::output::Output;
use super::paging::{Rest, pages};
use super::queue::{self, Queue};
use super::report::wrong::ReportWrong;
use super::sense::Sense;
use super::word::Word;
use crate::exchange::paper;
use crate::ids::FamilyId;
use crate::service::answer::{Answer, QueueRow};
use crate::service::client::Client;
use crate::service::query::rhythm::WatchList;
use crate::service::query::{Query, QueueFilter};
use crate::text::Lang;
use clap::{Args, Subcommand};
use printer::Printed;

/// The most items on paper: sixteen pages.
pub const ITEMS_MAX: usize = 1_000;

/// What is printed.
#[derive(Debug, Subcommand)]
pub enum PrintCommand {
    /// 一个家庭的情况表，一页 ‖ a family on one page
    Family(Family),
    /// 待办清单 ‖ a queue
    Queue(Listed),
}

/// Where it goes.
#[derive(Debug, Args)]
pub struct Where {
    /// 交给系统打印机（可写打印机名称；默认输出到屏幕） ‖ to the system's printer, or the one named (default: standard output)
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    printer: Option<String>,
}

/// A family.
#[derive(Debug, Args)]
pub struct Family {
    /// 家庭 ‖ the family
    #[arg(value_name = "FAMILY")]
    family: Word,
    #[command(flatten)]
    to: Where,
}

/// A queue.
#[derive(Debug, Args)]
pub struct Listed {
    #[command(flatten)]
    queue: Queue,
    #[command(flatten)]
    to: Where,
}

/// Prints one of them.
///
/// # Errors
/// When there is no such thing, or it cannot be printed.
pub fn run(command: &PrintCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    let mut client = means.client()?;
    let plan = client.plan();
    match command {
        PrintCommand::Family(family) => {
            let id = Sense::of(&plan, &mut client).family(&family.family)?;
            let Some(text) = family_sheet(client, id, out.lang)? else { return Ok(()) };
            family.to.put(&format!("fuzhu {id}"), &text, out)
        }
        PrintCommand::Queue(listed) => {
            let which = (&listed.queue.filter(&plan)?, listed.queue.watched());
            let most = listed.queue.limit.most().unwrap_or(ITEMS_MAX);
            let text = queue_list(client, which, most, out.lang)?;
            listed.to.put("fuzhu queue", &text, out)
        }
    }
}

/// A family on one page, as text.
///
/// # Errors
/// When there is no such family.
pub fn family_sheet(client: &mut dyn Client, family: FamilyId, lang: Lang) -> Result<Option<String>, Failure> {
    let (plan, today) = (client.plan(), client.now().date_naive());
    let Answer::Family(page) = client.ask(&Query::Family { family })? else { return Ok(None) };
    Ok(Some(paper::text(&[paper::family(&page, &plan, today, lang)])))
}

/// A queue as text, `most` of its items and never more than some pages; what is left out is said.
///
/// # Errors
/// When it cannot be read.
pub fn queue_list(
    client: &mut dyn Client,
    (filter, watched): (&QueueFilter, Option<WatchList>),
    most: usize,
    lang: Lang,
) -> Result<String, Failure> {
    let (plan, today) = (client.plan(), client.now().date_naive());
    let most = most.min(ITEMS_MAX);
    let mut rows: Vec<QueueRow> = Vec::new();
    let rest = pages(
        client,
        most,
        |page| queue::query(filter, watched, page),
        |more: Vec<QueueRow>| {
            rows.extend(more);
            Ok(())
        },
    )?;
    let mut said = queue::said(&plan, filter, watched, lang);
    if rest != Rest::Nothing {
        let left = lang.pick(format!("只印前 {most} 件"), format!("the first {most} alone"));
        said = if said.is_empty() { left } else { format!("{left}  {said}") };
    }
    Ok(paper::text(&paper::queue(&rows, &said, &plan, today, lang)))
}

/// Gives a text to the system's printer.
///
/// # Errors
/// When there is none, or it does not take it.
pub fn to_printer(name: &str, title: &str, text: &str) -> Result<(), Failure> {
    match printer::print(name, title, text) {
        Printed::Done => Ok(()),
        Printed::NoPrinter => Err(ReportWrong::NoPrinter.into()),
        Printed::Refused(why) => Err(ReportWrong::NotPrinted(why).into()),
    }
}

impl Where {
    fn put(&self, title: &str, text: &str, out: &mut Output<'_>) -> Result<(), Failure> {
        let Some(name) = &self.printer else { return out.script(text) };
        to_printer(name, title, text)?;
        out.line(out.lang.pick("已交给打印机。", "It is with the printer."))
    }
}
