//! Contact that a clerk had with a family, written down in one command: the item of the month is taken and delivered, and opened first
//! where it is not there. So the debt falls by the same item that the year's figures count.

use super::{RhythmRefusal, Turn, holder};
use crate::domain::command::Command;
use crate::domain::decide::{self, Office, Register};
use crate::domain::event::{Event, Move};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::merge;
use crate::domain::quiet;
use crate::domain::record;
use crate::domain::refusal::Refusal;
use crate::domain::register::{self, Owner, RegisterCommand};
use crate::domain::standing;
use crate::domain::workflow::{Status, Verb};
use crate::ids::{FamilyId, MeasureNo, Seq};
use crate::policy::period::Period;
use crate::policy::plan::{self, Measure, OwnerKind, Plan, RecordKind, Subject};
use crate::policy::verdict::Truth;
use crate::text::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The line of an item that is opened for a family to which the measure would not be offered: it declines visits and was spoken with.
const BY_WISH: &str = "谢绝走访，按家庭意愿联系";

/// How a note on further contact in the same period begins.
const AGAIN: &str = "再次联系：";

/// Contact that a clerk had with a family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The family.
    pub family: FamilyId,
    /// The measure that it counts for; none for the plan's first that is contact with a household.
    pub measure: Option<MeasureNo>,
    /// What is written down: the record of the measure's delivery.
    pub record: Vec<(String, String)>,
}

/// The measure under which contact with a household is written down: the plan's first that nobody has to approve.
pub fn measure(plan: &Plan) -> Option<&Measure> {
    plan.measures().iter().find(|measure| is_contact(measure))
}

fn is_contact(measure: &Measure) -> bool {
    measure.contact.is_some() && measure.subject == Subject::Family && !measure.approval
}

/// The events that write contact down.
///
/// # Errors
/// When the measure is no contact with a household, the record does not fit, or the item of the period was stopped.
pub fn decide(office: Office<'_>, register: &impl Register, made: &Made) -> Result<Vec<Event>, Refusal> {
    let family = decide::known_family(register, made.family)?;
    let measure = match made.measure {
        Some(no) => office.plan.measure(no).ok_or_else(|| Refusal::NoSuchMeasure(no.to_string()))?,
        None => measure(office.plan).ok_or(RhythmRefusal::NoContact { measure: None })?,
    };
    if !is_contact(measure) {
        let title = (measure.title.zh.clone(), measure.title.en.clone());
        return Err(RhythmRefusal::NoContact { measure: Some(title) }.into());
    }
    let kept = record::checked(office.plan, measure, &made.record, "", office.today())?;
    quiet::next_is_not_quiet(office, register, &family, measure, &kept)?;
    let day = measure.counted_on.as_ref().and_then(|key| day_of(&kept, key)).unwrap_or(office.today());
    let items = merge::all_items(register, &family);
    let period = Period::of_measure(measure, day);
    let turn = period.map(|period| Turn::new(family.id, None, measure.department(), period));
    let standing = match turn {
        Some(turn) => holder(&items, measure, turn, office.plan),
        None => items.iter().find(|item| item.measure == measure.no && item.status.is_live()),
    };
    let (mut events, item) = match standing {
        Some(item) => (Vec::new(), item.clone()),
        None => opened(office, register, &family, measure, period)?,
    };
    if let Some(turn) = turn.filter(|_| !item.status.is_live()) {
        let covered = RhythmRefusal::Covered { item: item.id, period: turn.period };
        let done = matches!(item.status, Status::Delivered | Status::Closed);
        let notes = noted(office, &item, &kept).filter(|_| done).ok_or(covered)?;
        return register::decide(office, register, &notes);
    }
    if matches!(item.status, Status::Pending | Status::Referred) {
        events.push(Event::ItemMoved { item: item.id, step: Move::new(Verb::Accept) });
    }
    events.push(Event::ItemMoved { item: item.id, step: Move { record: kept, ..Move::new(Verb::Deliver) } });
    Ok(events)
}

/// Contact beyond the one that the period is owed: the item is delivered and stays so, and what was written down becomes a note on it. None
/// where the plan has no register of notes on items.
fn noted(office: Office<'_>, item: &Item, record: &[(String, String)]) -> Option<RegisterCommand> {
    let only_text = |one: &&plan::Register| one.fields.len() == 1 && one.takes(OwnerKind::Item);
    let notes = office.plan.registers().iter().find(only_text)?;
    let told = record.iter().map(|(key, text)| {
        let field = office.plan.record(key);
        let title = field.map_or(key.as_str(), |field| field.title.in_lang(Lang::Zh));
        let choice = field.and_then(|field| match &field.kind {
            RecordKind::Choice(choices) => choices.iter().find(|choice| choice.key == *text),
            _ => None,
        });
        format!("{title} {}", choice.map_or(text.as_str(), |choice| choice.title.in_lang(Lang::Zh)))
    });
    let text = format!("{AGAIN}{}", told.collect::<Vec<_>>().join("；"));
    let values = vec![(notes.heading.clone(), text)];
    Some(RegisterCommand::Write { register: notes.no, owner: Owner::Item(item.id), values })
}

/// The events that open the item of the period, and the item.
fn opened(
    office: Office<'_>,
    register: &impl Register,
    family: &Family,
    measure: &Measure,
    period: Option<Period>,
) -> Result<(Vec<Event>, Item), Refusal> {
    let declines = decide::why_not(office, family, measure).is_some()
        && standing::in_plan(office.plan, family, office.today()) != Truth::No;
    let command = Command::OpenItem {
        family: family.id,
        measure: measure.no,
        member: None,
        department: None,
        urgency: None,
        due: None,
        period,
        note: if declines { BY_WISH.to_string() } else { String::new() },
    };
    let events = decide::open_item(office, register, &command)?;
    let item = events.first().and_then(|event| Item::open(Seq(0), office.now, "", event));
    let mut item = item.ok_or(Refusal::NothingToChange)?;
    events.iter().skip(1).for_each(|event| item.apply(Seq(0), office.now, "", event));
    Ok((events, item))
}

fn day_of(record: &[(String, String)], key: &str) -> Option<NaiveDate> {
    record.iter().find(|(name, _)| name == key).and_then(|(_, text)| text.parse().ok())
}
