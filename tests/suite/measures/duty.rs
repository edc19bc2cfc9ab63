//! One duty: what is given, to whom, by whom, when, what is recorded and counted, who approves, and what ends it.

use super::cases::Cases;
use super::counted::counted;
use super::words;
use fuzhu::policy::plan::{Measure, Plan, Rhythm, Subject};
use std::fmt::Write;

/// Writes the section of a measure.
pub fn write(page: &mut String, plan: &Plan, measure: &Measure, cases: &Cases) {
    let _ = write!(
        page,
        "\n<a id=\"{}\"></a>\n\n## {}. {} · {}\n\n{}。\n\n{}.\n\n",
        measure.id,
        measure.no,
        measure.title.zh,
        measure.title.en,
        bare(&measure.given.zh),
        bare(&measure.given.en)
    );
    if let Some(note) = &measure.note {
        let _ = write!(page, "> {}\n>\n> {}\n\n", note.zh, note.en);
    }
    page.push_str("| | |\n|---|---|\n");
    for (title, text) in rows(plan, measure) {
        let _ = writeln!(page, "| {title} | {text} |");
    }
    who(page, plan, measure);
    record(page, plan, measure);
    page.push_str("\n**年度统计 · Counted at the end of the year**\n\n");
    for tally in &measure.tally {
        let _ = writeln!(page, "- {}", counted(plan, tally));
    }
    cases.write(page, &measure.id);
}

fn bare(text: &str) -> &str {
    text.trim_end_matches(['。', '.'])
}

fn rows(plan: &Plan, measure: &Measure) -> Vec<(&'static str, String)> {
    let names: Vec<_> = measure.departments.iter().filter_map(|no| plan.department(*no)).map(|one| &one.name).collect();
    let zh = names.iter().map(|name| name.zh.as_str()).collect::<Vec<_>>().join("、");
    let en = names.iter().map(|name| name.en.as_str()).collect::<Vec<_>>().join(", ");
    let delivers: Vec<String> =
        measure.delivers.iter().map(|kind| format!("{} {}", kind.title().zh, kind.title().en)).collect();
    let (modality, subject) = (measure.modality.title(), measure.subject.title());
    let (rhythm, urgency) = (measure.rhythm.title(), measure.urgency.title());
    let contact = measure.contact.map_or_else(String::new, |contact| {
        let title = contact.title();
        format!("；落实即记一次{} · its delivery counts as a {}", title.zh, title.en)
    });
    vec![
        ("给予 · gives", delivers.join("；")),
        ("给谁 · for", format!("{} · {}", subject.zh, subject.en)),
        ("谁办 · who", format!("{zh} · {en}")),
        ("条款 · clause", format!("{}（{}）", measure.clause, plan.number)),
        ("力度 · strength", format!("{} · {}", modality.zh, modality.en)),
        ("轻重 · urgency", format!("{} · {}", urgency.zh, urgency.en)),
        ("频次 · how often", format!("{} · {}{contact}", rhythm.zh, rhythm.en)),
        ("开办 · opened", words::opens(measure.opens)),
        ("时限 · time limit", words::clock(measure.limit)),
        ("材料 · papers", words::papers(plan, measure)),
        ("审批 · approval", approval(plan, measure)),
        ("终止 · what ends it", ends(measure)),
        ("急难 · emergencies", emergencies(plan, measure)),
        ("编号 · id", format!("`{}`", measure.id)),
    ]
}

fn approval(plan: &Plan, measure: &Measure) -> String {
    let day = plan.from;
    let limit = plan.emergency().map(|desk| desk.grant_limit(day));
    match (measure.approval, limit.filter(|_| measure.id == "emergency-relief")) {
        (true, Some(limit)) => format!(
            "须先审批再落实；急难中经办人可先行救助，每件不超过 {limit} 元 * · approved before it is delivered; in an emergency a clerk may grant up to {limit} yuan *"
        ),
        (true, None) => "须先审批再落实，审批是单独的一步，记下审批人 · approved before it is delivered: a step of its own, with the name of who approved".into(),
        (false, _) => "不须审批 · none".into(),
    }
}

fn ends(measure: &Measure) -> String {
    let rule = measure.rule.as_ref().map_or("", |rule| rule.text.as_str());
    let mut ends = vec![match measure.rhythm {
        Rhythm::OneOff | Rhythm::PerEvent => "落实并办结 · delivered and closed".to_string(),
        Rhythm::Standing => {
            "每件落实并办结，职责常年继续 · each item when delivered and closed; the duty goes on".into()
        }
        _ => "每期一件，落实并办结；下一期另开 · one item a period, delivered and closed; the next period has its own"
            .into(),
    }];
    if rule.contains("in_plan") {
        ends.push("再生育、收养之日起不再属于扶助对象，此前落实的保留 · from a later birth or adoption on the family is not in the plan; what was delivered stays".into());
    } else if rule.contains("no_later_child") {
        ends.push("再生育、收养之日起停发 · from a later birth or adoption on".into());
    }
    if rule.contains("in_plan_now") {
        ends.push("家庭注销 · the family is closed".into());
    }
    if rule.contains("living") || rule.contains("member.alive = yes") {
        ends.push("本人去世 · the member dies".into());
    }
    if let Some(until) = measure.until {
        ends.push(format!("{until} 起不再施行 · no longer in force after {until}"));
    }
    ends.push("不予办理须写理由和条款 · or declined, with the reason and the clause".into());
    ends.join("；")
}

fn emergencies(plan: &Plan, measure: &Measure) -> String {
    let kinds = plan.emergency().map_or(&[][..], |desk| desk.kinds());
    let opening = kinds.iter().filter(|kind| kind.items.iter().any(|item| item.measure == measure.no));
    let shown: Vec<String> = opening.map(|kind| format!("{} {}", kind.title.zh, kind.title.en)).collect();
    if shown.is_empty() { "-".into() } else { format!("随急难一并开办 · opened with: {}", shown.join("、")) }
}

/// The rule as the plan writes it, with the named rules behind it.
fn who(page: &mut String, plan: &Plan, measure: &Measure) {
    page.push_str("\n**谁能得到 · Who gets it**\n\n");
    let Some(rule) = measure.rule.as_ref().filter(|_| measure.subject != Subject::District) else {
        page.push_str("全区的职责，不按家庭判定 · a duty of the district, judged for no family\n");
        return;
    };
    let _ = write!(page, "```\n{}\n```\n", rule.text.trim());
    let named = words::named(plan, &rule.text);
    if !named.is_empty() {
        page.push_str("\n其中 · where\n\n");
    }
    for one in named {
        let text = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(page, "- `{}` {} · {}：`{text}`", one.name, one.title.zh, one.title.en);
    }
}

fn record(page: &mut String, plan: &Plan, measure: &Measure) {
    page.push_str("\n**落实时记录 · Recorded on delivery**\n\n| 项 key | 栏目 title | 填什么 what | 必填 needed |\n|---|---|---|---|\n");
    for (field, required) in plan.asked(measure) {
        let needed = if required { "是 yes" } else { "" };
        let _ = writeln!(
            page,
            "| `{}` | {} · {} | {} | {needed} |",
            field.key,
            field.title.zh,
            field.title.en,
            words::kind(field)
        );
    }
    let whole = |key: &&str| measure.record.iter().any(|own| own == key);
    let checks: Vec<String> = plan
        .checks()
        .iter()
        .filter(|check| check.keys().iter().all(whole))
        .map(|check| format!("{} · {}", check.title.zh, check.title.en))
        .collect();
    if !checks.is_empty() {
        let _ = write!(page, "\n互相核对 · checked across the fields: {}\n", checks.join("；"));
    }
    let counted_on = measure.counted_on.as_ref().and_then(|key| plan.record(key));
    let counted_on = counted_on.map_or_else(
        || "落实日期 · the day of delivery".to_string(),
        |field| format!("{} · {}", field.title.zh, field.title.en),
    );
    let _ = write!(page, "\n计入年度 · counted in the year of: {counted_on}\n");
}
