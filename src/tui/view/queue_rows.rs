//! The rows of a queue as columns.

use crate::domain::rhythm::Resting;
use crate::domain::workflow::Status;
use crate::service::answer::QueueRow;
use crate::text::Lang;
use crate::tui::compose::{due, item, names};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::table::Column;

/// From this width of the window on there is a sign at what is cold: on a small one every byte of a page counts.
const ROOMY: u16 = 100;

/// The sign behind the status of what nobody has touched for long.
const COLD: &str = "~";

/// Cells of how long is left.
pub const LEFT: u16 = 10;

/// Cells of a status. Open items have short ones in Chinese.
fn status_width(lang: Lang, status: Option<Status>) -> u16 {
    let open = status.is_none_or(Status::is_open);
    lang.pick(if open { 6 } else { 8 }, 9)
}

/// Cells of the name of whom an item is for: four characters, and the names of both parents where the pane is wide.
pub fn subject_width(pane: u16) -> u16 {
    match pane {
        ..50 => 8,
        50..64 => 12,
        _ => 14,
    }
}

/// The columns of a queue.
pub fn columns(session: &Session, status: Option<Status>, pane: u16) -> [Column; 4] {
    [
        Column::words(session.say(Phrase::Due), LEFT),
        Column::words(session.say(Phrase::Status), status_width(session.lang, status)),
        Column::words(session.say(Phrase::Subject), subject_width(pane)),
        Column::rest(session.say(Phrase::Measure)),
    ]
}

/// A row of a queue.
pub fn spans(row: &QueueRow, model: &Model) -> [Span; 4] {
    let session = &model.session;
    [
        due::left(row.due, row.status, session.today(), session.lang),
        status(row, session),
        Span::new(names::subject(row, session.lang), Tone::Plain),
        item::titled(session.measure(row.measure), row.urgency, session),
    ]
}

/// Where an item stands; what waits for somebody to take it is the ordinary case.
pub fn status(row: &QueueRow, session: &Session) -> Span {
    let title = session.both(row.status.title());
    // A colour of its own on every other row would cost a line more than the sign does.
    let tone = if row.status == Status::Pending { Tone::Quiet } else { Tone::Plain };
    match row.resting {
        Some(Resting::Waking) => Span::new(session.say(Phrase::WakesUp), Tone::Soon),
        // What is overdue is seen anyway, in red; the sign is for what would not be noticed.
        Some(Resting::Cold)
            if session.size.columns >= ROOMY && row.due.is_none_or(|due| due.days_left(session.today()) >= 0) =>
        {
            // In Chinese the sign takes the place of the first character: 已受理 becomes 受理~.
            Span::new(format!("{}{COLD}", title.trim_start_matches('已')), tone)
        }
        Some(Resting::Cold) | None => Span::new(title, tone),
    }
}
