//! The reference page of the measures, written from the plan: a page that says something else than the plan fails.
//!
//! `FUZHU_WRITE_REFERENCE=1 cargo test reference` writes it anew.

use fuzhu::policy::plan::{Plan, RecordKind, TallyOf, Within};
use std::fmt::Write;
use std::path::Path;

const PAGE: &str = "docs/reference/measures.md";

#[test]
fn the_reference_of_measures_is_what_the_plan_says() {
    let page = page(&Plan::builtin());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    if std::env::var_os("FUZHU_WRITE_REFERENCE").is_some() {
        std::fs::write(&path, &page).expect("a written page");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "{PAGE} is stale: run FUZHU_WRITE_REFERENCE=1 cargo test reference");
}

fn page(plan: &Plan) -> String {
    let mut page = String::from(
        "# Measures · 措施\n\nWritten from `src/policy/plan/plan.toml`; do not edit. 由方案文件生成，请勿手改。\n\n\
         A time limit marked * is a proposal: the plan names none. 带 * 的时限为建议值，方案未作规定。\n",
    );
    for department in plan.departments() {
        let _ = write!(page, "\n## {} · {}\n\n`{}`\n", department.name.zh, department.name.en, department.id);
        for measure in plan.measures().iter().filter(|measure| measure.department() == department.no) {
            let _ = write!(page, "\n### {} · {}\n\n", measure.title.zh, measure.title.en);
            let _ = write!(page, "{}\n\n{}\n\n", measure.given.zh, measure.given.en);
            let strength = measure.strength().title();
            let rhythm = measure.rhythm.title();
            let proposal = if measure.limit.proposal { " *" } else { "" };
            let rows = [
                ("id · 编号", format!("`{}` ({})", measure.id, measure.no)),
                ("clause · 条款", measure.clause.clone()),
                ("strength · 力度", format!("{} · {}", strength.zh, strength.en)),
                ("for · 对象", format!("{} · {}", measure.subject.title().zh, measure.subject.title().en)),
                (
                    "rule · 条件",
                    measure
                        .rule
                        .as_ref()
                        .map_or_else(|| "-".into(), |rule| format!("`{}`", rule.text.replace('|', "\\|"))),
                ),
                ("rhythm · 频次", format!("{} · {}", rhythm.zh, rhythm.en)),
                ("time limit · 时限", format!("{}{proposal}", limit(measure.limit.within))),
                ("approval · 审批", if measure.approval { "须先审批 · before delivery" } else { "-" }.into()),
                ("record · 落实记录", records(plan, &measure.record)),
                ("tally · 年度统计", tallies(&measure.tally)),
            ];
            page.push_str("| | |\n|---|---|\n");
            for (title, text) in rows {
                let _ = writeln!(page, "| {title} | {text} |");
            }
        }
    }
    page
}

fn limit(within: Within) -> String {
    match within {
        Within::WorkingDays(days) => format!("{} 个工作日 · {} working days", days.0, days.0),
        Within::Hours(hours) => format!("{} 小时 · {} hours", hours.0, hours.0),
        Within::YearDay { month, day } => format!("每年 {month:02}-{day:02} 前 · by {month:02}-{day:02} every year"),
        Within::BeforeFestival { days, .. } => format!("节前 {days} 天 · {days} days before the festival"),
        Within::Open => "不限 · none".into(),
    }
}

fn records(plan: &Plan, keys: &[String]) -> String {
    let known = keys.iter().filter_map(|key| plan.record(key));
    let shown = known.map(|field| {
        let must = if field.required { "!" } else { "" };
        let kind = match &field.kind {
            RecordKind::Choice(choices) => {
                choices.iter().map(|choice| choice.title.zh.as_str()).collect::<Vec<_>>().join("/")
            }
            kind => kind.key().into(),
        };
        format!("`{}`{must} {} · {} ({kind})", field.key, field.title.zh, field.title.en)
    });
    shown.collect::<Vec<_>>().join("<br>")
}

fn tallies(tallies: &[fuzhu::policy::plan::Tally]) -> String {
    let shown = tallies.iter().map(|tally| {
        let of = match &tally.of {
            TallyOf::Count(count) => count.key().to_string(),
            TallyOf::Sum(key) => format!("sum of `{key}`"),
        };
        format!("{} · {} ({of})", tally.title.zh, tally.title.en)
    });
    shown.collect::<Vec<_>>().join("<br>")
}
