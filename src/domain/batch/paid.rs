//! A line that was paid is an item delivered: opened where there is none for the period, taken to its end, with what was paid written down,
//! so that the figures of the year count it like any other delivery.

use super::Batch;
use super::line::Line;
use crate::domain::decide::{Office, Register, due_of};
use crate::domain::event::{Event, Move};
use crate::domain::item::Item;
use crate::domain::merge;
use crate::domain::record;
use crate::domain::refusal::Refusal;
use crate::domain::rhythm::{self, RhythmEvent, Turn};
use crate::domain::workflow::{Status, Verb};
use crate::ids::{ItemId, Seq};
use crate::policy::period::Period;
use crate::policy::plan::Measure;
use crate::text::Lang;
use chrono::{Datelike, NaiveDate};

/// Steps from any status to a delivery.
const STEPS_MAX: usize = 6;

/// The item that a paid line delivers, and the events that do it. No item where another delivery stands for the period already.
///
/// # Errors
/// When the measure asks for something that a batch does not know.
pub fn deliver(
    office: Office<'_>,
    register: &impl Register,
    (measure, batch, line): (&Measure, &Batch, &Line),
    on: NaiveDate,
) -> Result<(Option<ItemId>, Vec<Event>), Refusal> {
    // What is to be written is written for the family that is kept; its item may stand under the number of one that went into it.
    let line = &merge::line_from_kept(register, line);
    let family = line.listed.family;
    let turn = Turn { member: Some(line.listed.member), body: None, period: turn_of(line) };
    let items = merge::items(register, family);
    let mut events = Vec::new();
    let mut item = match rhythm::holder(&items, measure, turn, office.plan) {
        Some(item) if matches!(item.status, Status::Delivered | Status::Closed) => return Ok((None, events)),
        Some(item) => item.clone(),
        None => {
            let id = register.next_item(family);
            let opened = Event::ItemOpened {
                item: id,
                measure: measure.no,
                department: batch.department,
                member: turn.member,
                urgency: measure.urgency,
                opened: office.today(),
                due: due_of(office, measure, turn.period),
                note: String::new(),
            };
            let covers = Event::Rhythm(RhythmEvent::ItemCovers { item: id, period: turn.period });
            let mut item = Item::open(Seq(0), office.now, "", &opened).ok_or(Refusal::NoSuchItem(id))?;
            item.apply(Seq(0), office.now, "", &covers);
            events.extend([opened, covers]);
            item
        }
    };
    for _ in 0..STEPS_MAX {
        let verb = match item.status {
            Status::Suspended => Verb::Resume,
            Status::Pending | Status::Referred => Verb::Accept,
            Status::Accepted if measure.approval => Verb::Approve,
            Status::Accepted | Status::Approved => Verb::Deliver,
            Status::Delivered | Status::Closed | Status::Declined | Status::Withdrawn => break,
        };
        let mut step = Move::new(verb);
        if verb == Verb::Deliver {
            step.reason = steps_told(line);
            let values = values(measure, line, on);
            step.record = record::checked(office.plan, measure, &values, &step.reason, office.today())?;
        }
        let event = Event::ItemMoved { item: item.id, step };
        item.apply(Seq(0), office.now, "", &event);
        events.push(event);
    }
    Ok((Some(item.id), events))
}

/// The period of the item: what is paid beside what was paid already has an item of its own, for the first month that it is for.
fn turn_of(line: &Line) -> Period {
    let first = line.listed.shares.first().map(|share| share.first).filter(|_| line.listed.extra > 0);
    let month = first
        .and_then(|first| Some(Period::Month(u16::try_from(first.year()).ok()?, u8::try_from(first.month()).ok()?)));
    month.unwrap_or(line.listed.period)
}

/// Where a period is paid at more than one standard, which months at which: the record then has no single rate.
fn steps_told(line: &Line) -> String {
    let shares = &line.listed.shares;
    if shares.len() < 2 {
        return String::new();
    }
    let told =
        shares.iter().map(|share| format!("{} 起 {}×{}", share.first.format("%Y-%m"), share.months, share.monthly));
    format!("分段计发：{}", told.collect::<Vec<_>>().join("，"))
}

/// What the record of the delivery says, as far as the measure asks for it.
fn values(measure: &Measure, line: &Line, on: NaiveDate) -> Vec<(String, String)> {
    let listed = &line.listed;
    let last = listed.shares.last();
    let beside = if listed.extra > 0 { "（补差）" } else { "" };
    let value = |key: &str| {
        Some(match key {
            "allowance_kind" => last?.kind.key().to_string(),
            "period" => format!("{}{beside}", listed.period.text(Lang::Zh)),
            "monthly_amount" => last?.monthly.to_string(),
            "months" => listed.months().to_string(),
            "amount" => listed.amount().to_string(),
            "account" => listed.account.clone(),
            "batch" => line.id().to_string(),
            "paid_on" => on.to_string(),
            "bank_return" => "paid".to_string(),
            "year" => on.year().to_string(),
            "paid_how" => "银行代发".to_string(),
            _ => return None,
        })
    };
    measure.record.iter().filter_map(|key| Some((key.clone(), value(key)?))).collect()
}
