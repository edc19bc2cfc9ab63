//! Draws the whole screen from the model, and nothing but from the model. One file a part.
//!
//! ```text
//! title.rs    扶助 [F2 待办]  F4 家庭  F5 期限  F6 匹配            2026-11-24 周二
//! queues.rs   departments     | queue                 | family of the chosen item
//!             ...             |                       | (pages.rs)
//! foot.rs     a line for the clerk, or what is being typed
//!             1 受理  4 不予办理  ...                              F1 帮助
//! ```
//!
//! Layers (help, palette, forms, previews) take the whole body, so that nothing is ever drawn over half a character.

mod accounts;
mod batches;
mod coming;
mod deadlines;
mod emergencies;
mod entitlements;
mod families;
mod figures;
mod finder;
mod foot;
mod form;
mod layers;
mod pages;
mod presence;
mod queue_rows;
mod queues;
mod registers;
mod reviews;
mod title;

use super::layer::Layer;
use super::layout::Area;
use super::model::Model;
use super::phrase::Phrase;
use super::screen::{Pane, Screen};
use super::theme::Theme;
use super::tone::Tone;
use super::widget::pen::Pen;
use super::widget::sheet::GUTTER;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws a frame. Says where the terminal's cursor belongs.
pub fn draw(buffer: &mut Buffer, model: &Model, theme: Theme) -> Option<Position> {
    let theme = if model.session.lean { Theme::Plain } else { theme };
    let mut pen = Pen::new(buffer, theme);
    if model.session.size.is_enough() {
        title::draw(&mut pen, model);
        body(&mut pen, model);
        foot::draw(&mut pen, model);
    } else {
        too_small(&mut pen, model);
    }
    pen.cursor()
}

fn body(pen: &mut Pen, model: &Model) {
    let area = model.session.size.body();
    let asks = matches!(model.layers.last(), Some(Layer::Taken));
    // What is asked stands in the line for the clerk; the form that it is asked about stays in sight.
    match model.layers.iter().rev().nth(usize::from(asks)) {
        Some(Layer::Help(sheet)) => beside(pen, area, model, |pen, area| layers::help(pen, area, sheet, model)),
        Some(Layer::Palette(palette)) => {
            beside(pen, area, model, |pen, area| finder::palette(pen, area, palette, model))
        }
        Some(Layer::Form(form)) => form::draw(pen, area, form, model),
        Some(Layer::Preview(preview)) => layers::preview(pen, area, preview, model),
        Some(Layer::Outcome(outcome)) => layers::outcome(pen, area, outcome, model),
        Some(Layer::Compared(compared)) => layers::compared(pen, area, compared, model),
        Some(Layer::Bulk(bulk)) => layers::bulk(pen, area, bulk, model),
        Some(Layer::Walk(walk)) => layers::walk(pen, area, walk, model),
        Some(Layer::Drafts(drafts, chosen)) => layers::drafts(pen, area, drafts, *chosen, model),
        Some(Layer::Find(_) | Layer::Quit | Layer::Taken) | None => screen(pen, model),
    }
}

/// Help about a screen and its palette stand in the place of its side pane, so that what they are about stays in sight and a slow line
/// carries a pane and not a screen; over a layer they cover it.
fn beside(pen: &mut Pen, area: Area, model: &Model, draw: impl FnOnce(&mut Pen, Area)) {
    if model.layers.len() > 1 || model.session.lean {
        return draw(pen, area);
    }
    screen(pen, model);
    let side = model.panes(model.screen().place()).side;
    pen.clear(side);
    draw(pen, side);
}

fn screen(pen: &mut Pen, model: &Model) {
    match model.screen() {
        Screen::Queues(screen) => queues::draw(pen, screen, model),
        Screen::Emergencies(screen) => emergencies::draw(pen, screen, model),
        Screen::Families(screen) => families::draw(pen, screen, model),
        Screen::Deadlines(screen) => deadlines::draw(pen, screen, model),
        Screen::Entitlements(screen) => entitlements::draw(pen, screen, model),
        Screen::Reviews(screen) => reviews::draw(pen, screen, model),
        Screen::Figures(screen) => figures::draw(pen, screen, model),
        Screen::Batches(screen) => batches::draw(pen, screen, model),
        Screen::Batch(screen) => batches::one(pen, screen, model),
        Screen::Accounts(screen) => accounts::draw(pen, screen, model),
        Screen::Coming(screen) => coming::draw(pen, screen, model),
        Screen::Registers(screen) => registers::draw(pen, screen, model),
        Screen::Item(screen) => pages::item(pen, screen, model),
        Screen::Family(screen) => pages::family(pen, screen, model),
    }
}

fn too_small(pen: &mut Pen, model: &Model) {
    let size = model.session.size;
    let area = Area { x: 0, y: 0, columns: size.columns, rows: size.rows };
    let (columns, rows) = (size.columns.to_string(), size.rows.to_string());
    let lines =
        [model.session.fill(Phrase::TooSmall, &[&columns, &rows]), model.session.say(Phrase::TooSmallHint).into()];
    for (row, line) in (0..).zip(lines) {
        area.row(row).into_iter().for_each(|row| {
            pen.write(row, &line, Tone::Plain);
        });
    }
}

/// Whether a pane has the keys: nothing lies on the screen but a search that is being typed, and the pane is in use.
fn in_use(model: &Model, pane: Pane) -> bool {
    matches!(model.layers.last(), None | Some(Layer::Find(_))) && model.screen().pane() == pane
}

/// The title of a pane; the pane in use is told from the others by more than its weight: its chosen row has `>` and the cursor.
fn pane_title(pen: &mut Pen, area: Area, text: &str, model: &Model, pane: Pane) -> u16 {
    let tone = if in_use(model, pane) { Tone::Strong } else { Tone::Plain };
    GUTTER + pen.write(area.after(GUTTER).first(area.columns.saturating_sub(GUTTER + 1)), text, tone)
}

/// The rule at the right of a pane, and the pane without it. Where nothing stands to its right there is none.
fn ruled(pen: &mut Pen, area: Area) -> Area {
    if area.right() >= pen.columns() {
        return area;
    }
    pen.rule_right(area);
    area.first(area.columns.saturating_sub(2))
}
