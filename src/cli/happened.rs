//! What happened to a family or an item, as a sentence: the lines of a timeline and of the log.

use crate::domain::emergency::told;
use crate::domain::review::{Outcome, ReviewEvent};
use crate::ids::{MemberNo, RegisterNo};
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::showing;
use crate::policy::value::Value;
use crate::service::answer::{Happened, MemberRow};
use crate::text::Lang;

/// Facts that a line of a list names one by one.
const FACTS_MAX: usize = 3;

/// One thing that happened. `members` gives the names of the family's people, where they are known.
pub fn sentence(what: &Happened, members: &[MemberRow], plan: &Plan, lang: Lang) -> String {
    worded(what, members, plan, lang, false)
}

/// The same, short enough for a line of a list: many facts are only counted.
pub fn brief(what: &Happened, members: &[MemberRow], plan: &Plan, lang: Lang) -> String {
    worded(what, members, plan, lang, true)
}

fn worded(what: &Happened, members: &[MemberRow], plan: &Plan, lang: Lang, brief: bool) -> String {
    let person = |no: &MemberNo| name(members, *no, lang);
    let measure =
        |no| plan.measure(no).map_or_else(|| no.to_string(), |measure| measure.short.in_lang(lang).to_string());
    match what {
        Happened::FamilyAdded => lang.pick("登记家庭", "family entered").to_string(),
        Happened::FamilyWithdrawn => lang.pick("家庭登记有误，已撤回", "family taken back").to_string(),
        Happened::MemberAdded(no) => lang.pick(format!("登记成员 {}", person(no)), format!("{} entered", person(no))),
        Happened::MemberWithdrawn(no) => {
            lang.pick(format!("成员 {} 登记有误，已撤回", person(no)), format!("{} taken back", person(no)))
        }
        Happened::FactsChanged(changes) if brief && changes.len() > FACTS_MAX => {
            lang.pick(format!("更改 {} 栏", changes.len()), format!("{} facts changed", changes.len()))
        }
        Happened::FactsChanged(changes) => {
            changes.iter().map(|change| changed(change, members, lang)).collect::<Vec<_>>().join(lang.pick("；", "; "))
        }
        Happened::ItemOpened(item, no) => {
            lang.pick(format!("登记事项 {item} {}", measure(*no)), format!("{item} {} opened", measure(*no)))
        }
        Happened::ItemMoved(item, no, verb, reason) => {
            let verb = lang.pick(verb.title().zh, verb.key());
            let step = format!("{item} {} {verb}", measure(*no));
            if reason.is_empty() { step } else { lang.pick(format!("{step}：{reason}"), format!("{step}: {reason}")) }
        }
        Happened::Batch(batch, what) => {
            lang.pick(format!("批次 {batch} {}", what.zh), format!("batch {batch}: {}", what.en))
        }
        Happened::Access(what) => what.told(lang),
        Happened::Undone(seq, reason) => {
            lang.pick(format!("撤销第 {seq} 条：{reason}"), format!("entry {seq} taken back: {reason}"))
        }
        Happened::RowWritten(no, row) => {
            let title = register_title(plan, *no, lang);
            lang.pick(format!("登记{title} {row}"), format!("{row} written: {title}"))
        }
        Happened::RowWithdrawn(no, row, reason) => {
            let title = register_title(plan, *no, lang);
            lang.pick(format!("撤销{title} {row}：{reason}"), format!("{row} withdrawn: {title}: {reason}"))
        }
        Happened::EmergencyLodged(id, kind, line) => {
            let kind = told::kind(plan, *kind, lang);
            lang.pick(format!("报急难 {id} {kind}：{line}"), format!("emergency {id} {kind}: {line}"))
        }
        Happened::EmergencyMoved(id, step) => lang.pick(
            format!("急难 {id} {}", told::step(step, plan, lang)),
            format!("{id} {}", told::step(step, plan, lang)),
        ),
        Happened::Review(id) => lang.pick(format!("待核对问题 {id}"), format!("question {id} for review")),
        Happened::ReviewTook(what) => review(what, lang),
        Happened::Merged(other, reason) => {
            with_reason(lang.pick(format!("{other} 并入"), format!("{other} went into it")), reason, lang)
        }
        Happened::Parted(other) => {
            lang.pick(format!("{other} 恢复为单独一户"), format!("{other} is a family of its own again"))
        }
        Happened::PutAside(gap, reason) => with_reason(gap.put_aside(lang), reason, lang),
        Happened::BothRight(conflict, reason) => with_reason(conflict.both_right(lang), reason, lang),
        Happened::ConflictSettled(conflict, reason) => with_reason(conflict.put_right(lang), reason, lang),
    }
}

fn review(what: &ReviewEvent, lang: Lang) -> String {
    let (review, outcome, reason) = match what {
        ReviewEvent::Reopened { review } => {
            return lang.pick(format!("核对 {review} 重新待办"), format!("question {review} waits again"));
        }
        ReviewEvent::Settled { review, outcome, reason } => (review, outcome, reason),
    };
    let told = match outcome {
        Outcome::Same(family) => {
            lang.pick(format!("核对 {review}：即 {family}"), format!("question {review}: it is {family}"))
        }
        Outcome::New(family) => {
            lang.pick(format!("核对 {review}：另立 {family}"), format!("question {review}: entered as {family}"))
        }
        Outcome::Left => lang.pick(format!("核对 {review}：不作更改"), format!("question {review}: left as it is")),
    };
    with_reason(told, reason, lang)
}

fn with_reason(told: String, reason: &str, lang: Lang) -> String {
    if reason.is_empty() { told } else { lang.pick(format!("{told}（{reason}）"), format!("{told} ({reason})")) }
}

/// The title of a small register; its number where the plan no longer has it.
pub fn register_title(plan: &Plan, no: RegisterNo, lang: Lang) -> String {
    plan.register(no).map_or_else(|| no.to_string(), |register| register.title.in_lang(lang).to_string())
}

type Change = (Option<MemberNo>, Field, Option<Value>, Option<Value>);

fn changed((member, field, before, after): &Change, members: &[MemberRow], lang: Lang) -> String {
    let whose = member.map(|no| name(members, no, lang) + " ").unwrap_or_default();
    let title = field.title().in_lang(lang);
    let shown = |value: &Value| showing::show(*field, value, lang);
    match (before, after) {
        (None, Some(after)) => format!("{whose}{title}={}", shown(after)),
        (Some(before), Some(after)) => format!("{whose}{title}={}→{}", shown(before), shown(after)),
        (Some(before), None) => lang.pick(
            format!("{whose}{title} 去掉（原为 {}）", shown(before)),
            format!("{whose}{title} taken away (was {})", shown(before)),
        ),
        (None, None) => format!("{whose}{title}"),
    }
}

fn name(members: &[MemberRow], no: MemberNo, lang: Lang) -> String {
    let known = members.iter().find(|member| member.member == no && !member.name.is_empty());
    known.map_or_else(|| lang.pick(format!("{no}号"), format!("#{no}")), |member| member.name.clone())
}
