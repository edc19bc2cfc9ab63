//! The life of an item as figures see it: from when to when it waited, and how it came to its end.

use crate::domain::item::{Item, Step};
use crate::domain::workflow::Verb;
use chrono::NaiveDate;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End<'a> {
    /// It waits still.
    Open,
    /// It was delivered.
    Delivered(&'a Step),
    /// It was declined.
    Declined(&'a Step),
    /// It was taken back.
    Withdrawn,
}

/// How an item stands after all its steps.
pub fn end(item: &Item) -> End<'_> {
    let telling =
        |step: &&Step| matches!(step.made.verb, Verb::Deliver | Verb::Decline | Verb::Withdraw | Verb::Reopen);
    match item.counted().rfind(telling) {
        None => End::Open,
        Some(step) => match step.made.verb {
            Verb::Deliver => End::Delivered(step),
            Verb::Decline => End::Declined(step),
            Verb::Withdraw => End::Withdrawn,
            _ => End::Open,
        },
    }
}

/// The times in which an item waited, one after the other: from a day on and, where it came to an end, until a day. Where a clock was set
/// back, a step counts on the day of the one before.
pub fn waits(item: &Item) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let mut waits = Vec::new();
    let mut since = Some(item.opened);
    let mut day = item.opened;
    for step in item.counted() {
        day = day.max(step.at.date_naive());
        match step.made.verb {
            Verb::Deliver | Verb::Decline | Verb::Withdraw | Verb::Close => {
                waits.extend(since.take().map(|from| (from, Some(day))));
            }
            Verb::Reopen => since = since.or(Some(day)),
            _ => {}
        }
    }
    waits.extend(since.map(|from| (from, None)));
    waits
}

/// When a clerk first took it.
pub fn first_taken(item: &Item) -> Option<&Step> {
    item.counted().find(|step| step.made.verb == Verb::Accept)
}
