//! F4: the register, or what a search found in it, and the page of the chosen family.

use super::queues::{Rows, count, list};
use super::{pages, pane_title, ruled};
use crate::policy::verdict::Truth;
use crate::service::answer::{FamilyKind, FamilyRow};
use crate::tui::compose::names;
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::screen::Pane;
use crate::tui::screen::families::Families;
use crate::tui::session::Session;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::table::{self, Column};

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Families, model: &Model) {
    let panes = model.session.panes(model.screen().place());
    let main = ruled(pen, panes.main);
    rows(pen, main, screen, model);
    pages::side(pen, panes.side, &screen.side, model);
}

fn rows(pen: &mut Pen, area: Area, screen: &Families, model: &Model) {
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let title = match (screen.searched.as_str(), screen.township) {
            ("", None) => session.say(Phrase::EveryFamily).to_string(),
            ("", Some(code)) => session.township(code),
            (text, _) => session.fill(Phrase::Found, &[text]),
        };
        let x = pane_title(pen, row, &title, model, Pane::Main) + 2;
        count(pen, row.after(x), &screen.roll.list, Phrase::FamiliesOnly, model);
    }
    let columns = columns(session);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = match (screen.roll.is_known(), screen.searched.is_empty()) {
        (false, _) => Phrase::Loading,
        (true, true) => Phrase::NoFamilies,
        (true, false) => Phrase::NothingFound,
    };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, area.below(HEADS), &shown, |row| spans(row, session), empty, model);
}

/// The columns of a list of families.
pub fn columns(session: &Session) -> Vec<Column> {
    vec![
        Column::words(session.say(Phrase::Family), 14),
        Column::words("", 8),
        Column::figures(session.say(Phrase::Open), 4),
        Column::rest(session.say(Phrase::Township)),
    ]
}

/// A family as columns.
pub fn spans(row: &FamilyRow, session: &Session) -> Vec<Span> {
    let tone = if row.in_plan == Truth::No { Tone::Quiet } else { Tone::Plain };
    let kind = match row.kind {
        FamilyKind::None => Span::new(session.both(names::kind_short(row.kind)), Tone::Soon),
        kind => Span::new(session.both(names::kind_short(kind)), tone),
    };
    let open = if row.open_items == 0 { "-".to_string() } else { row.open_items.to_string() };
    let place = [session.township(row.township), session.village(row.village)];
    vec![
        Span::new(names::household(row, session.lang), tone),
        kind,
        Span::new(open, if row.open_items == 0 { Tone::Quiet } else { Tone::Plain }),
        Span::new(place.join(" ").trim(), Tone::Plain),
    ]
}
