//! A form: labels in one column, what is in the fields in another, what is wrong under the field it is wrong in.

use super::presence;
use crate::policy::plan::RecordKind;
use crate::policy::value::Kind;
use crate::tui::form::Form;
use crate::tui::form::entry::{Entry, Pick, Reading, Shape};
use crate::tui::layout::Area;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::{Pen, columns};
use crate::tui::widget::sheet::{GUTTER, label_width, mark_more};
use crate::tui::widget::typed;

/// The widest label column.
const LABEL_MAX: u16 = 24;
/// The most lines above the fields.
const ABOUT_MAX: usize = 12;
/// Of many choices, how many are shown at once.
const SUGGESTIONS: usize = 6;

/// What stands in one row below the head of the form.
enum Row<'a> {
    Field(usize, &'a Entry),
    Problem(&'a str),
    Suggestion(&'a str, bool),
    Choice(usize, &'a str, bool),
}

/// Draws the form.
pub fn draw(pen: &mut Pen, area: Area, form: &Form, model: &Model) {
    let session = &model.session;
    let head = head(pen, area, form, session);
    if form.kind.subject().is_some() {
        area.row(0).into_iter().for_each(|row| {
            presence::mark(pen, row, model);
        });
    }
    let space = area.below(head);
    let rows = rows(form, session);
    let label = form.entries.iter().map(|entry| entry.title.in_lang(session.lang));
    let label = label_width(label, LABEL_MAX);
    let height = usize::from(space.rows);
    let at = rows.iter().position(|row| matches!(row, Row::Field(at, _) if *at == form.at)).unwrap_or(0);
    let top = at.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
    for (place, row) in (0..space.rows).zip(rows.iter().skip(top)) {
        let Some(row_area) = space.row(place) else { break };
        let value = row_area.after(GUTTER + label + 2);
        let value = value.first(value.columns.saturating_sub(1));
        match row {
            Row::Field(at, entry) => field(pen, row_area, value, entry, *at == form.at, session),
            Row::Problem(problem) => {
                pen.write(value, problem, Tone::Alarm);
            }
            Row::Choice(number, title, chosen) => {
                let tone = if *chosen { Tone::Strong } else { Tone::Plain };
                let mark = if *chosen { "> " } else { "  " };
                let number = Span::new(format!("{number} "), Tone::Key);
                pen.write_all(value, &[Span::new(mark, Tone::Key), number, Span::new(*title, tone)]);
            }
            Row::Suggestion(title, chosen) => {
                let tone = if *chosen { Tone::Strong } else { Tone::Quiet };
                let mark = if *chosen { "> " } else { "  " };
                pen.write_all(value, &[Span::new(mark, Tone::Key), Span::new(*title, tone)]);
            }
        }
    }
    mark_more(pen, space, top > 0, top + height < rows.len());
}

/// The title, whom it is about, and a sentence where there is something to say. Says how many rows they take.
fn head(pen: &mut Pen, area: Area, form: &Form, session: &Session) -> u16 {
    area.row(0).into_iter().for_each(|row| {
        pen.write(row.after(GUTTER), &form.title, Tone::Strong);
    });
    let mut y = 1;
    for line in form.about.iter().take(ABOUT_MAX) {
        area.row(y).into_iter().for_each(|row| {
            pen.write_all(row.after(GUTTER).first(row.columns.saturating_sub(GUTTER + 1)), &line.text);
        });
        y += 1;
    }
    let problems = form.entries.iter().filter(|entry| entry.problem.is_some()).count();
    let (text, tone) = match (&form.refusal, form.sent, problems) {
        (Some(refusal), _, _) => (refusal.clone(), Tone::Alarm),
        (None, true, _) => (session.say(Phrase::Sending).to_string(), Tone::Quiet),
        (None, false, 0) if form.restored => (session.say(Phrase::Restored).to_string(), Tone::Soon),
        (None, false, 0) => (String::new(), Tone::Plain),
        (None, false, _) => (session.fill(Phrase::FormProblem, &[&problems.to_string()]), Tone::Soon),
    };
    let sentence =
        crate::tui::widget::wrap::wrap(&[Span::new(text, tone)], area.columns.saturating_sub(GUTTER + 1).into());
    for row in sentence.into_iter().take(3) {
        area.row(y).into_iter().for_each(|space| {
            pen.write_all(space.after(GUTTER), &row);
        });
        y += 1;
    }
    y
}

fn rows<'a>(form: &'a Form, session: &Session) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for (at, entry) in form.entries.iter().enumerate() {
        rows.push(Row::Field(at, entry));
        rows.extend(entry.problem.as_ref().map(|problem| Row::Problem(problem.in_lang(session.lang))));
        if let Shape::Choice { picks, at } = &entry.shape
            && entry.below
        {
            let title = |pick: &'a Pick| pick.title.in_lang(session.lang);
            rows.extend((1..).zip(picks).map(|(no, pick)| Row::Choice(no, title(pick), Some(no - 1) == *at)));
        }
        if at == form.at {
            rows.extend(suggestions(entry, session));
        }
    }
    rows
}

/// Those of many choices that fit what is typed, around the chosen one.
fn suggestions<'a>(entry: &'a Entry, session: &Session) -> Vec<Row<'a>> {
    let Shape::Search { picks, fitting, at, .. } = &entry.shape else { return Vec::new() };
    let chosen = at.unwrap_or(0);
    let top = chosen.saturating_sub(SUGGESTIONS / 2).min(fitting.len().saturating_sub(SUGGESTIONS));
    let shown = fitting.iter().enumerate().skip(top).take(SUGGESTIONS);
    shown
        .filter_map(|(place, pick)| {
            picks.get(*pick).map(|pick| Row::Suggestion(pick.title.in_lang(session.lang), Some(place) == *at))
        })
        .collect()
}

fn field(pen: &mut Pen, row: Area, value: Area, entry: &Entry, in_use: bool, session: &Session) {
    if in_use {
        pen.write(row, ">", Tone::Key);
    }
    let title = entry.title.in_lang(session.lang);
    let label = row.after(GUTTER).first(value.x - row.x - GUTTER - 1);
    pen.write(label, title, if in_use { Tone::Strong } else { Tone::Quiet });
    let taken = match &entry.shape {
        Shape::Text(text) => {
            typed::draw(pen, value, text, in_use);
            columns(text.text())
        }
        Shape::Choice { .. } if entry.below => {
            if in_use {
                pen.place_cursor(value.x, value.y);
            }
            0
        }
        Shape::Choice { picks, at } => {
            let on = |place: usize| Some(place) == *at;
            choices(pen, value, picks.iter().map(|pick| pick.title.in_lang(session.lang)), on, *at, in_use)
        }
        Shape::Several { picks, on, at } => {
            let ticked = |place: usize| on.get(place).copied().unwrap_or(false);
            choices(pen, value, picks.iter().map(|pick| pick.title.in_lang(session.lang)), ticked, Some(*at), in_use)
        }
        Shape::Search { typed: text, .. } => {
            if in_use {
                typed::draw(pen, value, text, true);
                columns(text.text())
            } else {
                let picked = entry.picked().map_or("", |pick| pick.title.in_lang(session.lang));
                pen.write(value, picked, Tone::Plain)
            }
        }
    };
    if in_use {
        let hint = hint(entry, session);
        if value.columns > taken + columns(hint) + 4 {
            pen.write_right(value, hint, Tone::Quiet);
        }
    } else if entry.required && entry.is_empty() && entry.problem.is_none() {
        pen.write(value, session.say(Phrase::MustFill), Tone::Quiet);
    }
}

/// A few choices in a row, with their numbers: `1 [健在]  2 死亡`. Where they do not fit, the chosen one alone.
fn choices<'a>(
    pen: &mut Pen,
    area: Area,
    titles: impl Iterator<Item = &'a str> + Clone,
    on: impl Fn(usize) -> bool,
    at: Option<usize>,
    in_use: bool,
) -> u16 {
    let shown = |place: usize, title: &str| if on(place) { format!("[{title}]") } else { format!(" {title} ") };
    let wide: u16 = titles.clone().enumerate().map(|(place, title)| columns(&shown(place, title)) + 3).sum();
    if !in_use || wide > area.columns {
        let chosen: Vec<&str> = titles.enumerate().filter(|(place, _)| on(*place)).map(|(_, title)| title).collect();
        let taken = pen.write(area, &chosen.join("  "), Tone::Plain);
        if in_use {
            pen.place_cursor(area.x, area.y);
        }
        return taken;
    }
    let mut x = 0;
    for (place, title) in titles.enumerate() {
        let number = (place + 1).to_string();
        if at == Some(place) || (at.is_none() && place == 0) {
            pen.place_cursor(area.x + x, area.y);
        }
        x += pen.write(area.after(x), &number, Tone::Key);
        x += pen.write(area.after(x), &shown(place, title), if on(place) { Tone::Strong } else { Tone::Plain }) + 1;
    }
    x
}

fn hint(entry: &Entry, session: &Session) -> &'static str {
    session.say(match (&entry.shape, &entry.reading) {
        (Shape::Choice { .. }, _) => Phrase::HintChoice,
        (Shape::Several { .. }, _) => Phrase::HintSeveral,
        (Shape::Search { .. }, Reading::Family) => Phrase::HintFamily,
        (Shape::Search { .. }, _) => Phrase::HintSearch,
        (_, Reading::Day | Reading::Ahead) => Phrase::HintDay,
        (_, Reading::Money) => Phrase::HintMoney,
        (_, Reading::Record(field)) => match field.kind {
            RecordKind::Date => Phrase::HintDay,
            RecordKind::Money => Phrase::HintMoney,
            _ => Phrase::HintText,
        },
        (_, Reading::Fact(field)) => match field.kind() {
            Kind::Date => Phrase::HintDay,
            Kind::Money => Phrase::HintMoney,
            _ => Phrase::HintText,
        },
        _ => Phrase::HintText,
    })
}
