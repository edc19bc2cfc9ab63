//! What is new on the agenda: items that came to a stage of their clock and of which nobody was told, each for whoever is to hear of it;
//! and suspended items that are to be looked at again.

use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::queue;
use crate::cli::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::rhythm::{RhythmCommand, Role, Stage};
use crate::ids::DepartmentNo;
use crate::policy::plan::Plan;
use crate::service::answer::{Answer, QueueRow};
use crate::service::client::Client;
use crate::service::query::rhythm::{RhythmQuery, WatchList};
use crate::service::query::{Page, Query};
use crate::text::Lang;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Rows of a stage that are told at a time.
const ROWS: usize = 100;

/// The role with this word or title.
///
/// # Errors
/// When there is none.
pub fn role(word: &str) -> Result<Role, Failure> {
    let named = Role::ALL.into_iter().find(|role| role.key() == word.trim() || role.title().zh == word.trim());
    named.ok_or_else(|| {
        let words = Role::ALL.into_iter().map(Role::key).collect();
        Wrong::NotOneOf { name: "role", text: word.to_string(), words }.into()
    })
}

/// One line that says how much is new; none when nothing is.
///
/// # Errors
/// When it cannot be asked for.
pub fn line(client: &mut dyn Client, lang: Lang) -> Result<Option<String>, Failure> {
    let mut parts = Vec::new();
    for list in WatchList::ALL.into_iter().filter(|list| *list != WatchList::Cold) {
        let (rows, more) = rows(client, list, None)?;
        if !rows.is_empty() {
            let count = format!("{}{}", rows.len(), if more { "+" } else { "" });
            parts.push(format!("{} {count}", title(list, lang)));
        }
    }
    let said = parts.join(lang.pick("  ", ", "));
    Ok((!parts.is_empty()).then(|| {
        lang.pick(format!("新提醒：{said}（fuzhu agenda --new）"), format!("New: {said} (`fuzhu agenda --new`)"))
    }))
}

/// Tells what is new for a role and a department, or for all; `seen` says that it was seen.
///
/// # Errors
/// When it cannot be asked for, written, or kept.
pub fn tell(
    means: &mut impl Means,
    out: &mut Output<'_>,
    role: Option<Role>,
    department: Option<DepartmentNo>,
    seen: bool,
) -> Result<(), Failure> {
    let client = means.client()?;
    let (plan, today) = (client.plan(), client.now().date_naive());
    let mut nothing = true;
    for stage in Stage::ALL.into_iter().filter(|stage| role.is_none_or(|role| role == stage.role())) {
        let (rows, more) = rows(client, WatchList::New(stage), department)?;
        if rows.is_empty() {
            continue;
        }
        nothing = false;
        print(&rows, more, Some(stage), &plan, today, out)?;
        if seen {
            let items = rows.iter().map(|row| row.item).collect();
            let command = Command::Rhythm(RhythmCommand::Tell { stage, items });
            for answer in client.execute(&[command.into()]) {
                answer?;
            }
        }
    }
    if role.is_none_or(|role| role == Role::Clerk) {
        let (rows, more) = rows(client, WatchList::Waking, department)?;
        if !rows.is_empty() {
            nothing = false;
            print(&rows, more, None, &plan, today, out)?;
        }
    }
    if nothing && !out.json {
        out.line(out.lang.pick("没有新提醒。", "Nothing is new."))?;
    }
    Ok(())
}

fn rows(
    client: &mut dyn Client,
    list: WatchList,
    department: Option<DepartmentNo>,
) -> Result<(Vec<QueueRow>, bool), Failure> {
    let query = RhythmQuery::Watched { list, department, township: None, page: Page::first(ROWS) };
    let Answer::Queue(page) = client.ask(&Query::Rhythm(query))? else { return Ok((Vec::new(), false)) };
    Ok((page.rows, page.more_after))
}

fn title(list: WatchList, lang: Lang) -> &'static str {
    match list {
        WatchList::New(stage) => stage.title().in_lang(lang),
        WatchList::Waking => lang.pick("暂缓到期", "to be resumed"),
        WatchList::Cold => lang.pick("搁置", "cold"),
    }
}

fn print(
    rows: &[QueueRow],
    more: bool,
    stage: Option<Stage>,
    plan: &Plan,
    today: NaiveDate,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let lang = out.lang;
    if out.json {
        for row in rows {
            let mut keys = queue::keys(row, plan, today);
            keys.insert("notice".into(), json!(stage.map_or("waking", Stage::key)));
            keys.insert("role".into(), json!(stage.map_or(Role::Clerk, Stage::role).key()));
            out.object(&Value::Object(keys))?;
        }
        return Ok(());
    }
    let list = stage.map_or(WatchList::Waking, WatchList::New);
    let role = stage.map_or(Role::Clerk, Stage::role).title().in_lang(lang);
    out.marked(Mark::Strong, format!("{} · {role}", title(list, lang)))?;
    let mut table = queue::List::new(plan, today);
    table.print(rows, out)?;
    if more {
        out.line(lang.pick("还有更多，看过这些后再看。", "There are more, after these."))?;
    }
    Ok(())
}
