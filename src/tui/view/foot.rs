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
    } else if let Some(Layer::Taken) = model.layers.last() {
        super::presence::ask(pen, row, model);
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
    let possible = |row: &&Row| availability(row.action, model).is_ok();
    let help = one(Action::Help.row(), model);
    let right = pen.write_all_right(row.first(row.columns - 1), &help);
    let room = row.columns.saturating_sub(right + 2);
    let actions: Vec<&Row> = TABLE.iter().filter(shown).filter(possible).collect();
    let close = laid_out(&actions, room, |_| 0, model);
    let steps = |action: &&Row| STEPS.iter().position(|steps| steps.contains(&action.action));
    let ways: Vec<usize> = actions.iter().filter_map(steps).collect();
    // The step that is not possible leaves its place empty, where nothing has to make room for it.
    let places = |action: &Row| match steps(&action) {
        Some(1) if !ways.contains(&0) => step_width(0, model) + 2,
        None if ways == [0] && action.action == Action::Decline => step_width(1, model) + 2,
        _ => 0,
    };
    let placed = laid_out(&actions, room, places, model);
    let chosen = if placed.len() < close.len() { close } else { placed };
    for (x, spans) in chosen {
        pen.write_all(row.after(x), &spans);
    }
}

/// The steps of an item on its way, by the places they share. While one of them is possible it stands in its place: the hand finds it where it
/// was, and a line carries only the step that comes or goes when the cursor rests on another item.
const STEPS: [&[Action]; 2] = [&[Action::Accept, Action::Approve], &[Action::Deliver]];

fn step_width(place: usize, model: &Model) -> u16 {
    let steps = STEPS.get(place).copied().unwrap_or_default();
    steps.iter().map(|step| width(&one(step.row(), model))).max().unwrap_or(0)
}

fn width(spans: &[Span]) -> u16 {
    spans.iter().map(|span| columns(&span.text)).sum()
}

/// Where each action stands, as many as there is room for; before some of them room is left.
fn laid_out(actions: &[&Row], room: u16, left_before: impl Fn(&Row) -> u16, model: &Model) -> Vec<(u16, Vec<Span>)> {
    let mut x = 0;
    let mut laid = Vec::new();
    for action in actions {
        let spans = one(action, model);
        x += left_before(action);
        if x + width(&spans) > room {
            break;
        }
        let in_first = STEPS.first().is_some_and(|steps| steps.contains(&action.action));
        let wide = if in_first { step_width(0, model) } else { width(&spans) };
        laid.push((x, spans));
        x += wide + 2;
    }
    laid
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
