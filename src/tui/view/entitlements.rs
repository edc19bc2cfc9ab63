//! F6: the measures, who is entitled to the chosen one, and why.

use super::queues::{Rows, count, list};
use super::{finder, in_use, pane_title, ruled};
use crate::service::answer::EntitlementRow;
use crate::tui::compose::verdict;
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::screen::Pane;
use crate::tui::screen::entitlements::Entitlements;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet::{self, mark_more};
use crate::tui::widget::table::{self, Column, Gutter};

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Entitlements, model: &Model) {
    let panes = model.session.panes(model.screen().place());
    let main = ruled(pen, panes.main);
    match panes.scopes {
        Some(area) => {
            let area = ruled(pen, area);
            measures(pen, area, screen, model);
            rows(pen, main, screen, model);
        }
        None if screen.pane == Pane::Scopes => measures(pen, main, screen, model),
        None => rows(pen, main, screen, model),
    }
    sheet::draw(pen, panes.side, &screen.reasons, in_use(model, Pane::Side));
}

/// The measures in the plan's order, each department's after its name; the chosen one near the middle.
fn measures(pen: &mut Pen, area: Area, screen: &Entitlements, model: &Model) {
    let session = &model.session;
    area.row(0).into_iter().for_each(|row| {
        pane_title(pen, row, session.say(Phrase::Measure), model, Pane::Scopes);
    });
    let space = area.below(HEADS);
    let all = std::iter::once(session.say(Phrase::AllMeasures).to_string());
    let names: Vec<String> = all.chain(session.plan.measures().iter().map(|one| session.measure(one.no))).collect();
    let height = usize::from(space.rows);
    let top = screen.scope.saturating_sub(height / 2).min(names.len().saturating_sub(height));
    let columns = [Column::rest("")];
    for (row, (at, name)) in (0..space.rows).zip(names.iter().enumerate().skip(top)) {
        let Some(row) = space.row(row) else { break };
        let chosen = at == screen.scope;
        let tone = if chosen { Tone::Strong } else { Tone::Plain };
        let gutter = Gutter { chosen, marked: false, in_use: in_use(model, Pane::Scopes) };
        table::row(pen, row, &columns, &[Span::new(name, tone)], gutter);
    }
    mark_more(pen, space, top > 0, top + height < names.len());
}

fn rows(pen: &mut Pen, area: Area, screen: &Entitlements, model: &Model) {
    if finder::found(pen, area, model) {
        return;
    }
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let name = screen.filter.measure.map(|no| session.measure(no));
        let name = name.unwrap_or_else(|| session.say(Phrase::AllMeasures).to_string());
        let mut x = pane_title(pen, row, &name, model, Pane::Main) + 2;
        x += pen.write(row.after(x), &filter(screen, model), Tone::Soon) + 2;
        count(pen, row.after(x), &screen.roll.list, Phrase::CountOnly, model);
    }
    let columns = [
        Column::words("", session.lang.pick(6, 8)),
        Column::words(session.say(Phrase::Subject), 8),
        Column::words(session.say(Phrase::Family), 7),
        Column::rest(session.say(Phrase::Measure)),
    ];
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = if screen.roll.is_known() { Phrase::NothingHere } else { Phrase::Loading };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, area.below(HEADS), &shown, |row| spans(row, model), empty, model);
}

fn filter(screen: &Entitlements, model: &Model) -> String {
    let session = &model.session;
    let mut parts = Vec::new();
    parts.extend(screen.filter.verdict.map(|truth| verdict::word(truth, session).text));
    parts.extend(screen.filter.without_item.then(|| session.say(Phrase::WithoutItem).to_string()));
    parts.extend(screen.filter.family.map(|family| family.to_string()));
    parts.join(" ")
}

fn spans(row: &EntitlementRow, model: &Model) -> Vec<Span> {
    let session = &model.session;
    let word = match row.item {
        Some(_) => Span::new(session.say(Phrase::HasItem), Tone::Quiet),
        None => verdict::word(row.verdict.truth, session),
    };
    let missing = row.verdict.missing.first().map(|missing| missing.sentence(session.lang));
    let text = match missing {
        Some(missing) => format!("{}  {} {missing}", session.measure(row.measure), session.say(Phrase::StillMissing)),
        None => session.measure(row.measure),
    };
    vec![
        word,
        Span::new(row.subject.clone(), Tone::Plain),
        Span::new(row.family.to_string(), Tone::Quiet),
        Span::new(text, Tone::Plain),
    ]
}
