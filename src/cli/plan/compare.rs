//! `fuzhu plan compare`: a plan file beside the plan in force, asked of the whole register: who gains and who loses, before it is put in
//! force. Nothing is changed.

use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::paging::{Limit, Rest};
use crate::cli::table::{Cell, Table, figure, text};
use crate::cli::word::Word;
use crate::cli::{Means, file, sense};
use crate::domain::refusal::Refusal;
use crate::policy::plan::{Plan, PlanError};
use crate::policy::verdict::Truth;
use crate::service::sweep::compare::{Comparison, Counts, Turn};
use crate::text::{Both, Lang};
use clap::Args;
use serde_json::json;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// The most that a plan may hold, in bytes.
const FILE_MAX: u64 = 4 << 20;
/// Faults that are told one by one.
const FAULTS_MAX: usize = 10;
/// Families between two signs of progress.
const PROGRESS_EVERY: u64 = 200;

/// Which plan, and as of when.
#[derive(Debug, Args)]
pub struct Compare {
    /// 方案文件 ‖ the plan file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 以哪一天为准（默认今天） ‖ as of which day (default: today)
    #[arg(long, value_name = "DATE")]
    as_of: Option<Word>,
    #[command(flatten)]
    limit: Limit,
}

impl Compare {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let other = read(&self.file)?;
        let today = means.now().date_naive();
        let as_of = self.as_of.as_ref().map(|word| sense::day(word, today)).transpose()?.unwrap_or(today);
        let (plan, interrupted) = (means.plan()?, means.interrupted());
        let most = self.limit.rows(out);
        let (mut found, mut unheard) = (Comparison::default(), None);
        let label = out.lang.pick("对照", "comparing");
        let whole = means.local()?.compare(&other, as_of, &mut |turns, done, total| {
            if done % PROGRESS_EVERY == 0 {
                out.progress(label, done, total);
            }
            if out.json {
                unheard = unheard.take().or(turns.iter().find_map(|turn| out.object(&keys(turn)).err()));
            }
            found.take(turns, most);
            let stop = unheard.is_some() || interrupted.load(Ordering::Relaxed);
            if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        out.progress_over();
        if let Some(failure) = unheard {
            return Err(failure);
        }
        let whole = whole.map_err(Refusal::from)?;
        let Comparison { families, counts, turns, more } = found;
        if out.json {
            let of = |(measure, counts): (&String, &Counts)| json!({ "measure": measure, "gain": counts.gain, "lose": counts.lose, "other": counts.other });
            let measures: Vec<_> = counts.iter().map(of).collect();
            return out.object(&json!({ "summary": {
                "families": families, "as_of": as_of.to_string(), "measures": measures, "interrupted": !whole,
            } }));
        }
        lists(&turns, more, (&plan, &other), out)?;
        sums(&counts, (&plan, &other), out)?;
        let lang = out.lang;
        out.line(lang.pick(
            format!("以 {as_of} 为准，共对照 {families} 户；方案没有更换。"),
            format!("{families} families compared as of {as_of}; no plan was put in force."),
        ))?;
        match whole {
            true => Ok(()),
            false => out.marked(
                Mark::Alarm,
                lang.pick(
                    "中途停止，以上只含已对照的家庭。",
                    "It was interrupted: only the families so far are in it.",
                ),
            ),
        }
    }
}

/// The plan of a file.
///
/// # Errors
/// When the file cannot be read, or is no plan: what is wrong with it, and where.
pub fn read(path: &Path) -> Result<Plan, Failure> {
    let text = file::read(path, FILE_MAX)?;
    Plan::parse(&text).map_err(|errors| {
        let told = |lang: Lang| {
            let shown = errors.iter().take(FAULTS_MAX);
            let one = |error: &PlanError| format!("{}: {}", path.display(), error.sentence(lang));
            shown.map(one).collect::<Vec<_>>().join("\n")
        };
        let hint = Both::new("请改正后再对照。", "Put it right and compare again.");
        Failure::from(Refusal::Store {
            code: "plan".into(),
            sentence: (told(Lang::Zh), told(Lang::En)),
            hint: (hint.zh.into(), hint.en.into()),
        })
    })
}

fn keys(turn: &Turn) -> serde_json::Value {
    json!({
        "measure": turn.measure,
        "family": turn.family.to_string(),
        "member": turn.member.map(|member| member.to_string()),
        "subject": turn.subject,
        "before": turn.before.map(Truth::key),
        "after": turn.after.map(Truth::key),
    })
}

fn title<'a>(id: &'a str, plans: (&'a Plan, &'a Plan), lang: Lang) -> &'a str {
    let measure = plans.1.by_id(id).or_else(|| plans.0.by_id(id));
    measure.map_or(id, |measure| measure.short.in_lang(lang))
}

fn lists(turns: &[Turn], more: u64, plans: (&Plan, &Plan), out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let mut table = Table::new([
        text("", ""),
        text("家庭", "family"),
        text("对象", "subject"),
        text("措施", "measure"),
        text("变化", "change"),
    ]);
    for turn in turns {
        let word = match turn.gains() {
            true => Cell::marked(Mark::Strong, lang.pick("增", "gains")),
            false => Cell::marked(Mark::Alarm, lang.pick("减", "loses")),
        };
        let verdict = |truth: Option<Truth>| truth.map_or(Both::new("无此措施", "no such measure"), Truth::title);
        table.row([
            word,
            turn.family.to_string().into(),
            turn.subject.as_str().into(),
            title(&turn.measure, plans, lang).into(),
            format!("{} → {}", verdict(turn.before).in_lang(lang), verdict(turn.after).in_lang(lang)).into(),
        ]);
    }
    table.print(out)?;
    if more > 0 { Rest::Rows(more).tell(out) } else { Ok(()) }
}

fn sums(counts: &BTreeMap<String, Counts>, plans: (&Plan, &Plan), out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    if counts.is_empty() {
        return out.line(lang.pick("没有差别：无人增减。", "No difference: nobody gains and nobody loses."));
    }
    let mut table = Table::new([
        text("措施", "measure"),
        figure("增", "gain"),
        figure("减", "lose"),
        figure("待核实变化", "known otherwise"),
    ]);
    for (measure, counts) in counts {
        table.row([
            title(measure, plans, lang).into(),
            counts.gain.to_string().into(),
            counts.lose.to_string().into(),
            counts.other.to_string().into(),
        ]);
    }
    table.print(out)
}

#[cfg(test)]
mod tests {
    use crate::cli::tests::Desk;
    use crate::policy::plan::Plan;

    /// An office with one family, and a plan in which one measure wants more than the built-in one does.
    fn office(from: &str, to: &str) -> (Desk, String) {
        assert!(Plan::BUILTIN.contains(from), "{from}");
        let desk = Desk::with_family();
        let file = desk.file("新方案.toml");
        std::fs::write(&file, Plan::BUILTIN.replace(from, to)).unwrap();
        (desk, format!("plan compare {}", file.display()))
    }

    #[test]
    fn the_same_plan_makes_no_difference() {
        let (mut desk, words) = office("", "");
        let text = desk.says(&words);
        assert!(text.starts_with("没有差别：无人增减。\n以 2026-11-24 为准，共对照 1 户"), "{text}");
    }

    #[test]
    fn who_loses_and_who_gains_is_told_with_the_family() {
        // The plan is for nobody any more.
        let (mut desk, words) = office("and no_later_child\n", "and no_later_child and recorded(family.closed_on)\n");
        let lines = desk.json(&words);
        let lost = lines.iter().find(|line| line["measure"] == "subsidy-first").expect("it is lost");
        assert_eq!((&lost["family"], &lost["before"], &lost["after"]), (&"F1".into(), &"yes".into(), &"no".into()));
        let sums = &lines.last().unwrap()["summary"];
        let of = sums["measures"].as_array().unwrap().iter().find(|one| one["measure"] == "subsidy-first").unwrap();
        assert_eq!((&of["lose"], &of["gain"]), (&1.into(), &0.into()));
        let text = desk.says(&words);
        assert!(text.contains("减") && text.contains("符合 → 不符合") && text.contains("方案没有更换"), "{text}");
        assert_eq!(desk.json("match --family F1 --measure subsidy-first")[0]["verdict"], "yes", "nothing is in force");
    }

    #[test]
    fn a_plan_that_is_none_is_refused_with_its_faults() {
        let (mut desk, words) = office("[rule.in_plan]", "[rule.in_plan");
        assert_eq!(desk.fails(&words), "plan");
        assert_eq!(desk.fails("plan compare no-such-file.toml"), "unreadable");
    }
}
