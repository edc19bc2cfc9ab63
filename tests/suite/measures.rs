//! The reference page of the measures, written from the plan: a page that says something else than the plan fails.
//!
//! `FUZHU_WRITE_REFERENCE=1 cargo test reference` writes it anew.

use fuzhu::policy::field::{Field, Scope};
use fuzhu::policy::plan::{Apart, Measure, Moment, OfRows, Only, Plan, RecordKind, Tally, TallyOf, Within};
use std::fmt::Write;
use std::path::Path;
use toml::{Table, Value};

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
    let cases = Cases::read();
    let mut page = String::from(
        "# Measures · 措施\n\nWritten from `src/policy/plan/plan.toml` and `cases.toml`; do not edit. 由方案文件和案例表生成，请勿手改。\n\n\
         Each duty: who carries it out and for whom, when, what is written down when it is given, what is counted of it at the end of the year, and \
         families of whom it is judged yes, no and not known yet. A time limit marked * is a proposal: the plan names none. `!` marks what must be \
         written down.\n\n\
         每项措施写明：谁办、给谁、何时办、落实时记什么、年终统计什么，并各举一例符合、不符合、待核实。带 * 的时限为建议值，方案未作规定；`!` 为必填。\n",
    );
    for department in plan.departments() {
        let _ = write!(page, "\n## {} · {}\n\n`{}`\n", department.name.zh, department.name.en, department.id);
        for measure in plan.measures().iter().filter(|measure| measure.department() == department.no) {
            duty(&mut page, plan, measure, &cases);
        }
    }
    page
}

fn duty(page: &mut String, plan: &Plan, measure: &Measure, cases: &Cases) {
    let _ = write!(page, "\n### {}. {} · {}\n\n", measure.no, measure.title.zh, measure.title.en);
    let _ = write!(page, "{}。\n\n{}.\n\n", bare(&measure.given.zh), bare(&measure.given.en));
    if let Some(note) = &measure.note {
        let _ = write!(page, "{}\n\n{}\n\n", note.zh, note.en);
    }
    let names: Vec<_> = measure.departments.iter().filter_map(|no| plan.department(*no)).map(|one| &one.name).collect();
    let zh = names.iter().map(|name| name.zh.as_str()).collect::<Vec<_>>().join("、");
    let en = names.iter().map(|name| name.en.as_str()).collect::<Vec<_>>().join(", ");
    let (strength, rhythm, subject) = (measure.strength().title(), measure.rhythm.title(), measure.subject.title());
    let delivers: Vec<String> =
        measure.delivers.iter().map(|kind| format!("{} · {}", kind.title().zh, kind.title().en)).collect();
    let proposal = if measure.limit.proposal { " *" } else { "" };
    let rule = measure.rule.as_ref().map(|rule| format!("`{}`", rule.text.replace('|', "\\|").replace('\n', " ")));
    let counted_on = measure.counted_on.as_ref().and_then(|key| plan.record(key));
    let counted_on = counted_on.map_or_else(
        || "落实日期 · the day of delivery".to_string(),
        |field| format!("{} · {} (`{}`)", field.title.zh, field.title.en, field.key),
    );
    let rows = [
        ("who · 谁办", format!("{zh} · {en}")),
        ("for · 给谁", format!("{} · {}", subject.zh, subject.en)),
        ("gives · 给予", delivers.join("; ")),
        ("rule · 条件", rule.unwrap_or_else(|| "-".into())),
        ("when · 频次", format!("{} · {}", rhythm.zh, rhythm.en)),
        ("time limit · 时限", format!("{}{proposal}", limit(measure.limit.within))),
        ("approval · 审批", if measure.approval { "须先审批 · before delivery" } else { "-" }.into()),
        ("strength · 力度", format!("{} · {}", strength.zh, strength.en)),
        ("clause · 条款", measure.clause.clone()),
        ("id · 编号", format!("`{}`", measure.id)),
        ("record · 落实时记录", records(plan, measure)),
        ("counted in the year of · 计入年度", counted_on),
        ("counted · 年度统计", measure.tally.iter().map(|tally| counted(plan, tally)).collect::<Vec<_>>().join("<br>")),
    ];
    page.push_str("| | |\n|---|---|\n");
    for (title, text) in rows {
        let _ = writeln!(page, "| {title} | {text} |");
    }
    cases.write(page, &measure.id);
}

fn bare(text: &str) -> &str {
    text.trim_end_matches(['。', '.'])
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

fn records(plan: &Plan, measure: &Measure) -> String {
    let shown = plan.asked(measure).map(|(field, required)| {
        let must = if required { "!" } else { "" };
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

/// A tally: its name, and how it is counted.
fn counted(plan: &Plan, tally: &Tally) -> String {
    let of = match &tally.of {
        TallyOf::Count { of, at_least: 1 } => format!("{} {}", of.title().zh, of.key()),
        TallyOf::Count { of, at_least } => format!("{} {}, ≥{at_least}", of.title().zh, of.key()),
        TallyOf::Sum { field, less: None } => format!("合计 sum of `{field}`"),
        TallyOf::Sum { field, less: Some(less) } => format!("合计 sum of `{field}` − `{less}`"),
        TallyOf::Median { from, to, hours } => {
            let unit = if *hours { "小时 hours" } else { "天 days" };
            format!("中位 median {unit}: {} → {}", moment(from), moment(to))
        }
        TallyOf::Rows { register, of } => {
            let title = plan.register(*register).map(|one| one.title.clone()).unwrap_or_default();
            let what = match of {
                OfRows::Dated => "当年行数 rows of the year".into(),
                OfRows::Standing(_) => "年末有效行数 rows that stand at the end of the year".into(),
                OfRows::Stale { field, months } => {
                    format!("年末超过 {months} 个月未更新 not brought up to date for {months} months: `{field}`")
                }
                OfRows::Sum { field, less, spent } => {
                    let less = less.iter().map(|key| format!(" − `{key}`"));
                    let spent = spent.iter().map(|key| format!(" − 事项 delivered `{key}`"));
                    format!("合计 sum of `{field}`{}", less.chain(spent).collect::<String>())
                }
                OfRows::Median(from, to) => format!("中位 median 天 days: `{from}` → `{to}`"),
            };
            format!("台账“{}” register {}: {what}", title.zh, title.en)
        }
        TallyOf::Share => "已落实 ÷（已落实＋年末待办） delivered ÷ (delivered + waiting at the end)".into(),
    };
    let by = tally.by.as_ref().map_or_else(String::new, |by| match by {
        Apart::Record(key) => format!("; by `{key}`"),
        Apart::Month => "; 按月 by month".into(),
        Apart::Fact(field) => format!("; by `family.{}`", field.key()),
    });
    let only = tally.only.as_ref().map_or_else(String::new, |only| match only {
        Only::Given(key) => format!("; where `{key}`"),
        Only::Is(key, choice) => format!("; where `{key}` = {choice}"),
        Only::Late(key) => format!("; where `{key}` is after the due date"),
    });
    format!("{} · {} ({of}{by}{only})", tally.title.zh, tally.title.en)
}

fn moment(moment: &Moment) -> String {
    match moment {
        Moment::Record(key) => format!("`{key}`"),
        other => Moment::KEYS.into_iter().find(|(_, one)| one == other).map(|(key, _)| key.into()).unwrap_or_default(),
    }
}

/// The table of cases that the rules are tested by.
struct Cases {
    families: Table,
    measures: Table,
}

impl Cases {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/policy/plan/cases.toml");
        let mut measures: Table =
            std::fs::read_to_string(path).expect("the table of cases").parse().expect("a table of cases");
        let families = measures.remove("families").and_then(|families| families.as_table().cloned());
        Self { families: families.expect("the common families"), measures }
    }

    /// One family of each kind.
    fn write(&self, page: &mut String, id: &str) {
        let Some(cases) = self.measures.get(id) else { return };
        page.push_str("\n示例 · Examples\n\n");
        for (kind, title) in [("yes", "符合 · yes"), ("no", "不符合 · no"), ("unknown", "待核实 · not known yet")]
        {
            let first = cases.get(kind).and_then(Value::as_array).and_then(|list| list.first());
            let Some(first) = first else { continue };
            let (text, lacking) = match first {
                Value::Array(pair) => (pair.first().and_then(Value::as_str), pair.get(1).and_then(Value::as_str)),
                text => (text.as_str(), None),
            };
            let Some(text) = text else { continue };
            let _ = write!(page, "- {title}：{}", self.told(text));
            if let Some(lacking) = lacking {
                let names: Vec<String> = lacking.split_whitespace().map(named).collect();
                let _ = write!(page, "；还缺 still missing: {}", names.join("、"));
            }
            page.push('\n');
        }
    }

    fn told(&self, text: &str) -> String {
        let (family, differs) = text.split_once(' ').unwrap_or((text, ""));
        assert!(self.families.contains_key(family), "{family}");
        let family = match family {
            "died" => "子女亡故家庭 a family whose child has died",
            "disabled" => "子女残疾家庭 a family whose child is disabled",
            "outside" => "子女健在且无残疾的家庭 a family outside the plan",
            other => other,
        };
        let facts: Vec<String> = differs.split_whitespace().map(fact).collect();
        if facts.is_empty() { family.into() } else { format!("{family}；{}", facts.join("，")) }
    }
}

/// `child.stage=sec-voc` as people read it.
fn fact(text: &str) -> String {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let Some(field) = field(name) else { return format!("`{text}`") };
    let shown = match value {
        "?" => "未登记 not recorded".into(),
        "yes" => "是 yes".into(),
        "no" => "否 no".into(),
        value => field.choice(value).map_or_else(|| value.into(), |one| format!("{} {}", one.title.zh, one.title.en)),
    };
    format!("{} = {shown}", named(name))
}

fn field(name: &str) -> Option<Field> {
    let (whose, key) = name.split_once('.')?;
    let scope = if whose == "family" { Scope::Family } else { Scope::Member };
    Field::from_key(scope, key)
}

/// The name of a fact: whose, and which.
fn named(name: &str) -> String {
    let whose = match name.split_once('.').map_or("", |(whose, _)| whose) {
        "child" => "子女",
        "wife" => "女方",
        "member" => "本人",
        _ => "",
    };
    field(name).map_or_else(|| name.into(), |field| format!("{whose}{} {}", field.title().zh, field.title().en))
}
