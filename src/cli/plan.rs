//! `fuzhu plan`: the plan as it was loaded, which needs no data directory; and another plan beside it.

pub mod compare;

use super::Means;
use super::failure::Failure;
use super::item::show::label;
use super::output::{Mark, Output};
use super::table::{Table, text};
use super::word::Word;
use crate::domain::refusal::Refusal;
use crate::ids::DepartmentNo;
use crate::policy::calendar::{ClockHours, WorkingDays};
use crate::policy::plan::{Measure, Plan, RecordField, RecordKind, TimeLimit, Within};
use crate::text::Lang;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

/// Which part of the plan.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Show {
    #[command(subcommand)]
    command: Option<PlanCommand>,
    /// 只看这项措施：编号或名称 ‖ only this measure: id or title
    #[arg(long, value_name = "MEASURE")]
    measure: Option<Word>,
    /// 只看这个部门的措施 ‖ only the measures of this department
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<Word>,
}

/// What can be done with another plan.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// 启用新方案之前对照：谁增谁减 ‖ before a new plan is put in force: who gains and who loses
    Compare(compare::Compare),
}

impl Show {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        if let Some(PlanCommand::Compare(compare)) = &self.command {
            return compare.run(means, out);
        }
        let plan = means.plan()?;
        let department = self.department.as_ref().map(|word| department(&plan, word)).transpose()?;
        let shown: Vec<&Measure> = match &self.measure {
            Some(word) => vec![measure(&plan, word)?],
            None => {
                plan.measures().iter().filter(|m| department.is_none_or(|no| m.departments.contains(&no))).collect()
            }
        };
        match (out.json, &self.measure) {
            (true, _) => shown.iter().try_for_each(|measure| out.object(&keys(measure, &plan, out.lang))),
            (false, Some(_)) => shown.iter().try_for_each(|measure| page(measure, &plan, out)),
            (false, None) => list(&shown, &plan, out),
        }
    }
}

/// A measure by its id or its title.
///
/// # Errors
/// When the plan has none.
pub fn measure<'a>(plan: &'a Plan, word: &Word) -> Result<&'a Measure, Failure> {
    let text = word.as_str().trim();
    let titled = |measure: &&Measure| {
        [&measure.title, &measure.short].iter().any(|title| title.zh == text || title.en.eq_ignore_ascii_case(text))
    };
    let found = plan.by_id(text).or_else(|| plan.measures().iter().find(titled));
    found.ok_or_else(|| Refusal::NoSuchMeasure(text.to_string()).into())
}

/// A department by its id or any name it has or had.
///
/// # Errors
/// When the plan has none.
pub fn department(plan: &Plan, word: &Word) -> Result<DepartmentNo, Failure> {
    let found = plan.department_called(word.as_str());
    found.map(|department| department.no).ok_or_else(|| Refusal::NoSuchDepartment(word.0.clone()).into())
}

fn list(measures: &[&Measure], plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let title = plan.title.in_lang(lang);
    out.marked(Mark::Strong, lang.pick(format!("{title}（{}）", plan.number), format!("{title} ({})", plan.number)))?;
    for department in plan.departments() {
        let mut table = Table::new([
            text("编号", "id"),
            text("措施", "measure"),
            text("力度", "strength"),
            text("时限", "clock"),
            text("条款", "clause"),
        ]);
        let led = measures.iter().filter(|measure| measure.department() == department.no);
        let mut any = false;
        for measure in led {
            any = true;
            table.row([
                measure.id.as_str().into(),
                measure.title.in_lang(lang).into(),
                measure.strength().title().in_lang(lang).into(),
                clock(&measure.limit, lang).into(),
                measure.clause.as_str().into(),
            ]);
        }
        if any {
            out.line("")?;
            out.marked(Mark::Strong, format!("{}  {}", department.name.in_lang(lang), department.id))?;
            table.print(out)?;
        }
    }
    Ok(())
}

/// How soon it must be done, in a few words.
fn clock(limit: &TimeLimit, lang: Lang) -> String {
    let within = match limit.within {
        Within::WorkingDays(WorkingDays(days)) => lang.pick(format!("{days} 个工作日"), format!("{days} working days")),
        Within::Hours(ClockHours(hours)) => lang.pick(format!("{hours} 小时"), format!("{hours} hours")),
        Within::YearDay { month, day } => {
            lang.pick(format!("每年{month}月{day}日前"), format!("every year by {month:02}-{day:02}"))
        }
        Within::BeforeFestival { days, .. } => {
            lang.pick(format!("节前 {days} 天"), format!("{days} days before the festival"))
        }
        Within::Open => lang.pick("不限", "none").to_string(),
    };
    if limit.proposal { lang.pick(format!("{within}（建议）"), format!("{within} (proposed)")) } else { within }
}

fn page(measure: &Measure, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let bodies: Vec<&str> =
        measure.departments.iter().filter_map(|no| plan.department(*no)).map(|body| body.name.in_lang(lang)).collect();
    let delivers: Vec<&str> = measure.delivers.iter().map(|kind| kind.title().in_lang(lang)).collect();
    let rule = measure.rule.as_ref().map(|rule| rule.text.as_str()).unwrap_or_default();
    out.marked(Mark::Strong, format!("{}  {}", measure.id, measure.title.in_lang(lang)))?;
    label(out, "内容", "given", measure.given.in_lang(lang))?;
    label(out, "部门", "department", &bodies.join(lang.pick("、", ", ")))?;
    label(out, "条款", "clause", &measure.clause)?;
    label(out, "力度", "strength", measure.modality.title().in_lang(lang))?;
    label(out, "给予", "delivers", &delivers.join(lang.pick("、", ", ")))?;
    label(out, "对象", "for", measure.subject.title().in_lang(lang))?;
    label(out, "频次", "rhythm", measure.rhythm.title().in_lang(lang))?;
    label(out, "轻重缓急", "urgency", measure.urgency.title().in_lang(lang))?;
    label(out, "时限", "clock", &clock(&measure.limit, lang))?;
    label(out, "须先审批", "approval", if measure.approval { lang.pick("是", "yes") } else { lang.pick("否", "no") })?;
    label(out, "条件", "rule", rule)?;
    label(out, "说明", "note", measure.note.as_ref().map(|note| note.in_lang(lang)).unwrap_or_default())?;
    let mut table = Table::new([
        text("落实时记录", "to record"),
        text("栏目", "title"),
        text("类型", "kind"),
        text("必填", "needed"),
    ]);
    for (field, required) in plan.asked(measure) {
        let needed = if required { lang.pick("是", "yes") } else { "" };
        table.row([
            field.key.as_str().into(),
            field.title.in_lang(lang).into(),
            kind_and_bounds(field, lang).into(),
            needed.into(),
        ]);
    }
    table.print(out)
}

/// The shape of a record field, a choice with its words.
fn kind(field: &RecordField) -> String {
    match &field.kind {
        RecordKind::Choice(choices) => {
            let keys: Vec<&str> = choices.iter().map(|choice| choice.key.as_str()).collect();
            format!("choice: {}", keys.join(", "))
        }
        kind => kind.key().to_string(),
    }
}

/// The shape of a record field, with what it may hold.
fn kind_and_bounds(field: &RecordField, lang: Lang) -> String {
    match field.bounds() {
        Some(bounds) => {
            lang.pick(format!("{}（{}）", kind(field), bounds.zh), format!("{} ({})", kind(field), bounds.en))
        }
        None => kind(field),
    }
}

fn keys(measure: &Measure, plan: &Plan, lang: Lang) -> Value {
    let id_of = |no: &DepartmentNo| plan.department(*no).map(|department| department.id.clone());
    let record = plan.asked(measure).map(|(field, required)| {
        json!({
            "key": field.key,
            "title": field.title.in_lang(lang),
            "kind": field.kind.key(),
            "required": required,
            "choices": choices(field),
            "bounds": field.bounds().map(|bounds| bounds.in_lang(lang).to_string()),
        })
    });
    json!({
        "id": measure.id,
        "no": measure.no.0,
        "title": measure.title.zh,
        "title_en": measure.title.en,
        "department": id_of(&measure.department()),
        "departments": measure.departments.iter().filter_map(id_of).collect::<Vec<_>>(),
        "clause": measure.clause,
        "strength": measure.strength().key(),
        "modality": measure.modality.key(),
        "delivers": measure.delivers.iter().map(|kind| kind.key()).collect::<Vec<_>>(),
        "given": measure.given.in_lang(lang),
        "subject": measure.subject.key(),
        "rhythm": measure.rhythm.key(),
        "urgency": measure.urgency.key(),
        "approval": measure.approval,
        "rule": measure.rule.as_ref().map(|rule| rule.text.clone()),
        "clock": clock(&measure.limit, lang),
        "clock_proposed": measure.limit.proposal,
        "record": record.collect::<Vec<_>>(),
        "tally": measure.tally.iter().map(|tally| tally.title.in_lang(lang)).collect::<Vec<_>>(),
        "from": measure.from.to_string(),
        "until": measure.until.map(|until| until.to_string()),
    })
}

fn choices(field: &RecordField) -> Vec<&str> {
    match &field.kind {
        RecordKind::Choice(choices) => choices.iter().map(|choice| choice.key.as_str()).collect(),
        _ => Vec::new(),
    }
}
