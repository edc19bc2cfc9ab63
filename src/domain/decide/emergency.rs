//! Lodging an emergency and everything that is done with it.

mod fan_out;
#[cfg(test)]
mod tests;

use super::{Office, Register, known_family, unchanged_since};
use crate::domain::emergency::Emergency;
use crate::domain::emergency::command::{EmergencyCommand, Report};
use crate::domain::emergency::event::{EmergencyEvent, EmergencyMove, Linked, Lodged};
use crate::domain::emergency::refusal::{Alike, EmergencyRefusal, LINE_CHARACTERS_MAX};
use crate::domain::emergency::workflow::{self, Act};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::standing;
use crate::ids::{DepartmentNo, MeasureNo, Seq};
use crate::policy::calendar::due_by_hours;
use crate::policy::money::Fen;
use crate::policy::plan::{EmergencyDesk, EmergencyKind};
use crate::text::clean;
use fan_out::FanOut;

/// The events of a command about an emergency.
pub fn decide(office: Office<'_>, register: &impl Register, command: &EmergencyCommand) -> Result<Vec<Event>, Refusal> {
    let desk = office.plan.emergency().ok_or(EmergencyRefusal::NoDesk)?;
    match command {
        EmergencyCommand::Report(report) => lodge(office, register, desk, report),
        EmergencyCommand::Act { emergency, seen, step, measure } => {
            let known = register.emergency(*emergency).filter(|known| !known.withdrawn);
            let known = known.ok_or(EmergencyRefusal::NoSuch(*emergency))?;
            unchanged_since(known.id, *seen, known.version)?;
            Acting { office, register, desk, known: &known }.act(step, *measure)
        }
    }
}

fn lodge(
    office: Office<'_>,
    register: &impl Register,
    desk: &EmergencyDesk,
    report: &Report,
) -> Result<Vec<Event>, Refusal> {
    let family = known_family(register, report.family)?;
    let kind = desk.kind(report.kind).ok_or_else(|| EmergencyRefusal::NoSuchKind(report.kind.to_string()))?;
    let line = line(&report.line)?;
    if line.is_empty() {
        return Err(EmergencyRefusal::LineMissing.into());
    }
    if let Some(member) = report.member {
        family.member(member).ok_or(Refusal::NoSuchMember(family.id, member))?;
    }
    let alike = alike(office, register, desk, report);
    if !report.even_so && !alike.is_empty() {
        return Err(EmergencyRefusal::Alike(report.family, alike).into());
    }
    let emergency = register.next_emergency();
    let fan = FanOut { office, register, family: &family, kind, emergency, line: &line };
    let member = fan.concerned(report.member);
    let (mut events, after) = fan.facts(member, report.on)?;
    // Facts first: severity and fan-out are judged as things stand now.
    let (severity, because) = standing::severity(office.plan, kind.no, &after, member, office.today());
    let (opened, linked) = fan.items(&after, member, &[]);
    events.insert(
        0,
        Event::Emergency(EmergencyEvent::Lodged(Lodged {
            emergency,
            family: family.id,
            member,
            kind: kind.no,
            line: line.clone(),
            happened_on: report.on,
            severity,
            because: (because.zh, because.en),
            department: desk.department,
            answer_by: due_by_hours(office.now, desk.answer_within(office.today())),
            relief_by: due_by_hours(office.now, desk.relief_within(office.today())),
        })),
    );
    events.extend(opened);
    events.push(Event::Emergency(EmergencyEvent::Linked(linked)));
    Ok(events)
}

/// Open emergencies of the same family that may be the same one.
fn alike(office: Office<'_>, register: &impl Register, desk: &EmergencyDesk, report: &Report) -> Vec<Alike> {
    let since = chrono::Duration::days(desk.alike_within(office.today()));
    let near = |other: &Emergency| office.now.signed_duration_since(other.lodged_at) <= since;
    let others = register.emergencies(report.family).into_iter().filter(|other| other.is_open() && near(other));
    others
        .map(|other| {
            let title = desk.kind(other.kind()).map(|kind| kind.title.clone()).unwrap_or_default();
            Alike {
                emergency: other.id,
                kind: (title.zh, title.en),
                by: other.lodged_by,
                at: other.lodged_at,
                line: other.lodged.line,
            }
        })
        .collect()
}

/// Something is to be done with an emergency.
struct Acting<'a, R> {
    office: Office<'a>,
    register: &'a R,
    desk: &'a EmergencyDesk,
    known: &'a Emergency,
}

impl<R: Register> Acting<'_, R> {
    fn act(&self, wanted: &EmergencyMove, measure: Option<MeasureNo>) -> Result<Vec<Event>, Refusal> {
        let (known, act) = (self.known, wanted.act);
        let legal = workflow::act(known.stage, act, known.is_taken()).is_some();
        if !legal {
            let legal = workflow::acts(known.stage, known.is_taken()).collect();
            let illegal = EmergencyRefusal::Illegal { emergency: known.id, stage: known.stage, act, legal };
            return Err(illegal.into());
        }
        let mut step = EmergencyMove { note: line(&wanted.note)?, ..EmergencyMove::new(act) };
        if act.wants_note() && step.note.is_empty() {
            return Err(EmergencyRefusal::NoteMissing(act).into());
        }
        let mut beside = Vec::new();
        match act {
            Act::Verify => beside = self.verify(&mut step, wanted)?,
            Act::Grant => self.grant(&mut step, wanted.amount)?,
            Act::Approve => self.relieved(&mut step, known.asked)?,
            Act::HandOver => step.department = self.hand_over(wanted.department)?,
            Act::CallIn => {
                let department = self.department(wanted.department)?;
                step.department = Some(department);
                beside = self.call_in(department, measure, &step.note)?;
            }
            Act::Grade => step.level = Some(self.level(wanted.level)?),
            Act::Close => self.all_done()?,
            Act::Ask => self.ask(&mut step, wanted.amount)?,
            Act::Take | Act::Refuse | Act::AddLine | Act::Acknowledge => {}
        }
        let moved = EmergencyEvent::Moved { emergency: known.id, family: known.family(), step };
        let mut events = vec![Event::Emergency(moved)];
        events.extend(beside);
        Ok(events)
    }

    /// What was found out is recorded, and what could not be opened for want of it is judged again.
    fn verify(&self, step: &mut EmergencyMove, wanted: &EmergencyMove) -> Result<Vec<Event>, Refusal> {
        let (office, register, known) = (self.office, self.register, self.known);
        let kind = self.kind()?;
        let family = known_family(register, known.family())?;
        if let Some(member) = wanted.member {
            family.member(member).ok_or(Refusal::NoSuchMember(family.id, member))?;
        }
        (step.member, step.on) = (wanted.member, wanted.on);
        let line = &known.lodged.line;
        let fan = FanOut { office, register, family: &family, kind, emergency: known.id, line };
        let member = fan.concerned(wanted.member.or(known.member));
        let (mut events, after) = fan.facts(member, wanted.on.or(known.happened_on))?;
        let has: Vec<_> = known.items().filter_map(|item| register.item(item)).collect();
        let (opened, linked) = fan.items(&after, member, &has);
        events.extend(opened);
        events.push(Event::Emergency(EmergencyEvent::Linked(linked)));
        Ok(events)
    }

    /// Within the limit relief is in hand; above it approval is asked for.
    fn grant(&self, step: &mut EmergencyMove, amount: Fen) -> Result<(), Refusal> {
        if amount < Fen::ZERO || (amount == Fen::ZERO && step.note.is_empty()) {
            return Err(EmergencyRefusal::NothingGranted(amount).into());
        }
        let sum = self.known.granted.checked_add(amount).ok_or(EmergencyRefusal::TooMuch)?;
        if sum > self.desk.grant_limit(self.office.today()) {
            (step.act, step.amount) = (Act::Ask, amount);
            return Ok(());
        }
        self.relieved(step, amount)
    }

    /// Asking follows from a grant above a limit: the plan's, or that of the clerk's account.
    fn ask(&self, step: &mut EmergencyMove, amount: Fen) -> Result<(), Refusal> {
        if amount <= Fen::ZERO {
            return Err(EmergencyRefusal::NothingGranted(amount).into());
        }
        self.known.granted.checked_add(amount).ok_or(EmergencyRefusal::TooMuch)?;
        step.amount = amount;
        Ok(())
    }

    fn relieved(&self, step: &mut EmergencyMove, amount: Fen) -> Result<(), Refusal> {
        self.known.granted.checked_add(amount).ok_or(EmergencyRefusal::TooMuch)?;
        let today = self.office.today();
        step.amount = amount;
        step.paper_by = Some(self.office.calendar.working_day_after(today, self.desk.paper_within(today)));
        Ok(())
    }

    fn hand_over(&self, to: Option<DepartmentNo>) -> Result<Option<DepartmentNo>, Refusal> {
        let to = self.department(to)?;
        if to == self.known.department && !self.known.is_taken() {
            return Err(EmergencyRefusal::SameDepartment.into());
        }
        Ok(Some(to))
    }

    fn department(&self, department: Option<DepartmentNo>) -> Result<DepartmentNo, Refusal> {
        let wanted = department.ok_or_else(|| Refusal::NoSuchDepartment(String::new()))?;
        let found = self.office.plan.department(wanted).map(|known| known.no);
        found.ok_or_else(|| Refusal::NoSuchDepartment(wanted.to_string()))
    }

    /// An item in the other department's own queue, joined to the emergency.
    fn call_in(&self, department: DepartmentNo, measure: Option<MeasureNo>, why: &str) -> Result<Vec<Event>, Refusal> {
        let known = self.known;
        let named = || self.office.plan.department(department).map_or(String::new(), |one| one.name.zh.clone());
        let measure = measure.or_else(|| self.desk.called_in(department));
        let measure = measure.ok_or_else(|| EmergencyRefusal::NothingToCall(named()))?;
        let family = known_family(self.register, known.family())?;
        let (office, register, kind) = (self.office, self.register, self.kind()?);
        let fan = FanOut { office, register, family: &family, kind, emergency: known.id, line: why };
        let (opened, item) = fan.called(department, measure, known.member)?;
        let linked = Linked {
            emergency: known.id,
            family: known.family(),
            items: vec![item],
            judged: false,
            not_opened: Vec::new(),
        };
        Ok(opened.into_iter().chain([Event::Emergency(EmergencyEvent::Linked(linked))]).collect())
    }

    fn level(&self, level: Option<u8>) -> Result<u8, Refusal> {
        let level = level.unwrap_or(0);
        match level {
            1..=EmergencyDesk::LEAST if level == self.known.severity => Err(EmergencyRefusal::SameLevel(level).into()),
            1..=EmergencyDesk::LEAST => Ok(level),
            _ => Err(EmergencyRefusal::NoSuchLevel(level).into()),
        }
    }

    /// Every item that belongs to it has come to its end.
    fn all_done(&self) -> Result<(), Refusal> {
        let items = self.known.items().filter_map(|item| self.register.item(item));
        let open = items.filter(|item| item.status.is_open()).map(|item| {
            let title = self.office.plan.measure(item.measure).map(|measure| measure.title.clone()).unwrap_or_default();
            (item.id, (title.zh, title.en))
        });
        let open: Vec<_> = open.collect();
        if open.is_empty() { Ok(()) } else { Err(EmergencyRefusal::ItemsOpen(self.known.id, open).into()) }
    }

    fn kind(&self) -> Result<&EmergencyKind, Refusal> {
        let no = self.known.kind();
        self.desk.kind(no).ok_or_else(|| EmergencyRefusal::NoSuchKind(no.to_string()).into())
    }
}

/// One line in the form that is kept.
fn line(text: &str) -> Result<String, Refusal> {
    let line = clean::free_text(text);
    let characters = line.chars().count();
    if characters > LINE_CHARACTERS_MAX { Err(EmergencyRefusal::TooLong(characters).into()) } else { Ok(line) }
}

/// The event that takes back what an entry did to an emergency; none for what goes with another event of the entry.
///
/// # Errors
/// When something was done with it since.
pub fn reverse(seq: Seq, event: &EmergencyEvent, register: &impl Register) -> Result<Option<Event>, Refusal> {
    let id = event.emergency();
    let now = register.emergency(id).ok_or(EmergencyRefusal::NoSuch(id))?;
    let last = now.counted().next_back().map(|step| step.seq);
    let untouched = match event {
        EmergencyEvent::Lodged(_) => last.is_none(),
        EmergencyEvent::Moved { .. } => last == Some(seq),
        _ => true,
    };
    if !untouched {
        return Err(Refusal::ChangedSince { seq, later: last.unwrap_or(now.version) });
    }
    let (emergency, family) = (id, now.family());
    match event {
        EmergencyEvent::Lodged(_) => Ok(Some(Event::Emergency(EmergencyEvent::Withdrawn { emergency, family }))),
        EmergencyEvent::Moved { .. } => {
            Ok(Some(Event::Emergency(EmergencyEvent::StepWithdrawn { emergency, family, of: seq })))
        }
        EmergencyEvent::Linked(_) => Ok(None),
        EmergencyEvent::StepWithdrawn { .. } | EmergencyEvent::Withdrawn { .. } => Err(Refusal::NotUndoable(seq)),
    }
}
