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

const TABS: [(Place, Action); 7] = [
    (Place::Queues, Action::GoQueues),
    (Place::Emergencies, Action::GoEmergencies),
    (Place::Families, Action::GoFamilies),
    (Place::Deadlines, Action::GoDeadlines),
    (Place::Entitlements, Action::GoEntitlements),
    (Place::Figures, Action::GoFigures),
    (Place::Batches, Action::GoBatches),
];

/// Draws the title. That the data is invented is always said; where room is short, the day is shortened first and then the screens that
/// are not in front go by their keys alone.
pub fn draw(pen: &mut Pen, model: &Model) {
    let session = &model.session;
    let row = Area { x: 0, y: 0, columns: session.size.columns, rows: 1 };
    let demo = if session.demo { session.say(Phrase::Demo) } else { "" };
    let fits = |(way, day): &(Way, String)| {
        let right = columns(demo) + columns(day) + 2 * u16::from(session.demo);
        left(model, *way).iter().map(|span| columns(&span.text)).sum::<u16>() + right + 1 < row.columns
    };
    let ways = [Way::All, Way::Often, Way::Keys].into_iter().flat_map(|way| days(model).map(|day| (way, day)));
    let (way, day) = ways.into_iter().find(fits).unwrap_or((Way::Keys, String::new()));
    pen.write_all(row, &left(model, way));
    let gap = if day.is_empty() || demo.is_empty() { "" } else { "  " };
    let right = [Span::new(demo, Tone::Soon), Span::new(gap, Tone::Plain), Span::new(day, Tone::Quiet)];
    pen.write_all_right(row.first(row.columns - 1), &right);
}

/// How the screens are named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// All of them.
    All,
    /// Without the one that is seldom used, unless it is in front.
    Often,
    /// That one too goes by its key alone, as all do that are not in front.
    Keys,
}

/// The screen that is used twice a year.
const SELDOM: Place = Place::Batches;

/// The day, the longest way of saying it first.
fn days(model: &Model) -> [String; 3] {
    let today = model.session.today();
    let weekday = date::weekday(today, model.session.lang);
    [format!("{today} {weekday}"), today.to_string(), today.format("%m-%d").to_string()]
}

/// The program and the screens with their keys.
fn left(model: &Model, way: Way) -> Vec<Span> {
    let session = &model.session;
    let mut spans = vec![Span::new(session.say(Phrase::Name), Tone::Strong), Span::new("  ", Tone::Plain)];
    for (place, action) in TABS {
        let key = action.row().keys_in(place).next().unwrap_or_default();
        let here = model.home.place() == place;
        if way == Way::Often && place == SELDOM && !here {
            continue;
        }
        let (open, close) = if here { ("[", "]") } else { (" ", " ") };
        let (key_tone, tone) = if here { (Tone::Key, Tone::Strong) } else { (Tone::Quiet, Tone::Plain) };
        spans.extend([Span::new(open, Tone::Key), Span::new(key, key_tone)]);
        if way != Way::Keys || here {
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
