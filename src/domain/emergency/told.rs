//! Emergencies in words: what was done, how long a clock has left. One place for the board, the command line and the journal.

use super::event::EmergencyMove;
use super::workflow::Act;
use crate::ids::EmergencyKindNo;
use crate::policy::money::Fen;
use crate::policy::plan::Plan;
use crate::text::Lang;

/// The title of a kind; its number where the plan in force does not have it.
pub fn kind(plan: &Plan, no: EmergencyKindNo, lang: Lang) -> String {
    let kind = plan.emergency().and_then(|part| part.kind(no));
    kind.map_or_else(|| no.to_string(), |kind| kind.title.in_lang(lang).to_string())
}

/// What was done with an emergency, as a sentence without its end.
pub fn step(step: &EmergencyMove, plan: &Plan, lang: Lang) -> String {
    let title = lang.pick(step.act.title().zh, step.act.key());
    let department = step.department.and_then(|no| plan.department(no)).map(|one| one.name.in_lang(lang));
    let mut words: Vec<String> = department.map(str::to_string).into_iter().collect();
    if matches!(step.act, Act::Grant | Act::Ask | Act::Approve) && step.amount != Fen::ZERO {
        words.push(lang.pick(format!("{}元", step.amount.grouped()), format!("{} yuan", step.amount.grouped())));
    }
    words.extend(step.level.map(|level| lang.pick(format!("{level} 级"), format!("level {level}"))));
    words.extend(step.on.map(|on| on.to_string()));
    let said = words.join(" ");
    let head = if said.is_empty() { title.to_string() } else { format!("{title} {said}") };
    if step.note.is_empty() {
        head
    } else {
        lang.pick(format!("{head}：{}", step.note), format!("{head}: {}", step.note))
    }
}

/// How long a clock has left, in hours and minutes: `余 23:59`, `逾 1:05`.
pub fn left(minutes: i64, lang: Lang) -> String {
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if minutes < 0 {
        lang.pick(format!("逾 {hours}:{rest:02}"), format!("late {hours}:{rest:02}"))
    } else {
        lang.pick(format!("余 {hours}:{rest:02}"), format!("left {hours}:{rest:02}"))
    }
}
