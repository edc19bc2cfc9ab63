//! F3: what must stay in sight, the open emergencies by the clock that runs out first, and the page of the chosen one.

use super::queues::{Rows, count, list};
use super::{finder, in_use, pane_title, ruled};
use crate::service::answer::EmergencyRow;
use crate::text::Lang;
use crate::tui::compose::emergency;
use crate::tui::layout::{Area, HEADS, PINNED};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::Pane;
use crate::tui::screen::emergencies::Emergencies;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet::{self, GUTTER};
use crate::tui::widget::table::{self, Column, Gutter};

/// From this width of the pane on the stage has a column of its own.
const ROOMY: u16 = 60;
/// From this width of the pane on the line has one too.
const WIDE: u16 = 84;

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Emergencies, model: &Model) {
    let panes = model.panes(Place::Emergencies);
    let main = ruled(pen, panes.main);
    if !finder::found(pen, main, model) {
        board(pen, main, screen, model);
    }
    sheet::draw(pen, panes.side, &screen.sheet, in_use(model, Pane::Side));
}

fn board(pen: &mut Pen, area: Area, screen: &Emergencies, model: &Model) {
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let x = pane_title(pen, row, session.both(Place::Emergencies.title()), model, Pane::Main) + 2;
        let counts = model.overview.emergencies;
        let (unanswered, red) = (counts.unanswered.to_string(), counts.red.to_string());
        let text = session.fill(Phrase::EmergencyCounts, &[&unanswered, &red]);
        pen.write(row.after(x), &text, if counts.red > 0 { Tone::Alarm } else { Tone::Quiet });
        count(pen, row.after(x), &screen.roll.list, Phrase::CountOnly, model);
    }
    let columns = columns(model, area.columns);
    pinned(pen, area.below(1), screen, &columns, model);
    let rows = area.below(1 + PINNED);
    rows.row(0).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = if screen.roll.is_known() { Phrase::NoEmergency } else { Phrase::Loading };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, rows.below(HEADS - 1), &shown, |row| cells(row, area.columns, model), empty, model);
}

/// Those that nobody has answered and the outcomes for this clerk: the same rows whatever the cursor does.
fn pinned(pen: &mut Pen, area: Area, screen: &Emergencies, columns: &[Column], model: &Model) {
    let session = &model.session;
    let last = PINNED - 1;
    for (at, row) in (0..last).zip(screen.pinned()) {
        let Some(space) = area.row(at) else { break };
        let chosen = !screen.in_list() && screen.chosen() == Some(row.emergency);
        let gutter = Gutter { chosen, marked: false, in_use: chosen && in_use(model, Pane::Main) };
        let mut cells = cells(row, area.columns, model);
        if !row.outcome.is_empty() {
            cells.pop();
            cells.push(Span::new(session.fill(Phrase::OutcomeIs, &[&row.outcome]), Tone::Good));
        }
        table::row(pen, space, columns, &cells, gutter);
    }
    let seen = screen.strip.unanswered.len() as u64;
    let text = match screen.strip.total.saturating_sub(seen) {
        _ if screen.pinned().next().is_none() => session.say(Phrase::AllAnswered).to_string(),
        0 => session.say(Phrase::PinnedHint).to_string(),
        more => session.fill(Phrase::MorePinned, &[&more.to_string()]),
    };
    area.row(last).into_iter().for_each(|row| {
        let row = row.after(GUTTER).first(area.columns.saturating_sub(GUTTER + 1));
        pen.write(row, &text, Tone::Quiet);
    });
}

/// Whether there is room for the kind beside the name; where there is not, it stands in the detail.
fn tells_kind(pane: u16, lang: Lang) -> bool {
    pane >= ROOMY || lang == Lang::Zh
}

pub(super) fn columns(model: &Model, pane: u16) -> Vec<Column> {
    let session = &model.session;
    let lang = session.lang;
    let mut columns = vec![
        Column::figures(session.say(Phrase::Level), lang.pick(2, 3)),
        Column::words("", lang.pick(4, 6)),
        Column::words(session.say(Phrase::Due), lang.pick(9, 11)),
    ];
    if tells_kind(pane, lang) {
        columns.push(Column::words(session.say(Phrase::EmergencyKind), lang.pick(8, 12)));
    }
    if pane >= ROOMY {
        columns.push(Column::words(session.say(Phrase::Status), lang.pick(6, 8)));
    }
    if pane >= WIDE {
        columns.push(Column::words(session.say(Phrase::Subject), 14));
    }
    columns.push(Column::rest(if pane >= WIDE { "" } else { session.say(Phrase::Subject) }));
    columns
}

pub(super) fn cells(row: &EmergencyRow, pane: u16, model: &Model) -> Vec<Span> {
    let session = &model.session;
    let tone = emergency::tone(row, session);
    let [what, left] = emergency::clock(row, session);
    let mut cells = vec![Span::new(row.severity.to_string(), tone), what, left];
    if tells_kind(pane, session.lang) {
        cells.push(Span::new(emergency::kind(row, session), Tone::Plain));
    }
    if pane >= ROOMY {
        cells.push(Span::new(session.both(row.stage.title()), Tone::Plain));
    }
    cells.push(Span::new(row.subject.clone(), Tone::Plain));
    if pane >= WIDE {
        cells.push(Span::new(row.line.clone(), Tone::Quiet));
    }
    cells
}
