//! The page of an item: where it stands, what may be done with it, its steps, its record, and how its due date came about.

use super::{Desk, Unanswered, family, register, rows};
use crate::domain::family::Family;
use crate::domain::item::{Due, Item};
use crate::domain::quiet::{self, QuietDates};
use crate::domain::refusal::Refusal;
use crate::domain::register::Owner;
use crate::domain::workflow::{self, Verb};
use crate::ids::ItemId;
use crate::policy::deadline::{self, Chapter, Deadline};
use crate::policy::plan::{Measure, Within};
use crate::service::answer::ItemPage;
use crate::text::{Lang, date};
use chrono::NaiveTime;

/// Everything about an item.
pub fn page(desk: Desk<'_>, id: ItemId) -> Result<ItemPage, Unanswered> {
    let family = family::family_of(desk, id.family)?;
    let item = desk.store.views()?.item(id)?;
    let item = item.filter(|item| desk.bearer.sees_item(desk.plan, item, family.as_ref()));
    let item = item.ok_or(Refusal::NoSuchItem(id))?;
    let measure = desk.plan.measure(item.measure);
    let approval = measure.is_some_and(|measure| measure.approval);
    let quiet = match (&family, measure) {
        (Some(family), Some(measure)) if measure.contact.is_some() && item.status.is_open() => {
            Some(quiet_dates(desk, family)?)
        }
        _ => None,
    };
    let sentence = |lang| {
        let told = measure.and_then(|measure| due_sentence(desk, &item, measure, lang))?;
        let quiet = quiet.as_ref().zip(item.due).and_then(|(quiet, due)| falls_quiet(desk, quiet, due, lang));
        Some(quiet.map_or(told.clone(), |quiet| told + lang.pick("", " ") + &quiet))
    };
    let may = |verb| desk.bearer.may_step(desk.plan, &item, family.as_ref(), verb);
    Ok(ItemPage {
        row: rows::item(desk, &item, family.as_ref(), Vec::new()),
        note: item.note.clone(),
        opened_by: item.opened_by.clone(),
        verbs: workflow::verbs(item.status, approval).filter(|verb| may(*verb)).collect(),
        steps: family::steps(&item),
        record: item.delivery().map(|step| register::masked(desk.plan, &step.made.record)).unwrap_or_default(),
        due_sentence: sentence(Lang::Zh).zip(sentence(Lang::En)),
    })
}

fn quiet_dates(desk: Desk<'_>, family: &Family) -> Result<QuietDates, Unanswered> {
    let views = desk.store.views()?;
    let row = match quiet::register_of(desk.plan) {
        Some(register) => views.entered_by(Owner::Family(family.id), register)?,
        None => None,
    };
    let row = row.map(|row| views.entered(row)).transpose()?.flatten();
    Ok(QuietDates::of(family, row.as_ref()))
}

/// Said beside a due date that falls on a quiet day: by when to call instead.
fn falls_quiet(desk: Desk<'_>, quiet: &QuietDates, due: Due, lang: Lang) -> Option<String> {
    let why = quiet.because(due.on)?.title().in_lang(lang);
    let before = date::day_and_weekday(quiet.good_before(desk.calendar, due.on)?, lang);
    Some(lang.pick(
        format!("到期这天是{why}，请安排在{before}或更早联系走访。"),
        format!("That day is {why}: call on {before} or earlier."),
    ))
}

fn due_sentence(desk: Desk<'_>, item: &Item, measure: &Measure, lang: Lang) -> Option<String> {
    let within = measure.limit.within;
    deadline::account(within, item.period, &chapters(item, within)?, desk.calendar, lang)
}

/// What set and moved the due date of an item, oldest first; none where it has none.
fn chapters(item: &Item, within: Within) -> Option<Vec<Chapter>> {
    let deadline = |due: Due| Deadline { on: due.on, at: due.at };
    let mut due = item.first_due.map(deadline)?;
    // Days count from the day the item was opened for, hours from the moment of its entry.
    let midnight = item.opened.and_time(NaiveTime::MIN).and_local_timezone(*item.opened_at.offset()).single();
    let from = match within {
        Within::Hours(_) => item.opened_at,
        _ => midnight.unwrap_or(item.opened_at),
    };
    let mut chapters = vec![Chapter::Opened { from, due }];
    let mut pause = None;
    for step in item.counted() {
        let later = step.made.due.map_or(due, deadline);
        match step.made.verb {
            Verb::Suspend => pause = Some(step.at),
            Verb::Resume => {
                let paused = pause.take();
                chapters.extend(paused.map(|from| Chapter::Paused {
                    from,
                    until: Some(step.at),
                    before: due,
                    due: later,
                }));
            }
            Verb::Reopen => {
                pause = None;
                chapters.push(Chapter::Anew { from: step.at, due: later });
            }
            _ => {}
        }
        due = later;
    }
    chapters.extend(pause.map(|from| Chapter::Paused { from, until: None, before: due, due }));
    Some(chapters)
}
