//! Saying where the clerk is, and hearing who else is there. Whoever opens a form that somebody else is filling in is told so once, and
//! may go on all the same.

use crate::service::presence::Present;
use crate::tui::effect::Effect;
use crate::tui::layer::Layer;
use crate::tui::model::Model;

/// The keys rest: says where the clerk is, where that is news.
pub fn say(model: &mut Model) -> Option<Effect> {
    let here = model.here();
    if here == model.told_here {
        return None;
    }
    model.told_here = here;
    Some(Effect::Here(here))
}

/// A minute began: says it again, so that nobody takes this desk for gone.
pub fn renew(model: &mut Model) -> Option<Effect> {
    let here = model.here();
    let known = here.is_some() || model.told_here.is_some();
    model.told_here = here;
    known.then_some(Effect::Here(here))
}

/// It is known who else is there.
pub fn heard(model: &mut Model, others: Vec<Present>) -> Vec<Effect> {
    model.changed |= model.others != others;
    model.others = others;
    let taken = model.others.iter().any(|one| one.same && !one.looking);
    let filling = model.told_here.is_some_and(|here| here.filling);
    if let Some(form) = model.form().filter(|form| filling && form.kind.subject().is_some() && !form.claimed) {
        form.claimed = true;
        if taken {
            model.layers.push(Layer::Taken);
            model.changed = true;
        }
    }
    Vec::new()
}
