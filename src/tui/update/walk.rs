//! Listing a batch and taking in what the bank says, a slice at a time, while no key waits.

use super::answers;
use crate::domain::refusal::Refusal;
use crate::ids::BatchId;
use crate::service::answer::Done;
use crate::service::answer::batch::Families;
use crate::service::errand::Returned;
use crate::service::query::Query;
use crate::tui::effect::Effect;
use crate::tui::layer::Layer;
use crate::tui::layer::bulk::Stage;
use crate::tui::layer::walk::{Walk, Want};
use crate::tui::model::Model;
use chrono::NaiveDate;

/// Begins to list a draft as the register is now.
pub fn list(model: &mut Model, batch: BatchId) -> Vec<Effect> {
    let walk = Walk::list(batch, model.overview.families);
    model.layers.push(Layer::Walk(Box::new(walk)));
    Vec::new()
}

/// Begins to try what the bank says.
pub fn returns(model: &mut Model, batch: BatchId, rows: Vec<Returned>, on: NaiveDate) -> Vec<Effect> {
    model.layers.push(Layer::Walk(Box::new(Walk::returns(batch, rows, on))));
    Vec::new()
}

fn walk(model: &mut Model) -> Option<&mut Walk> {
    match model.layers.last_mut() {
        Some(Layer::Walk(walk)) => Some(walk),
        _ => None,
    }
}

/// No key waits: the next slice.
pub fn rest(model: &mut Model) -> Vec<Effect> {
    if walk(model).is_none_or(|walk| !walk.is_at_work()) {
        return Vec::new();
    }
    model.changed = true;
    let session = model.session.clone();
    match walk(model).map(|walk| walk.next(&session)) {
        Some(Want::Ask(query)) => vec![Effect::Ask(query)],
        Some(Want::Try(orders)) => vec![Effect::Preview(orders)],
        Some(Want::Do(orders)) => vec![Effect::Execute(orders)],
        Some(Want::Nothing) | None => Vec::new(),
    }
}

/// The families of a slice have come.
pub fn families(model: &mut Model, query: &Query, families: &Families) -> Vec<Effect> {
    let order = walk(model).and_then(|walk| walk.families(query, families));
    order.map(|order| Effect::Execute(vec![order])).into_iter().collect()
}

/// What the orders of a slice would do; false when nothing is walked.
pub fn previewed(model: &mut Model, results: &[Result<(), Refusal>]) -> bool {
    let session = model.session.clone();
    let Some(walk) = walk(model) else { return false };
    walk.tried(results, &session);
    true
}

/// What the orders of a slice did; false when nothing is walked.
pub fn executed(model: &mut Model, results: &[Result<Done, Refusal>]) -> bool {
    let session = model.session.clone();
    let Some(walk) = walk(model) else { return false };
    walk.executed(results, &session);
    true
}

/// A question could not be answered: it ends there.
pub fn refused(model: &mut Model) {
    let session = model.session.clone();
    if let Some(walk) = walk(model).filter(|walk| walk.is_at_work()) {
        walk.stop(&session);
    }
}

/// Enter: what was tried is done; what is done is closed.
pub fn confirm(model: &mut Model) -> Vec<Effect> {
    match walk(model) {
        Some(walk) if walk.stage == Stage::Tried && walk.sums.done > 0 => {
            walk.go();
            Vec::new()
        }
        Some(walk) if walk.is_at_work() => Vec::new(),
        _ => close(model),
    }
}

/// Esc: stops what is being done, closes what is not.
pub fn back(model: &mut Model) -> Vec<Effect> {
    let session = model.session.clone();
    match walk(model) {
        Some(walk) if walk.stage == Stage::Opening => {
            walk.stop(&session);
            Vec::new()
        }
        _ => close(model),
    }
}

fn close(model: &mut Model) -> Vec<Effect> {
    model.layers.pop();
    answers::refresh(model)
}
