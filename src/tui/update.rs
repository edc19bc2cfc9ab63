//! What each message changes, and what it wants done. Pure: no clock, no disk, no terminal; the same model and message give the same
//! model and effects.

mod answers;
mod batches;
mod bulk;
mod doing;
mod drafts;
mod emergencies;
mod files;
mod filters;
mod forms;
mod keys;
mod layers;
mod look;
mod meanwhile;
mod moving;
mod presence;
mod registers;
mod reviews;
mod walk;

pub use files::is_file;

use super::draft::Draft;
use super::effect::Effect;
use super::input::Input;
use super::layer::Layer;
use super::message::Message;
use super::model::Model;
use super::tone::Tone;

/// The first effects: what the first screen shows. Drafts of the last sitting are offered.
pub fn start(model: &mut Model, drafts: Vec<Draft>) -> Vec<Effect> {
    if !drafts.is_empty() {
        model.layers.push(Layer::Drafts(drafts.clone(), 0));
    }
    model.drafts = drafts;
    answers::refresh(model)
}

/// Takes a message.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    model.changed |= !matches!(
        message,
        Message::Rest
            | Message::Changed(_)
            | Message::Others(_)
            | Message::Input(Input::Key(_) | Input::Ready | Input::Ambiguous(_) | Input::Bell)
    );
    match message {
        Message::Input(Input::Key(key)) => keys::press(model, key),
        Message::Input(Input::Paste(text)) => keys::paste(model, &text),
        Message::Input(Input::Resize(size)) => {
            model.session.size = size;
            let (screen, session) = model.front();
            let queries = screen.resize(session);
            queries.into_iter().map(Effect::Ask).collect()
        }
        Message::Input(Input::Hangup) => {
            let mut effects = drafts::keep(model);
            effects.push(Effect::Leave);
            effects
        }
        // The driver's affair: nothing on the screen changes by it.
        Message::Input(Input::Ready | Input::Ambiguous(_) | Input::Bell) => Vec::new(),
        Message::Slow(delay) => look::slow(model, delay),
        Message::Rest => rest(model),
        Message::Answered(query, result) => answers::take(model, &query, result),
        Message::Previewed(results) => doing::previewed(model, results),
        Message::Executed(results) => doing::executed(model, &results),
        Message::Ran(errand, result) => batches::ran(model, &errand, result),
        Message::Others(others) => presence::heard(model, others),
        Message::LastOwn(row) => doing::last_own(model, row),
        Message::DraftFailed(why) => {
            let text = model.session.fill(super::phrase::Phrase::DraftNotKept, &[&why]);
            model.tell(text, Tone::Alarm);
            Vec::new()
        }
        Message::Changed(touched) => answers::touched(model, &touched),
        Message::Moment(now, notices) => {
            let same_day = now.date_naive() == model.session.today();
            model.session.now = now;
            model.standing = notices;
            let mut effects = if same_day { emergencies::tick(model) } else { answers::refresh(model) };
            effects.extend(presence::renew(model));
            effects
        }
    }
}

/// No key waits: panes follow the choice, searches are asked, drafts are kept.
fn rest(model: &mut Model) -> Vec<Effect> {
    let mut queries = layers::rest(model);
    queries.extend(bulk::rest(model));
    let (screen, session) = model.front();
    queries.extend(screen.rest(session));
    model.changed |= !queries.is_empty() || std::mem::take(&mut model.moving);
    let mut effects: Vec<Effect> = queries.into_iter().map(Effect::Ask).collect();
    effects.extend(walk::rest(model));
    effects.extend(drafts::keep(model));
    effects.extend(presence::say(model));
    effects
}
