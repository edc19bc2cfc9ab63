//! `fuzhu family merge`: two families that are one, side by side, and the one going into the other.

use crate::cli::Means;
use crate::cli::act::{Wording, act};
use crate::cli::failure::Failure;
use crate::cli::family::row::{names, role_title};
use crate::cli::output::{Mark, Output};
use crate::cli::review::settle::spot;
use crate::cli::sense::{self, Sense};
use crate::cli::table::{Cell, Table, text};
use crate::cli::word::{Word, one_or_more};
use crate::domain::command::Command;
use crate::domain::merge::MergeCommand;
use crate::domain::review::compare::{Line, Standing};
use crate::ids::Seq;
use crate::policy::showing;
use crate::service::answer::{Answer, MergePage};
use crate::service::query::Query;
use crate::text::clean;
use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};

/// The words that merge two families.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeArgs {
    /// 保留的家庭 ‖ the family that is kept
    #[arg(value_name = "KEEP")]
    keep: Word,
    /// 并入的家庭 ‖ the family that goes into it
    #[arg(value_name = "OTHER")]
    other: Word,
    /// 采用并入一户的栏目，如 phone、child.died_on、father、all，可写多次 ‖ take what the other has: phone, child.died_on, father, all; more than once if need be
    #[arg(long, value_name = "FIELD")]
    #[serde(default, deserialize_with = "one_or_more")]
    take: Vec<Word>,
    /// 保留原来的栏目，写法同上，可写多次 ‖ keep what the kept one has; more than once if need be
    #[arg(long, value_name = "FIELD")]
    #[serde(default, deserialize_with = "one_or_more")]
    hold: Vec<Word>,
    /// 原因 ‖ why
    #[arg(long, value_name = "TEXT")]
    reason: Option<Word>,
    /// 查看时两户的版本 ‖ the versions of both that were seen
    #[arg(long, value_name = "SEQ", num_args = 2)]
    #[serde(default, deserialize_with = "one_or_more")]
    seen: Vec<Word>,
    /// 只看两户对照，不写入 ‖ show both side by side and write nothing
    #[arg(long)]
    #[serde(skip)]
    dry_run: bool,
}

impl Wording for MergeArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let seen: Vec<Seq> = self.seen.iter().map(sense::seq).collect::<Result<_, _>>()?;
        Ok(Command::Merge(MergeCommand {
            keep: sense.family(&self.keep)?,
            other: sense.family(&self.other)?,
            seen: seen.first().copied().zip(seen.get(1).copied()),
            take: self.take.iter().map(spot).collect::<Result<_, _>>()?,
            hold: self.hold.iter().map(spot).collect::<Result<_, _>>()?,
            reason: self.reason.as_ref().map(|reason| clean::free_text(reason.as_str())).unwrap_or_default(),
        }))
    }
}

/// Merges two families, or shows them side by side.
///
/// # Errors
/// When the words stand for nothing, or the service refuses.
pub fn run(merge: &MergeArgs, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    if !merge.dry_run {
        return act(merge, means, out);
    }
    let mut client = means.client()?;
    let plan = client.plan();
    let mut sense = Sense::of(&plan, &mut client);
    let (keep, other) = (sense.family(&merge.keep)?, sense.family(&merge.other)?);
    let Answer::Merge(page) = client.ask(&Query::Merge { keep, other })? else { return Ok(()) };
    if out.json { out.object(&keys(&page, out)) } else { print(&page, out) }
}

fn keys(page: &MergePage, out: &Output<'_>) -> Value {
    let line = |line: &Line| {
        let value = |value| showing::key(line.field, value);
        json!({
            "spot": page.comparison.word(line),
            "title": line.field.title().in_lang(out.lang),
            "since": line.since.map(|since| since.to_string()),
            "kept": line.ours.as_ref().map(value),
            "other": value(&line.theirs),
            "standing": standing(line.standing).0,
        })
    };
    json!({
        "keep": page.keep.family.to_string(),
        "other": page.other.family.to_string(),
        "seen": [page.seen.0.0, page.seen.1.0],
        "undecided": page.undecided,
        "twice": page.twice.iter().map(|(a, b)| [a.item.to_string(), b.item.to_string()]).collect::<Vec<_>>(),
        "items": page.items,
        "rows": page.rows,
        "emergencies": page.emergencies,
        "fields": page.comparison.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

fn print(page: &MergePage, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let (keep, other) = (page.keep.family, page.other.family);
    out.marked(Mark::Strong, lang.pick(format!("{other} 并入 {keep}"), format!("{other} into {keep}")))?;
    for row in [&page.keep, &page.other] {
        out.line(format!("{}  {}", row.family, names(row, lang)))?;
    }
    let heads =
        [text("栏目", "field"), text("保留的", "kept"), text("并入的", "goes into it"), text("对照", "compared")];
    let mut table = Table::new(heads);
    for line in &page.comparison.lines {
        let shown = |value| showing::show(line.field, value, lang);
        let mark = if line.standing == Standing::Differs { Mark::Alarm } else { Mark::Plain };
        let (_, zh, en) = standing(line.standing);
        let person = page.comparison.person(line.nth);
        let whose = person.map(|person| role_title(person.role, lang).to_string() + " ").unwrap_or_default();
        table.row([
            format!("{whose}{}", line.field.title().in_lang(lang)).into(),
            line.ours.as_ref().map(shown).unwrap_or_default().into(),
            shown(&line.theirs).into(),
            Cell::marked(mark, lang.pick(zh, en)),
        ]);
    }
    table.print(out)?;
    let (items, rows, emergencies) = (page.items, page.rows, page.emergencies);
    out.line(lang.pick(
        format!("{other} 的事项 {items} 件、台账 {rows} 行、急难 {emergencies} 件保留原编号，此后计入 {keep}。"),
        format!(
            "{items} items, {rows} rows and {emergencies} emergencies of {other} keep their names and count for {keep}."
        ),
    ))?;
    for (first, second) in &page.twice {
        let (first, second) = (first.item, second.item);
        out.line(lang.pick(
            format!("{first} 与 {second} 是同一期间的同一事项，合并后列入核对清单。"),
            format!("{first} and {second} are for the same period: they become a question."),
        ))?;
    }
    if page.undecided.is_empty() {
        return Ok(());
    }
    let words = page.undecided.join(lang.pick("、", ", "));
    out.line(lang.pick(
        format!("须逐项写明以哪户为准（--take、--hold）：{words}"),
        format!("Say which is right (--take, --hold): {words}"),
    ))
}

fn standing(standing: Standing) -> (&'static str, &'static str, &'static str) {
    match standing {
        Standing::Same => ("same", "相同", "same"),
        Standing::Fills => ("fills", "补缺", "fills a gap"),
        Standing::Differs => ("differs", "不同", "differs"),
    }
}
