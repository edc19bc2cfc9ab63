//! The report as a document in Markdown, to be read, added to and signed.

use super::{Line, Source, lines};
use crate::text::{clean, date};
use std::fmt::Write;

/// The document.
pub fn markdown(source: Source<'_>) -> String {
    let lang = source.lang;
    let mut text = format!("# {}\n\n", cell(&source.title()));
    for (what, said) in source.made_from() {
        let _ = writeln!(text, "- {what}{}{}", lang.pick("：", ": "), cell(&said));
    }
    let lines = lines(source);
    for department in source.plan.departments() {
        let led = |line: &&Line| source.plan.measure(line.measure).is_some_and(|one| one.department() == department.no);
        let led: Vec<&Line> = lines.iter().filter(led).collect();
        if led.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {}\n", cell(department.name.in_lang(lang)));
        table(&mut text, &led, source);
    }
    units(&mut text, source);
    if source.figures.department.is_some() {
        text.push_str(lang.pick(
            "\n## 工作说明\n\n（请填写本年度工作情况、存在问题和下一步打算。）\n\n负责人：　　　　　填报人：　　　　　日期：\n",
            "\n## Account of the work\n\n(What was done this year, what was difficult, what comes next.)\n\nHead:            Filled in by:            Date:\n",
        ));
    }
    text
}

/// Each measure as a heading over the table of its tallies.
fn table(text: &mut String, led: &[&Line], source: Source<'_>) {
    let lang = source.lang;
    let mut measure = None;
    for line in led {
        if measure != Some(line.measure) {
            measure = Some(line.measure);
            let _ = write!(text, "\n### {}. {}（{}）\n\n", line.measure, cell(&line.title), cell(&line.clause));
            text.push_str(lang.pick(
                "| 统计项 | 分项 | 本年 | 上年 |\n|---|---|---:|---:|\n",
                "| Figure | Part | This year | Last year |\n|---|---|---:|---:|\n",
            ));
        }
        let before = line.before.map(|before| before.text(lang)).unwrap_or_default();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {before} |",
            cell(&line.tally),
            cell(&line.part),
            line.quantity.text(lang)
        );
    }
}

fn units(text: &mut String, source: Source<'_>) {
    let (Some(reports), lang) = (source.units, source.lang) else { return };
    let due = reports.due.map(|due| date::day_and_weekday(due, lang)).unwrap_or_default();
    let _ = write!(
        text,
        "\n## {}\n\n{}\n\n{}\n|---|---|---|\n",
        lang.pick("各单位年度报告", "Yearly reports of the bodies"),
        lang.pick(format!("报送期限：{due}。"), format!("To be sent by {due}.")),
        lang.pick("| 单位 | 状态 | 报送日期 |", "| Body | State | Sent on |"),
    );
    for unit in &reports.units {
        let name = source.plan.department(unit.department).map_or("", |one| one.name.in_lang(lang));
        let state =
            if unit.state.is_missing() { lang.pick("未报", "not sent") } else { unit.state.title().in_lang(lang) };
        let sent = unit.sent_on.map(|day| day.to_string()).unwrap_or_default();
        let _ = writeln!(text, "| {} | {state} | {sent} |", cell(name));
    }
}

/// A text as it can stand in a table: harmless, on one line, without a sign that would end the field.
fn cell(text: &str) -> String {
    clean::free_text(text).replace(['\n', '\r'], " ").replace('|', "\\|")
}
