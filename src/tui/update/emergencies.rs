//! The emergency desk: lodging, steps with the chosen one, and the next of those that stay in sight.

use super::{answers, doing, forms, moving};
use crate::domain::command::Command;
use crate::domain::emergency::command::EmergencyCommand;
use crate::domain::emergency::event::EmergencyMove;
use crate::domain::emergency::refusal::EmergencyRefusal;
use crate::domain::emergency::workflow::Act;
use crate::domain::refusal::Refusal;
use crate::ids::EmergencyId;
use crate::tui::effect::Effect;
use crate::tui::form::emergency::EmergencyForm;
use crate::tui::form::kind::Kind;
use crate::tui::layer::batch::Batch;
use crate::tui::model::Model;
use crate::tui::place::Place;
use crate::tui::screen::Screen;

/// A form to lodge an emergency.
pub fn report(model: &mut Model) -> Vec<Effect> {
    forms::show(model, Kind::Emergency(EmergencyForm::Report { shown: None }), Vec::new())
}

/// A step with the chosen emergency: at once where it asks for nothing.
pub fn act(model: &mut Model, act: Act) -> Vec<Effect> {
    let Screen::Emergencies(screen) = model.screen() else { return Vec::new() };
    let Some(row) = screen.page.as_ref().map(|page| page.row.clone()) else { return Vec::new() };
    if !EmergencyForm::is_at_once(act) {
        return forms::show(model, Kind::Emergency(EmergencyForm::of(act, &row)), Vec::new());
    }
    let step = EmergencyMove::new(act);
    let command = EmergencyCommand::Act { emergency: row.emergency, seen: Some(row.version), step, measure: None };
    let title = model.session.both(act.title()).to_string();
    let about = format!("{}  {}", row.emergency, row.subject);
    let orders = vec![(Command::Emergency(command).into(), about)];
    // It stays in front when its place in the list changes.
    if let (Screen::Emergencies(screen), _) = model.front() {
        screen.show(row.emergency);
    }
    doing::submit(model, Batch { title, orders }, false)
}

/// Chooses the next of those that stay in sight.
pub fn next_pinned(model: &mut Model) -> Vec<Effect> {
    if let (Screen::Emergencies(screen), _) = model.front() {
        screen.next_pinned();
    }
    Vec::new()
}

/// Goes to the board with one in front.
pub fn open(model: &mut Model, emergency: EmergencyId) -> Vec<Effect> {
    let effects = moving::home(model, Place::Emergencies);
    show(model, emergency);
    effects
}

/// Brings one to the front of the board, if that is the screen.
pub fn show(model: &mut Model, emergency: EmergencyId) {
    if let (Screen::Emergencies(screen), _) = model.front() {
        screen.show(emergency);
    }
}

/// Others of the same family were shown: the form, sent again for that family, lodges it all the same.
pub fn shown_others(model: &mut Model, refusal: &Refusal) {
    let Refusal::Emergency(EmergencyRefusal::Alike(family, _)) = refusal else { return };
    if let Some(form) = model.form()
        && let Kind::Emergency(EmergencyForm::Report { shown }) = &mut form.kind
    {
        *shown = Some(*family);
    }
}

/// Another minute has begun: what shows clocks is asked again, and the red count of the title everywhere else.
pub fn tick(model: &mut Model) -> Vec<Effect> {
    if matches!(model.screen(), Screen::Emergencies(_)) {
        return answers::refresh(model);
    }
    if model.overview.emergencies.open > 0 {
        return vec![Effect::Ask(crate::service::query::Query::Overview)];
    }
    Vec::new()
}
