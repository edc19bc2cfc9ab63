//! `fuzhu log`: the journal, readable, oldest first. It ends with the newest entry, as a log does.

use super::Means;
use super::failure::Failure;
use super::happened;
use super::output::Output;
use super::paging::Limit;
use super::sense::{self, Sense};
use super::table::{Table, figure, text};
use super::word::Word;
use crate::domain::access::AccessEvent;
use crate::ids::{FamilyId, Seq};
use crate::policy::plan::Plan;
use crate::service::answer::{Answer, Happened, LogRow, LogRows};
use crate::service::client::Client;
use crate::service::query::log::{LogFilter, LogFrom};
use crate::service::query::{PAGE_MAX, Query};
use crate::text::Lang;
use clap::Args;
use serde_json::{Value, json};
use std::collections::VecDeque;

/// Which entries.
#[derive(Debug, Args)]
pub struct Log {
    /// 只看与这个家庭有关的 ‖ only what concerns this family
    #[arg(long, value_name = "FAMILY")]
    family: Option<Word>,
    /// 只看这个事项的 ‖ only what concerns this item
    #[arg(long, value_name = "ITEM")]
    item: Option<Word>,
    /// 只看这位工作人员的（用户名） ‖ only by this person (the user name)
    #[arg(long, value_name = "USER")]
    by: Option<Word>,
    /// 从哪一天起 ‖ from this day on
    #[arg(long, value_name = "DATE")]
    since: Option<Word>,
    /// 到哪一天止（含当日） ‖ up to this day, itself included
    #[arg(long, value_name = "DATE")]
    until: Option<Word>,
    /// 只看这种命令，如 item、"item approve" ‖ only this kind of command, for example item, "item approve"
    #[arg(long, value_name = "WORDS")]
    command: Option<Word>,
    /// 只看谁查看过完整证件号：何时、何人、哪户、理由 ‖ only who was shown numbers in full: when, who, whose, why
    #[arg(long)]
    looked: bool,
    #[command(flatten)]
    limit: Limit,
}

impl Log {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let plan = client.plan();
        let filter = self.filter(&plan, client)?;
        let limit = self.limit.rows(out);
        if limit == usize::MAX {
            return self.all(client, &filter, &plan, out);
        }
        let (rows, reached) = last(client, &filter, limit)?;
        match reached {
            Some(Seq(first)) if !out.json && filter == LogFilter::default() => out.line(out.lang.pick(
                format!("此前还有 {} 条，加 --limit 0 查看全部。", first.saturating_sub(1)),
                format!("{} before these; --limit 0 shows all.", first.saturating_sub(1)),
            ))?,
            Some(_) if !out.json => out.line(out.lang.pick(
                "更早的没有再找，加 --limit 0 查看全部。",
                "Earlier ones were not looked for; --limit 0 shows all.",
            ))?,
            _ => {}
        }
        let mut shown = Shown::new(self.looked);
        shown.print(&rows, &plan, out)?;
        if rows.is_empty() { nothing(out) } else { Ok(()) }
    }

    /// Everything, oldest first, a page at a time.
    fn all(
        &self,
        client: &mut dyn Client,
        filter: &LogFilter,
        plan: &Plan,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        let mut shown = Shown::new(self.looked);
        let (mut after, mut any) = (Some(Seq(0)), false);
        while let Some(from) = after {
            let found = page(client, filter, LogFrom::After(from), PAGE_MAX)?;
            any |= !found.rows.is_empty();
            shown.print(&found.rows, plan, out)?;
            after = found.reached;
        }
        if any { Ok(()) } else { nothing(out) }
    }

    fn filter(&self, plan: &Plan, client: &mut dyn Client) -> Result<LogFilter, Failure> {
        let today = client.now().date_naive();
        let mut client = client;
        let mut sense = Sense::of(plan, &mut client);
        let text = |word: &Word| word.as_str().trim().to_string();
        let day = |word: &Option<Word>| word.as_ref().map(|word| sense::day(word, today)).transpose();
        Ok(LogFilter {
            family: self.family.as_ref().map(|word| sense.family(word)).transpose()?,
            item: self.item.as_ref().map(|word| sense.item(word)).transpose()?,
            by: self.by.as_ref().map(text),
            since: day(&self.since)?,
            until: day(&self.until)?,
            command: self.command.as_ref().map(text),
            looked: self.looked,
        })
    }
}

fn page(client: &mut dyn Client, filter: &LogFilter, from: LogFrom, limit: usize) -> Result<LogRows, Failure> {
    match client.ask(&Query::Log { filter: filter.clone(), from, limit })? {
        Answer::Log(rows) => Ok(rows),
        _ => Ok(LogRows::default()),
    }
}

/// The newest entries, oldest first, and where looking for more would go on.
fn last(client: &mut dyn Client, filter: &LogFilter, limit: usize) -> Result<(VecDeque<LogRow>, Option<Seq>), Failure> {
    let mut rows = VecDeque::new();
    let mut before = None;
    loop {
        let wanted = (limit - rows.len()).min(PAGE_MAX);
        let mut found = page(client, filter, LogFrom::Before(before), wanted)?;
        // A server gives no more than was asked for; what it gave all the same is not shown.
        found.rows.drain(..found.rows.len().saturating_sub(wanted));
        found.rows.into_iter().rev().for_each(|row| rows.push_front(row));
        if found.reached.is_none() || rows.len() == limit {
            return Ok((rows, found.reached));
        }
        before = found.reached;
    }
}

fn nothing(out: &mut Output<'_>) -> Result<(), Failure> {
    if out.json { Ok(()) } else { out.line(out.lang.pick("没有这样的记录。", "There is no such entry.")) }
}

/// Entries as they are printed, one part after the other.
enum Shown {
    Entries(Table<5>),
    Looks(Table<5>),
}

impl Shown {
    fn new(looked: bool) -> Self {
        let (entry, when) = (figure("日志", "entry"), text("时间", "when"));
        let (who, family) = (text("经办", "who"), text("家庭", "family"));
        match looked {
            true => {
                Shown::Looks(Table::new([entry, when, text("何人查看", "who looked"), family, text("理由", "reason")]))
            }
            false => Shown::Entries(Table::new([entry, when, who, family, text("经过", "what")])),
        }
    }

    fn print<'r>(
        &mut self,
        rows: impl IntoIterator<Item = &'r LogRow>,
        plan: &Plan,
        out: &mut Output<'_>,
    ) -> Result<(), Failure> {
        for row in rows {
            if out.json {
                out.object(&keys(row, plan, out.lang, matches!(self, Shown::Looks(_))))?;
                continue;
            }
            let (table, last) = match self {
                Shown::Entries(table) => (table, brief(row, plan, out.lang)),
                Shown::Looks(table) => (table, reason(row)),
            };
            table.row([
                row.seq.to_string().into(),
                row.at.format("%Y-%m-%d %H:%M").to_string().into(),
                row.actor.as_str().into(),
                families(row).join(" ").into(),
                last.into(),
            ]);
        }
        let (Shown::Entries(table) | Shown::Looks(table)) = self;
        table.print(out)
    }
}

/// Why somebody was shown what is masked.
fn reason(row: &LogRow) -> String {
    let reasons = row.what.iter().filter_map(|what| match what {
        Happened::Access(AccessEvent::Revealed { reason, .. }) => Some(reason.as_str()),
        _ => None,
    });
    reasons.collect::<Vec<_>>().join("；")
}

fn families(row: &LogRow) -> Vec<String> {
    row.families.iter().map(FamilyId::to_string).collect()
}

fn what(row: &LogRow, plan: &Plan, lang: Lang) -> Vec<String> {
    row.what.iter().map(|what| happened::sentence(what, &[], plan, lang)).collect()
}

fn brief(row: &LogRow, plan: &Plan, lang: Lang) -> String {
    let what = row.what.iter().map(|what| happened::brief(what, &[], plan, lang));
    what.collect::<Vec<_>>().join(lang.pick("；", "; "))
}

fn keys(row: &LogRow, plan: &Plan, lang: Lang, looked: bool) -> Value {
    let mut keys = json!({
        "seq": row.seq.0,
        "at": row.at.to_rfc3339(),
        "actor": row.actor,
        "command": row.command,
        "families": families(row),
        "what": what(row, plan, lang),
    });
    if looked {
        keys["reason"] = json!(reason(row));
    }
    keys
}
