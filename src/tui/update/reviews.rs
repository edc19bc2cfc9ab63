//! Choosing what is taken of a question's row, and settling it.

use super::forms;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::form::conflict::Right;
use crate::tui::form::kind::Kind;
use crate::tui::form::settle::Way;
use crate::tui::model::Model;
use crate::tui::screen::Screen;

/// Does what a question is answered with.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::SettleSame => settle(model, Way::Same),
        Action::SettleNew => settle(model, Way::New),
        Action::SettleLeave => settle(model, Way::Leave),
        Action::FirstIsRight => right(model, Right::First),
        Action::SecondIsRight => right(model, Right::Second),
        Action::BothAreRight => right(model, Right::Both),
        Action::EnterRight => right(model, Right::Another),
        Action::FillGap => gap(model, false),
        Action::PutAside => gap(model, true),
        Action::ChooseFact => choose(model),
        Action::NextLike => next_like(model),
        _ => Vec::new(),
    }
}

/// Takes the chosen fact of the row instead of what the register has, or the other way round.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    if let (Screen::Reviews(screen), session) = model.front() {
        screen.choose(session);
    }
    Vec::new()
}

/// Lays the row beside the next family that it may be.
pub fn next_like(model: &mut Model) -> Vec<Effect> {
    match model.front().0 {
        Screen::Reviews(screen) => screen.next_like().into_iter().map(Effect::Ask).collect(),
        _ => Vec::new(),
    }
}

/// Shows what an answer will record, and asks why, before it is sent.
pub fn settle(model: &mut Model, way: Way) -> Vec<Effect> {
    let settle = match model.front() {
        (Screen::Reviews(screen), session) => screen.settle(way, session),
        _ => None,
    };
    match settle {
        Some(settle) => forms::show(model, Kind::Settle(settle), Vec::new()),
        None => Vec::new(),
    }
}

/// Shows what is recorded when this of two facts is right, and asks why, before it is sent.
pub fn right(model: &mut Model, right: Right) -> Vec<Effect> {
    let kind = match model.front() {
        (Screen::Reviews(screen), session) => {
            let stands = screen.stands(right, session).map(Kind::Settle);
            stands.or_else(|| screen.right(right, session).map(Kind::SettleConflict))
        }
        _ => None,
    };
    match kind {
        Some(kind) => forms::show(model, kind, Vec::new()),
        None => Vec::new(),
    }
}

/// Asks for the facts that are lacking, or why nobody can find them out.
fn gap(model: &mut Model, aside: bool) -> Vec<Effect> {
    let answer = match model.front() {
        (Screen::Reviews(screen), session) => screen.answer_gap(aside, session),
        _ => None,
    };
    match answer {
        Some(answer) => forms::show(model, Kind::AnswerGap(answer), Vec::new()),
        None => Vec::new(),
    }
}
