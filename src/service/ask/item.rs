//! The page of an item: where it stands, what may be done with it, its steps, its record, and how its due date came about.

use super::{Desk, Unanswered, family, register, rows};
use crate::domain::item::{Due, Item};
use crate::domain::refusal::Refusal;
use crate::domain::workflow;
use crate::ids::ItemId;
use crate::policy::deadline;
use crate::policy::plan::{Measure, Within};
use crate::service::answer::ItemPage;
use crate::text::{Lang, date};
use chrono::{Duration, NaiveTime};

/// Everything about an item.
pub fn page(desk: Desk<'_>, id: ItemId) -> Result<ItemPage, Unanswered> {
    let item = desk.store.views()?.item(id)?.ok_or(Refusal::NoSuchItem(id))?;
    let family = family::family_of(desk, id.family)?;
    let measure = desk.plan.measure(item.measure);
    let approval = measure.is_some_and(|measure| measure.approval);
    let sentence = |lang| measure.and_then(|measure| due_sentence(desk, &item, measure, lang));
    Ok(ItemPage {
        row: rows::item(desk.plan, &item, family.as_ref(), Vec::new()),
        note: item.note.clone(),
        opened_by: item.opened_by.clone(),
        verbs: workflow::verbs(item.status, approval).collect(),
        steps: family::steps(&item),
        record: item.delivery().map(|step| register::masked(desk.plan, &step.made.record)).unwrap_or_default(),
        due_sentence: sentence(Lang::Zh).zip(sentence(Lang::En)),
    })
}

fn due_sentence(desk: Desk<'_>, item: &Item, measure: &Measure, lang: Lang) -> Option<String> {
    let due = item.due?;
    let first = item.first_due?;
    // Days count from the day the item was opened for, hours from the moment of its entry.
    let from = match measure.limit.within {
        Within::Hours(_) => item.opened_at,
        _ => item
            .opened
            .and_time(NaiveTime::MIN)
            .and_local_timezone(*item.opened_at.offset())
            .single()
            .unwrap_or(item.opened_at),
    };
    let by_plan = deadline::due(measure.limit.within, from, desk.calendar).map(Due::from);
    let near = |other: Due| other.on == first.on && within_a_minute(other.at, first.at);
    let mut sentence = if by_plan.is_some_and(near) {
        deadline::sentence(measure.limit.within, from, desk.calendar, lang)?
    } else {
        let day = date::day_and_weekday(first.on, lang);
        lang.pick(format!("登记时由经办人定为{day}。"), format!("Set by the clerk who opened it: {day}."))
    };
    if due != first {
        let day = date::day_and_weekday(due.on, lang);
        sentence +=
            &lang.pick(format!("暂缓或重新办理后，现为{day}。"), format!(" After a pause or a new start: {day}."));
    }
    Some(sentence)
}

fn within_a_minute(one: Option<NaiveTime>, other: Option<NaiveTime>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.signed_duration_since(other).abs() <= Duration::minutes(1),
        (one, other) => one == other,
    }
}
