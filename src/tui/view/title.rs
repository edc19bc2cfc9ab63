//! The first row: the program, the screens and their keys, whether the data is invented, and the day.

use crate::text::date;
use crate::tui::action::Action;
use crate::tui::layout::Area;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::{Pen, columns};

const TABS: [(Place, Action); 6] = [
    (Place::Queues, Action::GoQueues),
    (Place::Emergencies, Action::GoEmergencies),
    (Place::Families, Action::GoFamilies),
    (Place::Deadlines, Action::GoDeadlines),
    (Place::Entitlements, Action::GoEntitlements),
    (Place::Figures, Action::GoFigures),
];

/// Draws the title. That the data is invented is always said; where room is short, the day is shortened first and then the screens that
/// are not in front go by their keys alone.
pub fn draw(pen: &mut Pen, model: &Model) {
    let session = &model.session;
    let row = Area { x: 0, y: 0, columns: session.size.columns, rows: 1 };
    let demo = if session.demo { session.say(Phrase::Demo) } else { "" };
    let fits = |(titles, day): &(bool, String)| {
        let right = columns(demo) + columns(day) + 2 * u16::from(session.demo);
        left(model, *titles).iter().map(|span| columns(&span.text)).sum::<u16>() + right < row.columns
    };
    let ways = [true, false].into_iter().flat_map(|titles| days(model).map(|day| (titles, day)));
    let (titles, day) = ways.into_iter().find(fits).unwrap_or_default();
    pen.write_all(row, &left(model, titles));
    let gap = if day.is_empty() || demo.is_empty() { "" } else { "  " };
    let right = [Span::new(demo, Tone::Soon), Span::new(gap, Tone::Plain), Span::new(day, Tone::Quiet)];
    pen.write_all_right(row.first(row.columns - 1), &right);
}

/// The day, the longest way of saying it first.
fn days(model: &Model) -> [String; 3] {
    let today = model.session.today();
    let weekday = date::weekday(today, model.session.lang);
    [format!("{today} {weekday}"), today.to_string(), today.format("%m-%d").to_string()]
}

/// The program and the screens with their keys.
fn left(model: &Model, titles: bool) -> Vec<Span> {
    let session = &model.session;
    let mut spans = vec![Span::new(session.say(Phrase::Name), Tone::Strong), Span::new("  ", Tone::Plain)];
    for (place, action) in TABS {
        let key = action.row().keys_in(place).next().unwrap_or_default();
        let here = model.home.place() == place;
        let (open, close) = if here { ("[", "]") } else { (" ", " ") };
        let (key_tone, tone) = if here { (Tone::Key, Tone::Strong) } else { (Tone::Quiet, Tone::Plain) };
        spans.extend([Span::new(open, Tone::Key), Span::new(key, key_tone)]);
        if titles || here {
            spans.push(Span::new(format!(" {}", session.both(action.title())), tone));
        }
        let red = model.overview.emergencies.red;
        if place == Place::Emergencies && red > 0 {
            spans.push(Span::new(format!(" {red}"), Tone::Alarm));
        }
        spans.push(Span::new(close, Tone::Key));
    }
    spans
}
