//! Parts of a plan as lines of text in both languages.

use fuzhu::policy::field::{Field, Scope};
use fuzhu::policy::plan::{Measure, Missed, Opens, Plan, RecordField, RecordKind, Start, TimeLimit, Within};
use std::collections::BTreeSet;

/// A time limit in a few words, with `*` where it is a proposal.
pub fn limit(limit: TimeLimit) -> String {
    let within = match limit.within {
        Within::WorkingDays(days) => format!("{} 个工作日 · {} working days", days.0, days.0),
        Within::Hours(hours) => format!("{} 小时 · {} hours", hours.0, hours.0),
        Within::YearDay { month, day } => format!("{month:02}-{day:02} 前 · by {month:02}-{day:02}"),
        Within::BeforeFestival { days, .. } => format!("节前 {days} 天 · {days} days before the festival"),
        Within::Open => "不限 · none".into(),
    };
    if limit.proposal { format!("{within} *") } else { within }
}

/// How a time limit is counted.
pub fn clock(limit: TimeLimit) -> String {
    let counted = match limit.within {
        Within::WorkingDays(_) => {
            "自开办次日起算，法定节假日和周末不计，调休上班的周末计入；暂缓期间停计。\
             Counted from the day after it is opened; days off are skipped, worked weekends count, and the clock stands still while the item is suspended."
        }
        Within::Hours(_) => {
            "自开办时起连续计算，夜间和节假日照算。Counted by the hour from the opening on, nights and days off included."
        }
        Within::YearDay { .. } => {
            "遇休息日提前到之前最后一个工作日。When that is a day off: the last working day before it."
        }
        Within::BeforeFestival { .. } => {
            "按农历节日推算当年日期。The day of the festival is worked out by the lunar calendar."
        }
        Within::Open => "常年进行，不计时限。It goes on; nothing is overdue.",
    };
    format!("{}。{counted}", self::limit(limit))
}

/// When its items are opened.
pub fn opens(opens: Option<Opens>) -> String {
    let Some(Opens { start, missed, every_body, proposal }) = opens else {
        return "由经办人开办 · opened by a clerk".into();
    };
    let from = match start {
        Start::Ahead(0) => "每期第一天自动开办 · opens by itself on the first day of each period".into(),
        Start::Ahead(days) => format!("提前 {days} 天自动开办 · opens by itself {days} days ahead"),
        Start::YearDay { month, day } => {
            format!("每年 {month:02}-{day:02} 自动开办 · opens by itself on {month:02}-{day:02} every year")
        }
    };
    let every = if every_body { "；各成员单位各一件 · one for every body of the leading group" } else { "" };
    let missed = match missed {
        Missed::Open => "；错过的过后补开 · what was missed is opened later",
        Missed::Pass => "；错过的不补 · what was missed is let go",
    };
    format!("{from}{every}{missed}{}", if proposal { " *" } else { "" })
}

/// What a record field may hold.
pub fn kind(field: &RecordField) -> String {
    let (zh, en) = match &field.kind {
        RecordKind::Date if field.ahead => ("日期，可在今后", "a day, also one to come"),
        RecordKind::Date => ("日期，不晚于当天", "a day that has come"),
        RecordKind::Money => ("金额，元", "an amount in yuan"),
        RecordKind::Number => ("整数", "a whole number"),
        RecordKind::Text => ("文字", "text"),
        RecordKind::YesNo => ("是、否", "yes or no"),
        RecordKind::Choice(choices) => {
            let zh: Vec<&str> = choices.iter().map(|choice| choice.title.zh.as_str()).collect();
            let en: Vec<&str> = choices.iter().map(|choice| choice.title.en.as_str()).collect();
            return format!("{} · {}", zh.join("、"), en.join(", "));
        }
    };
    let bounds = field.bounds();
    let (more_zh, more_en) =
        bounds.map_or_else(Default::default, |bounds| (format!("，{}", bounds.zh), format!(", {}", bounds.en)));
    format!("{zh}{more_zh} · {en}{more_en}")
}

/// The words of a rule that stand for facts or for other rules.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')).filter(|word| !word.is_empty())
}

/// The named rules that a rule refers to, itself or through others, in the plan's order.
pub fn named<'p>(plan: &'p Plan, text: &str) -> Vec<&'p fuzhu::policy::rule::Predicate> {
    let mut wanted: BTreeSet<&str> = words(text).collect();
    // A rule refers only to rules above it, so one way from the last to the first finds all of them.
    let mut found: Vec<_> = plan
        .rules()
        .iter()
        .rev()
        .filter(|rule| {
            let is = wanted.contains(rule.name.as_str());
            if is {
                wanted.extend(words(&rule.text));
            }
            is
        })
        .collect();
    found.reverse();
    found
}

/// The papers that prove the facts of a rule, the rules that it names included.
pub fn papers(plan: &Plan, measure: &Measure) -> String {
    let Some(rule) = &measure.rule else { return "-".into() };
    let texts =
        [rule.text.as_str()].into_iter().chain(named(plan, &rule.text).into_iter().map(|one| one.text.as_str()));
    let mut papers: Vec<String> = Vec::new();
    for word in texts.flat_map(words) {
        let field = word.split_once('.').and_then(|(whose, key)| {
            let scope = if whose == "family" { Scope::Family } else { Scope::Member };
            Field::from_key(scope, key)
        });
        if let Some(paper) = field.and_then(|field| plan.paper(field)) {
            let line = format!("{} {}", paper.zh, paper.en);
            if !papers.contains(&line) {
                papers.push(line);
            }
        }
    }
    if papers.is_empty() { "-".into() } else { papers.join("；") }
}
