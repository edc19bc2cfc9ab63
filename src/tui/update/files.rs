//! What is done with files: putting a family or a queue on paper, attaching a file, taking a copy out.

use super::{answers, doing, forms};
use crate::domain::register::Owner;
use crate::service::attachment::{NAME, REGISTER};
use crate::service::errand::{Errand, Paper, Ran};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::form::files::FileForm;
use crate::tui::form::kind::Kind;
use crate::tui::layer::Layer;
use crate::tui::layer::compared::Compared;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::screen::Screen;
use crate::tui::tone::Tone;

/// Asks for what is needed to do one of them.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Print => print(model),
        Action::AttachFile => attach(model),
        Action::ComparePlan => forms::show(model, Kind::File(FileForm::ComparePlan), Vec::new()),
        _ => take_out(model),
    }
}

/// Puts the queue in front on paper, or the family of the choice.
fn print(model: &mut Model) -> Vec<Effect> {
    let what = match model.screen() {
        Screen::Queues(screen) => Some(Paper::Queue(screen.filter.clone(), screen.watch)),
        screen => screen.family().map(Paper::Family),
    };
    what.map(|what| forms::show(model, Kind::File(FileForm::Print(what)), Vec::new())).unwrap_or_default()
}

/// Attaches a file to the item in front, or to the family.
fn attach(model: &mut Model) -> Vec<Effect> {
    let owner = match model.screen() {
        Screen::Item(screen) => Some(Owner::Item(screen.item)),
        screen => screen.family().map(Owner::Family),
    };
    owner.map(|owner| forms::show(model, Kind::File(FileForm::Attach(owner)), Vec::new())).unwrap_or_default()
}

/// Writes a copy of the chosen file.
fn take_out(model: &mut Model) -> Vec<Effect> {
    let row = match model.screen() {
        Screen::Registers(screen) => screen.row(),
        Screen::Family(screen) => screen.chosen_row(),
        _ => None,
    };
    let Some(row) = row else { return Vec::new() };
    let name = row.values.iter().find(|(key, _)| key == NAME).map(|(_, name)| name.clone()).unwrap_or_default();
    let form = FileForm::TakeOut(row.row, name);
    forms::show(model, Kind::File(form), Vec::new())
}

/// Whether the chosen row is a file.
pub fn is_file(model: &Model) -> bool {
    let row = match model.screen() {
        Screen::Registers(screen) => screen.row(),
        Screen::Family(screen) => screen.chosen_row(),
        _ => None,
    };
    let register = row.and_then(|row| model.session.plan.register(row.register));
    register.is_some_and(|register| register.id == REGISTER)
}

/// An errand with files was run.
pub fn ran(model: &mut Model, errand: &Errand, ran: &Ran) -> Vec<Effect> {
    let mut effects = doing::finish_form(model);
    if let (Errand::ComparePlan { file }, Ran::Compared(found, titles)) = (errand, ran) {
        let compared = Compared::new(file, found, titles, &model.session);
        model.layers.push(Layer::Compared(Box::new(compared)));
        return effects;
    }
    let text = match (errand, ran) {
        (Errand::Print { file: None, .. }, Ran::Printed) => model.session.say(Phrase::WithPrinter).to_string(),
        (Errand::Print { file: Some(file), .. }, Ran::Printed) | (Errand::TakeOut { file, .. }, Ran::TakenOut) => {
            model.session.fill(Phrase::WrittenTo, &[file])
        }
        (Errand::Attach { file, .. }, Ran::Attached(_)) => model.session.fill(Phrase::WasAttached, &[file]),
        _ => return effects,
    };
    model.tell(text, Tone::Good);
    effects.extend(answers::refresh(model));
    effects
}
