//! Help for a place, made from the table of actions: what can be done, with which keys, and what is not possible just now.

use crate::tui::action::{Row, TABLE};
use crate::tui::availability::availability;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::sheet::Line;
use crate::tui::tone::Tone;

/// Cells of the keys of an action.
const KEYS: u16 = 22;
/// Cells of its title.
const TITLE: u16 = 16;

/// The lines of the help for a place.
pub fn lines(place: Place, model: &Model) -> Vec<Line> {
    let mut lines = vec![Line::text(model.session.say(Phrase::HelpInput), Tone::Quiet)];
    for (heading, belongs) in PARTS {
        let rows: Vec<&Row> = TABLE.iter().filter(|row| row.is_in(place) && belongs(row)).collect();
        if !rows.is_empty() {
            lines.push(Line::blank());
            lines.push(Line::heading(model.session.say(heading)));
            lines.extend(rows.into_iter().map(|row| line(row, place, model)));
        }
    }
    lines
}

type Part = (Phrase, fn(&Row) -> bool);

/// What the bar names is done, what is typed with edits, the rest moves.
const PARTS: [Part; 3] = [
    (Phrase::HelpDo, |row| row.in_bar),
    (Phrase::HelpMove, |row| !row.in_bar && !edits(row)),
    (Phrase::HelpType, |row| !row.in_bar && edits(row)),
];

fn edits(row: &Row) -> bool {
    row.name.starts_with("caret-") || row.name.starts_with("erase-")
}

fn line(row: &Row, place: Place, model: &Model) -> Line {
    let keys: Vec<String> = row.keys_in(place).map(|key| key.replace('+', " ")).collect();
    let title = model.session.both(row.title);
    match availability(row.action, model) {
        Ok(()) => {
            Line::text("", Tone::Plain).column(KEYS, keys.join("  "), Tone::Key).column(TITLE, title, Tone::Plain)
        }
        Err(why) => {
            let why = model.session.fill(Phrase::HelpNotNow, &[&why.sentence(model)]);
            Line::text(why, Tone::Quiet).column(KEYS, keys.join("  "), Tone::Quiet).column(TITLE, title, Tone::Quiet)
        }
    }
}
