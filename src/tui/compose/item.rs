//! The page of an item: what it is, where it stands and until when, what was recorded, and its steps.

use super::{due, happened, names};
use crate::domain::item::Urgency;
use crate::policy::plan::RecordKind;
use crate::service::answer::{Happened, ItemPage};
use crate::text::Lang;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Span, Target};
use crate::tui::tone::Tone;

/// Cells of the labels.
fn label_width(lang: Lang) -> u16 {
    lang.pick(4, 10)
}

/// The lines of the page.
pub fn page(page: &ItemPage, session: &Session) -> Vec<Line> {
    let mut lines = head(page, session);
    if !page.record.is_empty() {
        lines.push(Line::blank());
        lines.push(Line::heading(session.say(Phrase::Record)));
        lines.extend(page.record.iter().map(|(key, value)| recorded(key, value, session)));
    }
    lines.push(Line::blank());
    lines.push(Line::heading(session.say(Phrase::Steps)));
    let steps = page.steps.iter().enumerate();
    lines.extend(steps.map(|(at, step)| happened::step(at, step, session)));
    lines
}

fn head(page: &ItemPage, session: &Session) -> Vec<Line> {
    let (row, lang) = (&page.row, session.lang);
    let width = label_width(lang);
    let label = |phrase| session.say(phrase);
    let measure = session.plan.measure(row.measure);
    let title = measure.map_or_else(|| session.measure(row.measure), |measure| measure.title.in_lang(lang).to_string());
    let mut lines = vec![Line::text(title, Tone::Strong)];
    if let Some(measure) = measure {
        let strength = session.both(measure.strength().title());
        let clause = Line::labelled(label(Phrase::Clause), width, measure.clause.clone(), Tone::Plain);
        lines.push(clause.and(format!("  {strength}"), Tone::Plain));
        lines.push(Line::labelled(label(Phrase::Gives), width, measure.given.in_lang(lang), Tone::Plain));
    }
    lines.push(Line::blank());
    let subject = Line::labelled(label(Phrase::Subject), width, names::subject(row, lang), Tone::Plain);
    let subject = subject.and(format!("  {}", row.item.family), Tone::Quiet);
    lines.push(subject.for_(Target::Family(row.item.family)));
    if let Some(period) = row.period {
        lines.push(Line::labelled(label(Phrase::Period), width, period.text(lang), Tone::Plain));
    }
    lines.push(Line::labelled(label(Phrase::Department), width, session.department(row.department), Tone::Plain));
    let status = Line::labelled(label(Phrase::Status), width, session.both(row.status.title()), Tone::Strong);
    lines.push(status.and(format!("  {}", row.assignee), Tone::Plain));
    if row.urgency != Urgency::Normal {
        lines.push(Line::labelled(
            label(Phrase::Urgency),
            width,
            session.both(row.urgency.title()),
            urgency(row.urgency),
        ));
    }
    lines.push(deadline(page, session));
    if let Some((zh, en)) = &page.due_sentence {
        lines.push(Line::labelled("", width, lang.pick(zh.as_str(), en.as_str()), Tone::Quiet));
    }
    // Who opened it and when is the first of its steps; said here too only where that one is not among them.
    if !page.steps.iter().any(|step| matches!(step.what, Happened::ItemOpened(..))) {
        let opened = format!("{}  {}", row.opened, page.opened_by);
        lines.push(Line::labelled(label(Phrase::Opened), width, opened, Tone::Plain));
    }
    if !page.note.is_empty() {
        lines.push(Line::labelled(label(Phrase::Note), width, page.note.clone(), Tone::Plain));
    }
    lines
}

fn deadline(page: &ItemPage, session: &Session) -> Line {
    let left = due::left(page.row.due, page.row.status, session.today(), session.lang);
    let line = Line::labelled(session.say(Phrase::Due), label_width(session.lang), left.text, left.tone);
    match page.row.due {
        // The sentence below names the day.
        Some(due) if page.row.status.is_live() && page.due_sentence.is_none() => {
            line.and(format!("  {}", due::full(due, session.lang)), Tone::Plain)
        }
        _ => line,
    }
}

/// How an urgency looks.
pub fn urgency(urgency: Urgency) -> Tone {
    match urgency {
        Urgency::Emergency => Tone::Alarm,
        Urgency::High => Tone::Soon,
        Urgency::Normal => Tone::Plain,
    }
}

/// The measure of an item, with its urgency before it where it is more than ordinary.
pub fn titled(measure: String, how: Urgency, session: &Session) -> Span {
    match how {
        Urgency::Normal => Span::new(measure, Tone::Plain),
        urgent => Span::new(format!("{} {measure}", session.both(urgent.title())), urgency(urgent)),
    }
}

fn recorded(key: &str, value: &str, session: &Session) -> Line {
    let field = session.plan.record(key);
    let title = field.map_or(key, |field| field.title.in_lang(session.lang));
    let shown = match field.map(|field| &field.kind) {
        Some(RecordKind::YesNo) => session.say(if value == "yes" { Phrase::Yes } else { Phrase::No }),
        Some(RecordKind::Choice(choices)) => {
            let choice = choices.iter().find(|choice| choice.key == value);
            choice.map_or(value, |choice| choice.title.in_lang(session.lang))
        }
        _ => value,
    };
    Line::labelled(title, 18, shown, Tone::Plain)
}
