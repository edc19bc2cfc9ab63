//! Emergencies: the board, what must stay in sight, and the page of one with the items of all departments re-joined.

use super::{Desk, Unanswered, family, from, limit, rows};
use crate::domain::emergency::Emergency;
use crate::domain::emergency::clock::Clock;
use crate::domain::emergency::refusal::EmergencyRefusal;
use crate::domain::emergency::workflow;
use crate::domain::family::Family;
use crate::domain::figure::Cell;
use crate::domain::refusal::Refusal;
use crate::ids::EmergencyId;
use crate::policy::festival::{Festival, next_of};
use crate::policy::field::Field;
use crate::policy::money::Fen;
use crate::policy::plan::{EmergencyKind, Happens};
use crate::service::answer::{Happened, Rows, TimelineRow};
use crate::service::emergency::{
    EmergencyAnswer, EmergencyCounts, EmergencyItem, EmergencyPage, EmergencyQuery, EmergencyRow, PINNED_MAX, Strip,
};
use crate::service::permission::{self, Right};
use crate::service::query::{Cursor, PAGE_MAX, Page};
use crate::views::{self, EmergencyList};
use chrono::{Datelike, NaiveDate};

/// Open emergencies that a family's page shows, at most.
const ON_A_PAGE: usize = 20;

/// Answers a question about emergencies.
pub fn ask(desk: Desk<'_>, query: &EmergencyQuery) -> Result<EmergencyAnswer, Unanswered> {
    let views = desk.store.views()?;
    match query {
        EmergencyQuery::Board { page } => {
            let mut found = views.emergencies(EmergencyList::Open, &from(page), limit(page))?;
            own(desk, &mut found)?;
            list(desk, found).map(EmergencyAnswer::Rows)
        }
        EmergencyQuery::All { page } => {
            let mut found = views.emergencies(EmergencyList::All, &from(page), limit(page))?;
            found.rows.retain(|row| !row.emergency.withdrawn);
            own(desk, &mut found)?;
            list(desk, found).map(EmergencyAnswer::Rows)
        }
        EmergencyQuery::Strip => {
            let looked = if desk.bearer.is_limited() { PAGE_MAX } else { PINNED_MAX };
            let mut found = views.emergencies(EmergencyList::Unanswered, &views::From::Start, looked)?;
            own(desk, &mut found)?;
            let total = if desk.bearer.is_limited() { found.rows.len() as u64 } else { found.total.unwrap_or(0) };
            found.rows.truncate(PINNED_MAX);
            let outcomes = views.outcomes(desk.actor, PINNED_MAX)?;
            let outcomes = outcomes.iter().map(|one| row(desk, one, Vec::new())).collect::<Result<_, _>>()?;
            Ok(EmergencyAnswer::Strip(Strip { unanswered: list(desk, found)?.rows, total, outcomes }))
        }
        EmergencyQuery::Page { emergency } => page(desk, *emergency).map(|page| EmergencyAnswer::Page(Box::new(page))),
    }
}

/// The emergencies behind a figure.
pub fn behind(desk: Desk<'_>, cell: Cell, page: &Page) -> Result<EmergencyAnswer, Unanswered> {
    let mut found = desk.store.views()?.emergencies_behind(cell, &from(page), limit(page))?;
    own(desk, &mut found)?;
    list(desk, found).map(EmergencyAnswer::Rows)
}

/// The counts, of all or of what may be seen: then the open ones are looked at, as many as one page may hold.
pub fn counted(desk: Desk<'_>) -> Result<EmergencyCounts, Unanswered> {
    let views = desk.store.views()?;
    if !desk.bearer.is_limited() || desk.bearer.has_all(Right::SeeEmergencies) {
        let found = views.emergency_counts(desk.now);
        return Ok(EmergencyCounts { open: found.open, unanswered: found.unanswered, red: found.red });
    }
    let mut found = views.emergencies(EmergencyList::Open, &views::From::Start, PAGE_MAX)?;
    own(desk, &mut found)?;
    let count = |wanted: &dyn Fn(&Emergency) -> bool| {
        found.rows.iter().filter(|row| wanted(&row.emergency)).count().try_into().unwrap_or(u64::MAX)
    };
    let late = |one: &Emergency| one.nearer().is_some_and(|(_, due)| due < desk.now);
    Ok(EmergencyCounts {
        open: count(&|_| true),
        unanswered: count(&|one| one.stage == workflow::Stage::Lodged),
        red: count(&|one| one.is_alarm() || late(one)),
    })
}

/// Leaves out what whoever asks may not see.
fn own(desk: Desk<'_>, found: &mut views::Page<views::EmergencyRow>) -> Result<(), Unanswered> {
    if !desk.bearer.is_limited() {
        return Ok(());
    }
    let mut kept = Vec::new();
    for row in std::mem::take(&mut found.rows) {
        let family = family::family_of(desk, row.emergency.family())?;
        if is_own(desk, &row.emergency, family.as_ref())? {
            kept.push(row);
        }
    }
    found.rows = kept;
    found.total = None;
    Ok(())
}

fn is_own(desk: Desk<'_>, emergency: &Emergency, family: Option<&Family>) -> Result<bool, Unanswered> {
    let mut departments = vec![emergency.department];
    for item in emergency.items() {
        departments.extend(desk.store.views()?.item(item)?.map(|item| item.department));
    }
    Ok(desk.bearer.sees_emergency(desk.actor, emergency, &departments, family))
}

/// Whether a line of a family's timeline may be told: what was said of an emergency only to those who may see it.
pub fn may_be_told(desk: Desk<'_>, family: &Family, what: &Happened) -> bool {
    let (Happened::EmergencyLodged(id, ..) | Happened::EmergencyMoved(id, _)) = what else { return true };
    if !desk.bearer.is_limited() {
        return true;
    }
    let known = desk.store.views().ok().and_then(|views| views.emergency(*id).ok().flatten());
    known.is_some_and(|known| is_own(desk, &known, Some(family)).unwrap_or(false))
}

/// The open emergencies of a family, the newest first.
pub fn of_family(desk: Desk<'_>, family: &Family) -> Result<Vec<EmergencyRow>, Unanswered> {
    let views = desk.store.views()?;
    let mut found = views.emergencies(EmergencyList::Family(family.id), &views::From::End, ON_A_PAGE)?;
    for merged in &family.merged {
        let theirs = views.emergencies(EmergencyList::Family(merged.other), &views::From::End, ON_A_PAGE)?;
        found.rows.splice(0..0, theirs.rows);
    }
    own(desk, &mut found)?;
    let open = found.rows.into_iter().rev().filter(|row| row.emergency.is_open());
    Ok(open.map(|row| of(&row.emergency, Some(family), Vec::new())).collect())
}

fn list(desk: Desk<'_>, found: views::Page<views::EmergencyRow>) -> Result<Rows<EmergencyRow>, Unanswered> {
    let mut made = Vec::new();
    for one in &found.rows {
        made.push(row(desk, &one.emergency, one.cursor.0.clone())?);
    }
    let mut answer = rows::page(found, |_| ());
    Ok(Rows {
        rows: made,
        more_before: answer.more_before,
        more_after: answer.more_after,
        total: answer.total,
        reached: answer.reached.take(),
    })
}

fn row(desk: Desk<'_>, emergency: &Emergency, cursor: Vec<u8>) -> Result<EmergencyRow, Unanswered> {
    let family = family::family_of(desk, emergency.family())?;
    Ok(of(emergency, family.as_ref(), cursor))
}

fn of(emergency: &Emergency, family: Option<&Family>, cursor: Vec<u8>) -> EmergencyRow {
    EmergencyRow {
        cursor: Cursor(cursor),
        emergency: emergency.id,
        kind: emergency.kind(),
        family: emergency.family(),
        subject: family.map_or_else(String::new, |family| rows::subject(family, None)),
        member: emergency.member,
        township: family.and_then(|family| family.facts.number(Field::Township)).unwrap_or(0),
        severity: emergency.severity,
        stage: emergency.stage,
        department: emergency.department,
        assignee: emergency.assignee.clone(),
        line: emergency.lodged.line.clone(),
        nearer: emergency.nearer(),
        alarm: emergency.is_alarm(),
        lodged_at: emergency.lodged_at,
        lodged_by: emergency.lodged_by.clone(),
        outcome: emergency.outcome().map(|step| step.made.note.clone()).unwrap_or_default(),
        version: emergency.version,
    }
}

fn page(desk: Desk<'_>, id: EmergencyId) -> Result<EmergencyPage, Unanswered> {
    let views = desk.store.views()?;
    let missing = || Refusal::from(EmergencyRefusal::NoSuch(id));
    let emergency = views.emergency(id)?.filter(|one| !one.withdrawn).ok_or_else(missing)?;
    let family = family::family_of(desk, emergency.family())?;
    if !is_own(desk, &emergency, family.as_ref())? {
        return Err(missing().into());
    }
    let kind = desk.plan.emergency().and_then(|part| part.kind(emergency.kind()));
    let mut items = Vec::new();
    for item in emergency.items() {
        let Some(item) = views.item(item)? else { continue };
        let planned = kind.and_then(|kind| kind.items.iter().find(|planned| planned.measure == item.measure));
        let about = planned.map(|planned| (planned.about.zh.clone(), planned.about.en.clone()));
        items.push(EmergencyItem { row: rows::item(desk, &item, family.as_ref(), Vec::new()), about });
    }
    let name = |member| family.as_ref().map_or_else(String::new, |family| rows::subject(family, member));
    let not_opened = emergency.not_opened().iter();
    let planned = desk.plan.emergency().map_or(Fen::ZERO, |part| part.grant_limit(desk.today));
    let limit = desk.bearer.grant_limit().map_or(planned, |own| own.min(planned));
    let departments = [emergency.department];
    let township = family.as_ref().map_or(0, views::township_of);
    let lodged = emergency.lodged_by == desk.actor;
    let may = |act| {
        (lodged && matches!(act, workflow::Act::AddLine | workflow::Act::Acknowledge))
            || desk.bearer.holds(permission::right_for(act), &departments, township)
    };
    Ok(EmergencyPage {
        row: of(&emergency, family.as_ref(), Vec::new()),
        happened_on: emergency.happened_on,
        clocks: Clock::ALL.into_iter().map(|clock| (clock, emergency.due(clock), emergency.stopped(clock))).collect(),
        ruled: emergency.lodged.severity,
        because: emergency.lodged.because.clone(),
        overruled: emergency.override_reason().map(str::to_string),
        granted: emergency.granted,
        asked: emergency.asked,
        limit,
        acts: workflow::acts(emergency.stage, emergency.is_taken()).filter(|act| may(*act)).collect(),
        items,
        not_opened: not_opened.map(|one| (one.measure, name(one.member), one.because.clone())).collect(),
        quiet: family
            .as_ref()
            .zip(kind)
            .map(|(family, kind)| quiet(desk, family, kind, &emergency))
            .unwrap_or_default(),
        steps: steps(&emergency),
    })
}

/// What happened to an emergency, oldest first: its lodging and its steps.
fn steps(emergency: &Emergency) -> Vec<TimelineRow> {
    let lodging = TimelineRow {
        seq: emergency.lodged_in,
        at: emergency.lodged_at,
        actor: emergency.lodged_by.clone(),
        what: Happened::EmergencyLodged(emergency.id, emergency.kind(), emergency.lodged.line.clone()),
        withdrawn: false,
    };
    let steps = emergency.steps.iter().map(|step| TimelineRow {
        seq: step.seq,
        at: step.at,
        actor: step.actor.clone(),
        what: Happened::EmergencyMoved(emergency.id, step.made.clone()),
        withdrawn: step.withdrawn,
    });
    std::iter::once(lodging).chain(steps).collect()
}

/// After a death: the birthday, the day of the death and 清明, each as it comes next. Nobody visits then uncalled for.
fn quiet(
    desk: Desk<'_>,
    family: &Family,
    kind: &EmergencyKind,
    emergency: &Emergency,
) -> Vec<((String, String), NaiveDate)> {
    if !matches!(kind.happens, Happens::ChildDied | Happens::MemberDied) {
        return Vec::new();
    }
    let both = |zh: &str, en: &str| (zh.to_string(), en.to_string());
    let person = emergency.member.and_then(|member| family.member(member));
    let day = |field| person.and_then(|person| person.facts.date(field)).and_then(|day| next_yearly(day, desk.today));
    let born = day(Field::BornOn).map(|on| (both("生日", "birthday"), on));
    let died = day(Field::DiedOn).map(|on| (both("忌日", "day of the death"), on));
    let qingming = next_of(&[Festival::Qingming], desk.today).map(|(_, on)| (both("清明", "Qingming"), on));
    let mut quiet: Vec<_> = [born, died, qingming].into_iter().flatten().collect();
    quiet.sort_by_key(|(_, on)| *on);
    quiet
}

/// A day of every year as it comes next, today included; 29 February comes on the 28th where there is none.
fn next_yearly(day: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let in_year = |year| day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28));
    in_year(today.year()).filter(|on| *on >= today).or_else(|| in_year(today.year() + 1))
}
