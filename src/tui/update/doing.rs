//! Giving orders: previewing those for several things, carrying them out, saying what became of them, taking them back.

use super::{answers, batches, bulk, drafts, emergencies, forms, meanwhile, moving, walk};
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::domain::rhythm::RhythmCommand;
use crate::ids::{ItemId, Seq};
use crate::service::answer::{Done, EntitlementRow, LogRow};
use crate::service::client::Order;
use crate::service::query::rhythm::WatchList;
use crate::tui::compose::happened;
use crate::tui::effect::Effect;
use crate::tui::form::kind::{Kind, Subject};
use crate::tui::layer::Layer;
use crate::tui::layer::batch::{Batch, Outcome, Preview};
use crate::tui::model::{Deed, Doing, Model};
use crate::tui::phrase::Phrase;
use crate::tui::screen::Screen;
use crate::tui::session::Session;
use crate::tui::tone::Tone;

/// The most deeds that are remembered for taking back; older ones are found in the journal.
const DEEDS_MAX: usize = 100;

/// What an item is called in a list of orders.
pub fn named(subject: &Subject, session: &Session) -> String {
    format!("{}  {}  {}", subject.item, session.measure(subject.measure), subject.name)
}

/// Gives orders: at once for one thing, after a preview for several.
pub fn submit(model: &mut Model, batch: Batch, several: bool) -> Vec<Effect> {
    let orders: Vec<_> = batch.orders.iter().map(|(order, _)| order.clone()).collect();
    if orders.is_empty() {
        model.form().into_iter().for_each(|form| form.sent = false);
        return Vec::new();
    }
    let undoing = orders.iter().all(|order| matches!(order.command, Command::Undo { .. }));
    model.doing = Some(Doing { batch, refused: Vec::new(), counted: several, undoing });
    vec![if several { Effect::Preview(orders) } else { Effect::Execute(orders) }]
}

/// Keeps that the chosen items were seen at their stage, so that nobody is told of it again.
pub fn seen(model: &mut Model) -> Vec<Effect> {
    let Screen::Deadlines(screen) = model.screen() else { return Vec::new() };
    let Some(WatchList::New(stage)) = screen.list else { return Vec::new() };
    let items: Vec<ItemId> = model.screen().items().iter().map(|row| row.item).collect();
    let told = format!("{}  {}", model.session.both(stage.title()), items.len());
    let command = Command::Rhythm(RhythmCommand::Tell { stage, items });
    let title = model.session.both(crate::tui::action::Action::Seen.title()).to_string();
    submit(model, Batch { title, orders: vec![(command.into(), told)] }, false)
}

/// Opens items for the chosen entitlements, or for everything of the list where all of it is marked.
pub fn open_entitled(model: &mut Model) -> Vec<Effect> {
    if let Some(effects) = bulk::begin(model) {
        return effects;
    }
    let rows = model.screen().entitlements();
    let orders: Vec<_> = rows.iter().filter(|row| row.item.is_none()).map(|row| opening(row, &model.session)).collect();
    let several = orders.len() > 1;
    let title = model.session.both(crate::tui::action::Action::OpenEntitled.title());
    submit(model, Batch { title: title.to_string(), orders }, several)
}

/// The order that opens an item for an entitlement, and what it is about.
pub fn opening(row: &EntitlementRow, session: &Session) -> (Order, String) {
    let command = Command::OpenItem {
        family: row.family,
        measure: row.measure,
        member: row.member,
        department: None,
        urgency: None,
        due: None,
        period: None,
        note: String::new(),
    };
    (command.into(), format!("{}  {}  {}", row.family, session.measure(row.measure), row.subject))
}

/// It is known what the orders would do: shows it before anything is done.
pub fn previewed(model: &mut Model, results: Vec<Result<(), Refusal>>) -> Vec<Effect> {
    let results = match bulk::previewed(model, results) {
        Ok(effects) => return effects,
        Err(results) => results,
    };
    if walk::previewed(model, &results) {
        return Vec::new();
    }
    if let Some(doing) = model.doing.take() {
        let preview = Preview::new(doing.batch, results, &model.session);
        model.layers.push(Layer::Preview(Box::new(preview)));
    }
    Vec::new()
}

/// The clerk has seen the preview and goes on: what would be refused is not sent.
pub fn confirm(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Preview(preview)) = model.layers.pop() else { return Vec::new() };
    let Preview { possible, refused, .. } = *preview;
    if possible.orders.is_empty() {
        return reopen(model);
    }
    let orders = possible.orders.iter().map(|(order, _)| order.clone()).collect();
    model.doing = Some(Doing { batch: possible, refused, counted: true, undoing: false });
    vec![Effect::Execute(orders)]
}

/// The form below a preview that was left can be sent again.
pub fn reopen(model: &mut Model) -> Vec<Effect> {
    model.form().into_iter().for_each(|form| form.sent = false);
    Vec::new()
}

/// The orders have been carried out, or not.
pub fn executed(model: &mut Model, results: &[Result<Done, Refusal>]) -> Vec<Effect> {
    if bulk::executed(model, results) || walk::executed(model, results) {
        return Vec::new();
    }
    let Some(doing) = model.doing.take() else { return Vec::new() };
    let done: Vec<&Done> = results.iter().filter_map(|result| result.as_ref().ok()).collect();
    let refusal = results.iter().find_map(|result| result.as_ref().err());
    if done.is_empty() && !doing.counted {
        refusal.into_iter().for_each(|refusal| failed(model, refusal));
        let asked = answers::refresh(model);
        return match refusal {
            Some(refusal) => meanwhile::ask(model, refusal, asked),
            None => asked,
        };
    }
    let mut effects = finish_form(model);
    remember(model, &doing, done.iter().map(|done| done.seq).collect());
    if doing.counted {
        let outcome = Outcome::new(&doing.batch, results, &doing.refused, &model.session);
        model.layers.push(Layer::Outcome(Box::new(outcome)));
        model.front().0.clear_marks();
    } else {
        let first = doing.batch.orders.first().map(|(_, about)| about.as_str()).unwrap_or_default();
        let phrase = if doing.undoing { Phrase::UndoneIt } else { Phrase::DoneIt };
        let what =
            if first == doing.batch.title { first.to_string() } else { format!("{} {first}", doing.batch.title) };
        let text = model.session.fill(phrase, &[&what]);
        model.tell(text, Tone::Good);
        if let Some(refusal) = refusal {
            model.refuse(refusal);
        }
    }
    if let Some(emergency) = done.first().and_then(|done| done.emergency) {
        emergencies::show(model, emergency);
    }
    effects.extend(batches::begun(model, &doing.batch.orders, &batches::of(results)));
    let added = doing.batch.orders.iter().any(|(order, _)| matches!(order.command, Command::AddFamily { .. }));
    match done.first().and_then(|done| done.family).filter(|_| added) {
        Some(family) => effects.extend(moving::family(model, family)),
        None => effects.extend(answers::refresh(model)),
    }
    effects
}

/// The refusal stands in the form, where there is one, so that nothing typed is lost.
pub fn failed(model: &mut Model, refusal: &Refusal) {
    model.refuse(refusal);
    emergencies::shown_others(model, refusal);
    let notice = model.notice.clone();
    if let Some(form) = model.form() {
        form.sent = false;
        form.refusal = notice.map(|notice| notice.text);
        model.notice = None;
    }
}

/// The form that the orders came from is closed and its draft thrown away.
pub fn finish_form(model: &mut Model) -> Vec<Effect> {
    let Some(form) = model.form() else { return Vec::new() };
    let name = form.kind.draft_name();
    model.layers.pop();
    name.map(|name| drafts::remove(model, &name)).unwrap_or_default()
}

fn remember(model: &mut Model, doing: &Doing, entries: Vec<Seq>) {
    if doing.undoing {
        model.deeds.pop();
        return;
    }
    // Having looked at something is nothing to take back.
    if doing.batch.orders.iter().all(|(order, _)| matches!(order.command, Command::Rhythm(RhythmCommand::Tell { .. })))
    {
        return;
    }
    let first = doing.batch.orders.first().map(|(_, about)| about.as_str()).unwrap_or_default();
    let what = match doing.batch.orders.len() {
        1 if first == doing.batch.title => first.to_string(),
        1 => format!("{}  {first}", doing.batch.title),
        _ => doing.batch.title.clone(),
    };
    remember_deed(model, Deed { entries, what });
}

/// Keeps what was done, to be taken back as it was done.
pub fn remember_deed(model: &mut Model, deed: Deed) {
    model.deeds.push(deed);
    if model.deeds.len() > DEEDS_MAX {
        model.deeds.remove(0);
    }
}

/// Takes back what this clerk did last: of this sitting, or else what the journal says.
pub fn undo(model: &mut Model) -> Vec<Effect> {
    match model.deeds.last() {
        Some(deed) => {
            let entries = deed.entries.iter().rev().copied().collect();
            let kind = Kind::Undo { entries, what: deed.what.clone() };
            forms::show(model, kind, Vec::new())
        }
        None => vec![Effect::FindLastOwn],
    }
}

/// The last entry of this clerk in the journal is known: asks whether to take it back.
pub fn last_own(model: &mut Model, row: Option<LogRow>) -> Vec<Effect> {
    let Some(row) = row else {
        model.say(Phrase::NothingToUndo);
        return Vec::new();
    };
    let what: Vec<String> = row.what.iter().map(|what| happened::sentence(what, &[], &model.session)).collect();
    let families: Vec<String> = row.families.iter().map(ToString::to_string).collect();
    let what = format!("{}  {}", what.join("  "), families.join(" "));
    forms::show(model, Kind::Undo { entries: vec![row.seq], what }, Vec::new())
}
