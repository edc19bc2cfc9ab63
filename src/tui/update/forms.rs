//! Opening forms and sending them.

use super::{doing, drafts, filters, meanwhile};
use crate::domain::event::Move;
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, MemberNo};
use crate::service::answer::{FamilyPage, MergePage};
use crate::service::query::Query;
use crate::tui::effect::Effect;
use crate::tui::form::kind::{Kind, Occasion, Subject};
use crate::tui::form::merge::Merge;
use crate::tui::form::{self, Form, open, orders};
use crate::tui::layer::Layer;
use crate::tui::layer::batch::Batch;
use crate::tui::model::{Awaited, Model};
use crate::tui::phrase::Phrase;
use crate::tui::screen::Screen;

/// A step with the chosen items: with a form where it asks for something, at once where it does not.
pub fn step(model: &mut Model, verb: Verb) -> Vec<Effect> {
    let subjects: Vec<Subject> = model.screen().items().iter().map(Subject::from).collect();
    let kind = Kind::Step { verb, subjects: subjects.clone() };
    let form = open::open(kind.clone(), None, &model.session);
    if !form.entries.is_empty() {
        return show(model, kind, Vec::new());
    }
    let orders = subjects.iter().map(|subject| orders::move_item(subject, Move::new(verb)).into());
    let named = subjects.iter().map(|subject| doing::named(subject, &model.session));
    let batch = Batch { title: form.title, orders: orders.zip(named).collect() };
    doing::submit(model, batch, subjects.len() > 1)
}

/// A new item for the family of the choice.
pub fn new_item(model: &mut Model) -> Vec<Effect> {
    with_family(model, |family, _| Kind::NewItem { family })
}

/// A new family.
pub fn new_family(model: &mut Model) -> Vec<Effect> {
    show(model, Kind::NewFamily, Vec::new())
}

/// Other facts of the chosen person, or of the household.
pub fn edit_facts(model: &mut Model) -> Vec<Effect> {
    with_family(model, |family, member| Kind::EditFacts { family, member })
}

/// Another person of the family.
pub fn add_member(model: &mut Model) -> Vec<Effect> {
    with_family(model, |family, _| Kind::AddMember { family })
}

/// Contact that the clerk had with the family.
pub fn contact(model: &mut Model) -> Vec<Effect> {
    with_family(model, |family, _| Kind::Contact { family })
}

/// Something that happened to the family.
pub fn happened(model: &mut Model, occasion: Occasion) -> Vec<Effect> {
    with_family(model, |family, member| Kind::Happened { family, member, occasion })
}

/// Two families that look like one; on any other screen the clerk says first which one it is.
pub fn merge(model: &mut Model) -> Vec<Effect> {
    match model.screen() {
        Screen::Reviews(screen) => match screen.alike() {
            Some((keep, other)) => show(model, Kind::Merge(Merge::of(keep, other)), Vec::new()),
            None => Vec::new(),
        },
        _ => with_family(model, |family, _| Kind::MergeWith { family }),
    }
}

/// The other family was chosen: both are laid side by side.
fn merge_with(model: &mut Model, keep: FamilyId) -> Vec<Effect> {
    let chosen = model.form().and_then(|form| form.entry("family")?.raw().parse().ok());
    let Some(other) = chosen else { return Vec::new() };
    model.layers.pop();
    show(model, Kind::Merge(Merge::of(keep, other)), Vec::new())
}

fn with_family(model: &mut Model, kind: impl Fn(FamilyId, Option<MemberNo>) -> Kind) -> Vec<Effect> {
    let member = match model.screen() {
        Screen::Family(screen) => screen.chosen_member(),
        _ => None,
    };
    match model.screen().family() {
        Some(family) => show(model, kind(family, member), Vec::new()),
        None => Vec::new(),
    }
}

/// Opens a form with what a draft says; a kind that needs a family's page asks for it first.
pub fn show(model: &mut Model, kind: Kind, contents: Vec<(String, String)>) -> Vec<Effect> {
    match kind.asks() {
        Some(query) => {
            model.awaited = Some(Awaited { kind, contents });
            vec![Effect::Ask(query)]
        }
        None => {
            let form = open::open(kind, None, &model.session);
            open_now(model, form, contents);
            Vec::new()
        }
    }
}

/// The page of a family has come: opens the form that waited for it.
pub fn arrived(model: &mut Model, family: FamilyId, page: &FamilyPage) -> Vec<Effect> {
    if model.awaited.as_ref().is_some_and(|awaited| awaited.kind.needs() == Some(family))
        && let Some(Awaited { kind, contents }) = model.awaited.take()
    {
        let form = open::open(kind, Some(page), &model.session);
        open_now(model, form, contents);
    }
    Vec::new()
}

/// Two families side by side have come: opens the form that waited for them.
pub fn side_by_side(model: &mut Model, query: &Query, page: &MergePage) -> Vec<Effect> {
    if model.awaited.as_ref().is_some_and(|awaited| awaited.kind.asks().as_ref() == Some(query))
        && let Some(Awaited { contents, .. }) = model.awaited.take()
    {
        let form = form::merge::form(page, &model.session);
        open_now(model, form, contents);
    }
    Vec::new()
}

fn open_now(model: &mut Model, mut form: Form, contents: Vec<(String, String)>) {
    let name = form.kind.draft_name();
    let draft = model.drafts.iter().find(|draft| Some(draft.name()) == name);
    let contents = if contents.is_empty() { draft.map(|draft| draft.contents.clone()) } else { Some(contents) };
    form.restore(&contents.unwrap_or_default());
    // It was typed over what stood there then: whatever was changed since is told when it is sent.
    form.seen = draft.and_then(|draft| draft.seen).filter(|_| form.restored).or(form.seen);
    model.layers.push(Layer::Form(Box::new(form)));
}

/// Reads the form in front and sends it, if nothing is wrong in it.
pub fn send(model: &mut Model) -> Vec<Effect> {
    let (today, lang) = (model.session.today(), model.session.lang);
    let Some(form) = model.form() else { return Vec::new() };
    if !form.check(today) {
        return Vec::new();
    }
    if let Kind::Filter { place } = form.kind {
        return filters::apply(model, place);
    }
    if let Kind::MergeWith { family } = form.kind {
        return merge_with(model, family);
    }
    if matches!(form.kind, Kind::Meanwhile(_)) {
        return meanwhile::settle(model);
    }
    let errand = match &form.kind {
        Kind::Batch(batch) => batch.errand(form, today),
        Kind::File(file) => Some(file.errand(form, lang, today)),
        _ => None,
    };
    form.refusal = None;
    form.sent = true;
    if let Some(errand) = errand {
        return vec![Effect::Run(errand)];
    }
    let (kind, title) = (form.kind.clone(), form.title.clone());
    let orders = orders::orders(form, today);
    let named: Vec<String> = match &kind {
        Kind::Step { subjects, .. } => subjects.iter().map(|one| doing::named(one, &model.session)).collect(),
        _ => vec![title.clone(); orders.len()],
    };
    let several = matches!(&kind, Kind::Step { subjects, .. } if subjects.len() > 1);
    let batch = Batch { title, orders: orders.into_iter().zip(named).collect() };
    doing::submit(model, batch, several)
}

/// Closes the form in front. What was typed stays as a draft, and the clerk is told.
pub fn close(model: &mut Model) -> Vec<Effect> {
    let effects = drafts::keep(model);
    let Some(Layer::Form(form)) = model.layers.pop() else { return effects };
    if form.is_changed() && form.kind.draft_name().is_some() {
        model.say(Phrase::DraftKept);
    }
    effects
}
