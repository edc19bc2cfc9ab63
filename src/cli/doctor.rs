//! `fuzhu doctor`: what terminal it sees, what the desk will use of it, how the line and the data directory are, and what would make them
//! better. Asks the terminal two questions, changes nothing, and shows nothing of any family.

mod advice;
pub mod seen;
#[cfg(test)]
mod tests;

use super::Means;
use super::failure::{Failure, Status};
use super::item::show::label;
use super::output::{Mark, Output};
use crate::service::condition::Condition;
use crate::text::{Both, Lang};
use advice::Advice;
use seen::{Abilities, Line, Seen, Server, Terminal};
use serde_json::{Value, json};

/// Tells what was seen and what follows from it.
///
/// # Errors
/// When it cannot be written, or something was found that keeps fuzhu from working.
pub fn run(means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    let seen = means.doctor();
    let advice = advice::of(&seen);
    match out.json {
        true => out.object(&keys(&seen, &advice, out.lang))?,
        false => print(&seen, &advice, out)?,
    }
    match advice.iter().find(|advice| advice.grave) {
        Some(Advice { code: "data-unreadable" | "data-unwritable" | "head-unreadable", .. }) => {
            Err(Failure::Said(Status::Store))
        }
        Some(_) => Err(Failure::Said(Status::Refused)),
        None => Ok(()),
    }
}

fn print(seen: &Seen, advice: &[Advice], out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    out.marked(Mark::Strong, lang.pick("终端", "Terminal"))?;
    print_terminal(&seen.terminal, out)?;
    out.marked(Mark::Strong, lang.pick("线路", "Line"))?;
    print_line(&seen.line, &seen.terminal, out)?;
    out.marked(Mark::Strong, lang.pick("数据", "Data"))?;
    print_data(seen, out)?;
    if advice.is_empty() {
        return out.marked(Mark::Strong, lang.pick("没有要改的。", "Nothing to change."));
    }
    out.marked(Mark::Strong, lang.pick("建议", "Advice"))?;
    for advice in advice {
        let mark = if advice.grave { Mark::Alarm } else { Mark::Plain };
        out.marked(mark, format!("  - {}", advice.sentence(lang)))?;
    }
    Ok(())
}

fn print_terminal(terminal: &Terminal, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let unknown = lang.pick("（没有）", "(none)");
    let name = if terminal.name.is_empty() { unknown } else { terminal.name.as_str() };
    let known = match (terminal.known, lang) {
        (true, Lang::Zh) => "终端库里有",
        (true, Lang::En) => "in the terminal database",
        (false, Lang::Zh) => "终端库里没有，按 VT220",
        (false, Lang::En) => "not in the terminal database: taken for a VT220",
    };
    label(out, "TERM", "TERM", &lang.pick(format!("{name}，{known}"), format!("{name}, {known}")))?;
    let size = terminal.size.map(|(columns, rows)| format!("{columns}x{rows}")).unwrap_or_default();
    label(out, "大小", "size", &size)?;
    label(out, "编码", "encoding", terminal.encoding.as_deref().unwrap_or(lang.pick("未指定", "none named")))?;
    if let Some(able) = terminal.abilities {
        let colours = if terminal.no_colour { "NO_COLOR".to_string() } else { able.colours.to_string() };
        label(out, "颜色", "colours", &colours)?;
        let yes = |ability: &(&str, bool)| ability.1;
        let names = |abilities: Vec<(&str, bool)>| {
            let names: Vec<String> = abilities.into_iter().map(|(name, _)| name.to_uppercase()).collect();
            names.join(" ")
        };
        let (has, lacks): (Vec<_>, Vec<_>) = named(&able).into_iter().partition(yes);
        label(out, "可用", "can", &names(has))?;
        label(out, "不可用", "cannot", &names(lacks))?;
    }
    let cells = |cells: u16| {
        let plural = if cells == 1 { "" } else { "s" };
        lang.pick(format!("{cells} 格"), format!("{cells} cell{plural}"))
    };
    label(out, "中文字", "Chinese", &terminal.chinese.map(cells).unwrap_or_default())?;
    let ambiguous =
        terminal.ambiguous.map(|found| format!("{}{}", cells(found), lang.pick("（如“·”）", " (the dot in names)")));
    label(out, "宽窄不定", "ambiguous", &ambiguous.unwrap_or_default())
}

fn print_line(line: &Line, terminal: &Terminal, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let way = if line.ssh { lang.pick("经 SSH", "over SSH") } else { lang.pick("本机", "on this machine") };
    let between = match line.between.name() {
        "" => String::new(),
        name => lang.pick(format!("，在 {name} 里"), format!(", inside {name}")),
    };
    label(out, "连接", "connection", &format!("{way}{between}"))?;
    let answer = match (line.delay, terminal.there) {
        (Some(delay), _) => lang.pick(
            format!("应答，{:.1} 毫秒", delay.as_secs_f64() * 1000.0),
            format!("answers after {:.1} ms", delay.as_secs_f64() * 1000.0),
        ),
        (None, true) => lang.pick("不应答", "does not answer").to_string(),
        (None, false) => lang.pick("没有测", "not measured").to_string(),
    };
    label(out, "终端应答", "answer", &answer)?;
    label(out, "界面", "look", look(line).1.in_lang(lang))?;
    label(out, "发送", "pace", pace(line, terminal).1.in_lang(lang))
}

fn print_data(seen: &Seen, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let server = match &seen.server {
        Server::None => lang.pick("没有，直接使用数据目录", "none: the data directory is used directly").to_string(),
        Server::Answers(place) => {
            let place = place.display();
            return label(out, "服务器", "server", &lang.pick(format!("{place}，应答"), format!("{place}, answers")));
        }
        Server::Refuses(_) => lang.pick("不能使用", "cannot be worked with").to_string(),
    };
    label(out, "服务器", "server", &server)?;
    let Some(found) = &seen.data else { return Ok(()) };
    let place = found.place.display().to_string();
    let there = if found.exists {
        place
    } else {
        lang.pick(format!("{place}（还没有）"), format!("{place} (not there yet)"))
    };
    label(out, "目录", "directory", &there)?;
    let rights = match (found.readable, found.writable) {
        (true, true) => lang.pick("可读可写", "can be read and written"),
        (true, false) => lang.pick("只能读", "can only be read"),
        (false, _) => lang.pick("不能读", "cannot be read"),
    };
    label(out, "权限", "rights", rights)?;
    label(out, "可用空间", "free", &found.free.map(mebibytes).unwrap_or_default())?;
    label(out, "日志", "journal", &journal(found, lang))?;
    let views = if found.has_views {
        lang.pick("有", "there")
    } else {
        lang.pick("没有，打开时建立", "not there: folded at the next opening")
    };
    label(out, "视图", "views", views)?;
    if let Some(holder) = &found.holder {
        let since = if holder.since.is_empty() {
            String::new()
        } else {
            lang.pick(format!("，{} 起", holder.since), format!(", since {}", holder.since))
        };
        label(
            out,
            "占用",
            "in use",
            &lang.pick(
                format!("{}（进程 {}）{since}", holder.user, holder.pid),
                format!("{} (process {}){since}", holder.user, holder.pid),
            ),
        )?;
    }
    let backup = lang.pick(
        "不知道：fuzhu 不记录何时备份，请看本单位的安排",
        "not known: fuzhu does not record backups; see your office's own arrangement",
    );
    label(out, "上次备份", "last backup", backup)
}

fn mebibytes(bytes: u64) -> String {
    format!("{} MiB", bytes >> 20)
}

fn journal(found: &Condition, lang: Lang) -> String {
    match (found.head, found.has_journal) {
        (Some(head), _) => lang.pick(format!("到第 {head} 条"), format!("up to entry {head}")),
        (None, _) if found.head_unreadable => lang.pick("末尾标记读不出来", "its last entry cannot be read").into(),
        (None, true) => lang.pick("还没有记录", "no entry yet").into(),
        (None, false) => lang.pick("还没有", "not there yet").into(),
    }
}

/// What can be of use, by name.
fn named(able: &Abilities) -> Vec<(&'static str, bool)> {
    vec![
        ("rep", able.repeat),
        ("ech", able.erase),
        ("ich", able.insert),
        ("dch", able.delete),
        ("decstbm", able.scroll),
    ]
}

/// The look that a desk begins with, for programs and for people.
fn look(line: &Line) -> (&'static str, Both) {
    match line.lean {
        Some(true) => ("lean", Both::new("精简（--lean 或 FUZHU_LEAN 指定）", "lean (by --lean or FUZHU_LEAN)")),
        Some(false) => {
            ("full", Both::new("完整（FUZHU_LEAN=0 指定，不自动改变）", "full (by FUZHU_LEAN=0, and stays so)"))
        }
        None => (
            "full",
            Both::new("完整；连续三次应答都慢时自动改为精简", "full; lean by itself after three slow answers in a row"),
        ),
    }
}

/// How screens are sent, for programs and for people.
fn pace(line: &Line, terminal: &Terminal) -> (&'static str, Both) {
    match (line.delay, terminal.there) {
        (Some(_), _) => {
            ("answers", Both::new("终端应答后再发下一屏", "the next screen goes out when the terminal has answered"))
        }
        (None, true) => ("unpaced", Both::new("不等应答，画好就发", "screens go out as they come")),
        (None, false) => ("unknown", Both::new("没有测", "not measured")),
    }
}

fn keys(seen: &Seen, advice: &[Advice], lang: Lang) -> Value {
    let terminal = &seen.terminal;
    let told =
        |advice: &Advice| json!({ "code": advice.code, "stops": advice.grave, "message": advice.sentence(lang) });
    let abilities = terminal.abilities.map(|able| {
        let mut map: serde_json::Map<String, Value> =
            named(&able).into_iter().map(|(name, has)| (name.to_string(), Value::Bool(has))).collect();
        map.insert("colours".into(), able.colours.into());
        map
    });
    let server = match &seen.server {
        Server::None => json!({ "state": "none" }),
        Server::Answers(place) => json!({ "state": "answers", "socket": place.display().to_string() }),
        Server::Refuses(refusal) => json!({ "state": "refuses", "code": refusal.code() }),
    };
    let shown = seen.data.as_ref().filter(|_| !matches!(seen.server, Server::Answers(_)));
    json!({
        "ok": advice.iter().all(|advice| !advice.grave),
        "terminal": {
            "there": terminal.there, "term": terminal.name, "known": terminal.known,
            "columns": terminal.size.map(|size| size.0), "rows": terminal.size.map(|size| size.1),
            "encoding": terminal.encoding, "no_color": terminal.no_colour, "abilities": abilities,
            "chinese_cells": terminal.chinese, "ambiguous_cells": terminal.ambiguous,
        },
        "line": {
            "ssh": seen.line.ssh, "inside": Some(seen.line.between.name()).filter(|name| !name.is_empty()),
            "answers": seen.line.delay.is_some(),
            "delay_ms": seen.line.delay.map(|delay| (delay.as_secs_f64() * 10_000.0).round() / 10.0),
            "look": look(&seen.line).0, "pace": pace(&seen.line, terminal).0,
        },
        "server": server,
        "data": shown.map(|found| json!({
            "directory": found.place.display().to_string(), "exists": found.exists, "readable": found.readable,
            "writable": found.writable, "free_bytes": found.free, "head": found.head.map(|head| head.0),
            "views": found.has_views, "in_use": found.holder.is_some(), "last_backup": Value::Null,
        })),
        "advice": advice.iter().map(told).collect::<Vec<_>>(),
    })
}
