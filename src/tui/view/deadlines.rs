//! F5: what falls due, grouped by how soon. The group stands in a column of its own, once, so that no row is lost to headings.

use super::queues::{Rows, count, filters, list};
use super::{finder, pages, pane_title, queue_rows, ruled};
use crate::service::answer::QueueRow;
use crate::service::query::rhythm::WatchList;
use crate::text::Lang;
use crate::tui::compose::{due, item, names};
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::screen::Pane;
use crate::tui::screen::deadlines::Deadlines;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::table::{self, Column};
use std::cell::Cell;

/// From this width of the pane on the date and the department have columns of their own.
fn roomy(lang: Lang) -> u16 {
    lang.pick(66, 84)
}

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Deadlines, model: &Model) {
    let panes = model.panes(model.screen().place());
    let main = ruled(pen, panes.main);
    if !finder::found(pen, main, model) {
        rows(pen, main, screen, model);
    }
    pages::side(pen, panes.side, &screen.side, model);
}

fn rows(pen: &mut Pen, area: Area, screen: &Deadlines, model: &Model) {
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let name = name(screen, model);
        let mut x = pane_title(pen, row, &name, model, Pane::Main) + 2;
        x += filters(pen, row.after(x), &screen.filter, model);
        count(pen, row.after(x), &screen.roll.list, Phrase::CountOnly, model);
    }
    let roomy = area.columns >= roomy(session.lang);
    let columns = columns(model, roomy, area.columns);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = if screen.roll.is_known() { Phrase::NothingWaits } else { Phrase::Loading };
    // The group is said where it begins: at the first row of the screen, and where it differs from the row above.
    let said: Cell<Option<Phrase>> = Cell::new(None);
    let spans = |row: &QueueRow| {
        let group = due::group(row.due, session.today());
        let first = said.replace(Some(group)) != Some(group);
        cells(row, first.then_some(group), roomy, model)
    };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, area.below(HEADS), &shown, spans, empty, model);
}

/// What the list is called: its kind, and the department where one is chosen.
fn name(screen: &Deadlines, model: &Model) -> String {
    let session = &model.session;
    let department = screen.filter.department.map(|no| session.department(no));
    let list = match screen.list {
        None => return department.unwrap_or_else(|| session.say(Phrase::AllDeadlines).to_string()),
        Some(WatchList::New(stage)) => {
            session.fill(Phrase::NewFor, &[session.both(stage.title()), session.both(stage.role().title())])
        }
        Some(WatchList::Waking) => session.say(Phrase::Waking).to_string(),
        Some(WatchList::Cold) => session.say(Phrase::Cold).to_string(),
    };
    department.map_or(list.clone(), |department| format!("{list} {department}"))
}

fn columns(model: &Model, roomy: bool, pane: u16) -> Vec<Column> {
    let session = &model.session;
    let mut columns = vec![Column::words("", session.lang.pick(6, 9))];
    if roomy {
        columns.push(Column::words(session.say(Phrase::Due), 10));
    }
    let left = if roomy { "" } else { session.say(Phrase::Due) };
    columns.push(Column::words(left, queue_rows::LEFT));
    columns.push(Column::words(session.say(Phrase::Subject), queue_rows::subject_width(pane.saturating_sub(20))));
    if roomy {
        columns.push(Column::words(session.say(Phrase::Department), session.lang.pick(8, 14)));
    }
    columns.push(Column::rest(session.say(Phrase::Measure)));
    columns
}

fn cells(row: &QueueRow, group: Option<Phrase>, roomy: bool, model: &Model) -> Vec<Span> {
    let session = &model.session;
    let mut cells = vec![Span::new(group.map_or("", |group| session.say(group)), Tone::Heading)];
    if roomy {
        cells.push(Span::new(row.due.map(|due| due.on.to_string()).unwrap_or_default(), Tone::Quiet));
    }
    cells.push(due::left(row.due, row.status, session.today(), session.lang));
    cells.push(Span::new(names::subject(row, session.lang), Tone::Plain));
    if roomy {
        cells.push(Span::new(session.department(row.department), Tone::Plain));
    }
    cells.push(item::titled(session.measure(row.measure), row.urgency, session));
    cells
}
