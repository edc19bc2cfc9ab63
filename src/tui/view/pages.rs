//! Pages: an item with its family, a family with what its chosen line stands for, and the family beside a list.

use super::{in_use, pane_title, queues, ruled};
use crate::tui::layout::Area;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::family::FamilyScreen;
use crate::tui::screen::item::ItemScreen;
use crate::tui::screen::side::FamilySide;
use crate::tui::screen::{Pane, Screen};
use crate::tui::sheet::{Sheet, Span};
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet;
use crate::tui::widget::wrap::wrap;

/// The family beside a list.
pub fn side(pen: &mut Pen, area: Area, side: &FamilySide, model: &Model) {
    sheet::draw(pen, area, &side.sheet, in_use(model, Pane::Side));
}

/// The page of an item, in place of the rows that it was opened from: what stands beside them stays.
pub fn item(pen: &mut Pen, screen: &ItemScreen, model: &Model) {
    let panes = match &model.home {
        Screen::Queues(queues) => {
            let panes = model.panes(Place::Queues);
            if let Some(area) = panes.scopes {
                queues::departments(pen, area, queues, model);
            }
            panes
        }
        Screen::Deadlines(_) => model.panes(Place::Deadlines),
        _ => model.panes(Place::Item),
    };
    let main = ruled(pen, panes.main);
    let title = format!("{} {}", model.session.both(Place::Item.title()), screen.item);
    page(pen, main, &title, &screen.sheet, model);
    side(pen, panes.side, &screen.side, model);
}

/// The page of a family.
pub fn family(pen: &mut Pen, screen: &FamilyScreen, model: &Model) {
    let panes = model.panes(Place::Family);
    let main = ruled(pen, panes.main);
    let title = format!("{} {}", model.session.both(Place::Family.title()), screen.family);
    page(pen, main, &title, &screen.sheet, model);
    sheet::draw(pen, panes.side.below(1), &screen.detail, in_use(model, Pane::Side));
}

fn page(pen: &mut Pen, area: Area, title: &str, shown: &Sheet, model: &Model) {
    if super::finder::found(pen, area, model) {
        return;
    }
    area.row(0).into_iter().for_each(|row| {
        let row = super::presence::mark(pen, row, model);
        pane_title(pen, row, title, model, Pane::Main);
    });
    if shown.lines().is_empty() {
        sentence(pen, area.below(1), model.session.say(Phrase::Loading));
    }
    sheet::draw(pen, area.below(1), shown, in_use(model, Pane::Main));
}

/// A sentence in place of rows.
pub fn sentence(pen: &mut Pen, area: Area, text: &str) {
    let space = area.after(sheet::GUTTER);
    let rows = wrap(&[Span::new(text, Tone::Quiet)], space.columns.saturating_sub(1).into());
    for (at, row) in (0..area.rows).zip(rows) {
        space.row(at).into_iter().for_each(|space| {
            pen.write_all(space, &row);
        });
    }
}
