//! From a command about a batch to events or a refusal.

use super::account::known_periods;
use super::command::{BatchCommand, Correction, Said};
use super::event::{BatchEvent, Listed, Outcome, Ruling};
use super::judge::{Judge, listing};
use super::line::{Ended, Line, LineId, State, Why};
use super::refusal::BatchRefusal;
use super::rule::{Terms, is_payable, why_not_payable};
use super::workflow::Act;
use super::{BATCHES_MAX, Batch, LINES_MAX, Stage, paid};
use crate::domain::command::Edit;
use crate::domain::decide::{Office, Register, edit_facts, known_family};
use crate::domain::event::Event;
use crate::domain::merge;
use crate::domain::refusal::Refusal;
use crate::domain::rhythm;
use crate::ids::{BatchId, DepartmentNo, FamilyId, MeasureNo, MemberNo};
use crate::policy::field::Field;
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::policy::plan::Measure;
use crate::policy::reading::Reader;
use crate::text::clean;
use chrono::NaiveDate;

/// The most families that one command may name: their lines fit an entry many times over.
pub const FAMILIES_MAX: usize = 64;

/// Lines that a refusal names.
const NAMED_MAX: usize = 3;

/// The events of a command.
///
/// # Errors
/// When it may not be done as asked.
pub fn decide(office: Office<'_>, register: &impl Register, command: &BatchCommand) -> Result<Vec<Event>, Refusal> {
    match command {
        BatchCommand::Draw { measure, period, department, note } => {
            draw(office, register, (*measure, *period, *department), note)
        }
        BatchCommand::Again { batch } => again(register, *batch),
        BatchCommand::List { batch, families, whole } => list(office, register, *batch, families, *whole),
        BatchCommand::Add { batch, family, member, period } => {
            add(office, register, *batch, (*family, *member), *period)
        }
        BatchCommand::Rule { line, hold, reason } => rule(register, *line, *hold, reason),
        BatchCommand::Freeze { batch } => freeze(office, register, *batch),
        BatchCommand::Send { batch } => send(office, register, *batch),
        BatchCommand::Return { line, outcome, bounced } => returned(office, register, *line, outcome, *bounced),
        BatchCommand::Correct(correction) => correct(office, register, correction),
        BatchCommand::Recover { line, amount, reason } => recover(register, *line, *amount, reason),
        BatchCommand::Close { batch } => {
            let batch = for_act(register, *batch, Act::Close)?;
            if batch.totals.waiting.lines > 0 {
                return Err(BatchRefusal::StillWaiting { batch: batch.id, lines: batch.totals.waiting.lines }.into());
            }
            one(BatchEvent::Closed { batch: batch.id })
        }
        BatchCommand::Discard { batch, reason } => {
            let batch = for_act(register, *batch, Act::Discard)?;
            one(BatchEvent::Discarded { batch: batch.id, reason: said(reason)? })
        }
    }
}

fn one(event: BatchEvent) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::Batch(event)])
}

fn said(reason: &str) -> Result<String, Refusal> {
    let reason = clean::free_text(reason).trim().to_string();
    if reason.is_empty() { Err(BatchRefusal::ReasonMissing.into()) } else { Ok(reason) }
}

fn known(register: &impl Register, id: BatchId) -> Result<Batch, Refusal> {
    register.batch(id).ok_or_else(|| BatchRefusal::NoSuchBatch(id).into())
}

fn for_act(register: &impl Register, id: BatchId, act: Act) -> Result<Batch, Refusal> {
    let batch = known(register, id)?;
    if act.suits(&batch) {
        return Ok(batch);
    }
    Err(BatchRefusal::WrongStage { batch: id, stage: batch.stage, wanted: act.stages().to_vec() }.into())
}

fn known_line(register: &impl Register, id: LineId) -> Result<(Batch, Line), Refusal> {
    let batch = known(register, id.batch)?;
    let line = register.batch_line(id).ok_or(BatchRefusal::NoSuchLine(id))?;
    Ok((batch, line))
}

fn measure<'p>(office: Office<'p>, no: MeasureNo) -> Result<&'p Measure, Refusal> {
    let measure = office.plan.measure(no).ok_or_else(|| Refusal::NoSuchMeasure(no.to_string()))?;
    if is_payable(measure) { Ok(measure) } else { Err(why_not_payable(measure).into()) }
}

fn draw(
    office: Office<'_>,
    register: &impl Register,
    (no, period, department): (MeasureNo, Period, Option<DepartmentNo>),
    note: &str,
) -> Result<Vec<Event>, Refusal> {
    let measure = measure(office, no)?;
    rhythm::period_wanted(measure, Some(period), office.today())?;
    Terms::of(office, register)?;
    let department = department.unwrap_or_else(|| measure.department());
    office.plan.department(department).ok_or_else(|| Refusal::NoSuchDepartment(department.to_string()))?;
    let same =
        |batch: &&Batch| (batch.measure, batch.period, batch.again, batch.stage) == (no, period, None, Stage::Draft);
    if let Some(draft) = register.batches(BATCHES_MAX).iter().find(same) {
        return Err(BatchRefusal::DraftThere(draft.id).into());
    }
    let note = clean::free_text(note).trim().to_string();
    let batch = register.next_batch();
    one(BatchEvent::Drawn { batch, measure: no, period, department, again: None, note })
}

fn again(register: &impl Register, id: BatchId) -> Result<Vec<Event>, Refusal> {
    let old = for_act(register, id, Act::Again)?;
    if let Some(draft) =
        register.batches(BATCHES_MAX).iter().find(|batch| batch.again == Some(id) && batch.stage == Stage::Draft)
    {
        return Err(BatchRefusal::DraftThere(draft.id).into());
    }
    if old.totals.corrected.lines == 0 {
        return Err(BatchRefusal::NothingCorrected { batch: id, failed: old.totals.failed.lines }.into());
    }
    let batch = register.next_batch();
    let (measure, period, department) = (old.measure, old.period, old.department);
    one(BatchEvent::Drawn { batch, measure, period, department, again: Some(id), note: String::new() })
}

fn list(
    office: Office<'_>,
    register: &impl Register,
    id: BatchId,
    families: &[FamilyId],
    whole: bool,
) -> Result<Vec<Event>, Refusal> {
    let batch = for_act(register, id, Act::Check)?;
    if families.len() > FAMILIES_MAX {
        return Err(BatchRefusal::TooManyFamilies(families.len()).into());
    }
    let (measure, terms) = (measure(office, batch.measure)?, Terms::of(office, register)?);
    let judge = Judge { office, register, measure, terms: &terms };
    let mut next = batch.last_line.saturating_add(1);
    let mut lines: Vec<Listed> = Vec::new();
    for family in families {
        let Some(family) = register.family(*family).filter(|family| !family.id.is_district()) else { continue };
        let household = judge.household(family);
        for listed in listing(&judge, &batch, &household, next) {
            let old = household.lines.iter().find(|line| line.batch == id && line.listed.no == listed.no);
            next = next.max(listed.no.saturating_add(1));
            if old.is_none_or(|old| old.listed != listed) {
                lines.push(listed);
            }
        }
    }
    if usize::try_from(next).map_or(true, |next| next > LINES_MAX + 1) {
        return Err(BatchRefusal::TooManyLines(id).into());
    }
    let listed = (!lines.is_empty()).then_some(BatchEvent::Listed { batch: id, measure: batch.measure, lines });
    let checked = whole.then_some(BatchEvent::Checked { batch: id });
    let events: Vec<Event> = listed.into_iter().chain(checked).map(Event::Batch).collect();
    if events.is_empty() { Err(Refusal::NothingToChange) } else { Ok(events) }
}

fn add(
    office: Office<'_>,
    register: &impl Register,
    id: BatchId,
    (family, member): (FamilyId, MemberNo),
    period: Period,
) -> Result<Vec<Event>, Refusal> {
    let batch = for_act(register, id, Act::Add)?;
    let (measure, terms) = (measure(office, batch.measure)?, Terms::of(office, register)?);
    rhythm::period_wanted(measure, Some(period), office.today())?;
    let known = known_family(register, family)?;
    known.member(member).ok_or(Refusal::NoSuchMember(family, member))?;
    if !known_periods(register, batch.measure).contains(&period) {
        return Err(BatchRefusal::NotSettled(period).into());
    }
    let judge = Judge { office, register, measure, terms: &terms };
    let household = judge.household(known);
    let mine = household.lines.iter().filter(|line| line.is_for(member, period));
    let standing: Vec<&Line> = mine.filter(|line| matches!(line.state(), State::In | State::Paid)).collect();
    if let Some(waiting) = standing.iter().find(|line| line.state() == State::In) {
        return Err(BatchRefusal::OnItsWay(waiting.id()).into());
    }
    if standing.is_empty() && period == batch.period {
        return Err(BatchRefusal::OwnPeriod(period).into());
    }
    // What was paid has extra 0; what comes beside it is numbered on, whatever became of each.
    let numbered = household.lines.iter().filter(|line| line.is_for(member, period)).map(|line| line.listed.extra);
    let extra = if standing.is_empty() { 0 } else { numbered.max().unwrap_or(0).saturating_add(1) };
    let no = batch.last_line.saturating_add(1);
    if usize::try_from(no).map_or(true, |no| no > LINES_MAX) {
        return Err(BatchRefusal::TooManyLines(id).into());
    }
    let listed = judge.line(&batch, &household, (member, period, extra), no);
    match listed {
        None => Err(BatchRefusal::NothingOwed { family, member, period, why: None }.into()),
        Some(Listed { out: Some(why), .. }) if !why.is_doubt() => {
            Err(BatchRefusal::NothingOwed { family, member, period, why: Some(why) }.into())
        }
        Some(listed) => one(BatchEvent::Listed { batch: id, measure: batch.measure, lines: vec![listed] }),
    }
}

fn rule(register: &impl Register, id: LineId, hold: bool, reason: &str) -> Result<Vec<Event>, Refusal> {
    let reason = said(reason)?;
    for_act(register, id.batch, if hold { Act::Hold } else { Act::Include })?;
    let (_, line) = known_line(register, id)?;
    let held = line.ruling.as_ref().is_some_and(|ruling| ruling.hold);
    match &line.listed.out {
        _ if hold && line.state() == State::In => {}
        _ if !hold && held => {}
        Some(why) if !hold && !why.is_doubt() => return Err(BatchRefusal::NotToBePutIn(id, why.clone()).into()),
        Some(_) if !hold => {}
        _ => return Err(Refusal::NothingToChange),
    }
    one(BatchEvent::Ruled { batch: id.batch, no: id.no, ruling: Ruling { hold, reason } })
}

/// The lines to be paid of which the register says something else now, each with what it says.
fn moved(office: Office<'_>, register: &impl Register, batch: &Batch) -> Result<Vec<(Line, Option<Listed>)>, Refusal> {
    let (measure, terms) = (measure(office, batch.measure)?, Terms::of(office, register)?);
    let judge = Judge { office, register, measure, terms: &terms };
    let mut moved = Vec::new();
    for line in register.batch_lines(batch.id).into_iter().filter(|line| line.state() == State::In) {
        let now = judge.now(batch, &line);
        if now.as_ref() != Some(&line.listed) {
            moved.push((line, now));
        }
    }
    Ok(moved)
}

fn freeze(office: Office<'_>, register: &impl Register, id: BatchId) -> Result<Vec<Event>, Refusal> {
    let batch = for_act(register, id, Act::Freeze)?;
    if batch.checked.is_none() {
        return Err(BatchRefusal::NotChecked(id).into());
    }
    let moved = moved(office, register, &batch)?;
    if !moved.is_empty() {
        let named = moved.iter().take(NAMED_MAX).map(|(line, _)| line.id()).collect();
        return Err(BatchRefusal::Moved { batch: id, lines: moved.len(), named }.into());
    }
    let waiting = batch.totals.waiting;
    if waiting.lines == 0 {
        return Err(BatchRefusal::Empty(id).into());
    }
    one(BatchEvent::Frozen { batch: id, lines: waiting.lines, amount: waiting.amount })
}

/// A batch goes out only while nothing has ended the claim of anybody in it, or taken months away.
fn send(office: Office<'_>, register: &impl Register, id: BatchId) -> Result<Vec<Event>, Refusal> {
    let batch = for_act(register, id, Act::Send)?;
    let stopped = |(line, now): &(Line, Option<Listed>)| match now {
        None => true,
        Some(now) => {
            matches!(now.out, Some(Why::Ended(_) | Why::Paid(_) | Why::Delivered(_)))
                || now.ended.is_some_and(|ended: Ended| Some(ended) != line.listed.ended)
        }
    };
    let mut moved = moved(office, register, &batch)?;
    moved.retain(stopped);
    if !moved.is_empty() {
        let named = moved.iter().take(NAMED_MAX).map(|(line, _)| line.id()).collect();
        return Err(BatchRefusal::Stopped { batch: id, lines: moved.len(), named }.into());
    }
    if batch.totals.waiting.lines == 0 {
        return Err(BatchRefusal::Empty(id).into());
    }
    one(BatchEvent::Sent { batch: id })
}

fn returned(
    office: Office<'_>,
    register: &impl Register,
    id: LineId,
    outcome: &Said,
    bounced: bool,
) -> Result<Vec<Event>, Refusal> {
    let batch = for_act(register, id.batch, Act::Return)?;
    let (_, line) = known_line(register, id)?;
    if line.outcome.as_ref().is_some_and(|known| outcome.is(known)) {
        return Err(BatchRefusal::Same(id).into());
    }
    let (state, batch_id, no) = (line.state(), id.batch, id.no);
    match (outcome, state) {
        (_, State::Out) => Err(BatchRefusal::NotSent(id).into()),
        (Said::Failed(reason), State::In | State::Failed) => {
            one(BatchEvent::Returned { batch: batch_id, no, outcome: Outcome::Failed { reason: said(reason)? } })
        }
        (Said::Failed(_), State::Corrected) => Err(BatchRefusal::PutRight(id).into()),
        (Said::Failed(_), State::Paid) if !bounced => Err(BatchRefusal::PaidAlready(id).into()),
        (Said::Failed(reason), State::Paid) => {
            let failed = Outcome::Failed { reason: said(reason)? };
            let mut events = vec![Event::Batch(BatchEvent::Returned { batch: batch_id, no, outcome: failed })];
            events.extend(taken_back(register, &line)?);
            Ok(events)
        }
        (Said::Paid(_), State::Paid) => Err(BatchRefusal::Same(id).into()),
        (Said::Paid(on), State::In | State::Failed | State::Corrected) => {
            not_ahead(office, *on)?;
            if state != State::In {
                not_paid_meanwhile(register, &line)?;
            }
            let measure = measure(office, batch.measure)?;
            let (item, events) = paid::deliver(office, register, (measure, &batch, &line), *on)?;
            let outcome = Outcome::Paid { on: *on, item };
            let returned = Event::Batch(BatchEvent::Returned { batch: batch_id, no, outcome });
            Ok(std::iter::once(returned).chain(events).collect())
        }
    }
}

fn not_ahead(office: Office<'_>, on: NaiveDate) -> Result<(), Refusal> {
    if on > office.today() { Err(BatchRefusal::NotYet(on).into()) } else { Ok(()) }
}

/// A line that had failed is paid after all only while no other one stands for the same months.
fn not_paid_meanwhile(register: &impl Register, line: &Line) -> Result<(), Refusal> {
    let line = merge::line_from_kept(register, line);
    let listed = &line.listed;
    let same = |other: &Line| {
        other.id() != line.id()
            && other.measure == line.measure
            && other.is_for(listed.member, listed.period)
            && other.listed.extra == listed.extra
            && matches!(other.state(), State::In | State::Paid)
            && register.batch(other.batch).is_none_or(|batch| batch.stage != Stage::Discarded)
    };
    let lines = register.family(listed.family).map(|family| merge::all_payments(register, &family)).unwrap_or_default();
    match lines.iter().find(|other| same(other)) {
        Some(other) => Err(BatchRefusal::OnItsWay(other.id()).into()),
        None => Ok(()),
    }
}

/// The delivery that a line had brought about no longer counts.
fn taken_back(register: &impl Register, line: &Line) -> Result<Vec<Event>, Refusal> {
    let Some(id) = line.item() else { return Ok(Vec::new()) };
    let item = register.item(id).ok_or(Refusal::NoSuchItem(id))?;
    let Some(delivery) = item.delivery() else { return Ok(Vec::new()) };
    let later = item.counted().filter(|step| step.seq > delivery.seq).map(|step| step.seq);
    let mut seqs: Vec<_> = later.chain([delivery.seq]).collect();
    seqs.dedup();
    Ok(seqs.into_iter().map(|of| Event::StepWithdrawn { item: id, of }).collect())
}

fn correct(office: Office<'_>, register: &impl Register, correction: &Correction) -> Result<Vec<Event>, Refusal> {
    let Correction { line: id, account, bank, reason } = correction;
    let (_, line) = known_line(register, *id)?;
    if !matches!(line.state(), State::Failed | State::Corrected) {
        return Err(BatchRefusal::NotFailed(*id).into());
    }
    let reason = said(reason)?;
    let family = known_family(register, merge::line_from_kept(register, &line).listed.family)?;
    let reader = Reader::new(office.today());
    let mut edits = Vec::new();
    for (field, text) in [(Field::Account, account), (Field::Bank, bank)] {
        let Some(text) = text else { continue };
        let read = reader.read(field, text).map_err(|problem| Refusal::BadValue {
            field,
            value: crate::policy::showing::mask(field, text),
            problem: (problem.zh, problem.en),
        })?;
        // It takes the place of the value that holds, whatever day that was recorded from.
        let since = family.facts.iter().filter(|(other, _)| *other == field).last().and_then(|(_, dated)| dated.since);
        edits.extend(read.map(|value| Edit { member: None, field, since, value: Some(value) }));
    }
    let mut events = match edit_facts(office, register, &family, &edits) {
        Err(Refusal::NothingToChange) => Vec::new(),
        other => other?,
    };
    events.push(Event::Batch(BatchEvent::Corrected { batch: id.batch, no: id.no, reason }));
    Ok(events)
}

fn recover(register: &impl Register, id: LineId, amount: Fen, reason: &str) -> Result<Vec<Event>, Refusal> {
    let (_, line) = known_line(register, id)?;
    let most = line.amount().checked_sub(line.recovered()).unwrap_or(Fen::ZERO);
    if line.state() != State::Paid || amount <= Fen::ZERO || amount > most {
        return Err(BatchRefusal::NotRecoverable { line: id, amount, most }.into());
    }
    one(BatchEvent::Recovery { batch: id.batch, no: id.no, amount, reason: said(reason)? })
}
