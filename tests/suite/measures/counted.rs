//! How a figure is counted, as a line of text.

use fuzhu::policy::plan::{Apart, Moment, OfEmergencies, OfRows, Only, Plan, Tally, TallyOf};

/// A tally: its name, and how it is counted.
pub fn counted(plan: &Plan, tally: &Tally) -> String {
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
        TallyOf::Emergencies(of) => match of {
            OfEmergencies::Lodged => "当年登记的急难 emergencies lodged in the year".into(),
            OfEmergencies::Answered => "其中限时内回应的 of these answered within their hours".into(),
            OfEmergencies::Relieved => "其中限时内救助到位的 of these relieved within their hours".into(),
        },
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
