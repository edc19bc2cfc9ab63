//! F6: departments and measures with their counts, who stands in the chosen list, and why.

use super::queues::{Rows, count, list};
use super::{finder, in_use, pane_title, ruled};
use crate::service::answer::{EntitlementRow, SweepStanding};
use crate::tui::compose::verdict;
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::screen::Pane;
use crate::tui::screen::entitlements::{Entitlements, Scope, Shown};
use crate::tui::session::Session;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet::{self, mark_more};
use crate::tui::widget::table::{self, Column, Gutter};

/// Columns of a count.
const COUNT: u16 = 7;

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Entitlements, model: &Model) {
    let panes = model.panes(model.screen().place());
    let main = ruled(pen, panes.main);
    match panes.scopes {
        Some(area) => {
            let area = ruled(pen, area);
            scopes(pen, area, screen, model);
            rows(pen, main, screen, model);
        }
        None if screen.pane == Pane::Scopes => scopes(pen, main, screen, model),
        None => rows(pen, main, screen, model),
    }
    sheet::draw(pen, panes.side, &screen.reasons, in_use(model, Pane::Side));
}

/// The departments, each with its measures, and how many of each stand in the list; the chosen one near the middle.
fn scopes(pen: &mut Pen, area: Area, screen: &Entitlements, model: &Model) {
    let session = &model.session;
    let standing = screen.counts.as_ref().map(|counts| counts.standing);
    area.row(0).into_iter().for_each(|row| {
        let said = standing.map_or_else(String::new, |standing| said(standing, session));
        pane_title(pen, row, &said, model, Pane::Scopes);
    });
    let names = area.columns.saturating_sub(COUNT + 4);
    let columns = [
        Column::words(session.say(Phrase::Measure), names),
        Column::figures(session.say(name(screen.shown)), COUNT + 1),
    ];
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let space = area.below(HEADS);
    let all = Scope::all(session);
    let height = usize::from(space.rows);
    let top = screen.scope.saturating_sub(height / 2).min(all.len().saturating_sub(height));
    for (row, (at, scope)) in (0..space.rows).zip(all.iter().enumerate().skip(top)) {
        let Some(row) = space.row(row) else { break };
        let chosen = at == screen.scope;
        let text = match scope {
            Scope::Measure(_) => format!("  {}", title(*scope, session)),
            _ => title(*scope, session),
        };
        let tone = if chosen || matches!(scope, Scope::Department(_)) { Tone::Strong } else { Tone::Plain };
        let figure = match screen.count(*scope, session) {
            None => Span::new("", Tone::Quiet),
            Some(0) => Span::new("-", Tone::Quiet),
            Some(count) => Span::new(count.to_string(), tone),
        };
        let gutter = Gutter { chosen, marked: false, in_use: in_use(model, Pane::Scopes) };
        table::row(pen, row, &columns, &[Span::new(text, tone), figure], gutter);
    }
    mark_more(pen, space, top > 0, top + height < all.len());
}

/// As of when the counts are, or how far the sweep is.
fn said(standing: Option<SweepStanding>, session: &Session) -> String {
    let Some(standing) = standing else { return session.say(Phrase::SweepNotYet).to_string() };
    match standing.percent {
        100 if standing.changed == 0 => session.fill(Phrase::SweptAsOf, &[&standing.as_of.to_string()]),
        100 => session.fill(Phrase::SweptBut, &[&standing.changed.to_string()]),
        percent => session.fill(Phrase::Sweeping, &[&percent.to_string()]),
    }
}

fn title(scope: Scope, session: &Session) -> String {
    match scope {
        Scope::All => session.say(Phrase::AllMeasures).to_string(),
        Scope::Department(no) => session.department(no),
        Scope::Measure(no) => session.measure(no),
    }
}

fn name(shown: Shown) -> Phrase {
    match shown {
        Shown::Due => Phrase::ListDue,
        Shown::Missing => Phrase::ListMissing,
        Shown::Changed => Phrase::ListChanged,
        Shown::Entitled => Phrase::ListEntitled,
    }
}

fn rows(pen: &mut Pen, area: Area, screen: &Entitlements, model: &Model) {
    if finder::found(pen, area, model) {
        return;
    }
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let scope = screen.chosen_scope(session);
        let mut x = pane_title(pen, row, &title(scope, session), model, Pane::Main) + 2;
        x += pen.write(row.after(x), &filter(screen, session), Tone::Soon) + 2;
        count(pen, row.after(x), &screen.roll.list, Phrase::CountOnly, model);
    }
    let columns = columns(screen, session);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = match (screen.roll.is_known(), screen.shown) {
        (false, _) => Phrase::Loading,
        (true, Shown::Due) if screen.family.is_none() => Phrase::NothingDue,
        (true, Shown::Changed) if screen.counts.as_ref().is_none_or(|counts| counts.standing.is_none()) => {
            Phrase::ChangesNotYet
        }
        _ => Phrase::NothingHere,
    };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    let of_one = matches!(screen.chosen_scope(session), Scope::Measure(_)) && screen.family.is_none();
    list(pen, area.below(HEADS), &shown, |row| spans(row, of_one, session), empty, model);
}

/// What turned takes the room of the family's number.
fn columns(screen: &Entitlements, session: &Session) -> Vec<Column> {
    let measure = Column::rest(session.say(Phrase::Measure));
    let subject = Column::words(session.say(Phrase::Subject), 8);
    if screen.filter.changed {
        return vec![Column::words(session.say(Phrase::ListChanged), session.lang.pick(15, 17)), subject, measure];
    }
    let family = Column::words(session.say(Phrase::Family), 7);
    vec![Column::words("", session.lang.pick(6, 8)), subject, family, measure]
}

/// Which verdicts, of which township, or of which family.
fn filter(screen: &Entitlements, session: &Session) -> String {
    if let Some(family) = screen.family {
        return family.to_string();
    }
    let standing = screen.counts.as_ref().and_then(|counts| counts.standing);
    let since = standing.filter(|_| screen.shown == Shown::Changed).map(|standing| standing.since);
    let list = match since {
        Some(since) => session.fill(Phrase::ChangedSince, &[&since.to_string()]),
        None => session.say(name(screen.shown)).to_string(),
    };
    let parts: Vec<String> = screen.township.map(|code| session.township(code)).into_iter().chain([list]).collect();
    parts.join(" ")
}

fn spans(row: &EntitlementRow, of_one: bool, session: &Session) -> Vec<Span> {
    let subject = Span::new(row.subject.clone(), Tone::Plain);
    let measure = session.measure(row.measure);
    if let Some(change) = row.change {
        let tone = verdict::word(change.after, session).tone;
        return vec![Span::new(verdict::from_to(change, session), tone), subject, Span::new(measure, Tone::Plain)];
    }
    let word = match row.item {
        Some(_) => Span::new(session.say(Phrase::HasItem), Tone::Quiet),
        None => verdict::word(row.verdict.truth, session),
    };
    let missing = row.verdict.missing.first().map(|missing| missing.sentence(session.lang));
    let text = match missing {
        Some(missing) if of_one => missing,
        Some(missing) => format!("{measure}  {} {missing}", session.say(Phrase::StillMissing)),
        None => measure,
    };
    vec![word, subject, Span::new(row.family.to_string(), Tone::Quiet), Span::new(text, Tone::Plain)]
}
