//! The page of a family: who they are, whether they are in the plan and why, what they are entitled to, what is open, what happened.

use super::{due, emergency, happened, names, verdict};
use crate::domain::workflow::Status;
use crate::ids::MemberNo;
use crate::policy::age;
use crate::policy::field::Field;
use crate::policy::showing;
use crate::policy::value::Dated;
use crate::policy::verdict::Truth;
use crate::service::answer::{EntitlementRow, FamilyPage, MemberRow, QueueRow};
use crate::text::width::columns;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Target};
use crate::tui::tone::Tone;

/// Cells of a person's role and of a name of four characters.
const ROLE: u16 = 6;
const NAME: u16 = 8;
/// Cells of `逾期 12 天`.
const LEFT: u16 = 10;

/// The lines of the page.
pub fn page(page: &FamilyPage, session: &Session) -> Vec<Line> {
    let mut lines = head(page, session);
    lines.extend(super::contact::line(&page.row.account, session));
    let mut add = |heading: Line, body: Vec<Line>| {
        if !body.is_empty() {
            lines.extend([Line::blank(), heading]);
            lines.extend(body);
        }
    };
    let heading = |phrase: Phrase, count: usize| Line::heading(format!("{} {count}", session.say(phrase)));
    let members = &page.row.members;
    add(heading(Phrase::Members, members.len()), members.iter().map(|member| person(member, session)).collect());
    let urgent = page.emergencies.iter().map(|row| emergency::line(row, session)).collect();
    add(heading(Phrase::OpenEmergencies, page.emergencies.len()), urgent);
    let (open, past): (Vec<&QueueRow>, Vec<&QueueRow>) = page.items.iter().partition(|row| row.status.is_open());
    add(heading(Phrase::OpenItems, open.len()), open.iter().map(|row| item(row, session)).collect());
    let entitlements = page.entitlements.iter().enumerate();
    let body = entitlements.map(|(at, row)| entitlement(at, row, members, session)).collect();
    // What is not known yet is no entitlement: it is counted apart.
    let unknown = page.entitlements.iter().filter(|row| row.verdict.truth == Truth::Unknown).count();
    let entitled = heading(Phrase::Entitlements, page.entitlements.len() - unknown);
    let entitled = match unknown {
        0 => entitled,
        _ => entitled.and(format!("  {}", session.fill(Phrase::StillUnknown, &[&unknown.to_string()])), Tone::Soon),
    };
    add(entitled, body);
    for (heading, body) in super::register::sections(&page.registers, members, session) {
        add(heading, body);
    }
    let paid = page.payments.iter().map(|row| super::payment::short(&row.line, session)).collect();
    add(heading(Phrase::Payments, page.payments.len()), paid);
    add(heading(Phrase::PastItems, past.len()), past.iter().map(|row| item(row, session)).collect());
    let events = page.timeline.iter().enumerate();
    let body = events.map(|(at, row)| happened::line(at, row, members, session)).collect();
    add(heading(Phrase::Timeline, page.timeline.len()), body);
    lines
}

pub(super) fn head(page: &FamilyPage, session: &Session) -> Vec<Line> {
    let row = &page.row;
    let name = Line::text(names::household(row, session.lang), Tone::Strong)
        .and(format!("  {}", row.family), Tone::Quiet)
        .for_(Target::Family(row.family));
    let place = [session.township(row.township), session.village(row.village), row.case_number.clone()];
    let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let (word, tone) = standing(row.in_plan, session);
    let kind = session.both(names::kind(row.kind));
    vec![
        name,
        Line { target: None, ..Line::text(place.join("  "), Tone::Plain) },
        Line::text(kind, Tone::Plain).and("  ", Tone::Plain).and(word, tone).for_(Target::Standing),
    ]
}

/// Whether a family is in the plan.
pub fn standing(truth: Truth, session: &Session) -> (&'static str, Tone) {
    match truth {
        Truth::Yes => (session.say(Phrase::IsInPlan), Tone::Good),
        Truth::No => (session.say(Phrase::IsNotInPlan), Tone::Plain),
        Truth::Unknown => (session.say(Phrase::MayBeInPlan), Tone::Soon),
    }
}

pub(super) fn person(member: &MemberRow, session: &Session) -> Line {
    let years = member.born.and_then(|born| age::completed_years(born, session.today()));
    let (text, tone) = match (member.alive, years, member.born) {
        (Some(false), _, _) => (session.say(Phrase::HasDied).to_string(), Tone::Quiet),
        (_, Some(years), _) => (session.fill(Phrase::YearsOld, &[&years.0.to_string()]), Tone::Plain),
        (_, None, Some(born)) => (born.to_string(), Tone::Plain),
        (_, None, None) => (String::new(), Tone::Plain),
    };
    // A name that does not fit its column is written out, and goes on below where it must.
    let line = if columns(&member.name) <= NAME.into() {
        Line::text(text, tone).column(ROLE, names::role(member.role, session.lang), Tone::Quiet).column(
            NAME,
            member.name.clone(),
            Tone::Plain,
        )
    } else {
        Line::text(member.name.clone(), Tone::Plain)
            .column(ROLE, names::role(member.role, session.lang), Tone::Quiet)
            .and(format!("  {text}"), tone)
    };
    line.for_(Target::Member(member.member))
}

/// An item: how long is left, what it is, and where it stands if somebody has taken it.
pub(super) fn item(row: &QueueRow, session: &Session) -> Line {
    let left = due::left(row.due, row.status, session.today(), session.lang);
    let title = super::item::titled(session.measure(row.measure), row.urgency, session);
    let line = Line::text(title.text, title.tone).column(LEFT, left.text, left.tone).for_(Target::Item(row.item));
    match row.status {
        Status::Pending => line,
        status => line.and(format!("  {}", session.both(status.title())), Tone::Quiet),
    }
}

fn entitlement(at: usize, row: &EntitlementRow, members: &[MemberRow], session: &Session) -> Line {
    let word = verdict::word(row.verdict.truth, session);
    let (text, tone) = match row.item {
        Some(_) => (session.say(Phrase::HasItem).to_string(), Tone::Quiet),
        None => (word.text, word.tone),
    };
    let width = session.lang.pick(6, 8);
    let mut line = Line::text(session.measure(row.measure), Tone::Plain).column(width, text, tone);
    if let Some(member) = members.iter().find(|member| Some(member.member) == row.member) {
        line = line.and(format!(" {}", names::role(member.role, session.lang)), Tone::Quiet);
    }
    line.for_(Target::Entitlement(at))
}

/// The facts of the household or of one person, with the day from which each holds.
pub fn facts(page: &FamilyPage, member: Option<MemberNo>, session: &Session) -> Vec<Line> {
    let facts: &[(Field, Dated)] = match member {
        None => &page.facts,
        Some(no) => page.member_facts.iter().find(|(other, _)| *other == no).map_or(&[], |(_, facts)| facts),
    };
    let mut lines = vec![Line::heading(names::person(&page.row.members, member, session.lang))];
    for (field, dated) in facts {
        let shown = showing::show(*field, &dated.value, session.lang);
        let line = Line::labelled(session.both(field.title()), 18, shown, Tone::Plain);
        lines.push(match dated.since {
            Some(since) => line.and(format!("  {}", session.fill(Phrase::Since, &[&since.to_string()])), Tone::Quiet),
            None => line,
        });
    }
    lines
}

/// Why the family is or is not in the plan.
pub fn standing_reasons(page: &FamilyPage, session: &Session) -> Vec<Line> {
    let (word, tone) = standing(page.row.in_plan, session);
    let mut lines = vec![Line::text(word, tone), Line::blank()];
    lines.extend(verdict::reasons(&page.standing, session));
    lines
}

/// One entitlement: what it gives, on which clause, and why or why not.
pub fn entitlement_reasons(row: &EntitlementRow, session: &Session) -> Vec<Line> {
    let mut lines = Vec::new();
    match session.plan.measure(row.measure) {
        Some(measure) => {
            lines.push(Line::text(measure.title.in_lang(session.lang), Tone::Strong));
            let strength = session.both(measure.strength().title());
            let department = session.department(measure.department());
            let clause = Line::text(measure.clause.clone(), Tone::Quiet);
            lines.push(clause.and(format!("  {strength}"), Tone::Quiet).and(format!("  {department}"), Tone::Quiet));
            lines.push(Line::text(measure.given.in_lang(session.lang), Tone::Plain));
        }
        None => lines.push(Line::text(session.measure(row.measure), Tone::Strong)),
    }
    lines.push(Line::blank());
    let word = verdict::word(row.verdict.truth, session);
    lines.push(Line::text(row.subject.clone(), Tone::Plain).and(format!("  {}", word.text), word.tone));
    if let Some(item) = row.item {
        let text = format!("{}  {item}", session.say(Phrase::HasItem));
        lines.push(Line::text(text, Tone::Plain).for_(Target::Item(item)));
    }
    lines.push(Line::blank());
    lines.extend(verdict::reasons(&row.verdict, session));
    lines
}
