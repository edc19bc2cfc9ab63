//! Help, the preview and the outcome of orders, and the drafts of the last sitting: each a title, a sentence and a page.

use crate::domain::batch::workflow::Act;
use crate::tui::action::Action;
use crate::tui::draft::Draft;
use crate::tui::layer::batch::{Outcome, Preview};
use crate::tui::layer::bulk::{Bulk, Stage};
use crate::tui::layer::compared::Compared;
use crate::tui::layer::walk::Walk;
use crate::tui::layout::Area;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::sheet::{Sheet, Span};
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet;
use crate::tui::widget::table::{self, Column, Gutter};

/// Rows of a title, its sentence and a blank row.
const HEAD: u16 = 3;

fn head(pen: &mut Pen, area: Area, title: &str, sentence: &str, tone: Tone) {
    for (row, text, tone) in [(0, title, Tone::Strong), (1, sentence, tone)] {
        area.row(row).into_iter().for_each(|row| {
            pen.write(row.after(sheet::GUTTER), text, tone);
        });
    }
}

/// The keys of the place below.
pub fn help(pen: &mut Pen, area: Area, page: &Sheet, model: &Model) {
    let below = model.layers.iter().rev().nth(1).map_or(model.screen().place(), |layer| layer.place());
    let title = model.session.fill(Phrase::HelpTitle, &[model.session.both(below.title())]);
    head(pen, area, &title, model.session.say(Phrase::HelpHint), Tone::Quiet);
    sheet::draw(pen, area.below(HEAD), page, true);
}

/// What orders would do.
pub fn preview(pen: &mut Pen, area: Area, preview: &Preview, model: &Model) {
    let session = &model.session;
    let (possible, refused) = (preview.possible.orders.len(), preview.refused.len());
    let parts = [preview.marked(), possible, refused].map(|count| count.to_string());
    let counts = session.fill(Phrase::PreviewCounts, &parts.each_ref().map(String::as_str));
    let title = format!("{}  {}", session.both(Place::Preview.title()), preview.possible.title);
    head(pen, area, &title, &counts, if refused > 0 { Tone::Soon } else { Tone::Plain });
    let next = match possible {
        0 => session.say(Phrase::NothingPossible).to_string(),
        _ => session.fill(Phrase::ConfirmPreview, &[&possible.to_string()]),
    };
    area.row(2).into_iter().for_each(|row| {
        pen.write(row.after(sheet::GUTTER), &next, Tone::Plain);
    });
    sheet::draw(pen, area.below(HEAD + 1), &preview.sheet, true);
}

/// What orders did.
pub fn outcome(pen: &mut Pen, area: Area, outcome: &Outcome, model: &Model) {
    let title = format!("{}  {}", model.session.both(Place::Outcome.title()), outcome.title);
    let fine = outcome.failed == 0 && outcome.refused == 0;
    let tone = if fine { Tone::Good } else { Tone::Soon };
    head(pen, area, &title, &outcome.sentence(model.session.lang), tone);
    area.row(2).into_iter().for_each(|row| {
        let end = pen.write(row.after(sheet::GUTTER), model.session.say(Phrase::EnterCloses), Tone::Plain);
        if outcome.sheet.lines().is_empty() {
            pen.place_cursor(row.x + sheet::GUTTER + end, row.y);
        }
    });
    sheet::draw(pen, area.below(HEAD + 1), &outcome.sheet, true);
}

/// What another plan would come to.
pub fn compared(pen: &mut Pen, area: Area, compared: &Compared, model: &Model) {
    let session = &model.session;
    let title = format!("{}  {}", session.both(Action::ComparePlan.title()), compared.file);
    let counts = session.fill(Phrase::ComparedFamilies, &[&compared.families.to_string()]);
    head(pen, area, &title, &counts, Tone::Plain);
    sheet::draw(pen, area.below(HEAD), &compared.sheet, true);
}

/// Everything of a list being opened.
pub fn bulk(pen: &mut Pen, area: Area, bulk: &Bulk, model: &Model) {
    let session = &model.session;
    let Bulk { sums, total, .. } = bulk;
    let fill = |phrase, parts: &[u64]| {
        let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
        session.fill(phrase, &parts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let (selected, done) = (sums.selected(), sums.done);
    let (sentence, hint) = match bulk.stage {
        Stage::Trying => (
            fill(Phrase::BulkTrying, &[selected, (*total).max(selected), done, sums.refused]),
            session.say(Phrase::BulkCancels).to_string(),
        ),
        Stage::Tried if done == 0 => {
            (fill(Phrase::BulkTried, &[selected, done, sums.refused]), session.say(Phrase::NothingPossible).to_string())
        }
        Stage::Tried => (fill(Phrase::BulkTried, &[selected, done, sums.refused]), fill(Phrase::BulkConfirm, &[done])),
        Stage::Opening => (
            fill(Phrase::BulkOpening, &[selected, (*total).max(selected), done, sums.refused, sums.failed]),
            session.say(Phrase::BulkStops).to_string(),
        ),
        Stage::Over => {
            let stopped = if bulk.stopped { session.say(Phrase::BulkStopped) } else { "" };
            let counts = fill(Phrase::BulkOver, &[selected, done, sums.refused, sums.failed]);
            (counts, format!("{}{stopped}", session.say(Phrase::EnterCloses)))
        }
    };
    let tone = match (bulk.stage, sums.refused + sums.failed) {
        (Stage::Over, 0) => Tone::Good,
        (_, 0) => Tone::Plain,
        _ => Tone::Soon,
    };
    let title = format!("{}  {}", session.both(Place::Bulk.title()), bulk.title);
    head(pen, area, &title, &sentence, tone);
    area.row(2).into_iter().for_each(|row| {
        let end = pen.write(row.after(sheet::GUTTER), &hint, Tone::Plain);
        if bulk.sheet.lines().is_empty() {
            pen.place_cursor(row.x + sheet::GUTTER + end, row.y);
        }
    });
    sheet::draw(pen, area.below(HEAD + 1), &bulk.sheet, true);
}

/// A batch being listed, or what the bank says being taken in.
pub fn walk(pen: &mut Pen, area: Area, walk: &Walk, model: &Model) {
    let session = &model.session;
    let Walk { sums, total, same, .. } = walk;
    let fill = |phrase, parts: &[u64]| {
        let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
        session.fill(phrase, &parts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let looked = sums.selected() + same;
    let total = (*total).max(looked);
    let refused = sums.refused + sums.failed;
    let sentence = match (walk.is_listing(), walk.stage) {
        (true, Stage::Over) => fill(Phrase::ListedFamilies, &[sums.done]),
        (true, _) => fill(Phrase::ListingFamilies, &[sums.done, total]),
        (false, Stage::Trying) => fill(Phrase::ReturnsTrying, &[looked, total, sums.done, *same, refused]),
        (false, Stage::Tried) => fill(Phrase::ReturnsTried, &[looked, sums.done, *same, refused]),
        (false, Stage::Opening) => fill(Phrase::ReturnsTaking, &[looked, total, sums.done, *same, refused]),
        (false, Stage::Over) => fill(Phrase::ReturnsTaken, &[looked, sums.done, *same, refused]),
    };
    let hint = match walk.stage {
        Stage::Trying => session.say(Phrase::BulkCancels).to_string(),
        Stage::Tried if sums.done == 0 => session.say(Phrase::NothingPossible).to_string(),
        Stage::Tried => fill(Phrase::ReturnsConfirm, &[sums.done]),
        Stage::Opening => session.say(Phrase::WalkStops).to_string(),
        Stage::Over => {
            let stopped = if walk.stopped { session.say(Phrase::WalkStopped) } else { "" };
            format!("{}{stopped}", session.say(Phrase::EnterCloses))
        }
    };
    let tone = match (walk.stage, refused, walk.stopped) {
        (Stage::Over, 0, false) => Tone::Good,
        (_, 0, _) => Tone::Plain,
        _ => Tone::Soon,
    };
    let what = if walk.is_listing() { Act::Check } else { Act::Return };
    head(pen, area, &format!("{}  {}", session.both(what.title()), walk.batch), &sentence, tone);
    area.row(2).into_iter().for_each(|row| {
        let end = pen.write(row.after(sheet::GUTTER), &hint, Tone::Plain);
        if walk.sheet.lines().is_empty() {
            pen.place_cursor(row.x + sheet::GUTTER + end, row.y);
        }
    });
    sheet::draw(pen, area.below(HEAD + 1), &walk.sheet, true);
}

/// Forms left unsent the last time.
pub fn drafts(pen: &mut Pen, area: Area, drafts: &[Draft], chosen: usize, model: &Model) {
    let title = model.session.fill(Phrase::DraftsOffer, &[&drafts.len().to_string()]);
    head(pen, area, &title, model.session.say(Phrase::DraftsHint), Tone::Quiet);
    let columns = [Column::words("", 10), Column::rest("")];
    for (at, draft) in drafts.iter().enumerate() {
        let Some(row) = u16::try_from(at).ok().and_then(|at| area.below(HEAD).row(at)) else { break };
        let gutter = Gutter { chosen: at == chosen, marked: false, in_use: true };
        let spans = [Span::new(draft.typed.to_string(), Tone::Quiet), Span::new(draft.title.clone(), Tone::Plain)];
        table::row(pen, row, &columns, &spans, gutter);
    }
}
