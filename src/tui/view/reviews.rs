//! The review list: the questions, and the chosen one beside the family that it may be.

use super::queues::{Rows, count, list};
use super::{finder, in_use, pane_title, ruled};
use crate::domain::event::Matter;
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
use crate::tui::widget::table::{self, Column};

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Reviews, model: &Model) {
    let panes = model.session.panes(Place::Reviews);
    let main = ruled(pen, panes.main);
    if !finder::found(pen, main, model) {
        rows(pen, main, screen, model);
    }
    sheet::draw(pen, panes.side, &screen.sheet, in_use(model, Pane::Side));
}

fn rows(pen: &mut Pen, area: Area, screen: &Reviews, model: &Model) {
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let x = pane_title(pen, row, session.both(Place::Reviews.title()), model, Pane::Main) + 2;
        count(pen, row.after(x), &screen.roll.list, Phrase::QuestionsOnly, model);
    }
    let columns = [
        Column::figures(session.say(Phrase::Question), session.lang.pick(4, 5)),
        Column::words(session.say(Phrase::Family), 7),
        Column::rest(session.say(Phrase::Members)),
    ];
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = if screen.roll.is_known() { Phrase::NoQuestion } else { Phrase::Loading };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, area.below(HEADS), &shown, |row| spans(row, model), empty, model);
}

fn spans(row: &ReviewRow, model: &Model) -> Vec<Span> {
    let Matter::LikelyDuplicate { like, .. } = &row.matter;
    let family = match like.as_slice() {
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{first}+{}", rest.len()),
        [] => "-".to_string(),
    };
    vec![
        Span::new(row.review.to_string(), Tone::Quiet),
        Span::new(family, Tone::Plain),
        Span::new(review::names_of(row, &model.session), Tone::Plain),
    ]
}
