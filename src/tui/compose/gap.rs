//! Facts that are lacking: whose, and which measures wait for each.

use super::names;
use crate::service::answer::GapPage;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::Line;
use crate::tui::tone::Tone;

/// The page of a gap.
pub fn page(page: &GapPage, session: &Session) -> Vec<Line> {
    let row = &page.family;
    let place = [session.township(row.township), session.village(row.village)].join(" ");
    let text = format!("{}  {}  {}", row.family, names::household(row, session.lang), place.trim());
    let mut lines = vec![
        Line { target: None, ..Line::text(text, Tone::Strong) },
        Line { target: None, ..Line::text(whose(page, session), Tone::Plain) },
        Line { target: None, ..Line::text(waits(page, session), Tone::Soon) },
    ];
    for lacked in &page.asked.lacks {
        lines.push(Line::blank());
        let title = session.both(lacked.field.title());
        let heading = session.fill(Phrase::FactWaitedFor, &[title, &lacked.measures.len().to_string()]);
        lines.push(Line::text(heading, Tone::Heading));
        lines.extend(lacked.measures.iter().map(|measure| Line::text(session.measure(*measure), Tone::Quiet)));
    }
    lines
}

/// Whose facts are lacking.
pub fn whose(page: &GapPage, session: &Session) -> String {
    match page.role {
        Some(role) => format!("{} {}", names::role(role, session.lang), page.asked.names.join(" ")),
        None => session.say(Phrase::Family).to_string(),
    }
}

fn waits(page: &GapPage, session: &Session) -> String {
    session.fill(Phrase::WaitsForFacts, &[&page.asked.waiting.to_string()])
}
