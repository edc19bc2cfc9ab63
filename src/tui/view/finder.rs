//! What a search found, and the palette.

use super::families;
use super::pages::sentence;
use crate::tui::compose::names;
use crate::tui::layer::Layer;
use crate::tui::layer::palette::{Offer, Palette};
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet::GUTTER;
use crate::tui::widget::table::{self, Column, Gutter};
use crate::tui::widget::typed;

/// Draws the finds in place of a screen's rows, once there are any to show. Says whether it did.
pub fn found(pen: &mut Pen, area: Area, model: &Model) -> bool {
    let Some(Layer::Find(finder)) = model.layers.last() else { return false };
    let Some(text) = finder.answered() else { return false };
    let session = &model.session;
    area.row(0).into_iter().for_each(|row| {
        pen.write(row.after(GUTTER), &session.fill(Phrase::Found, &[text]), Tone::Strong);
    });
    let look = families::Look { roomy: families::is_roomy(area.columns), with_debt: false };
    let columns = families::columns(session, look);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let space = area.below(HEADS);
    if finder.found.is_empty() {
        sentence(pen, space, session.say(Phrase::NothingFound));
    }
    let top = top(finder.chosen, finder.found.len(), space.rows);
    for (row, (at, family)) in (0..space.rows).zip(finder.found.iter().enumerate().skip(top)) {
        let Some(row) = space.row(row) else { break };
        // The cursor stays where text is typed.
        let gutter = Gutter { chosen: at == finder.chosen, marked: false, in_use: false };
        table::row(pen, row, &columns, &families::spans(family, look, session), gutter);
    }
    true
}

/// From this width on a family stands in the palette with its place in a column of its own.
const ROOMY: u16 = 60;

/// The palette.
pub fn palette(pen: &mut Pen, area: Area, palette: &Palette, model: &Model) {
    let session = &model.session;
    let offers = palette.offers();
    let space = area.below(2);
    if offers.is_empty() {
        sentence(pen, space, session.say(Phrase::NothingFound));
    }
    let roomy = area.columns >= ROOMY;
    let wide = [Column::words("", 24), Column::words("", 16), Column::rest("")];
    let narrow = [Column::words("", session.lang.pick(14, 15)), Column::rest("")];
    let columns = if roomy { &wide[..] } else { &narrow[..] };
    let top = top(palette.chosen, offers.len(), space.rows);
    for (row, (at, offer)) in (0..space.rows).zip(offers.iter().enumerate().skip(top)) {
        let Some(row) = space.row(row) else { break };
        let gutter = Gutter { chosen: at == palette.chosen, marked: false, in_use: false };
        let [name, second, third] = offered(*offer, palette, model);
        let joined = format!("{} {}", second.text, third.text);
        let spans =
            if roomy { vec![name, second, third] } else { vec![name, Span::new(joined.trim_end(), second.tone)] };
        table::row(pen, row, columns, &spans, gutter);
    }
    if let Some(row) = area.row(0) {
        let x = pen.write(row, "> ", Tone::Key);
        if roomy {
            typed::draw(pen, row.after(x).first(row.columns / 2), &palette.finder.typed, true);
            pen.write_right(row.first(row.columns - 1), session.say(Phrase::PaletteHint), Tone::Quiet);
        } else {
            typed::draw(pen, row.after(x).first(row.columns.saturating_sub(x + 1)), &palette.finder.typed, true);
        }
    }
}

fn offered(offer: Offer, palette: &Palette, model: &Model) -> [Span; 3] {
    let session = &model.session;
    match offer {
        Offer::Action(action) => {
            let row = action.row();
            let keys: Vec<String> = row.keys_in(palette.place).map(|key| key.replace('+', " ")).collect();
            let possible = crate::tui::availability::availability(action, model).is_ok();
            let tone = if possible { Tone::Plain } else { Tone::Quiet };
            [
                Span::new(session.both(row.title), tone),
                Span::new(keys.join("  "), if possible { Tone::Key } else { Tone::Quiet }),
                Span::new(row.name, Tone::Quiet),
            ]
        }
        Offer::Family(row) => [
            Span::new(names::household(row, session.lang), Tone::Plain),
            Span::new(row.family.to_string(), Tone::Quiet),
            Span::new(format!("{} {}", session.township(row.township), session.village(row.village)), Tone::Quiet),
        ],
    }
}

/// The first row shown of a short list, so that the chosen one is near the middle.
fn top(chosen: usize, rows: usize, height: u16) -> usize {
    let height = usize::from(height);
    chosen.saturating_sub(height / 2).min(rows.saturating_sub(height))
}
