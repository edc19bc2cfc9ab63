//! F2: departments with their counts, the queue of the chosen one, the family of the chosen item.

use super::{finder, in_use, pages, pane_title, queue_rows, ruled};
use crate::service::answer::DepartmentCounts;
use crate::service::query::rhythm::WatchList;
use crate::tui::layout::{Area, HEADS};
use crate::tui::list::{List, Listed};
use crate::tui::marks::Marks;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::Pane;
use crate::tui::screen::queues::Queues;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet::mark_more;
use crate::tui::widget::table::{self, Column, Gutter};

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Queues, model: &Model) {
    let panes = model.panes(model.screen().place());
    let main = ruled(pen, panes.main);
    match panes.scopes {
        Some(area) => {
            departments(pen, area, screen, model);
            queue(pen, main, screen, model, false);
        }
        None if screen.pane == Pane::Scopes => each_department(pen, main, screen, model),
        None => queue(pen, main, screen, model, true),
    }
    pages::side(pen, panes.side, &screen.side, model);
}

/// The departments in a pane of their own.
pub fn departments(pen: &mut Pen, area: Area, screen: &Queues, model: &Model) {
    let area = ruled(pen, area);
    each_department(pen, area, screen, model);
}

fn each_department(pen: &mut Pen, area: Area, screen: &Queues, model: &Model) {
    let session = &model.session;
    let say = |phrase| session.say(phrase);
    area.row(0).into_iter().for_each(|row| {
        let families = session.fill(Phrase::FamiliesOnly, &[&model.overview.families.to_string()]);
        pane_title(pen, row, &families, model, Pane::Scopes);
    });
    let columns = [
        Column::words(say(Phrase::Department), area.columns.saturating_sub(22)),
        Column::figures(say(Phrase::Live), 4),
        Column::figures(say(Phrase::Soon), 4),
        Column::figures(say(Phrase::Overdue), 4),
        Column::figures(say(Phrase::Emergency), 4),
    ];
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let rows = area.below(HEADS);
    let all = (say(Phrase::AllDepartments).to_string(), sum(&model.overview.departments));
    let each = session.departments().map(|department| {
        let counts = model.overview.departments.iter().find(|counts| counts.department == department.no);
        (session.department(department.no), counts.copied())
    });
    let reviews = (session.both(Place::Reviews.title()).to_string(), None);
    for (at, (name, counts)) in std::iter::once(all).chain(each).chain([reviews]).enumerate() {
        let Some(row) = u16::try_from(at).ok().and_then(|at| rows.row(at)) else { break };
        let chosen = at == screen.scope;
        let gutter = Gutter { chosen, marked: false, in_use: in_use(model, Pane::Scopes) };
        let tone = if chosen { Tone::Strong } else { Tone::Plain };
        let [mut live, soon, overdue, emergency] = counts.map(figures).unwrap_or_default();
        if at > session.departments().count() {
            live = figure(model.overview.reviews, Tone::Plain);
        }
        table::row(pen, row, &columns, &[Span::new(name, tone), live, soon, overdue, emergency], gutter);
    }
}

/// The counts of a department. What is not there is left out, so that what is stands out.
fn figures(counts: DepartmentCounts) -> [Span; 4] {
    [
        figure(counts.live, Tone::Plain),
        figure(counts.due_soon, Tone::Soon),
        figure(counts.overdue, Tone::Alarm),
        figure(counts.emergency, Tone::Alarm),
    ]
}

/// A count; none is a dash, so that what is there stands out.
pub fn figure(count: u64, tone: Tone) -> Span {
    if count == 0 { Span::new("-", Tone::Quiet) } else { Span::new(count.to_string(), tone) }
}

fn sum(departments: &[DepartmentCounts]) -> Option<DepartmentCounts> {
    departments.iter().copied().reduce(|sum, one| DepartmentCounts {
        department: sum.department,
        live: sum.live + one.live,
        due_soon: sum.due_soon + one.due_soon,
        overdue: sum.overdue + one.overdue,
        emergency: sum.emergency + one.emergency,
        suspended: sum.suspended + one.suspended,
    })
}

fn queue(pen: &mut Pen, area: Area, screen: &Queues, model: &Model, with_counts: bool) {
    if finder::found(pen, area, model) {
        return;
    }
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let name = screen.filter.department.map(|no| session.department(no));
        let name = name.unwrap_or_else(|| session.say(Phrase::AllDepartments).to_string());
        let mut x = pane_title(pen, row, &name, model, Pane::Main) + 2;
        if with_counts {
            x += counts_line(pen, row.after(x), screen, model);
        }
        x += match screen.watch {
            Some(list) => {
                let what = if list == WatchList::Waking { Phrase::Waking } else { Phrase::Cold };
                let text = session.fill(Phrase::Only, &[session.say(what)]);
                pen.write(row.after(x), &text, Tone::Soon) + 2
            }
            None => filters(pen, row.after(x), &screen.filter, model),
        };
        count(pen, row.after(x), &screen.roll.list, Phrase::CountOnly, model);
    }
    let columns = queue_rows::columns(session, screen.filter.status, area.columns);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = if screen.roll.is_known() { Phrase::NothingWaits } else { Phrase::Loading };
    let spans = |row: &_| queue_rows::spans(row, model).to_vec();
    list(
        pen,
        area.below(HEADS),
        &Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns },
        spans,
        empty,
        model,
    );
}

/// Below the width for three panes the counts of the chosen department stand in one line.
fn counts_line(pen: &mut Pen, area: Area, screen: &Queues, model: &Model) -> u16 {
    let counts = match screen.filter.department {
        None => sum(&model.overview.departments),
        Some(no) => model.overview.departments.iter().find(|counts| counts.department == no).copied(),
    };
    let Some(counts) = counts else { return 0 };
    let mut x = 0;
    for (phrase, figure) in [(Phrase::Overdue, counts.overdue), (Phrase::Emergency, counts.emergency)] {
        if figure > 0 {
            let text = format!("{} {figure}", model.session.say(phrase));
            x += pen.write(area.after(x), &text, Tone::Alarm) + 2;
        }
    }
    x
}

/// What the rows are filtered by, so that nobody takes a part for the whole.
pub fn filters(pen: &mut Pen, area: Area, filter: &crate::service::query::QueueFilter, model: &Model) -> u16 {
    let session = &model.session;
    let mut parts = Vec::new();
    parts.extend(filter.status.map(|status| session.both(status.title()).to_string()));
    parts.extend(filter.township.map(|code| session.township(code)));
    parts.extend(filter.overdue.then(|| session.say(Phrase::Overdue).to_string()));
    parts.extend(filter.emergency.then(|| session.say(Phrase::Emergency).to_string()));
    if parts.is_empty() {
        return 0;
    }
    let text = session.fill(Phrase::Only, &[&parts.join(" ")]);
    pen.write(area, &text, Tone::Soon) + 2
}

/// The place of the chosen row and the length of the list, at the right end.
pub fn count<T: Listed>(pen: &mut Pen, area: Area, list: &List<T>, phrase: Phrase, model: &Model) {
    let text = match (list.place(), list.total()) {
        (Some(place), Some(total)) => format!("{place}/{total}"),
        (None, Some(total)) => model.session.fill(phrase, &[&total.to_string()]),
        _ => return,
    };
    pen.write_right(area.first(area.columns.saturating_sub(1)), &text, Tone::Quiet);
}

/// What a list shows.
pub struct Rows<'a, T> {
    /// The window onto the list.
    pub list: &'a List<T>,
    /// What is marked.
    pub marks: &'a Marks<T>,
    /// The columns.
    pub columns: &'a [Column],
}

/// Draws the rows of a list, or says why there are none.
pub fn list<T: Listed + Clone>(
    pen: &mut Pen,
    area: Area,
    rows: &Rows<T>,
    spans: impl Fn(&T) -> Vec<Span>,
    empty: Phrase,
    model: &Model,
) {
    if rows.list.is_empty() {
        pages::sentence(pen, area, if empty == Phrase::Loading { model.not_here() } else { model.session.say(empty) });
        return;
    }
    let (shown, chosen) = rows.list.shown();
    for (at, row) in shown.enumerate() {
        let Some(space) = u16::try_from(at).ok().and_then(|at| area.row(at)) else { break };
        let gutter =
            Gutter { chosen: chosen == Some(at), marked: rows.marks.has(row), in_use: in_use(model, Pane::Main) };
        table::row(pen, space, rows.columns, &spans(row), gutter);
    }
    let (above, below) = rows.list.goes_on();
    mark_more(pen, area, above, below);
}
