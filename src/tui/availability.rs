//! Whether an action is possible just now, and if not, why. The same answer greys it in help, leaves it out of the bar and guards its key.

use super::action::Action;
use super::layer::Layer;
use super::model::Model;
use super::phrase::Phrase;
use super::right::right;
use super::screen::Screen;
use super::update::is_file;
use crate::domain::batch::workflow::Act as BatchAct;
use crate::domain::emergency::workflow::Act;
use crate::domain::workflow::{Verb, step};
use crate::policy::money::Fen;
use crate::service::answer::QueueRow;
use crate::service::query::rhythm::WatchList;

/// Why an action is not possible now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why(pub Phrase, pub Vec<String>);

impl Why {
    fn plain(phrase: Phrase) -> Self {
        Why(phrase, Vec::new())
    }

    /// The sentence for the clerk.
    pub fn sentence(&self, model: &Model) -> String {
        let parts: Vec<&str> = self.1.iter().map(String::as_str).collect();
        model.session.fill(self.0, &parts)
    }
}

/// Whether the action is possible at all just now, whatever is chosen.
fn at_all(action: Action, model: &Model) -> Result<(), Why> {
    let lang = model.session.lang;
    if changes_something(action) {
        if model.doing.is_some() {
            return Err(Why::plain(Phrase::StillWorking));
        }
        if let Some(notice) = model.standing.iter().find(|notice| notice.read_only) {
            return Err(Why(Phrase::ReadOnly, vec![notice.in_lang(lang).to_string()]));
        }
    }
    match right(action).filter(|right| model.overview.lacks.contains(right)) {
        Some(right) => Err(Why(Phrase::RightLacking, vec![right.title().in_lang(lang).to_string()])),
        None => Ok(()),
    }
}

/// Whether the action is possible now.
///
/// # Errors
/// When it is not: why.
pub fn availability(action: Action, model: &Model) -> Result<(), Why> {
    at_all(action, model)?;
    if let Some(act) = action.act() {
        return with_emergency(act, model);
    }
    if let Some(act) = action.batch_act() {
        return with_batch(act, model);
    }
    if let Some(verb) = action.verb() {
        return with_items(verb, model);
    }
    let screen = model.screen();
    let needs = |fine: bool, why: Phrase| if fine { Ok(()) } else { Err(Why::plain(why)) };
    match action {
        Action::OpenEntitled => {
            let rows = screen.entitlements();
            needs(!rows.is_empty(), Phrase::NothingChosen)?;
            needs(rows.iter().any(|row| row.item.is_none()), Phrase::AlreadyHasItem)
        }
        Action::MergeFamilies => match screen {
            Screen::Reviews(screen) => needs(screen.alike().is_some(), Phrase::OnlyOneAlike),
            _ => needs(screen.family().is_some_and(|family| !family.is_district()), Phrase::NoFamilyChosen),
        },
        action if answers_question(action) => with_question(action, screen).map_err(Why::plain),
        Action::Print if matches!(screen, Screen::Queues(_)) => Ok(()),
        Action::NewItem
        | Action::EditFacts
        | Action::Birth
        | Action::Adoption
        | Action::Death
        | Action::GradeChange
        | Action::MoveHouse
        | Action::FamilyRegisters
        | Action::RecordContact
        | Action::Print
        | Action::AttachFile
        | Action::AddMember => {
            let family = screen.family().filter(|family| !family.is_district());
            needs(family.is_some(), Phrase::NoFamilyChosen)
        }
        Action::NextPinned => needs(has_pinned(screen), Phrase::AllAnswered),
        Action::TakeOutFile => needs(is_file(model), Phrase::NoFileChosen),
        Action::PayArrears | Action::RecoverOver => with_account(action, screen).map_err(Why::plain),
        Action::NewRow => with_new_row(model),
        Action::CorrectRow | Action::WithdrawRow => match screen {
            Screen::Registers(screen) => needs(screen.row().is_some(), Phrase::NoRowChosen),
            _ => needs(false, Phrase::NothingChosen),
        },
        Action::Seen => has_new(screen),
        Action::Mark | Action::MarkAll => {
            needs(!screen.items().is_empty() || !screen.entitlements().is_empty(), Phrase::NothingChosen)
        }
        Action::Open if model.layers.is_empty() => needs(screen.opening().is_some(), Phrase::NothingChosen),
        Action::Send => match model.layers.last() {
            Some(Layer::Form(form)) => needs(!form.sent, Phrase::StillWorking),
            _ => Ok(()),
        },
        Action::Discard => match model.layers.last() {
            Some(Layer::Form(form)) => needs(form.is_changed(), Phrase::NothingTyped),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn has_pinned(screen: &Screen) -> bool {
    matches!(screen, Screen::Emergencies(screen) if screen.pinned().next().is_some())
}

/// What can be done with the chosen account.
fn with_account(action: Action, screen: &Screen) -> Result<(), Phrase> {
    let Screen::Accounts(screen) = screen else { return Err(Phrase::NothingChosen) };
    let balance = screen.balance().ok_or(Phrase::NothingChosen)?;
    let fine = |fine: bool, why: Phrase| if fine { Ok(()) } else { Err(why) };
    if action == Action::RecoverOver {
        return fine(balance.overpaid() > Fen::ZERO && !balance.lines.is_empty(), Phrase::NothingOver);
    }
    fine(balance.arrears() > Fen::ZERO, Phrase::NothingLeft)?;
    fine(screen.draft.is_some(), Phrase::NoDraft)
}

/// A row of families is written from the page of one.
fn with_new_row(model: &Model) -> Result<(), Why> {
    let Screen::Registers(screen) = model.screen() else { return Err(Why::plain(Phrase::NothingChosen)) };
    let register = screen.register(&model.session).ok_or(Why::plain(Phrase::NothingChosen))?;
    let fine = screen.of.is_some() || !register.is_of_families();
    if fine { Ok(()) } else { Err(Why::plain(Phrase::FamilyFirst)) }
}

/// Only what is new can be seen.
fn has_new(screen: &Screen) -> Result<(), Why> {
    let told = matches!(screen, Screen::Deadlines(screen) if matches!(screen.list, Some(WatchList::New(_))));
    match (told, screen.items().is_empty()) {
        (false, _) => Err(Why::plain(Phrase::NothingNewHere)),
        (true, true) => Err(Why::plain(Phrase::NothingChosen)),
        (true, false) => Ok(()),
    }
}

/// Whether the action, or the form that it opens, ends in an entry of the journal.
pub(super) fn changes_something(action: Action) -> bool {
    action.verb().is_some()
        || action.act().is_some()
        || action.batch_act().is_some()
        || answers_question(action) && !matches!(action, Action::ChooseFact | Action::NextLike)
        || matches!(
            action,
            Action::OpenEntitled
                | Action::Seen
                | Action::ReportEmergency
                | Action::DrawBatch
                | Action::PayArrears
                | Action::AttachFile
                | Action::RecoverOver
                | Action::NewItem
                | Action::NewFamily
                | Action::NewRow
                | Action::CorrectRow
                | Action::WithdrawRow
                | Action::EditFacts
                | Action::Birth
                | Action::Adoption
                | Action::Death
                | Action::GradeChange
                | Action::MoveHouse
                | Action::AddMember
                | Action::RecordContact
                | Action::MergeFamilies
                | Action::Undo
        )
}

/// Whether the action belongs to the answer to a question.
pub fn answers_question(action: Action) -> bool {
    matches!(
        action,
        Action::SettleSame
            | Action::SettleNew
            | Action::SettleLeave
            | Action::ChooseFact
            | Action::NextLike
            | Action::FirstIsRight
            | Action::SecondIsRight
            | Action::BothAreRight
            | Action::EnterRight
            | Action::FillGap
            | Action::PutAside
    )
}

/// What can be done with the chosen question.
fn with_question(action: Action, screen: &Screen) -> Result<(), Phrase> {
    let Screen::Reviews(screen) = screen else { return Err(Phrase::NothingChosen) };
    screen.page.as_ref().ok_or(Phrase::NoQuestion)?;
    let fine = |fine: bool, why: Phrase| if fine { Ok(()) } else { Err(why) };
    let of_gap = matches!(action, Action::FillGap | Action::PutAside);
    if of_gap || screen.gap().is_some() {
        return fine(
            of_gap && screen.gap().is_some(),
            if of_gap { Phrase::NothingLacking } else { Phrase::FactsLacking },
        );
    }
    let of_facts =
        matches!(action, Action::FirstIsRight | Action::SecondIsRight | Action::BothAreRight | Action::EnterRight);
    if of_facts {
        if let Some(page) = screen.twice() {
            fine(action != Action::EnterRight, Phrase::TwoItems)?;
            return fine(page.settled.is_none(), Phrase::AlreadySettled);
        }
        return fine(screen.conflict().is_some(), Phrase::NotTwoFacts);
    }
    let page = screen.beside().ok_or(Phrase::TwoFacts)?;
    match action {
        Action::ChooseFact => fine(screen.spot().is_some(), Phrase::NoFactChosen),
        Action::NextLike => fine(page.like.len() > 1, Phrase::OnlyOneAlike),
        _ if page.settled.is_some() => Err(Phrase::AlreadySettled),
        Action::SettleSame => fine(page.against.is_some(), Phrase::NobodyAlike),
        _ => Ok(()),
    }
}

/// What can be done with the chosen emergency.
fn with_emergency(act: Act, model: &Model) -> Result<(), Why> {
    let Screen::Emergencies(screen) = model.screen() else { return Err(Why::plain(Phrase::NothingChosen)) };
    let page = screen.page.as_ref().ok_or(Why::plain(Phrase::NoEmergency))?;
    if page.acts.contains(&act) {
        return Ok(());
    }
    let stage = model.session.both(page.row.stage.title()).to_string();
    Err(Why(Phrase::NotAtThisStage, vec![stage, model.session.both(act.title()).to_string()]))
}

/// What can be done with the chosen batch, or the chosen line of the one in front.
fn with_batch(act: BatchAct, model: &Model) -> Result<(), Why> {
    let session = &model.session;
    let title = session.both(act.title()).to_string();
    match model.screen() {
        Screen::Batches(screen) => {
            let batch = screen.batch().ok_or(Why::plain(Phrase::NoBatchChosen))?;
            let stage = session.both(batch.stage.title()).to_string();
            if act.suits(batch) { Ok(()) } else { Err(Why(Phrase::NotWithThisBatch, vec![stage, title])) }
        }
        Screen::Batch(screen) => {
            let batch = screen.batch().ok_or(Why::plain(Phrase::NoBatchChosen))?;
            let stage = session.both(batch.stage.title()).to_string();
            if !act.is_of_line() {
                return if act.suits(batch) { Ok(()) } else { Err(Why(Phrase::NotWithThisBatch, vec![stage, title])) };
            }
            let line = screen.line().ok_or(Why::plain(Phrase::NoLineChosen))?;
            if act.suits_line(batch.stage, line) {
                return Ok(());
            }
            let state = session.both(line.state().title()).to_string();
            Err(Why(Phrase::NotWithThisLine, vec![stage, state, title]))
        }
        _ => Err(Why::plain(Phrase::NothingChosen)),
    }
}

/// With several marked, one for which the step is legal is enough: the preview sorts out the others.
fn with_items(verb: Verb, model: &Model) -> Result<(), Why> {
    let items = model.screen().items();
    let Some(first) = items.first() else { return Err(Why::plain(Phrase::NothingChosen)) };
    let legal = |row: &QueueRow| match model.screen() {
        Screen::Item(screen) => screen.page.as_ref().is_some_and(|page| page.verbs.contains(&verb)),
        _ => step(row.status, verb, model.session.wants_approval(row.measure)).is_some(),
    };
    if !items.iter().any(legal) {
        let status = model.session.both(first.status.title()).to_string();
        return Err(Why(Phrase::NotInThisStatus, vec![status, model.session.both(verb.title()).to_string()]));
    }
    if verb == Verb::Deliver && items.iter().any(|row| row.measure != first.measure) {
        return Err(Why::plain(Phrase::DifferentMeasures));
    }
    Ok(())
}
