//! Asking again, and giving each answer to whoever asked.

use super::{bulk, forms, meanwhile, walk};
use crate::domain::refusal::Refusal;
use crate::service::answer::Answer;
use crate::service::answer::batch::BatchAnswer;
use crate::service::figure::FigureQuery;
use crate::service::query::Query;
use crate::service::query::batch::BatchQuery;
use crate::service::touched::Touched;
use crate::tui::effect::Effect;
use crate::tui::form::meanwhile::Fresh;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::screen::roll::is_a_list;

/// Asks again for everything in sight.
pub fn refresh(model: &mut Model) -> Vec<Effect> {
    let (screen, session) = model.front();
    let mut queries = screen.again(session);
    if !queries.contains(&Query::Overview) {
        queries.push(Query::Overview);
    }
    queries.into_iter().map(Effect::Ask).collect()
}

/// Something changed beside the clerk: asks again where some of it is in sight, and for the counts alone where only they changed.
pub fn touched(model: &mut Model, touched: &Touched) -> Vec<Effect> {
    if model.screen().is_concerned(touched) {
        return refresh(model);
    }
    touched.counts.then_some(Effect::Ask(Query::Overview)).into_iter().collect()
}

/// Takes an answer, or tells the clerk why there is none.
pub fn take(model: &mut Model, query: &Query, result: Result<Answer, Refusal>) -> Vec<Effect> {
    let answer = match result {
        Ok(answer) => answer,
        Err(refusal) => {
            refused(model, query, &refusal);
            return Vec::new();
        }
    };
    if shows_a_list(query) {
        model.withheld = None;
    }
    match (&answer, model.layers.last_mut()) {
        (Answer::Overview(overview), _) => model.overview = overview.clone(),
        (Answer::Families(rows), Some(Layer::Palette(palette))) => {
            if let Query::Search { text, .. } = query {
                palette.finder.take(text, rows.rows.clone());
            }
        }
        (Answer::Families(rows), Some(Layer::Form(form))) => {
            if let Query::Search { text, .. } = query {
                form.found(text, &rows.rows, model.session.lang);
            }
        }
        (Answer::Families(rows), Some(Layer::Find(finder))) => {
            if let Query::Search { text, .. } = query {
                finder.take(text, rows.rows.clone());
            }
        }
        _ => {}
    }
    let session = &model.session;
    let screens = model.pages.iter_mut().chain([&mut model.home]);
    screens.for_each(|screen| screen.take(query, &answer, session));
    match (query, answer) {
        (Query::Family { family }, Answer::Family(page)) => {
            meanwhile::take(model, query, Fresh::Family(&page));
            forms::arrived(model, *family, &page)
        }
        (Query::Item { .. }, Answer::Item(page)) => {
            meanwhile::take(model, query, Fresh::Item(&page));
            Vec::new()
        }
        (_, Answer::Batch(BatchAnswer::Families(families))) => walk::families(model, query, &families),
        (Query::Merge { .. }, Answer::Merge(page)) => forms::side_by_side(model, query, &page),
        (Query::Entitlements { .. }, Answer::Entitlements(rows)) => bulk::take(model, query, &rows),
        _ => Vec::new(),
    }
}

/// Whether a screen stays empty without the answer.
fn shows_a_list(query: &Query) -> bool {
    is_a_list(query) || matches!(query, Query::Figures(FigureQuery::Year { .. }))
}

/// A page that cannot be shown is closed again; a form that waited for it is given up.
fn refused(model: &mut Model, query: &Query, refusal: &Refusal) {
    let gone = matches!(refusal, Refusal::NoSuchFamily(_) | Refusal::NoSuchItem(_));
    if gone && model.pages.last_mut().is_some_and(|page| page.again(&model.session).first() == Some(query)) {
        model.pages.pop();
    }
    model.awaited = None;
    model.meanwhile = None;
    bulk::refused(model, query);
    if matches!(query, Query::Batch(BatchQuery::Walk { .. })) {
        walk::refused(model);
    }
    model.refuse(refusal);
    if shows_a_list(query) {
        model.withheld = model.notice.as_ref().map(|notice| (model.screen().place(), notice.text.clone()));
    }
}
