//! The look of the desk: full or lean, and whether the meter of the line is shown.

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::meter::Meter;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::tone::Tone;
use std::time::Duration;

/// What the keys of look and meter do.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Meter => model.meter = if model.meter.is_some() { None } else { Some(Meter::default()) },
        _ => turn(model),
    }
    Vec::new()
}

/// Changes to the other look. Whoever has chosen one keeps it.
fn turn(model: &mut Model) {
    model.session.lean = !model.session.lean;
    model.look_is_free = false;
    model.say(if model.session.lean { Phrase::LeanNow } else { Phrase::FullNow });
}

/// The line has shown to be slow: the lean look, unless the clerk has chosen.
pub fn slow(model: &mut Model, delay: Duration) -> Vec<Effect> {
    if std::mem::take(&mut model.look_is_free) && !model.session.lean {
        model.session.lean = true;
        let text = model.session.fill(Phrase::LeanBySelf, &[&delay.as_millis().to_string()]);
        model.tell(text, Tone::Soon);
    }
    Vec::new()
}
