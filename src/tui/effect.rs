//! What the desk wants done, as data: the driver does it and tells what became of it.

use super::draft::Draft;
use crate::service::client::Order;
use crate::service::errand::Errand;
use crate::service::presence::Here;
use crate::service::query::Query;

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the service.
    Ask(Query),
    /// Find out what orders would do.
    Preview(Vec<Order>),
    /// Carry orders out.
    Execute(Vec<Order>),
    /// Run an errand: a file is written or read.
    Run(Errand),
    /// Say where the clerk is.
    Here(Option<Here>),
    /// Find the last entry of this clerk that can be taken back.
    FindLastOwn,
    /// Keep what was typed.
    SaveDraft(Draft),
    /// Throw away what was typed.
    RemoveDraft(String),
    /// Draw the whole screen afresh.
    Repaint,
    /// Leave.
    Leave,
}
