//! What the desk is told: what came in, and what became of what it asked for.

use super::input::Input;
use crate::domain::refusal::Refusal;
use crate::service::answer::{Answer, Done, LogRow};
use crate::service::client::Notice;
use crate::service::errand::{Errand, Ran};
use crate::service::presence::Present;
use crate::service::query::Query;
use crate::service::touched::Touched;
use chrono::{DateTime, FixedOffset};
use std::time::Duration;

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Something came in from outside.
    Input(Input),
    /// The terminal took so long to answer, again and again.
    Slow(Duration),
    /// No more input waits: the screen may settle.
    Rest,
    /// The answer to a question; the question comes back with it.
    Answered(Query, Result<Answer, Refusal>),
    /// What the orders would do.
    Previewed(Vec<Result<(), Refusal>>),
    /// What the orders did.
    Executed(Vec<Result<Done, Refusal>>),
    /// What came of an errand; the errand comes back with it.
    Ran(Errand, Result<Ran, Refusal>),
    /// The last entry of this clerk that can be taken back.
    LastOwn(Option<LogRow>),
    /// Who else is where the clerk is.
    Others(Vec<Present>),
    /// A draft could not be written: why, for the eyes of whoever can help.
    DraftFailed(String),
    /// The moment it is, and what the clerk should know.
    Moment(DateTime<FixedOffset>, Vec<Notice>),
    /// Something changed beside the clerk: what is shown of it is asked for again.
    Changed(Touched),
}
