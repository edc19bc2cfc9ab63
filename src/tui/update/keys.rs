//! From a key press to an action, and from an action to what does it.

use super::{batches, bulk, doing, emergencies, files, filters, forms, layers, look, moving, registers, reviews};
use crate::domain::batch::workflow::Act as BatchAct;
use crate::tui::action::Action;
use crate::tui::availability::{answers_question, availability};
use crate::tui::compose;
use crate::tui::effect::Effect;
use crate::tui::form::enter::What;
use crate::tui::form::kind::Occasion;
use crate::tui::key::Key;
use crate::tui::keymap::Pressed;
use crate::tui::layer::Layer;
use crate::tui::list::Step;
use crate::tui::model::Model;
use crate::tui::place::Place;
use crate::tui::screen::Screen;
use crate::tui::screen::coming::ComingScreen;
use crate::tui::screen::entitlements::Shown;
use crate::tui::sheet::Sheet;
use crate::tui::tone::Tone;

/// A key was pressed: text goes into the text, everything else through the trie.
pub fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let place = model.place();
    if !model.session.size.is_enough() && place != Place::Form {
        // Nothing can be seen, so nothing but leaving is done.
        return match model.session.keymap.press(place, &mut model.pending, key) {
            Pressed::Actions(actions) if actions == [Action::Leave] => act(model, Action::Leave),
            _ => Vec::new(),
        };
    }
    if place.is_text()
        && let Some(c) = key.text()
    {
        model.changed = true;
        return layers::type_text(model, c.encode_utf8(&mut [0; 4]));
    }
    match model.session.keymap.press(place, &mut model.pending, key) {
        Pressed::Actions(actions) => {
            model.changed = true;
            first_possible(model, &actions)
        }
        Pressed::Waiting | Pressed::Cancelled => {
            model.changed = true;
            Vec::new()
        }
        Pressed::Nothing => Vec::new(),
    }
}

/// Pasted text goes where text is typed; elsewhere it would be taken for keys, so it is dropped.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if model.place().is_text() { layers::type_text(model, text) } else { Vec::new() }
}

fn first_possible(model: &mut Model, actions: &[Action]) -> Vec<Effect> {
    let possible = actions.iter().find(|action| availability(**action, model).is_ok());
    match (possible, actions.first()) {
        (Some(action), _) => act(model, *action),
        (None, Some(action)) => {
            if let Err(why) = availability(*action, model) {
                let sentence = why.sentence(model);
                model.tell(sentence, Tone::Soon);
            }
            Vec::new()
        }
        (None, None) => Vec::new(),
    }
}

/// Does an action that is possible.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if let Some(step) = step(action) {
        return moving::go(model, step);
    }
    model.notice = None;
    if let Some(act) = action.act() {
        return emergencies::act(model, act);
    }
    if let Some(act) = action.batch_act() {
        return batches::act(model, act);
    }
    if let Some(verb) = action.verb() {
        return forms::step(model, verb);
    }
    match action {
        Action::OpenEntitled => doing::open_entitled(model),
        Action::NextList => filters::next_list(model),
        Action::Seen => doing::seen(model),
        Action::ShowDue => filters::entitlements(model, Shown::Due),
        Action::ShowMissing => filters::entitlements(model, Shown::Missing),
        Action::ShowChanged => filters::entitlements(model, Shown::Changed),
        Action::ShowEntitled => filters::entitlements(model, Shown::Entitled),
        action if answers_question(action) => reviews::act(model, action),
        Action::MergeFamilies => forms::merge(model),
        Action::NewItem => forms::new_item(model),
        Action::NewFamily => forms::new_family(model),
        Action::EditFacts => forms::edit_facts(model),
        Action::AddMember => forms::add_member(model),
        Action::RecordContact => forms::contact(model),
        Action::Birth => forms::happened(model, Occasion::Birth),
        Action::Adoption => forms::happened(model, Occasion::Adoption),
        Action::Death => forms::happened(model, Occasion::Death),
        Action::GradeChange => forms::happened(model, Occasion::GradeChange),
        Action::MoveHouse => forms::happened(model, Occasion::MoveHouse),
        Action::Filter | Action::AsOf => filters::ask(model),
        Action::Undo => doing::undo(model),
        Action::Mark => mark(model),
        Action::MarkAll => bulk::mark_all(model),
        Action::Find => layers::find(model),
        Action::Palette => layers::palette(model),
        Action::Help => help(model),
        Action::Leave => leave(model),
        Action::Refresh => refresh(model),
        Action::Lean | Action::Meter => look::act(model, action),
        Action::GoQueues => moving::home(model, Place::Queues),
        Action::ReportEmergency => emergencies::report(model),
        Action::NextPinned => emergencies::next_pinned(model),
        Action::GoEmergencies => moving::home(model, Place::Emergencies),
        Action::GoFamilies => moving::home(model, Place::Families),
        Action::GoDeadlines => moving::home(model, Place::Deadlines),
        Action::GoEntitlements => moving::home(model, Place::Entitlements),
        Action::GoReviews => moving::home(model, Place::Reviews),
        Action::GoFigures => moving::home(model, Place::Figures),
        Action::GoBatches => moving::home(model, Place::Batches),
        Action::Print | Action::AttachFile | Action::TakeOutFile | Action::ComparePlan => files::act(model, action),
        Action::DrawBatch => batches::draw(model),
        Action::ShowAccounts => batches::accounts(model),
        Action::PayArrears => batches::settle(model, BatchAct::Add),
        Action::RecoverOver => batches::settle(model, BatchAct::Recover),
        Action::ShowComing => moving::page(model, Screen::Coming(ComingScreen::default())),
        Action::YearBack | Action::YearOn => moving::turn_year(model, if action == Action::YearOn { 1 } else { -1 }),
        Action::GoRegisters | Action::FamilyRegisters => registers::go(model),
        Action::NewRow => registers::enter(model, What::Write),
        Action::CorrectRow => registers::enter(model, What::Correct),
        Action::WithdrawRow => registers::enter(model, What::Withdraw),
        Action::NextPane => moving::pane(model, true),
        Action::PreviousPane => moving::pane(model, false),
        Action::Open => layers::open(model),
        Action::Back => layers::back(model),
        other => layers::act(model, other),
    }
}

/// The way that an action moves.
pub fn step(action: Action) -> Option<Step> {
    Some(match action {
        Action::Up => Step::Up,
        Action::Down => Step::Down,
        Action::PageUp => Step::PageUp,
        Action::PageDown => Step::PageDown,
        Action::First => Step::First,
        Action::Last => Step::Last,
        _ => return None,
    })
}

/// A marked row is done with: the next one is chosen.
fn mark(model: &mut Model) -> Vec<Effect> {
    model.front().0.mark();
    moving::go(model, Step::Down)
}

fn help(model: &mut Model) -> Vec<Effect> {
    let mut sheet = Sheet::default();
    sheet.show(compose::help::lines(model.place(), model));
    model.layers.push(Layer::Help(sheet));
    Vec::new()
}

fn refresh(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![Effect::Repaint];
    effects.extend(super::answers::refresh(model));
    effects
}

fn leave(model: &mut Model) -> Vec<Effect> {
    let mut effects = super::drafts::keep(model);
    effects.push(Effect::Leave);
    effects
}
