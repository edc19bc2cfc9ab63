//! `fuzhu schedule`: what comes round is opened for every family, or it is said what would be.

use super::Means;
use super::failure::Failure;
use super::output::Output;
use super::table::{Table, figure, text};
use crate::policy::plan::Plan;
use crate::policy::schedule;
use crate::service::client::Client;
use crate::service::schedule::{Count, Report};
use chrono::NaiveDate;
use clap::Args;
use serde_json::json;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

/// Whether to write.
#[derive(Debug, Args)]
pub struct Schedule {
    /// 只说明将会开办什么，不写入 ‖ say what would be opened and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Schedule {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let interrupted = means.interrupted();
        let local = means.local()?;
        let (plan, today) = (local.plan(), local.now().date_naive());
        if schedule::since(&plan, today).is_none() {
            return off(out, today);
        }
        let looking = out.lang.pick("逐户查看", "looking at families");
        let report = local.open_what_comes_round(self.dry_run, &mut |done, of| {
            out.progress(looking, done, of);
            let stop = interrupted.load(Ordering::Relaxed);
            if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        out.progress_over();
        print(&report?, &plan, self.dry_run, out)
    }
}

fn off(out: &mut Output<'_>, today: NaiveDate) -> Result<(), Failure> {
    if out.json {
        return out.object(&json!({ "summary": { "off": true, "day": today.to_string() } }));
    }
    out.line(out.lang.pick(
        "周期性事项没有设为自动开办（方案文件 [standard.opens_by_itself]）。",
        "What comes round does not open by itself ([standard.opens_by_itself] of the plan file).",
    ))
}

fn print(report: &Report, plan: &Plan, dry_run: bool, out: &mut Output<'_>) -> Result<(), Failure> {
    let (lang, total) = (out.lang, report.total());
    if out.json {
        for ((measure, period), count) in &report.rounds {
            let measure = plan.measure(*measure).map(|measure| measure.id.clone());
            let mut line = counts(count);
            line.insert("measure".into(), json!(measure));
            line.insert("period".into(), json!(period.to_string()));
            out.object(&line.into())?;
        }
        let mut summary = counts(&total);
        summary.insert("families".into(), json!(report.families));
        summary.insert("dry_run".into(), json!(dry_run));
        return out.object(&json!({ "summary": summary }));
    }
    let mut table = Table::new([
        text("措施", "measure"),
        text("期间", "period"),
        figure("新开", "new"),
        figure("已有", "there"),
        figure("不符合", "not entitled"),
        figure("待核实", "not known"),
    ]);
    for ((measure, period), count) in &report.rounds {
        let title =
            plan.measure(*measure).map_or_else(|| measure.to_string(), |measure| measure.short.in_lang(lang).into());
        let figures = [count.new, count.there, count.not_entitled, count.unknown].map(|count| count.to_string().into());
        let [new, there, not_entitled, unknown] = figures;
        table.row([title.into(), period.text(lang).into(), new, there, not_entitled, unknown]);
    }
    table.print(out)?;
    let (families, new, there) = (report.families, total.new, total.there);
    let done = if dry_run { lang.pick("将新开", "would open") } else { lang.pick("新开", "opened") };
    out.line(lang.pick(
        format!("看过 {families} 户：{done} {new} 件，已有 {there} 件，待核实 {} 件。", total.unknown),
        format!("{families} families: {done} {new}, there already {there}, not known yet {}.", total.unknown),
    ))?;
    if total.refused > 0 {
        let refused = total.refused;
        out.line(lang.pick(format!("未能开办 {refused} 件。"), format!("{refused} could not be opened.")))?;
    }
    Ok(())
}

fn counts(count: &Count) -> serde_json::Map<String, serde_json::Value> {
    let pairs = [
        ("new", count.new),
        ("there", count.there),
        ("not_entitled", count.not_entitled),
        ("unknown", count.unknown),
        ("refused", count.refused),
    ];
    pairs.into_iter().map(|(key, count)| (key.to_string(), json!(count))).collect()
}
