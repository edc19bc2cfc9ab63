//! F4: the register, or what a search found in it, and the page of the chosen family.

use super::queues::{Rows, count, list};
use super::{pages, pane_title, ruled};
use crate::policy::verdict::Truth;
use crate::service::answer::{FamilyKind, FamilyRow};
use crate::text::Lang;
use crate::tui::compose::{contact, names};
use crate::tui::layout::{Area, HEADS};
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::screen::Pane;
use crate::tui::screen::families::Families;
use crate::tui::session::Session;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::table::{self, Column};

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Families, model: &Model) {
    let panes = model.panes(model.screen().place());
    let main = ruled(pen, panes.main);
    rows(pen, main, screen, model);
    pages::side(pen, panes.side, &screen.side, model);
}

fn rows(pen: &mut Pen, area: Area, screen: &Families, model: &Model) {
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let title = match (screen.searched.as_str(), screen.township) {
            ("", None) => session.say(Phrase::EveryFamily).to_string(),
            ("", Some(code)) => session.township(code),
            (text, _) => session.fill(Phrase::Found, &[text]),
        };
        let x = pane_title(pen, row, &title, model, Pane::Main) + 2;
        count(pen, row.after(x), &screen.roll.list, Phrase::FamiliesOnly, model);
    }
    let look = Look { roomy: is_roomy(area.columns), with_debt: true };
    let columns = columns(session, look);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    let empty = match (screen.roll.is_known(), screen.searched.is_empty()) {
        (false, _) => Phrase::Loading,
        (true, true) => Phrase::NoFamilies,
        (true, false) => Phrase::NothingFound,
    };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, area.below(HEADS), &shown, |row| spans(row, look, session), empty, model);
}

/// From this width of the pane on, words stand whole and the village beside the township.
pub fn is_roomy(pane: u16) -> bool {
    pane >= 56
}

/// How a list of families is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Words stand whole.
    pub roomy: bool,
    /// With what is owed of calls and visits; whoever looks for a family does without.
    pub with_debt: bool,
}

/// The columns of a list of families.
pub fn columns(session: &Session, look: Look) -> Vec<Column> {
    let (lang, roomy) = (session.lang, look.roomy);
    let (kind, open) = if roomy { (8, 4) } else { (4, lang.pick(2, 4)) };
    let head = if roomy || lang == Lang::En { Phrase::Open } else { Phrase::OpenShort };
    let mut columns = vec![
        Column::words(session.say(Phrase::Family), 14),
        Column::words("", kind),
        Column::figures(session.say(head), open),
    ];
    columns.extend(look.with_debt.then(|| Column::words(session.say(Phrase::Owed), lang.pick(7, 6))));
    columns.push(Column::rest(session.say(Phrase::Township)));
    columns
}

/// A family as columns.
pub fn spans(row: &FamilyRow, look: Look, session: &Session) -> Vec<Span> {
    let roomy = look.roomy;
    let tone = if row.in_plan == Truth::No { Tone::Quiet } else { Tone::Plain };
    let word = if roomy { names::kind_short(row.kind) } else { names::kind_shortest(row.kind) };
    let kind = match row.kind {
        FamilyKind::None => Span::new(session.both(word), Tone::Soon),
        _ => Span::new(session.both(word), tone),
    };
    let open = if row.open_items == 0 { "-".to_string() } else { row.open_items.to_string() };
    let mut place = vec![session.township(row.township)];
    if roomy {
        place.push(session.village(row.village));
    }
    let mut spans = vec![
        Span::new(names::household(row, session.lang), tone),
        kind,
        Span::new(open, if row.open_items == 0 { Tone::Quiet } else { Tone::Plain }),
    ];
    spans.extend(look.with_debt.then(|| contact::short(&row.account, session)));
    spans.push(Span::new(place.join(" ").trim(), Tone::Plain));
    spans
}
