//! Orders for several things at once: what they would do, and what they did. Every marked thing is counted exactly once:
//! done + refused + failed = marked.

use crate::domain::refusal::Refusal;
use crate::service::answer::Done;
use crate::service::client::Order;
use crate::text::Lang;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Sheet};
use crate::tui::tone::Tone;

/// Orders that were given together.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// What is done, in words.
    pub title: String,
    /// Each order, and what it is about, in words.
    pub orders: Vec<(Order, String)>,
}

/// What orders would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The orders that would be done.
    pub possible: Batch,
    /// Those that would be refused, and why.
    pub refused: Vec<(String, Refusal)>,
    /// The same as a page to read.
    pub sheet: Sheet,
}

/// What orders did.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What was done, in words.
    pub title: String,
    /// How many were done.
    pub done: usize,
    /// How many had been refused and were not sent.
    pub refused: usize,
    /// How many were sent and not done.
    pub failed: usize,
    /// The same as a page to read.
    pub sheet: Sheet,
}

impl Preview {
    /// Sorts the orders by what would become of them.
    pub fn new(batch: Batch, results: Vec<Result<(), Refusal>>, session: &Session) -> Self {
        let mut possible = Vec::new();
        let mut refused = Vec::new();
        for ((order, about), result) in batch.orders.into_iter().zip(results) {
            match result {
                Ok(()) => possible.push((order, about)),
                Err(refusal) => refused.push((about, refusal)),
            }
        }
        let mut lines = refusals(&refused, Phrase::WillBeRefused, session);
        if !possible.is_empty() {
            lines.push(Line::heading(session.fill(Phrase::WillBeDone, &[&possible.len().to_string()])));
            lines.extend(possible.iter().map(|(_, about)| Line::text(about.clone(), Tone::Plain)));
        }
        let mut sheet = Sheet::default();
        sheet.show(lines);
        Self { possible: Batch { title: batch.title, orders: possible }, refused, sheet }
    }

    /// How many things were marked.
    pub fn marked(&self) -> usize {
        self.possible.orders.len() + self.refused.len()
    }
}

impl Outcome {
    /// Counts what became of the orders that were sent, and of those that were not.
    pub fn new(
        batch: &Batch,
        results: &[Result<Done, Refusal>],
        refused: &[(String, Refusal)],
        session: &Session,
    ) -> Self {
        let failed: Vec<(String, Refusal)> = batch
            .orders
            .iter()
            .zip(results)
            .filter_map(|((_, about), result)| result.as_ref().err().map(|refusal| (about.clone(), refusal.clone())))
            .collect();
        let mut lines = refusals(&failed, Phrase::HaveFailed, session);
        lines.extend(refusals(refused, Phrase::WereRefused, session));
        let mut sheet = Sheet::default();
        sheet.show(lines);
        let done = results.iter().take(batch.orders.len()).filter(|result| result.is_ok()).count();
        Self {
            title: batch.title.clone(),
            done,
            refused: refused.len(),
            // An order without an answer counts as failed, so that the counts always add up.
            failed: batch.orders.len().saturating_sub(done),
            sheet,
        }
    }

    /// The three counts in one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let marked = self.done + self.refused + self.failed;
        let parts = [marked, self.done, self.refused, self.failed].map(|count| count.to_string());
        Phrase::OutcomeCounts.fill(lang, &parts.each_ref().map(String::as_str))
    }
}

fn refusals(refused: &[(String, Refusal)], heading: Phrase, session: &Session) -> Vec<Line> {
    if refused.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::heading(session.fill(heading, &[&refused.len().to_string()]))];
    lines.extend(refused.iter().map(|(about, refusal)| {
        Line::text(format!("{about}  "), Tone::Plain).and(refusal.sentence(session.lang), Tone::Alarm)
    }));
    lines.push(Line::blank());
    lines
}
