//! Help for a place, made from the table of actions: what can be done, with which keys, and what is not possible just now.

use crate::tui::action::{Row, TABLE};
use crate::tui::availability::availability;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::{HOUSEHOLDS, Place};
use crate::tui::sheet::{Line, Sheet, Target};
use crate::tui::tone::Tone;

/// Cells of the title of an action, in Chinese and in English.
const TITLE: (u16, u16) = (10, 15);

/// The lines of the help for a place.
pub fn lines(place: Place, model: &Model) -> Vec<Line> {
    let mut lines = Vec::new();
    for (heading, belongs) in PARTS {
        let rows: Vec<&Row> = TABLE.iter().filter(|row| row.is_in(place) && belongs(row)).collect();
        if !rows.is_empty() {
            lines.push(Line::heading(model.session.say(heading)));
            lines.extend(rows.into_iter().map(|row| line(row, place, model)));
            lines.push(Line::blank());
        }
    }
    let signs: Vec<Phrase> =
        SIGNS.iter().filter(|(places, _)| places.contains(&place)).map(|(_, sign)| *sign).collect();
    if !signs.is_empty() {
        lines.push(Line::heading(model.session.say(Phrase::HelpSigns)));
        lines.extend(signs.into_iter().map(|sign| Line::text(model.session.say(sign), Tone::Plain)));
        lines.push(Line::blank());
    }
    lines.push(Line::text(model.session.say(Phrase::HelpInput), Tone::Quiet));
    lines
}

/// Why the action of the chosen line is not possible just now, if it is not.
pub fn why_not(sheet: &Sheet, model: &Model) -> Option<String> {
    let Some(Target::Action(action)) = sheet.target() else { return None };
    let why = availability(action, model).err()?;
    Some(model.session.fill(Phrase::HelpNotNow, &[&why.sentence(model)]))
}

/// What stands on a screen and is no whole word.
const SIGNS: [(&[Place], Phrase); 3] =
    [(HOUSEHOLDS, Phrase::SignOwed), (&[Place::Queues], Phrase::SignWaking), (&[Place::Queues], Phrase::SignCold)];

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
    let possible = availability(row.action, model).is_ok();
    let (key, title) = if possible { (Tone::Key, Tone::Plain) } else { (Tone::Quiet, Tone::Quiet) };
    let width = model.session.lang.pick(TITLE.0, TITLE.1);
    Line::text(keys.join("  "), key)
        .column(width, model.session.both(row.title), title)
        .for_(Target::Action(row.action))
}
