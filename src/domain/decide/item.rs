//! Opening an item and every step it can take.

use super::{Office, Register};
use crate::domain::command::Command;
use crate::domain::event::{Event, Move};
use crate::domain::family::Family;
use crate::domain::item::{Due, Item};
use crate::domain::merge;
use crate::domain::quiet;
use crate::domain::record;
use crate::domain::refusal::Refusal;
use crate::domain::review::ReviewEvent;
use crate::domain::rhythm::{self, RhythmEvent, RhythmRefusal, Turn};
use crate::domain::standing;
use crate::domain::workflow::{self, Verb};
use crate::ids::{DepartmentNo, FamilyId, ItemId, MemberNo};
use crate::policy::deadline::{self, Deadline};
use crate::policy::plan::{Measure, Rhythm, Subject, Within};
use crate::policy::verdict::Truth;
use crate::text::Lang;
use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, NaiveTime};

/// Reasons that a refusal tells, so that it stays a sentence.
const REASONS_MAX: usize = 3;

impl From<Deadline> for Due {
    fn from(deadline: Deadline) -> Due {
        Due { on: deadline.on, at: deadline.at }
    }
}

/// The events that open an item.
pub fn open(office: Office<'_>, register: &impl Register, command: &Command) -> Result<Vec<Event>, Refusal> {
    let Command::OpenItem { family, measure, member, department, urgency, due, period, note } = command else {
        return Err(Refusal::NothingToChange);
    };
    let measure = office.plan.measure(*measure).ok_or_else(|| Refusal::NoSuchMeasure(measure.to_string()))?;
    let department = known_department(office, department.unwrap_or_else(|| measure.department()))?;
    subject_fits(measure, *family, *member)?;
    if !family.is_district() {
        let known = super::known_family(register, *family)?;
        entitled(office, &known, measure, *member, note)?;
        if let Some(due) = due.filter(|due| due.at.is_none() && measure.contact.is_some()) {
            quiet::planned_day(office, register, &known, due.on)?;
        }
    }
    let wanted = rhythm::period_wanted(measure, *period, office.today())?;
    let turn = wanted.map(|wanted| Turn::new(*family, *member, department, wanted));
    not_open_twice(office, register, *family, measure, *member, turn)?;
    let item = register.next_item(*family);
    let due =
        due.or_else(|| deadline::due_in(measure.limit.within, *period, office.now, office.calendar).map(Due::from));
    let opened = Event::ItemOpened {
        item,
        measure: measure.no,
        department,
        member: *member,
        urgency: urgency.unwrap_or(measure.urgency),
        opened: office.today(),
        due,
        note: note.clone(),
    };
    let covers = wanted.map(|period| Event::Rhythm(RhythmEvent::ItemCovers { item, period }));
    Ok(std::iter::once(opened).chain(covers).collect())
}

/// The events of a step.
pub fn step(office: Office<'_>, register: &impl Register, item: &Item, wanted: &Move) -> Result<Vec<Event>, Refusal> {
    let measure = office.plan.measure(item.measure).ok_or_else(|| Refusal::NoSuchMeasure(item.measure.to_string()))?;
    let verb = wanted.verb;
    if workflow::step(item.status, verb, measure.approval).is_none() {
        let legal = workflow::verbs(item.status, measure.approval).collect();
        return Err(Refusal::IllegalStep { item: item.id, status: item.status, verb, legal });
    }
    if verb.wants_reason() && wanted.reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing(verb));
    }
    let mut taken = Move { reason: wanted.reason.clone(), ..Move::new(verb) };
    match verb {
        Verb::Deliver => {
            not_given_twice(office, register, item)?;
            taken.record = record::checked(office.plan, measure, &wanted.record, &wanted.reason, office.today())?;
            if let Some(family) = register.family(item.id.family) {
                quiet::next_is_not_quiet(office, register, &family, measure, &taken.record)?;
            }
        }
        Verb::Decline => taken.clause = clause(&wanted.clause)?,
        Verb::Suspend => taken.until = ahead(office, wanted)?,
        Verb::Resume => taken.due = due_after_pause(office, item, measure.limit.within),
        Verb::Refer => taken.department = Some(other_department(office, item, wanted.department)?),
        Verb::Reopen => {
            let kept = merge::from_kept(register, item);
            if let Some(turn) = Turn::of(&kept, office.plan).filter(|_| measure.rhythm != Rhythm::Standing) {
                not_covered_twice(office, register, item.id.family, measure, turn, Some(item.id))?;
            }
            taken.due = deadline::due(measure.limit.within, office.now, office.calendar).map(Due::from);
        }
        Verb::Accept | Verb::Approve | Verb::Withdraw | Verb::Close => {}
    }
    Ok(vec![Event::ItemMoved { item: item.id, step: taken }])
}

fn subject_fits(measure: &Measure, family: FamilyId, member: Option<MemberNo>) -> Result<(), Refusal> {
    let for_district = measure.subject == Subject::District;
    if for_district != family.is_district() {
        return Err(Refusal::WrongOwner { district: for_district });
    }
    match (measure.subject, member) {
        (Subject::Member, None) => Err(Refusal::WrongSubject { wants_member: true }),
        (Subject::Family | Subject::District, Some(_)) => Err(Refusal::WrongSubject { wants_member: false }),
        _ => Ok(()),
    }
}

/// The rule of the measure must not say no, unless the clerk says why the item is opened all the same.
fn entitled(
    office: Office<'_>,
    family: &Family,
    measure: &Measure,
    member: Option<MemberNo>,
    note: &str,
) -> Result<(), Refusal> {
    if let Some(number) = member {
        family.member(number).ok_or(Refusal::NoSuchMember(family.id, number))?;
    }
    if !note.trim().is_empty() {
        return Ok(());
    }
    why_not(office, family, measure, member).map_or(Ok(()), |because| {
        Err(Refusal::NotEntitled { measure: (measure.title.zh.clone(), measure.title.en.clone()), because })
    })
}

/// Why the rule of a measure says no, Chinese and English; none where it does not.
pub fn why_not(
    office: Office<'_>,
    family: &Family,
    measure: &Measure,
    member: Option<MemberNo>,
) -> Option<(String, String)> {
    if standing::judge(office.plan, measure, family, member, office.today()) != Truth::No {
        return None;
    }
    let verdict = standing::explain(office.plan, measure, family, member, office.today());
    let because = |lang: Lang| {
        let failing = verdict.reasons.iter().filter(|reason| reason.in_the_way && reason.result == Truth::No);
        let told = failing.take(REASONS_MAX).map(|reason| {
            let wanted = reason.wanted.in_lang(lang);
            lang.pick(
                format!("要求{wanted}，现为{}", reason.found(lang)),
                format!("it wants {wanted}, and finds {}", reason.found(lang)),
            )
        });
        told.collect::<Vec<_>>().join(lang.pick("；", "; "))
    };
    Some((because(Lang::Zh), because(Lang::En)))
}

/// What comes once is not opened a second time while it is open; what comes round has one item for each period.
fn not_open_twice(
    office: Office<'_>,
    register: &impl Register,
    family: FamilyId,
    measure: &Measure,
    member: Option<MemberNo>,
    turn: Option<Turn>,
) -> Result<(), Refusal> {
    if let Some(turn) = turn {
        return not_covered_twice(office, register, family, measure, turn, None);
    }
    match open_already(register, family, measure, member) {
        Some(open) => Err(Refusal::AlreadyOpen(open)),
        None => Ok(()),
    }
}

/// The open item of what comes once.
pub fn open_already(
    register: &impl Register,
    family: FamilyId,
    measure: &Measure,
    member: Option<MemberNo>,
) -> Option<ItemId> {
    let same = |item: &Item| item.measure == measure.no && item.member == member && item.status.is_open();
    let once = !matches!(measure.rhythm, Rhythm::PerEvent | Rhythm::Standing);
    merge::items(register, family).iter().find(|item| once && same(item)).map(|item| item.id)
}

/// Nobody else's item stands for the same turn; `item` is the one that is about to.
fn not_covered_twice(
    office: Office<'_>,
    register: &impl Register,
    family: FamilyId,
    measure: &Measure,
    turn: Turn,
    item: Option<ItemId>,
) -> Result<(), Refusal> {
    let mut items = merge::items(register, family);
    items.retain(|other| Some(other.id) != item);
    match rhythm::holder(&items, measure, turn, office.plan) {
        Some(holder) => Err(RhythmRefusal::Covered { item: holder.id, period: turn.period }.into()),
        None => Ok(()),
    }
}

/// What one of two merged households was given is not given for the same period under the other's number.
fn not_given_twice(office: Office<'_>, register: &impl Register, item: &Item) -> Result<(), Refusal> {
    let Some(given) = merge::paid_already(office, register, item) else { return Ok(()) };
    match rhythm::covered(&given, office.plan) {
        Some(period) => Err(RhythmRefusal::Covered { item: given.id, period }.into()),
        None => Err(Refusal::AlreadyOpen(given.id)),
    }
}

/// Taking back a refusal or a withdrawal makes an item stand again: nobody else's may have come in its place.
pub fn taken_back(office: Office<'_>, register: &impl Register, events: &[Event]) -> Result<(), Refusal> {
    // Of two items of merged households that were for the same, both stood before the question was settled, and both stand again.
    if events.iter().any(|event| matches!(event, Event::Review(ReviewEvent::Reopened { .. }))) {
        return Ok(());
    }
    for event in events {
        let Event::StepWithdrawn { item, .. } = event else { continue };
        let Some(now) = register.item(*item) else { continue };
        let mut then = now.clone();
        then.apply(now.version, office.now, "", event);
        let measure = office.plan.measure(now.measure).filter(|measure| measure.rhythm != Rhythm::Standing);
        if let (Some(measure), Some(turn)) = (measure, Turn::of(&merge::from_kept(register, &now), office.plan))
            && rhythm::stands(&then)
            && !rhythm::stands(&now)
        {
            not_covered_twice(office, register, now.id.family, measure, turn, Some(now.id))?;
        }
    }
    Ok(())
}

fn known_department(office: Office<'_>, department: DepartmentNo) -> Result<DepartmentNo, Refusal> {
    let known = office.plan.department(department);
    known.map(|known| known.no).ok_or_else(|| Refusal::NoSuchDepartment(department.to_string()))
}

fn other_department(office: Office<'_>, item: &Item, to: Option<DepartmentNo>) -> Result<DepartmentNo, Refusal> {
    let to = to.ok_or_else(|| Refusal::NoSuchDepartment(String::new()))?;
    if to == item.department { Err(Refusal::ReferToSame) } else { known_department(office, to) }
}

fn clause(text: &str) -> Result<String, Refusal> {
    let clause = text.trim();
    if clause.is_empty() { Err(Refusal::ClauseMissing) } else { Ok(clause.to_string()) }
}

fn ahead(office: Office<'_>, wanted: &Move) -> Result<Option<chrono::NaiveDate>, Refusal> {
    match wanted.until {
        Some(until) if until <= office.today() => Err(Refusal::NotAhead(until)),
        until => Ok(until),
    }
}

/// The clock stood still while the item was suspended: what was left then is left now.
fn due_after_pause(office: Office<'_>, item: &Item, within: Within) -> Option<Due> {
    let due = item.due?;
    let paused = item.suspension()?.at;
    if let (Within::Hours(_), Some(at)) = (within, due.at) {
        return Some(later(due.on.and_time(at), office.now.signed_duration_since(paused), paused));
    }
    if !matches!(within, Within::WorkingDays(_)) {
        // A day of the year or a festival does not wait.
        return Some(due);
    }
    let days = office.calendar.working_days_between(paused.date_naive(), office.today());
    let days = crate::policy::calendar::WorkingDays(u16::try_from(days).unwrap_or(0));
    Some(Due { on: office.calendar.working_day_after(due.on, days), at: due.at })
}

fn later(due: NaiveDateTime, pause: Duration, since: DateTime<FixedOffset>) -> Due {
    let pause = if pause < Duration::zero() { Duration::zero() } else { pause };
    let moved = due.checked_add_signed(pause).unwrap_or(due).and_local_timezone(since.timezone());
    let moved = moved.single().map_or(due, |moved| moved.naive_local());
    let at: Option<NaiveTime> = Some(moved.time());
    Due { on: moved.date(), at }
}
