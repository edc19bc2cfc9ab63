//! The small registers: which there are with their counts, the rows of the chosen one, and the chosen row.

use super::queues::{Rows, count, list};
use super::{finder, in_use, pane_title, ruled};
use crate::service::answer::register::RegisterLine;
use crate::tui::compose::register;
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::Pane;
use crate::tui::screen::registers::Registers;
use crate::tui::session::Session;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet::{self, mark_more};
use crate::tui::widget::table::{self, Column, Gutter};

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Registers, model: &Model) {
    let panes = model.panes(Place::Registers);
    let main = ruled(pen, panes.main);
    match panes.scopes {
        Some(area) => {
            let area = ruled(pen, area);
            names(pen, area, screen, model);
            rows(pen, main, screen, model);
        }
        None if screen.pane == Pane::Scopes => names(pen, main, screen, model),
        None => rows(pen, main, screen, model),
    }
    sheet::draw(pen, panes.side, &screen.detail, in_use(model, Pane::Side));
}

fn names(pen: &mut Pen, area: Area, screen: &Registers, model: &Model) {
    let session = &model.session;
    area.row(0).into_iter().for_each(|row| {
        let title = session.both(Place::Registers.title());
        let title = screen.of.map_or_else(|| title.to_string(), |family| format!("{title} {family}"));
        pane_title(pen, row, &title, model, Pane::Scopes);
    });
    let space = area.below(HEADS);
    let shown = screen.shown(session);
    let height = usize::from(space.rows);
    let top = screen.scope.saturating_sub(height / 2).min(shown.len().saturating_sub(height));
    let columns = [Column::words("", area.columns.saturating_sub(9)), Column::figures("", 6)];
    for (row, (at, one)) in (0..space.rows).zip(shown.iter().enumerate().skip(top)) {
        let Some(row) = space.row(row) else { break };
        let chosen = at == screen.scope;
        let rows = screen.counts.iter().find(|(no, _)| *no == one.no).map_or(0, |(_, rows)| *rows);
        let figure = if rows == 0 { "-".to_string() } else { rows.to_string() };
        let tone = if chosen { Tone::Strong } else { Tone::Plain };
        let figure = Span::new(figure, if rows == 0 { Tone::Quiet } else { Tone::Plain });
        let gutter = Gutter { chosen, marked: false, in_use: in_use(model, Pane::Scopes) };
        table::row(pen, row, &columns, &[Span::new(one.title.in_lang(session.lang), tone), figure], gutter);
    }
    mark_more(pen, space, top > 0, top + height < shown.len());
}

fn rows(pen: &mut Pen, area: Area, screen: &Registers, model: &Model) {
    if finder::found(pen, area, model) {
        return;
    }
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let title = screen.register(session).map(|one| one.title.in_lang(session.lang).to_string());
        let mut x = pane_title(pen, row, &title.unwrap_or_default(), model, Pane::Main) + 2;
        if let Some(family) = screen.of {
            x += pen.write(row.after(x), &family.to_string(), Tone::Soon) + 2;
        }
        count(pen, row.after(x), &screen.roll.list, Phrase::RowsOnly, model);
    }
    let columns = columns(session);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    // A row of a family is written from that family's page.
    let of_families = screen.register(session).is_some_and(|register| register.is_of_families());
    let empty = match (screen.roll.is_known(), of_families && screen.of.is_none()) {
        (false, _) => Phrase::Loading,
        (true, true) => Phrase::FamilyFirst,
        (true, false) => Phrase::NoRows,
    };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, area.below(HEADS), &shown, |row| spans(row, session), empty, model);
}

/// The columns of rows.
pub fn columns(session: &Session) -> [Column; 3] {
    [
        Column::words(session.say(Phrase::OnDay), 10),
        Column::words(session.say(Phrase::Subject), 10),
        Column::rest(session.say(Phrase::Says)),
    ]
}

/// A row.
pub fn spans(row: &RegisterLine, session: &Session) -> Vec<Span> {
    vec![
        Span::new(row.on.to_string(), Tone::Quiet),
        Span::new(register::whose(row, session), Tone::Plain),
        Span::new(register::said(row, session), Tone::Plain),
    ]
}
