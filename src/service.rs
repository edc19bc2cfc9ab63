//! The service: `execute(actor, command)` and `ask(actor, query)`. It alone decides who may do what, owns the order of things (decide,
//! journal, views, answer) and speaks in plain data, so that a desk in the same process and one at the end of a socket see the same.

pub mod answer;
mod ask;
pub mod client;
mod execute;
pub mod failure;
pub mod local;
pub mod maintenance;
mod pending;
pub mod query;
mod register;
pub mod store;
pub mod upkeep;

#[cfg(test)]
mod tests;
