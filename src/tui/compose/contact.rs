//! The account of contact with a family: what is owed of calls and visits this year, in a column and as a line of its page.

use crate::domain::rhythm::{Account, Debt};
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Span};
use crate::tui::tone::Tone;

/// What is missing, short enough for a column: `联3访1`; a stroke where nothing is.
pub fn short(account: &Account, session: &Session) -> Span {
    let part = |phrase, debt: &Debt| match debt.missing() {
        0 => String::new(),
        missing => session.fill(phrase, &[&missing.to_string()]),
    };
    let parts = [part(Phrase::ContactsOwed, &account.contact), part(Phrase::VisitsOwed, &account.visit)];
    let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(session.lang.pick("", " "));
    if text.is_empty() { Span::new("-", Tone::Quiet) } else { Span::new(text, Tone::Alarm) }
}

/// Contact and visits of this year in one line of the family's page: made and owed, and what is missing. Nothing for a family to which
/// neither is owed.
pub fn line(account: &Account, session: &Session) -> Option<Line> {
    let both = [(Phrase::ContactWord, &account.contact), (Phrase::VisitWord, &account.visit)];
    let last = both.iter().filter_map(|(_, debt)| debt.last).max();
    let mut owed = both.into_iter().filter(|(_, debt)| debt.owed > 0 || debt.now.is_some()).peekable();
    owed.peek()?;
    let mut line = Line { target: None, ..Line::text("", Tone::Plain) };
    for (word, debt) in owed {
        let part = format!("{} {}/{}", session.say(word), debt.done, debt.owed);
        line = line.and(part, Tone::Plain);
        if debt.missing() > 0 {
            line = line.and(format!(" {}", session.fill(Phrase::Missing, &[&debt.missing().to_string()])), Tone::Alarm);
        }
        line = line.and("  ", Tone::Plain);
    }
    Some(match last {
        Some(last) => line.and(session.fill(Phrase::LastOn, &[&last.format("%m-%d").to_string()]), Tone::Quiet),
        None => line,
    })
}
