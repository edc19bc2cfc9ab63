//! Keeping what was typed: whenever no key waits, the draft on disk is made to say what the form says.

use crate::tui::draft::Draft;
use crate::tui::effect::Effect;
use crate::tui::layer::Layer;
use crate::tui::model::Model;

/// Keeps or removes the drafts of the open forms where they differ from what is on disk.
pub fn keep(model: &mut Model) -> Vec<Effect> {
    let today = model.session.today();
    let mut effects = Vec::new();
    for layer in &model.layers {
        let Layer::Form(form) = layer else { continue };
        let Some(name) = form.kind.draft_name() else { continue };
        let kept = model.drafts.iter().position(|draft| draft.name() == name);
        match (Draft::of(form, today), kept) {
            (Some(draft), Some(at)) => {
                let same = model.drafts.get(at).is_some_and(|kept| kept.contents == draft.contents);
                if !same && let Some(kept) = model.drafts.get_mut(at) {
                    *kept = draft.clone();
                    effects.push(Effect::SaveDraft(draft));
                }
            }
            (Some(draft), None) => {
                model.drafts.push(draft.clone());
                effects.push(Effect::SaveDraft(draft));
            }
            (None, Some(at)) => {
                model.drafts.remove(at);
                effects.push(Effect::RemoveDraft(name));
            }
            (None, None) => {}
        }
    }
    effects
}

/// Throws the draft with this name away.
pub fn remove(model: &mut Model, name: &str) -> Vec<Effect> {
    let before = model.drafts.len();
    model.drafts.retain(|draft| draft.name() != name);
    let kept = model.drafts.len() < before;
    kept.then(|| Effect::RemoveDraft(name.to_string())).into_iter().collect()
}
