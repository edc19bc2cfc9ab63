//! The family beside a list, on a card: who they are, what is open for them, what they are due and nobody has opened yet. The whole page is
//! one key away.
//!
//! The card follows the cursor on lines that carry some hundred bytes a second, so it says each thing once and in a place of its own:
//! what is due is one line for each measure, in the order of the plan, so that the lines of two families of the same kind are the same.

use super::{emergency, family};
use crate::ids::MeasureNo;
use crate::policy::verdict::Truth;
use crate::service::answer::{EntitlementRow, FamilyPage, QueueRow};
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Target};
use crate::tui::tone::Tone;

/// The most measures named; the heading counts them all.
const MEASURES_MAX: usize = 6;

/// The lines of the card.
pub fn card(page: &FamilyPage, session: &Session) -> Vec<Line> {
    let mut lines = family::head(page, session);
    let heading = |phrase: Phrase, count: usize| Line::heading(format!("{} {count}", session.say(phrase)));
    let members = &page.row.members;
    lines.push(Line::blank());
    lines.extend(members.iter().map(|member| family::person(member, session)));
    if !page.emergencies.is_empty() {
        lines.extend([Line::blank(), heading(Phrase::OpenEmergencies, page.emergencies.len())]);
        lines.extend(page.emergencies.iter().map(|row| emergency::line(row, session)));
    }
    lines.extend([Line::blank()]);
    lines.extend(due(page, session));
    let open: Vec<&QueueRow> = page.items.iter().filter(|row| row.status.is_open()).collect();
    lines.extend([Line::blank(), heading(Phrase::OpenItems, open.len())]);
    lines.extend(open.iter().map(|row| family::item(row, session)));
    lines
}

/// What is due and not opened yet, a line for each measure; what is not known yet is counted.
fn due(page: &FamilyPage, session: &Session) -> Vec<Line> {
    let wanting = |row: &EntitlementRow| row.verdict.truth == Truth::Yes && row.item.is_none();
    let mut measures: Vec<(MeasureNo, usize)> = Vec::new();
    for (at, row) in page.entitlements.iter().enumerate().filter(|(_, row)| wanting(row)) {
        if !measures.iter().any(|(measure, _)| *measure == row.measure) {
            measures.push((row.measure, at));
        }
    }
    measures.sort_unstable_by_key(|(measure, _)| *measure);
    let unknown = page.entitlements.iter().filter(|row| row.verdict.truth == Truth::Unknown).count();
    let heading = Line::heading(format!("{} {}", session.say(Phrase::ToOpen), measures.len()));
    let heading = match unknown {
        0 => heading,
        _ => heading.and(format!("  {}", session.fill(Phrase::StillUnknown, &[&unknown.to_string()])), Tone::Soon),
    };
    let lines = measures
        .into_iter()
        .take(MEASURES_MAX)
        .map(|(measure, at)| Line::text(session.measure(measure), Tone::Plain).for_(Target::Entitlement(at)));
    std::iter::once(heading).chain(lines).collect()
}
