//! Settling what others changed while a form was filled in, and sending the form again.

use super::{doing, forms};
use crate::domain::refusal::Refusal;
use crate::service::query::Query;
use crate::tui::effect::Effect;
use crate::tui::form::Form;
use crate::tui::form::kind::Kind;
use crate::tui::form::meanwhile::{self, Fresh, Meanwhile};
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use chrono::NaiveDate;

/// The form in front was refused: where others had changed what it is about, what stands there now is asked, beside what is asked anyway.
pub fn ask(model: &mut Model, refusal: &Refusal, mut asked: Vec<Effect>) -> Vec<Effect> {
    let Refusal::Stale { .. } = refusal else { return asked };
    let Some(query) = model.form().and_then(|form| Meanwhile::asks(form)) else { return asked };
    let ask = Effect::Ask(query.clone());
    model.meanwhile = Some(query);
    if !asked.contains(&ask) {
        asked.push(ask);
    }
    asked
}

/// It is known what stands there now: tells what changed, over the form.
pub fn take(model: &mut Model, query: &Query, fresh: Fresh<'_>) {
    if model.meanwhile.as_ref() != Some(query) {
        return;
    }
    model.meanwhile = None;
    let Some(Layer::Form(below)) = model.layers.last() else { return };
    let form = meanwhile::form(below, fresh, &model.session);
    model.layers.push(Layer::Form(Box::new(form)));
}

/// The clerk has said which holds: the form below says so now, and is sent again.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Form(chosen)) = model.layers.pop() else { return Vec::new() };
    let Kind::Meanwhile(news) = &chosen.kind else { return Vec::new() };
    let Some(below) = model.form().filter(|_| news.possible) else { return Vec::new() };
    news.settle(&chosen, below);
    if matches!(below.kind, Kind::EditFacts { .. }) && !below.is_changed() {
        // Everything is as the others left it: there is nothing to send.
        let effects = doing::finish_form(model);
        model.say(Phrase::TheirsTaken);
        return effects;
    }
    forms::send(model)
}

/// A digit that says which holds goes on to the next field by itself.
pub fn chosen(form: &mut Form, today: NaiveDate) {
    let said = matches!(form.kind, Kind::Meanwhile(_)) && form.current().is_some_and(|entry| entry.picked().is_some());
    if said && !form.is_at_end() {
        form.leave(true, today);
    }
}
