//! Arrears and over-payments: the accounts that do not come out even, and the chosen one.

use super::queues::{Rows, count, list};
use super::{finder, in_use, pane_title, ruled};
use crate::policy::money::Fen;
use crate::service::answer::batch::BalanceLine;
use crate::tui::layout::HEADS;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::Pane;
use crate::tui::screen::accounts::Accounts;
use crate::tui::session::Session;
use crate::tui::sheet::Span;
use crate::tui::tone::Tone;
use crate::tui::widget::pen::Pen;
use crate::tui::widget::sheet;
use crate::tui::widget::table::{self, Column};

/// From this width of the pane on what was owed and paid has columns of its own.
const ROOMY: u16 = 60;

/// Draws the screen.
pub fn draw(pen: &mut Pen, screen: &Accounts, model: &Model) {
    let panes = model.panes(Place::Accounts);
    let area = ruled(pen, panes.main);
    sheet::draw(pen, panes.side, &screen.detail, in_use(model, Pane::Side));
    if finder::found(pen, area, model) {
        return;
    }
    let session = &model.session;
    if let Some(row) = area.row(0) {
        let x = pane_title(pen, row, session.both(Place::Accounts.title()), model, Pane::Main) + 2;
        count(pen, row.after(x), &screen.roll.list, Phrase::AccountsOnly, model);
    }
    let roomy = area.columns >= ROOMY;
    let columns = columns(roomy, session);
    area.row(1).into_iter().for_each(|row| table::heads(pen, row, &columns));
    // The register is looked through in slices: nothing found yet is not nothing there.
    let (_, goes_on) = screen.roll.list.goes_on();
    let empty = if screen.roll.is_known() && !goes_on { Phrase::AllEven } else { Phrase::Loading };
    let shown = Rows { list: &screen.roll.list, marks: &screen.roll.marks, columns: &columns };
    list(pen, area.below(HEADS), &shown, |row| spans(row, roomy, session), empty, model);
}

fn columns(roomy: bool, session: &Session) -> Vec<Column> {
    let mut columns = vec![
        Column::words(session.say(Phrase::Subject), 8),
        Column::words(session.say(Phrase::Family), 7),
        Column::words(session.say(Phrase::PeriodFor), 7),
    ];
    if roomy {
        columns.push(Column::figures(session.say(Phrase::OwedYuan), 10));
        columns.push(Column::figures(session.say(Phrase::GivenYuan), 10));
    }
    columns.push(Column::rest(session.say(Phrase::LeftOrOver)));
    columns
}

fn spans(row: &BalanceLine, roomy: bool, session: &Session) -> Vec<Span> {
    let balance = &row.balance;
    let mut spans = vec![
        Span::new(balance.name.clone(), Tone::Plain),
        Span::new(balance.family.to_string(), Tone::Quiet),
        Span::new(balance.period.to_string(), Tone::Quiet),
    ];
    if roomy {
        let given = Fen(balance.paid.0.saturating_add(balance.by_hand.0));
        spans.push(Span::new(balance.owed.grouped(), Tone::Plain));
        spans.push(Span::new(given.grouped(), Tone::Plain));
    }
    let (left, over) = (balance.arrears(), balance.overpaid());
    spans.push(if over > Fen::ZERO {
        Span::new(session.fill(Phrase::OverBy, &[&over.grouped()]), Tone::Alarm)
    } else {
        Span::new(session.fill(Phrase::LeftToPay, &[&left.grouped()]), Tone::Soon)
    });
    spans
}
