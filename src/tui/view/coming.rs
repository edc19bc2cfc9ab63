//! What comes in the months ahead: the months, the rows of the chosen one, the family of the chosen row.

use super::queues::{Rows, count, list};
use super::{finder, in_use, pages, pane_title, ruled};
use crate::service::answer::rhythm::ComingRow;
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::Pane;
use crate::tui::screen::coming::ComingScreen;
use crate::tui::session::Session;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet::GUTTER;
use crate::tui::widget::table::{self, Column, Gutter};
use crate::tui::widget::wrap::wrap;

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &ComingScreen, model: &Model) {
    let panes = model.panes(Place::Coming);
    let main = ruled(pen, panes.main);
    match panes.scopes {
        Some(area) => {
            let area = ruled(pen, area);
            months(pen, area, screen, model);
            rows(pen, main, screen, model);
        }
        None if screen.pane == Pane::Scopes => months(pen, main, screen, model),
        None => rows(pen, main, screen, model),
    }
    let said = screen.roll.list.chosen().map(|row| row.coming.sentence(&model.session.plan, model.session.lang));
    let rows = said.map_or(0, |said| why(pen, panes.side, &said));
    pages::side(pen, panes.side.below(rows), &screen.side, model);
}

/// The chosen row in full above the family: how its day was worked out. Says how many rows it takes.
fn why(pen: &mut Pen, area: Area, said: &str) -> u16 {
    let space = area.after(GUTTER);
    let rows = wrap(&[Span::new(said, Tone::Soon)], space.columns.saturating_sub(1).into());
    let mut taken = 0;
    for row in rows.into_iter().take(4) {
        space.row(taken).into_iter().for_each(|space| {
            pen.write_all(space, &row);
        });
        taken += 1;
    }
    taken + 1
}

fn months(pen: &mut Pen, area: Area, screen: &ComingScreen, model: &Model) {
    area.row(0).into_iter().for_each(|row| {
        pane_title(pen, row, model.session.say(Phrase::Months), model, Pane::Scopes);
    });
    let space = area.below(HEADS);
    let columns = [Column::rest("")];
    for (at, first) in (0u16..).zip(ComingScreen::months(&model.session)) {
        let Some(row) = space.row(at) else { break };
        let chosen = usize::from(at) == screen.month;
        let gutter = Gutter { chosen, marked: false, in_use: in_use(model, Pane::Scopes) };
        let tone = if chosen { Tone::Strong } else { Tone::Plain };
        table::row(pen, row, &columns, &[Span::new(first.format("%Y-%m").to_string(), tone)], gutter);
    }
}

fn rows(pen: &mut Pen, area: Area, screen: &ComingScreen, model: &Model) {
    if finder::found(pen, area, model) {
        return;
    }
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let month = ComingScreen::months(session).get(screen.month).map(|first| first.format("%Y-%m").to_string());
        let kind = screen.kind.map_or(session.say(Phrase::EveryKind), |kind| session.both(kind.title()));
        let title = session.fill(Phrase::ComingTitle, &[&month.unwrap_or_default(), kind]);
        let x = pane_title(pen, row, &title, model, Pane::Main) + 2;
        count(pen, row.after(x), &screen.roll.list, Phrase::RowsOnly, model);
    }
    let columns = [
        Column::words(session.say(Phrase::OnDay), 5),
        Column::words(session.say(Phrase::Subject), 8),
        Column::rest(session.say(Phrase::ComingKinds)),
    ];
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = if screen.roll.is_known() { Phrase::NothingComes } else { Phrase::Loading };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, area.below(HEADS), &shown, |row| spans(row, session), empty, model);
}

fn spans(row: &ComingRow, session: &Session) -> Vec<Span> {
    vec![
        Span::new(row.on.format("%m-%d").to_string(), Tone::Quiet),
        Span::new(row.subject.clone(), Tone::Plain),
        Span::new(row.coming.sentence(&session.plan, session.lang), Tone::Plain),
    ]
}
