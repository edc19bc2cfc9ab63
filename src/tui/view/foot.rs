//! The last two rows: a line for the clerk or what is being typed, and the actions that are possible now with their keys.

use crate::tui::action::{Action, Row, TABLE};
use crate::tui::availability::availability;
use crate::tui::compose::help;
use crate::tui::layer::Layer;
use crate::tui::layout::Area;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::{Pen, columns};
use crate::tui::widget::typed;

/// Draws both rows.
pub fn draw(pen: &mut Pen, model: &Model) {
    let row = model.session.size.notice();
    let mut row = row.first(row.columns - 1);
    if let Some(meter) = &model.meter {
        let text = meter.text(&model.session);
        pen.write_right(row, &text, Tone::Quiet);
        row = row.first(row.columns.saturating_sub(columns(&text) + 2));
    }
    if !model.pending.keys().is_empty() {
        chord(pen, row, model);
    } else if let Some(Layer::Find(finder)) = model.layers.last() {
        let label = model.session.say(Phrase::FindPrompt);
        let x = pen.write(row, label, Tone::Key) + 1;
        typed::draw(pen, row.after(x).first(row.columns / 2), &finder.typed, true);
        if finder.typed.text().is_empty() && !model.moving {
            pen.write(row.after(x + 1), model.session.say(Phrase::FindHint), Tone::Quiet);
        }
    } else if let Some(Layer::Quit) = model.layers.last() {
        let taken = pen.write(row, model.session.say(Phrase::AskQuit), Tone::Strong);
        pen.place_cursor(row.x + taken, row.y);
    } else {
        pen.write_all(row, &notice(model));
    }
    bar(pen, model.session.size.bar(), model);
}

fn notice(model: &Model) -> Vec<Span> {
    let lang = model.session.lang;
    if let Some(Layer::Help(sheet)) = model.layers.last()
        && let Some(why) = help::why_not(sheet, model)
    {
        return vec![Span::new(why, Tone::Quiet)];
    }
    if let Some(notice) = &model.notice {
        return vec![Span::new(notice.text.clone(), notice.tone)];
    }
    let marked = model.screen().marked();
    if marked > 0 && model.layers.is_empty() {
        return vec![Span::new(model.session.fill(Phrase::Marked, &[&marked.to_string()]), Tone::Soon)];
    }
    let standing = model.standing.iter().find(|notice| notice.read_only).or(model.standing.first());
    standing.map_or_else(Vec::new, |notice| {
        vec![Span::new(notice.in_lang(lang), if notice.read_only { Tone::Alarm } else { Tone::Soon })]
    })
}

/// The keys that may follow those of a chord.
fn chord(pen: &mut Pen, row: Area, model: &Model) {
    let pressed: Vec<String> = model.pending.keys().iter().map(ToString::to_string).collect();
    let mut spans = vec![Span::new(model.session.fill(Phrase::ChordWaits, &[&pressed.join(" ")]), Tone::Plain)];
    for (key, action) in model.session.keymap.next_keys(model.place(), &model.pending) {
        spans.push(Span::new(format!("  {key} "), Tone::Key));
        spans.push(Span::new(model.session.both(action.title()), Tone::Plain));
    }
    pen.write_all(row, &spans);
}

/// The actions that are possible, in the order of the table, as many as fit; help always fits.
fn bar(pen: &mut Pen, row: Area, model: &Model) {
    let place = model.place();
    let shown = |row: &&Row| row.in_bar && row.is_in(place) && row.action != Action::Help;
    let help = one(Action::Help.row(), model);
    let right = pen.write_all_right(row.first(row.columns - 1), &help);
    let mut x = 0;
    let room = row.columns.saturating_sub(right + 2);
    for action in TABLE.iter().filter(shown).filter(|row| availability(row.action, model).is_ok()) {
        let spans = one(action, model);
        let wide: u16 = spans.iter().map(|span| columns(&span.text)).sum();
        if x + wide > room {
            break;
        }
        x += pen.write_all(row.after(x), &spans) + 2;
    }
}

fn one(row: &Row, model: &Model) -> Vec<Span> {
    match row.keys_in(model.place()).next() {
        Some(key) => {
            let key = if key == "Space" { model.session.lang.pick("空格", key) } else { key };
            vec![Span::new(key, Tone::Key), Span::new(format!(" {}", model.session.both(row.title)), Tone::Plain)]
        }
        None => Vec::new(),
    }
}
