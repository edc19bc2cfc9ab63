//! The first row: the program, the screens and their keys, whether the data is invented, and the day.

use crate::text::date;
use crate::tui::action::Action;
use crate::tui::layout::Area;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::{Pen, columns};

const TABS: [(Place, Action); 4] = [
    (Place::Queues, Action::GoQueues),
    (Place::Families, Action::GoFamilies),
    (Place::Deadlines, Action::GoDeadlines),
    (Place::Entitlements, Action::GoEntitlements),
];

/// Draws the title.
pub fn draw(pen: &mut Pen, model: &Model) {
    let session = &model.session;
    let row = Area { x: 0, y: 0, columns: session.size.columns, rows: 1 };
    let mut x = pen.write(row, session.say(Phrase::Name), Tone::Strong) + 2;
    for (place, action) in TABS {
        let key = action.row().keys_in(place).next().unwrap_or_default();
        let title = session.both(action.title());
        let here = model.home.place() == place;
        let (open, close) = if here { ("[", "]") } else { (" ", " ") };
        let (key_tone, tone) = if here { (Tone::Key, Tone::Strong) } else { (Tone::Quiet, Tone::Plain) };
        x += pen.write(row.after(x), open, Tone::Key);
        x += pen.write(row.after(x), key, key_tone) + 1;
        x += pen.write(row.after(x), title, tone);
        x += pen.write(row.after(x), close, Tone::Key) + 1;
    }
    let today = session.today();
    let day = format!("{today} {}", date::weekday(today, session.lang));
    let mut right = row.first(row.columns - 1);
    let taken = pen.write_right(right, &day, Tone::Quiet);
    right = right.first(right.columns.saturating_sub(taken + 2));
    let demo = session.say(Phrase::Demo);
    if session.demo && right.columns > x + columns(demo) {
        pen.write_right(right, demo, Tone::Soon);
    }
}
