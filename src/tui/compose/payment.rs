//! Lines of allowance batches: what somebody was paid, or why they were not.

use crate::domain::batch::Line as Payment;
use crate::tui::session::Session;
use crate::tui::sheet::Line;
use crate::tui::tone::Tone;

/// A payment on one line: the period, the person, where it stands, the money, and why.
pub fn short(payment: &Payment, session: &Session) -> Line {
    let (state, lang) = (payment.state(), session.lang);
    let because = payment.because(lang);
    let gap = if because.is_empty() { "" } else { "  " };
    Line::text(format!("{}{gap}{because}", payment.amount().grouped()), Tone::Plain)
        .column(14, payment.listed.period.text(lang), Tone::Quiet)
        .column(8, payment.listed.name.clone(), Tone::Plain)
        .column(10, session.both(state.title()).to_string(), super::batch::tone(state))
        .column(8, payment.id().to_string(), Tone::Quiet)
}
