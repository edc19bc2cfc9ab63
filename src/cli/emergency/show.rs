//! `fuzhu emergency show`: one emergency with its clocks, why it is as grave as it is, the items of all departments, and its steps.

use super::list;
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::item::show::{label, timeline, timeline_keys};
use crate::cli::output::{Mark, Output};
use crate::cli::queue;
use crate::cli::sense::Sense;
use crate::cli::word::Word;
use crate::domain::emergency::clock::minute;
use crate::domain::emergency::told;
use crate::policy::plan::Plan;
use crate::service::answer::{Answer, EmergencyAnswer};
use crate::service::emergency::EmergencyPage;
use crate::service::query::{EmergencyQuery, Query};
use crate::text::Lang;
use chrono::{DateTime, FixedOffset};
use clap::Args;
use serde_json::{Map, Value, json};

/// Which emergency.
#[derive(Debug, Args)]
pub struct Show {
    /// 急难编号，如 E12 ‖ the emergency, like E12
    #[arg(value_name = "EMERGENCY")]
    emergency: Word,
}

impl Show {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let (plan, now) = (client.plan(), client.now());
        let emergency = Sense::of(&plan, &mut client).emergency(&self.emergency)?;
        let answer = client.ask(&Query::Emergency(EmergencyQuery::Page { emergency }))?;
        let Answer::Emergency(EmergencyAnswer::Page(page)) = answer else { return Ok(()) };
        match out.json {
            true => out.object(&Value::Object(keys(&page, &plan, now, out.lang))),
            false => print(&page, &plan, now, out),
        }
    }
}

fn keys(page: &EmergencyPage, plan: &Plan, now: DateTime<FixedOffset>, lang: Lang) -> Map<String, Value> {
    let mut keys = list::keys(&page.row, plan, now);
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    let clock = |(clock, due, stopped): &crate::service::emergency::ClockRow| {
        let moment = |at: &Option<DateTime<FixedOffset>>| at.map(|at| at.to_rfc3339());
        json!({"clock": clock.key(), "due": moment(due), "stopped": moment(stopped)})
    };
    put("happened_on", json!(page.happened_on.map(|on| on.to_string())));
    put("clocks", json!(page.clocks.iter().map(clock).collect::<Vec<_>>()));
    put("severity_by_rule", json!(page.ruled));
    put("because", json!(lang.pick(&page.because.0, &page.because.1)));
    put("overruled", json!(page.overruled));
    put("granted", json!(page.granted.to_string()));
    put("asked", json!(page.asked.to_string()));
    put("limit", json!(page.limit.to_string()));
    put("steps_possible", json!(page.acts.iter().map(|act| act.key()).collect::<Vec<_>>()));
    let today = now.date_naive();
    let items = page.items.iter().map(|item| Value::Object(queue::keys(&item.row, plan, today)));
    put("items", json!(items.collect::<Vec<_>>()));
    let not_opened = page.not_opened.iter().map(|(measure, subject, because)| {
        let id = plan.measure(*measure).map_or_else(|| measure.to_string(), |measure| measure.id.clone());
        json!({"measure": id, "subject": subject, "because": lang.pick(&because.0, &because.1)})
    });
    put("not_opened", json!(not_opened.collect::<Vec<_>>()));
    let quiet = page.quiet.iter().map(|(what, on)| json!({"on": on.to_string(), "what": lang.pick(&what.0, &what.1)}));
    put("quiet_dates", json!(quiet.collect::<Vec<_>>()));
    put("steps", json!(page.steps.iter().map(|step| timeline_keys(step, &[], plan, lang)).collect::<Vec<_>>()));
    keys
}

fn print(page: &EmergencyPage, plan: &Plan, now: DateTime<FixedOffset>, out: &mut Output<'_>) -> Result<(), Failure> {
    let (lang, row) = (out.lang, &page.row);
    let mark = if list::is_red(row, now) { Mark::Alarm } else { Mark::Strong };
    out.marked(mark, format!("{}  {}  {}", row.emergency, told::kind(plan, row.kind, lang), row.line))?;
    let department = plan.department(row.department).map(|one| one.name.in_lang(lang)).unwrap_or_default();
    label(out, "家庭", "family", &format!("{} {}", row.family, row.subject))?;
    label(out, "发生", "happened", &page.happened_on.map(|on| on.to_string()).unwrap_or_default())?;
    label(out, "报告", "lodged", &format!("{} {}", row.lodged_at.format("%Y-%m-%d %H:%M"), row.lodged_by))?;
    label(out, "状态", "stage", row.stage.title().in_lang(lang))?;
    label(out, "部门", "department", &format!("{department} {}", row.assignee))?;
    label(out, "轻重", "severity", &severity(page, lang))?;
    for (clock, due, stopped) in &page.clocks {
        let Some(due) = due else { continue };
        let told = match stopped {
            Some(at) => {
                lang.pick(format!("{} 已停", at.format("%m-%d %H:%M")), format!("stopped {}", at.format("%m-%d %H:%M")))
            }
            None => told::left(minute(*due) - minute(now), lang),
        };
        let title = clock.title();
        label(out, title.zh, title.en, &format!("{}  {told}", due.format("%Y-%m-%d %H:%M")))?;
    }
    if row.nearer.is_none() || page.granted != Default::default() || page.asked != Default::default() {
        label(out, "救助金额", "granted", &page.granted.grouped())?;
    }
    let quiet = page.quiet.iter().map(|(what, on)| format!("{on} {}", lang.pick(&what.0, &what.1)));
    label(out, "静默日", "quiet dates", &quiet.collect::<Vec<_>>().join(lang.pick("、", ", ")))?;
    for item in &page.items {
        let title = plan.measure(item.row.measure).map(|measure| measure.title.in_lang(lang)).unwrap_or_default();
        let body = plan.department(item.row.department).map(|one| one.short.in_lang(lang)).unwrap_or_default();
        let status = item.row.status.title().in_lang(lang);
        label(out, "事项", "item", &format!("{} {title}  {body}  {status}", item.row.item))?;
    }
    for (measure, subject, because) in &page.not_opened {
        let title = plan.measure(*measure).map(|measure| measure.title.in_lang(lang)).unwrap_or_default();
        label(out, "没有开办", "not opened", &format!("{title} {subject}: {}", lang.pick(&because.0, &because.1)))?;
    }
    label(out, "结果", "outcome", &row.outcome)?;
    let acts: Vec<&str> = page.acts.iter().map(|act| lang.pick(act.title().zh, act.key())).collect();
    label(out, "可以", "possible", &acts.join(lang.pick("、", ", ")))?;
    timeline(&page.steps, &[], plan, out)
}

/// The level with its reason, the clerk's own where one said otherwise.
fn severity(page: &EmergencyPage, lang: Lang) -> String {
    let because = lang.pick(&page.because.0, &page.because.1);
    match &page.overruled {
        Some(reason) => lang.pick(
            format!("{} 级：{reason}（规则为 {} 级：{because}）", page.row.severity, page.ruled),
            format!("{}: {reason} (by rule {}: {because})", page.row.severity, page.ruled),
        ),
        None => lang.pick(format!("{} 级：{because}", page.row.severity), format!("{}: {because}", page.row.severity)),
    }
}
