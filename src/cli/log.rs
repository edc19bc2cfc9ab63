//! `fuzhu log`: the journal, readable, oldest first. It ends with the newest entry, as a log does.

use super::Means;
use super::failure::Failure;
use super::happened;
use super::output::Output;
use super::paging::Limit;
use super::sense::{self, Sense};
use super::table::{Table, figure, text};
use super::word::Word;
use crate::ids::{FamilyId, ItemId, Seq};
use crate::policy::plan::Plan;
use crate::service::answer::{Answer, LogRow};
use crate::service::client::Client;
use crate::service::query::{PAGE_MAX, Query};
use crate::text::Lang;
use chrono::NaiveDate;
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
    /// 从哪一天起 ‖ from this day on
    #[arg(long, value_name = "DATE")]
    since: Option<Word>,
    #[command(flatten)]
    limit: Limit,
}

/// Which entries, understood.
struct Wanted {
    family: Option<FamilyId>,
    item: Option<ItemId>,
    since: Option<NaiveDate>,
}

impl Log {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let plan = client.plan();
        let wanted = self.wanted(&plan, client)?;
        let limit = self.limit.rows(out);
        if limit == usize::MAX {
            return each(client, &wanted, Seq(0), |row| print(&[row], &plan, out));
        }
        // The last ones are wanted: without a filter their place is known, with one they are found by going through.
        let plain = wanted.family.is_none() && wanted.item.is_none() && wanted.since.is_none();
        let start = if plain { head(client)?.saturating_sub(u64::try_from(limit).unwrap_or(u64::MAX)) } else { 0 };
        let mut last = VecDeque::new();
        let mut before = start;
        each(client, &wanted, Seq(start), |row| {
            last.push_back(row);
            if last.len() > limit {
                last.pop_front();
                before += 1;
            }
            Ok(())
        })?;
        if before > 0 && !out.json {
            out.line(out.lang.pick(
                format!("此前还有 {before} 条，加 --limit 0 查看全部。"),
                format!("{before} before these; --limit 0 shows all."),
            ))?;
        }
        print(last.make_contiguous(), &plan, out)
    }

    fn wanted(&self, plan: &Plan, client: &mut dyn Client) -> Result<Wanted, Failure> {
        let today = client.now().date_naive();
        let mut client = client;
        let mut sense = Sense::of(plan, &mut client);
        Ok(Wanted {
            family: self.family.as_ref().map(|word| sense.family(word)).transpose()?,
            item: self.item.as_ref().map(|word| sense.item(word)).transpose()?,
            since: self.since.as_ref().map(|word| sense::day(word, today)).transpose()?,
        })
    }
}

fn head(client: &mut dyn Client) -> Result<u64, Failure> {
    match client.ask(&Query::Overview)? {
        Answer::Overview(overview) => Ok(overview.head),
        _ => Ok(0),
    }
}

/// Gives the entries after `after`, oldest first.
fn each(
    client: &mut dyn Client,
    wanted: &Wanted,
    after: Seq,
    mut with: impl FnMut(LogRow) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut after = after;
    loop {
        let Wanted { family, item, since } = *wanted;
        let query = Query::Log { family, item, since, after: Some(after), limit: PAGE_MAX };
        let Answer::Log(rows) = client.ask(&query)? else { return Ok(()) };
        let Some(last) = rows.last() else { return Ok(()) };
        let whole = rows.len() < PAGE_MAX;
        after = last.seq;
        rows.into_iter().try_for_each(&mut with)?;
        if whole {
            return Ok(());
        }
    }
}

fn print(rows: &[LogRow], plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    if out.json {
        return rows.iter().try_for_each(|row| out.object(&keys(row, plan, out.lang)));
    }
    let mut table = Table::new([
        figure("日志", "entry"),
        text("时间", "when"),
        text("经办", "who"),
        text("家庭", "family"),
        text("经过", "what"),
    ]);
    for row in rows {
        table.row([
            row.seq.to_string().into(),
            row.at.format("%Y-%m-%d %H:%M").to_string().into(),
            row.actor.as_str().into(),
            families(row).join(" ").into(),
            brief(row, plan, out.lang).into(),
        ]);
    }
    table.print(out)
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

fn keys(row: &LogRow, plan: &Plan, lang: Lang) -> Value {
    json!({
        "seq": row.seq.0,
        "at": row.at.to_rfc3339(),
        "actor": row.actor,
        "command": row.command,
        "families": families(row),
        "what": what(row, plan, lang),
    })
}
