//! F8: the batches and what the chosen one comes to; the lines of a batch and the chosen one.

use super::queues::{Rows, count, figure, list};
use super::{finder, in_use, pane_title, ruled};
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::service::answer::batch::{BatchLine, PaymentLine};
use crate::text::Lang;
use crate::tui::compose::batch;
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::Pane;
use crate::tui::screen::batch::BatchScreen;
use crate::tui::screen::batches::Batches;
use crate::tui::session::Session;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet;
use crate::tui::widget::table::{self, Column};

/// From this width of the pane on a batch has its measure and its counts beside it.
const ROOMY: u16 = 60;

/// Draws the batches.
pub fn draw(pen: &mut Pen, screen: &Batches, model: &Model) {
    let panes = model.panes(Place::Batches);
    let main = ruled(pen, panes.main);
    batches(pen, main, screen, model);
    sheet::draw(pen, panes.side, &screen.detail, in_use(model, Pane::Side));
}

fn batches(pen: &mut Pen, area: Area, screen: &Batches, model: &Model) {
    if finder::found(pen, area, model) {
        return;
    }
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let x = pane_title(pen, row, session.say(Phrase::BatchesTitle), model, Pane::Main) + 2;
        count(pen, row.after(x), &screen.roll.list, Phrase::BatchesOnly, model);
    }
    let roomy = area.columns >= ROOMY;
    let columns = columns(roomy, session);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    let empty = if screen.roll.is_known() { Phrase::NoBatches } else { Phrase::Loading };
    list(pen, area.below(HEADS), &shown, |row| spans(row, roomy, session), empty, model);
}

fn columns(roomy: bool, session: &Session) -> Vec<Column> {
    let lang = session.lang;
    let mut columns = vec![
        Column::words(session.say(Phrase::BatchWord), if roomy { 5 } else { lang.pick(4, 5) }),
        Column::words(session.say(Phrase::PeriodFor), if roomy { 12 } else { 7 }),
        Column::words(session.say(Phrase::Status), lang.pick(8, 9)),
        Column::figures(session.say(Phrase::Persons), 6),
    ];
    if roomy {
        columns.push(Column::figures(session.say(Phrase::PaidShort), 6));
        columns.push(Column::figures(session.say(Phrase::FailedShort), 6));
        columns.push(Column::figures(session.say(Phrase::OutShort), 6));
    }
    columns.push(Column::rest(session.say(Phrase::Yuan)));
    columns
}

/// A period in a few cells: its name where there is room for it in Chinese, else its code.
fn period(period: Period, roomy: bool, session: &Session) -> String {
    if roomy && session.lang == Lang::Zh { period.text(session.lang) } else { period.to_string() }
}

/// How many people and how much money a batch is of: whoever was not left out.
fn spans(row: &BatchLine, roomy: bool, session: &Session) -> Vec<Span> {
    let batch = &row.batch;
    let totals = batch.totals;
    let all = [totals.waiting, totals.paid, totals.failed, totals.corrected];
    let lines = all.iter().map(|sum| u64::from(sum.lines)).sum::<u64>();
    let amount = Fen::sum(all.iter().map(|sum| sum.amount)).unwrap_or(Fen::ZERO);
    let stage =
        Span::new(session.both(batch.stage.title()), if batch.stage.is_open() { Tone::Plain } else { Tone::Quiet });
    let mut spans = vec![
        Span::new(batch.id.to_string(), Tone::Quiet),
        Span::new(period(batch.period, roomy, session), Tone::Plain),
        stage,
        figure(lines, Tone::Plain),
    ];
    if roomy {
        let failed = u64::from(totals.failed.lines) + u64::from(totals.corrected.lines);
        spans.push(figure(totals.paid.lines.into(), Tone::Good));
        spans.push(figure(failed, Tone::Alarm));
        spans.push(figure(totals.out.lines.into(), Tone::Quiet));
    }
    spans.push(Span::new(amount.grouped(), Tone::Plain));
    spans
}

/// Draws the lines of a batch.
pub fn one(pen: &mut Pen, screen: &BatchScreen, model: &Model) {
    let panes = model.panes(Place::Batch);
    let main = ruled(pen, panes.main);
    lines(pen, main, screen, model);
    sheet::draw(pen, panes.side, &screen.detail, in_use(model, Pane::Side));
}

fn lines(pen: &mut Pen, area: Area, screen: &BatchScreen, model: &Model) {
    if finder::found(pen, area, model) {
        return;
    }
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let title = screen.batch().map_or_else(|| screen.id.to_string(), |one| batch::title(one, session));
        let mut x = pane_title(pen, row, &title, model, Pane::Main) + 2;
        if let Some(state) = screen.state {
            let only = session.fill(Phrase::Only, &[session.both(state.title())]);
            x += pen.write(row.after(x), &only, Tone::Soon) + 2;
        }
        count(pen, row.after(x), &screen.roll.list, Phrase::LinesOnly, model);
    }
    let roomy = area.columns >= ROOMY;
    let mut columns =
        vec![Column::figures(session.say(Phrase::LineNo), 5), Column::words(session.say(Phrase::Subject), 8)];
    if roomy {
        columns.push(Column::words(session.say(Phrase::Family), 7));
        columns.push(Column::figures(session.say(Phrase::MonthsWord), session.lang.pick(4, 6)));
    }
    columns.extend([
        Column::figures(session.say(Phrase::Yuan), 9),
        Column::words(session.say(Phrase::Status), session.lang.pick(6, 10)),
        Column::rest(session.say(Phrase::WhyWord)),
    ]);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    let empty = if screen.roll.is_known() { Phrase::NoLines } else { Phrase::Loading };
    list(pen, area.below(HEADS), &shown, |row| line(row, roomy, session), empty, model);
}

fn line(row: &PaymentLine, roomy: bool, session: &Session) -> Vec<Span> {
    let (line, listed) = (&row.line, &row.line.listed);
    let state = line.state();
    let mut spans = vec![Span::new(listed.no.to_string(), Tone::Quiet), Span::new(listed.name.clone(), Tone::Plain)];
    if roomy {
        spans.push(Span::new(listed.family.to_string(), Tone::Quiet));
        spans.push(figure(listed.months().into(), Tone::Plain));
    }
    spans.extend([
        Span::new(line.amount().grouped(), Tone::Plain),
        Span::new(session.both(state.title()), batch::tone(state)),
        Span::new(line.because(session.lang), Tone::Plain),
    ]);
    spans
}
