//! A question: what was sent in beside what the register has, with what is taken and what is kept.

use super::names;
use crate::domain::question::QuestionKind;
use crate::domain::review::compare::{Line as Fact, Standing};
use crate::domain::review::{Spot, Who};
use crate::policy::field::Field;
use crate::policy::showing;
use crate::service::answer::{ReviewPage, ReviewRow};
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::reviews::spot_of;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Target};
use crate::tui::tone::Tone;

/// Cells of the word for what becomes of a fact.
const MARK: u16 = 4;
/// Cells left of the columns: the gutter of the page.
const GUTTER: u16 = 2;

/// What the clerk takes and keeps.
type Chosen<'a> = (&'a [Spot], &'a [Spot]);

/// The names of the people of a question, for the list.
pub fn names_of(row: &ReviewRow, session: &Session) -> String {
    row.names().join(session.lang.pick("、", ", "))
}

/// The page of a question.
pub fn page(page: &ReviewPage, chosen: Chosen<'_>, session: &Session) -> Vec<Line> {
    let mut lines = head(page, session);
    let (title, ours) = widths(session);
    let heads = Line { target: None, ..Line::text(session.say(Phrase::SentIn), Tone::Quiet) };
    let heads = heads.column(MARK, "", Tone::Quiet).column(title, "", Tone::Quiet);
    lines.push(heads.column(ours, session.say(Phrase::Registered), Tone::Quiet));
    let mut nth = 0;
    // Who is who was told by the heading of each person.
    let told = |fact: &&Fact| fact.field == Field::Role && fact.standing == Standing::Same;
    for fact in page.comparison.lines.iter().filter(|fact| !told(fact)) {
        if fact.nth != nth {
            nth = fact.nth;
            lines.push(person(page, nth, session));
        }
        lines.push(line(page, fact, chosen, session));
    }
    lines
}

fn head(page: &ReviewPage, session: &Session) -> Vec<Line> {
    let mut lines = Vec::new();
    match &page.against {
        Some(row) => {
            let at = page.like.iter().position(|like| like.family == row.family).map_or(0, |at| at + 1);
            let place = [session.township(row.township), session.village(row.village)].join(" ");
            let text = format!("{}  {}  {}", row.family, names::household(row, session.lang), place.trim());
            let line = Line { target: None, ..Line::text(text, Tone::Strong) };
            let several = page.like.len() > 1;
            lines.push(if several { line.and(format!("  {at}/{}", page.like.len()), Tone::Soon) } else { line });
        }
        None => lines.push(Line { target: None, ..Line::text(session.say(Phrase::NobodyAlike), Tone::Soon) }),
    }
    let because = match page.row.kind() {
        QuestionKind::Duplicate => Phrase::AlikeBecause,
        QuestionKind::Twice | QuestionKind::Conflict | QuestionKind::Gap => Phrase::ContradictsBecause,
    };
    let why = format!("{}  {}", page.row.source(), session.say(because));
    lines.push(Line { target: None, ..Line::text(why, Tone::Quiet) });
    lines.push(Line::blank());
    lines
}

/// The head of a person's facts: whom the row means, and whether the register has them.
fn person(page: &ReviewPage, nth: u8, session: &Session) -> Line {
    let person = page.comparison.person(nth);
    let role = person.map(|person| names::role(person.role, session.lang)).unwrap_or_default();
    let line = Line::text(role, Tone::Heading).for_(Target::Spot(Spot { who: Who::Nth(nth), field: None }));
    match person {
        Some(person) if person.member.is_none() => {
            line.and(format!("  {}", session.say(Phrase::NotRegistered)), Tone::Soon)
        }
        _ => line,
    }
}

fn line(page: &ReviewPage, fact: &Fact, (take, keep): Chosen<'_>, session: &Session) -> Line {
    let (title, ours) = widths(session);
    let shown = |value| showing::show(fact.field, value, session.lang);
    let taken = page.comparison.is_taken(fact, take, keep);
    let (word, tone) = match (fact.standing, taken) {
        (Standing::Same, _) => (Phrase::SameFact, Tone::Quiet),
        (_, true) => (Phrase::TakeFact, Tone::Good),
        (Standing::Differs, false) => (Phrase::KeepFact, Tone::Soon),
        (Standing::Fills, false) => (Phrase::LeaveFact, Tone::Quiet),
    };
    let (left, right) = match (fact.standing, taken) {
        (Standing::Same, _) => (Tone::Quiet, Tone::Quiet),
        (_, true) => (Tone::Quiet, Tone::Strong),
        (_, false) => (Tone::Strong, Tone::Quiet),
    };
    Line::text(shown(&fact.theirs), right)
        .column(MARK, session.say(word), tone)
        .column(
            title,
            session.both(fact.field.title()),
            if fact.standing == Standing::Same { Tone::Quiet } else { Tone::Plain },
        )
        .column(ours, fact.ours.as_ref().map(shown).unwrap_or_default(), left)
        .for_(Target::Spot(spot_of(fact)))
}

/// What will be recorded, a line each.
pub fn taken(page: &ReviewPage, (take, keep): Chosen<'_>, session: &Session) -> Vec<String> {
    let taken = page.comparison.lines.iter().filter(|line| page.comparison.is_taken(line, take, keep));
    let told = taken.map(|fact| {
        let shown = |value| showing::show(fact.field, value, session.lang);
        let person = page.comparison.person(fact.nth);
        let whose = person.map(|person| names::role(person.role, session.lang) + " ").unwrap_or_default();
        let title = session.both(fact.field.title());
        match &fact.ours {
            Some(ours) => format!("{whose}{title}: {} > {}", shown(ours), shown(&fact.theirs)),
            None => format!("{whose}{title}: {}", shown(&fact.theirs)),
        }
    });
    told.collect()
}

/// Cells of a fact's title and of what the register has.
fn widths(session: &Session) -> (u16, u16) {
    let title = session.lang.pick(12, 18);
    let room = session.panes(Place::Reviews).side.columns.saturating_sub(GUTTER + MARK + title + 4);
    (title, room / 2)
}
