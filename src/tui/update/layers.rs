//! What keys do in the layers: typing, choosing, going back.

use super::{batches, bulk, doing, drafts, emergencies, forms, keys, meanwhile, moving, walk};
use crate::service::query::Query;
use crate::tui::action::Action;
use crate::tui::availability::availability;
use crate::tui::effect::Effect;
use crate::tui::layer::Layer;
use crate::tui::layer::finder::Finder;
use crate::tui::layer::palette::{Offer, Palette};
use crate::tui::list::Step;
use crate::tui::model::Model;
use crate::tui::screen::{Opening, Screen};
use crate::tui::sheet::Target;
use crate::tui::tone::Tone;

/// Opens the palette over the screen in front.
pub fn palette(model: &mut Model) -> Vec<Effect> {
    let place = model.screen().place();
    model.layers.push(Layer::Palette(Palette::over(place)));
    Vec::new()
}

/// Starts a search; on the register it goes on from the one that is shown.
pub fn find(model: &mut Model) -> Vec<Effect> {
    let text = match model.screen() {
        Screen::Families(families) => families.searched.clone(),
        _ => String::new(),
    };
    model.layers.push(Layer::Find(Finder::from(&text)));
    // Only the line that is typed in changes at once; hint and actions come when the keys rest.
    model.moving = true;
    Vec::new()
}

/// Types text into whatever takes text.
pub fn type_text(model: &mut Model, text: &str) -> Vec<Effect> {
    let today = model.session.today();
    match model.layers.last_mut() {
        Some(Layer::Palette(palette)) => {
            palette.finder.typed.insert(text);
            palette.settle();
        }
        Some(Layer::Find(finder)) => finder.typed.insert(text),
        Some(Layer::Form(form)) if !form.sent => {
            form.type_text(text);
            meanwhile::chosen(form, today);
        }
        _ => {}
    }
    Vec::new()
}

/// No key waits: searches ask for what is typed.
pub fn rest(model: &mut Model) -> Vec<Query> {
    match model.layers.last_mut() {
        Some(Layer::Palette(palette)) => palette.finder.rest().into_iter().collect(),
        Some(Layer::Form(form)) => form.looks_for().into_iter().collect(),
        Some(Layer::Find(finder)) => {
            let text = finder.typed.text().trim().to_string();
            let (screen, session) = (model.pages.last_mut().unwrap_or(&mut model.home), &model.session);
            match screen {
                Screen::Families(families) if families.searched != text => families.search(&text, session),
                Screen::Families(_) => Vec::new(),
                _ => finder.rest().into_iter().collect(),
            }
        }
        _ => Vec::new(),
    }
}

/// Enter on a screen, in the palette or in a search.
pub fn open(model: &mut Model) -> Vec<Effect> {
    match model.layers.last() {
        Some(Layer::Palette(_)) => open_from_palette(model),
        Some(Layer::Find(_)) => keep_search(model),
        _ => match model.screen().opening() {
            Some(Opening::Item(item)) => moving::item(model, item),
            Some(Opening::Family(family)) => moving::family(model, family),
            Some(Opening::Emergency(emergency)) => emergencies::open(model, emergency),
            Some(Opening::Home(place)) => moving::home(model, place),
            Some(Opening::Batch(batch)) => batches::open(model, batch),
            Some(Opening::Figure) => moving::behind_figure(model),
            Some(Opening::Pane(pane)) => {
                model.front().0.use_pane(pane);
                Vec::new()
            }
            None => Vec::new(),
        },
    }
}

fn open_from_palette(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Palette(palette)) = model.layers.pop() else { return Vec::new() };
    match palette.offers().get(palette.chosen) {
        Some(Offer::Family(row)) => moving::family(model, row.family),
        Some(Offer::Action(action)) => match availability(*action, model) {
            Ok(()) => keys::act(model, *action),
            Err(why) => {
                let sentence = why.sentence(model);
                model.tell(sentence, Tone::Soon);
                Vec::new()
            }
        },
        None => Vec::new(),
    }
}

/// Enter keeps what was found: on the register as its list, on the entitlements as the family shown, elsewhere as a page.
fn keep_search(model: &mut Model) -> Vec<Effect> {
    let mut effects: Vec<Effect> = rest(model).into_iter().map(Effect::Ask).collect();
    let Some(Layer::Find(finder)) = model.layers.pop() else { return effects };
    let found = finder.family().map(|row| row.family);
    let (screen, session) = model.front();
    match (screen, found) {
        (Screen::Families(_), _) | (_, None) => {}
        (Screen::Entitlements(screen), Some(family)) => {
            effects.extend(screen.of_family(Some(family), session).into_iter().map(Effect::Ask));
        }
        (_, Some(family)) => effects.extend(moving::family(model, family)),
    }
    effects
}

/// One step back: out of the layer, of a narrower view, of the page; at the top asks whether to leave.
pub fn back(model: &mut Model) -> Vec<Effect> {
    match model.layers.last() {
        Some(Layer::Form(_)) => forms::close(model),
        Some(Layer::Taken) => {
            model.layers.pop();
            forms::close(model)
        }
        Some(Layer::Bulk(_)) => bulk::back(model),
        Some(Layer::Walk(_)) => walk::back(model),
        Some(Layer::Preview(_)) => {
            model.layers.pop();
            doing::reopen(model)
        }
        Some(Layer::Find(_)) => {
            model.layers.pop();
            model.moving = true;
            let (screen, session) = model.front();
            let Screen::Families(families) = screen else { return Vec::new() };
            families.search("", session).into_iter().map(Effect::Ask).collect()
        }
        Some(_) => {
            model.layers.pop();
            Vec::new()
        }
        None => match moving::widen(model) {
            Some(effects) => effects,
            None if model.pages.pop().is_some() => super::answers::refresh(model),
            None => {
                model.layers.push(Layer::Quit);
                Vec::new()
            }
        },
    }
}

/// The actions that only layers have.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Confirm => confirm(model),
        Action::Send => forms::send(model),
        Action::Discard => discard(model),
        Action::NextField | Action::PreviousField | Action::FieldDown | Action::FieldUp => {
            let today = model.session.today();
            if let Some(form) = model.form() {
                match action {
                    Action::NextField => form.leave(true, today),
                    Action::PreviousField => form.leave(false, today),
                    Action::FieldDown => form.go(Step::Down, today),
                    _ => form.go(Step::Up, today),
                }
            }
            Vec::new()
        }
        edit => {
            match model.layers.last_mut() {
                Some(Layer::Palette(palette)) => {
                    palette.finder.typed.edit(edit);
                    palette.settle();
                }
                Some(Layer::Find(finder)) => finder.typed.edit(edit),
                Some(Layer::Form(form)) if !form.sent => form.edit(edit),
                _ => {}
            }
            Vec::new()
        }
    }
}

/// Enter where something is asked.
fn confirm(model: &mut Model) -> Vec<Effect> {
    let today = model.session.today();
    match model.layers.last_mut() {
        Some(Layer::Form(form)) if form.sent => Vec::new(),
        Some(Layer::Form(form)) if form.is_at_end() => forms::send(model),
        Some(Layer::Form(form)) => {
            form.leave(true, today);
            Vec::new()
        }
        Some(Layer::Preview(_)) => doing::confirm(model),
        Some(Layer::Bulk(_)) => bulk::confirm(model),
        Some(Layer::Walk(_)) => walk::confirm(model),
        Some(Layer::Outcome(_)) => {
            model.layers.pop();
            Vec::new()
        }
        Some(Layer::Compared(compared)) => {
            let family = match compared.sheet.target() {
                Some(Target::Family(family)) => Some(family),
                _ => None,
            };
            model.layers.pop();
            family.map(|family| moving::family(model, family)).unwrap_or_default()
        }
        Some(Layer::Quit) => vec![Effect::Leave],
        Some(Layer::Taken) => {
            model.layers.pop();
            Vec::new()
        }
        Some(Layer::Drafts(drafts, chosen)) => {
            let draft = drafts.get(*chosen).cloned();
            model.layers.pop();
            draft.map(|draft| forms::show(model, draft.kind, draft.contents)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Throws away what was typed into the form in front, or the chosen draft.
fn discard(model: &mut Model) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(Layer::Form(form)) => {
            form.reset();
            Vec::new()
        }
        Some(Layer::Drafts(offered, chosen)) if *chosen < offered.len() => {
            let name = offered.remove(*chosen).name();
            *chosen = (*chosen).min(offered.len().saturating_sub(1));
            if offered.is_empty() {
                model.layers.pop();
            }
            drafts::remove(model, &name)
        }
        _ => Vec::new(),
    }
}
