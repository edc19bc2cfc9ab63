//! `fuzhu print`: a family on one page, a queue as a list, on standard output or through the system's printer.

mod printer;
#[cfg(test)]
mod tests;

use super::Means;
use super::failure::Failure;
use super::output::Output;
use super::paging::pages;
use super::queue::Queue;
use super::report::wrong::ReportWrong;
use super::sense::Sense;
use super::word::Word;
use crate::exchange::paper;
use crate::service::answer::{Answer, QueueRow};
use crate::service::query::Query;
use clap::{Args, Subcommand};
use printer::Printed;

/// The most items on paper: sixteen pages.
const ITEMS_MAX: usize = 1_000;

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
    let today = client.now().date_naive();
    match command {
        PrintCommand::Family(family) => {
            let id = Sense::of(&plan, &mut client).family(&family.family)?;
            let Answer::Family(page) = client.ask(&Query::Family { family: id })? else { return Ok(()) };
            let text = paper::text(&[paper::family(&page, &plan, today, out.lang)]);
            family.to.put(&format!("fuzhu {id}"), &text, out)
        }
        PrintCommand::Queue(listed) => {
            let filter = listed.queue.filter(&plan)?;
            let mut rows: Vec<QueueRow> = Vec::new();
            let query = |page| Query::Queue { filter: filter.clone(), page };
            pages(
                client,
                listed.queue.limit.most().unwrap_or(ITEMS_MAX).min(ITEMS_MAX),
                query,
                |more: Vec<QueueRow>| {
                    rows.extend(more);
                    Ok(())
                },
            )?;
            let said = listed.queue.said(&plan, &filter, out.lang);
            listed.to.put("fuzhu queue", &paper::text(&paper::queue(&rows, &said, &plan, today, out.lang)), out)
        }
    }
}

impl Where {
    fn put(&self, title: &str, text: &str, out: &mut Output<'_>) -> Result<(), Failure> {
        let Some(name) = &self.printer else { return out.script(text) };
        match printer::print(name, title, text) {
            Printed::Done => out.line(out.lang.pick("已交给打印机。", "It is with the printer.")),
            Printed::NoPrinter => Err(ReportWrong::NoPrinter.into()),
            Printed::Refused(why) => Err(ReportWrong::NotPrinted(why).into()),
        }
    }
}
