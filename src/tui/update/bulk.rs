//! Marking everything of a list, and opening items for all of it.

use super::{answers, doing};
use crate::domain::refusal::Refusal;
use crate::service::answer::{Done, EntitlementRow, Rows};
use crate::service::query::{From, Query};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::layer::Layer;
use crate::tui::layer::bulk::{Bulk, Stage};
use crate::tui::model::{Deed, Model};
use crate::tui::phrase::Phrase;
use crate::tui::screen::Screen;

/// Marks the rows on the screen, and where everything of a list can be marked says how.
pub fn mark_all(model: &mut Model) -> Vec<Effect> {
    model.front().0.mark_all();
    let Screen::Entitlements(screen) = model.screen() else { return Vec::new() };
    let (marked, total) = (screen.roll.marks.rows().len(), screen.roll.list.total());
    let Some(total) = total.filter(|total| *total > marked as u64 && marked > 0) else { return Vec::new() };
    let (marked, total) = (marked.to_string(), total.to_string());
    let text = match screen.everything {
        true => model.session.fill(Phrase::EverythingMarked, &[&total]),
        false if screen.can_mark_everything() => model.session.fill(Phrase::PageMarked, &[&marked, &total]),
        false => return Vec::new(),
    };
    model.tell(text, crate::tui::tone::Tone::Plain);
    Vec::new()
}

/// Begins to try opening everything that is marked on the screen in front; none when not everything is.
pub fn begin(model: &mut Model) -> Option<Vec<Effect>> {
    let Screen::Entitlements(screen) = model.screen() else { return None };
    if !screen.everything {
        return None;
    }
    let (filter, total) = (screen.filter.clone(), screen.roll.list.total().unwrap_or(0));
    let title = model.session.both(Action::OpenEntitled.title()).to_string();
    model.layers.push(Layer::Bulk(Box::new(Bulk::new(title, filter, total))));
    Some(Vec::new())
}

fn bulk(model: &mut Model) -> Option<&mut Bulk> {
    match model.layers.last_mut() {
        Some(Layer::Bulk(bulk)) => Some(bulk),
        _ => None,
    }
}

/// No key waits: the next slice.
pub fn rest(model: &mut Model) -> Vec<Query> {
    if bulk(model).is_none() {
        return Vec::new();
    }
    let session = model.session.clone();
    let Some(bulk) = bulk(model) else { return Vec::new() };
    let at_work = bulk.is_at_work();
    let query = bulk.next(&session);
    let ended = at_work && query.is_none();
    model.changed |= at_work;
    if ended { end(model) } else { query.into_iter().collect() }
}

/// A slice of rows has come.
pub fn take(model: &mut Model, query: &Query, rows: &Rows<EntitlementRow>) -> Vec<Effect> {
    let orders: Vec<_> = rows.rows.iter().map(|row| doing::opening(row, &model.session)).collect();
    let last = rows.reached.clone().or_else(|| rows.rows.last().map(|row| row.cursor.clone()));
    let next = last.filter(|_| rows.more_after).map(From::After);
    match bulk(model).filter(|bulk| bulk.asked(query)) {
        Some(bulk) => vec![Effect::Preview(bulk.try_orders(orders, next))],
        None => Vec::new(),
    }
}

/// What the orders of a slice would do; none when nothing is being opened in bulk.
pub fn previewed(
    model: &mut Model,
    results: Vec<Result<(), Refusal>>,
) -> Result<Vec<Effect>, Vec<Result<(), Refusal>>> {
    let Some(bulk) = bulk(model) else { return Err(results) };
    let orders = bulk.tried(results);
    Ok(if orders.is_empty() { Vec::new() } else { vec![Effect::Execute(orders)] })
}

/// What the orders of a slice did; false when nothing is being opened in bulk.
pub fn executed(model: &mut Model, results: &[Result<Done, Refusal>]) -> bool {
    let Some(bulk) = bulk(model) else { return false };
    bulk.executed(results);
    true
}

/// A question of a slice could not be answered: it ends, and what was opened stays.
pub fn refused(model: &mut Model, query: &Query) {
    if bulk(model).is_none() {
        return;
    }
    let session = model.session.clone();
    if let Some(bulk) = bulk(model).filter(|bulk| bulk.asked(query)) {
        bulk.stop(&session);
        remember(model);
    }
}

/// Enter: what was tried is done; what is done is closed.
pub fn confirm(model: &mut Model) -> Vec<Effect> {
    match bulk(model) {
        Some(bulk) if bulk.stage == Stage::Tried && bulk.sums.done > 0 => {
            bulk.go();
            Vec::new()
        }
        Some(bulk) if bulk.is_at_work() => Vec::new(),
        _ => close(model),
    }
}

/// Esc: stops what is being done, closes what is not.
pub fn back(model: &mut Model) -> Vec<Effect> {
    let session = model.session.clone();
    match bulk(model) {
        Some(bulk) if bulk.stage == Stage::Opening => {
            bulk.stop(&session);
            end(model).into_iter().map(Effect::Ask).collect()
        }
        _ => close(model),
    }
}

fn close(model: &mut Model) -> Vec<Effect> {
    model.layers.pop();
    answers::refresh(model)
}

/// What was tried is told; what was done is remembered, and the rows are asked for again.
fn end(model: &mut Model) -> Vec<Query> {
    if bulk(model).is_none_or(|bulk| bulk.stage != Stage::Over) {
        return Vec::new();
    }
    remember(model);
    let (screen, session) = model.front();
    screen.clear_marks();
    screen.again(session)
}

fn remember(model: &mut Model) {
    let Some(bulk) = bulk(model) else { return };
    let deed = Deed { entries: bulk.entries.clone(), what: bulk.title.clone() };
    if !deed.entries.is_empty() {
        doing::remember_deed(model, deed);
    }
}
