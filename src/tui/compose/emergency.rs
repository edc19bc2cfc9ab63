//! An emergency in words: its page, its clock, the cells of a list.

use super::{due, happened};
use crate::domain::emergency::clock::minute;
use crate::domain::emergency::told;
use crate::policy::money::Fen;
use crate::service::answer::EmergencyRow;
use crate::service::emergency::{ClockRow, EmergencyPage};
use crate::text::Lang;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Span, Target};
use crate::tui::tone::Tone;

/// Cells of the labels.
fn label_width(lang: Lang) -> u16 {
    lang.pick(4, 8)
}

/// Minutes left of the nearer clock.
fn minutes(row: &EmergencyRow, session: &Session) -> Option<i64> {
    row.nearer.map(|(_, due)| minute(due) - minute(session.now))
}

/// How a row looks: red, soon, or as any other.
pub fn tone(row: &EmergencyRow, session: &Session) -> Tone {
    match minutes(row, session) {
        _ if row.alarm => Tone::Alarm,
        Some(left) if left < 0 => Tone::Alarm,
        Some(left) if left < 6 * 60 => Tone::Soon,
        _ => Tone::Plain,
    }
}

/// What the nearer clock is for, and how long it has left.
pub fn clock(row: &EmergencyRow, session: &Session) -> [Span; 2] {
    let what = row.nearer.map_or("", |(clock, _)| session.both(clock.title()));
    let left = minutes(row, session).map(|left| told::left(left, session.lang)).unwrap_or_default();
    [Span::new(what, Tone::Quiet), Span::new(left, tone(row, session))]
}

/// The title of its kind.
pub fn kind(row: &EmergencyRow, session: &Session) -> String {
    told::kind(&session.plan, row.kind, session.lang)
}

/// A line about an open emergency on another page.
pub fn line(row: &EmergencyRow, session: &Session) -> Line {
    let [what, left] = clock(row, session);
    Line::text(format!("{} ", kind(row, session)), tone(row, session))
        .column(5, row.emergency.to_string(), Tone::Quiet)
        .and(format!("{}  ", session.both(row.stage.title())), Tone::Plain)
        .and(format!("{} ", what.text), what.tone)
        .and(left.text, left.tone)
        .for_(Target::Emergency(row.emergency))
}

/// The lines of the page.
pub fn page(page: &EmergencyPage, session: &Session) -> Vec<Line> {
    let mut lines = head(page, session);
    lines.push(Line::blank());
    lines.push(Line::heading(format!("{} {}", session.say(Phrase::EmergencyItems), page.items.len())));
    for item in &page.items {
        let (row, lang) = (&item.row, session.lang);
        let left = due::left(row.due, row.status, session.today(), lang);
        let about = item.about.as_ref().map(|(zh, en)| lang.pick(zh, en));
        let title = about.cloned().unwrap_or_else(|| session.measure(row.measure));
        let status = format!("  {}", session.both(row.status.title()));
        let line = Line::text(format!("{} {title}", session.department(row.department)), Tone::Plain);
        let line = line.column(10, left.text, left.tone).and(status, Tone::Strong);
        let subject = if row.member.is_some() { format!("  {}", row.subject) } else { String::new() };
        lines.push(line.and(subject, Tone::Quiet).for_(Target::Item(row.item)));
    }
    if !page.not_opened.is_empty() {
        lines.push(Line::blank());
        lines.push(Line::heading(session.say(Phrase::NotOpened)));
    }
    for (measure, subject, because) in &page.not_opened {
        let because = session.lang.pick(&because.0, &because.1);
        lines.push(Line::text(format!("{} {subject}: {because}", session.measure(*measure)), Tone::Plain));
    }
    lines.push(Line::blank());
    lines.push(Line::heading(session.say(Phrase::Steps)));
    let steps = page.steps.iter().enumerate();
    lines.extend(steps.map(|(at, step)| happened::line(at, step, &[], session)));
    lines
}

fn head(page: &EmergencyPage, session: &Session) -> Vec<Line> {
    let (row, width) = (&page.row, label_width(session.lang));
    let labelled = |phrase, text: String, tone| Line::labelled(session.say(phrase), width, text, tone);
    let mut lines = vec![
        Line::text(format!("{}  {}", row.emergency, kind(row, session)), Tone::Strong),
        Line::text(row.line.clone(), Tone::Plain),
        labelled(Phrase::Subject, format!("{}  {}", row.subject, row.family), Tone::Plain)
            .for_(Target::Family(row.family)),
    ];
    let stage = labelled(Phrase::Status, session.both(row.stage.title()).to_string(), Tone::Strong);
    lines.push(stage.and(format!("  {} {}", session.department(row.department), row.assignee), Tone::Plain));
    lines.extend(page.clocks.iter().filter_map(|clock| clock_line(clock, session)));
    lines.push(labelled(Phrase::Severity, severity(page, session), if row.alarm { Tone::Alarm } else { Tone::Plain }));
    if page.granted != Fen::ZERO || page.asked != Fen::ZERO {
        let (granted, limit) = (page.granted.grouped(), page.limit.grouped());
        let line = labelled(Phrase::Relief, session.fill(Phrase::GrantedOf, &[&granted, &limit]), Tone::Plain);
        let asked = (page.asked != Fen::ZERO).then(|| session.fill(Phrase::AskedFor, &[&page.asked.grouped()]));
        lines.push(line.and(asked.map(|asked| format!("  {asked}")).unwrap_or_default(), Tone::Soon));
    }
    let lodged = format!("{}  {}", row.lodged_at.format("%m-%d %H:%M"), row.lodged_by);
    lines.push(labelled(Phrase::LodgedBy, lodged, Tone::Plain));
    lines.extend(page.happened_on.map(|on| labelled(Phrase::OnDay, on.to_string(), Tone::Plain)));
    if !page.quiet.is_empty() {
        let day = |(what, on): &((String, String), chrono::NaiveDate)| {
            format!("{} {}", on.format("%m-%d"), session.lang.pick(&what.0, &what.1))
        };
        let days: Vec<String> = page.quiet.iter().map(day).collect();
        lines.push(labelled(Phrase::QuietDays, days.join(session.lang.pick("、", ", ")), Tone::Soon));
    }
    if !row.outcome.is_empty() {
        lines.push(labelled(Phrase::OutcomeWord, row.outcome.clone(), Tone::Good));
    }
    lines
}

fn clock_line((clock, due, stopped): &ClockRow, session: &Session) -> Option<Line> {
    let due = (*due)?;
    let left = minute(due) - minute(session.now);
    let (text, tone) = match stopped {
        Some(at) => (session.fill(Phrase::StoppedAt, &[&at.format("%m-%d %H:%M").to_string()]), Tone::Good),
        None if left < 0 => (told::left(left, session.lang), Tone::Alarm),
        None => (told::left(left, session.lang), Tone::Strong),
    };
    let line = Line::labelled(session.both(clock.title()), label_width(session.lang), text, tone);
    Some(line.and(format!("  {}", due.format("%m-%d %H:%M")), Tone::Quiet))
}

/// The level with its reason, the clerk's own where one said otherwise.
fn severity(page: &EmergencyPage, session: &Session) -> String {
    let because = session.lang.pick(&page.because.0, &page.because.1);
    let level = page.row.severity.to_string();
    match &page.overruled {
        Some(reason) => session.fill(Phrase::OverruledSeverity, &[&level, reason, &page.ruled.to_string(), because]),
        None => session.fill(Phrase::SeverityBecause, &[&level, because]),
    }
}
