//! Who else is there: a few words at the right of a title, and the question before a form that somebody else is filling in.

use crate::service::presence::Present;
use crate::tui::layout::Area;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::{Pen, columns};

/// Writes at the right of a row who else is there; gives what is left of the row.
pub fn mark(pen: &mut Pen, row: Area, model: &Model) -> Area {
    let Some(text) = text(&model.others, &model.session) else { return row };
    let row = row.first(row.columns.saturating_sub(1));
    pen.write_right(row, &text, Tone::Soon);
    row.first(row.columns.saturating_sub(columns(&text) + 1))
}

/// The first of them and what they do; of more than one, how many.
fn text(others: &[Present], session: &Session) -> Option<String> {
    let first = others.first()?;
    let phrase = if first.looking { Phrase::IsLooking } else { Phrase::IsFilling };
    let text = session.fill(phrase, &[&first.name]);
    Some(match others.len() {
        1 => text,
        many => session.fill(Phrase::AndOthers, &[&text, &many.to_string()]),
    })
}

/// Asks whether to fill in all the same what somebody else is filling in.
pub fn ask(pen: &mut Pen, row: Area, model: &Model) {
    let names: Vec<&str> =
        model.others.iter().filter(|one| one.same && !one.looking).map(|one| one.name.as_str()).collect();
    let text = model.session.fill(Phrase::AskTaken, &[&names.join(model.session.lang.pick("、", ", "))]);
    let taken = pen.write(row, &text, Tone::Strong);
    pen.place_cursor(row.x + taken, row.y);
}
