//! Two facts of a family that contradict each other: each with who recorded it, and what becomes of it when the other is right.

use super::names;
use crate::policy::showing;
use crate::service::answer::{ConflictPage, ConflictSide, TwicePage};
use crate::tui::form::conflict::Right;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Target};
use crate::tui::tone::Tone;

/// Cells of the words before what is said of a fact.
const LABEL: u16 = 10;

/// The page of a conflict.
pub fn page(page: &ConflictPage, session: &Session) -> Vec<Line> {
    let row = &page.family;
    let place = [session.township(row.township), session.village(row.village)].join(" ");
    let text = format!("{}  {}  {}", row.family, names::household(row, session.lang), place.trim());
    let mut lines = vec![
        Line { target: None, ..Line::text(text, Tone::Strong) },
        Line { target: None, ..Line::text(page.row.about(session.lang).to_string(), Tone::Soon) },
    ];
    for (nth, fact) in (1..).zip(&page.sides) {
        lines.push(Line::blank());
        lines.extend(side(nth, fact, session));
    }
    lines
}

fn side(nth: usize, fact: &ConflictSide, session: &Session) -> Vec<Line> {
    let label = |phrase, text: String, tone| Line::labelled(session.say(phrase), LABEL, text, tone);
    let since = fact.since.map(|since| format!("  {}", session.fill(Phrase::Since, &[&since.to_string()])));
    let value = format!("{}{}", shown(fact, session), since.unwrap_or_default());
    let mut lines = vec![
        Line::text(format!("{nth}  {}", title(fact, session)), Tone::Heading),
        label(Phrase::RecordedAs, value, Tone::Strong),
    ];
    lines.extend(fact.recorded.as_ref().map(|by| {
        let text = format!("{}  {}  #{}", by.at.format("%Y-%m-%d"), by.actor, by.seq);
        label(Phrase::RecordedBy, text, Tone::Quiet)
    }));
    lines.push(label(Phrase::IfWrong, instead(fact, session), Tone::Quiet));
    lines
}

/// Whose fact it is, and which.
fn title(fact: &ConflictSide, session: &Session) -> String {
    let whose = fact.role.map(|role| format!("{} {}  ", names::role(role, session.lang), fact.name));
    format!("{}{}", whose.unwrap_or_default(), session.both(fact.field.title()))
}

fn shown(fact: &ConflictSide, session: &Session) -> String {
    showing::show(fact.field, &fact.value, session.lang)
}

fn instead(fact: &ConflictSide, session: &Session) -> String {
    match &fact.instead {
        Some(value) => showing::show(fact.field, value, session.lang),
        None => session.say(Phrase::TakenAway).to_string(),
    }
}

/// What an answer will record, a line each.
pub fn told(page: &ConflictPage, right: Right, session: &Session) -> Vec<String> {
    let [first, second] = &page.sides;
    let gives_way = match right {
        Right::First => second,
        Right::Second => first,
        Right::Both | Right::Another => {
            let stands = |fact: &ConflictSide| format!("{}: {}", title(fact, session), shown(fact, session));
            return vec![stands(first), stands(second)];
        }
    };
    vec![format!("{}: {} > {}", title(gives_way, session), shown(gives_way, session), instead(gives_way, session))]
}

/// The page of two items for the same duty and period.
pub fn twice(page: &TwicePage, session: &Session) -> Vec<Line> {
    let about = page.row.about(session.lang).to_string();
    let mut lines = vec![Line { target: None, ..Line::text(about, Tone::Soon) }];
    for (nth, row) in (1..).zip(&page.items) {
        lines.push(Line::blank());
        let title = format!("{nth}  {}  {}", row.item, session.measure(row.measure));
        lines.push(Line::text(title, Tone::Heading).for_(Target::Item(row.item)));
        let status = session.both(row.status.title()).to_string();
        lines.push(Line::labelled(session.say(Phrase::Status), LABEL, status, Tone::Strong));
    }
    lines
}

/// What becomes of the two, in words.
pub fn twice_told(page: &TwicePage, right: Right, session: &Session) -> Vec<String> {
    let [first, second] = &page.items;
    let goes = match right {
        Right::First => second,
        Right::Second => first,
        Right::Both | Right::Another => return vec![session.say(Phrase::BothStay).to_string()],
    };
    vec![session.fill(Phrase::OtherIsTakenBack, &[&goes.item.to_string()])]
}
