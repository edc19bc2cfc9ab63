//! The service: `execute(actor, command)` and `ask(actor, query)`. It alone decides who may do what, owns the order of things (decide,
//! journal, views, answer) and speaks in plain data, so that a desk in the same process and one at the end of a socket see the same.

pub mod answer;
mod ask;
pub mod attachment;
pub mod backup;
pub mod batch;
pub mod client;
pub mod condition;
pub mod emergency;
pub mod errand;
mod execute;
pub mod failure;
pub mod figure;
pub mod kept;
pub mod local;
pub mod maintenance;
mod pending;
pub mod permission;
pub mod presence;
pub mod query;
mod register;
pub mod schedule;
pub mod store;
pub mod sweep;
pub mod touched;
pub mod upkeep;
mod verify;

/// Whether this thread is inside a call that turns a panic of the store into damage of the views: nobody needs to hear of such a panic.
pub fn is_guarded() -> bool {
    crate::views::in_guard()
}

#[cfg(test)]
mod tests;
