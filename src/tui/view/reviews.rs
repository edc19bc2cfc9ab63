//! The review list: the kinds of questions, those of the chosen kind, and the chosen one side by side.

use super::queues::{Rows, count, figure, list};
use super::{finder, in_use, pane_title, ruled};
use crate::domain::question::QuestionKind;
use crate::service::answer::ReviewRow;
use crate::tui::compose::review;
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::Pane;
use crate::tui::screen::reviews::Reviews;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet;
use crate::tui::widget::table::{self, Column, Gutter};

/// From this width of the pane on what is asked stands beside the names.
const ROOMY: u16 = 46;

/// Cells of a count, at the least.
const FIGURES: u16 = 4;

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Reviews, model: &Model) {
    let panes = model.panes(Place::Reviews);
    let main = ruled(pen, panes.main);
    match panes.scopes {
        Some(area) => {
            let area = ruled(pen, area);
            kinds(pen, area, screen, model);
            rows(pen, main, screen, model);
        }
        None if screen.pane == Pane::Scopes => kinds(pen, main, screen, model),
        None => rows(pen, main, screen, model),
    }
    sheet::draw(pen, panes.side, &screen.sheet, in_use(model, Pane::Side));
}

/// The kinds of questions, the most urgent first, each with how many wait.
fn kinds(pen: &mut Pen, area: Area, screen: &Reviews, model: &Model) {
    let session = &model.session;
    area.row(0).into_iter().for_each(|row| {
        pane_title(pen, row, session.both(Place::Reviews.title()), model, Pane::Scopes);
    });
    let rows = area.below(HEADS);
    let all = (session.say(Phrase::AllQuestions), model.overview.reviews);
    let count = |kind| {
        let found = model.overview.questions.iter().find(|(of, _)| *of == kind);
        found.map_or(0, |(_, count)| *count)
    };
    let each = QuestionKind::ALL.into_iter().map(|kind| (session.both(kind.title()), count(kind)));
    // What facts are lacking is counted in tens of thousands in a district.
    let most = QuestionKind::ALL.into_iter().map(count).chain([all.1]).max().unwrap_or(0);
    let figures = u16::try_from(most.to_string().len()).unwrap_or(FIGURES).max(FIGURES);
    let columns = [Column::words("", area.columns.saturating_sub(figures + 4)), Column::figures("", figures)];
    for (at, (name, count)) in std::iter::once(all).chain(each).enumerate() {
        let Some(row) = u16::try_from(at).ok().and_then(|at| rows.row(at)) else { break };
        let chosen = at == screen.scope;
        let gutter = Gutter { chosen, marked: false, in_use: in_use(model, Pane::Scopes) };
        let tone = if chosen { Tone::Strong } else { Tone::Plain };
        table::row(pen, row, &columns, &[Span::new(name, tone), figure(count, Tone::Plain)], gutter);
    }
}

fn rows(pen: &mut Pen, area: Area, screen: &Reviews, model: &Model) {
    if finder::found(pen, area, model) {
        return;
    }
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let title = screen.kind.map_or(Place::Reviews.title(), QuestionKind::title);
        let x = pane_title(pen, row, session.both(title), model, Pane::Main) + 2;
        count(pen, row.after(x), &screen.roll.list, Phrase::QuestionsOnly, model);
    }
    let roomy = area.columns >= ROOMY;
    let mut columns = vec![Column::words(session.say(Phrase::Family), 7)];
    if roomy {
        columns.push(Column::words(session.say(Phrase::Members), 18));
    }
    columns.push(Column::rest(session.say(Phrase::WhatIsAsked)));
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = if screen.roll.is_known() { Phrase::NoQuestion } else { Phrase::Loading };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, area.below(HEADS), &shown, |row| spans(row, roomy, model), empty, model);
}

/// In a narrow pane the names come first, so that they are what is cut last.
fn spans(row: &ReviewRow, roomy: bool, model: &Model) -> Vec<Span> {
    let session = &model.session;
    let family = match row.families() {
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{first}+{}", rest.len()),
        [] => "-".to_string(),
    };
    let (names, about) = (review::names_of(row, session), row.about(session.lang));
    let mut spans = vec![Span::new(family, Tone::Plain)];
    if roomy {
        spans.extend([Span::new(names, Tone::Plain), Span::new(about, Tone::Quiet)]);
    } else {
        spans.push(Span::new(format!("{names}  {about}"), Tone::Plain));
    }
    spans
}
