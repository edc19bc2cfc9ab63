//! Allowance batches: the acts with a batch or a line, and what comes of errands with files.

use super::{answers, doing, forms, walk};
use crate::domain::batch::BatchCommand;
use crate::domain::batch::workflow::Act;
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::ids::BatchId;
use crate::service::answer::Done;
use crate::service::client::Order;
use crate::service::errand::{Errand, Ran};
use crate::tui::compose::batch;
use crate::tui::effect::Effect;
use crate::tui::form::batch::{BatchForm, day};
use crate::tui::form::kind::Kind;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::screen::Screen;
use crate::tui::screen::accounts::Accounts;
use crate::tui::screen::batch::BatchScreen;
use crate::tui::tone::Tone;

/// Opens the lines of a batch.
pub fn open(model: &mut Model, id: BatchId) -> Vec<Effect> {
    super::moving::page(model, Screen::Batch(BatchScreen::new(id)))
}

/// The form for a new batch.
pub fn draw(model: &mut Model) -> Vec<Effect> {
    forms::show(model, Kind::Batch(BatchForm::Draw), Vec::new())
}

/// Opens the accounts that do not come out even.
pub fn accounts(model: &mut Model) -> Vec<Effect> {
    super::moving::page(model, Screen::Accounts(Accounts::default()))
}

/// What the chosen account comes to: arrears are paid by the newest draft, what was paid too much is noted on the line that paid it.
pub fn settle(model: &mut Model, act: Act) -> Vec<Effect> {
    let (screen, session) = (model.screen(), &model.session);
    let Screen::Accounts(screen) = screen else { return Vec::new() };
    let form = match (act, screen.balance(), &screen.draft) {
        (Act::Add, Some(balance), Some(draft)) => Some(BatchForm::arrears(balance, draft, session)),
        (Act::Recover, Some(balance), _) => balance.lines.last().map(|line| BatchForm::over(balance, *line, session)),
        _ => None,
    };
    form.map(|form| forms::show(model, Kind::Batch(form), Vec::new())).unwrap_or_default()
}

/// An act with the chosen batch or line: checking begins at once, everything else says first what it comes to.
pub fn act(model: &mut Model, act: Act) -> Vec<Effect> {
    let (screen, session) = (model.screen(), &model.session);
    let form = match screen {
        Screen::Batches(screen) => screen.batch().map(|batch| BatchForm::of(act, batch, session)),
        Screen::Batch(screen) if act.is_of_line() => screen.line().map(|line| BatchForm::of_line(act, line, session)),
        Screen::Batch(screen) => screen.batch().map(|batch| BatchForm::of(act, batch, session)),
        _ => None,
    };
    match form {
        Some(BatchForm::Act { act: Act::Check, batch, .. }) => walk::list(model, batch),
        Some(form) => forms::show(model, Kind::Batch(form), Vec::new()),
        None => Vec::new(),
    }
}

/// Orders were carried out: a batch that was begun is listed at once.
pub fn begun(model: &mut Model, orders: &[(Order, String)], done: &[Option<BatchId>]) -> Vec<Effect> {
    let begins =
        |command: &Command| matches!(command, Command::Batch(BatchCommand::Draw { .. } | BatchCommand::Again { .. }));
    let batch = orders.iter().zip(done).find(|((order, _), _)| begins(&order.command)).and_then(|(_, batch)| *batch);
    batch.map(|batch| walk::list(model, batch)).unwrap_or_default()
}

/// The batches that orders began, by their answers.
pub fn of(results: &[Result<Done, Refusal>]) -> Vec<Option<BatchId>> {
    results.iter().map(|result| result.as_ref().ok().and_then(|done| done.batch)).collect()
}

/// An errand was run, or not.
pub fn ran(model: &mut Model, errand: &Errand, result: Result<Ran, Refusal>) -> Vec<Effect> {
    let ran = match result {
        Ok(ran) => ran,
        Err(refusal) => {
            doing::failed(model, &refusal);
            return Vec::new();
        }
    };
    if matches!(ran, Ran::Printed | Ran::Attached(_) | Ran::TakenOut | Ran::Compared(..)) {
        return super::files::ran(model, errand, &ran);
    }
    let today = model.session.today();
    let on = model.form().map_or(today, |form| day(form, today));
    let mut effects = doing::finish_form(model);
    match (errand, ran) {
        (Errand::SendBatch { batch: id, file }, Ran::Sent(sum)) => {
            let told = batch::sum(sum, &model.session);
            let text = model.session.fill(Phrase::WasSent, &[&id.to_string(), &told, file]);
            model.tell(text, Tone::Good);
            effects.extend(answers::refresh(model));
        }
        (Errand::ReadReturns { batch, .. }, Ran::Returns(rows)) => {
            effects.extend(walk::returns(model, *batch, rows, on))
        }
        _ => {}
    }
    effects
}
