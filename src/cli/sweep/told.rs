//! What a sweep found, for people and for programs.

use super::{How, What};
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::paging::Rest;
use crate::cli::table::{Cell, Table, figure, text};
use crate::domain::sweep::Judged;
use crate::ids::{FamilyId, MeasureNo, MemberNo};
use crate::policy::plan::Plan;
use crate::policy::verdict::Truth;
use crate::service::local::keeping::Named;
use crate::service::sweep::Swept;
use crate::service::sweep::before::Change;
use crate::service::sweep::totals::{Lack, Totals, Worth};
use crate::text::{Both, Lang};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Somebody whom a sweep names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The family.
    pub family: FamilyId,
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// The measure.
    pub measure: MeasureNo,
    subject: String,
    change: Option<Change>,
}

impl Row {
    /// Somebody who is entitled.
    pub fn due(swept: &Swept, judged: Judged) -> Self {
        let Judged { measure, member, .. } = judged;
        Row { family: swept.family(), member, measure, subject: swept.subject(member), change: None }
    }

    /// Somebody whose verdict turned.
    pub fn changed(swept: &Swept, change: Change) -> Self {
        let Change { measure, member, .. } = change;
        Row { family: swept.family(), member, measure, subject: swept.subject(member), change: Some(change) }
    }

    /// What it is about, in one line.
    pub fn about(&self, plan: &Plan, lang: Lang) -> String {
        format!("{}  {}  {}", self.family, self.subject, title(plan, self.measure, lang))
    }

    /// For programs.
    pub fn keys(&self, plan: &Plan) -> Value {
        let measure = plan.measure(self.measure);
        let department = measure.and_then(|measure| plan.department(measure.department()));
        let mut keys = json!({
            "family": self.family.to_string(),
            "member": self.member.map(|member| member.to_string()),
            "subject": self.subject,
            "measure": measure.map(|measure| measure.id.as_str()),
            "department": department.map(|department| department.id.as_str()),
        });
        if let (Some(change), Value::Object(keys)) = (self.change, &mut keys) {
            keys.insert("before".into(), json!(change.before.map(Truth::key)));
            keys.insert("after".into(), json!(change.after.key()));
            keys.insert("because".into(), json!(change.cause.key()));
        }
        keys
    }
}

impl From<Named> for Row {
    fn from(named: Named) -> Self {
        let Named { family, member, measure, subject, change } = named;
        Row { family, member, measure, subject, change }
    }
}

fn title(plan: &Plan, no: MeasureNo, lang: Lang) -> &str {
    plan.measure(no).map(|measure| measure.short.in_lang(lang)).unwrap_or_default()
}

/// The counts of each measure, below the name of its department.
pub fn totals(totals: &Totals, only: Option<MeasureNo>, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let mut table = Table::new([
        text("部门", "department"),
        text("措施", "measure"),
        figure("应办未办", "due, no item"),
        figure("已开办", "with item"),
        figure("待核实", "not known yet"),
        figure("不符合", "no"),
    ]);
    let mut last = None;
    for (no, counts) in totals.measures.iter().filter(|(no, _)| only.is_none_or(|only| only == **no)) {
        let Some(measure) = plan.measure(*no) else { continue };
        let department = plan.department(measure.department());
        if out.json {
            out.object(&json!({
                "measure": measure.id,
                "department": department.map(|department| department.id.as_str()),
                "without_item": counts.without_item,
                "with_item": counts.with_item,
                "unknown": counts.unknown,
                "no": counts.no,
            }))?;
            continue;
        }
        let name = department.map(|department| department.short.in_lang(lang)).unwrap_or_default();
        let shown = if last == Some(measure.department()) { "" } else { name };
        last = Some(measure.department());
        let mark = if counts.without_item > 0 { Mark::Strong } else { Mark::Faint };
        table.row([
            Cell::marked(Mark::Strong, shown),
            measure.short.in_lang(lang).into(),
            Cell::marked(mark, counts.without_item.to_string()),
            counts.with_item.to_string().into(),
            counts.unknown.to_string().into(),
            counts.no.to_string().into(),
        ]);
    }
    table.print(out)
}

/// What is missing to know, what would decide the most first.
pub fn missing(totals: &Totals, most: usize, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let lacks = totals.lacks();
    let mut table = Table::new([
        figure("可定结论", "verdicts"),
        figure("只缺此项", "lacking only this"),
        figure("家庭", "families"),
        text("缺少", "missing"),
        text("凭证", "paper"),
    ]);
    for (lack, worth) in lacks.iter().take(most) {
        let Worth { verdicts, alone, families } = *worth;
        let (key, name, paper) = named(*lack, plan, lang);
        if out.json {
            out.object(&json!({
                "missing": key, "title": name, "paper": paper, "verdicts": verdicts, "alone": alone, "families": families,
            }))?;
            continue;
        }
        table.row([
            verdicts.to_string().into(),
            alone.to_string().into(),
            families.to_string().into(),
            name.into(),
            paper.unwrap_or_default().into(),
        ]);
    }
    table.print(out)?;
    let more = u64::try_from(lacks.len().saturating_sub(most)).unwrap_or(0);
    if more > 0 { Rest::Rows(more).tell(out) } else { Ok(()) }
}

/// The name of something that is missing, for programs and for people, and the paper that proves it.
fn named(lack: Lack, plan: &Plan, lang: Lang) -> (String, String, Option<String>) {
    match lack {
        Lack::Fact(fact) => {
            let key = format!("{}.{}", fact.whose.key(), fact.field.key());
            let paper = plan.paper(fact.field).map(|paper| paper.in_lang(lang).to_string());
            (key, fact.whose.name_of(fact.field, lang), paper)
        }
        Lack::Standard(at) => match plan.standards().get(at) {
            Some(standard) => {
                let title = standard.title.in_lang(lang);
                let name = lang.pick(format!("{title}（标准未设定）"), format!("{title} (standard not set)"));
                (format!("standard.{}", standard.key), name, None)
            }
            None => (String::new(), String::new(), None),
        },
    }
}

/// Who is due what, or whose verdict turned.
pub fn rows(rows: &[Row], more: u64, what: What, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    if out.json {
        return Ok(());
    }
    let lang = out.lang;
    let mut table = Table::new([
        text("家庭", "family"),
        text("对象", "subject"),
        text("措施", "measure"),
        text(if what == What::Changed { "变化" } else { "" }, if what == What::Changed { "change" } else { "" }),
    ]);
    for row in rows {
        table.row([
            row.family.to_string().into(),
            row.subject.as_str().into(),
            title(plan, row.measure, lang).into(),
            row.change.map(|change| turned(change, lang)).unwrap_or_default().into(),
        ]);
    }
    table.print(out)?;
    if rows.is_empty() {
        let none = match what {
            What::Changed => Both::new("没有变化。", "Nothing has changed."),
            _ => Both::new("没有应办未办的。", "Nothing is due that has no item."),
        };
        out.line(none.in_lang(lang))?;
    }
    if more > 0 { Rest::Rows(more).tell(out) } else { Ok(()) }
}

fn turned(change: Change, lang: Lang) -> String {
    let (before, after) = (change.before().in_lang(lang), change.after.title().in_lang(lang));
    let because = change.cause.title().in_lang(lang);
    lang.pick(format!("{before} → {after}（{because}）"), format!("{before} → {after} ({because})"))
}

/// The last line: how many families were looked at, since when, and where it comes from.
pub fn end(totals: &Totals, since: Option<NaiveDate>, how: How, out: &mut Output<'_>) -> Result<(), Failure> {
    let families = totals.families;
    let kept = match how {
        How::Kept(day) => Some(day),
        How::Swept | How::Interrupted => None,
    };
    if out.json {
        let since = since.map(|since| since.to_string());
        return out.object(&json!({ "summary": {
            "families": families,
            "since": since,
            "interrupted": how == How::Interrupted,
            "kept_as_of": kept.map(|day| day.to_string()),
        } }));
    }
    let lang = out.lang;
    let since = since.map(|since| lang.pick(format!("，与 {since} 相比"), format!(", compared with {since}")));
    let since = since.unwrap_or_default();
    let kept = kept.map(|day| {
        lang.pick(
            format!("（保存的结果，截至 {day}，随登记更新）"),
            format!(" (kept in step with the register, as of {day})"),
        )
    });
    let kept = kept.unwrap_or_default();
    out.line(
        lang.pick(format!("共排查 {families} 户{since}。{kept}"), format!("{families} families swept{since}.{kept}")),
    )?;
    if how != How::Interrupted {
        return Ok(());
    }
    out.marked(
        Mark::Alarm,
        lang.pick("中途停止，以上只含已排查的家庭。", "It was interrupted: only the families swept so far are in it."),
    )
}
