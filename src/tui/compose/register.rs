//! Rows of small registers as lines: in the list of a family, and one with its versions.

use super::names;
use crate::domain::register::Owner;
use crate::policy::plan::RecordKind;
use crate::service::answer::MemberRow;
use crate::service::answer::register::{RegisterLine, RegisterPage};
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Target};
use crate::tui::tone::Tone;

/// Cells of the labels of a row.
const LABEL: u16 = 18;

/// The registers of a family as parts of its page: a heading for each that has rows, and its rows.
pub fn sections(lines: &[RegisterLine], members: &[MemberRow], session: &Session) -> Vec<(Line, Vec<Line>)> {
    let mut sections: Vec<(Line, Vec<Line>)> = Vec::new();
    for rows in lines.chunk_by(|one, next| one.register == next.register) {
        let Some(first) = rows.first() else { continue };
        let heading = Line::heading(format!("{} {}", session.register(first.register), rows.len()));
        sections.push((heading, rows.iter().map(|row| short(row, members, session)).collect()));
    }
    sections
}

/// A row on one line: its day, whose it is, what tells it from others.
fn short(row: &RegisterLine, members: &[MemberRow], session: &Session) -> Line {
    let whose = match row.owner {
        Owner::Member(_, member) => names::person(members, Some(member), session.lang),
        Owner::Item(item) => item.to_string(),
        _ => session.say(Phrase::Household).to_string(),
    };
    Line::text(said(row, session), Tone::Plain)
        .column(10, row.on.to_string(), Tone::Quiet)
        .column(8, whose, Tone::Plain)
        .for_(Target::Row(row.row))
}

/// What tells a row from others: its heading, and then what else it says, without its day.
pub fn said(row: &RegisterLine, session: &Session) -> String {
    let register = session.plan.register(row.register);
    let heading = register.map(|register| register.heading.as_str()).unwrap_or_default();
    let day = register.and_then(|register| register.day.as_deref());
    let first = row.values.iter().filter(|(key, _)| key == heading);
    let rest = row.values.iter().filter(|(key, _)| key != heading && Some(key.as_str()) != day);
    let rest = rest.filter(|(key, _)| !matches!(kind(key, session), Some(RecordKind::Date)));
    first.chain(rest).map(|(key, text)| shown(key, text, session)).collect::<Vec<_>>().join("  ")
}

fn kind<'s>(key: &str, session: &'s Session) -> Option<&'s RecordKind> {
    session.plan.record(key).map(|field| &field.kind)
}

/// What is written in one field, as a person reads it.
fn shown(key: &str, text: &str, session: &Session) -> String {
    match kind(key, session) {
        Some(RecordKind::YesNo) => session.say(if text == "yes" { Phrase::Yes } else { Phrase::No }).to_string(),
        Some(RecordKind::Choice(options)) => {
            let option = options.iter().find(|option| option.key == text);
            option.map_or(text, |option| option.title.in_lang(session.lang)).to_string()
        }
        _ => text.to_string(),
    }
}

/// A row in full.
pub fn full(row: &RegisterLine, session: &Session) -> Vec<Line> {
    let mut lines = vec![
        Line::text(session.register(row.register), Tone::Strong).and(format!("  {}", row.row), Tone::Quiet),
        Line::blank(),
    ];
    for (key, text) in &row.values {
        let title = session.plan.record(key).map_or(key.as_str(), |field| field.title.in_lang(session.lang));
        lines.push(Line::labelled(title, LABEL, shown(key, text, session), Tone::Plain));
    }
    lines.push(Line::blank());
    lines.push(Line::labelled(session.say(Phrase::Who), LABEL, row.actor.clone(), Tone::Plain));
    lines
}

/// A row with its versions, the newest first.
pub fn page(page: &RegisterPage, session: &Session) -> Vec<Line> {
    let mut lines = full(&page.line, session);
    lines.push(Line::blank());
    lines.push(Line::heading(session.say(Phrase::Versions)));
    for version in page.versions.iter().rev() {
        let text = match &version.values {
            Some(values) => {
                let said = values.iter().map(|(key, text)| shown(key, text, session));
                said.collect::<Vec<_>>().join("  ")
            }
            None => session.fill(Phrase::RowTakenOut, &[&version.reason]),
        };
        let tone = if version.taken_back { Tone::Struck } else { Tone::Plain };
        let text = if version.taken_back { session.fill(Phrase::TakenBack, &[&text]) } else { text };
        let line = Line::text(text, tone).column(10, version.at.format("%Y-%m-%d").to_string(), Tone::Quiet);
        lines.push(line.and(format!("  {}", version.actor), Tone::Quiet));
    }
    lines
}

/// Whose a row is, in a list of many families.
pub fn whose(row: &RegisterLine, session: &Session) -> String {
    match row.owner {
        Owner::District => session.say(Phrase::District).to_string(),
        Owner::Department(no) => session.department(no),
        _ => row.subject.clone(),
    }
}
