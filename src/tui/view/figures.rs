//! F7: the bodies and their reports, the figures of the year, the chosen one in detail; or the items behind it.

use super::queues::{Rows, count, list};
use super::{emergencies, finder, in_use, pages, pane_title, queue_rows, registers, ruled};
use crate::ids::MeasureNo;
use crate::service::figure::{FigureRow, FigureYear, ReportState, UnitReport};
use crate::tui::compose::figures::{short, sparkline};
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::screen::Pane;
use crate::tui::screen::figures::{Behind, Figures, MadeOf};
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet::{self, mark_more};
use crate::tui::widget::table::{self, Column, Gutter};

/// From this width of the pane on each figure has its years beside it.
const ROOMY: u16 = 52;
/// Cells of the years.
const YEARS: u16 = 12;

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Figures, model: &Model) {
    let panes = model.panes(model.screen().place());
    let main = ruled(pen, panes.main);
    match panes.scopes {
        Some(area) => {
            let area = ruled(pen, area);
            bodies(pen, area, screen, model);
            middle(pen, main, screen, model);
        }
        None if screen.pane == Pane::Scopes => bodies(pen, main, screen, model),
        None => middle(pen, main, screen, model),
    }
    match &screen.behind {
        Some(Behind { made_of: MadeOf::Items(_, side) | MadeOf::Emergencies(_, side), .. }) => {
            pages::side(pen, panes.side, side, model)
        }
        Some(Behind { made_of: MadeOf::Rows(_, sheet, _), .. }) => {
            sheet::draw(pen, panes.side, sheet, in_use(model, Pane::Side));
        }
        None => sheet::draw(pen, panes.side, &screen.detail, in_use(model, Pane::Side)),
    }
}

/// The bodies, each with how its report stands.
fn bodies(pen: &mut Pen, area: Area, screen: &Figures, model: &Model) {
    let session = &model.session;
    let year = screen.year(session).to_string();
    if let Some(row) = area.row(0) {
        let title = match &screen.units {
            Some(units) => {
                let (sent, all) = (units.units.len() - units.missing(), units.units.len());
                session.fill(Phrase::ReportsOf, &[&year, &sent.to_string(), &all.to_string()])
            }
            None => session.fill(Phrase::ReportsOf, &[&year, "-", "-"]),
        };
        pane_title(pen, row, &title, model, Pane::Scopes);
    }
    let columns = [Column::words(session.say(Phrase::Department), area.columns.saturating_sub(17)), Column::rest("")];
    let due = screen.units.as_ref().and_then(|units| units.due);
    if let Some(row) = area.row(1) {
        let due = due.map(|due| session.fill(Phrase::SentBy, &[&due.format("%m-%d").to_string()]));
        table::heads(pen, row, &columns);
        let after = row.after(area.columns.saturating_sub(17) + 3);
        pen.write(after, &due.unwrap_or_default(), Tone::Quiet);
    }
    let rows = area.below(HEADS);
    let all = (session.say(Phrase::AllDepartments).to_string(), None);
    let each = session.departments().map(|department| {
        let units = screen.units.as_ref().map(|units| units.units.as_slice()).unwrap_or_default();
        let unit = units.iter().find(|unit| unit.department == department.no);
        (session.department(department.no), unit)
    });
    for (at, (name, unit)) in std::iter::once(all).chain(each).enumerate() {
        let Some(row) = u16::try_from(at).ok().and_then(|at| rows.row(at)) else { break };
        let chosen = at == screen.scope;
        let gutter = Gutter { chosen, marked: false, in_use: in_use(model, Pane::Scopes) };
        let tone = if chosen { Tone::Strong } else { Tone::Plain };
        let state = unit.map(|unit| report(unit, model)).unwrap_or_default();
        table::row(pen, row, &columns, &[Span::new(name, tone), state], gutter);
    }
}

fn report(unit: &UnitReport, model: &Model) -> Span {
    let tone = match unit.state {
        ReportState::Sent => Tone::Good,
        ReportState::SentLate | ReportState::Waiting => Tone::Soon,
        ReportState::Late => Tone::Alarm,
    };
    let sent = unit.sent_on.map(|day| day.format(" %m-%d").to_string()).unwrap_or_default();
    Span::new(format!("{}{sent}", model.session.both(unit.state.title())), tone)
}

fn middle(pen: &mut Pen, area: Area, screen: &Figures, model: &Model) {
    if finder::found(pen, area, model) {
        return;
    }
    match &screen.behind {
        Some(behind) => made_of(pen, area, behind, screen.as_of.is_some(), model),
        None => figures(pen, area, screen, model),
    }
}

/// The items or rows that a figure was made of.
fn made_of(pen: &mut Pen, area: Area, behind: &Behind, looking_back: bool, model: &Model) {
    let session = &model.session;
    let mut at_end = area.first(0);
    if let Some(row) = area.row(0) {
        let measure = session.plan.measure(behind.of.measure);
        let tally = measure.and_then(|measure| measure.tally.get(usize::from(behind.of.tally)));
        let title = tally.map_or("", |tally| tally.title.in_lang(session.lang));
        let title = format!("{} {} {title}", behind.of.year, session.measure(behind.of.measure));
        let title = if looking_back { session.fill(Phrase::AsOfNow, &[&title]) } else { title };
        let x = pane_title(pen, row, &title, model, Pane::Main) + 2;
        at_end = row.after(x);
    }
    let space = area.below(HEADS);
    match &behind.made_of {
        MadeOf::Items(roll, _) => {
            count(pen, at_end, &roll.list, Phrase::CountOnly, model);
            let columns = queue_rows::columns(session, None, area.columns);
            area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
            let empty = if roll.is_known() { Phrase::NothingBehind } else { Phrase::Loading };
            let spans = |row: &_| queue_rows::spans(row, model).to_vec();
            let shown = Rows { list: &roll.list, marks: &roll.marks, columns: &columns };
            list(pen, space, &shown, spans, empty, model);
        }
        MadeOf::Rows(roll, ..) => {
            count(pen, at_end, &roll.list, Phrase::RowsOnly, model);
            let columns = registers::columns(session);
            area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
            let empty = if roll.is_known() { Phrase::NoRowsBehind } else { Phrase::Loading };
            let shown = Rows { list: &roll.list, marks: &roll.marks, columns: &columns };
            list(pen, space, &shown, |row| registers::spans(row, session), empty, model);
        }
        MadeOf::Emergencies(roll, _) => {
            count(pen, at_end, &roll.list, Phrase::RowsOnly, model);
            let columns = emergencies::columns(model, area.columns);
            area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
            let empty = if roll.is_known() { Phrase::NoRowsBehind } else { Phrase::Loading };
            let shown = Rows { list: &roll.list, marks: &roll.marks, columns: &columns };
            list(pen, space, &shown, |row| emergencies::cells(row, area.columns, model), empty, model);
        }
    }
}

fn figures(pen: &mut Pen, area: Area, screen: &Figures, model: &Model) {
    let session = &model.session;
    let Some(found) = &screen.figures else {
        pages::sentence(pen, area.below(HEADS), model.not_here());
        return;
    };
    if let Some(row) = area.row(0) {
        let body = found.department.map(|no| session.department(no));
        let body = body.unwrap_or_else(|| session.say(Phrase::AllDepartments).to_string());
        let title = session.fill(Phrase::FiguresOf, &[&found.year.to_string(), &body]);
        let x = pane_title(pen, row, &title, model, Pane::Main) + 2;
        if let Some(day) = screen.as_of {
            pen.write(row.after(x), &session.fill(Phrase::AsOfTitle, &[&day.to_string()]), Tone::Soon);
        }
        let place = format!("{}/{}", (screen.chosen + 1).min(found.rows.len()), found.rows.len());
        pen.write_right(row.first(row.columns.saturating_sub(1)), &place, Tone::Quiet);
    }
    let roomy = area.columns >= ROOMY;
    let value = session.lang.pick(16, 18);
    let years = if roomy { YEARS + 1 } else { 0 };
    let tally = area.columns.saturating_sub(value + years + 4);
    let mut columns = vec![
        Column::words(session.say(Phrase::Counted), tally),
        Column::figures(session.say(Phrase::InTheYear), value),
    ];
    if roomy {
        columns.push(Column::words(session.say(Phrase::YearByYear), YEARS));
    }
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let space = area.below(HEADS);
    let height = usize::from(space.rows);
    let lines = lines(found);
    let chosen = lines.iter().position(|line| *line == Line::Figure(screen.chosen)).unwrap_or(0);
    let top = chosen.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    for (at, line) in (0u16..).zip(lines.iter().skip(top).take(height)) {
        let Some(space) = space.row(at) else { break };
        match line {
            Line::Measure(no) => {
                let measure = session.plan.measure(*no).map_or("", |one| one.title.in_lang(session.lang));
                pen.write(space.after(1).first(area.columns.saturating_sub(2)), measure, Tone::Heading);
            }
            Line::Figure(place) => {
                let Some(row) = found.rows.get(*place) else { continue };
                let gutter =
                    Gutter { chosen: *place == screen.chosen, marked: false, in_use: in_use(model, Pane::Main) };
                table::row(pen, space, &columns, &cells(row, model), gutter);
            }
        }
    }
    mark_more(pen, space, top > 0, top + height < lines.len());
}

/// A line of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// The title of a measure, above its figures.
    Measure(MeasureNo),
    /// The figure with this place.
    Figure(usize),
}

fn lines(found: &FigureYear) -> Vec<Line> {
    let mut above = None;
    let mut lines = Vec::new();
    for (at, row) in found.rows.iter().enumerate() {
        if above.replace(row.measure) != Some(row.measure) {
            lines.push(Line::Measure(row.measure));
        }
        lines.push(Line::Figure(at));
    }
    lines
}

fn cells(row: &FigureRow, model: &Model) -> Vec<Span> {
    let session = &model.session;
    let tally = session.plan.measure(row.measure).and_then(|measure| measure.tally.get(usize::from(row.tally)));
    let nothing = match row.figure.whole {
        Some(whole) => whole.is_nothing(),
        None => row.figure.parts.iter().all(|(_, part)| part.is_nothing()),
    };
    let tone = if nothing { Tone::Quiet } else { Tone::Strong };
    vec![
        Span::new(format!(" {}", tally.map_or("", |tally| tally.title.in_lang(session.lang))), Tone::Plain),
        Span::new(short(row, session), tone),
        Span::new(sparkline(row), Tone::Good),
    ]
}
