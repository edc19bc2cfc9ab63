//! A verdict with its reasons: what each leaf of the rule wanted, what it found, and what is still missing.

use crate::domain::sweep::change::Change;
use crate::policy::verdict::{Truth, Verdict};
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Span};
use crate::tui::tone::Tone;

/// Cells of a verdict's word in both languages.
const WORD: u16 = 8;

/// The verdict in one word.
pub fn word(truth: Truth, session: &Session) -> Span {
    let tone = match truth {
        Truth::Yes => Tone::Good,
        Truth::No => Tone::Quiet,
        Truth::Unknown => Tone::Soon,
    };
    // The English title of "unknown" is a phrase; a column has room for a word.
    let text = match truth {
        Truth::Unknown => session.say(Phrase::Unknown),
        other => session.both(other.title()),
    };
    Span::new(text, tone)
}

/// From what to what a verdict turned.
pub fn from_to(change: Change, session: &Session) -> String {
    let word = |truth| word(truth, session).text;
    let before = change.before.map_or_else(|| session.say(Phrase::NewSince).to_string(), word);
    format!("{before} > {}", word(change.after))
}

/// The same with what turned it.
pub fn turned(change: Change, session: &Session) -> String {
    let because = session.both(change.cause.title());
    let turned = from_to(change, session);
    session.lang.pick(format!("{turned}（{because}）"), format!("{turned} ({because})"))
}

/// The reasons, leaf by leaf, and what is missing.
pub fn reasons(verdict: &Verdict, session: &Session) -> Vec<Line> {
    let mut lines = Vec::new();
    if !verdict.missing.is_empty() {
        lines.push(Line::heading(session.say(Phrase::StillMissing)));
        lines.extend(missing(verdict, session));
        lines.push(Line::blank());
    }
    if !verdict.reasons.is_empty() {
        lines.push(Line::heading(session.say(Phrase::Reasons)));
    }
    for reason in &verdict.reasons {
        let word = word(reason.result, session);
        let wanted = reason.wanted.in_lang(session.lang);
        lines.push(Line::text(wanted, Tone::Plain).column(WORD, word.text, word.tone));
        let found = reason.found(session.lang);
        if !found.is_empty() {
            lines.push(Line { target: None, ..Line::text(found, Tone::Quiet).column(WORD, "", Tone::Plain) });
        }
    }
    lines
}

/// What would have to be known, a line each.
pub fn missing(verdict: &Verdict, session: &Session) -> Vec<Line> {
    verdict.missing.iter().map(|missing| Line::text(missing.sentence(session.lang), Tone::Soon)).collect()
}
